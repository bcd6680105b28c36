// Who acts in a part of an event that was told before: "Those advances have involved attacks on
// depots" is of the force that advanced.
#pragma once

#include <optional>

#include "claims/clause.h"
#include "claims/ontology.h"
#include "dateline/reading.h"

namespace dateline::claims {

// The agent of the event that the subject of "involve" takes up, where `head` is what it involved.
// `before`: the claims so far, in text order. O(the claims of the last sentences).
std::optional<Role> AgentOfWhole(const Clauses& clauses, const Ontology& ontology, TokenIndex head,
                                 const IndexedVector<Claim, ClaimIndex>& before);

}  // namespace dateline::claims
