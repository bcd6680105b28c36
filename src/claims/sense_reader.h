// What the trained senses make of the candidates: rows of the table are confirmed, given another
// type or dropped; words that the table lacks become triggers where the model is certain.
#pragma once

#include <vector>

#include "claims/sense_features.h"
#include "claims/senses.h"
#include "claims/triggers.h"

namespace dateline::claims {

// In text order, disjoint.
std::vector<Trigger> JudgedTriggers(const Scene& scene,
                                    const std::vector<TriggerCandidate>& candidates,
                                    const TriggerTable& table, const Senses& senses,
                                    const SenseFeatures& features);

}  // namespace dateline::claims
