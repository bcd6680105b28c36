#include "logistic.h"

#include <cmath>
#include <numeric>
#include <random>
#include <utility>

namespace dateline::training {

double Probability(const std::vector<double>& weights, const std::vector<std::uint32_t>& features) {
  double score = 0;
  for (const std::uint32_t f : features) score += weights[f];
  return 1 / (1 + std::exp(-score));
}

std::vector<double> TrainLogistic(const std::vector<LogisticExample>& examples,
                                  std::size_t feature_count, const LogisticOptions& options) {
  std::vector<double> weights(feature_count, 0), squares(feature_count, 1e-6),
      sums(feature_count, 0);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937 random(options.seed);
  int averaged = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const std::size_t i : order) {
      const LogisticExample& example = examples[i];
      const double gradient =
          (example.is_positive ? 1.0 : 0.0) - Probability(weights, example.features);
      for (const std::uint32_t f : example.features) {
        squares[f] += gradient * gradient;
        weights[f] += options.rate * gradient / std::sqrt(squares[f]);
        weights[f] -= options.decay * weights[f];
      }
    }
    if (epoch < options.epochs / 2) continue;
    ++averaged;  // the mean of the later epochs is steadier than the last
    for (std::size_t f = 0; f < feature_count; ++f) sums[f] += weights[f];
  }
  for (double& sum : sums) sum /= averaged == 0 ? 1 : averaged;
  return sums;
}

}  // namespace dateline::training
