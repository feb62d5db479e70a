// How well attributions found agree with attributions marked by hand.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.hpp"
#include "hearsay/hearsay.hpp"

namespace hearsay::evaluation {

// Precision, recall and their harmonic mean are ratios of these; 0 where nothing was there.
struct Ratio {
  double hits = 0, found = 0, gold = 0;
  [[nodiscard]] double precision() const noexcept { return found > 0 ? hits / found : 0; }
  [[nodiscard]] double recall() const noexcept { return gold > 0 ? hits / gold : 0; }
  [[nodiscard]] double f1() const noexcept { return found + gold > 0 ? 2 * hits / (found + gold) : 0; }
};

// Sums over articles. A found attribution is paired with the one marked attribution whose cue shares most words with
// its own (then most words of content); all is counted in words: runs of letters, digits and underscores.
struct Scores {
  std::size_t articles = 0;
  Ratio cue;             // paired
  Ratio source_overlap;  // paired; the sources share a word, or both are absent
  Ratio source_exact;    // paired; the same words, a leading the, a, an aside
  Ratio source_tokens;   // words of all sources
  Ratio content_tokens;  // words of all contents
  Ratio content_exact;   // paired; the same words
  Ratio full;            // paired, source_overlap, and half of the contents' joint words are common
  Ratio strict;          // paired, source_exact and content_exact
  Ratio speech;          // marked with a speech cue or quoted content, and paired (recall only)
  Ratio speech_full;     // of those, full
  // Exact spans: a role (source, cue or content) that is there counts as a hit when the paired attribution's same role
  // has exactly the same words, articles and all. Summed over the three roles, and each alone.
  Ratio spans, spans_source, spans_cue, spans_content;
  Ratio shown;  // of the found ones that get a badge by default, those paired (precision only); the caller's sum
};

// One attribution that was not found as it was marked.
struct Miss {
  enum class What : unsigned char { missed, spurious, source, content };
  What what{};
  std::size_t words = 0;  // that differ
  std::string article;
  std::string sentence;     // around the cue, as it stands in the text
  std::string gold, found;  // "source | cue | content"; empty where there is none
  bool speech = false;      // its cue is a word of speech, or its content is quoted
};

// Adds one article to `scores` and, if asked, to `misses`. The spans are bytes of `text`. Gives back which of the found
// ones were paired.
std::vector<bool> score(const std::string& name, std::string_view text, std::span<const corpus::Marked> gold,
                        std::span<const corpus::Marked> found, Scores& scores, std::vector<Miss>* misses = nullptr);

// Speech first, then by the number of words that differ; the order is the same on every machine.
void sort_worst_first(std::vector<Miss>& misses);

[[nodiscard]] std::string to_json(const Scores& scores, std::span<const Miss> misses);
[[nodiscard]] std::string to_table(const Scores& scores, std::span<const Miss> misses);

}  // namespace hearsay::evaluation
