// Words as rules and lists see them, whether a pack's or an article's: in lower case, without typography.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hearsay::lexicon {

// A growing text twice: as written and in lower case.
class PlainText {
 public:
  // Of no more than `size` bytes.
  explicit PlainText(std::size_t size) : cased_(size, ' '), plain_(size, ' ') {}
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view plain() const { return {plain_.data(), size_}; }
  [[nodiscard]] std::string_view cased() const { return {cased_.data(), size_}; }
  void clear() { size_ = 0; }
  void add(char c) { add(c, c); }
  // Appends a token's words with straight apostrophes and plain hyphens. Both texts grow by the same number of bytes:
  // only letters whose lower case is as long are lowered (Latin-1 and Latin Extended-A).
  void add(std::string_view word);
  // Both texts; what is left of this is not to be used.
  void take(std::string& cased, std::string& plain) {
    cased_.resize(size_);
    plain_.resize(size_);
    cased = std::move(cased_);
    plain = std::move(plain_);
  }

 private:
  void add(char cased, char plain) {
    cased_[size_] = cased;
    plain_[size_++] = plain;
  }
  std::string cased_, plain_;
  std::size_t size_ = 0;
};

// How a word of an entry must be written: as it comes, with a first capital, or all in capitals.
enum class Capitals : std::uint8_t { any, first, all };
[[nodiscard]] Capitals capitals_of(std::string_view cased);

// A word as lists know it: full stops left out, so that U.S. is US.
[[nodiscard]] std::uint64_t word_key(std::string_view plain);

}  // namespace hearsay::lexicon
