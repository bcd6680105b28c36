// Who acts where neither the clause nor the phrase says it, but the words around do: in a part of
// an event that was told before ("those advances have involved attacks on depots"), and in the
// defence of which a speaker of "us" speaks.
#pragma once

#include <optional>

#include "claims/clause.h"
#include "claims/ontology.h"
#include "claims/roles.h"
#include "dateline/reading.h"

namespace dateline::claims {

// The agent of the event that the subject of "involve" takes up, where `head` is what it involved.
// `before`: the claims so far, in text order. O(the claims of the last sentences).
std::optional<Role> AgentOfWhole(const Clauses& clauses, const Ontology& ontology, TokenIndex head,
                                 const IndexedVector<Claim, ClaimIndex>& before);

// "Our reserves are arriving. The defence of the town goes on": who says "we" and "our" in the
// quotation that holds `head`, in the paragraph of `head`.
std::optional<Role> AgentOfSpeaker(const Clauses& clauses, TokenIndex head,
                                   const Attribution& attribution);

// "The army said soldiers had repelled the attack": forces of whom a state speaks, and whose nobody
// says, are its own in what it has done.
void TakeSideOfSpeaker(const Scene& scene, const ClaimType& type, const Source& speaker,
                       FilledRoles& roles);

}  // namespace dateline::claims
