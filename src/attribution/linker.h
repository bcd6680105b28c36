// From tags to attributions: the spans of the tagger are joined into sources, cues and contents
// that belong together, and the rules add what the tagger does not see.
//
// A source goes to the nearest cue, one to a cue, and to the next only in its sentence; a cue
// without one shares that of the cue before it in its sentence; a content goes to the nearest cue,
// a quotation without one in its sentences to the nearest that brings in speech. A sentence between
// costs as much as eight words. A second content stays with a cue only if it is quoted or nothing
// but marks stands between. What the rules know of a cue that both found (class, a relative's noun)
// is kept.
#pragma once

#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"
#include "attribution/tags.h"

namespace dateline::attribution {

// Drafts for Compose(). `rules` is what the rules composed of the same document.
std::vector<Draft> LinkTags(const Scene& scene, const std::vector<Tag>& tags,
                            const Composed& rules);

}  // namespace dateline::attribution
