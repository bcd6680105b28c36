// Ties: where the words between two names say how their places lie to one another: one holds the
// other ("Paris, Texas"), or they are near each other ("X, near Y"; "X, 20 km south of Y"; "Y and
// nearby X").
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

struct Tie {
  enum class Kind : std::uint8_t {
    kHeld,  // `inner` lies in `outer`
    kNear,  // `inner` lies at most `reach_km` from `outer`
  };
  Kind kind = Kind::kHeld;
  std::size_t inner = 0;  // toponyms
  std::size_t outer = 0;
  // Not one of a list ("Paris, Texas and Ohio") and not by a mere "in", so that it may even speak
  // against a place.
  bool is_firm = false;
  double reach_km = 0;
  double stated_km = 0;  // the distance that the text gives; 0: none
  // "In the Kharkiv region, shells hit X": it speaks only against what is small.
  bool is_frame = false;
};

// Of neighbours, and of what begins a sentence and the names after it, in text order. Linear in the
// number of tokens.
std::vector<Tie> FindTies(const Surroundings& around, const std::vector<Toponym>& toponyms);

}  // namespace dateline::places
