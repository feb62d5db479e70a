// The second step of extraction: the source and the content of each cue.
#pragma once

#include <span>
#include <vector>

#include "attributions/extraction.hpp"
#include "model/decode.hpp"
#include "model/model.hpp"

namespace hearsay::attributions {

class ArgumentTagger {
 public:
  // Keeps references to all three.
  ArgumentTagger(const text::Document& document, const model::States& states, const model::Model& model);
  // Source and content of a cue that lies in the stretch; its confidence is left at 0.
  [[nodiscard]] Extraction parse(text::Range cue);

 private:
  const text::Document& document_;
  const model::States& states_;
  const model::Model& model_;
  text::Range known_;  // tokens of which tokens_ holds what they bring
  model::Scratch<float> tokens_, sums_, scores_;
  model::Scratch<std::int16_t> pairs_;
  std::vector<model::Outputs<model::argument_lattice>> outputs_;
  std::vector<std::uint8_t> path_;
};

// The mean state of a cue's tokens.
[[nodiscard]] std::array<std::int16_t, model::state_size> cue_state(const model::States& states, text::Range cue);

// The spans of a path of argument states over a window that starts at token `first`.
void read_path(std::span<const std::uint8_t> path, std::uint32_t first, Extraction& extraction);

}  // namespace hearsay::attributions
