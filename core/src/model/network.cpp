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

// Rows rows of inputs and 8 outputs at once.
template <std::size_t Rows>
std::array<std::array<Int4, 2>, Rows> block(const std::int16_t* in, std::size_t inputs, const std::int16_t* packed) {
  std::array<std::array<Int4, 2>, Rows> sums{};
  for (std::size_t k = 0; k < inputs; k += 2, packed += 16) {
    const auto left = read<Short8>(packed), right = read<Short8>(packed + 8);
    each<Rows>([&](auto r) {
      std::int32_t pair;
      std::memcpy(&pair, in + r * inputs + k, sizeof pair);
      const auto both = reinterpret_cast<Short8>(Int4{pair, pair, pair, pair});
      sums[r][0] += dot_pairs(both, left);
      sums[r][1] += dot_pairs(both, right);
    });
  }
  return sums;
}

// Calls sink(row, sums) for every row.
template <class Sink>
void each_row(const std::int16_t* in, std::size_t rows, std::size_t inputs, const std::int16_t* packed, Sink&& sink) {
  const auto some = [&](std::size_t row, auto count) {
    const auto sums = block<count>(in + row * inputs, inputs, packed);
    each<count>([&](auto r) { sink(row + r, sums[r]); });
  };
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) some(r, std::integral_constant<std::size_t, 4>{});
  for (; r < rows; ++r) some(r, std::integral_constant<std::size_t, 1>{});
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
    const Float4 scale[2] = {read<Float4>(scales.data() + n) * unit, read<Float4>(scales.data() + n + 4) * unit};
    const Float4 bias[2] = {read<Float4>(biases.data() + n), read<Float4>(biases.data() + n + 4)};
    each_row(in, rows, inputs, packed_.data() + n * inputs, [&](std::size_t row, const std::array<Int4, 2>& sums) {
      each<2>([&](auto h) { write(out + row * outputs + n + 4 * h, to_floats(sums[h]) * scale[h] + bias[h]); });
    });
  }
}

void Dense::products(const std::int16_t* in, std::size_t rows, std::int32_t* out) const {
  for (std::size_t n = 0; n < outputs; n += 8) {
    each_row(in, rows, inputs, packed_.data() + n * inputs, [&](std::size_t row, const std::array<Int4, 2>& sums) {
      each<2>([&](auto h) { write(out + row * outputs + n + 4 * h, sums[h]); });
    });
  }
}

void Dense::finish(const std::int32_t* a, const std::int32_t* b, float unit, float* out) const {
  for (std::size_t n = 0; n < outputs; n += 4) {
    const Int4 sum = read<Int4>(a + n) + read<Int4>(b + n);
    write(out + n, to_floats(sum) * (read<Float4>(scales.data() + n) * unit) + read<Float4>(biases.data() + n));
  }
}

void Network::prepare() {
  for (Dense* layer : {&first.in, &second.in, &cue_scores, &pair_token, &pair_cue, &pair_scores}) layer->prepare();
  relations_.clear();
  for (const std::int8_t r : relations) relations_.push_back(static_cast<float>(r) * relation_scale);
}

void scan(std::size_t size, std::size_t n, bool backwards, const float* in, std::size_t stride, const float* forget,
          const float* output, std::int16_t* out, std::size_t out_stride) {
  if (size == first_size) return scan_of<first_size>(n, backwards, in, stride, forget, output, out, out_stride);
  if (size == second_size) return scan_of<second_size>(n, backwards, in, stride, forget, output, out, out_stride);
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

// Words and places of which products are kept: more than a stretch holds.
constexpr std::size_t most_kept = 4096;
static_assert(most_kept > longest_stretch);

StateReader::StateReader(const text::Document& document, const Words& words, const Vocabulary& vocabulary,
                         const Network& network)
    : document_(document), known_words_(words), vocabulary_(vocabulary), network_(network) {
  const auto prepare = [&](Products& products, std::size_t count) {
    products.row.assign(count, text::none);
    products.sums.reset(new std::int32_t[std::min(count, most_kept) * network.first.in.outputs]);
  };
  prepare(words_, document.types.size());
  prepare(places_, places);
}

template <class RowsOf>
void StateReader::learn(Products& known, const std::vector<std::uint32_t>& wanted, RowsOf&& rows_of) {
  const Dense& layer = network_.first.in;
  if (known.kept.size() + wanted.size() > most_kept) {
    for (const std::uint32_t one : known.kept) known.row[one] = text::none;
    known.kept.clear();
  }
  const std::size_t before = known.kept.size();
  inputs_.clear();
  for (const std::uint32_t one : wanted) {
    if (known.row[one] != text::none) continue;
    known.row[one] = static_cast<std::uint32_t>(known.kept.size());
    known.kept.push_back(one);
    rows_.clear();
    rows_of(one, [&](std::uint32_t row) { rows_.push_back(row); });
    std::array<Short8, embedding_size / 8> sum{};
    for (const std::uint32_t row : rows_) {
      const std::int8_t* values = network_.embeddings.data() + std::size_t{row} * embedding_size;
      each<sum.size()>([&](auto j) { sum[j] += widen(values + 8 * j); });
    }
    inputs_.resize(inputs_.size() + embedding_size);
    each<sum.size()>([&](auto j) { write(inputs_.data() + inputs_.size() - embedding_size + 8 * j, sum[j]); });
  }
  layer.products(inputs_.data(), known.kept.size() - before, known.sums.get() + before * layer.outputs);
}

// Both directions of a layer, over n rows of sums.
void StateReader::run(const Recurrent& layer, std::size_t n, const float* sums, std::int16_t* out) {
  for (std::size_t d = 0; d < 2; ++d) {
    const std::size_t size = layer.in.outputs / 6;
    scan(size, n, d == 1, sums + d * 3 * size, layer.in.outputs, layer.forget.data() + d * size,
         layer.output.data() + d * size, out + d * size, 2 * size);
  }
}

States StateReader::read(text::Range tokens) {
  const std::size_t n = tokens.size();
  const Dense &first = network_.first.in, &second = network_.second.in;
  word_.clear();
  place_.clear();
  for (text::TokenIndex t = tokens.first; t < tokens.last; ++t) {
    word_.push_back(document_.tokens[t].type);
    place_.push_back(place_of(document_, t));
  }
  learn(words_, word_, [&](std::uint32_t type, auto&& sink) {
    word_rows(atoms_of(document_, document_.types[type], known_words_), vocabulary_, sink);
  });
  learn(places_, place_, [&](std::uint32_t place, auto&& sink) { place_rows(place, sink); });
  float* sums = sums_.need(n * std::max(first.outputs, second.outputs));
  std::int16_t* middle = middle_.need(n * middle_size);
  for (std::size_t i = 0; i < n; ++i) {
    first.finish(words_.sums.get() + words_.row[word_[i]] * first.outputs,
                 places_.sums.get() + places_.row[place_[i]] * first.outputs, network_.embedding_scale,
                 sums + i * first.outputs);
  }
  run(network_.first, n, sums, middle);
  second.apply(middle, n, activation_unit, sums);
  States states{tokens, std::vector<std::int16_t>(n * state_size)};
  run(network_.second, n, sums, states.values.data());
  return states;
}

}  // namespace hearsay::model
