// UTF-8 and what kind of character a code point is, as far as news prose needs it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"

namespace hearsay::text {

// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates), if any.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view bytes) noexcept;

struct CodePoint {
  char32_t value = 0;
  std::uint8_t size = 1;  // bytes
};

// The code point at `at`, which must be its first byte, in valid UTF-8.
[[nodiscard]] CodePoint decode(std::string_view utf8, std::size_t at) noexcept;

enum class CharacterClass : std::uint8_t {
  space,
  ignorable,  // zero-width: soft hyphen, joiners, variation selectors, byte order mark
  letter,     // combining marks among them
  digit,
  quote,  // any quotation mark or apostrophe
  punctuation,
  symbol,  // currency, mathematics, arrows, pictographs
};

[[nodiscard]] CharacterClass character_class(char32_t c) noexcept;

[[nodiscard]] bool is_upper(char32_t c) noexcept;  // Latin, Greek, Cyrillic, Armenian
[[nodiscard]] char32_t to_lower(char32_t c) noexcept;

// Lower-cased copy; characters that have no case stay.
[[nodiscard]] std::string lower(std::string_view utf8);

// Turns byte offsets into other units. Keep no longer than the text that it was made of.
class OffsetMap {
 public:
  // Linear in the text's length. `unit` byte costs nothing.
  OffsetMap(std::string_view utf8, Offsets unit);
  // `byte` must be the first byte of a code point, or the text's length. Constant time.
  [[nodiscard]] std::uint32_t operator()(std::uint32_t byte) const noexcept;

 private:
  static constexpr std::uint32_t stride = 64;
  std::string_view text_;
  Offsets unit_;
  bool identity_ = true;
  std::vector<std::uint32_t> at_stride_;  // units before byte stride * i
};

}  // namespace hearsay::text
