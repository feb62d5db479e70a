#include "attributions/speakers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using std::string_view;
using text::Document, text::Quotation, text::Range, text::TokenIndex, text::TokenKind;

constexpr std::uint32_t longest_signature = 14, longest_label = 4, least_quotation = 4;
constexpr double rule_confidence = 0.9;

// What stands before a colon at a paragraph's start and is nobody.
constexpr auto no_speakers = std::to_array<string_view>(
    {"advertisement", "also",    "analysis", "breaking", "caption",    "correction", "editor", "exclusive", "fact",
     "fact-check",    "gallery", "here",     "listen",   "live",       "more",       "note",   "opinion",   "photo",
     "photos",        "poll",    "read",     "related",  "review",     "see",        "source", "sources",   "update",
     "updated",       "video",   "watch",    "warning",  "transcript", "topics",     "tags",   "contact",   "ps",
     "p.s.",          "step",    "verdict",  "question", "myth",       "claim",      "truth",  "quote",     "tip",
     "where",         "when",    "what",     "who",      "why",        "how",        "result", "results",   "editors",
     "editor's",      "pros",    "cons",     "price",    "specs",      "bottom",     "tweet",  "headline"});

bool upper(string_view word) { return !word.empty() && text::is_upper(text::decode(word, 0).value); }

bool all_upper(string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const text::CodePoint c = text::decode(word, i);
    if (text::character_class(c.value) == text::CharacterClass::letter && !text::is_upper(c.value)) return false;
    i += c.size;
  }
  return true;
}

class Finder {
 public:
  Finder(const Document& d, std::vector<Extraction>& found) : d_(d), found_(found), spoken_(d.blocks.size()) {
    for (const Extraction& x : found) {
      if (d.tokens[x.cue.first].quote_depth == 0) spoken_[d.tokens[x.cue.first].block] = true;
    }
  }

  void run() {
    find_signatures();
    find_transcript();
    if (added_.empty()) return;
    found_.insert(found_.end(), added_.begin(), added_.end());
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
  }

 private:
  bool dash(TokenIndex t) const {
    const string_view w = d_.word(t);
    return w == "—" || w == "–" || w == "―" || w == "--" || w == "-";
  }

  // A name to the end of the block: begins with a capital, no sentence.
  Range name(TokenIndex first, TokenIndex last) const {
    if (last > first && d_.word(last - 1) == ".") --last;
    if (first >= last || last - first > longest_signature || !upper(d_.word(first))) return {};
    for (TokenIndex t = first; t < last; ++t) {
      const TokenKind kind = d_.tokens[t].kind;
      if (kind == TokenKind::open_quote || kind == TokenKind::close_quote) return {};
      const string_view w = d_.word(t);
      if (w == "?" || w == "!" || w == ":" || w == ";" || (w == "." && t + 1 < last)) return {};
    }
    return {first, last};
  }

  void find_signatures() {
    for (std::uint32_t q = 0; q < d_.quotations.size(); ++q) {
      const Quotation& quotation = d_.quotations[q];
      if (quotation.parent != text::none || !quotation.closed || quotation.tokens.size() < least_quotation) continue;
      const std::uint32_t block = d_.tokens[quotation.tokens.first].block;
      const Range tokens = d_.blocks[block].tokens;
      // A whole statement, not some words in quotation marks.
      const string_view end_mark = d_.word(quotation.tokens.last - 2);
      const bool sentence = end_mark == "." || end_mark == "!" || end_mark == "?" || end_mark == "…";
      if (quotation.tokens.first != tokens.first && !sentence) continue;
      TokenIndex t = quotation.tokens.last;
      std::uint32_t signing = block;
      if (t == tokens.last && block + 1 < d_.blocks.size()) t = d_.blocks[signing = block + 1].tokens.first;
      const TokenIndex end = d_.blocks[signing].tokens.last;
      if (t + 1 >= end || !dash(t) || spoken_[signing] || spoken_[block]) continue;
      const Range who = name(t + 1, end);
      if (who.empty()) continue;
      Extraction x;
      x.cue = {t, t + 1};
      x.source = {who};
      for (std::uint32_t part = q; part != text::none; part = d_.quotations[part].continues) {
        x.content.insert(x.content.begin(), d_.quotations[part].tokens);
      }
      x.confidence = rule_confidence;
      added_.push_back(std::move(x));
    }
  }

  // The speaker that a block begins with, up to the colon; empty if none.
  Range label(const text::Block& block) const {
    TokenIndex first = block.tokens.first;
    if (first < block.tokens.last && d_.tokens[first].kind == TokenKind::open_quote) ++first;
    TokenIndex colon = first;
    while (colon < block.tokens.last && colon - first <= longest_label && d_.word(colon) != ":") ++colon;
    if (colon == first || colon - first > longest_label || colon + 2 >= block.tokens.last) return {};
    if (block.kind == text::BlockKind::headline) return {};
    for (TokenIndex t = first; t < colon; ++t) {
      if (d_.tokens[t].kind != TokenKind::word && d_.word(t) != ".") return {};
      if (d_.tokens[t].kind == TokenKind::word && !upper(d_.word(t))) return {};
    }
    bool says = false;  // more than a figure
    for (TokenIndex t = colon + 1; t < block.tokens.last; ++t) says |= d_.tokens[t].kind == TokenKind::word;
    if (!says) return {};
    const std::string word = text::lower(d_.word(first));
    if (word.size() < 2 || std::find(no_speakers.begin(), no_speakers.end(), word) != no_speakers.end()) return {};
    return {first, colon};
  }

  void find_transcript() {
    std::vector<Range> labels(d_.blocks.size());
    std::map<string_view, std::uint32_t> met;
    std::uint32_t capitals = 0, all = 0;
    for (std::uint32_t b = 0; b < d_.blocks.size(); ++b) {
      labels[b] = label(d_.blocks[b]);
      if (labels[b].empty()) continue;
      ++all;
      ++met[d_.slice(labels[b])];
      capitals += all_upper(d_.slice(labels[b])) ? 1 : 0;
    }
    // Two or more in capitals, or several by turns.
    const auto twice = std::count_if(met.begin(), met.end(), [](const auto& item) { return item.second > 1; });
    const bool by_turns = all >= 4 && met.size() >= 2 && twice >= 2;
    if (capitals < 2 && !by_turns) return;
    std::vector<bool> spoken(d_.blocks.size());
    std::map<string_view, std::size_t> turns;  // where in added_ a speaker's are
    for (std::uint32_t b = 0; b < d_.blocks.size(); ++b) {
      if (labels[b].empty() || (!by_turns && !all_upper(d_.slice(labels[b])))) continue;
      const TokenIndex colon = labels[b].last, last = d_.blocks[b].tokens.last;
      const bool known = std::any_of(found_.begin(), found_.end(), [&](const Extraction& x) {
        return x.cue.overlaps({labels[b].first, colon + 1});
      });
      spoken[b] = true;
      if (known) continue;
      if (const auto [at, fresh] = turns.emplace(d_.slice(labels[b]), added_.size()); !fresh) {
        added_[at->second].content.push_back({colon + 1, last});
        continue;
      }
      Extraction x;
      x.cue = {colon, colon + 1};
      x.source = {labels[b]};
      x.content = {{colon + 1, last}};
      x.confidence = rule_confidence;
      added_.push_back(std::move(x));
    }
    for (Extraction& x : found_) {
      const std::uint32_t home = d_.tokens[x.cue.first].block;
      std::erase_if(x.content, [&](const Range& r) {
        const std::uint32_t b = d_.tokens[r.first].block;
        return b != home && spoken[b];
      });
    }
  }

  const Document& d_;
  std::vector<Extraction>& found_;
  std::vector<Extraction> added_;
  std::vector<bool> spoken_;  // blocks with a cue outside quotation marks
};

}  // namespace

void find_speakers(const Document& document, std::vector<Extraction>& found) { Finder(document, found).run(); }

}  // namespace hearsay::attributions
