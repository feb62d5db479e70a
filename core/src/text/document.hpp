// The first step: an article as tokens, sentences and quotations.
//
// All offsets are bytes of Document::text; all indices are into the Document's own vectors. Ranges are half-open.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"

namespace hearsay::text {

using TokenIndex = std::uint32_t;
inline constexpr std::uint32_t none = UINT32_MAX;

// Tokens [first, last).
struct Range {
  TokenIndex first = 0, last = 0;
  [[nodiscard]] bool empty() const noexcept { return first >= last; }
  [[nodiscard]] std::uint32_t size() const noexcept { return empty() ? 0 : last - first; }
  [[nodiscard]] bool contains(TokenIndex t) const noexcept { return first <= t && t < last; }
  [[nodiscard]] bool overlaps(const Range& o) const noexcept { return first < o.last && o.first < last; }
  friend bool operator==(const Range&, const Range&) = default;
};

enum class TokenKind : std::uint8_t {
  word,         // letters, digits, and what joins them: U.S., don't → "do" + "n't", Peskov's → "Peskov" + "'s"
  number,       // 1,000.5  20th  47th
  open_quote,   // an opening mark, or a straight one that opens
  close_quote,  // a closing mark, or a straight one that closes
  punctuation,  // one mark; an ellipsis (… or ...) and a double hyphen (--) are one token
  symbol,       // emoji, currency, everything else
};

struct Token {
  std::uint32_t start = 0, end = 0;  // bytes
  std::uint32_t block = 0, sentence = 0;
  std::uint32_t type = 0;          // of Document::types
  std::uint32_t quotation = none;  // the innermost quotation that the token lies in (its marks included)
  std::uint8_t quote_depth = 0;    // 0: outside every quotation; a quotation's marks have the depth of its inside
  TokenKind kind = TokenKind::word;
  bool space_before = false;
};

struct Sentence {
  Range tokens;
  std::uint32_t block = 0;
};

// From opening to closing mark, both included. One that its paragraph leaves open runs to the paragraph's end; when the
// next paragraph opens with the same mark it is a new Quotation with `continues` set to the one before.
struct Quotation {
  Range tokens;  // marks included
  bool closed = true;
  bool single = false;          // ‘…’ ‚…‘ ‹…› or '…'
  std::uint32_t parent = none;  // the quotation around it
  std::uint32_t continues = none;
};

enum class BlockKind : std::uint8_t { headline, paragraph };

struct Block {
  std::uint32_t start = 0, end = 0;  // bytes, without the newline
  Range tokens;
  std::uint32_t first_sentence = 0, last_sentence = 0;  // [first, last)
  BlockKind kind = BlockKind::paragraph;
};

struct Document {
  std::string text;
  std::vector<Block> blocks;  // empty lines make no block
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;  // in order of their first token
  // Tokens of the same bytes and kind are of one type, here by a token of each: what depends on nothing else is worked
  // out once a type.
  std::vector<TokenIndex> types;

  [[nodiscard]] std::string_view word(TokenIndex t) const noexcept {
    return std::string_view(text).substr(tokens[t].start, tokens[t].end - tokens[t].start);
  }
  // Bytes from the first token's start to the last one's end.
  [[nodiscard]] Span span(Range r) const noexcept {
    return r.empty() ? Span{} : Span{tokens[r.first].start, tokens[r.last - 1].end};
  }
  [[nodiscard]] std::string_view slice(Range r) const noexcept {
    const Span s = span(r);
    return std::string_view(text).substr(s.start, s.end - s.start);
  }
  // The tokens that overlap a span of bytes.
  [[nodiscard]] Range range(Span s) const noexcept;
};

// `text` must be valid UTF-8 (the caller has checked); blocks end at '\n'; the first block is the headline if
// `has_headline`. Linear in the text's length.
[[nodiscard]] Document parse(std::string text, bool has_headline);

}  // namespace hearsay::text
