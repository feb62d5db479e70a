// UTF-8 and what kind of character a code point is, as far as news prose needs it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
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

[[nodiscard]] CodePoint decode_beyond_ascii(std::string_view utf8, std::size_t at) noexcept;

// The code point at `at`, which must be its first byte, in valid UTF-8.
[[nodiscard]] inline CodePoint decode(std::string_view utf8, std::size_t at) noexcept {
  const auto byte = static_cast<unsigned char>(utf8[at]);
  return byte < 0x80 ? CodePoint{byte, 1} : decode_beyond_ascii(utf8, at);
}

enum class CharacterClass : std::uint8_t {
  space,
  ignorable,  // zero-width: soft hyphen, joiners, variation selectors, byte order mark
  letter,     // combining marks among them
  digit,
  quote,  // any quotation mark or apostrophe
  punctuation,
  symbol,  // currency, mathematics, arrows, pictographs
};

extern const std::array<CharacterClass, 128> ascii_classes;
[[nodiscard]] CharacterClass class_beyond_ascii(char32_t c) noexcept;

[[nodiscard]] inline CharacterClass character_class(char32_t c) noexcept {
  return c < 0x80 ? ascii_classes[c] : class_beyond_ascii(c);
}

[[nodiscard]] char32_t to_lower(char32_t c) noexcept;
[[nodiscard]] inline bool is_upper(char32_t c) noexcept {  // Latin, Greek, Cyrillic, Armenian
  return c < 0x80 ? 'A' <= c && c <= 'Z' : to_lower(c) != c;
}

// Appends a code point that is no surrogate.
void append(std::string& utf8, char32_t c);

// Lower-cased copy; characters that have no case stay.
[[nodiscard]] std::string lower(std::string_view utf8);

// Whether a word is one of a few. Most differ in length or first letter.
[[nodiscard]] inline bool among(std::span<const std::string_view> few, std::string_view word) noexcept {
  for (const std::string_view one : few) {
    if (one.size() == word.size() && (word.empty() || (one.front() == word.front() && one == word))) return true;
  }
  return false;
}

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
