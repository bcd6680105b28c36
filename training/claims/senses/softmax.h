// A softmax over the senses: weights of sparse features, and a matrix over the vector of the word.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "examples.h"

namespace dateline::training {

inline constexpr std::size_t kWidth = 100;
using Row = std::array<float, claims::kSenses>;
using Vector = std::array<float, kWidth>;

class Softmax {
 public:
  // `vectors`: by number of the word. Borrows it.
  Softmax(std::size_t features, const std::vector<Vector>& vectors);

  // One pass over the chosen examples in an order that the seed fixes. Half of the silver examples
  // see nothing of their word; of the rules that gave their label they see what `rules` says. Some
  // features are hidden by chance, so that no rare one carries an example alone.
  enum class Rules : std::uint8_t { kHidden, kHalf };
  void Pass(const std::vector<Example>& examples, std::vector<std::uint32_t> chosen, unsigned seed,
            Rules rules);
  Row Predict(const Example& example) const;
  // Weights become the mean of these models: steadier than the last of some passes.
  static Softmax MeanOf(const std::vector<Softmax>& models);

  const Row& weights(std::size_t feature) const { return weights_[feature]; }
  // What the vector of a word adds.
  Row OfVector(std::size_t word) const;

 private:
  // What of an example a step sees.
  struct Seen {
    std::vector<std::uint32_t> features;
    bool has_vector = true;
  };
  Row Scores(const Example& example, const Seen& seen, float scale) const;
  void Step(const Example& example, const Seen& seen);

  const std::vector<Vector>& vectors_;
  std::vector<Row> weights_;
  std::vector<Row> squares_;
  std::vector<Row> matrix_;  // by dimension
  std::vector<Row> matrix_squares_;
};

}  // namespace dateline::training
