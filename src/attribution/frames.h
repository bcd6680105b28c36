// Frames: attributions whose cue is a word of the sentence, by the dependency tree.
//
//   The ministry said it had ...     clause after the cue
//   "...," he said, "..."            clause around the cue, or before it
//   X denied involvement             a noun phrase as content
//   X promised to ...                an infinitive as content
//   X's claim that ...               a noun as cue
//   X is believed to ...             no source
//
// Trees of newswire are right in about four of five relations, so that where a tree holds no clause
// the neighbouring words decide: a complementizer, a quotation mark or a comma beside the cue.
#pragma once

#include <vector>

#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

// In text order of the cues, one a cue at most. Cues inside quotations are found as well.
std::vector<Draft> FindFrames(const Scene& scene);

}  // namespace dateline::attribution
