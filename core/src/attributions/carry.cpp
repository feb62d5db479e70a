#include "attributions/carry.hpp"

#include <algorithm>

namespace hearsay::attributions {
namespace {

using text::Document, text::Quotation, text::Range, text::TokenIndex, text::TokenKind;

constexpr std::uint32_t announcing = 8;  // tokens between a cue and the colon, at most

// For each quotation, the one that continues it.
std::vector<std::uint32_t> continuations(const Document& d) {
  std::vector<std::uint32_t> next(d.quotations.size(), text::none);
  for (std::uint32_t q = 0; q < d.quotations.size(); ++q) {
    if (d.quotations[q].continues != text::none) next[d.quotations[q].continues] = q;
  }
  return next;
}

// The quotation that opens a block, or none.
std::uint32_t opening(const Document& d, std::uint32_t block) {
  if (block >= d.blocks.size() || d.blocks[block].tokens.empty()) return text::none;
  const TokenIndex first = d.blocks[block].tokens.first;
  if (d.tokens[first].kind != TokenKind::open_quote) return text::none;
  const auto it = std::lower_bound(d.quotations.begin(), d.quotations.end(), first,
                                   [](const Quotation& q, TokenIndex t) { return q.tokens.first < t; });
  return it != d.quotations.end() && it->tokens.first == first ? static_cast<std::uint32_t>(it - d.quotations.begin())
                                                               : text::none;
}

// Is the block nothing but that quotation, a full stop aside?
bool fills(const Document& d, std::uint32_t q, std::uint32_t block) {
  return q != text::none && d.quotations[q].tokens.last + 1 >= d.blocks[block].tokens.last;
}

class Carrier {
 public:
  Carrier(const Document& d, std::vector<Extraction>& found)
      : d_(d), found_(found), next_(continuations(d)), spoken_(d.blocks.size()) {
    for (const Extraction& x : found) {
      if (d.tokens[x.cue.first].quote_depth == 0) spoken_[d.tokens[x.cue.first].block] = true;
    }
  }

  void run() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Extraction& x = found_[i];
      // Who is quoted within a quotation is not quoted any longer where that goes on.
      if (d_.tokens[x.cue.first].quote_depth > 0) continue;
      const std::uint32_t block = d_.tokens[x.cue.first].block;
      const bool last_cue = i + 1 == found_.size() || d_.tokens[found_[i + 1].cue.first].block != block;
      const std::uint32_t opened = opening(d_, block + 1);
      if (last_cue && opened != text::none && announces(x, block)) {
        add(x, opened);
      } else if (!x.content.empty()) {
        const TokenIndex last = x.content.back().last - 1;
        const std::uint32_t q = d_.tokens[last].quotation;
        if (q == text::none) continue;
        const bool open =
            !d_.quotations[q].closed && next_[q] != text::none && last + 3 >= d_.quotations[q].tokens.last;
        if (open) add(x, next_[q]);
      }
      // Paragraphs that are one quotation, as long as nobody else speaks.
      if (!last_cue || x.content.empty() || d_.tokens[x.content.back().last - 1].quotation == text::none) continue;
      for (std::uint32_t b = d_.tokens[x.content.back().last - 1].block + 1; b < d_.blocks.size() && !spoken_[b]; ++b) {
        const std::uint32_t q = opening(d_, b);
        if (!fills(d_, q, b)) break;
        x.content.push_back(d_.quotations[q].tokens);
      }
    }
  }

 private:
  bool announces(const Extraction& x, std::uint32_t block) const {
    const TokenIndex colon = d_.blocks[block].tokens.last - 1;
    return d_.word(colon) == ":" && colon - std::min(x.cue.last, colon) <= announcing &&
           std::none_of(x.content.begin(), x.content.end(),
                        [&](const Range& r) { return r.first >= x.cue.last && r.size() > 3; });
  }
  // A quotation and those that continue it.
  void add(Extraction& x, std::uint32_t q) {
    for (; q != text::none; q = next_[q]) {
      const Range r = d_.quotations[q].tokens;
      if (!x.content.empty() && r.first <= x.content.back().last) return;
      x.content.push_back(r);
    }
  }

  const Document& d_;
  std::vector<Extraction>& found_;
  std::vector<std::uint32_t> next_;
  std::vector<bool> spoken_;  // blocks with a cue outside quotation marks
};

}  // namespace

void carry_over(const Document& document, std::vector<Extraction>& found) {
  if (!document.quotations.empty()) Carrier(document, found).run();
}

}  // namespace hearsay::attributions
