// Every set of kernels that this machine can run, against the portable one, to the bit; and the
// portable one against the formulas.
#include "language/encoder_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace dateline::language {
namespace {

using Random = std::mt19937;

float Uniform(Random& random, float limit) {
  return limit * (static_cast<float>(random()) * 0x1p-31f - 1.0f);
}

std::vector<float> Numbers(Random& random, std::size_t count, float limit) {
  std::vector<float> all(count);
  for (float& x : all) x = Uniform(random, limit);
  return all;
}

// Equal as bytes: 0 and -0 differ, too.
template <typename T>
bool AreSameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

std::vector<const Kernels*> FastKernels() {
  std::vector<const Kernels*> fast;
  for (const Kernels* kernels : UsableKernels()) {
    if (kernels != &PortableKernels()) fast.push_back(kernels);
  }
  return fast;
}

struct Matrix {
  Matrix(Random& random, std::size_t panels, std::size_t inputs)
      : weights(panels * kPanel * inputs),
        start(panels * kPanel),
        scale(Numbers(random, panels * kPanel, 0.01f)),
        bias(Numbers(random, panels * kPanel, 1)),
        inputs_per_output(inputs) {
    for (std::int8_t& w : weights) {
      // Mostly the largest ones: that is where 16-bit sums would overflow.
      const auto chance = random() % 8;
      w = static_cast<std::int8_t>(chance < 3   ? kLargestWeight
                                   : chance < 6 ? -kLargestWeight
                                                : static_cast<int>(random() % 127) - 63);
    }
    for (std::int32_t& s : start) s = static_cast<std::int32_t>(random() % 100000) - 50000;
  }
  PackedMatrix packed() const {
    return {weights.data(), start.data(), scale.data(), bias.data(), inputs_per_output};
  }
  std::vector<std::int8_t> weights;
  std::vector<std::int32_t> start;
  std::vector<float> scale;
  std::vector<float> bias;
  std::size_t inputs_per_output;
};

std::vector<float> Multiply(const Kernels& kernels, const Matrix& matrix, std::size_t panels,
                            const std::vector<std::uint8_t>& in, std::size_t rows) {
  std::vector<float> out(rows * panels * kPanel);
  kernels.multiply(matrix.packed(), panels, {in.data(), matrix.inputs_per_output, rows},
                   {out.data(), panels * kPanel});
  return out;
}

TEST(EncoderKernels, MultiplyAlikeToTheBit) {
  Random random(20221125);
  for (int round = 0; round < 60; ++round) {
    const std::size_t panels = 1 + random() % 3;
    const std::size_t inputs = 4 * (1 + random() % 70);
    const std::size_t rows = 1 + random() % 9;
    SCOPED_TRACE(std::to_string(panels) + " panels, " + std::to_string(inputs) + " inputs, " +
                 std::to_string(rows) + " rows");
    const Matrix matrix(random, panels, inputs);
    std::vector<std::uint8_t> in(rows * inputs);
    for (std::uint8_t& x : in)
      x = static_cast<std::uint8_t>(random() % 2 == 0 ? 255 : random() % 256);
    const auto expected = Multiply(PortableKernels(), matrix, panels, in, rows);
    for (const Kernels* kernels : FastKernels()) {
      EXPECT_TRUE(AreSameBits(Multiply(*kernels, matrix, panels, in, rows), expected))
          << kernels->name;
    }
  }
}

TEST(EncoderKernels, MultiplyAsTheFormulaSays) {
  Random random(7);
  const std::size_t inputs = 16;
  const Matrix matrix(random, 2, inputs);
  std::vector<std::uint8_t> in(3 * inputs);
  for (std::uint8_t& x : in) x = static_cast<std::uint8_t>(random() % 256);
  const auto out = Multiply(PortableKernels(), matrix, 2, in, 3);
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t o = 0; o < 2 * kPanel; ++o) {
      std::int32_t sum = matrix.start[o];
      for (std::size_t k = 0; k < inputs; ++k) {
        const std::size_t panel = o / kPanel;
        sum += matrix.weights[panel * kPanel * inputs + (k / 4 * kPanel + o % kPanel) * 4 + k % 4] *
               in[row * inputs + k];
      }
      EXPECT_EQ(out[row * 2 * kPanel + o],
                static_cast<float>(sum) * matrix.scale[o] + matrix.bias[o]);
    }
  }
}

// A scan over `words` words, forward or backward.
std::vector<float> RunScan(const Kernels& kernels, const std::vector<float>& gates,
                           const std::vector<float>& input, std::size_t words, bool is_backward) {
  std::vector<float> out(words * kGroup);
  const std::size_t first = is_backward ? words - 1 : 0;
  const std::ptrdiff_t way = is_backward ? -1 : 1;
  const auto group = static_cast<std::ptrdiff_t>(kGroup);
  kernels.scan({gates.data() + first * 3 * kGroup, input.data() + first * kGroup,
                out.data() + first * kGroup, way * 3 * group, way * group, way * group, words});
  return out;
}

TEST(EncoderKernels, ScanAlikeToTheBit) {
  Random random(11);
  for (const std::size_t words : {1u, 2u, 37u}) {
    for (const float limit : {0.001f, 3.0f, 1e6f}) {
      const auto gates = Numbers(random, words * 3 * kGroup, limit);
      const auto input = Numbers(random, words * kGroup, limit);
      for (const bool is_backward : {false, true}) {
        const auto expected = RunScan(PortableKernels(), gates, input, words, is_backward);
        for (const Kernels* kernels : FastKernels()) {
          EXPECT_TRUE(AreSameBits(RunScan(*kernels, gates, input, words, is_backward), expected))
              << kernels->name;
        }
      }
    }
  }
}

TEST(EncoderKernels, ScanCloseToTheFormula) {
  Random random(12);
  const std::size_t words = 50;
  const auto gates = Numbers(random, words * 3 * kGroup, 6);
  const auto input = Numbers(random, words * kGroup, 2);
  const auto out = RunScan(PortableKernels(), gates, input, words, false);
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  std::vector<double> state(kGroup, 0);
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t c = 0; c < kGroup; ++c) {
      const float* gate = &gates[i * 3 * kGroup + c];
      const double f = sigmoid(gate[kGroup]);
      const double o = sigmoid(gate[2 * kGroup]);
      state[c] = f * state[c] + (1 - f) * std::tanh(gate[0]);
      // tanh and sigmoid are less than 0.0002 off; a state gathers that over its memory.
      EXPECT_NEAR(out[i * kGroup + c], o * state[c] + (1 - o) * input[i * kGroup + c], 0.002);
    }
  }
}

TEST(EncoderKernels, SumRowsAndQuantiseAlikeToTheBit) {
  Random random(13);
  for (std::size_t count = 1; count <= 10; ++count) {
    const std::size_t width = kGroup * (1 + random() % 8);
    std::vector<std::int8_t> table(count * width);
    for (std::int8_t& x : table) x = static_cast<std::int8_t>(random() % 256);
    std::vector<const std::int8_t*> rows;
    for (std::size_t r = 0; r < count; ++r) rows.push_back(table.data() + r * width);
    const auto scales = Numbers(random, count, 0.1f);
    const auto bias = Numbers(random, width, 3);
    const auto sum = [&](const Kernels& kernels) {
      std::vector<float> out(width);
      kernels.sum_rows({rows.data(), scales.data(), count, bias.data(), width, out.data()});
      return out;
    };
    const auto bytes = [&](const Kernels& kernels, const std::vector<float>& numbers) {
      std::vector<std::uint8_t> out(width);
      kernels.quantise(numbers.data(), 17.3f, width, out.data());
      return out;
    };
    const auto expected = sum(PortableKernels());
    for (std::size_t i = 0; i < width; ++i) {
      float plain = bias[i];
      for (std::size_t r = 0; r < count; ++r) plain += static_cast<float>(rows[r][i]) * scales[r];
      EXPECT_EQ(expected[i], plain);
    }
    for (const Kernels* kernels : FastKernels()) {
      EXPECT_TRUE(AreSameBits(sum(*kernels), expected)) << kernels->name;
      EXPECT_TRUE(AreSameBits(bytes(*kernels, expected), bytes(PortableKernels(), expected)))
          << kernels->name;
    }
  }
}

TEST(EncoderKernels, QuantiseToTheNearestEvenByteAndNoFartherThan127) {
  const std::vector<float> numbers = {0, 0.5f, 1.5f, -0.5f, -2.4f, 126.6f, 1e9f, -1e9f};
  std::vector<std::uint8_t> bytes(8);
  PortableKernels().quantise(numbers.data(), 1, 8, bytes.data());
  EXPECT_EQ(bytes, (std::vector<std::uint8_t>{128, 128, 130, 128, 126, 255, 255, 1}));
}

TEST(EncoderKernels, ScoreArcsAlikeToTheBit) {
  Random random(14);
  for (const std::size_t words : {1u, 2u, 3u, 7u, 8u, 33u, 70u}) {
    const std::size_t columns = (words + 8) / 8 * 8;
    for (const std::size_t width : {8u, 24u}) {
      const auto dependents = Numbers(random, words * width, 2);
      const auto heads = Numbers(random, width * columns, 2);
      const auto run = [&](const Kernels& kernels) {
        std::vector<float> out(words * columns);
        kernels.arcs({dependents.data(), width, heads.data(), width, words, columns, out.data()});
        return out;
      };
      const auto expected = run(PortableKernels());
      float sum = 0;
      for (std::size_t k = 0; k < width; ++k) sum += heads[k * columns] * dependents[k];
      EXPECT_EQ(expected[0], sum);
      for (const Kernels* kernels : FastKernels())
        EXPECT_TRUE(AreSameBits(run(*kernels), expected)) << kernels->name;
    }
  }
}

TEST(EncoderKernels, FindTheLargestSumOfAnyCount) {
  Random random(15);
  for (std::size_t count = 1; count < 40; ++count) {
    const auto a = Numbers(random, count, 10);
    const auto b = Numbers(random, count, 10);
    float expected = a[0] + b[0];
    for (std::size_t k = 0; k < count; ++k) expected = std::max(expected, a[k] + b[k]);
    for (const Kernels* kernels : UsableKernels())
      EXPECT_EQ(kernels->largest_sum(a.data(), b.data(), count), expected) << kernels->name;
  }
}

}  // namespace
}  // namespace dateline::language
