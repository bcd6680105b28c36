// Chooses the place that each toponym means, with a confidence, or none.
#pragma once

#include <vector>

#include "places/calibration.h"
#include "places/senses.h"
#include "places/toponym.h"

namespace dateline::places {

struct SenseWeights {
  SenseVector weights{};
  Calibration calibration;
  double threshold = 0;  // confidence below which a place keeps its wording only

  // From data/places/weights.tsv.
  static Result<SenseWeights> Load();
};

// Lets every name be what it is most likely by itself, then by the others, in rounds. Leaves the
// choice in the names.
void Settle(const SenseVector& weights, Senses& senses);

// How likely a name is its chosen place or one all but the same, and how likely none of its places.
struct Shares {
  double chosen = 0;
  double none = 0;
  // Given up only when it is twice as likely none of the places as the chosen one.
  bool is_none() const { return none > 2 * chosen; }
};
Shares SharesOf(const SenseVector& weights, const Name& name);

// Of all names at once; for callers that ask what spoke for each.
Senses Resolve(const Surroundings& around, const Gazetteer& gazetteer, const SenseWeights& weights,
               const Home& home, std::vector<Toponym>& toponyms);

}  // namespace dateline::places
