// Clauses: who acts and what undergoes, whatever the construction: passives, participles, relative
// clauses, infinitives under a verb of control, coordination, event nouns with a light verb
// ("carried out strikes", "came under artillery fire").
#pragma once

#include <optional>
#include <vector>

#include "claims/cues.h"
#include "claims/scene.h"

namespace dateline::claims {

// An argument with the way on which it was found, for `why`.
struct Argument {
  TokenIndex token{};
  const char* rule = "";
};

class Clauses {
 public:
  // Borrows both.
  Clauses(const Scene& scene, const Cues& cues) : scene_(scene), cues_(cues) {}

  const Scene& scene() const { return scene_; }
  const Cues& cues() const { return cues_; }

  // The logical subject and object of a verb or an event noun.
  std::optional<Argument> Subject(TokenIndex predicate) const;
  std::optional<Argument> Object(TokenIndex predicate) const;
  // The verb of which an event noun is only the content; none if it is not carried by one.
  std::optional<TokenIndex> LightVerb(TokenIndex noun) const;
  // The verb whose modals and negation count for the predicate: itself, or its light verb.
  TokenIndex Carrier(TokenIndex predicate) const;
  bool IsPassive(TokenIndex verb) const;
  // Is the predicate under a plain negation: "not", "no", "never", "without"?
  bool IsNegated(TokenIndex predicate) const;

 private:
  static constexpr int kSteps = 6;  // how far subjects are inherited: a bound for hostile trees
  std::optional<Argument> VerbSubject(TokenIndex verb, int steps) const;
  std::optional<Argument> VerbObject(TokenIndex verb, int steps) const;
  bool LacksObject(TokenIndex verb) const;
  std::optional<TokenIndex> Child(TokenIndex head, Deprel deprel) const;
  std::optional<TokenIndex> AgentPhrase(TokenIndex predicate) const;
  std::optional<Argument> WagedBy(TokenIndex noun) const;
  bool IsForNoun(TokenIndex noun) const;
  std::optional<TokenIndex> SubjectBeforeTime(TokenIndex verb) const;
  std::optional<Argument> LeftBy(TokenIndex participle, int steps) const;
  std::optional<TokenIndex> WholeOf(TokenIndex subject, TokenIndex verb, int steps) const;
  std::optional<Argument> Noun(TokenIndex token, const char* rule) const;
  std::optional<Argument> BehindDateline(TokenIndex dateline, TokenIndex verb) const;
  std::optional<Argument> BeforeVerb(TokenIndex verb) const;
  std::optional<TokenIndex> OwnObject(TokenIndex verb) const;
  std::optional<TokenIndex> LostSubject(TokenIndex verb) const;
  std::optional<TokenIndex> AppealedTo(TokenIndex appeal, TokenIndex verb) const;
  std::optional<TokenIndex> LostVerb(TokenIndex noun) const;
  std::optional<TokenIndex> MisplacedSubject(TokenIndex verb) const;
  std::optional<TokenIndex> SharesDeterminer(TokenIndex noun) const;
  std::optional<TokenIndex> BareObject(TokenIndex verb) const;
  // Does "of", "from" or "for" open the clause of the gerund?
  bool HasControlMark(TokenIndex verb) const;
  bool IsRelativePronoun(TokenIndex token) const;
  // The noun for which a relative pronoun stands, or the token itself.
  TokenIndex Antecedent(TokenIndex pronoun, TokenIndex verb) const;

  const Scene& scene_;
  const Cues& cues_;
};

}  // namespace dateline::claims
