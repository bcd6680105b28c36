// Definite nouns that take up an event which was told before: "the strike", "that attack" are of
// the kind of the event that they mean.
#pragma once

#include <vector>

#include "claims/clause.h"
#include "claims/ontology.h"
#include "claims/trigger_table.h"
#include "claims/triggers.h"

namespace dateline::claims {

// Gives a bare definite noun of the set generic_event ("the attack") the type of the last act of
// violence that was told in its own words, at most some sentences before. `triggers` are in text
// order. O(their number).
void TakeUpTypes(const Clauses& clauses, const TriggerTable& table, const Ontology& ontology,
                 std::vector<Trigger>& triggers);

}  // namespace dateline::claims
