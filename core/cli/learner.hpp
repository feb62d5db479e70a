// Learns the weights of a linear chain: conditional likelihood (Lafferty et al., 2001) by AdaGrad (Duchi et al., 2011),
// averaged over the later epochs.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "model/arithmetic.hpp"
#include "model/decode.hpp"
#include "model/model.hpp"

namespace hearsay::training {

// Small, seeded, the same everywhere (xorshift*, Vigna 2016).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::uint32_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::uint32_t>((state_ * 0x2545F4914F6CDD1Dull) >> 32);
  }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((std::uint64_t{next()} * n) >> 32); }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

 private:
  std::uint64_t state_;
};

// One chain to learn from.
struct Sequence {
  std::vector<model::Hash> features;      // of all positions, one after another
  std::vector<std::uint32_t> ends;        // of each position's features
  std::vector<model::StateMask> allowed;  // empty, or one for each position
  std::vector<std::uint8_t> gold;
  float weight = 1;
};

struct Settings {
  std::uint32_t bits = 16;
  int epochs = 6;
  int averaged = 3;  // of the last epochs
  float rate = 0.1f;
  float decay = 0;            // L2, at each touch of a row
  std::uint32_t dropout = 0;  // features left out, in 256ths
};

template <const auto& Chain>
class Learner {
  static constexpr std::size_t O = Chain.outputs, S = Chain.states, K = Chain.transitions;

 public:
  explicit Learner(const Settings& settings) : settings_(settings), rows_((std::size_t{1} << settings.bits) * O * 2) {}

  // One pass; gives back the mean negative log-likelihood of a position.
  double epoch(const std::vector<const Sequence*>& sequences, Random& random) {
    double loss = 0;
    std::size_t positions = 0;
    for (const Sequence* sequence : sequences) {
      loss += learn(*sequence, random);
      positions += sequence->gold.size();
    }
    return loss / static_cast<double>(std::max<std::size_t>(positions, 1));
  }

  void remember() {
    if (sum_.empty()) sum_.resize(rows_.size() / 2);
    for (std::size_t i = 0; i < sum_.size(); ++i) sum_[i] += rows_[i / O * 2 * O + i % O];
    for (std::size_t k = 0; k < K; ++k) transition_sum_[k] += transition_[k];
    for (std::size_t s = 0; s < S; ++s) final_sum_[s] += final_[s];
    ++remembered_;
  }

  // The mean of what was remembered, in bytes.
  [[nodiscard]] model::Tagger<Chain> tagger(float clip) const {
    model::Tagger<Chain> result;
    const auto n = static_cast<float>(remembered_);
    result.bits = settings_.bits;
    result.scale = clip / 127.0f;
    result.rows.resize(sum_.size());
    const auto whole = [&](float w, float limit) {
      return std::clamp(std::nearbyint(w / n / result.scale), -limit, limit);
    };
    for (std::size_t i = 0; i < sum_.size(); ++i) result.rows[i] = static_cast<std::int8_t>(whole(sum_[i], 127));
    for (std::size_t k = 0; k < K; ++k) {
      result.transition[k] = static_cast<std::int16_t>(whole(transition_sum_[k], 32000));
    }
    for (std::size_t s = 0; s < S; ++s) result.final[s] = static_cast<std::int16_t>(whole(final_sum_[s], 32000));
    return result;
  }

 private:
  float* row(model::Hash feature) { return rows_.data() + std::size_t{feature >> (32 - settings_.bits)} * O * 2; }

  double learn(const Sequence& q, Random& random) {
    const std::size_t n = q.gold.size();
    if (n == 0) return 0;
    potentials_.resize(n);
    forward_.resize(n + 1);
    backward_.resize(n + 1);
    gradient_.resize(n);
    if (settings_.dropout > 0) {
      kept_.resize(q.features.size());
      for (auto& k : kept_) k = (random.next() & 255) >= settings_.dropout;
    }
    const float lift = settings_.dropout > 0 ? 256.0f / static_cast<float>(256 - settings_.dropout) : 1.0f;
    std::array<float, K> own;
    for (std::size_t k = 0; k < K; ++k) own[k] = transition_[k];
    double gold_score = 0, log_norm = 0;
    std::size_t f = 0, from = 0;
    for (std::size_t t = 0; t < n; ++t) {
      std::array<float, O> out{};
      for (; f < q.ends[t]; ++f) {
        if (settings_.dropout > 0 && !kept_[f]) continue;
        const float* w = row(q.features[f]);
        for (std::size_t o = 0; o < O; ++o) out[o] += w[o];
      }
      const model::StateMask mask = q.allowed.empty() ? model::StateMask{0xFF} : q.allowed[t];
      std::array<float, K> score;
      float top = -1e30f;
      for (std::size_t k = 0; k < K; ++k) {
        const model::Transition& e = Chain.transition[k];
        float s = own[k];
        for (std::size_t o = 0; o < O; ++o) {
          if (e.outputs >> o & 1) s += out[o] * lift;
        }
        score[k] = s;
        if (mask >> e.to & 1) top = std::max(top, s);
        if (e.from == from && e.to == q.gold[t]) gold_score += static_cast<double>(s);
      }
      for (std::size_t k = 0; k < K; ++k) {
        potentials_[t][k] = (mask >> Chain.transition[k].to & 1) != 0 ? model::exponential(score[k] - top) : 0.0f;
      }
      log_norm += static_cast<double>(top);
      from = q.gold[t];
    }
    gold_score += static_cast<double>(final_[from]);
    forward_[0].fill(0);
    forward_[0][0] = 1;
    for (std::size_t t = 0; t < n; ++t) {
      auto& next = forward_[t + 1];
      next.fill(0);
      for (std::size_t k = 0; k < K; ++k) {
        const model::Transition& e = Chain.transition[k];
        next[e.to] += forward_[t][e.from] * potentials_[t][k];
      }
      float sum = 0;
      for (const float v : next) sum += v;
      sum = std::max(sum, 1e-30f);
      log_norm += std::log(static_cast<double>(sum));
      for (float& v : next) v /= sum;
    }
    for (std::size_t s = 0; s < S; ++s) backward_[n][s] = model::exponential(final_[s]);
    float end = 0;
    for (std::size_t s = 0; s < S; ++s) end += forward_[n][s] * backward_[n][s];
    log_norm += std::log(static_cast<double>(std::max(end, 1e-30f)));
    for (std::size_t t = n; t-- > 0;) {
      auto& b = backward_[t];
      b.fill(0);
      for (std::size_t k = 0; k < K; ++k) {
        const model::Transition& e = Chain.transition[k];
        b[e.from] += potentials_[t][k] * backward_[t + 1][e.to];
      }
      float sum = 0;
      for (const float v : b) sum += v;
      if (sum > 0) {
        for (float& v : b) v /= sum;
      }
    }
    from = 0;
    std::array<float, K> own_gradient{};
    for (std::size_t t = 0; t < n; ++t) {
      auto& g = gradient_[t];
      g.fill(0);
      std::array<float, K> expected;
      float sum = 0;
      for (std::size_t k = 0; k < K; ++k) {
        const model::Transition& e = Chain.transition[k];
        expected[k] = forward_[t][e.from] * potentials_[t][k] * backward_[t + 1][e.to];
        sum += expected[k];
      }
      for (std::size_t k = 0; k < K; ++k) {
        const model::Transition& e = Chain.transition[k];
        const float gold = e.from == from && e.to == q.gold[t] ? 1.0f : 0.0f;
        const float difference = q.weight * (gold - (sum > 0 ? expected[k] / sum : 0.0f));
        own_gradient[k] += difference;
        for (std::size_t o = 0; o < O; ++o) {
          if (e.outputs >> o & 1) g[o] += difference;
        }
      }
      from = q.gold[t];
    }
    f = 0;
    for (std::size_t t = 0; t < n; ++t) {
      const auto& g = gradient_[t];
      float size = 0;
      for (const float v : g) size += std::abs(v);
      if (size < 1e-4f) {
        f = q.ends[t];
        continue;
      }
      for (; f < q.ends[t]; ++f) {
        if (settings_.dropout > 0 && !kept_[f]) continue;
        float* w = row(q.features[f]);
        float* h = w + O;
        for (std::size_t o = 0; o < O; ++o) {
          const float d = g[o] - settings_.decay * w[o];
          h[o] += d * d;
          w[o] += settings_.rate * d / (std::sqrt(h[o]) + 1e-3f);
        }
      }
    }
    for (std::size_t k = 0; k < K; ++k) {
      transition_history_[k] += own_gradient[k] * own_gradient[k];
      transition_[k] += settings_.rate * own_gradient[k] / (std::sqrt(transition_history_[k]) + 1e-3f);
    }
    for (std::size_t s = 0; s < S; ++s) {
      const float p = end > 0 ? forward_[n][s] * backward_[n][s] / end : 0.0f;
      const float d = q.weight * ((q.gold[n - 1] == s ? 1.0f : 0.0f) - p);
      final_history_[s] += d * d;
      final_[s] += settings_.rate * d / (std::sqrt(final_history_[s]) + 1e-3f);
    }
    return log_norm - gold_score;
  }

  Settings settings_;
  std::vector<float> rows_;  // each row: O weights, then O sums of squared gradients
  std::vector<float> sum_;
  std::array<float, K> transition_{}, transition_history_{}, transition_sum_{};
  std::array<float, S> final_{}, final_history_{}, final_sum_{};
  int remembered_ = 0;
  std::vector<std::array<float, K>> potentials_;
  std::vector<std::array<float, S>> forward_, backward_;
  std::vector<std::array<float, O>> gradient_;
  std::vector<char> kept_;
};

}  // namespace hearsay::training
