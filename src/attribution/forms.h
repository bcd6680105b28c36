// Forms: attributions that words without a verb make: "according to X", "X: ...", "... -
// officials".
#pragma once

#include <vector>

#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

// In text order of the cues.
std::vector<Draft> FindForms(const Scene& scene);

}  // namespace dateline::attribution
