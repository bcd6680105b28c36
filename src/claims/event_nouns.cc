// Event nouns: the verb that only carries one ("carried out strikes"), and who wages what one names
// from some phrases above it.
#include "claims/clause.h"

namespace dateline::claims {

std::optional<TokenIndex> Clauses::LightVerb(TokenIndex noun) const {
  const Word* word = &scene_.word(noun);
  TokenIndex at = noun;
  for (int i = 0; i < kSteps && word->deprel == Deprel::kConj && word->head; ++i) {
    at = *word->head;
    word = &scene_.word(at);
  }
  // "Held a second day of talks".
  if (word->deprel == Deprel::kNmod && word->head && scene_.IsNoun(*word->head) &&
      cues_.Is(CueKind::kPartOf, scene_.lemma(*word->head))) {
    at = *word->head;
    word = &scene_.word(at);
  }
  if (!word->head || !scene_.IsVerb(*word->head)) return std::nullopt;
  const TokenIndex verb = *word->head;
  if (word->deprel == Deprel::kObj || word->deprel == Deprel::kNsubjPass) {
    if (cues_.Is(CueKind::kLight, scene_.lemma(verb))) return verb;
  }
  if (word->deprel == Deprel::kObl && (cues_.Is(CueKind::kUndergo, scene_.lemma(verb)) ||
                                       cues_.Is(CueKind::kPut, scene_.lemma(verb)))) {
    const auto preposition = scene_.Preposition(at);
    if (preposition && cues_.Is(CueKind::kUnder, scene_.lemma(*preposition))) return verb;
  }
  return std::nullopt;
}

TokenIndex Clauses::Carrier(TokenIndex predicate) const {
  if (scene_.IsVerb(predicate)) return predicate;
  if (const auto verb = LightVerb(predicate)) return *verb;
  if (const auto verb = LostVerb(predicate)) return *verb;
  return predicate;
}

// "Died after a tsunami hit the island": the verb right behind an event noun that has no subject,
// where the tree hung both on the verb before.
std::optional<TokenIndex> Clauses::LostVerb(TokenIndex noun) const {
  const TokenIndex verb = noun.next();
  const Word& word = scene_.word(noun);
  if (verb >= scene_.sentence(scene_.SentenceOf(noun)).end || !scene_.IsVerb(verb)) {
    return std::nullopt;
  }
  if (!word.head || word.deprel != Deprel::kObl || scene_.word(verb).head != word.head) {
    return std::nullopt;
  }
  if (scene_.word(verb).deprel != Deprel::kAdvcl || Child(verb, Deprel::kNsubj))
    return std::nullopt;
  return verb;
}

// "Using the town as a base for attacks", "planned an assault", "responsible for the bombing": who
// wages what the noun names, some phrases above it.
std::optional<Argument> Clauses::WagedBy(TokenIndex noun) const {
  constexpr int kMostPhrases = 6;
  TokenIndex at = noun;
  const bool is_purpose = IsForNoun(noun);
  for (int i = 0; i < kMostPhrases; ++i) {
    const Word& word = scene_.word(at);
    if (!word.head) return std::nullopt;
    switch (word.deprel) {
      case Deprel::kObj:
      case Deprel::kObl:
      case Deprel::kNmod:
      case Deprel::kConj:
        break;
      case Deprel::kAcl:
      case Deprel::kAdvcl:
        // "Using one town as a hub to supply troops and another as a base for attacks".
        if (is_purpose) break;
        return std::nullopt;
      default:
        return std::nullopt;
    }
    at = *word.head;
    if (cues_.Is(CueKind::kWage, scene_.lemma(at))) {
      const auto waged = scene_.IsVerb(at) ? VerbSubject(at, kSteps) : Subject(at);
      if (waged) return Argument{waged->token, "waged by"};
      return std::nullopt;
    }
    if (scene_.IsVerb(at) && !is_purpose) return std::nullopt;
  }
  return std::nullopt;
}

// "As a base for attacks": what a thing is used for.
bool Clauses::IsForNoun(TokenIndex noun) const {
  const auto purpose = scene_.Preposition(noun);
  const auto base = scene_.Head(noun);
  if (!purpose || !base || !cues_.Is(CueKind::kPurpose, scene_.lemma(*purpose))) return false;
  const auto as = scene_.Preposition(*base);
  return as && cues_.Is(CueKind::kAs, scene_.lemma(*as));
}

}  // namespace dateline::claims
