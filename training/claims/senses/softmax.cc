#include "softmax.h"

#include <algorithm>
#include <cmath>

namespace dateline::training {
namespace {

constexpr float kRate = 0.08F;
constexpr float kVectorRate = 0.1F;
constexpr float kKept = 0.7F;  // of the features of an example, in a step
constexpr float kDecay = 2e-5F;

void ToProbabilities(Row& row) {
  const float highest = *std::max_element(row.begin(), row.end());
  float total = 0;
  for (float& one : row) total += one = std::exp(one - highest);
  for (float& one : row) one /= total;
}

void Update(Row& weights, Row& squares, const Row& gradient, float scale, float rate) {
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const float g = gradient[k] * scale + kDecay * weights[k];
    squares[k] += g * g;
    weights[k] -= rate * g / std::sqrt(squares[k]);
  }
}

}  // namespace

Softmax::Softmax(std::size_t features, const std::vector<Vector>& vectors)
    : vectors_(vectors),
      weights_(features),
      squares_(features),
      matrix_(kWidth),
      matrix_squares_(kWidth) {
  constexpr float kFirst = 0.05F;  // so that the first steps of a feature are small
  for (Row& row : squares_) row.fill(kFirst);
  for (Row& row : matrix_squares_) row.fill(kFirst);
}

Row Softmax::OfVector(std::size_t word) const {
  Row row{};
  const Vector& vector = vectors_[word];
  for (std::size_t d = 0; d < kWidth; ++d) {
    for (std::size_t k = 0; k < row.size(); ++k) row[k] += vector[d] * matrix_[d][k];
  }
  return row;
}

Row Softmax::Scores(const Example& example, const Seen& seen, float scale) const {
  Row row = seen.has_vector ? OfVector(example.word) : Row{};
  for (const std::uint32_t feature : seen.features) {
    const Row& weights = weights_[feature];
    for (std::size_t k = 0; k < row.size(); ++k) row[k] += weights[k] * scale;
  }
  return row;
}

Row Softmax::Predict(const Example& example) const {
  Row row = Scores(example, {example.features, true}, 1.0F);
  ToProbabilities(row);
  return row;
}

Softmax Softmax::MeanOf(const std::vector<Softmax>& models) {
  Softmax mean = models.front();
  const auto average = [&](std::vector<Row> Softmax::*rows) {
    const float share = 1.0F / static_cast<float>(models.size());
    for (std::size_t i = 0; i < (mean.*rows).size(); ++i) {
      for (std::size_t k = 0; k < claims::kSenses; ++k) {
        float sum = 0;
        for (const Softmax& one : models) sum += (one.*rows)[i][k];
        (mean.*rows)[i][k] = sum * share;
      }
    }
  };
  average(&Softmax::weights_);
  average(&Softmax::matrix_);
  return mean;
}

void Softmax::Step(const Example& example, const Seen& seen) {
  Row gradient = Scores(example, seen, 1.0F / kKept);
  ToProbabilities(gradient);
  if (example.wanted == Example::kAnyType) {
    // Towards the types as they stand now, away from none.
    const float some = std::max(1.0F - gradient[claims::kNoSense], 1e-4F);
    for (std::size_t k = 0; k < claims::kNoSense; ++k) gradient[k] -= gradient[k] / some;
  } else {
    gradient[example.wanted] -= 1.0F;
  }
  for (const std::uint32_t feature : seen.features) {
    Update(weights_[feature], squares_[feature], gradient, example.weight, kRate);
  }
  if (!seen.has_vector) return;
  const Vector& vector = vectors_[example.word];
  for (std::size_t d = 0; d < kWidth; ++d) {
    if (vector[d] == 0.0F) return;  // a word without a vector
    Update(matrix_[d], matrix_squares_[d], gradient, example.weight * vector[d], kVectorRate);
  }
}

void Softmax::Pass(const std::vector<Example>& examples, std::vector<std::uint32_t> chosen,
                   unsigned seed, Rules rules) {
  std::mt19937 random(seed);
  for (std::size_t i = chosen.size(); i > 1; --i) std::swap(chosen[i - 1], chosen[random() % i]);
  Seen seen;
  for (const std::uint32_t i : chosen) {
    const Example& example = examples[i];
    const std::uint32_t chance = random() % 8;
    const bool has_word = example.is_known ? chance >= 3 : chance >= 4;
    const bool has_rule =
        example.is_known ? chance != 0 : rules == Rules::kHalf && random() % 2 == 0;
    seen.has_vector = example.is_known || chance >= 1;
    seen.features.clear();
    for (std::size_t f = 0; f < example.features.size(); ++f) {
      if (f >= example.word_begin && f < example.rule_begin && !has_word) continue;
      if (f >= example.rule_begin && !has_rule) continue;
      if (static_cast<float>(random() % 1024) < kKept * 1024) {
        seen.features.push_back(example.features[f]);
      }
    }
    Step(example, seen);
  }
}

}  // namespace dateline::training
