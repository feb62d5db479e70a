// How a token stands to a cue: what the network is told of it.
#pragma once

#include <algorithm>
#include <cstdint>

#include "text/document.hpp"

namespace hearsay::attributions {

// Tokens around a cue in which its source and content are looked for: its paragraph, so many tokens to either side.
inline constexpr std::uint32_t reach_left = 150, reach_right = 200;

[[nodiscard]] inline text::Range window(const text::Document& d, text::Range cue, text::Range stretch) noexcept {
  const text::Range block = d.blocks[d.tokens[cue.first].block].tokens;
  const text::TokenIndex first = std::max(block.first, stretch.first), last = std::min(block.last, stretch.last);
  return {cue.first - std::min(cue.first - first, reach_left), cue.last + std::min(last - cue.last, reach_right)};
}

// Rows of the network's table of relations (model::relation_rows in all): one for the distance, one for the sentence,
// one for the quotation.
struct Relation {
  std::uint8_t distance, sentence, quotation;
};

[[nodiscard]] inline Relation relation(const text::Document& d, text::Range cue, text::TokenIndex t) noexcept {
  const text::Token &token = d.tokens[t], &head = d.tokens[cue.first];
  const bool before = t < cue.first;
  const std::uint32_t side = before ? 0 : t >= cue.last ? 2 : 1;
  const std::uint32_t distance = before ? cue.first - t : t >= cue.last ? t - cue.last + 1 : 0;
  const std::uint32_t far = distance <= 4    ? distance
                            : distance <= 6  ? 5
                            : distance <= 9  ? 6
                            : distance <= 14 ? 7
                            : distance <= 22 ? 8
                            : distance <= 40 ? 9
                                             : 10;
  const std::int64_t sentences = std::int64_t{token.sentence} - std::int64_t{head.sentence};
  const auto sentence = static_cast<std::uint32_t>(std::clamp<std::int64_t>(sentences, -2, 2) + 2);
  const bool quoted = token.quotation != text::none, cue_quoted = head.quotation != text::none;
  const std::uint32_t quote = (quoted ? 1u : 0u) + (cue_quoted ? 2u : 0u) +
                              (quoted && cue_quoted && token.quotation != head.quotation ? 4u : 0u);
  const auto row = [](std::uint32_t value) { return static_cast<std::uint8_t>(value); };
  return {row(far + (before ? 11 : 0)), row(22 + sentence * 3 + side), row(37 + quote * 2 + (before ? 1 : 0))};
}

}  // namespace hearsay::attributions
