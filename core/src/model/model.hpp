// The trained model: the network's bytes, the chains that its scores run through, and what is known of words.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "hearsay/hearsay.hpp"
#include "model/inputs.hpp"
#include "model/lattice.hpp"
#include "model/network.hpp"
#include "model/words.hpp"

namespace hearsay::model {

// Scores are whole numbers of this many natural logarithms of odds.
inline constexpr float score_unit = 1.0f / 256;

// What a chain adds to the scores of its positions.
template <const auto& Chain>
struct Tagger {
  std::array<std::int16_t, Chain.transitions> transition{};
  std::array<std::int16_t, Chain.states> final{};
};

struct Model {
  Words words;
  Vocabulary vocabulary;
  Network network;
  Tagger<cue_lattice> cues;
  Tagger<argument_lattice> arguments;
  std::int32_t cue_bonus = 0;  // added to the start of a cue

  // The file: "HSAYMODL", version, FNV-1a-64 of all that follows, then the parts. Little-endian.
  [[nodiscard]] std::string save() const;
  // Errors: model_foreign, model_version, model_damaged.
  [[nodiscard]] static Result<Model> load(std::string_view bytes);
};

}  // namespace hearsay::model
