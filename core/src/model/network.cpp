#include "model/network.hpp"

#include <algorithm>
#include <utility>

namespace hearsay::model {
namespace {

// Calls visit with each number below N as a constant, so that arrays indexed by it stay in registers.
template <std::size_t N, class Visit>
[[gnu::always_inline]] inline void each(Visit&& visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
    (visit(std::integral_constant<std::size_t, I>{}), ...);
  }
  (std::make_index_sequence<N>{});
}

template <std::size_t Size>
void scan_of(std::size_t n, bool backwards, const float* in, std::size_t stride, const float* forget,
             const float* output, std::int16_t* out, std::size_t out_stride) {
  constexpr std::size_t parts = Size / 4;
  std::array<Float4, parts> cell{};
  for (std::size_t step = 0; step < n; ++step) {
    const std::size_t t = backwards ? n - 1 - step : step;
    const float* x = in + t * stride;
    std::int16_t* y = out + t * out_stride;
    std::array<Float4, 2> shown;
    each<parts>([&](auto i) {
      const Float4 before = cell[i];
      const Float4 candidate = squash(read<Float4>(x + 4 * i));
      const Float4 keep = gate(read<Float4>(x + Size + 4 * i) + read<Float4>(forget + 4 * i) * before);
      const Float4 show = gate(read<Float4>(x + 2 * Size + 4 * i) + read<Float4>(output + 4 * i) * before);
      cell[i] = candidate + keep * (before - candidate);
      shown[i % 2] = show * cell[i] * (1.0f / activation_unit);
      if constexpr (i % 2 == 1) write(y + 4 * (i - 1), to_whole(shown[0], shown[1]));
    });
  }
}

// Both directions of a layer, over n rows of inputs.
void run(const Recurrent& layer, const std::int16_t* in, std::size_t n, float unit, std::vector<float>& sums,
         std::vector<std::int16_t>& out) {
  sums.resize(n * layer.in.outputs);
  out.resize(n * state_size);
  layer.in.apply(in, n, unit, sums.data());
  for (std::size_t d = 0; d < 2; ++d) {
    scan(hidden_size, n, d == 1, sums.data() + d * 3 * hidden_size, layer.in.outputs,
         layer.forget.data() + d * hidden_size, layer.output.data() + d * hidden_size, out.data() + d * hidden_size,
         state_size);
  }
}

// Rows rows of inputs and 8 outputs at once.
template <std::size_t Rows>
void block(const std::int16_t* in, std::size_t inputs, const std::int16_t* packed, const float* scales,
           const float* biases, float unit, float* out, std::size_t outputs) {
  std::array<std::array<Int4, 2>, Rows> sums{};
  const auto pairs = [&](std::size_t k, auto count) {
    each<count>([&](auto i) {
      const auto left = read<Short8>(packed + 16 * i), right = read<Short8>(packed + 16 * i + 8);
      each<Rows>([&](auto r) {
        std::int32_t pair;
        std::memcpy(&pair, in + r * inputs + k + 2 * i, sizeof pair);
        const auto both = reinterpret_cast<Short8>(Int4{pair, pair, pair, pair});
        sums[r][0] += dot_pairs(both, left);
        sums[r][1] += dot_pairs(both, right);
      });
    });
    packed += 16 * count;
  };
  std::size_t k = 0;
  for (; k + 8 <= inputs; k += 8) pairs(k, std::integral_constant<std::size_t, 4>{});
  for (; k < inputs; k += 2) pairs(k, std::integral_constant<std::size_t, 1>{});
  const Float4 left_scale = read<Float4>(scales) * unit, right_scale = read<Float4>(scales + 4) * unit;
  const auto left_bias = read<Float4>(biases), right_bias = read<Float4>(biases + 4);
  each<Rows>([&](auto r) {
    write(out + r * outputs, to_floats(sums[r][0]) * left_scale + left_bias);
    write(out + r * outputs + 4, to_floats(sums[r][1]) * right_scale + right_bias);
  });
}

}  // namespace

void Dense::prepare() {
  packed_.clear();
  packed_.reserve(inputs * outputs);
  for (std::size_t n = 0; n < outputs; n += 8) {
    for (std::size_t k = 0; k < inputs; k += 2) {
      for (std::size_t i = n; i < n + 8; ++i) {
        packed_.push_back(weights[k * outputs + i]);
        packed_.push_back(weights[(k + 1) * outputs + i]);
      }
    }
  }
}

void Dense::apply(const std::int16_t* in, std::size_t rows, float unit, float* out) const {
  for (std::size_t n = 0; n < outputs; n += 8) {
    const std::int16_t* packed = packed_.data() + n * inputs;
    const float *s = scales.data() + n, *b = biases.data() + n;
    std::size_t r = 0;
    for (; r + 4 <= rows; r += 4) block<4>(in + r * inputs, inputs, packed, s, b, unit, out + r * outputs + n, outputs);
    for (; r < rows; ++r) block<1>(in + r * inputs, inputs, packed, s, b, unit, out + r * outputs + n, outputs);
  }
}

void Network::prepare() {
  for (Dense* layer : {&first.in, &second.in, &cue_scores, &pair_token, &pair_cue, &pair_scores}) layer->prepare();
  relations_.clear();
  for (const std::int8_t r : relations) relations_.push_back(static_cast<float>(r) * relation_scale);
}

void scan(std::size_t size, std::size_t n, bool backwards, const float* in, std::size_t stride, const float* forget,
          const float* output, std::int16_t* out, std::size_t out_stride) {
  if (size == hidden_size) return scan_of<hidden_size>(n, backwards, in, stride, forget, output, out, out_stride);
  scan_of<pair_size>(n, backwards, in, stride, forget, output, out, out_stride);
}

std::vector<text::Range> stretches(const text::Document& document) {
  std::vector<text::Range> result;
  text::Range open{};
  const auto close = [&] {
    if (!open.empty()) result.push_back(open);
    open.first = open.last;
  };
  for (const text::Block& block : document.blocks) {
    while (block.tokens.last - open.first > longest_stretch) {
      open.last = std::max(open.last, std::min(block.tokens.last, open.first + longest_stretch));
      close();
    }
    open.last = block.tokens.last;
    if (open.size() >= stretch_tokens) close();
  }
  close();
  return result;
}

States read_states(const text::Document& document, const AtomList& atoms, const Vocabulary& vocabulary,
                   const Network& network, text::Range tokens) {
  const std::size_t n = tokens.size();
  std::vector<std::int16_t> inputs(n * embedding_size), middle;
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < n; ++i) {
    rows.clear();
    input_rows(document, atoms, vocabulary, tokens.first + static_cast<text::TokenIndex>(i),
               [&](std::uint32_t row) { rows.push_back(row); });
    std::array<Short8, embedding_size / 8> sum{};
    for (const std::uint32_t row : rows) {
      const std::int8_t* values = network.embeddings.data() + std::size_t{row} * embedding_size;
      each<sum.size()>([&](auto j) { sum[j] += widen(values + 8 * j); });
    }
    each<sum.size()>([&](auto j) { write(inputs.data() + i * embedding_size + 8 * j, sum[j]); });
  }
  std::vector<float> sums;
  States states{tokens, {}};
  run(network.first, inputs.data(), n, network.embedding_scale, sums, middle);
  run(network.second, middle.data(), n, activation_unit, sums, states.values);
  return states;
}

}  // namespace hearsay::model
