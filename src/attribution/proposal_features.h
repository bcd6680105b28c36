// What speaks for and against a proposal being all that its cue brings in: how sure its spans are,
// how it lies to the cue in the text and in the tree, and which other cues and stretches want the
// same.
#pragma once

#include "attribution/facts.h"
#include "attribution/proposals.h"
#include "attribution/tag_features.h"

namespace dateline::attribution {

// REQUIRES: `number` is one of `proposals.all`.
void ProposalFeatures(const Scene& scene, const Facts& facts, const Proposals& proposals,
                      std::size_t number, FeatureList& out);

}  // namespace dateline::attribution
