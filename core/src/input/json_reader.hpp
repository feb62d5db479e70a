// JSON read from left to right, without building a tree of it first: that takes longer than finding a short article's
// names. Strict (RFC 8259).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/unicode.hpp"

namespace hearsay::input {

class JsonReader {
 public:
  // Valid UTF-8; must outlive the reader.
  explicit JsonReader(std::string_view json) noexcept : json_(json) {
    if (json.starts_with("\xEF\xBB\xBF")) at_ = 3;  // a byte order mark
  }

  // Where it has come to: after a call that failed, the byte that does not fit.
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  // The next byte that is no white space; 0 at the end.
  [[nodiscard]] char peek() noexcept {
    const auto white = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (at_ < json_.size() && white(json_[at_])) ++at_;
    return at_ < json_.size() ? json_[at_] : '\0';
  }
  // Goes on if that is what comes next.
  [[nodiscard]] bool take(char c) noexcept {
    if (peek() != c || at_ == json_.size()) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] bool finished() noexcept { return peek() == '\0' && at_ == json_.size(); }

  // The false returned by all below: not JSON. Lone surrogates (\ud83d without its pair) become U+FFFD.
  [[nodiscard]] bool string(std::string& into) {
    into.clear();
    if (!take('"')) return false;
    while (true) {
      const std::size_t from = at_;
      while (at_ < json_.size() && json_[at_] != '"' && json_[at_] != '\\' &&
             static_cast<unsigned char>(json_[at_]) >= 32)
        ++at_;
      into.append(json_, from, at_ - from);
      if (take_here('"')) return true;
      if (!take_here('\\') || !escape(into)) return false;
    }
  }
  // Calls member(key), which is to read the value, for each member of an object.
  template <class Member>
  [[nodiscard]] bool object(Member&& member) {
    if (!take('{')) return false;
    if (take('}')) return true;
    std::string key;
    do {
      if (!string(key) || !take(':') || !member(key)) return false;
    } while (take(','));
    return take('}');
  }
  // Calls element(), which is to read the value, for each element of an array.
  template <class Element>
  [[nodiscard]] bool array(Element&& element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!element()) return false;
    } while (take(','));
    return take(']');
  }
  // Any value, to be left out. Arrays and objects in one another go no deeper than this.
  static constexpr int deepest = 500;
  [[nodiscard]] bool skip(int depth = 0) {
    if (depth > deepest) return false;
    std::string unused;
    switch (peek()) {
      case '{':
        return object([&](const std::string&) { return skip(depth + 1); });
      case '[':
        return array([&] { return skip(depth + 1); });
      case '"':
        return string(unused);
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

 private:
  [[nodiscard]] bool take_here(char c) noexcept {
    if (at_ == json_.size() || json_[at_] != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] bool word(std::string_view letters) noexcept {
    for (const char c : letters)
      if (!take_here(c)) return false;
    return true;
  }
  [[nodiscard]] bool digits() noexcept {
    const std::size_t from = at_;
    while (at_ < json_.size() && '0' <= json_[at_] && json_[at_] <= '9') ++at_;
    return at_ > from;
  }
  [[nodiscard]] bool number() noexcept {
    static_cast<void>(take_here('-'));
    if (!take_here('0') && !digits()) return false;
    if (take_here('.') && !digits()) return false;
    if (!take_here('e') && !take_here('E')) return true;
    if (!take_here('+')) static_cast<void>(take_here('-'));
    return digits();
  }
  // What follows a backslash.
  [[nodiscard]] bool escape(std::string& into) {
    constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const std::size_t known = at_ < json_.size() ? letters.find(json_[at_]) : std::string_view::npos;
    if (known != std::string_view::npos) {
      into += meant[known];
      ++at_;
      return true;
    }
    char32_t c = 0, low = 0;
    if (!unit(c)) return false;
    if (c >= 0xD800 && c <= 0xDFFF) {
      const std::size_t after = at_;
      const bool paired = c < 0xDC00 && take_here('\\') && unit(low) && low >= 0xDC00 && low <= 0xDFFF;
      c = paired ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
      if (!paired) at_ = after;
    }
    text::append(into, c);
    return true;
  }
  // u and four hexadecimal digits.
  [[nodiscard]] bool unit(char32_t& into) noexcept {
    if (!take_here('u')) return false;
    into = 0;
    for (const std::size_t end = at_ + 4; at_ < end; ++at_) {
      const char c = at_ < json_.size() ? json_[at_] : ' ', lower = static_cast<char>(c | 0x20);
      if (!('0' <= c && c <= '9') && !('a' <= lower && lower <= 'f')) return false;
      into = into << 4 | static_cast<char32_t>(c <= '9' ? c - '0' : lower - 'a' + 10);
    }
    return true;
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

}  // namespace hearsay::input
