#include "crf.h"

#include <algorithm>
#include <cmath>

namespace dateline::attribution::training {
namespace {

constexpr float kEpsilon = 1e-6f;
constexpr float kSteps = 1024.0f;  // of Decode, which works in whole numbers

float SumOf(const Crf::Lanes& lanes) {
  float sum = 0;
  for (std::size_t y = 0; y < kTags; ++y) sum += lanes[y];
  return sum;
}

}  // namespace

Crf::Crf(std::size_t features) : weights_(features, Lanes{}), squares_(features, Lanes{}) {}

float Crf::importance(std::size_t feature) const {
  float sum = 0;
  for (std::size_t y = 0; y < kTags; ++y)
    sum += std::abs(weights_[feature][y]) * std::sqrt(squares_[feature][y]);
  return sum;
}

void Crf::Epoch(std::span<const Sequence* const> sequences, const CrfOptions& options,
                std::mt19937_64& random) {
  std::vector<const Sequence*> order(sequences.begin(), sequences.end());
  // Fisher and Yates by hand: std::shuffle may differ from library to library.
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  for (const Sequence* sequence : order) Learn(*sequence, options, random);
}

// Which features of each token take part this time.
void Crf::Choose(const Sequence& sequence, const CrfOptions& options, std::mt19937_64& random) {
  const std::size_t size = sequence.size();
  kept_.clear();
  kept_begins_.assign(1, 0);
  const auto threshold = static_cast<std::uint32_t>(options.dropout * 65536.0);
  std::uint64_t bits = 0;
  int left = 0;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::uint32_t k = sequence.begins[i]; k < sequence.begins[i + 1]; ++k) {
      if (left == 0) {
        bits = random();
        left = 4;
      }
      const bool drops = (bits & 0xFFFFu) < threshold;
      bits >>= 16;
      --left;
      if (!drops) kept_.push_back(sequence.features[k]);
    }
    kept_begins_.push_back(static_cast<std::uint32_t>(kept_.size()));
  }
}

void Crf::ScoreTokens(const Sequence& sequence, const CrfOptions& options) {
  const std::size_t size = sequence.size();
  // Kept features stand for all: scores keep their size.
  const float share = static_cast<float>(1.0 / (1.0 - options.dropout));
  scores_.assign(size, Lanes{});
  for (std::size_t i = 0; i < size; ++i) {
    Lanes sum{};
    for (std::uint32_t k = kept_begins_[i]; k < kept_begins_[i + 1]; ++k) sum += weights_[kept_[k]];
    sum *= share;
    float top = sum[0];
    for (std::size_t y = 1; y < kTags; ++y) top = std::max(top, sum[y]);
    for (std::size_t y = 0; y < kTags; ++y) scores_[i][y] = std::exp(sum[y] - top);
  }
}

void Crf::SumPaths(const Sequence& sequence) {
  const std::size_t size = sequence.size();
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) {
        const bool may = MayFollow(static_cast<Tag>(x), static_cast<Tag>(y));
        moves_[e][x][y] = may ? std::exp(edges_[e][x][y]) : 0.0f;
      }
    }
  }
  // Forward and backward sums, each token's scaled to one.
  forward_.assign(size, Lanes{});
  backward_.assign(size, Lanes{});
  scale_.assign(size, 0.0f);
  for (std::size_t y = 0; y < kTags; ++y)
    forward_[0][y] = scores_[0][y] * moves_[sequence.edges[0]][0][y];
  scale_[0] = SumOf(forward_[0]);
  forward_[0] /= scale_[0];
  for (std::size_t i = 1; i < size; ++i) {
    const auto& move = moves_[sequence.edges[i]];
    Lanes sum{};
    for (std::size_t x = 0; x < kTags; ++x) {
      Lanes row;
      __builtin_memcpy(&row, move[x], sizeof row);
      sum += row * forward_[i - 1][x];
    }
    forward_[i] = sum * scores_[i];
    scale_[i] = std::max(SumOf(forward_[i]), 1e-30f);
    forward_[i] /= scale_[i];
  }
  for (std::size_t y = 0; y < kTags; ++y) backward_[size - 1][y] = 1.0f;
  for (std::size_t i = size - 1; i-- > 0;) {
    const auto& move = moves_[sequence.edges[i + 1]];
    const Lanes ahead = scores_[i + 1] * backward_[i + 1] / scale_[i + 1];
    for (std::size_t x = 0; x < kTags; ++x) {
      float sum = 0;
      for (std::size_t y = 0; y < kTags; ++y) sum += move[x][y] * ahead[y];
      backward_[i][x] = sum;
    }
  }
}

void Crf::MoveWeights(const Sequence& sequence, const CrfOptions& options) {
  const std::size_t size = sequence.size();
  const auto rate = static_cast<float>(options.rate);
  const auto decay = static_cast<float>(options.decay);
  for (std::size_t i = 0; i < size; ++i) {
    Lanes gradient = forward_[i] * backward_[i];
    gradient[static_cast<std::size_t>(sequence.gold[i])] -= 1.0f;
    gradient[kTags] = 0.0f;
    for (std::uint32_t k = kept_begins_[i]; k < kept_begins_[i + 1]; ++k) {
      Lanes& weight = weights_[kept_[k]];
      Lanes& square = squares_[kept_[k]];
      const Lanes g = gradient + weight * decay;
      square += g * g;
      for (std::size_t y = 0; y < kLanes; ++y)
        weight[y] -= rate * g[y] / std::sqrt(square[y] + kEpsilon);
    }
  }
}

void Crf::MoveEdges(const Sequence& sequence, const CrfOptions& options) {
  const std::size_t size = sequence.size();
  const auto rate = static_cast<float>(options.rate);
  float edge_gradient[kEdges][kTags][kTags] = {};
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t e = sequence.edges[i];
    if (i == 0) {
      for (std::size_t y = 0; y < kTags; ++y)
        edge_gradient[e][0][y] += forward_[0][y] * backward_[0][y];
      edge_gradient[e][0][static_cast<std::size_t>(sequence.gold[0])] -= 1.0f;
      continue;
    }
    const Lanes ahead = scores_[i] * backward_[i] / scale_[i];
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y)
        edge_gradient[e][x][y] += forward_[i - 1][x] * moves_[e][x][y] * ahead[y];
    }
    edge_gradient[e][static_cast<std::size_t>(sequence.gold[i - 1])]
                 [static_cast<std::size_t>(sequence.gold[i])] -= 1.0f;
  }
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) {
        const float g = edge_gradient[e][x][y];
        if (g == 0.0f) continue;
        edge_squares_[e][x][y] += g * g;
        edges_[e][x][y] -= 0.3f * rate * g / std::sqrt(edge_squares_[e][x][y] + kEpsilon);
      }
    }
  }
}

void Crf::Learn(const Sequence& sequence, const CrfOptions& options, std::mt19937_64& random) {
  if (sequence.size() == 0) return;
  Choose(sequence, options, random);
  ScoreTokens(sequence, options);
  SumPaths(sequence);
  MoveWeights(sequence, options);
  MoveEdges(sequence, options);
}

void Crf::Add(const Crf& other, float share) {
  for (std::size_t n = 0; n < weights_.size(); ++n) {
    weights_[n] += other.weights_[n] * share;
    squares_[n] += other.squares_[n] * share;
  }
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) edges_[e][x][y] += other.edges_[e][x][y] * share;
    }
  }
}

void Crf::AddScores(const Sequence& sequence, std::vector<float>& out) const {
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    Lanes sum{};
    for (std::uint32_t k = sequence.begins[i]; k < sequence.begins[i + 1]; ++k)
      sum += weights_[sequence.features[k]];
    for (std::size_t y = 0; y < kTags; ++y) out.push_back(sum[y]);
  }
}

EdgeFactors Crf::Factors() const {
  EdgeFactors out;
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) {
        const bool may = MayFollow(static_cast<Tag>(x), static_cast<Tag>(y));
        out.of[e][x][y] = may ? std::exp(edges_[e][x][y]) : 0.0f;
      }
    }
  }
  return out;
}

std::vector<Tag> Crf::Decode(const Sequence& sequence) const {
  std::vector<std::int32_t> scores(sequence.size() * kTags);
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    Lanes sum{};
    for (std::uint32_t k = sequence.begins[i]; k < sequence.begins[i + 1]; ++k)
      sum += weights_[sequence.features[k]];
    for (std::size_t y = 0; y < kTags; ++y)
      scores[i * kTags + y] = static_cast<std::int32_t>(sum[y] * kSteps);
  }
  EdgeWeights edges;
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y)
        edges[e][x][y] = static_cast<std::int32_t>(edges_[e][x][y] * kSteps);
    }
  }
  std::vector<Tag> out;
  BestTags(scores, sequence.edges, edges, out);
  return out;
}

}  // namespace dateline::attribution::training
