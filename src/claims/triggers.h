// Triggers: the words of a document that speak of a happening, and of which type.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/clause.h"
#include "claims/ontology.h"
#include "claims/trigger_table.h"

namespace dateline::claims {

struct Trigger {
  TokenIndex first{};  // tokens [first, end) carry the type
  TokenIndex end{};
  TokenIndex head{};  // the verb, event noun or adjective that has the arguments
  std::uint32_t rule = 0;
  TypeIndex type{};
  double prior = 0.0;  // how likely it is a claim of the type
};

// A word that a row of the table matches (also one that says that it is no claim), or any other
// verb, noun or adjective outside of names.
struct TriggerCandidate {
  Trigger trigger;
  bool has_rule = false;
};

// In text order; those with a rule are disjoint. Each token is tried against the rules of its word,
// longest first; the first rule whose words and conditions hold decides. Linear: a rule looks at a
// bounded neighbourhood.
std::vector<TriggerCandidate> FindCandidates(const Clauses& clauses, const TriggerTable& table);

// What the table alone takes for triggers.
std::vector<Trigger> RuledTriggers(const std::vector<TriggerCandidate>& candidates,
                                   const TriggerTable& table);

}  // namespace dateline::claims
