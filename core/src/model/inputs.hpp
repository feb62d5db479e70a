// What the network reads of a token: rows of its embedding table, which it adds up.
#pragma once

#include <algorithm>
#include <cstdint>

#include "model/atoms.hpp"
#include "model/hash.hpp"
#include "model/keys.hpp"
#include "text/document.hpp"

namespace hearsay::model {

// The words that have rows of their own: the upper 24 bits of their hashes. A word's place is its row.
class Vocabulary : public Keys {
 public:
  using Keys::Keys;
  [[nodiscard]] static std::uint32_t key(Hash word) noexcept { return mix(word, 0x0Cu) >> 8; }
  [[nodiscard]] std::uint32_t find(Hash word) const noexcept { return Keys::find(key(word)); }
};

// The table's rows: small sets first, then the hashed ones, the parts of word vectors, the vocabulary.
inline constexpr std::uint32_t affix_bits = 12, small_rows = 384, hashed_rows = 1u << affix_bits,
                               code_rows = WordEntry::parts * WordEntry::entries;
inline constexpr std::uint32_t unknown_row = 0, first_code_row = small_rows + hashed_rows,
                               first_word_row = first_code_row + code_rows;

// Calls sink(row) for every row of a token's word, which need nothing but the token itself; the first is the word's
// own.
template <class Sink>
void word_rows(const Atoms& a, const Vocabulary& vocabulary, Sink&& sink) {
  const std::uint32_t word = vocabulary.find(a.word);
  sink(word == Vocabulary::unknown ? unknown_row : first_word_row + word);
  sink(1u + static_cast<std::uint32_t>(a.shape));
  sink(17u + a.word_class);
  sink(273u + (a.word_class >> 4));
  sink(289u + (a.word_class & 15));
  if (a.coded != nullptr) {
    for (std::uint32_t part = 0; part < WordEntry::parts; ++part) {
      sink(first_code_row + part * static_cast<std::uint32_t>(WordEntry::entries) + a.coded->codes[part]);
    }
  }
  if (!is_word(a.shape)) return;
  std::uint32_t number = 0;
  const auto hashed = [&](Hash value) { sink(small_rows + (mix(mix(0x1A9Du, ++number), value) >> (32 - affix_bits))); };
  hashed(a.stem);
  hashed(a.prefix);
  hashed(a.suffix2);
  hashed(a.suffix3);
}

// Where a token stands in quotation, paragraph and sentence: numbers below these, and all in one below `places`.
inline constexpr std::uint32_t place_sizes[] = {6, 4, 8, 16}, places = 6 * 4 * 8 * 16, first_place_row = 305;

[[nodiscard]] inline std::uint32_t place_of(const text::Document& document, text::TokenIndex t) noexcept {
  const text::Token& token = document.tokens[t];
  const text::Block& block = document.blocks[token.block];
  const text::Sentence& sentence = document.sentences[token.sentence];
  const bool open = token.quotation != text::none && !document.quotations[token.quotation].closed;
  const std::uint32_t quotation = std::min<std::uint32_t>(token.quote_depth, 2) * 2 + (open ? 1 : 0);
  const std::uint32_t in_block = (t == block.tokens.first ? 1 : 0) + (t + 1 == block.tokens.last ? 2 : 0);
  const std::uint32_t in_sentence =
      (t == sentence.tokens.first ? 1 : 0) + (t + 1 == sentence.tokens.last ? 2 : 0) + (token.space_before ? 4 : 0);
  const std::uint32_t size = std::min(block.tokens.size() / 10, 7u) + (block.kind == text::BlockKind::headline ? 8 : 0);
  return quotation + 6 * (in_block + 4 * (in_sentence + 8 * size));
}

// Calls sink(row) for every row of a place.
template <class Sink>
void place_rows(std::uint32_t place, Sink&& sink) {
  std::uint32_t base = first_place_row;
  for (const std::uint32_t size : place_sizes) {
    sink(base + place % size);
    place /= size;
    base += size;
  }
}

// Calls sink(row) for every row of token t; the first is the word's own.
template <class Sink>
void input_rows(const text::Document& document, const AtomList& atoms, const Vocabulary& vocabulary, text::TokenIndex t,
                Sink&& sink) {
  word_rows(atoms.of(document.tokens[t].type), vocabulary, sink);
  place_rows(place_of(document, t), sink);
}

}  // namespace hearsay::model
