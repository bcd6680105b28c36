// The decoders of trees and names, for scoring while training. What they find is what src/language
// finds.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "states.h"

namespace {

// Eisner's algorithm with one word under the root. scores[i * (n + 1) + j]: word i (from 1) under
// j.
void Eisner(const float* scores, int n, std::vector<float>& m, std::vector<std::int16_t>& from,
            std::int32_t* heads) {
  const int w = n + 1;
  const auto at = [w](int kind, int i, int j) { return (kind * w + i) * w + j; };
  m.assign(static_cast<std::size_t>(4) * w * w, kNever);
  from.assign(static_cast<std::size_t>(4) * w * w, 0);
  // kinds: 0 incomplete right (head i), 1 incomplete left (head j), 2 complete right, 3 complete
  // left
  for (int i = 1; i < w; ++i) m[at(2, i, i)] = m[at(3, i, i)] = 0;
  for (int size = 1; size < n; ++size) {
    for (int i = 1; i + size < w; ++i) {
      const int j = i + size;
      float best = kNever;
      int split = i;
      for (int k = i; k < j; ++k) {
        const float s = m[at(2, i, k)] + m[at(3, k + 1, j)];
        if (s > best) {
          best = s;
          split = k;
        }
      }
      m[at(0, i, j)] = best + scores[j * w + i];
      m[at(1, i, j)] = best + scores[i * w + j];
      from[at(0, i, j)] = from[at(1, i, j)] = static_cast<std::int16_t>(split);
      from[at(2, i, j)] = static_cast<std::int16_t>(j);
      from[at(3, i, j)] = static_cast<std::int16_t>(i);
      for (int k = i + 1; k <= j; ++k) {
        const float s = m[at(0, i, k)] + m[at(2, k, j)];
        if (s > m[at(2, i, j)]) {
          m[at(2, i, j)] = s;
          from[at(2, i, j)] = static_cast<std::int16_t>(k);
        }
      }
      for (int k = i; k < j; ++k) {
        const float s = m[at(3, i, k)] + m[at(1, k, j)];
        if (s > m[at(3, i, j)]) {
          m[at(3, i, j)] = s;
          from[at(3, i, j)] = static_cast<std::int16_t>(k);
        }
      }
    }
  }
  int root = 1;
  float best = kNever * 4;
  for (int r = 1; r < w; ++r) {
    const float s = m[at(3, 1, r)] + m[at(2, r, n)] + scores[r * w];
    if (s > best) {
      best = s;
      root = r;
    }
  }
  heads[root] = 0;
  struct Span {
    int kind, i, j;
  };
  std::vector<Span> open = {{3, 1, root}, {2, root, n}};
  while (!open.empty()) {
    const Span s = open.back();
    open.pop_back();
    if (s.i == s.j) continue;
    const int k = from[at(s.kind, s.i, s.j)];
    if (s.kind == 0 || s.kind == 1) {
      if (s.kind == 0) heads[s.j] = s.i;
      if (s.kind == 1) heads[s.i] = s.j;
      open.push_back({2, s.i, k});
      open.push_back({3, k + 1, s.j});
    } else if (s.kind == 2) {
      open.push_back({0, s.i, k});
      open.push_back({2, k, s.j});
    } else {
      open.push_back({3, s.i, k});
      open.push_back({1, k, s.j});
    }
  }
}

}  // namespace

extern "C" {

void names_decode(const float* emissions, const float* next, const std::int64_t* begin,
                  int sentences, std::uint8_t* out) {
  std::vector<float> best;
  std::vector<std::uint8_t> from;
  for (int k = 0; k < sentences; ++k) {
    const std::int64_t b = begin[k];
    const int n = static_cast<int>(begin[k + 1] - b);
    if (n == 0) continue;
    best.assign(static_cast<std::size_t>(n) * kStates, kNever);
    from.assign(static_cast<std::size_t>(n) * kStates, 0);
    for (int t = 0; t < n; ++t) {
      for (int s = 0; s < kStates; ++s) {
        float top = kNever;
        if (t == 0) {
          if (Follows(0, s)) top = next[s];
        } else {
          for (int r = 0; r < kStates; ++r) {
            if (!Follows(r, s)) continue;
            const float score = best[(t - 1) * kStates + r] + next[r * kStates + s];
            if (score > top) {
              top = score;
              from[t * kStates + s] = static_cast<std::uint8_t>(r);
            }
          }
        }
        best[t * kStates + s] = top + emissions[(b + t) * kStates + s];
      }
    }
    int at = 0;
    for (int s = 1; s < kStates; ++s) {
      if (!IsOpen(s) && best[(n - 1) * kStates + s] > best[(n - 1) * kStates + at]) at = s;
    }
    for (int t = n - 1; t >= 0; --t) {
      out[b + t] = static_cast<std::uint8_t>(at);
      at = from[t * kStates + at];
    }
  }
}

// The best projective tree of one sentence, with one word under the root. heads[1..n].
void tree_decode(const float* scores, int n, std::int32_t* heads) {
  static std::vector<float> m;
  static std::vector<std::int16_t> from;
  Eisner(scores, n, m, from, heads);
}

}  // extern "C"
