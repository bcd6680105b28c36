#include "times/tense.h"

#include <algorithm>

namespace dateline::times {
namespace {

constexpr std::uint32_t kWindow = 12;      // tokens to either side in which a verb turns a day
constexpr std::uint32_t kAuxiliaries = 8;  // tokens before a verb among which its auxiliaries stand
constexpr std::size_t kShortestPast = 4;   // bytes; "shed" may be a noun
constexpr int kSteps = 8;                  // words between an expression and its verb
constexpr std::string_view kAct = "ACT";   // of a word of what is to come: itself an act
constexpr std::uint32_t kInfinitives = 24;  // tokens behind a verb in which its infinitive begins
constexpr int kConjuncts = 4;               // verbs of a coordination that share an auxiliary

bool IsPreposition(Upos tag) { return tag == Upos::kAdp || tag == Upos::kSconj; }
bool IsInfinitive(const Word& word) { return word.feats.find("VerbForm=Inf") != std::string::npos; }
bool IsVerbal(Upos tag) { return tag == Upos::kVerb || tag == Upos::kAux; }

}  // namespace

Tense TenseReader::At(const Found& found) const {
  if (input_.words.empty()) return {ByWindow(found), true};
  return ByTree(found);
}

bool TenseReader::IsPossessive(const Found& found) const {
  const auto next = finder_.After(found.end);
  return next && finder_.IsA(*next, language_.possessive);
}

// A verb right before it, with at most a
// preposition between them, is trusted more than the tree: "said on Friday it will".
std::optional<TokenIndex> TenseReader::Governor(const Found& found) const {
  if (input_.words.empty()) return std::nullopt;
  const Sentence& sentence = input_.sentence_of(found.first);
  TokenIndex before = found.first;
  for (int back = 0; back < 2 && before != sentence.first; ++back) {
    before = before.previous();
    const Word& word = input_.words[before];
    if (word.upos == Upos::kVerb) {
      if (!IsPossessive(found)) return before;
      break;
    }
    if (!IsPreposition(word.upos)) break;
  }
  for (TokenIndex at = found.first; at != found.end; ++at) {
    const auto head = input_.words[at].head;
    if (head && (*head < found.first || *head >= found.end)) return head;
  }
  return std::nullopt;
}

// "under a June agreement": a bare month that says which one is meant.
bool TenseReader::IsMonthOfNoun(const Found& found) const {
  if (!found.slots.has(Meaning::kMonth) || found.slots.has(Meaning::kDay)) return false;
  const Word& last = input_.words[found.end.previous()];
  return last.deprel == Deprel::kCompound && last.head && *last.head >= found.end;
}

// "postponed until Tuesday", "extended to Friday".
bool TenseReader::IsCarriedAhead(const Found& found) const {
  const auto before = finder_.Before(found.first);
  return before &&
         (finder_.IsA(*before, language_.limit) || finder_.IsA(*before, language_.carrier));
}

// "extended their offers Friday": the act itself has a day, in the past tense.
bool TenseReader::IsDatedAct(TokenIndex verb, bool has_be) const {
  if (has_be || input_.words[verb].feats.find("VerbForm=Fin") == std::string::npos ||
      input_.words[verb].feats.find("Tense=Past") == std::string::npos) {
    return false;
  }
  for (const WordReading& reading : language_.lexicon.Words(input_.surface(verb))) {
    if (reading.symbol == language_.future) return reading.text == kAct;
  }
  return false;
}

Tense TenseReader::ByTree(const Found& found) const {
  const auto before = finder_.Before(found.first);
  if (before && !IsVerbal(input_.words[*before].upos) && IsToCome(*before, false)) {
    return {Direction::kFuture, true};  // "payable Dec. 15"
  }
  const bool after_limit = before && finder_.IsA(*before, language_.limit);
  if (before && finder_.IsA(*before, language_.since)) return {Direction::kPast, true};
  if (IsAheadOf(found.first)) return {Direction::kFuture, true};
  auto at = Governor(found);
  if (!at) {
    if (const auto predicate = PredicateIn(found)) return OfOwnCopula(*predicate);
  }
  const bool may_be_planned = IsMonth(found) || !IsCaption(found.first);
  bool is_direct = true;
  for (int step = 0; at && step < kSteps; ++step) {
    if (const auto direction = OfPredicate(*at, after_limit && is_direct, 0)) {
      // "to get around Wednesday's ruling": what a day owns has mostly been.
      const Auxiliaries auxiliaries = AuxiliariesOf(*at);
      const bool is_owner =
          IsPossessive(found) || (IsMonthOfNoun(found) && !IsToCome(*at, auxiliaries.has_be));
      const bool is_past = (is_owner && !auxiliaries.has_modal) ||
                           (IsDatedAct(*at, auxiliaries.has_be) && !IsCarriedAhead(found));
      Direction way = is_past ? Direction::kPast : *direction;
      // "gave them until Friday", but "the talks lasted until Friday"
      if (after_limit && step == 0 && finder_.IsA(*at, language_.term)) way = Direction::kFuture;
      if (way == Direction::kPast && (after_limit || LeavesOpen(*at, found.first))) {
        is_direct = false;
      }
      return {way, is_direct, auxiliaries.has_will};
    }
    if (step == 0 && may_be_planned && IsPlanned(*at, IsMonth(found))) {
      return {IsPossessive(found) ? Direction::kNone : Direction::kFuture, true};
    }
    is_direct =
        is_direct && IsVerbal(input_.words[*at].upos) && input_.words[*at].deprel != Deprel::kAcl;
    at = input_.words[*at].head;
  }
  return {after_limit ? Direction::kFuture : Direction::kNone, false};
}

// "ahead of Tuesday's vote"
bool TenseReader::IsAheadOf(TokenIndex first) const {
  const auto of = finder_.Before(first);
  const auto ahead = of && finder_.IsA(*of, language_.of) ? finder_.Before(*of) : std::nullopt;
  return ahead && finder_.IsA(*ahead, language_.ahead);
}

bool TenseReader::IsMonth(const Found& found) {
  return found.slots.has(Meaning::kMonth) && !found.slots.has(Meaning::kWeekday);
}

bool TenseReader::IsCaption(TokenIndex token) const {
  return input_.blocks[input_.sentence_of(token).block].kind == BlockKind::kCaption;
}

// "The vote is on Tuesday": the word of the expression that is itself the predicate.
std::optional<TokenIndex> TenseReader::PredicateIn(const Found& found) const {
  for (TokenIndex at = found.first; at != found.end; ++at) {
    if (!input_.words[at].head && AuxiliariesOf(at).has_be) return at;
  }
  return std::nullopt;
}

Tense TenseReader::OfOwnCopula(TokenIndex predicate) const {
  const Auxiliaries auxiliaries = AuxiliariesOf(predicate);
  const bool is_past = auxiliaries.has_past || auxiliaries.has_had;
  return {is_past ? Direction::kPast : Direction::kFuture, true, auxiliaries.has_will};
}

// The present of what has its place in a calendar ("the talks resume Monday"), and what is going on
// but not yet ("is visiting Rome on Tuesday"). Of a month any present tells: "faces trial in May".
bool TenseReader::IsPlanned(TokenIndex verb, bool is_month) const {
  const Word& word = input_.words[verb];
  const bool is_present = word.feats.find("Tense=Pres") != std::string::npos;
  const bool is_finite = word.feats.find("VerbForm=Fin") != std::string::npos;
  if (is_present && is_finite) return is_month || finder_.IsA(verb, language_.schedule);
  const Auxiliaries auxiliaries = AuxiliariesOf(verb);
  return auxiliaries.is_present &&
         ((is_present && word.upos == Upos::kVerb) || auxiliaries.has_being);
}

// "decided to admit it in March", "gave them until November to answer": a past verb says little of
// where a month lies that may as well belong to its infinitive, nor "spoke about the planned visit
// in March".
bool TenseReader::LeavesOpen(TokenIndex verb, TokenIndex first) const {
  if (first <= verb) return false;
  const std::uint32_t reach = std::min(first.value() - verb.value(), kInfinitives);
  for (std::uint32_t step = 1; step < reach; ++step) {
    const TokenIndex at(verb.value() + step);
    const Word& word = input_.words[at];
    if (word.head == verb && word.deprel == Deprel::kXcomp && IsInfinitive(word)) return true;
    if (word.deprel == Deprel::kAmod && IsToCome(at, false)) return true;
  }
  return false;
}

bool TenseReader::IsToCome(TokenIndex token, bool has_be) const {
  for (const WordReading& reading : language_.lexicon.Words(input_.surface(token))) {
    if (reading.symbol == language_.future) return !reading.is_weak || has_be;
  }
  return false;
}

TenseReader::Auxiliaries TenseReader::AuxiliariesOf(TokenIndex verb) const {
  Auxiliaries out;
  const TokenIndex begin = input_.sentence_of(verb).first;
  std::uint32_t seen = 0;
  for (TokenIndex at = verb; at != begin && seen < kAuxiliaries; ++seen) {
    at = at.previous();
    const Word& child = input_.words[at];
    if (child.head != verb) continue;
    if (child.deprel == Deprel::kMark && child.upos == Upos::kPart) out.has_to = true;
    if (child.deprel != Deprel::kAux && child.deprel != Deprel::kAuxPass &&
        child.deprel != Deprel::kCop) {
      continue;
    }
    out.has_modal = out.has_modal || finder_.IsA(at, language_.modal);
    out.has_will = out.has_will || finder_.IsA(at, language_.will);
    out.has_could = out.has_could || finder_.IsA(at, language_.past_modal);
    out.has_past = out.has_past || finder_.IsA(at, language_.past);
    out.has_had = out.has_had || finder_.IsA(at, language_.perfect_past);
    out.has_be = out.has_be || child.deprel != Deprel::kAux;
    out.has_being =
        out.has_being || child.feats.find("Tense=Pres|VerbForm=Part") != std::string::npos;
    out.is_present =
        out.is_present || child.feats.find("Tense=Pres|VerbForm=Fin") != std::string::npos;
  }
  return out;
}

std::optional<Direction> TenseReader::OfPredicate(TokenIndex verb, bool after_limit,
                                                  int depth) const {
  const Word& word = input_.words[verb];
  const Auxiliaries auxiliaries = AuxiliariesOf(verb);
  if (auxiliaries.has_modal) return auxiliaries.has_past ? Direction::kPast : Direction::kFuture;
  if (auxiliaries.has_could && !auxiliaries.has_be) return Direction::kFuture;
  if (auxiliaries.has_had) return Direction::kPast;
  // "a summit set for April" is a passive as well.
  const bool is_passive = auxiliaries.has_be || word.deprel == Deprel::kAcl;
  if (IsToCome(verb, is_passive)) return Direction::kFuture;
  if (auxiliaries.has_past) return Direction::kPast;
  if (auxiliaries.has_to) {
    // "Continued to attack on Tuesday": the infinitive is as past as its verb.
    const bool is_phase =
        word.head && word.deprel == Deprel::kXcomp && finder_.IsA(*word.head, language_.aspect);
    if (is_phase && depth < kConjuncts) return OfPredicate(*word.head, after_limit, depth + 1);
    // "had been due to expire Friday": the infinitive lies before a past of its own.
    const auto head = word.head;
    const bool is_complement = word.deprel == Deprel::kXcomp || word.deprel == Deprel::kAdvcl;
    const bool is_before_past = head && is_complement && AuxiliariesOf(*head).has_had;
    return is_before_past && IsToCome(*head, true) ? Direction::kPast : Direction::kFuture;
  }
  if (!IsVerbal(word.upos)) return std::nullopt;
  // The second of two verbs that share an auxiliary; "let the offensive begin" is as past as "let".
  const bool is_shared = word.deprel == Deprel::kConj || word.deprel == Deprel::kXcomp;
  if (is_shared && word.head && depth < kConjuncts && IsInfinitive(word)) {
    return OfPredicate(*word.head, after_limit, depth + 1);
  }
  return OfForm(verb, after_limit, auxiliaries.has_be);
}

std::optional<Direction> TenseReader::OfForm(TokenIndex verb, bool after_limit, bool has_be) const {
  const Word& word = input_.words[verb];
  const bool is_past = word.feats.find("Tense=Past") != std::string::npos;
  const bool is_participle = word.feats.find("VerbForm=Part") != std::string::npos;
  if (is_past && !(is_participle && has_be)) return Direction::kPast;
  if (after_limit) return Direction::kFuture;
  // The present tells nothing: "The leaders meet Monday" is a plan, "A woman walks past a crater on
  // Monday" a caption of what has been.
  return std::nullopt;
}

std::optional<Direction> TenseReader::OfToken(TokenIndex token) const {
  if (finder_.IsA(token, language_.future) || finder_.IsA(token, language_.modal) ||
      finder_.IsA(token, language_.limit)) {
    return Direction::kFuture;
  }
  if (finder_.IsA(token, language_.past)) return Direction::kPast;
  // Without tags the regular past is the one tense that a form tells.
  const std::string_view surface = input_.surface(token);
  if (surface.size() > kShortestPast &&
      language_.lexicon.Has(surface.substr(surface.size() - 2), language_.past_suffix)) {
    return Direction::kPast;
  }
  return std::nullopt;
}

Direction TenseReader::ByWindow(const Found& found) const {
  const Sentence& sentence = input_.sentence_of(found.first);
  const std::uint32_t begin = sentence.first.value();
  const std::uint32_t first = found.first.value();
  for (std::uint32_t back = 1; back <= kWindow && first >= begin + back; ++back) {
    if (const auto tense = OfToken(TokenIndex(first - back))) return *tense;
  }
  const std::uint32_t end = found.end.value();
  for (std::uint32_t at = end; at < sentence.end.value() && at < end + kWindow; ++at) {
    if (const auto tense = OfToken(TokenIndex(at))) return *tense;
  }
  return Direction::kNone;
}

}  // namespace dateline::times
