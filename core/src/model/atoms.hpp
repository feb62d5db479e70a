// What the features of a token are made of, worked out once a token.
#pragma once

#include <cstdint>
#include <vector>

#include "model/hash.hpp"
#include "model/words.hpp"
#include "text/document.hpp"

namespace hearsay::model {

enum class Shape : std::uint8_t {
  lower,
  title,
  upper,
  mixed,
  number,
  open_quote,
  close_quote,
  comma,
  stop,
  colon,
  dash,
  bracket,
  other,
  edge
};

struct Atoms {
  Hash word = 0;    // lower case, digits as 0, straight quotes
  Hash stem = 0;    // without the common inflections
  Hash prefix = 0;  // three letters
  Hash suffix2 = 0, suffix3 = 0;
  Shape shape = Shape::edge;
  std::uint8_t word_class = 0;  // of the word table: what WordNet knows of the word
  std::uint8_t depth = 0;       // of quotation, 2 at most
};

// The document's atoms, with `margin` empty ones on either side so that a window never needs a bounds check.
class AtomList {
 public:
  static constexpr std::uint32_t margin = 4;
  AtomList(const text::Document& document, const Words& words);
  [[nodiscard]] const Atoms& operator[](std::int64_t token) const noexcept {
    return atoms_[static_cast<std::size_t>(token + margin)];
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(atoms_.size()) - 2 * margin; }

 private:
  std::vector<Atoms> atoms_;
};

}  // namespace hearsay::model
