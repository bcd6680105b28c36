// A linear-chain conditional random field over dense feature numbers, trained by stochastic
// gradient with step sizes after AdaGrad (Duchi et al. 2011). Of the features of every token a
// share is left out at random each time it is seen, so that none is leaned on alone.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "attribution/candidates.h"
#include "attribution/tagger.h"

namespace dateline::attribution::training {

// One segment: the features of each token in one run, their begins, edges and gold tags.
struct Sequence {
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> begins;  // one more than tokens
  std::vector<std::uint8_t> edges;
  std::vector<Tag> gold;
  std::size_t size() const { return edges.size(); }
};

struct CrfOptions {
  double rate = 0.05;
  double decay = 3e-5;  // L2 on the weights that a token touches
  double dropout = 0.6;
  int epochs = 5;
  std::uint64_t seed = 20261125;
};

class Crf {
 public:
  static constexpr std::size_t kLanes = 8;  // seven tags and one that stays zero
  using Lanes = float __attribute__((vector_size(32)));

  explicit Crf(std::size_t features);

  // Goes over the sequences once in a random order.
  void Epoch(std::span<const Sequence* const> sequences, const CrfOptions& options,
             std::mt19937_64& random);
  // Adds the weights of `other` times `share`: scores are linear in the weights, so that a mean of
  // weights is a mean of scores. REQUIRES: the same size.
  void Add(const Crf& other, float share);

  std::vector<Tag> Decode(const Sequence& sequence) const;
  // kTags numbers a token, put behind what `out` holds.
  void AddScores(const Sequence& sequence, std::vector<float>& out) const;
  EdgeFactors Factors() const;

  float weight(std::size_t feature, std::size_t tag) const { return weights_[feature][tag]; }
  float edge(std::size_t edge, std::size_t before, std::size_t tag) const {
    return edges_[edge][before][tag];
  }
  // How much a feature moves scores: its steps' sum of squares times its size.
  float importance(std::size_t feature) const;
  std::size_t size() const { return weights_.size(); }

 private:
  void Learn(const Sequence& sequence, const CrfOptions& options, std::mt19937_64& random);
  void Choose(const Sequence& sequence, const CrfOptions& options, std::mt19937_64& random);
  void ScoreTokens(const Sequence& sequence, const CrfOptions& options);
  void SumPaths(const Sequence& sequence);
  void MoveWeights(const Sequence& sequence, const CrfOptions& options);
  void MoveEdges(const Sequence& sequence, const CrfOptions& options);

  std::vector<Lanes> weights_;
  std::vector<Lanes> squares_;
  float edges_[kEdges][kTags][kTags] = {};
  float edge_squares_[kEdges][kTags][kTags] = {};
  // Scratch of Learn.
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> kept_begins_;
  std::vector<Lanes> scores_;
  float moves_[kEdges][kTags][kLanes] = {};
  std::vector<Lanes> forward_;
  std::vector<Lanes> backward_;
  std::vector<float> scale_;
};

}  // namespace dateline::attribution::training
