// Free indirect speech: sentences of a speaker that the narrator tells on without a cue. "The
// ministry said the bridge was closed. Repairs would take a week."
//
// Guideline, section 4.5. The sentence before reports what its content says to its end, and the
// verb of this one is shifted back ("would"), with nobody else who speaks in it.
#pragma once

#include <cstddef>
#include <vector>

#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

struct Continued {
  Draft draft;       // inherited, with a low confidence
  std::size_t from;  // the draft whose speaker goes on
};

// In text order. `drafts` need no order. Linear in the number of tokens.
std::vector<Continued> FindFreeIndirect(const Scene& scene, const std::vector<Draft>& drafts);

}  // namespace dateline::attribution
