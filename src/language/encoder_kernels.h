// The arithmetic of the encoder, for the processor that it runs on.
//
// Products are of 8-bit integers with 32-bit sums, which are exact: weights lie in [-63, 63], so
// that not even the 16-bit sums of pairs in AVX2 can overflow. What is done in floating point is
// done lane by lane in one order, without contraction into fused operations. Every set of kernels
// therefore gives the same bits (encoder_kernels_test.cc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dateline::language {

inline constexpr std::size_t kPanel = 24;  // outputs that are computed together
inline constexpr std::size_t kGroup = 16;  // channels that the recurrence reads together
inline constexpr std::size_t kMostInputs = 2048;
inline constexpr std::int32_t kZero = 128;  // the byte that stands for 0
inline constexpr std::int32_t kLargestWeight = 63;

// A matrix as the kernels read it: panels of 24 outputs, in each four inputs of every output side
// by side; `start` holds minus kZero times the sum of an output's weights.
struct PackedMatrix {
  const std::int8_t* weights = nullptr;
  const std::int32_t* start = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
  std::size_t inputs = 0;  // a multiple of 4, at most kMostInputs
};

// Rows of bytes, each a number plus kZero.
struct ByteRows {
  const std::uint8_t* first = nullptr;
  std::size_t stride = 0;
  std::size_t rows = 0;
};

struct FloatRows {
  float* first = nullptr;
  std::size_t stride = 0;
};

// The recurrence over a sentence, one direction of kGroup channels. Steps lead from one word to the
// next that is read; backward they are negative.
struct Scan {
  const float* gates = nullptr;  // z, f, o of kGroup channels each, of the first word that is read
  const float* input = nullptr;  // what the highway carries past the layer
  float* out = nullptr;
  std::ptrdiff_t gate_step = 0;
  std::ptrdiff_t input_step = 0;
  std::ptrdiff_t out_step = 0;
  std::size_t words = 0;
};

// A word of the input: bias plus rows[r] * scales[r] of all r, in this order.
struct RowSum {
  const std::int8_t* const* rows = nullptr;
  const float* scales = nullptr;
  std::size_t count = 0;
  const float* bias = nullptr;
  std::size_t width = 0;  // a multiple of kGroup
  float* out = nullptr;
};

// Scores of arcs: out[i][j] is the sum over k of dependents[i][k] * heads[k][j].
struct ArcProduct {
  const float* dependents = nullptr;
  std::size_t dependent_stride = 0;
  const float* heads = nullptr;  // a row of `columns` numbers for each of `width`
  std::size_t width = 0;
  std::size_t words = 0;
  std::size_t columns = 0;  // a multiple of 8, at least `words`
  float* out = nullptr;     // `columns` a row
};

struct Kernels {
  std::string_view name;
  // out[r][o] = (sum over k of weight[o][k] * (in[r][k] - kZero)) * scale[o] + bias[o] of `panels`
  // panels.
  void (*multiply)(const PackedMatrix& matrix, std::size_t panels, const ByteRows& in,
                   const FloatRows& out);
  // c = z + f * (c - z), out = o * c + (1 - o) * input, with z = tanh, f and o = sigmoid of their
  // gates and c = 0 before the first word.
  void (*scan)(const Scan& scan);
  void (*sum_rows)(const RowSum& sum);
  // The byte nearest to number * scale, at most 127 away from kZero.
  void (*quantise)(const float* numbers, float scale, std::size_t count, std::uint8_t* out);
  void (*arcs)(const ArcProduct& arcs);
  // The largest a[k] + b[k]. REQUIRES: count > 0.
  float (*largest_sum)(const float* a, const float* b, std::size_t count);
};

// Those that every machine can run.
const Kernels& PortableKernels();
// All that this machine can run, the fastest last.
std::span<const Kernels* const> UsableKernels();
const Kernels& BestKernels();

}  // namespace dateline::language
