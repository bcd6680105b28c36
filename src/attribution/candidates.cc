#include "attribution/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dateline::attribution {
namespace {

using Lanes = std::array<float, kTags>;

float SumOf(const Lanes& lanes) {
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  return sum;
}

// Forward and backward sums of a segment, each token's scaled to one.
class Sums {
 public:
  Sums(std::span<const float> scores, std::span<const std::uint8_t> edges,
       const EdgeFactors& factors)
      : edges_(edges), factors_(factors), size_(edges.size()) {
    forward_.resize(size_);
    backward_.resize(size_);
    here_.resize(size_);
    scale_.resize(size_);
    for (std::size_t i = 0; i < size_; ++i) {
      const float* row = &scores[i * kTags];
      const float top = *std::max_element(row, row + kTags);
      for (std::size_t y = 0; y < kTags; ++y) here_[i][y] = std::exp(row[y] - top);
    }
    Forward();
    Backward();
  }

  float Begin(std::size_t i, std::size_t tag) const { return forward_[i][tag]; }
  // What a sum that stands at `before` on the token before becomes with `tag` here.
  float Move(std::size_t i, std::size_t before, std::size_t tag) const {
    return factors_.of[edges_[i]][before][tag] * here_[i][tag] / scale_[i];
  }
  float Rest(std::size_t i, std::size_t tag) const { return backward_[i][tag]; }
  // The rest of a span that ends with `last` on token i: anything but an inside behind it.
  float RestBehind(std::size_t i, std::size_t last, std::size_t inside) const {
    if (i + 1 == size_) return 1;
    float sum = 0;
    for (std::size_t y = 0; y < kTags; ++y) {
      if (y != inside) sum += Move(i + 1, last, y) * backward_[i + 1][y];
    }
    return sum;
  }

 private:
  void Forward() {
    constexpr float kTiny = 1e-30f;
    for (std::size_t i = 0; i < size_; ++i) {
      const auto& factor = factors_.of[edges_[i]];
      Lanes sum{};
      for (std::size_t x = 0; x < (i == 0 ? 1 : kTags); ++x) {
        const float before = i == 0 ? 1.0f : forward_[i - 1][x];
        for (std::size_t y = 0; y < kTags; ++y) sum[y] += before * factor[x][y];
      }
      for (std::size_t y = 0; y < kTags; ++y) sum[y] *= here_[i][y];
      scale_[i] = std::max(SumOf(sum), kTiny);
      for (std::size_t y = 0; y < kTags; ++y) forward_[i][y] = sum[y] / scale_[i];
    }
  }
  void Backward() {
    backward_[size_ - 1].fill(1);
    for (std::size_t i = size_ - 1; i-- > 0;) {
      const auto& factor = factors_.of[edges_[i + 1]];
      Lanes ahead;
      for (std::size_t y = 0; y < kTags; ++y)
        ahead[y] = here_[i + 1][y] * backward_[i + 1][y] / scale_[i + 1];
      for (std::size_t x = 0; x < kTags; ++x) {
        float sum = 0;
        for (std::size_t y = 0; y < kTags; ++y) sum += factor[x][y] * ahead[y];
        backward_[i][x] = sum;
      }
    }
  }

  std::span<const std::uint8_t> edges_;
  const EdgeFactors& factors_;
  std::size_t size_;
  std::vector<Lanes> forward_;
  std::vector<Lanes> backward_;
  std::vector<Lanes> here_;
  std::vector<float> scale_;
};

}  // namespace

void AddCandidates(std::span<const float> scores, std::span<const std::uint8_t> edges,
                   const EdgeFactors& factors, std::uint32_t offset, std::vector<Candidate>& out) {
  if (edges.empty()) return;
  const Sums sums(scores, edges, factors);
  for (std::size_t first = 0; first < edges.size(); ++first) {
    for (const Part part : {Part::kSource, Part::kCue, Part::kContent}) {
      const auto begin = static_cast<std::size_t>(BeginOf(part));
      const auto inside = static_cast<std::size_t>(InsideOf(part));
      float sum = sums.Begin(first, begin);
      std::size_t last = begin;
      for (std::size_t i = first; sum * sums.Rest(i, last) >= kLeastShare;) {
        const float share = sum * sums.RestBehind(i, last, inside);
        if (share >= kLeastShare) {
          out.push_back({part, offset + static_cast<std::uint32_t>(first),
                         offset + static_cast<std::uint32_t>(i + 1), std::min(share, 1.0f)});
        }
        if (++i == edges.size()) break;
        sum *= sums.Move(i, last, inside);
        last = inside;
      }
    }
  }
}

}  // namespace dateline::attribution
