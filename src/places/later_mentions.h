// Later mentions of names that the gazetteer lacks.
#pragma once

#include <vector>

#include "places/gazetteer.h"
#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

// A name that the gazetteer lacks and that the text shows to be a place ("in the Zamzam camp") is
// one wherever it stands alone ("have fled Zamzam"), but not in a longer name or where people act.
// Each gets the probability. Linear in the number of tokens.
std::vector<Toponym> WithLaterMentions(const Surroundings& around, const Gazetteer& gazetteer,
                                       std::vector<Toponym> places, double probability);

}  // namespace dateline::places
