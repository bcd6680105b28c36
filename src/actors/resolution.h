// Resolution: every mention in text order, with the entity that it is. Descriptions first join the
// name that they stand beside, then an earlier mention that they fit, and are a figure of their own
// otherwise; pronouns look back.
#pragma once

#include <vector>

#include "actors/standing.h"

namespace dateline::actors {

struct Resolved {
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  MentionKind kind = MentionKind::kName;
  EntityType type = EntityType::kPerson;
  FigureIndex figure = kNoFigure;
};

// `scene.cast` and `cast` are the same. Adds figures and completes those there are.
// O(tokens + mentions).
std::vector<Resolved> Resolve(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast);

}  // namespace dateline::actors
