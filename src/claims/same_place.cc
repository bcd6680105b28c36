#include "claims/same_place.h"

namespace dateline::claims {

PlaceTie ComparePlaces(const Scene& scene, std::span<const LocationIndex> a,
                       std::span<const LocationIndex> b) {
  const auto& places = scene.input().places;
  bool is_apart = false;
  for (const LocationIndex la : a) {
    for (const LocationIndex lb : b) {
      const Location& x = scene.input().locations[la];
      const Location& y = scene.input().locations[lb];
      if (x.places.empty() || y.places.empty()) continue;
      if (places[x.places.front()].name == places[y.places.front()].name) return PlaceTie::kSame;
      const bool is_abroad = places[x.places.front()].country != places[y.places.front()].country;
      is_apart = is_apart || x.precision == y.precision || is_abroad;
    }
  }
  return is_apart ? PlaceTie::kApart : PlaceTie::kUnknown;
}

}  // namespace dateline::claims
