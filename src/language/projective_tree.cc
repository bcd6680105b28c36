#include "language/projective_tree.h"

#include <algorithm>

namespace dateline::language {
namespace {

// The first k with a[k] + b[k] == the largest.
std::size_t PlaceOf(float largest, const float* a, const float* b, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    if (a[k] + b[k] == largest) return k;
  }
  return 0;
}

}  // namespace

bool TreeFinder::BestHeads(const ArcScores& arcs, std::span<std::uint32_t> out) {
  const std::size_t n = arcs.words;
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t best = n;
    float score = arcs.at(i, n);
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i && arcs.at(i, j) > score) {
        score = arcs.at(i, j);
        best = j;
      }
    }
    out[i] = best == n ? 0 : static_cast<std::uint32_t>(best + 1);
    roots += best == n ? 1 : 0;
  }
  if (roots != 1) return false;
  // Every word is entered once: 1 while its way to the root is walked, 2 when it leads there.
  seen_.assign(n, 0);
  for (std::size_t start = 0; start < n; ++start) {
    std::size_t at = start;
    while (seen_[at] == 0 && out[at] != 0) {
      seen_[at] = 1;
      at = out[at] - 1;
    }
    if (seen_[at] == 1) return false;
    seen_[at] = 2;
    for (at = start; seen_[at] == 1; at = out[at] - 1) seen_[at] = 2;
  }
  return IsProjective(out);
}

// No arcs cross where the words below each word are neighbours: as many as from the first of them
// to the last. Words are taken from the leaves up.
bool TreeFinder::IsProjective(std::span<const std::uint32_t> heads) {
  below_.assign(heads.size(), {});
  for (const std::uint32_t head : heads) {
    if (head != 0) ++below_[head - 1].open;
  }
  for (std::size_t start = 0; start < heads.size(); ++start) {
    // A word whose last dependent has been counted is ready; so may then be its head.
    for (std::size_t at = start; below_[at].open == 0; at = heads[at] - 1) {
      Below& own = below_[at];
      own.open = kCounted;
      own.first = std::min(own.first, at);
      own.last = std::max(own.last, at);
      ++own.words;
      if (own.last - own.first + 1 != own.words) return false;
      if (heads[at] == 0) break;
      Below& head = below_[heads[at] - 1];
      head.first = std::min(head.first, own.first);
      head.last = std::max(head.last, own.last);
      head.words += own.words;
      --head.open;
    }
  }
  return true;
}

void TreeFinder::Fill(const ArcScores& arcs, const Kernels& kernels) {
  const std::size_t n = arcs.words;
  size_ = n;
  for (std::vector<float>* table :
       {&right_, &right_by_end_, &left_, &left_by_end_, &open_right_, &open_left_by_end_}) {
    if (table->size() < n * n) table->resize(n * n);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::vector<float>* table : {&right_, &right_by_end_, &left_, &left_by_end_})
      Row(*table, i)[i] = 0;
  }
  for (std::size_t gap = 1; gap < n; ++gap) {
    for (std::size_t i = 0; i + gap < n; ++i) {
      const std::size_t j = i + gap;
      const float joined =
          kernels.largest_sum(Row(right_, i) + i, Row(left_by_end_, j) + i + 1, gap);
      Row(open_right_, i)[j] = joined + arcs.at(j, i);
      Row(open_left_by_end_, j)[i] = joined + arcs.at(i, j);
      const float right =
          kernels.largest_sum(Row(open_right_, i) + i + 1, Row(right_by_end_, j) + i + 1, gap);
      const float left = kernels.largest_sum(Row(left_, i) + i, Row(open_left_by_end_, j) + i, gap);
      Row(right_, i)[j] = right;
      Row(right_by_end_, j)[i] = right;
      Row(left_, i)[j] = left;
      Row(left_by_end_, j)[i] = left;
    }
  }
}

void TreeFinder::ReadBack(std::size_t root, const Kernels& kernels, std::span<std::uint32_t> out) {
  out[root] = 0;
  parts_.clear();
  parts_.push_back({0, root, false, false});
  parts_.push_back({root, size_ - 1, false, true});
  while (!parts_.empty()) {
    const auto [i, j, is_open, is_right] = parts_.back();
    parts_.pop_back();
    if (i == j) continue;
    const std::size_t gap = j - i;
    const auto place = [&](const float* a, const float* b) {
      return PlaceOf(kernels.largest_sum(a, b, gap), a, b, gap);
    };
    if (is_open) {
      out[is_right ? j : i] = static_cast<std::uint32_t>((is_right ? i : j) + 1);
      const std::size_t k = i + place(Row(right_, i) + i, Row(left_by_end_, j) + i + 1);
      parts_.push_back({i, k, false, true});
      parts_.push_back({k + 1, j, false, false});
    } else if (is_right) {
      const std::size_t k =
          i + 1 + place(Row(open_right_, i) + i + 1, Row(right_by_end_, j) + i + 1);
      parts_.push_back({i, k, true, true});
      parts_.push_back({k, j, false, true});
    } else {
      const std::size_t k = i + place(Row(left_, i) + i, Row(open_left_by_end_, j) + i);
      parts_.push_back({i, k, false, false});
      parts_.push_back({k, j, true, false});
    }
  }
}

void TreeFinder::Run(const ArcScores& arcs, const Kernels& kernels, std::span<std::uint32_t> out) {
  const std::size_t n = arcs.words;
  if (n == 0 || BestHeads(arcs, out)) return;
  Fill(arcs, kernels);
  std::size_t root = 0;
  float best = 0;
  for (std::size_t r = 0; r < n; ++r) {
    const float score = Row(left_, 0)[r] + Row(right_, r)[n - 1] + arcs.at(r, n);
    if (r == 0 || score > best) {
      best = score;
      root = r;
    }
  }
  ReadBack(root, kernels, out);
}

}  // namespace dateline::language
