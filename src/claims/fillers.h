// Fillers: who and what fills the roles of an act of violence, judged over the whole report. A
// trained model (learned.h) looks at every phrase near an act. What the rules took for a role, and
// what its model holds for none, is dropped; what the act's own clause leaves out and the model is
// sure of (the band that a later sentence blames, the building that an earlier one names) becomes
// a role of the nearest act, with the probability in its ground.
#pragma once

#include <vector>

#include "claims/filler_features.h"
#include "claims/learned.h"

namespace dateline::claims {

// The acts of the claims, one for each.
std::vector<Act> ActsOf(const Scene& scene, const Ontology& ontology, const Draft& draft);

// The slots of the model that speak for a role; none for holders, services and the like.
std::vector<FillerSlot> SlotsOf(const Role& role,
                                const IndexedVector<Entity, EntityIndex>& entities);

// Takes roles, and their grounds, from the claims and adds some. Linear: candidates near acts only,
// a bounded look at each.
void ReviseFillers(const Clauses& clauses, const Naming& naming, const Learned& learned,
                   const Ontology& ontology, Draft& draft);

}  // namespace dateline::claims
