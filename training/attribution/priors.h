// How often each word is a cue, counted over the corpus.
#pragma once

#include <map>
#include <vector>

#include "attribution/tagger.h"
#include "corpus.h"

namespace dateline::attribution::training {

struct Counts {
  std::uint32_t cue = 0;
  std::uint32_t all = 0;
};
using CountMap = std::map<Feature, Counts>;

CountMap CountCues(const Article& article);

// The counts of all articles but one, which must not see its own answers.
class CountedPriors : public CuePriors {
 public:
  CountedPriors(const CountMap& all, const CountMap* own) : all_(all), own_(own) {}
  std::uint8_t BinOf(Feature key) const override;

 private:
  const CountMap& all_;
  const CountMap* own_;
};

// The table as the model keeps it.
std::vector<PriorEntry> PriorTable(const CountMap& counts);

}  // namespace dateline::attribution::training
