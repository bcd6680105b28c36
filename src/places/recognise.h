// Finds the toponyms of a document: names by the gazetteer, and names that only their cue or the
// language stage shows to be places.
#pragma once

#include <vector>

#include "places/evidence.h"
#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

// Every stretch that may be a place, in text order, disjoint. Linear in the number of tokens.
std::vector<Toponym> FindCandidates(const Surroundings& around, const Gazetteer& gazetteer);

// Those of them that are meant as places, with the probability of that.
std::vector<Toponym> Recognise(const Surroundings& around, const Gazetteer& gazetteer,
                               const Judge& judge);

}  // namespace dateline::places
