#include "actors/words.h"

#include "io/table.h"
#include "model/resources.h"
#include "unicode/utf8.h"

namespace dateline::actors {

Result<FunctionWords> FunctionWords::Load() {
  constexpr std::string_view kTable = "data/actors/function_words.en.tsv";
  static const std::unordered_map<std::string_view, FunctionClass> kNames = {
      {"determiner", FunctionClass::kDeterminer},
      {"definite", FunctionClass::kDefinite},
      {"demonstrative", FunctionClass::kDemonstrative},
      {"quantifier", FunctionClass::kQuantifier},
      {"possessive", FunctionClass::kPossessive},
      {"time", FunctionClass::kTime},
      {"preposition", FunctionClass::kPreposition},
      {"pronoun", FunctionClass::kPronoun},
      {"verb", FunctionClass::kVerb},
      {"former", FunctionClass::kFormer},
      {"rival", FunctionClass::kRival},
      {"leads", FunctionClass::kLeads},
      {"according", FunctionClass::kAccording},
      {"speech", FunctionClass::kSpeech},
      {"conjunction", FunctionClass::kConjunction},
  };
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kTable));
  FunctionWords out;
  for (const io::TableRow& row : rows) {
    const auto found = kNames.find(row[1]);
    if (found == kNames.end()) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the class \"" + std::string(row[1]) +
                       "\", expected determiner, definite, demonstrative, quantifier, possessive, "
                       "time, preposition, "
                       "pronoun, verb, former, rival, leads, according, speech or conjunction",
                   std::string(kTable)};
    }
    out.classes.try_emplace(row[0], found->second);
  }
  return out;
}

Words::Words(const text::LanguageView& view, const FunctionWords& function_words)
    : view_(view), lower_(view.text) {
  for (char& c : lower_) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const std::size_t count = view.tokens.size();
  classes_.assign(count, FunctionClass::kNone);
  pos_.resize(count);
  quoted_.assign(count, 0);
  for (TokenIndex token; token < view.tokens.end_index(); ++token) {
    const auto found = function_words.classes.find(Lower(token));
    if (found != function_words.classes.end()) classes_[token.value()] = found->second;
    pos_[token.value()] = has_analysis() ? view.words[token].upos : GuessPos(token);
  }
  MarkQuotes();
}

bool Words::IsCapitalised(TokenIndex token) const {
  return unicode::IsUpper(unicode::DecodeAt(Surface(token), 0).value);
}

bool Words::IsGenitive(TokenIndex token) const {
  const std::string_view lower = Lower(token);
  return lower == "'s" || lower == "’s" ||
         ((lower == "'" || lower == "’") && !HasSpaceBefore(token));
}

bool Words::IsParticiple(TokenIndex token) const {
  if (!has_analysis()) return false;
  const std::string& tag = view_.words[token].xpos;
  return tag == "VBG" || tag == "VBN";
}

bool Words::OpensPhrase(TokenIndex token) const {
  if (ClassOf(token) == FunctionClass::kPossessive) return true;
  if (!IsDeterminer(token)) return false;
  return PosOf(token) == Upos::kDet || PosOf(token) == Upos::kPron;
}

bool Words::IsSpeechVerb(TokenIndex token) const {
  return ClassOf(token) == FunctionClass::kSpeech &&
         (PosOf(token) == Upos::kVerb || PosOf(token) == Upos::kAux);
}

bool Words::HasSpaceBefore(TokenIndex token) const {
  return token.value() == 0 ||
         view_.tokens[token.previous()].span.end() < view_.tokens[token].span.begin();
}

// A coarse guess from the letters alone, for a document that language has not read.
Upos Words::GuessPos(TokenIndex token) const {
  const char32_t first = unicode::DecodeAt(Surface(token), 0).value;
  if (unicode::IsDigit(first)) return Upos::kNum;
  if (!unicode::IsLetter(first)) return IsGenitive(token) ? Upos::kPart : Upos::kPunct;
  switch (ClassOf(token)) {
    case FunctionClass::kDeterminer:
    case FunctionClass::kDefinite:
    case FunctionClass::kDemonstrative:
      return Upos::kDet;
    case FunctionClass::kQuantifier:
      return Upos::kNum;
    case FunctionClass::kPossessive:
    case FunctionClass::kPronoun:
      return Upos::kPron;
    case FunctionClass::kPreposition:
      return Upos::kAdp;
    case FunctionClass::kVerb:
      return Upos::kAux;
    case FunctionClass::kSpeech:
      return Upos::kVerb;
    case FunctionClass::kConjunction:
      return Upos::kCconj;
    case FunctionClass::kTime:
    case FunctionClass::kFormer:
    case FunctionClass::kRival:
    case FunctionClass::kLeads:
    case FunctionClass::kAccording:
    case FunctionClass::kNone:
      break;
  }
  return unicode::IsUpper(first) ? Upos::kPropn : Upos::kNoun;
}

// Double marks only, reset at every block: enough to know whose voice a pronoun is in.
void Words::MarkQuotes() {
  bool inside = false;
  BlockIndex block;
  for (TokenIndex token; token < view_.tokens.end_index(); ++token) {
    const BlockIndex here = view_.sentence_of(token).block;
    if (here != block) inside = false;
    block = here;
    const std::string_view surface = Surface(token);
    if (surface == "“" || surface == "``" || surface == "«") {
      inside = true;
    } else if (surface == "”" || surface == "''" || surface == "»") {
      inside = false;
    } else if (surface == "\"") {
      inside = !inside;
    } else if (inside) {
      quoted_[token.value()] = 1;
    }
  }
}

}  // namespace dateline::actors
