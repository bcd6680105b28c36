// Anaphors: "the city", "the region", "the cathedral", which name no place and mean one that the
// document has named.
#pragma once

#include <vector>

#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

// A toponym, or words that stand for one, as a location may rest on it.
struct Anchor {
  Toponym toponym;
  PlaceIndex place;  // the toponym that it is or stands for
};

// The toponyms and the anaphors between them, in text order. An anaphor carries what its place was
// resolved to. Linear in the number of tokens.
std::vector<Anchor> AnchorsOf(const Surroundings& around, const Gazetteer& gazetteer,
                              const std::vector<Toponym>& toponyms);

}  // namespace dateline::places
