#include "actors/nominals.h"

#include <algorithm>

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

// Where the canonical wording begins: after determiners, counts and fronted participles, and after
// any word before a country that says no more of the rank ("the advancing Ukrainian troops").
TokenIndex NameFirst(const Words& words, const Lexicon& lexicon, const TableMatches& matches,
                     const Nominal& nominal) {
  TokenIndex first = nominal.first;
  for (TokenIndex token = nominal.first; token < nominal.head; ++token) {
    const FunctionClass function = words.ClassOf(token);
    const bool is_count =
        words.PosOf(token) == Upos::kNum || function == FunctionClass::kQuantifier;
    const bool is_participle = words.IsParticiple(token) && token == first &&
                               words.Surface(token.next()) != "-" && !words.IsCapitalised(token);
    if (words.OpensPhrase(token) || is_participle ||
        (is_count && !words.IsCapitalised(nominal.head))) {
      first = token.next();
      // "34-year-old": the count goes on over its hyphens.
      while (first.next() < nominal.head && words.Surface(first) == "-") {
        first = first.next().next();
      }
      token = first.previous();
    }
  }
  for (TokenIndex token = first; token < nominal.head; ++token) {
    const TableMatch* match = matches.At(token);
    if (match != nullptr && match->country != nullptr) {
      const bool is_hyphenated = token > first && words.Surface(token.previous()) == "-";
      return is_hyphenated ? first : token;
    }
    if (words.IsCapitalised(token) || lexicon.modifiers.contains(words.Lower(token))) break;
  }
  return first;
}

// "the Burkina Faso government", whatever the tree says; "in Egypt police" is apart.
bool IsCountryBefore(const Words& words, const TableMatches& matches, TokenIndex token,
                     TokenIndex begin) {
  const TableMatch* match = matches.At(token);
  if (match == nullptr || match->country == nullptr) return false;
  return match->first == begin ||
         words.ClassOf(match->first.previous()) != FunctionClass::kPreposition;
}

// The second half of "Hamas-run".
bool IsLeaning(const Words& words, const Lexicon& lexicon, TokenIndex token, TokenIndex begin) {
  return token > begin.next() && words.Surface(token.previous()) == "-" &&
         !words.HasSpaceBefore(token) && lexicon.leanings.contains(words.Lower(token));
}

// Extends to the left and sets first, is_definite and is_possessed.
void ExtendLeft(const Words& words, const Lexicon& lexicon, const TableMatches& matches,
                const NameMarks& names, Nominal& nominal) {
  const TokenIndex begin = words.view().sentence_of(nominal.head).first;
  TokenIndex first = HeadFirst(words, begin, nominal.head, *nominal.head_entry);
  for (std::uint32_t steps = 0; first > begin && steps < kMaxModifiers; ++steps) {
    const TokenIndex before = first.previous();
    const FunctionClass function = words.ClassOf(before);
    if (function == FunctionClass::kDemonstrative && nominal.is_plural) break;
    if (words.OpensPhrase(before)) {
      nominal.is_possessed = function == FunctionClass::kPossessive;
      nominal.is_definite = nominal.is_possessed || words.IsDefinite(before);
      first = before;
      break;
    }
    if (words.IsGenitive(before) && before > begin && words.IsNoun(before.previous())) {
      first = before;
      continue;
    }
    if (words.Surface(before) == "-" && !words.HasSpaceBefore(first) &&
        !words.HasSpaceBefore(before)) {
      first = before;
      continue;
    }
    const bool leads_to_determiner = before > begin && (words.OpensPhrase(before.previous()) ||
                                                        words.Surface(before.previous()) == "-");
    const bool is_name_word = names[before.value()] == NameMark::kBody &&
                              (words.IsNoun(before) || words.PosOf(before) == Upos::kAdj ||
                               words.IsCapitalised(before));  // "United", taken for a verb
    if (!is_name_word && !IsCountryBefore(words, matches, before, begin) &&
        !IsLeaning(words, lexicon, before, begin) &&
        !IsModifier(words, lexicon, before, nominal.head) &&
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
}

// "Houthi fighters seized": a plural after the name of a people or body and before a finite verb is
// a noun, even where the tagger says verb.
bool IsMistakenVerb(const Words& words, const NameMarks& names, TokenIndex token) {
  if (words.PosOf(token) != Upos::kVerb || !words.has_analysis()) return false;
  const Sentence& sentence = words.view().sentence_of(token);
  const TokenIndex next = token.next();
  if (token == sentence.first || next >= sentence.end) return false;
  const std::string& tag = words.view().words[next].xpos;
  const bool verb_follows = tag == "VBD" || tag == "VBP" || words.PosOf(next) == Upos::kAux;
  const NameMark before = names[token.previous().value()];
  return verb_follows && words.view().words[token].xpos == "VBZ" &&
         (before == NameMark::kBody || before == NameMark::kOther);
}

// The end of the noun phrase that begins at `token`, or `token` when none does.
TokenIndex PhraseEnd(const Words& words, TokenIndex token, TokenIndex limit,
                     const NameMarks& names) {
  TokenIndex at = token;
  TokenIndex end = token;
  if (at < limit && (words.IsDeterminer(at) || words.ClassOf(at) == FunctionClass::kPossessive)) {
    ++at;
  }
  for (std::uint32_t steps = 0; at < limit && steps < kMaxModifiers; ++steps, ++at) {
    if (words.ClassOf(at) == FunctionClass::kTime || names[at.value()] == NameMark::kPerson) break;
    if (words.IsNoun(at)) {
      end = at.next();
    } else if (!words.IsGenitive(at) && words.PosOf(at) != Upos::kAdj &&
               words.PosOf(at) != Upos::kNum && words.Surface(at) != "-") {
      break;
    }
  }
  return end;
}

// Does the preposition join more of the name to a head of this class?
bool JoinsName(const Lexicon& lexicon, HeadClass head_class, std::string_view preposition,
               bool is_first) {
  const auto found = lexicon.joins.find(preposition);
  if (found == lexicon.joins.end()) return false;
  const std::uint8_t joins = found->second;
  if ((joins & kJoinsAll) != 0) return true;
  if (!is_first) return false;
  if (head_class == HeadClass::kAnonymous) return (joins & kJoinsAnonymous) != 0;
  const bool is_witness = head_class == HeadClass::kWitness;
  return IsPersonal(head_class) && !is_witness && (joins & kJoinsPersons) != 0;
}

void ExtendRight(const Words& words, const Lexicon& lexicon, const NameMarks& names,
                 Nominal& nominal) {
  const TokenIndex limit = words.view().sentence_of(nominal.head).end;
  nominal.end = nominal.head.next();
  for (int chained = 0; chained < kMaxPrepositions && nominal.end < limit; ++chained) {
    const std::string_view preposition = words.Lower(nominal.end);
    const bool joins =
        JoinsName(lexicon, nominal.head_entry->head_class, preposition, chained == 0);
    if (!joins) return;
    const TokenIndex end = PhraseEnd(words, nominal.end.next(), limit, names);
    if (end == nominal.end.next()) return;
    nominal.end = end;
  }
}

}  // namespace

Lexicon::FoundHead FindHeadAt(const Words& words, const Lexicon& lexicon, TokenIndex token) {
  constexpr std::uint32_t kMaxBytes = 40;
  TokenIndex first = token;
  const TokenIndex begin = words.view().sentence_of(token).first;
  if (first > begin) first = first.previous();
  const auto is_hyphen = [&](TokenIndex at) {
    return at > begin && words.Surface(at) == "-" && !words.HasSpaceBefore(at) &&
           !words.HasSpaceBefore(at.next());
  };
  // "secretary-general" is three tokens, "commander-in-chief" is five.
  for (int i = 0; i < 2 && first < token && is_hyphen(first); ++i) {
    first = first.previous();
    if (first > begin && is_hyphen(first.previous())) first = first.previous();
  }
  const ByteSpan span = words.view().tokens[first].span.Cover(words.view().tokens[token].span);
  if (first < token && span.size_bytes() < kMaxBytes) {
    if (const auto found = lexicon.FindHead(words.Lower(span)); found.head) return found;
  }
  return lexicon.FindHead(words.Lower(token));
}

namespace {

// "Army spokesman Colonel X", "army spokesman Lieutenant Colonel X": a name, after ranks.
bool PersonFollows(const Words& words, const Lexicon& lexicon, const NameMarks& names,
                   TokenIndex token) {
  const TokenIndex limit = words.view().sentence_of(token).end;
  constexpr int kMostRanks = 3;
  for (int ranks = 0; ranks <= kMostRanks && token < limit; ++ranks, ++token) {
    if (names[token.value()] == NameMark::kPerson) return true;
    if (!words.IsCapitalised(token)) return false;
    const auto found = FindHeadAt(words, lexicon, token);
    const bool is_rank = found.head != nullptr && (found.head->head_class == HeadClass::kOfficer ||
                                                   found.head->head_class == HeadClass::kOfficial);
    if (!is_rank) return false;
  }
  return false;
}

}  // namespace

std::vector<Nominal> FindNominals(const Words& words, const Lexicon& lexicon,
                                  const TableMatches& matches, const NameMarks& names) {
  std::vector<Nominal> out;
  const auto& tokens = words.view().tokens;
  for (TokenIndex token; token < tokens.end_index(); ++token) {
    if (!words.IsNoun(token) && !IsMistakenVerb(words, names, token)) continue;
    const auto found = FindHeadAt(words, lexicon, token);
    if (found.head == nullptr || found.head->number == HeadNumber::kAttribute) continue;
    const TokenIndex next = token.next();
    const bool has_next = next < words.view().sentence_of(token).end;
    if (has_next && words.Surface(next) == "-" && !words.HasSpaceBefore(next)) continue;
    Nominal nominal;
    if (has_next && words.IsNoun(next)) {
      // "police officers": the head comes later; "President Ruto": a name follows.
      const bool name_follows =
          PersonFollows(words, lexicon, names, next) ||
          (words.PosOf(next) == Upos::kPropn && (found.head->head_class == HeadClass::kOutlet ||
                                                 found.head->head_class == HeadClass::kGroup));
      if (!name_follows && words.ClassOf(next) != FunctionClass::kTime) {
        const auto tree_head = [&] {
          const auto& governor = words.view().words[token].head;
          return !governor || *governor < token;
        };
        const bool tree_says_head =
            words.has_analysis() ? tree_head() : FindHeadAt(words, lexicon, next).head == nullptr;
        if (!tree_says_head) continue;
      }
      nominal.is_before_name = name_follows;
    }
    nominal.head = token;
    nominal.head_entry = found.head;
    nominal.is_plural = found.is_plural;
    ExtendLeft(words, lexicon, matches, names, nominal);
    nominal.name_first = NameFirst(words, lexicon, matches, nominal);
    ExtendRight(words, lexicon, names, nominal);
    out.push_back(nominal);
  }
  return out;
}

TokenIndex HeadFirst(const Words& words, TokenIndex limit, TokenIndex head, const Head& entry) {
  std::uint32_t before = entry.singular.find(' ') != std::string_view::npos ? 1 : 0;
  if (head > limit && words.Surface(head.previous()) == "-") {
    before = 2 * static_cast<std::uint32_t>(
                     std::count(entry.singular.begin(), entry.singular.end(), '-'));
  }
  return TokenIndex(std::max(limit.value(), head.value() - std::min(head.value(), before)));
}

std::string Wording(const Words& words, TokenIndex first, TokenIndex end) {
  const std::string_view raw = words.view().span_of(first, end).In(words.view().text);
  std::string out;
  out.reserve(raw.size());
  for (const char c : raw) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_space && (out.empty() || out.back() == ' ')) continue;
    out.push_back(is_space ? ' ' : c);
  }
  return out;
}

std::string CanonicalWording(const Words& words, const NameMarks& names, TokenIndex first,
                             TokenIndex end) {
  std::string out = Wording(words, first, end);
  const TokenIndex begin = words.view().sentence_of(first).first;
  // At the begin, after an opening mark, or after the dash of a dateline.
  const bool opens_sentence =
      first == begin || (first.previous() == begin && words.IsPunctuation(begin)) ||
      (words.IsPunctuation(first.previous()) && words.HasSpaceBefore(first) &&
       words.HasSpaceBefore(first.previous()));
  const std::string_view surface = words.Surface(first);
  if (opens_sentence && names[first.value()] == NameMark::kNone && surface.size() > 1 &&
      (words.PosOf(first) != Upos::kPropn || end == first.next()) && surface[1] >= 'a' &&
      surface[1] <= 'z') {
    out[0] = words.Lower(first)[0];
  }
  return out;
}

}  // namespace dateline::actors
