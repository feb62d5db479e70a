// The second step of extraction: the source and the content of each cue.
#pragma once

#include <array>
#include <vector>

#include "attributions/extraction.hpp"
#include "attributions/features.hpp"
#include "model/decode.hpp"
#include "model/model.hpp"

namespace hearsay::attributions {

// A cue with its arguments and how probable the model thinks them, 0 to 1.
struct Parse {
  Extraction extraction;
  float probability = 0;
};

class ArgumentTagger {
 public:
  // Keeps references to all three.
  ArgumentTagger(const Scene& scene, const model::Model& model);
  [[nodiscard]] Parse parse(text::Range cue);

 private:
  using Outputs = model::Outputs<model::argument_lattice>;
  const Outputs& side(std::uint32_t t, bool left);
  const Scene& scene_;
  const model::Model& model_;
  std::array<std::vector<Outputs>, 2> sides_;  // of each token: as it lies right or left of a cue
  std::array<std::vector<bool>, 2> known_;
  std::vector<Outputs> outputs_;
  std::vector<model::StateMask> allowed_;
  std::vector<std::uint8_t> path_;
};

// Walks the positions of the cue's window and one beyond, which ends what reaches the window's end. visit(position
// within the window, token, what lies between it and the cue, whether the token is the cue's own).
template <class Visit>
void walk(const Scene& scene, const CueFacts& facts, Visit&& visit) {
  const text::Range around = window(scene.document, facts.cue);
  Between between;
  for (std::uint32_t t = facts.cue.last; t-- > around.first;) {
    const bool own = t >= facts.cue.first;
    visit(t - around.first, t, between, own);
    if (!own) between.pass(scene, t);
  }
  between = {};
  for (std::uint32_t t = facts.cue.last; t <= around.last; ++t) {
    visit(t - around.first, t, between, false);
    if (t < around.last) between.pass(scene, t);
  }
}

inline constexpr model::StateMask any_state = 0xFF, outside_states = 0x0F;

// The side's own version of a feature that holds for both.
[[nodiscard]] constexpr model::Hash on_side(model::Hash feature, bool left) noexcept {
  return left ? model::mix(feature, 0x1EF7u) : feature;
}

// The spans of a path of argument states over a window that starts at token `first`.
void read_path(std::span<const std::uint8_t> path, std::uint32_t first, Extraction& extraction);

}  // namespace hearsay::attributions
