// Events: which claims of a report tell of one happening: an attack, the dead of it, its damage,
// and the sentence that tells of it again (guideline, 13).
#pragma once

#include "claims/ontology.h"
#include "claims/scene.h"

namespace dateline::claims {

// Numbers the events of the acts of violence, hazards, casualties and damage in the order of their
// first claims. Linear: a claim is compared with the last few events, a bounded look at each.
void GroupEvents(const Scene& scene, const Ontology& ontology,
                 IndexedVector<Claim, ClaimIndex>& claims);

// Numbers the events anew, in order, after claims were taken away.
void RenumberEvents(IndexedVector<Claim, ClaimIndex>& claims);

}  // namespace dateline::claims
