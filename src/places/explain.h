// What spoke for each of the places that a name may mean.
#pragma once

#include <vector>

#include "places/places.h"
#include "places/resolve.h"

namespace dateline::places {

std::vector<PlaceReasons> ExplainToponyms(const Gazetteer& gazetteer, const SenseWeights& weights,
                                          Senses& senses, const std::vector<Toponym>& toponyms);

}  // namespace dateline::places
