// The trained model: hashed weights in bytes, and the word table.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"
#include "model/hash.hpp"
#include "model/lattice.hpp"
#include "model/words.hpp"

namespace hearsay::model {

// One linear-chain tagger. Weights are rows of Outputs bytes; a score times `scale` is a natural logarithm of odds.
template <const auto& Chain>
struct Tagger {
  static constexpr std::size_t outputs = Chain.outputs, states = Chain.states, transitions = Chain.transitions;
  std::uint32_t bits = 0;  // 2^bits rows
  float scale = 1;
  std::vector<std::int8_t> rows;
  std::array<std::int16_t, transitions> transition{};
  std::array<std::int16_t, states> final{};

  [[nodiscard]] const std::int8_t* row(Hash feature) const noexcept {
    return rows.data() + std::size_t{feature >> (32 - bits)} * outputs;
  }
};

struct Verdict {
  std::uint32_t bits = 0;
  float scale = 1;
  std::vector<std::int8_t> weights;
  std::int16_t bias = 0;
};

struct Model {
  Words words;
  Tagger<cue_lattice> cues;
  Tagger<argument_lattice> arguments;
  Verdict verdict;
  std::int32_t cue_bonus =
      0;                // added to the start of a cue, in units of cues.scale, so that doubtful ones are proposed
  float threshold = 0;  // attributions of less confidence are dropped

  // The file: "HSAYMODL", version, FNV-1a-64 of all that follows, then the parts. Little-endian.
  [[nodiscard]] std::string save() const;
  // Errors: model_foreign, model_version, model_damaged.
  [[nodiscard]] static Result<Model> load(std::string_view bytes);
};

}  // namespace hearsay::model
