// Independent origins: ten copies of a wire story are one source.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dateline::standing {

// The origin of each text, as the index of the first text of its group. Texts belong together when
// one shares at least half of its word five-grams with the other (containment, so that a shortened
// copy counts), directly or by way of others. Deterministic; the order of the texts decides names,
// not groups. A text shorter than five words is an origin of its own.
std::vector<std::size_t> OriginsOf(const std::vector<std::string_view>& texts);

}  // namespace dateline::standing
