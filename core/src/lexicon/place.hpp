// Where a value stands in a JSON text, for messages: the parser keeps no positions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hearsay::lexicon {

struct Place {
  std::size_t offset = 0;            // bytes
  std::size_t line = 1, column = 1;  // from 1; columns in bytes
};

[[nodiscard]] Place place_of(std::string_view json, std::size_t offset) noexcept;

// The first byte of the value that `path` (keys, and indices in decimal) leads to, or of the last value on the way that
// exists. `json` must be valid JSON.
[[nodiscard]] std::size_t locate(std::string_view json, std::span<const std::string> path) noexcept;

}  // namespace hearsay::lexicon
