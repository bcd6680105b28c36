// Roles: descriptions that stand beside a name and say who it is: "Ukrainian President X",
// "the head of the region, X,", "X, a spokesman for Y,", "the Y news agency", "the militant group
// Z".
#pragma once

#include <vector>

#include "actors/names.h"
#include "actors/nominals.h"

namespace dateline::actors {

// By nominal: the index in `uses` of the name that it describes, or -1. O(nominals).
std::vector<std::int32_t> BindRoles(const Words& words, const std::vector<Nominal>& nominals,
                                    const std::vector<NameUse>& uses,
                                    const std::vector<std::int32_t>& use_at);

}  // namespace dateline::actors
