// Repeats: a headline, a caption or a teaser that tells what the body tells too is linked to the
// body's claim, so that nobody counts it twice (guide, 12).
#pragma once

#include "claims/scene.h"

namespace dateline::claims {

// Sets `repeats` of the claims of headlines, subheads, captions and teasers to the first claim of
// the body that is of the same type and says nothing else of place, count, actor or realis. Linear:
// of each type the first few claims of the body are compared.
void LinkRepeats(const Scene& scene, IndexedVector<Claim, ClaimIndex>& claims);

}  // namespace dateline::claims
