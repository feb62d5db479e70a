// What the network reads of a token: rows of its embedding table, which it adds up.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/atoms.hpp"
#include "model/hash.hpp"
#include "text/document.hpp"

namespace hearsay::model {

// The words that have rows of their own: the upper 24 bits of their hashes, rising. A word's place is its row.
class Vocabulary {
 public:
  static constexpr std::uint32_t unknown = UINT32_MAX;
  Vocabulary() = default;
  explicit Vocabulary(std::vector<std::uint32_t> keys);  // rising, each below 2^24

  [[nodiscard]] static std::uint32_t key(Hash word) noexcept { return mix(word, 0x0Cu) >> 8; }
  [[nodiscard]] std::uint32_t find(Hash word) const noexcept {
    const std::uint32_t k = key(word);
    const auto first = keys_.begin() + buckets_[k >> 12], last = keys_.begin() + buckets_[(k >> 12) + 1];
    const auto it = std::lower_bound(first, last, k);
    return it != last && *it == k ? static_cast<std::uint32_t>(it - keys_.begin()) : unknown;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& keys() const noexcept { return keys_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(keys_.size()); }

 private:
  std::vector<std::uint32_t> keys_, buckets_ = std::vector<std::uint32_t>(4097);
};

// The table's rows: small sets first, then the hashed ones, then the vocabulary.
inline constexpr std::uint32_t affix_bits = 12, small_rows = 384, hashed_rows = 1u << affix_bits;
inline constexpr std::uint32_t unknown_row = 0, first_word_row = small_rows + hashed_rows;

// Calls sink(row) for every row of token t; the first is the word's own.
template <class Sink>
void input_rows(const text::Document& document, const AtomList& atoms, const Vocabulary& vocabulary, text::TokenIndex t,
                Sink&& sink) {
  const Atoms& a = atoms[t];
  const std::uint32_t word = vocabulary.find(a.word);
  sink(word == Vocabulary::unknown ? unknown_row : first_word_row + word);

  std::uint32_t base = 1;
  const auto small = [&](std::uint32_t value, std::uint32_t values) {
    sink(base + value);
    base += values;
  };
  const text::Token& token = document.tokens[t];
  const text::Block& block = document.blocks[token.block];
  const text::Sentence& sentence = document.sentences[token.sentence];
  const bool open = token.quotation != text::none && !document.quotations[token.quotation].closed;
  small(static_cast<std::uint32_t>(a.shape), 16);
  small(a.word_class, 256);
  small(a.word_class >> 4, 16);
  small(a.word_class & 15, 16);
  small(a.depth * 2u + (open ? 1u : 0u), 6);
  small((t == block.tokens.first ? 1u : 0u) + (t + 1 == block.tokens.last ? 2u : 0u), 4);
  small((t == sentence.tokens.first ? 1u : 0u) + (t + 1 == sentence.tokens.last ? 2u : 0u) +
            (token.space_before ? 4u : 0u),
        8);
  small(std::min(block.tokens.size() / 10, 7u) + (block.kind == text::BlockKind::headline ? 8u : 0u), 16);

  std::uint32_t number = 0;
  const auto hashed = [&](Hash value) { sink(small_rows + (mix(mix(0x1A9Du, ++number), value) >> (32 - affix_bits))); };
  if (token.kind != text::TokenKind::word) return;
  hashed(a.stem);
  hashed(a.prefix);
  hashed(a.suffix2);
  hashed(a.suffix3);
}

}  // namespace hearsay::model
