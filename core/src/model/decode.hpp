// The best path through a lattice, and how probable each part of it is.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/arithmetic.hpp"
#include "model/model.hpp"

namespace hearsay::model {

template <const auto& Chain>
using Outputs = std::array<std::int32_t, Chain.outputs>;

// A layer's scores in score_units.
template <std::size_t N>
inline void to_outputs(const float* scores, std::array<std::int32_t, N>& outputs) noexcept {
  for (std::size_t i = 0; i < N; ++i) {
    const float units = std::clamp(scores[i], -20.0f, 20.0f) / score_unit;
    outputs[i] = static_cast<std::int32_t>(units + (units < 0 ? -0.5f : 0.5f));
  }
}

// Calls visit for each transition of a lattice, its number a constant, so that the compiler writes out the lattice.
template <const auto& Chain, class Visit>
[[gnu::always_inline]] inline void each_transition(Visit&& visit) {
  [&]<std::size_t... K>(std::index_sequence<K...>) __attribute__((always_inline)) {
    (visit(std::integral_constant<std::size_t, K>{}), ...);
  }
  (std::make_index_sequence<Chain.transitions>{});
}

// Calls visit(o) for each output of transition K.
template <const auto& Chain, std::size_t K, class Visit>
[[gnu::always_inline]] inline void each_output(Visit&& visit) {
  [&]<std::size_t... O>(std::index_sequence<O...>) __attribute__((always_inline)) {
    ((Chain.transition[K].outputs >> O & 1 ? visit(O) : void()), ...);
  }
  (std::make_index_sequence<Chain.outputs>{});
}

// An output of so much that no path takes it.
inline constexpr std::int32_t forbidden = -1'000'000;

// The states of the best path; ties go to the transition that the lattice lists first.
template <const auto& Chain>
void best_path(const Tagger<Chain>& tagger, std::span<const Outputs<Chain>> outputs, std::vector<std::uint8_t>& path) {
  constexpr std::int32_t never = INT32_MIN / 4;
  constexpr std::size_t S = Chain.states;
  const std::size_t n = outputs.size();
  path.assign(n, 0);
  if (n == 0) return;
  thread_local std::vector<std::array<std::uint8_t, S>> back;
  back.resize(n);
  std::array<std::int32_t, S> scores;
  scores.fill(never);
  scores[0] = 0;
  for (std::size_t t = 0; t < n; ++t) {
    const Outputs<Chain> output = outputs[t];
    std::array<std::int32_t, S> next;
    next.fill(never);
    std::array<std::uint8_t, S> from{};
    each_transition<Chain>([&](auto k) __attribute__((always_inline)) {
      constexpr Transition e = Chain.transition[k];
      std::int32_t score = scores[e.from] + tagger.transition[k];
      each_output<Chain, k>([&](std::size_t o) { score += output[o]; });
      const bool better = score > next[e.to];
      next[e.to] = better ? score : next[e.to];
      from[e.to] = better ? e.from : from[e.to];
    });
    scores = next;
    back[t] = from;
  }
  std::size_t best = 0;
  for (std::size_t s = 1; s < S; ++s) {
    if (scores[s] + tagger.final[s] > scores[best] + tagger.final[best]) best = s;
  }
  for (std::size_t t = n; t-- > 0;) {
    path[t] = static_cast<std::uint8_t>(best);
    best = back[t][best];
  }
}

// Sums over all paths, for the probability of states.
template <const auto& Chain>
class Chances {
 public:
  Chances(const Tagger<Chain>& tagger, std::span<const Outputs<Chain>> outputs) {
    const std::size_t n = outputs.size();
    potentials_.resize(n);
    forward_.resize(n);
    backward_.resize(n + 1);
    std::array<float, Chain.transitions> own;
    for (std::size_t k = 0; k < Chain.transitions; ++k) {
      own[k] = exponential(static_cast<float>(tagger.transition[k]) * score_unit);
    }
    for (std::size_t t = 0; t < n; ++t) {
      std::array<float, Chain.outputs> factor;
      for (std::size_t o = 0; o < Chain.outputs; ++o) {
        factor[o] = exponential(std::clamp(static_cast<float>(outputs[t][o]) * score_unit, -20.0f, 20.0f));
      }
      each_transition<Chain>([&](auto k) {
        float p = own[k];
        each_output<Chain, k>([&](std::size_t o) { p *= factor[o]; });
        potentials_[t][k] = p;
      });
    }
    for (std::size_t s = 0; s < Chain.states; ++s) {
      backward_[n][s] = exponential(static_cast<float>(tagger.final[s]) * score_unit);
    }
    for (std::size_t t = n; t-- > 0;) {
      auto& b = backward_[t];
      b.fill(0);
      each_transition<Chain>([&](auto k) {
        constexpr Transition e = Chain.transition[k];
        b[e.from] += potentials_[t][k] * backward_[t + 1][e.to];
      });
      normalise(b);
    }
    std::array<float, Chain.states> before{};
    before[0] = 1;
    for (std::size_t t = 0; t < n; ++t) {
      auto& f = forward_[t];
      f.fill(0);
      each_transition<Chain>([&](auto k) {
        constexpr Transition e = Chain.transition[k];
        f[e.to] += before[e.from] * potentials_[t][k];
      });
      normalise(f);
      before = f;
    }
  }

  // Of taking `state` at position t.
  [[nodiscard]] float state(std::size_t t, std::size_t state) const noexcept {
    float sum = 0;
    for (std::size_t s = 0; s < Chain.states; ++s) sum += forward_[t][s] * backward_[t + 1][s];
    return sum > 0 ? forward_[t][state] * backward_[t + 1][state] / sum : 0;
  }

 private:
  static void normalise(std::array<float, Chain.states>& values) noexcept {
    float sum = 0;
    for (const float v : values) sum += v;
    if (sum <= 0) return;
    for (float& v : values) v /= sum;
  }
  std::vector<std::array<float, Chain.transitions>> potentials_;
  std::vector<std::array<float, Chain.states>> forward_, backward_;
};

}  // namespace hearsay::model
