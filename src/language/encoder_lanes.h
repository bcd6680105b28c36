// Eight numbers at a time, for the kernels of the encoder. Everything here is inlined into
// functions for one instruction set each: the operations, and so the results, are the same in all
// of them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "language/encoder_kernels.h"

#define DL_INLINE inline __attribute__((always_inline))

namespace dateline::language::lanes {

inline constexpr std::size_t kLanes = 8;
using Floats = float __attribute__((vector_size(32)));
using Integers = std::int32_t __attribute__((vector_size(32)));
using Bytes = std::int8_t __attribute__((vector_size(8)));

// The same in memory, at any address. The attributes stand with the name: behind the type, clang
// drops the alignment without a word.
using FloatsInMemory __attribute__((vector_size(32), aligned(4), may_alias)) = float;
using BytesInMemory __attribute__((vector_size(8), aligned(1), may_alias)) = std::int8_t;
static_assert(alignof(FloatsInMemory) == 4 && alignof(BytesInMemory) == 1);

// By reference, not by value: how such a value is passed depends on the instruction set. By a type
// of its own, not by memcpy, which gcc 12 copies in halves here.
DL_INLINE void Load(const float* from, Floats& to) {
  to = *reinterpret_cast<const FloatsInMemory*>(from);  // NOLINT: the type may alias any
}
DL_INLINE void Store(const Floats& from, float* to) {
  *reinterpret_cast<FloatsInMemory*>(to) = from;  // NOLINT: as above
}
DL_INLINE void LoadBytes(const std::int8_t* from, Floats& to) {
  const Bytes bytes = *reinterpret_cast<const BytesInMemory*>(from);  // NOLINT: as above
  to = __builtin_convertvector(bytes, Floats);
}

DL_INLINE void Clamp(Floats& x, float limit) {
  const Floats high = Floats{} + limit;
  x = x > high ? high : x;
  x = x < -high ? -high : x;
}

// The continued fraction of tanh, cut where it reaches 1: less than 0.0001 from it.
DL_INLINE void Tanh(Floats& x) {
  Clamp(x, 4.97f);
  const Floats s = x * x;
  const Floats top = ((s + 378.0f) * s + 17325.0f) * s + 135135.0f;
  const Floats bottom = ((s * 28.0f + 3150.0f) * s + 62370.0f) * s + 135135.0f;
  x = x * top / bottom;
}

DL_INLINE void Sigmoid(Floats& x) {
  x = x * 0.5f;
  Tanh(x);
  x = x * 0.5f + 0.5f;
}

// The nearest byte, half to even: this sum has no bits below 1. REQUIRES: |x| <= 127.
DL_INLINE void StoreBytes(const Floats& x, std::uint8_t* to) {
  constexpr float kOne = 12582912.0f;  // 1.5 * 2^23
  const Floats shifted = x + (kOne + static_cast<float>(kZero));
  const auto bits = reinterpret_cast<Integers>(shifted);  // NOLINT: the bits of a vector
  *reinterpret_cast<BytesInMemory*>(to) = __builtin_convertvector(bits, Bytes);  // NOLINT: as above
}

DL_INLINE void SumRows(const RowSum& sum) {
  for (std::size_t i = 0; i < sum.width; i += kGroup) {
    Floats halves[2];
    for (std::size_t half = 0; half < 2; ++half) Load(sum.bias + i + half * kLanes, halves[half]);
    for (std::size_t r = 0; r < sum.count; ++r) {
      for (std::size_t half = 0; half < 2; ++half) {
        Floats row;
        LoadBytes(sum.rows[r] + i + half * kLanes, row);
        halves[half] = halves[half] + row * sum.scales[r];
      }
    }
    for (std::size_t half = 0; half < 2; ++half) Store(halves[half], sum.out + i + half * kLanes);
  }
}

DL_INLINE void Quantise(const float* numbers, float scale, std::size_t count, std::uint8_t* out) {
  for (std::size_t i = 0; i < count; i += kLanes) {
    Floats x;
    Load(numbers + i, x);
    x = x * scale;
    Clamp(x, 127.0f);
    StoreBytes(x, out + i);
  }
}

DL_INLINE void RunScan(const Scan& scan) {
  Floats state[2] = {};
  const float* gates = scan.gates;
  const float* input = scan.input;
  float* out = scan.out;
  for (std::size_t i = 0; i < scan.words; ++i) {
    for (std::size_t half = 0; half < 2; ++half) {
      const std::size_t lane = half * kLanes;
      Floats z;
      Floats f;
      Floats o;
      Floats past;
      Load(gates + lane, z);
      Load(gates + kGroup + lane, f);
      Load(gates + 2 * kGroup + lane, o);
      Load(input + lane, past);
      Tanh(z);
      Sigmoid(f);
      Sigmoid(o);
      state[half] = z + f * (state[half] - z);
      Store(past + o * (state[half] - past), out + lane);
    }
    gates += scan.gate_step;
    input += scan.input_step;
    out += scan.out_step;
  }
}

// kRows dependents and kVectors times eight heads: as many sums as there are registers, so that
// none waits for another. Each sum is added up in the order of k.
template <std::size_t kRows, std::size_t kVectors>
DL_INLINE void ArcTile(const ArcProduct& arcs, std::size_t row, std::size_t column) {
  Floats sums[kRows][kVectors] = {};
  for (std::size_t k = 0; k < arcs.width; ++k) {
    Floats heads[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v)
      Load(arcs.heads + k * arcs.columns + column + v * kLanes, heads[v]);
    for (std::size_t r = 0; r < kRows; ++r) {
      const float dependent = arcs.dependents[(row + r) * arcs.dependent_stride + k];
      for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = sums[r][v] + heads[v] * dependent;
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v)
      Store(sums[r][v], arcs.out + (row + r) * arcs.columns + column + v * kLanes);
  }
}

template <std::size_t kRows>
DL_INLINE void ArcRows(const ArcProduct& arcs, std::size_t row) {
  std::size_t column = 0;
  for (; column + 3 * kLanes <= arcs.columns; column += 3 * kLanes)
    ArcTile<kRows, 3>(arcs, row, column);
  for (; column < arcs.columns; column += kLanes) ArcTile<kRows, 1>(arcs, row, column);
}

DL_INLINE void RunArcs(const ArcProduct& arcs) {
  std::size_t row = 0;
  for (; row + 3 <= arcs.words; row += 3) ArcRows<3>(arcs, row);
  for (; row < arcs.words; ++row) ArcRows<1>(arcs, row);
}

DL_INLINE float LargestSum(const float* a, const float* b, std::size_t count) {
  float largest = a[0] + b[0];
  std::size_t k = 0;
  if (count >= kLanes) {
    Floats best;
    Floats more;
    Load(a, best);
    Load(b, more);
    best = best + more;
    for (k = kLanes; k + kLanes <= count; k += kLanes) {
      Floats x;
      Load(a + k, x);
      Load(b + k, more);
      x = x + more;
      best = best > x ? best : x;
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      largest = best[lane] > largest ? best[lane] : largest;
  }
  for (; k < count; ++k) largest = a[k] + b[k] > largest ? a[k] + b[k] : largest;
  return largest;
}

}  // namespace dateline::language::lanes
