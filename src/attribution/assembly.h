// Assembling: of all proposals those are taken that together are worth most, by the probability of
// each that it is right as a whole; what no cue holds is nobody's.
#pragma once

#include <span>
#include <vector>

#include "attribution/draft.h"
#include "attribution/proposals.h"

namespace dateline::attribution {

// What an attribution must be worth: by its content and by its cue.
struct AssemblyThresholds {
  float content = 1;
  float cue = 1;
  float cue_weight = 1;  // of what the cue is worth
  float rule = 1;  // how sure the content of a rule must be where nothing else takes its words
};

// The drafts with the contents that were chosen for them; those without stay out. `sure` is the
// probability of each proposal. What a rule found inside what another cue was given stays as it
// was: speech inside speech is the rules' work.
std::vector<Draft> Assemble(const Scene& scene, Proposals proposals, std::span<const float> sure,
                            const AssemblyThresholds& thresholds);

}  // namespace dateline::attribution
