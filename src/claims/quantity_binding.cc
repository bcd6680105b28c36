#include "claims/quantity_binding.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::claims {
namespace {

constexpr std::size_t kLongestPhrase = 9;   // tokens between a number and its noun
constexpr std::size_t kLongestTollGap = 9;  // tokens between a toll and its number
constexpr std::size_t kDeepestClimb = 8;    // heads from a noun to its verb

bool IsNoun(const Word& word) { return word.upos == Upos::kNoun || word.upos == Upos::kPropn; }
bool IsSuperlative(const Word& word) { return word.xpos == "JJS" || word.xpos == "RBS"; }
bool IsParticiple(const Word& word) { return word.xpos == "VBN" || word.xpos == "VBD"; }

// May it stand between a number and the noun that it counts?
bool IsModifier(const Word& word) {
  switch (word.upos) {
    case Upos::kAdj:
    case Upos::kAdv:
    case Upos::kNum:
      return true;
    case Upos::kVerb:
      return word.xpos == "VBN" || word.xpos == "VBG" || word.xpos == "VBD";
    default:
      return word.xpos == "HYPH";
  }
}

}  // namespace

bool QuantityBinding::Is(TokenIndex token, QuantityClass kind) const {
  if (tokens_.Is(token, kind)) return true;
  return has_tree() && words_.Is(view_.words[token].lemma, kind);
}

std::optional<Counted> QuantityBinding::MeasureAt(TokenIndex at, TokenIndex limit) const {
  if (at < limit && at.next() < limit && view_.surface(at) == "-") ++at;
  const QuantityEntry* entry = tokens_.Longest(QuantityClass::kMeasure, at, limit);
  if (entry == nullptr) entry = tokens_.Longest(QuantityClass::kStrength, at, limit);
  if (entry == nullptr) return std::nullopt;
  Counted counted;
  counted.unit = entry->unit;
  counted.factor = entry->value == 0 ? 1 : entry->value;
  counted.end = TokenIndex::FromSize(at.value() + 1 + entry->rest.size());
  counted.head = counted.end.previous();
  counted.is_measure = true;
  // "two Mi-26": a letter of a name that looks like a unit.
  if (counted.end.next() < limit && view_.surface(counted.end) == "-" &&
      view_.tokens[counted.head].span.end() == view_.tokens[counted.end].span.begin() &&
      tokens_.MayBegin(counted.end.next()))
    return std::nullopt;
  // "miles per hour" and "pounds of rice", unlike "nautical miles"
  if (entry->rest.size() == 2) counted.head = at;
  return counted;
}

std::optional<TokenIndex> QuantityBinding::NounByTree(TokenIndex numeral, TokenIndex limit) const {
  const Word& word = view_.words[numeral];
  if (!word.head || !(numeral < *word.head) || !(*word.head < limit)) return std::nullopt;
  if (word.head->value() - numeral.value() > kLongestPhrase) return std::nullopt;
  switch (word.deprel) {
    case Deprel::kNummod:
    case Deprel::kDet:
    case Deprel::kAmod:
    case Deprel::kCompound:
    case Deprel::kNmod:
      break;
    default:
      return std::nullopt;
  }
  for (TokenIndex t = numeral.next(); t < *word.head; ++t) {
    const Word& between = view_.words[t];
    if (between.upos == Upos::kPunct && between.xpos != "HYPH") return std::nullopt;
    if (between.upos == Upos::kAdp || IsSuperlative(between)) return std::nullopt;
  }
  return IsNoun(view_.words[*word.head]) || Is(*word.head, QuantityClass::kCounted) ? word.head
                                                                                    : std::nullopt;
}

std::optional<TokenIndex> QuantityBinding::NounAfter(TokenIndex at, TokenIndex limit) const {
  const TokenIndex first = at;
  std::optional<TokenIndex> noun;
  const auto end = std::min<std::size_t>(limit.value(), at.value() + kLongestPhrase);
  for (; at.value() < end; ++at) {
    if (!has_tree()) return Is(at, QuantityClass::kCounted) ? std::optional(at) : std::nullopt;
    const Word& word = view_.words[at];
    if (IsNoun(word)) {
      noun = at;
    } else if (IsSuperlative(word)) {
      return std::nullopt;
    } else if (noun ? view_.surface(at) != "-" && view_.surface(at.previous()) != "-"
                    : !IsModifier(word)) {
      break;  // in "Mi-26 helicopters" the name goes on after its hyphen
    }
  }
  // "No one claimed responsibility": a participle with an object is no attribute.
  if (noun && view_.words[*noun].deprel == Deprel::kObj && view_.words[*noun].head &&
      first <= *view_.words[*noun].head && *view_.words[*noun].head < *noun)
    return std::nullopt;
  // A noun with an object after it is a verb in truth: "at least one unloading a vehicle".
  if (noun && view_.words[*noun].xpos == "NN" && noun->next() < limit &&
      tokens_.Is(noun->next(), QuantityClass::kArticle))
    return std::nullopt;
  return noun;
}

std::optional<Counted> QuantityBinding::UnitOf(TokenIndex noun) const {
  for (const QuantityClass kind :
       {QuantityClass::kUncounted, QuantityClass::kCurrency, QuantityClass::kToll,
        QuantityClass::kFraction, QuantityClass::kMultiplier, QuantityClass::kAmount}) {
    if (Is(noun, kind)) return std::nullopt;  // "hundreds of millions of dollars" among them
  }
  Counted counted;
  counted.head = noun;
  counted.end = noun.next();
  const std::string lemma = unicode::Lowercase(
      has_tree() ? std::string_view(view_.words[noun].lemma) : view_.surface(noun));
  const QuantityWord* known = words_.Find(lemma);
  if (known == nullptr || !known->is(QuantityClass::kCounted)) known = tokens_.At(noun);
  const QuantityEntry* entry = known == nullptr ? nullptr : known->Of(QuantityClass::kCounted);
  const bool is_machine =
      TokenIndex(0) < noun && tokens_.Is(noun.previous(), QuantityClass::kMachine);
  if (entry != nullptr && entry->unit != "=" && !is_machine) {
    counted.unit = entry->unit;
    return counted;
  }
  if (has_tree() && view_.words[noun].xpos == "NNP" && !Is(noun, QuantityClass::kCounted))
    return std::nullopt;  // a name in the singular is not counted
  counted.unit = lemma;
  const auto mention = std::partition_point(
      view_.mentions.begin(), view_.mentions.end(),
      [&](const Mention& one) { return one.first < noun || one.first == noun; });
  if (mention != view_.mentions.begin()) {
    const Mention& before = *(mention - 1);
    // "15 Palestinians" are persons; "15 Palestinian villages" have another noun.
    if (noun < before.end && before.type == EntityType::kNationality &&
        before.kind == MentionKind::kName)
      counted.unit = kPersonUnit;
  }
  return counted;
}

// "the Salyut 6 spacecraft": a name before the noun goes on into the number.
bool QuantityBinding::IsPartOfName(const NumberReading& number, TokenIndex noun) const {
  if (!has_tree() || number.begin != number.first || number.begin == TokenIndex(0)) return false;
  const Word& before = view_.words[number.begin.previous()];
  return before.upos == Upos::kPropn && before.deprel == Deprel::kCompound && before.head == noun;
}

std::optional<Counted> QuantityBinding::PeopleAt(TokenIndex at, TokenIndex limit) const {
  if (!has_tree()) return std::nullopt;
  auto mention = std::partition_point(view_.mentions.begin(), view_.mentions.end(),
                                      [&](const Mention& one) { return one.first < at; });
  for (; mention != view_.mentions.end() && mention->first == at; ++mention) {
    if (mention->type != EntityType::kNationality || mention->kind != MentionKind::kName) continue;
    if (mention->end < limit) {
      const Upos after = view_.words[mention->end].upos;
      if (after != Upos::kAux && after != Upos::kVerb && after != Upos::kAdv &&
          after != Upos::kAdp && after != Upos::kPunct) {
        return std::nullopt;  // "two Chinese ships", "two Russian and three Syrian soldiers"
      }
      if (view_.surface(mention->end) == "-") return std::nullopt;
    }
    Counted people;
    people.unit = kPersonUnit;
    people.head = mention->end.previous();
    people.end = mention->end;
    return people;
  }
  return std::nullopt;
}

// "The 20 killed included four children": the participle stands for a noun, and what comes after
// it is counted by another number.
bool QuantityBinding::IsStateAlone(TokenIndex at, TokenIndex limit) const {
  if (!has_tree() || !tokens_.Is(at, QuantityClass::kState)) return false;
  if (!(at.next() < limit)) return true;
  const Word& after = view_.words[at.next()];
  return after.upos == Upos::kVerb || after.upos == Upos::kAux;
}

// "1.2m people", "20k refugees".
std::optional<Counted> QuantityBinding::PersonsBehindLetter(const NumberReading& number,
                                                            TokenIndex limit) const {
  const QuantityEntry* letter = tokens_.Longest(QuantityClass::kShortMultiplier, number.end, limit);
  if (letter == nullptr || !(number.end.next() < limit) ||
      view_.tokens[number.numeral].span.end() != view_.tokens[number.end].span.begin()) {
    return std::nullopt;
  }
  const auto noun = NounAfter(number.end.next(), limit);
  auto counted = noun ? UnitOf(*noun) : std::nullopt;
  if (!counted || counted->unit != kPersonUnit) return std::nullopt;
  counted->factor = letter->value;
  return counted;
}

std::optional<Counted> QuantityBinding::CountedBy(const NumberReading& number,
                                                  TokenIndex limit) const {
  if (!(number.end < limit)) return std::nullopt;
  if (number.is_part) {
    // "Three quarters of a year" are a time, "of the match" nothing that counts.
    TokenIndex whole = number.end.next();
    while (has_tree() && whole < limit && view_.words[whole].upos == Upos::kDet) ++whole;
    if (whole < limit && Is(whole, QuantityClass::kUncounted)) return std::nullopt;
    Counted part;
    part.unit = kPartUnit;
    part.head = number.numeral;
    part.end = number.end;
    return part;
  }
  if (auto persons = PersonsBehindLetter(number, limit)) return persons;
  if (!number.is_zero_word) {
    if (auto measure = MeasureAt(number.end, limit)) return measure;
  }
  TokenIndex at = number.end;
  if (view_.surface(at) == "-") return std::nullopt;  // "a three-judge panel" is one panel
  if (IsStateAlone(at, limit)) return std::nullopt;
  if (auto people = PeopleAt(at, limit)) return people;
  if (tokens_.Is(at, QuantityClass::kMore)) {
    if (Is(at, QuantityClass::kCounted)) return UnitOf(at);
    ++at;
    if (!(at < limit)) return std::nullopt;
  }
  if (const QuantityEntry* of = tokens_.Longest(QuantityClass::kOf, at, limit)) {
    // "two of the soldiers", "12 out of 15 drones": the number stands for the thing in the tree.
    TokenIndex inside = TokenIndex::FromSize(at.value() + 1 + of->rest.size());
    while (has_tree() && inside < limit &&
           (view_.words[inside].upos == Upos::kDet || view_.words[inside].xpos == "PRP$"))
      ++inside;
    const auto noun = NounAfter(inside, limit);
    auto counted = noun ? UnitOf(*noun) : std::nullopt;
    if (counted) counted->head = number.numeral;
    return counted;
  }
  std::optional<TokenIndex> noun;
  if (has_tree()) noun = NounByTree(number.numeral, limit);
  const bool is_name = noun && view_.words[*noun].xpos == "NNP";
  if (!noun || *noun < at || is_name) noun = NounAfter(at, limit);
  if (!noun || IsPartOfName(number, *noun)) return std::nullopt;
  if (number.is_zero_word && !Is(*noun, QuantityClass::kCounted)) return std::nullopt;
  return UnitOf(*noun);
}

std::optional<TokenIndex> QuantityBinding::StateAfter(TokenIndex end, TokenIndex limit) const {
  for (std::size_t i = 0; i < 3 && end < limit; ++i, ++end) {
    if (tokens_.Is(end, QuantityClass::kState)) return end;
    if (has_tree() && IsParticiple(view_.words[end]) && view_.words[end].xpos == "VBN" &&
        Is(end, QuantityClass::kObjectVerb))
      return end;
    if (!tokens_.Is(end, QuantityClass::kStateLink)) return std::nullopt;
  }
  return std::nullopt;
}

// "14 were wounded", "as many as 40 may have died": the verb behind a bare number, for trees in
// which the number is no subject.
std::optional<TokenIndex> QuantityBinding::VerbAfter(TokenIndex at, TokenIndex limit) const {
  constexpr std::size_t kMostAuxiliaries = 5;
  if (!has_tree()) return std::nullopt;
  bool is_passive = false;
  bool is_clause = false;
  for (std::size_t i = 0; i < kMostAuxiliaries && at < limit; ++i, ++at) {
    const Word& word = view_.words[at];
    if (word.upos == Upos::kAux) {
      is_clause = true;
      is_passive = word.deprel == Deprel::kAuxPass || word.deprel == Deprel::kCop;
      continue;
    }
    if (i == 0 && word.xpos == "TO") continue;  // "more than 90 to have been injured"
    if (word.upos == Upos::kAdv && is_clause) continue;
    if (word.upos == Upos::kVerb && Is(at, QuantityClass::kSubjectVerb)) return at;
    const bool is_done = is_passive && (tokens_.Is(at, QuantityClass::kState) ||
                                        (IsParticiple(word) && Is(at, QuantityClass::kObjectVerb)));
    return is_done ? std::optional(at) : std::nullopt;
  }
  return std::nullopt;
}

TokenIndex QuantityBinding::FirstConjunct(TokenIndex head) const {
  for (std::size_t i = 0; i < kDeepestClimb; ++i) {
    const Word& word = view_.words[head];
    if (word.deprel != Deprel::kConj || !word.head || !(*word.head < head)) break;
    head = *word.head;
  }
  return head;
}

std::optional<TokenIndex> QuantityBinding::SufferedBy(TokenIndex head, Stands how) const {
  if (!has_tree()) return std::nullopt;
  head = FirstConjunct(head);
  const Word& word = view_.words[head];
  if (!word.head) return std::nullopt;
  const TokenIndex verb = *word.head;
  const bool takes_object = Is(verb, QuantityClass::kObjectVerb) ||
                            (how == Stands::kAsPerson && Is(verb, QuantityClass::kObjectNounVerb));
  bool is_among = false;
  switch (word.deprel) {
    case Deprel::kObj:
    case Deprel::kNsubjPass:
      is_among = takes_object;
      break;
    case Deprel::kNsubj:
    case Deprel::kNsubjOuter:
      // A finite verb without its auxiliary, as headlines have it, is a passive: "Two killed".
      is_among = Is(verb, QuantityClass::kSubjectVerb) ||
                 (how == Stands::kAlone && Is(verb, QuantityClass::kCrowdVerb)) ||
                 (view_.words[verb].upos == Upos::kAdj && Is(verb, QuantityClass::kState)) ||
                 (view_.words[verb].xpos == "VBN" && takes_object);
      break;
    case Deprel::kNmod:
      is_among = Is(verb, QuantityClass::kDeed);
      break;
    default:
      break;
  }
  return is_among ? std::optional(verb) : std::nullopt;
}

std::optional<TokenIndex> QuantityBinding::TollBefore(const NumberReading& number,
                                                      TokenIndex first) const {
  if (!(first < number.first)) return std::nullopt;
  if (!tokens_.Is(number.first.previous(), QuantityClass::kTollLink)) return std::nullopt;
  TokenIndex at = number.first.previous();
  for (std::size_t i = 0; i < kLongestTollGap && first < at; ++i) {
    at = at.previous();
    if (!tokens_.Is(at, QuantityClass::kToll)) continue;
    // "the number of missing": what is counted tells more than "number" does.
    for (TokenIndex t = at.next(); t < number.first; ++t) {
      if (tokens_.Is(t, QuantityClass::kState)) return t;
    }
    return at;
  }
  return std::nullopt;
}

// "Killed: 4": a list, as situation reports have it.
std::optional<TokenIndex> QuantityBinding::HeadingBefore(const NumberReading& number,
                                                         TokenIndex first) const {
  if (number.first.value() < first.value() + 2) return std::nullopt;
  const TokenIndex colon = number.first.previous();
  const TokenIndex word = colon.previous();
  if (view_.surface(colon) != ":" || !tokens_.Is(word, QuantityClass::kState)) return std::nullopt;
  return word;
}

std::optional<TokenIndex> QuantityBinding::PredicateOfPersons(const NumberReading& number,
                                                              TokenIndex first,
                                                              TokenIndex limit) const {
  TokenIndex at = number.end;
  if (at < limit && tokens_.Is(at, QuantityClass::kMore)) ++at;
  if (const auto state = StateAfter(at, limit)) return state;
  if (const auto verb = SufferedBy(number.numeral, Stands::kAlone)) return verb;
  if (const auto verb = VerbAfter(at, limit)) return verb;
  if (const auto toll = TollBefore(number, first)) return toll;
  if (const auto heading = HeadingBefore(number, first)) return heading;
  // "killed at least 25" where the tree went wrong.
  if (first < number.first && Is(number.first.previous(), QuantityClass::kObjectVerb))
    return number.first.previous();
  return std::nullopt;
}

std::optional<TokenIndex> QuantityBinding::PredicateOf(TokenIndex head, TokenIndex end,
                                                       TokenIndex limit) const {
  if (const auto state = StateAfter(end, limit)) return state;
  if (!has_tree()) return std::nullopt;
  for (std::size_t i = 0; i < kDeepestClimb; ++i) {
    head = FirstConjunct(head);
    const Word& word = view_.words[head];
    if (!word.head) return std::nullopt;
    switch (word.deprel) {
      case Deprel::kNummod:
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kAppos:
      case Deprel::kFlat:
      case Deprel::kFixed:
      case Deprel::kDet:
      case Deprel::kNmodNpmod:
        head = *word.head;
        continue;
      default:
        return word.head;
    }
  }
  return std::nullopt;
}

bool QuantityBinding::IsOnePerson(TokenIndex token) const {
  if (!has_tree()) return false;
  const Word& word = view_.words[token];
  if (word.xpos == "NNS" || word.xpos == "NNPS" || word.upos == Upos::kVerb) return false;
  const QuantityWord* found = tokens_.At(token);  // the form itself: plurals are not in the table
  const QuantityEntry* entry = found == nullptr ? nullptr : found->Of(QuantityClass::kCounted);
  return entry != nullptr && entry->unit == kPersonUnit && entry->value < 2;
}

}  // namespace dateline::claims
