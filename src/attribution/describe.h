// What the lexicon says of a draft that the tagger alone found: its class, how sure it is, and
// whether it is an attribution at all.
#pragma once

#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

// Sets class and confidence by the words of the cue.
void DescribeByLexicon(const Scene& scene, Draft& draft);

// "Asked not to be named": a condition of what is said elsewhere. REQUIRES: the draft has content.
bool IsCondition(const Scene& scene, const Draft& draft);

}  // namespace dateline::attribution
