// Logistic regression over hashed features.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "claims/learned.h"

namespace dateline::training {

inline constexpr int kEpochs = 8;
inline constexpr float kRate = 0.03F;
inline constexpr float kDecay = 1e-3F;

struct Example {
  std::vector<std::uint32_t> rows;
  std::array<float, claims::kFillerSlots> wanted{};
  std::size_t document = 0;
  bool is_judged = true;  // by gold, not by the rules
  bool is_ruled = false;  // the rules give it a role, and stand
  float weight = 1.0F;    // how much it counts
};

// Logistic regression by AdaGrad over sparse rows, in an order that a seed fixes; the weights are
// the mean of the second half of the epochs.
template <std::size_t kOutputs>
class Trainer {
 public:
  explicit Trainer(std::size_t rows) : weights_(rows), squares_(rows) {
    for (auto& row : squares_) row.fill(1e-6F);
  }

  void Train(const std::vector<Example>& examples, const std::vector<std::size_t>& chosen) {
    std::vector<std::size_t> order = chosen;
    std::mt19937 random(20261125);
    std::vector<std::array<float, kOutputs>> sums(weights_.size());
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const std::size_t i : order) Step(examples[i]);
      if (epoch < kEpochs / 2) continue;
      for (std::size_t row = 0; row < weights_.size(); ++row) {
        for (std::size_t k = 0; k < kOutputs; ++k) sums[row][k] += weights_[row][k];
      }
    }
    const float count = static_cast<float>(kEpochs - kEpochs / 2);
    for (std::size_t row = 0; row < weights_.size(); ++row) {
      for (std::size_t k = 0; k < kOutputs; ++k) weights_[row][k] = sums[row][k] / count;
    }
  }

  std::array<float, kOutputs> Predict(const std::vector<std::uint32_t>& rows) const {
    std::array<float, kOutputs> out{};
    for (const std::uint32_t row : rows) {
      for (std::size_t k = 0; k < kOutputs; ++k) out[k] += weights_[row][k];
    }
    for (float& one : out) one = 1.0F / (1.0F + std::exp(-one));
    return out;
  }

  // Weights as whole numbers of 1/kScale, one row after another.
  std::vector<std::array<std::int8_t, kOutputs>> Packed() const {
    std::vector<std::array<std::int8_t, kOutputs>> out(weights_.size());
    for (std::size_t row = 0; row < weights_.size(); ++row) {
      for (std::size_t k = 0; k < kOutputs; ++k) {
        const float scaled = weights_[row][k] * claims::Learned::kScale;
        out[row][k] = static_cast<std::int8_t>(std::lround(std::clamp(scaled, -127.0F, 127.0F)));
      }
    }
    return out;
  }

 private:
  void Step(const Example& example) {
    const auto predicted = Predict(example.rows);
    std::array<float, kOutputs> gradient{};
    for (std::size_t k = 0; k < kOutputs; ++k) {
      gradient[k] = (predicted[k] - example.wanted[k]) * example.weight;
    }
    for (const std::uint32_t row : example.rows) {
      for (std::size_t k = 0; k < kOutputs; ++k) {
        const float g = gradient[k] + kDecay * weights_[row][k];
        if (std::abs(g) < 1e-4F) continue;
        squares_[row][k] += g * g;
        weights_[row][k] -= kRate * g / std::sqrt(squares_[row][k]);
      }
    }
  }

  std::vector<std::array<float, kOutputs>> weights_;
  std::vector<std::array<float, kOutputs>> squares_;
};

}  // namespace dateline::training
