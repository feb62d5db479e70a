// The parts of a network while it learns: each runs forwards, and backwards to add up the gradient of its weights.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/arithmetic.hpp"
#include "model/decode.hpp"
#include "model/lattice.hpp"
#include "model/simd.hpp"

namespace hearsay::training {

// Small, seeded, the same everywhere (xorshift*, Vigna 2016).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}
  std::uint32_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::uint32_t>((state_ * 0x2545F4914F6CDD1Dull) >> 32);
  }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((std::uint64_t{next()} * n) >> 32); }
  // 0 to 1.
  float uniform() { return static_cast<float>(next() >> 8) * (1.0f / (1 << 24)); }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

 private:
  std::uint64_t state_;
};

using Floats = std::vector<float>;

// Weights with their gradient and Adam's two moments (Kingma and Ba, 2015). Of a table only the rows that were touched
// are updated.
struct Weights {
  std::size_t columns = 0;
  Floats values, gradient, mean, square;
  std::vector<std::uint32_t> touched;
  std::vector<bool> marked;  // of a table's rows; empty for what is no table

  void make(std::size_t rows, std::size_t width, float range, Random& random, bool table = false) {
    columns = width;
    values.resize(rows * width);
    for (float& v : values) v = (random.uniform() * 2 - 1) * range;
    gradient.assign(values.size(), 0);
    mean = square = gradient;
    if (table) marked.resize(rows);
  }
  [[nodiscard]] const float* row(std::size_t i) const { return values.data() + i * columns; }
  float* gradient_row(std::uint32_t i) {
    if (!marked.empty() && !marked[i]) {
      marked[i] = true;
      touched.push_back(i);
    }
    return gradient.data() + i * columns;
  }
  // Calls visit(first, last) for each stretch of values whose gradient may differ from 0.
  template <class Visit>
  void each_touched(Visit&& visit) {
    if (marked.empty()) return visit(std::size_t{0}, values.size());
    for (const std::uint32_t r : touched) visit(r * columns, (r + 1) * columns);
  }
};

class Adam {
 public:
  explicit Adam(std::vector<Weights*> all) : all_(std::move(all)) {}
  // One step against the gradients, which are 0 afterwards; a longer gradient than `clip` is shortened to it.
  void step(float rate, float clip) {
    double length = 0;
    for (Weights* w : all_) {
      w->each_touched([&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) length += static_cast<double>(w->gradient[i] * w->gradient[i]);
      });
    }
    length = std::sqrt(length);
    const float scale = length > static_cast<double>(clip) ? static_cast<float>(clip / length) : 1.0f;
    mean_left_ *= first;
    square_left_ *= second;
    const auto pace = static_cast<float>(rate * std::sqrt(1 - square_left_) / (1 - mean_left_));
    for (Weights* w : all_) {
      w->each_touched([&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
          const float g = w->gradient[i] * scale;
          w->mean[i] = 0.9f * w->mean[i] + 0.1f * g;
          w->square[i] = 0.999f * w->square[i] + 0.001f * g * g;
          w->values[i] -= pace * w->mean[i] / (std::sqrt(w->square[i]) + 1e-8f);
          w->gradient[i] = 0;
        }
      });
      for (const std::uint32_t r : w->touched) w->marked[r] = false;
      w->touched.clear();
    }
  }

 private:
  static constexpr double first = 0.9, second = 0.999;
  std::vector<Weights*> all_;
  double mean_left_ = 1, square_left_ = 1;
};

// The mean of weights over the last part of training, steadier than what the last step leaves (Polyak and Juditsky,
// Acceleration of Stochastic Approximation by Averaging, 1992).
class Mean {
 public:
  explicit Mean(std::vector<Weights*> all) : all_(std::move(all)), means_(all_.size()) {}
  void add() {
    const float share = 1 / static_cast<float>(++count_);
    for (std::size_t w = 0; w < all_.size(); ++w) {
      means_[w].resize(all_[w]->values.size());
      for (std::size_t i = 0; i < means_[w].size(); ++i) means_[w][i] += share * (all_[w]->values[i] - means_[w][i]);
    }
  }
  // Sets the weights to what was added; leaves them if nothing was.
  void use() const {
    for (std::size_t w = 0; count_ > 0 && w < all_.size(); ++w) all_[w]->values = means_[w];
  }

 private:
  std::vector<Weights*> all_;
  std::vector<Floats> means_;
  int count_ = 0;
};

// c[m][n] += sum over k of a(m, k) * b[k][n], where a(m, k) = a[m * a_row + k * a_column] and n is a multiple of 8.
inline void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t a_row,
                         std::size_t a_column, const float* b, float* c) {
  using model::Float4, model::read, model::write;
  const auto rows = [&]<std::size_t Rows>(std::size_t i, std::integral_constant<std::size_t, Rows>) {
    for (std::size_t j = 0; j < n; j += 8) {
      std::array<std::array<Float4, 2>, Rows> sums;
      for (std::size_t r = 0; r < Rows; ++r) {
        sums[r] = {read<Float4>(c + (i + r) * n + j), read<Float4>(c + (i + r) * n + j + 4)};
      }
      const float *left = a + i * a_row, *right = b + j;
      for (std::size_t s = 0; s < k; ++s, left += a_column, right += n) {
        const auto low = read<Float4>(right), high = read<Float4>(right + 4);
        for (std::size_t r = 0; r < Rows; ++r) {
          const Float4 x = model::every(left[r * a_row]);
          sums[r][0] += x * low;
          sums[r][1] += x * high;
        }
      }
      for (std::size_t r = 0; r < Rows; ++r) {
        write(c + (i + r) * n + j, sums[r][0]);
        write(c + (i + r) * n + j + 4, sums[r][1]);
      }
    }
  };
  std::size_t i = 0;
  for (; i + 4 <= m; i += 4) rows(i, std::integral_constant<std::size_t, 4>{});
  for (; i < m; ++i) rows(i, std::integral_constant<std::size_t, 1>{});
}

// Leaves out each number with the given chance, and scales the others up; remembers which.
class Dropout {
 public:
  void apply(Floats& values, float chance, Random& random) {
    kept_.resize(values.size());
    const float scale = 1 / (1 - chance);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= kept_[i] = random.uniform() < chance ? 0 : scale;
  }
  void back(Floats& gradient) const {
    for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] *= kept_[i];
  }

 private:
  Floats kept_;
};

// Numbers of inputs and outputs are multiples of 8.
struct DenseLayer {
  std::size_t inputs = 0, outputs = 0;
  Weights weights, biases;
  void make(std::size_t in, std::size_t out, Random& random) {
    inputs = in;
    outputs = out;
    weights.make(in, out, std::sqrt(3.0f / static_cast<float>(in)), random);
    biases.make(1, out, 0, random);
  }
  void forward(std::size_t rows, const Floats& in, Floats& out) const {
    out.resize(rows * outputs);
    for (std::size_t r = 0; r < rows; ++r) std::copy_n(biases.values.data(), outputs, out.data() + r * outputs);
    multiply_add(rows, outputs, inputs, in.data(), inputs, 1, weights.values.data(), out.data());
  }
  // Adds to `back`, of rows * inputs.
  void backward(std::size_t rows, const Floats& in, const Floats& gradient, Floats& back) {
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t n = 0; n < outputs; ++n) biases.gradient[n] += gradient[r * outputs + n];
    }
    multiply_add(inputs, outputs, rows, in.data(), 1, inputs, gradient.data(), weights.gradient.data());
    transposed_.resize(weights.values.size());
    for (std::size_t k = 0; k < inputs; ++k) {
      for (std::size_t n = 0; n < outputs; ++n) transposed_[n * inputs + k] = weights.values[k * outputs + n];
    }
    multiply_add(rows, inputs, outputs, gradient.data(), outputs, 1, transposed_.data(), back.data());
  }

 private:
  Floats transposed_;
};

// The slopes of squash and of gate.
inline float squash_slope(float x) {
  x = std::clamp(x, -3.0f, 3.0f);
  const float square = x * x, r = (9 - square) / (3 + square);
  return r * r * (1.0f / 9);
}
// As model::gate, by the same steps as its slope.
inline float gate(float x) { return model::squash(x * 0.5f) * 0.5f + 0.5f; }
inline float gate_slope(float x) { return 0.25f * squash_slope(0.5f * x); }

// The recurrence of model::scan in both directions, given the sums that its gates are made of.
template <std::size_t Size>
struct ScanLayer {
  Weights forget, output;
  void make(Random& random) {
    forget.make(2, Size, 0.1f, random);
    output.make(2, Size, 0.1f, random);
  }
  // `in`: 6 * Size a step; `out`: 2 * Size.
  void forward(std::size_t n, const Floats& in, Floats& out) {
    out.resize(n * 2 * Size);
    cells_.resize(n * 2 * Size);
    for (std::size_t d = 0; d < 2; ++d) {
      const float *f = forget.row(d), *o = output.row(d);
      std::array<float, Size> before{};
      for (std::size_t step = 0; step < n; ++step) {
        const std::size_t t = d == 0 ? step : n - 1 - step;
        const float* x = in.data() + t * 6 * Size + d * 3 * Size;
        float *y = out.data() + t * 2 * Size + d * Size, *cell = cells_.data() + t * 2 * Size + d * Size;
        for (std::size_t i = 0; i < Size; ++i) {
          const float keep = gate(x[Size + i] + f[i] * before[i]);
          const float show = gate(x[2 * Size + i] + o[i] * before[i]);
          const float candidate = model::squash(x[i]);
          before[i] = candidate + keep * (before[i] - candidate);
          cell[i] = before[i];
          y[i] = show * before[i];
        }
      }
    }
  }
  // Sets `back`, of 6 * Size a step.
  void backward(std::size_t n, const Floats& in, const Floats& gradient, Floats& back) {
    back.resize(n * 6 * Size);
    constexpr std::array<float, Size> zero{};
    for (std::size_t d = 0; d < 2; ++d) {
      const float *f = forget.row(d), *o = output.row(d);
      float *fg = forget.gradient.data() + d * Size, *og = output.gradient.data() + d * Size;
      std::array<float, Size> carried{};
      for (std::size_t step = n; step-- > 0;) {
        const std::size_t t = d == 0 ? step : n - 1 - step;
        const float* x = in.data() + t * 6 * Size + d * 3 * Size;
        const float* cell = cells_.data() + t * 2 * Size + d * Size;
        const float* before = step == 0 ? zero.data() : d == 0 ? cell - 2 * Size : cell + 2 * Size;
        const float* g = gradient.data() + t * 2 * Size + d * Size;
        float* b = back.data() + t * 6 * Size + d * 3 * Size;
        for (std::size_t i = 0; i < Size; ++i) {
          const float keep_sum = x[Size + i] + f[i] * before[i], show_sum = x[2 * Size + i] + o[i] * before[i];
          const float keep = gate(keep_sum);
          const float to_cell = carried[i] + g[i] * gate(show_sum);
          const float to_show = g[i] * cell[i] * gate_slope(show_sum);
          const float to_keep = to_cell * (before[i] - model::squash(x[i])) * gate_slope(keep_sum);
          b[i] = to_cell * (1 - keep) * squash_slope(x[i]);
          b[Size + i] = to_keep;
          b[2 * Size + i] = to_show;
          fg[i] += to_keep * before[i];
          og[i] += to_show * before[i];
          carried[i] = to_cell * keep + to_keep * f[i] + to_show * o[i];
        }
      }
    }
  }

 private:
  Floats cells_;
};

// A linear chain over a lattice, learnt by conditional likelihood (Lafferty et al., 2001). Scores lie `width` apart.
template <const auto& Chain>
struct ChainLayer {
  static constexpr std::size_t K = Chain.transitions, S = Chain.states, O = Chain.outputs, width = 8;
  Weights transition, final;
  void make(Random& random) {
    transition.make(1, K, 0, random);
    final.make(1, S, 0, random);
  }
  // The negative log-likelihood of the path `gold`; `gradient` is set to its gradient by the scores.
  double learn(const Floats& scores, std::span<const std::uint8_t> gold, Floats& gradient) {
    using model::exponential;
    const std::size_t n = gold.size();
    potentials_.resize(n);
    forward_.resize(n + 1);
    gradient.assign(n * width, 0);
    std::array<float, K> own;
    for (std::size_t k = 0; k < K; ++k) own[k] = exponential(transition.values[k]);
    double loss = 0;
    forward_[0].fill(0);
    forward_[0][0] = 1;
    for (std::size_t t = 0; t < n; ++t) {
      std::array<float, O> factor;
      for (std::size_t o = 0; o < O; ++o) factor[o] = exponential(std::clamp(scores[t * width + o], -20.0f, 20.0f));
      auto& next = forward_[t + 1];
      next.fill(0);
      model::each_transition<Chain>([&](auto k) {
        constexpr model::Transition e = Chain.transition[k];
        float p = own[k];
        model::each_output<Chain, k>([&](std::size_t o) { p *= factor[o]; });
        potentials_[t][k] = p;
        next[e.to] += forward_[t][e.from] * p;
      });
      float sum = 0;
      for (const float v : next) sum += v;
      loss += std::log(static_cast<double>(sum));
      for (float& v : next) v /= sum;
      for (float& p : potentials_[t]) p /= sum;
    }
    std::array<float, S> after;
    float end = 0;
    for (std::size_t s = 0; s < S; ++s) end += forward_[n][s] * (after[s] = exponential(final.values[s]));
    loss += std::log(static_cast<double>(end));
    for (std::size_t s = 0; s < S; ++s) {
      after[s] /= end;
      final.gradient[s] += forward_[n][s] * after[s];
    }
    final.gradient[gold[n - 1]] -= 1;
    loss -= static_cast<double>(final.values[gold[n - 1]]);
    for (std::size_t t = n; t-- > 0;) {
      const std::uint8_t from = t == 0 ? 0 : gold[t - 1], to = gold[t];
      std::array<float, S> here{};
      model::each_transition<Chain>([&](auto k) {
        constexpr model::Transition e = Chain.transition[k];
        const float beyond = potentials_[t][k] * after[e.to];
        here[e.from] += beyond;
        const bool right = e.from == from && e.to == to;
        const float difference = forward_[t][e.from] * beyond - (right ? 1.0f : 0.0f);
        transition.gradient[k] += difference;
        if (right) loss -= static_cast<double>(transition.values[k]);
        model::each_output<Chain, k>([&](std::size_t o) {
          gradient[t * width + o] += difference;
          if (right) loss -= static_cast<double>(std::clamp(scores[t * width + o], -20.0f, 20.0f));
        });
      });
      after = here;
    }
    return loss;
  }

 private:
  std::vector<std::array<float, K>> potentials_;
  std::vector<std::array<float, S>> forward_;
};

}  // namespace hearsay::training
