// Trains the choice among candidate spans: a logistic model of whether a candidate is marked.
#pragma once

#include <vector>

#include "attribution/chooser.h"
#include "numbering.h"
#include "passes.h"

namespace dateline::attribution::training {

struct ChoiceOptions {
  double rate = 0.05;
  double decay = 1e-5;
  double dropout = 0.3;
  int epochs = 6;
  int least = 5;
  std::uint64_t seed = 20261126;
};

// Candidates with the numbers of their features.
struct Examples {
  std::vector<std::uint32_t> features;
  std::vector<std::size_t> begins{0};
  std::vector<std::uint8_t> is_marked;
  std::size_t size() const { return is_marked.size(); }
};

// A logistic model by stochastic gradient, of the mean of the later half of its epochs.
std::vector<float> Learn(std::size_t features, const std::vector<const Examples*>& examples,
                         const ChoiceOptions& options);
std::vector<float> Sure(const std::vector<float>& weights, const Examples& examples);

class Choice {
 public:
  // Numbers the features that enough candidates have.
  Choice(const std::vector<Item>& items, const ChoiceOptions& options);

  // By article and annotator, in the order of the items.
  Examples ExamplesOf(const Item& item) const;
  const Numbering& numbers() const { return numbers_; }
  const ChoiceOptions& options() const { return options_; }

 private:
  ChoiceOptions options_;
  Numbering numbers_;
};

}  // namespace dateline::attribution::training
