#include "text/unicode.hpp"

namespace hearsay::text {
namespace {

// How many units the code point that starts with this byte has; 0 for a continuation byte.
constexpr std::uint32_t units(unsigned char byte, Offsets unit) noexcept {
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == Offsets::utf16 && byte >= 0xF0 ? 2 : 1;
}

constexpr bool in(char32_t c, char32_t first, char32_t last) noexcept { return first <= c && c <= last; }

constexpr CharacterClass ascii_class(char32_t c) noexcept {
  using enum CharacterClass;
  if (c <= ' ' || c == 0x7F) return space;
  if (in(c | 0x20, 'a', 'z')) return letter;
  if (in(c, '0', '9')) return digit;
  switch (c) {
    case '"':
    case '\'':
    case '`':
      return quote;
    case '$':
    case '+':
    case '<':
    case '=':
    case '>':
    case '^':
    case '|':
    case '~':
    case '%':
    case '#':
      return symbol;
    default:
      return punctuation;
  }
}

}  // namespace

constexpr std::array<CharacterClass, 128> ascii_classes = [] {
  std::array<CharacterClass, 128> classes{};
  for (char32_t c = 0; c < classes.size(); ++c) classes[c] = ascii_class(c);
  return classes;
}();

std::optional<std::size_t> first_bad_byte(std::string_view bytes) noexcept {
  std::size_t i = 0;
  const std::size_t n = bytes.size();
  const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
  while (i < n) {
    const unsigned char b = at(i);
    if (b < 0x80) {
      ++i;
      continue;
    }
    std::size_t more = 0;
    unsigned char low = 0x80, high = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      more = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      more = 2;
      if (b == 0xE0) low = 0xA0;
      if (b == 0xED) high = 0x9F;
    } else if (b >= 0xF0 && b <= 0xF4) {
      more = 3;
      if (b == 0xF0) low = 0x90;
      if (b == 0xF4) high = 0x8F;
    } else {
      return i;
    }
    if (i + more >= n) return i;
    for (std::size_t k = 1; k <= more; ++k) {
      if (at(i + k) < low || at(i + k) > high) return i;
      low = 0x80;
      high = 0xBF;
    }
    i += more + 1;
  }
  return std::nullopt;
}

CodePoint decode_beyond_ascii(std::string_view s, std::size_t i) noexcept {
  const auto at = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(s[k])); };
  const char32_t b = at(i);
  if (b < 0xE0) return {(b & 0x1F) << 6 | (at(i + 1) & 0x3F), 2};
  if (b < 0xF0) return {(b & 0x0F) << 12 | (at(i + 1) & 0x3F) << 6 | (at(i + 2) & 0x3F), 3};
  return {(b & 0x07) << 18 | (at(i + 1) & 0x3F) << 12 | (at(i + 2) & 0x3F) << 6 | (at(i + 3) & 0x3F), 4};
}

CharacterClass class_beyond_ascii(char32_t c) noexcept {
  using enum CharacterClass;
  if (c < 0x100) {
    if (c == 0xA0 || c < 0xA0) return space;
    if (c == 0xAD) return ignorable;
    if (c == 0xAB || c == 0xBB || c == 0xB4) return quote;
    if (c == 0xAA || c == 0xB5 || c == 0xBA) return letter;
    if (c == 0xB2 || c == 0xB3 || c == 0xB9) return digit;
    if (c == 0xA1 || c == 0xA7 || c == 0xB6 || c == 0xB7 || c == 0xBF) return punctuation;
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 ? letter : symbol;
  }
  if (in(c, 0x2000, 0x206F)) {
    if (in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x206F)) return ignorable;
    if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F) return space;
    if (in(c, 0x2018, 0x201F) || in(c, 0x2032, 0x2036) || c == 0x2039 || c == 0x203A) return quote;
    return punctuation;
  }
  if (in(c, 0x20A0, 0x20CF) || in(c, 0x2100, 0x2BFF)) return symbol;
  if (in(c, 0x2070, 0x209C)) return digit;
  if (c == 0x1680 || c == 0x3000) return space;
  if (c == 0xFEFF || in(c, 0xFE00, 0xFE0F) || in(c, 0xE0000, 0xE0FFF)) return ignorable;
  if (in(c, 0x300C, 0x300F) || c == 0xFF02 || c == 0xFF07) return quote;
  if (in(c, 0x3001, 0x3030) || in(c, 0xFE10, 0xFE6B) || in(c, 0xFF01, 0xFF0F) || in(c, 0xFF1A, 0xFF20) ||
      in(c, 0xFF3B, 0xFF40) || in(c, 0xFF5B, 0xFF65))
    return punctuation;
  if (c == 0xFFFC || c == 0xFFFD || in(c, 0xE000, 0xF8FF) || in(c, 0x1F000, 0x1FBFF)) return symbol;
  if (in(c, 0x0660, 0x0669) || in(c, 0x06F0, 0x06F9) || in(c, 0x0966, 0x096F) || in(c, 0xFF10, 0xFF19)) return digit;
  if (c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4 || c == 0x05BE || c == 0x0964 || c == 0x0965)
    return punctuation;
  return letter;
}

char32_t to_lower(char32_t c) noexcept {
  if (c < 0x80) return in(c, 'A', 'Z') ? c + 32 : c;
  if (in(c, 0xC0, 0xDE)) return c == 0xD7 ? c : c + 32;
  if (in(c, 0x100, 0x17F)) {
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    const bool even_is_upper = in(c, 0x100, 0x137) || in(c, 0x14A, 0x177);
    const bool odd_is_upper = in(c, 0x139, 0x148) || in(c, 0x179, 0x17E);
    if (c == 0x138 || c == 0x149 || c == 0x17F) return c;
    if ((even_is_upper && c % 2 == 0) || (odd_is_upper && c % 2 == 1)) return c + 1;
    return c;
  }
  if (in(c, 0x391, 0x3AB) && c != 0x3A2) return c + 32;
  if (in(c, 0x410, 0x42F)) return c + 32;
  if (in(c, 0x400, 0x40F)) return c + 80;
  if (in(c, 0x531, 0x556)) return c + 48;
  if ((in(c, 0x460, 0x481) || in(c, 0x48A, 0x4BF) || in(c, 0x4D0, 0x52F) || in(c, 0x1E00, 0x1E95) ||
       in(c, 0x1EA0, 0x1EFF)) &&
      c % 2 == 0)
    return c + 1;
  return c;
}

void append(std::string& utf8, char32_t c) {
  const auto byte = [&](char32_t b) { utf8 += static_cast<char>(b); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

std::string lower(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size();) {
    const CodePoint p = decode(s, i);
    const char32_t c = to_lower(p.value);
    if (c == p.value) {
      out.append(s, i, p.size);
    } else {
      append(out, c);
    }
    i += p.size;
  }
  return out;
}

OffsetMap::OffsetMap(std::string_view utf8, Offsets unit) : text_(utf8), unit_(unit) {
  if (unit == Offsets::byte) return;
  std::uint32_t count = 0;
  at_stride_.reserve(utf8.size() / stride + 1);
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (i % stride == 0) at_stride_.push_back(count);
    count += units(static_cast<unsigned char>(utf8[i]), unit);
  }
  identity_ = count == utf8.size();
}

std::uint32_t OffsetMap::operator()(std::uint32_t byte) const noexcept {
  if (identity_) return byte;
  if (byte == 0) return 0;
  const std::uint32_t slot = (byte - 1) / stride;
  std::uint32_t count = at_stride_[slot];
  for (std::uint32_t i = slot * stride; i < byte; ++i) count += units(static_cast<unsigned char>(text_[i]), unit_);
  return count;
}

}  // namespace hearsay::text
