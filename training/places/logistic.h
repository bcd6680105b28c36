// Logistic regression over sparse binary features: AdaGrad with a pull towards zero, in an order
// that a seed fixes, so that the same examples give the same weights.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline::training {

struct LogisticExample {
  std::vector<std::uint32_t> features;
  bool is_positive = false;
};

struct LogisticOptions {
  int epochs = 40;
  double rate = 0.1;
  double decay = 2e-5;  // of a weight, each time it is updated
  unsigned seed = 20220909;
};

std::vector<double> TrainLogistic(const std::vector<LogisticExample>& examples,
                                  std::size_t feature_count, const LogisticOptions& options);

double Probability(const std::vector<double>& weights, const std::vector<std::uint32_t>& features);

}  // namespace dateline::training
