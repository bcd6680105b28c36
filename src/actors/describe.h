// Describing the names: what the descriptions beside a name, inside it and its titles say of whom
// it names: role, class, side, kind, gender.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/standing.h"

namespace dateline::actors {

struct Descriptions {
  std::vector<std::int32_t> bound;  // by nominal: the name that it describes, or -1
  std::vector<Standing> standings;  // by nominal
  // The nouns by which a later description may mean a figure ("the governor").
  std::vector<std::pair<std::string_view, FigureIndex>> heads;
};

// Completes the figures of `cast`, which is `scene.cast`. O(nominals + names).
Descriptions DescribeNames(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast);

// The gender that the head of a description tells.
Gender GenderOf(const Scene& scene, const Nominal& nominal);

}  // namespace dateline::actors
