// The network that reads a text: what it learns is bytes; what it computes is the same on every machine.
//
// A token is the sum of a few rows of a table (its word, its affixes, its kind). Two layers read the tokens in both
// directions and give each a state, which knows what stands around it. From the states come the scores of the cue
// tagger and, with a third such layer that reads a paragraph anew for each cue, those of the argument tagger. The
// layers are simple recurrent units (Lei et al., Simple Recurrent Units for Highly Parallelizable Recurrence, 2018):
// their matrix products need no earlier step's result, so they run over many tokens at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/inputs.hpp"
#include "model/lattice.hpp"
#include "model/simd.hpp"
#include "text/document.hpp"

namespace hearsay::model {

// Numbers that a token, and one direction of the first and second layer over tokens and of the layer of a cue, are
// made of.
inline constexpr std::size_t embedding_size = 48, first_size = 48, second_size = 32, pair_size = 24;
inline constexpr std::size_t middle_size = 2 * first_size, state_size = 2 * second_size, pair_sums = 6 * pair_size;

// Activations are 16-bit integers; those of a layer are multiples of this.
inline constexpr float activation_unit = 1.0f / 8192;

// Rows of the table of a token's relations to a cue (attributions/relation.hpp).
inline constexpr std::size_t relation_rows = 64;

// A fully connected layer.
struct Dense {
  std::size_t inputs = 0, outputs = 0;  // multiples of 2 and 8
  std::vector<std::int8_t> weights;     // a row an input
  std::vector<float> scales, biases;    // of each output

  // To be called when the above is set.
  void prepare();
  // Of `rows` rows of inputs, each of which counts `unit`.
  void apply(const std::int16_t* in, std::size_t rows, float unit, float* out) const;
  // The same in two steps: sums of products, and sums of these as outputs.
  void products(const std::int16_t* in, std::size_t rows, std::int32_t* out) const;
  void finish(const std::int32_t* a, const std::int32_t* b, float unit, float* out) const;

 private:
  std::vector<std::int16_t> packed_;  // for each 8 outputs and 2 inputs, the 16 weights between them
};

// A recurrent layer in both directions. `in` gives for each direction the candidate, the forget gate and the output
// gate; the gates also see the cell before, unit by unit.
struct Recurrent {
  Dense in;
  std::vector<float> forget, output;  // 2 * size: of each direction
};

struct Network {
  std::vector<std::int8_t> embeddings;  // embedding_size a row
  float embedding_scale = 1;
  Recurrent first, second;
  Dense cue_scores;
  Dense pair_token, pair_cue;          // what a token and a cue bring to the layer of a cue
  std::vector<std::int8_t> relations;  // pair_sums a row: what a token's place relative to the cue brings
  float relation_scale = 1;
  std::vector<float> pair_forget, pair_output;
  Dense pair_scores;

  [[nodiscard]] const float* relation(std::size_t row) const noexcept { return relations_.data() + row * pair_sums; }
  // To be called when the above is set.
  void prepare();

 private:
  std::vector<float> relations_;
};

// One direction of a recurrent layer of `size` units over n steps. `in` holds candidate, forget and output gate at each
// step, `stride` floats apart; the outputs go to `out`, `out_stride` apart.
void scan(std::size_t size, std::size_t n, bool backwards, const float* in, std::size_t stride, const float* forget,
          const float* output, std::int16_t* out, std::size_t out_stride);

// Stretches of a document that the network reads in one go: whole paragraphs of some hundred tokens together, so that
// memory stays small however long the article.
inline constexpr std::uint32_t stretch_tokens = 300, longest_stretch = 2000;
[[nodiscard]] std::vector<text::Range> stretches(const text::Document& document);

// The states of a stretch's tokens.
struct States {
  text::Range tokens;
  std::vector<std::int16_t> values;  // state_size a token, in activation_units
  [[nodiscard]] const std::int16_t* of(text::TokenIndex t) const noexcept {
    return values.data() + (t - tokens.first) * state_size;
  }
};

// Reads a document, stretch after stretch. The first layer's sums of products are those of the token's word and those
// of its place; both are kept for when they come again.
class StateReader {
 public:
  // Keeps references to all four.
  StateReader(const text::Document& document, const Words& words, const Vocabulary& vocabulary, const Network& network);
  [[nodiscard]] States read(text::Range tokens);

 private:
  struct Products {
    std::vector<std::uint32_t> row;  // of each word or place; text::none if not kept
    std::vector<std::uint32_t> kept;
    std::unique_ptr<std::int32_t[]> sums;  // a row each of those kept
  };
  // Has `known` keep those of `wanted`; rows_of(one, sink) names a wanted one's rows of embeddings.
  template <class RowsOf>
  void learn(Products& known, const std::vector<std::uint32_t>& wanted, RowsOf&& rows_of);
  void run(const Recurrent& layer, std::size_t n, const float* sums, std::int16_t* out);

  const text::Document& document_;
  const Words& known_words_;
  const Vocabulary& vocabulary_;
  const Network& network_;
  Products words_, places_;
  std::vector<std::uint32_t> word_, place_, rows_;
  std::vector<std::int16_t> inputs_;
  Scratch<std::int16_t> middle_;
  Scratch<float> sums_;
};

}  // namespace hearsay::model
