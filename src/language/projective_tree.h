// The best tree under scores of single arcs.
//
// The best projective tree in which the root has exactly one dependent (Eisner 1996). Where the
// best heads of all words are such a tree, which is most often so, they are taken without a search.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/encoder_kernels.h"

namespace dateline::language {

// Scores of a sentence: of dependent i under head j at [i * columns + j], under the root at j =
// words. REQUIRES: finite numbers.
struct ArcScores {
  std::span<const float> scores;
  std::size_t words = 0;
  std::size_t columns = 0;
  float at(std::size_t dependent, std::size_t head) const {
    return scores[dependent * columns + head];
  }
};

class TreeFinder {
 public:
  // Heads into `out`, counted from 1; 0 is the root. Time grows with the third power of the words,
  // memory with the second.
  void Run(const ArcScores& arcs, const Kernels& kernels, std::span<std::uint32_t> out);

 private:
  bool BestHeads(const ArcScores& arcs, std::span<std::uint32_t> out);
  // REQUIRES: `heads` is a tree with one root.
  bool IsProjective(std::span<const std::uint32_t> heads);
  void Fill(const ArcScores& arcs, const Kernels& kernels);
  void ReadBack(std::size_t root, const Kernels& kernels, std::span<std::uint32_t> out);
  float* Row(std::vector<float>& table, std::size_t i) const { return table.data() + i * size_; }

  std::size_t size_ = 0;
  // The best score of the words i to j of which the one at the left or right end is the head of all
  // ("right": the head is left of them), and of which the ends are joined by an arc ("open").
  // Kept by the end along which they are read: [i][j], or [j][i] for those named "by_end".
  std::vector<float> right_;
  std::vector<float> right_by_end_;
  std::vector<float> left_;
  std::vector<float> left_by_end_;
  std::vector<float> open_right_;
  std::vector<float> open_left_by_end_;
  std::vector<std::uint8_t> seen_;
  // A word and all below it; `open`: dependents that are not counted yet.
  struct Below {
    std::size_t open = 0;
    std::size_t first = kCounted;
    std::size_t last = 0;
    std::size_t words = 0;
  };
  static constexpr std::size_t kCounted = static_cast<std::size_t>(-1);
  std::vector<Below> below_;
  // A part of the tree that is still to be read back.
  struct Part {
    std::size_t i;
    std::size_t j;
    bool is_open;
    bool is_right;
  };
  std::vector<Part> parts_;
};

}  // namespace dateline::language
