// Whether claims may be of one place.
#pragma once

#include <span>

#include "claims/scene.h"

namespace dateline::claims {

enum class PlaceTie : std::uint8_t { kUnknown, kSame, kApart };

// Two places of one size with different names are two, and so are places of two countries; a
// country and a town of it may be one. O(product of the two).
PlaceTie ComparePlaces(const Scene& scene, std::span<const LocationIndex> a,
                       std::span<const LocationIndex> b);

}  // namespace dateline::claims
