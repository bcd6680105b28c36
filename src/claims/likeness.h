// Likeness: does a report open like those with templates, which taught the models what to drop and
// what to add? The models say nothing of other news, and little is done to it by their word.
#pragma once

#include <vector>

#include "claims/learned.h"
#include "claims/scene.h"
#include "model/feature_hash.h"

namespace dateline::claims {

// The words that the report opens with, sorted; training and reading share it.
std::vector<model::Feature> OpeningFeatures(const Scene& scene);

// Is it likely that the report is of that kind?
bool IsLikeTemplates(const Scene& scene, const Learned& learned);

}  // namespace dateline::claims
