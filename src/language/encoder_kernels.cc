// Three sets of kernels: portable, AVX2, and AVX2 with the dot products of VNNI. They share all
// that is written in encoder_lanes.h; the products are written for each.
#include "language/encoder_kernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "language/encoder_lanes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define DL_AVX2 __attribute__((target("avx2")))
#define DL_VNNI __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

namespace dateline::language {
namespace {

constexpr std::size_t kQuad = 4;                    // inputs that lie side by side
constexpr std::size_t kPanelQuad = kPanel * kQuad;  // bytes of a panel for four inputs
constexpr std::size_t kPanelVectors = kPanelQuad / 32;

// Sums of 16-bit products, in the form that compilers know an instruction for.
std::int32_t Dot(const std::int16_t* a, const std::int16_t* b, std::size_t count) {
  std::int32_t sum = 0;
  for (std::size_t k = 0; k < count; ++k) sum += std::int32_t{a[k]} * std::int32_t{b[k]};
  return sum;
}

// Some rows at a time, and of these an output after the other.
void MultiplyPortable(const PackedMatrix& matrix, std::size_t panels, const ByteRows& in,
                      const FloatRows& out) {
  constexpr std::size_t kBlock = 8;
  std::int16_t inputs[kBlock][kMostInputs];
  std::int16_t weights[kMostInputs];
  for (std::size_t first = 0; first < in.rows; first += kBlock) {
    const std::size_t rows = std::min(kBlock, in.rows - first);
    for (std::size_t r = 0; r < rows; ++r)
      std::copy_n(in.first + (first + r) * in.stride, matrix.inputs, inputs[r]);
    for (std::size_t o = 0; o < panels * kPanel; ++o) {
      const std::int8_t* weight =
          matrix.weights + o / kPanel * kPanel * matrix.inputs + o % kPanel * kQuad;
      for (std::size_t k = 0; k < matrix.inputs; k += kQuad, weight += kPanelQuad)
        std::copy_n(weight, kQuad, weights + k);
      for (std::size_t r = 0; r < rows; ++r) {
        const std::int32_t sum = matrix.start[o] + Dot(weights, inputs[r], matrix.inputs);
        out.first[(first + r) * out.stride + o] =
            static_cast<float>(sum) * matrix.scale[o] + matrix.bias[o];
      }
    }
  }
}

void ScanPortable(const Scan& scan) { lanes::RunScan(scan); }
void SumRowsPortable(const RowSum& sum) { lanes::SumRows(sum); }
void QuantisePortable(const float* numbers, float scale, std::size_t count, std::uint8_t* out) {
  lanes::Quantise(numbers, scale, count, out);
}
void ArcsPortable(const ArcProduct& arcs) { lanes::RunArcs(arcs); }
float LargestSumPortable(const float* a, const float* b, std::size_t count) {
  return lanes::LargestSum(a, b, count);
}

#if defined(__x86_64__)

// What a panel of a product is called with.
struct PanelCall {
  const std::int8_t* weights;
  const std::int32_t* start;
  const float* scale;
  const float* bias;
  std::size_t inputs;
  const std::uint8_t* in;
  std::size_t in_stride;
  float* out;
  std::size_t out_stride;
};

DL_AVX2 DL_INLINE __m256i LoadVector(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

DL_AVX2 DL_INLINE __m256i FourBytes(const std::uint8_t* from) {
  std::int32_t four = 0;
  std::memcpy(&four, from, sizeof four);
  return _mm256_set1_epi32(four);
}

DL_AVX2 DL_INLINE void Finish(const PanelCall& call, std::size_t row, std::size_t vector,
                              __m256i sum) {
  const __m256 scale = _mm256_loadu_ps(call.scale + vector * lanes::kLanes);
  const __m256 bias = _mm256_loadu_ps(call.bias + vector * lanes::kLanes);
  _mm256_storeu_ps(call.out + row * call.out_stride + vector * lanes::kLanes,
                   _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), scale), bias));
}

template <std::size_t kRows>
DL_AVX2 void PanelAvx2(const PanelCall& call) {
  __m256i sums[kRows][kPanelVectors];
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t v = 0; v < kPanelVectors; ++v)
      sums[row][v] = LoadVector(call.start + v * lanes::kLanes);
  }
  const __m256i ones = _mm256_set1_epi16(1);
  const std::int8_t* weight = call.weights;
  for (std::size_t k = 0; k < call.inputs; k += kQuad) {
    __m256i weights[kPanelVectors];
    for (std::size_t v = 0; v < kPanelVectors; ++v) weights[v] = LoadVector(weight + v * 32);
    for (std::size_t row = 0; row < kRows; ++row) {
      const __m256i input = FourBytes(call.in + row * call.in_stride + k);
      for (std::size_t v = 0; v < kPanelVectors; ++v) {
        const __m256i pairs = _mm256_maddubs_epi16(input, weights[v]);
        sums[row][v] = _mm256_add_epi32(sums[row][v], _mm256_madd_epi16(pairs, ones));
      }
    }
    weight += kPanelQuad;
  }
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t v = 0; v < kPanelVectors; ++v) Finish(call, row, v, sums[row][v]);
  }
}

template <std::size_t kRows>
DL_VNNI void PanelVnni(const PanelCall& call) {
  __m256i sums[kRows][kPanelVectors];
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t v = 0; v < kPanelVectors; ++v)
      sums[row][v] = LoadVector(call.start + v * lanes::kLanes);
  }
  const std::int8_t* weight = call.weights;
  for (std::size_t k = 0; k < call.inputs; k += kQuad) {
    __m256i weights[kPanelVectors];
    for (std::size_t v = 0; v < kPanelVectors; ++v) weights[v] = LoadVector(weight + v * 32);
    for (std::size_t row = 0; row < kRows; ++row) {
      const __m256i input = FourBytes(call.in + row * call.in_stride + k);
      for (std::size_t v = 0; v < kPanelVectors; ++v)
        sums[row][v] = _mm256_dpbusd_epi32(sums[row][v], input, weights[v]);
    }
    weight += kPanelQuad;
  }
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t v = 0; v < kPanelVectors; ++v) Finish(call, row, v, sums[row][v]);
  }
}

// Four rows at a time, and what is left.
template <typename Panel>
void EachPanel(const PackedMatrix& matrix, std::size_t panels, const ByteRows& in,
               const FloatRows& out, const std::array<Panel, 4>& panel_of_rows) {
  for (std::size_t panel = 0; panel < panels; ++panel) {
    const std::size_t first = panel * kPanel;
    for (std::size_t row = 0; row < in.rows; row += kQuad) {
      const PanelCall call = {matrix.weights + first * matrix.inputs,
                              matrix.start + first,
                              matrix.scale + first,
                              matrix.bias + first,
                              matrix.inputs,
                              in.first + row * in.stride,
                              in.stride,
                              out.first + row * out.stride + first,
                              out.stride};
      const std::size_t left = in.rows - row;
      panel_of_rows[left < kQuad ? left - 1 : kQuad - 1](call);
    }
  }
}

using PanelFunction = void (*)(const PanelCall&);

void MultiplyAvx2(const PackedMatrix& matrix, std::size_t panels, const ByteRows& in,
                  const FloatRows& out) {
  EachPanel<PanelFunction>(matrix, panels, in, out,
                           {PanelAvx2<1>, PanelAvx2<2>, PanelAvx2<3>, PanelAvx2<4>});
}
void MultiplyVnni(const PackedMatrix& matrix, std::size_t panels, const ByteRows& in,
                  const FloatRows& out) {
  EachPanel<PanelFunction>(matrix, panels, in, out,
                           {PanelVnni<1>, PanelVnni<2>, PanelVnni<3>, PanelVnni<4>});
}

DL_AVX2 void ScanAvx2(const Scan& scan) { lanes::RunScan(scan); }
DL_AVX2 void SumRowsAvx2(const RowSum& sum) { lanes::SumRows(sum); }
DL_AVX2 void QuantiseAvx2(const float* numbers, float scale, std::size_t count, std::uint8_t* out) {
  lanes::Quantise(numbers, scale, count, out);
}
DL_AVX2 void ArcsAvx2(const ArcProduct& arcs) { lanes::RunArcs(arcs); }
DL_AVX2 float LargestSumAvx2(const float* a, const float* b, std::size_t count) {
  return lanes::LargestSum(a, b, count);
}

constexpr Kernels kAvx2 = {"avx2",       MultiplyAvx2, ScanAvx2,      SumRowsAvx2,
                           QuantiseAvx2, ArcsAvx2,     LargestSumAvx2};
constexpr Kernels kVnni = {"avx512-vnni", MultiplyVnni, ScanAvx2,      SumRowsAvx2,
                           QuantiseAvx2,  ArcsAvx2,     LargestSumAvx2};

#endif

constexpr Kernels kPortable = {"portable",        MultiplyPortable, ScanPortable,
                               SumRowsPortable,   QuantisePortable, ArcsPortable,
                               LargestSumPortable};

}  // namespace

const Kernels& PortableKernels() { return kPortable; }

std::span<const Kernels* const> UsableKernels() {
  static const auto kUsable = [] {
    struct {
      std::array<const Kernels*, 3> all = {&kPortable, nullptr, nullptr};
      std::size_t count = 1;
    } usable;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") != 0) {
      usable.all[usable.count++] = &kAvx2;
      if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
          __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0) {
        usable.all[usable.count++] = &kVnni;
      }
    }
#endif
    return usable;
  }();
  return std::span<const Kernels* const>(kUsable.all).first(kUsable.count);
}

const Kernels& BestKernels() { return *UsableKernels().back(); }

}  // namespace dateline::language
