// The loops of the encoder's training that PyTorch has no fast form of: gated scans, rows that are
// summed, and the sequence loss of names.
//
// kernels.py builds and calls it; every function is plain C over borrowed memory, single-threaded
// and deterministic. Sentences lie one after another; `begin` holds where each begins and, last,
// where all end.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "states.h"

namespace {

// The logistic function. Cut where it is 0 or 1 anyway: the reciprocal of infinity is not a number
// under -ffast-math.
inline float Gate(float x) {
  return 1.0F / (1.0F + std::exp(-std::min(std::max(x, -30.0F), 30.0F)));
}

// One forward-backward pass over a sentence; adds sign * marginals to the gradients. Returns the
// logarithm of the mass of the allowed sequences, or kNever when there are none.
double Marginals(const float* emissions, const double* step, const std::uint32_t* allowed, int n,
                 double sign, std::vector<double>& memory, float* emission_grad,
                 double* step_grad) {
  memory.assign(static_cast<std::size_t>(n) * kStates * 3, 0);
  double* weight = memory.data();
  double* alpha = weight + n * kStates;
  double* beta = alpha + n * kStates;
  double total = 0;
  for (int t = 0; t < n; ++t) {
    float top = kNever;
    for (int s = 0; s < kStates; ++s) top = std::max(top, emissions[t * kStates + s]);
    total += top;
    for (int s = 0; s < kStates; ++s) {
      const bool is_allowed = allowed == nullptr || ((allowed[t] >> s) & 1u) != 0;
      weight[t * kStates + s] =
          is_allowed ? std::exp(static_cast<double>(emissions[t * kStates + s] - top)) : 0;
    }
  }
  for (int t = 0; t < n; ++t) {
    double* now = alpha + t * kStates;
    if (t == 0) {
      for (int s = 0; s < kStates; ++s) now[s] = step[s];
    } else {
      for (int r = 0; r < kStates; ++r) {
        const double a = now[r - kStates];
        for (int s = 0; s < kStates; ++s) now[s] += a * step[r * kStates + s];
      }
    }
    double sum = 0;
    for (int s = 0; s < kStates; ++s) {
      if (t + 1 == n && IsOpen(s)) now[s] = 0;
      now[s] *= weight[t * kStates + s];
      sum += now[s];
    }
    if (sum <= 0) return kNever;
    total += std::log(sum);
    for (int s = 0; s < kStates; ++s) now[s] /= sum;
  }
  for (int s = 0; s < kStates; ++s) beta[(n - 1) * kStates + s] = IsOpen(s) ? 0 : 1;
  for (int t = n - 2; t >= 0; --t) {
    double next[kStates];
    for (int s = 0; s < kStates; ++s)
      next[s] = beta[(t + 1) * kStates + s] * weight[(t + 1) * kStates + s];
    double sum = 0;
    for (int r = 0; r < kStates; ++r) {
      double b = 0;
      for (int s = 0; s < kStates; ++s) b += step[r * kStates + s] * next[s];
      beta[t * kStates + r] = b;
      sum += b;
    }
    if (sum <= 0) return kNever;
    for (int r = 0; r < kStates; ++r) beta[t * kStates + r] /= sum;
  }
  for (int t = 0; t < n; ++t) {
    double sum = 0;
    for (int s = 0; s < kStates; ++s) sum += alpha[t * kStates + s] * beta[t * kStates + s];
    if (sum <= 0) return kNever;
    for (int s = 0; s < kStates; ++s) {
      emission_grad[t * kStates + s] +=
          static_cast<float>(sign * alpha[t * kStates + s] * beta[t * kStates + s] / sum);
    }
    double pair[kStates * kStates];
    double pairs = 0;
    for (int r = 0; r < kStates; ++r) {
      const double before = t == 0 ? (r == 0 ? 1 : 0) : alpha[(t - 1) * kStates + r];
      for (int s = 0; s < kStates; ++s) {
        pair[r * kStates + s] =
            before * step[r * kStates + s] * weight[t * kStates + s] * beta[t * kStates + s];
        pairs += pair[r * kStates + s];
      }
    }
    for (int i = 0; i < kStates * kStates; ++i) step_grad[i] += sign * pair[i] / pairs;
  }
  return total;
}

}  // namespace

extern "C" {

// a: [words][2][3][width] before the gates' functions; pass: [words][2][width], the highway;
// kept: [words][2][4][width] (z, f, o, c) for the way back; out: [words][2][width].
void scan_forward(const float* a, const float* pass, const std::int64_t* begin, int sentences,
                  int width, float* kept, float* out) {
  std::vector<float> zero(static_cast<std::size_t>(width), 0);
  for (int s = 0; s < sentences; ++s) {
    for (int d = 0; d < 2; ++d) {
      const float* before = zero.data();
      const std::int64_t n = begin[s + 1] - begin[s];
      for (std::int64_t k = 0; k < n; ++k) {
        const std::int64_t t = d == 0 ? begin[s] + k : begin[s + 1] - 1 - k;
        const float* in = a + (t * 2 + d) * 3 * width;
        const float* x = pass + (t * 2 + d) * width;
        float* z = kept + (t * 2 + d) * 4 * width;
        float* h = out + (t * 2 + d) * width;
        for (int i = 0; i < width; ++i) {
          const float zi = 2.0F * Gate(2.0F * in[i]) - 1.0F;
          const float f = Gate(in[width + i]);
          const float o = Gate(in[2 * width + i]);
          const float c = f * before[i] + (1.0F - f) * zi;
          z[i] = zi;
          z[width + i] = f;
          z[2 * width + i] = o;
          z[3 * width + i] = c;
          h[i] = o * c + (1.0F - o) * x[i];
        }
        before = z + 3 * width;
      }
    }
  }
}

void scan_backward(const float* grad, const float* pass, const float* kept,
                   const std::int64_t* begin, int sentences, int width, float* a_grad,
                   float* pass_grad) {
  std::vector<float> zero(static_cast<std::size_t>(width), 0);
  std::vector<float> carry(static_cast<std::size_t>(width));
  for (int s = 0; s < sentences; ++s) {
    for (int d = 0; d < 2; ++d) {
      std::fill(carry.begin(), carry.end(), 0.0F);
      const std::int64_t n = begin[s + 1] - begin[s];
      for (std::int64_t k = n - 1; k >= 0; --k) {
        const std::int64_t t = d == 0 ? begin[s] + k : begin[s + 1] - 1 - k;
        const std::int64_t prior = d == 0 ? t - 1 : t + 1;
        const float* before = k == 0 ? zero.data() : kept + (prior * 2 + d) * 4 * width + 3 * width;
        const float* z = kept + (t * 2 + d) * 4 * width;
        const float* x = pass + (t * 2 + d) * width;
        const float* g = grad + (t * 2 + d) * width;
        float* ga = a_grad + (t * 2 + d) * 3 * width;
        float* gx = pass_grad + (t * 2 + d) * width;
        float* memory = carry.data();
        for (int i = 0; i < width; ++i) {
          const float zi = z[i];
          const float f = z[width + i];
          const float o = z[2 * width + i];
          const float gc = g[i] * o + memory[i];
          gx[i] = g[i] * (1.0F - o);
          ga[2 * width + i] = g[i] * (z[3 * width + i] - x[i]) * o * (1.0F - o);
          ga[width + i] = gc * (before[i] - zi) * f * (1.0F - f);
          ga[i] = gc * (1.0F - f) * (1.0F - zi * zi);
          memory[i] = gc * f;
        }
      }
    }
  }
}

// out[t] = the sum of the rows ids[t][0..columns) of `table`; negative ids are nothing.
void rows_forward(const float* table, const std::int32_t* ids, std::int64_t words, int columns,
                  int width, float* out) {
  for (std::int64_t t = 0; t < words; ++t) {
    float* sum = out + t * width;
    std::fill(sum, sum + width, 0.0F);
    for (int k = 0; k < columns; ++k) {
      if (ids[t * columns + k] < 0) continue;
      const float* row = table + static_cast<std::int64_t>(ids[t * columns + k]) * width;
      for (int i = 0; i < width; ++i) sum[i] += row[i];
    }
  }
}

// Adam on the rows that the words of this step have, with the gradient of their sums. `grad`:
// [rows][width] of zeros, which it is again afterwards.
void rows_adam(float* table, float* mean, float* square, float* grad, const std::int32_t* ids,
               const float* sum_grad, std::int64_t words, int columns, int width, float rate,
               float decay1, float decay2, float correct1, float correct2, float shrink) {
  std::vector<std::int32_t> touched;
  for (std::int64_t t = 0; t < words; ++t) {
    for (int k = 0; k < columns; ++k) {
      const std::int32_t id = ids[t * columns + k];
      if (id < 0) continue;
      touched.push_back(id);
      float* row = grad + static_cast<std::int64_t>(id) * width;
      for (int i = 0; i < width; ++i) row[i] += sum_grad[t * width + i];
    }
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const std::int32_t id : touched) {
    const std::int64_t at = static_cast<std::int64_t>(id) * width;
    for (int i = 0; i < width; ++i) {
      const float g = grad[at + i];
      grad[at + i] = 0;
      mean[at + i] += (1.0F - decay1) * (g - mean[at + i]);
      square[at + i] += (1.0F - decay2) * (g * g - square[at + i]);
      table[at + i] -=
          rate * ((mean[at + i] * correct1) / (std::sqrt(square[at + i] * correct2) + 1e-8F) +
                  shrink * table[at + i]);
    }
  }
}

// Minus the logarithm of the share of the allowed sequences, summed over sentences.
double names_loss(const float* emissions, const float* next, const std::uint32_t* allowed,
                  const std::int64_t* begin, int sentences, float* emission_grad,
                  float* next_grad) {
  double step[kStates * kStates];
  for (int r = 0; r < kStates; ++r) {
    for (int s = 0; s < kStates; ++s)
      step[r * kStates + s] =
          Follows(r, s) ? std::exp(static_cast<double>(next[r * kStates + s])) : 0;
  }
  std::vector<double> step_grad(kStates * kStates, 0);
  std::vector<double> memory;
  std::vector<float> saved;
  std::vector<double> saved_step;
  double loss = 0;
  for (int k = 0; k < sentences; ++k) {
    const std::int64_t b = begin[k];
    const int n = static_cast<int>(begin[k + 1] - b);
    if (n == 0) continue;
    float* grad = emission_grad + b * kStates;
    saved.assign(grad, grad + n * kStates);
    saved_step = step_grad;
    const double all =
        Marginals(emissions + b * kStates, step, nullptr, n, 1, memory, grad, step_grad.data());
    const double good = Marginals(emissions + b * kStates, step, allowed + b, n, -1, memory, grad,
                                  step_grad.data());
    if (all <= kNever || good <= kNever) {
      std::copy(saved.begin(), saved.end(), grad);
      step_grad = saved_step;
      continue;
    }
    loss += all - good;
  }
  for (int i = 0; i < kStates * kStates; ++i) next_grad[i] = static_cast<float>(step_grad[i]);
  return loss;
}

}  // extern "C"
