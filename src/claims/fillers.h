// Fillers: who and what the discourse gives to an act of violence that its own clause leaves out:
// the band that a later sentence blames, the building that an earlier one names. A trained model
// (learned.h) judges every phrase near an act; what it is sure of becomes a role of the nearest
// act, with the probability in its ground.
#pragma once

#include <vector>

#include "claims/filler_features.h"
#include "claims/learned.h"

namespace dateline::claims {

// The acts of the claims, one for each; `triggers` are those of the claims, in their order.
std::vector<Act> ActsOf(const Scene& scene, const Ontology& ontology,
                        const IndexedVector<Claim, ClaimIndex>& claims);

// Adds roles, and their grounds, to the claims. Linear: candidates near acts only, a bounded look
// at each.
void AddFillers(const Clauses& clauses, const Naming& naming, const Learned& learned,
                const std::vector<Act>& acts, IndexedVector<Claim, ClaimIndex>& claims);

}  // namespace dateline::claims
