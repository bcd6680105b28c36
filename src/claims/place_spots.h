// Spots: where the text names a place, as the binding of places looks at it. Datelines lend their
// place to "the city" only, and what only says which place another is has no spot of its own.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "claims/clause.h"
#include "dateline/reading.h"

namespace dateline::claims {

// The nouns that stand for a place named before, by how coarse that place is.
class PlaceWords {
 public:
  static Result<PlaceWords> Load(Vocabulary& vocabulary);
  std::optional<Precision> StandsFor(const Scene& scene, TokenIndex noun) const;

 private:
  friend class SpotFinder;
  std::vector<std::pair<WordClass, Precision>> classes_;
  WordClass thing_{};
  WordClass there_{};
};

// A location where the text names it, or a noun that stands for it ("the city").
struct Spot {
  LocationIndex location{};
  TokenIndex first{};
  TokenIndex end{};
  TokenIndex head{};
  SentenceIndex sentence{};
  bool is_anaphor = false;
  bool is_dateline = false;  // lends its place to "the city" only
};

// In text order, without datelines. O(tokens + locations).
std::vector<Spot> FindSpots(const Clauses& clauses, const PlaceWords& words);

}  // namespace dateline::claims
