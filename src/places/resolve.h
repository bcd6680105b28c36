// Chooses the place that each toponym means, with a confidence, or none.
#pragma once

#include <vector>

#include "places/senses.h"
#include "places/toponym.h"

namespace dateline::places {

struct SenseWeights {
  SenseVector weights{};
  double threshold = 0;  // confidence below which a place keeps its wording only

  // From data/places/weights.tsv.
  static Result<SenseWeights> Load();
};

// Lets every name be what it is most likely by itself, then by the others, in rounds. Leaves the
// choice in the names.
void Settle(const SenseVector& weights, Senses& senses);

void Resolve(const Surroundings& around, const Gazetteer& gazetteer, const SenseWeights& weights,
             const Home& home, std::vector<Toponym>& toponyms);

}  // namespace dateline::places
