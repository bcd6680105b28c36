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
};

// In text order, disjoint. Each token is tried against the rules of its word, longest first; the
// first rule whose words and conditions hold decides. Linear: a rule looks at a bounded
// neighbourhood.
std::vector<Trigger> FindTriggers(const Clauses& clauses, const TriggerTable& table);

}  // namespace dateline::claims
