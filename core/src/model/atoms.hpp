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
};
[[nodiscard]] constexpr bool is_word(Shape shape) noexcept { return shape <= Shape::mixed; }

struct Atoms {
  Hash word = 0;    // lower case, digits as 0, straight quotes
  Hash stem = 0;    // without the common inflections
  Hash prefix = 0;  // three letters
  Hash suffix2 = 0, suffix3 = 0;
  Shape shape = Shape::other;
  std::uint8_t word_class = 0;       // of the word table: what WordNet knows of the word
  const WordEntry* coded = nullptr;  // of the word table, if it has a vector there
};

[[nodiscard]] Atoms atoms_of(const text::Document& document, text::TokenIndex t, const Words& words);

// The atoms of a document's tokens, type by type.
class AtomList {
 public:
  AtomList(const text::Document& document, const Words& words);
  [[nodiscard]] const Atoms& of(std::uint32_t type) const noexcept { return types_[type]; }

 private:
  std::vector<Atoms> types_;
};

}  // namespace hearsay::model
