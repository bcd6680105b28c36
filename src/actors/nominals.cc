#include "actors/nominals.h"

namespace dateline::actors {
namespace {

// Noun phrases longer than this are taken apart at the limit: nobody is named by more words.
constexpr std::uint32_t kMaxModifiers = 10;
constexpr int kMaxPrepositions = 3;

// Does the token modify a word between it and `head`, by the tree? True when there is no tree.
bool ModifiesWithin(const Words& words, TokenIndex token, TokenIndex head) {
  if (!words.has_analysis()) return true;
  const auto& governor = words.view().words[token].head;
  return governor && *governor > token && *governor <= head;
}

bool IsModifier(const Words& words, const Lexicon& lexicon, TokenIndex token, TokenIndex head) {
  if (words.ClassOf(token) == FunctionClass::kTime) return false;
  if (!words.has_analysis()) {
    return lexicon.modifiers.contains(words.Lower(token)) ||
           lexicon.countries.contains(words.Surface(token)) ||
           lexicon.FindHead(words.Lower(token)).head != nullptr ||
           (words.PosOf(token) == Upos::kPropn && token > words.view().sentence_of(token).first);
  }
  switch (words.PosOf(token)) {
    case Upos::kAdj:
    case Upos::kNum:
      return true;
    case Upos::kNoun:
    case Upos::kPropn:
      return ModifiesWithin(words, token, head);
    default:
      return false;
  }
}

// Extends to the left and sets first, name_first, is_definite and is_possessed.
void ExtendLeft(const Words& words, const Lexicon& lexicon, Nominal& nominal) {
  const TokenIndex begin = words.view().sentence_of(nominal.head).first;
  TokenIndex first = nominal.head;
  for (std::uint32_t steps = 0; first > begin && steps < kMaxModifiers; ++steps) {
    const TokenIndex before = first.previous();
    const FunctionClass function = words.ClassOf(before);
    if (function == FunctionClass::kDeterminer || function == FunctionClass::kPossessive) {
      nominal.is_possessed = function == FunctionClass::kPossessive;
      const std::string_view lower = words.Lower(before);
      nominal.is_definite = nominal.is_possessed || lower == "the" || lower == "this" ||
                            lower == "that" || lower == "these" || lower == "those";
      first = before;
      break;
    }
    if (words.IsGenitive(before) && before > begin && words.IsNoun(before.previous())) {
      first = before;
      continue;
    }
    if (words.Surface(before) == "-" && !words.HasSpaceBefore(first)) {
      first = before;
      continue;
    }
    const bool leads_to_determiner =
        before > begin && (words.ClassOf(before.previous()) == FunctionClass::kDeterminer ||
                           words.Surface(before.previous()) == "-");
    if (!IsModifier(words, lexicon, before, nominal.head) &&
        !(words.IsParticiple(before) && leads_to_determiner)) {
      break;
    }
    first = before;
  }
  // A phrase cannot open with a genitive mark or a hyphen.
  while (first < nominal.head && (words.IsGenitive(first) || words.IsPunctuation(first))) {
    ++first;
  }
  nominal.first = first;
  nominal.name_first = first;
  while (nominal.name_first < nominal.head) {
    const FunctionClass function = words.ClassOf(nominal.name_first);
    const bool is_word_of_name =
        function != FunctionClass::kDeterminer && function != FunctionClass::kQuantifier &&
        function != FunctionClass::kPossessive && words.PosOf(nominal.name_first) != Upos::kNum &&
        !(words.IsParticiple(nominal.name_first) &&
          words.Surface(nominal.name_first.next()) != "-" &&
          !words.IsCapitalised(nominal.name_first));
    if (is_word_of_name) break;
    ++nominal.name_first;
  }
}

// The end of the noun phrase that begins at `token`, or `token` when none does.
TokenIndex PhraseEnd(const Words& words, TokenIndex token, TokenIndex limit,
                     const std::vector<std::uint8_t>& person_first) {
  TokenIndex at = token;
  TokenIndex end = token;
  if (at < limit && (words.ClassOf(at) == FunctionClass::kDeterminer ||
                     words.ClassOf(at) == FunctionClass::kPossessive)) {
    ++at;
  }
  for (std::uint32_t steps = 0; at < limit && steps < kMaxModifiers; ++steps, ++at) {
    if (words.ClassOf(at) == FunctionClass::kTime || (person_first[at.value()] != 0)) break;
    if (words.IsNoun(at)) {
      end = at.next();
    } else if (!words.IsGenitive(at) && words.PosOf(at) != Upos::kAdj &&
               words.PosOf(at) != Upos::kNum && words.Surface(at) != "-") {
      break;
    }
  }
  return end;
}

// Which prepositions join more of the name to a head of this class.
bool JoinsName(HeadClass head_class, std::string_view preposition) {
  if (preposition == "of") return true;
  switch (head_class) {
    case HeadClass::kOfficial:
    case HeadClass::kSpokesperson:
    case HeadClass::kOfficer:
    case HeadClass::kJournalist:
    case HeadClass::kExpert:
      return preposition == "for" || preposition == "at" || preposition == "to" ||
             preposition == "with";
    case HeadClass::kAnonymous:
      return preposition == "from" || preposition == "at";
    default:
      return false;
  }
}

void ExtendRight(const Words& words, const std::vector<std::uint8_t>& person_first,
                 Nominal& nominal) {
  const TokenIndex limit = words.view().sentence_of(nominal.head).end;
  nominal.end = nominal.head.next();
  for (int chained = 0; chained < kMaxPrepositions && nominal.end < limit; ++chained) {
    const std::string_view preposition = words.Lower(nominal.end);
    const bool joins =
        chained == 0 ? JoinsName(nominal.head_entry->head_class, preposition) : preposition == "of";
    if (!joins) return;
    const TokenIndex end = PhraseEnd(words, nominal.end.next(), limit, person_first);
    if (end == nominal.end.next()) return;
    nominal.end = end;
  }
}

// The head entry of a noun, alone or with the word before it ("news agency").
Lexicon::FoundHead FindHeadAt(const Words& words, const Lexicon& lexicon, TokenIndex token) {
  if (token > words.view().sentence_of(token).first) {
    const ByteSpan before = words.view().tokens[token.previous()].span;
    const ByteSpan here = words.view().tokens[token].span;
    if (before.size_bytes() + here.size_bytes() < 40) {
      if (const auto found = lexicon.FindHead(words.Lower(before.Cover(here))); found.head) {
        return found;
      }
    }
  }
  return lexicon.FindHead(words.Lower(token));
}

}  // namespace

std::vector<Nominal> FindNominals(const Words& words, const Lexicon& lexicon,
                                  const std::vector<std::uint8_t>& person_first) {
  std::vector<Nominal> out;
  const auto& tokens = words.view().tokens;
  for (TokenIndex token; token < tokens.end_index(); ++token) {
    if (!words.IsNoun(token)) continue;
    const auto found = FindHeadAt(words, lexicon, token);
    if (found.head == nullptr) continue;
    const TokenIndex next = token.next();
    const bool has_next = next < words.view().sentence_of(token).end;
    Nominal nominal;
    if (has_next && words.IsNoun(next)) {
      // "police officers": the head comes later; "President Ruto": a name follows.
      const bool name_follows =
          person_first[next.value()] != 0 ||
          (words.PosOf(next) == Upos::kPropn && found.head->head_class == HeadClass::kOutlet);
      if (!name_follows && words.ClassOf(next) != FunctionClass::kTime) {
        const bool tree_says_head =
            words.has_analysis() &&
            (!words.view().words[token].head || *words.view().words[token].head < token);
        if (!tree_says_head) continue;
      }
      nominal.is_before_name = name_follows;
    }
    nominal.head = token;
    nominal.head_entry = found.head;
    nominal.is_plural = found.is_plural;
    ExtendLeft(words, lexicon, nominal);
    ExtendRight(words, person_first, nominal);
    out.push_back(nominal);
  }
  return out;
}

std::string CanonicalWording(const Words& words, TokenIndex first, TokenIndex end) {
  const std::string_view raw = words.view().span_of(first, end).In(words.view().text);
  std::string out;
  out.reserve(raw.size());
  for (const char c : raw) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_space && (out.empty() || out.back() == ' ')) continue;
    out.push_back(is_space ? ' ' : c);
  }
  const bool opens_sentence = first == words.view().sentence_of(first).first;
  if (opens_sentence && words.PosOf(first) != Upos::kPropn && words.Surface(first).size() > 1 &&
      words.Surface(first)[1] >= 'a' && words.Surface(first)[1] <= 'z') {
    out[0] = words.Lower(first)[0];
  }
  return out;
}

}  // namespace dateline::actors
