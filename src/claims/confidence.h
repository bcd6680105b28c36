// Confidence: how likely a claim is one that a reader would record, by a trained model over what it
// is (its trigger's row and prior, its type), what its sentence gives it and where it stands.
#pragma once

#include <vector>

#include "claims/clause.h"
#include "claims/learned.h"
#include "dateline/claim.h"
#include "model/feature_hash.h"

namespace dateline::claims {

// The features of a claim whose `confidence` is still the prior of its trigger.
void ConfidenceFeatures(const Clauses& clauses, const Claim& claim,
                        std::vector<model::Feature>& out);

// Gives each claim the probability that the model has for it.
void SetConfidence(const Clauses& clauses, const Learned& learned,
                   IndexedVector<Claim, ClaimIndex>& claims);

}  // namespace dateline::claims
