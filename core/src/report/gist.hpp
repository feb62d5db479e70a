// What a statement is about, so that a denial can be compared with the claims around it.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attributions/extraction.hpp"
#include "identities/identities.hpp"

namespace hearsay::report {

using text::Range;
using text::TokenIndex;

struct Gist {
  std::vector<std::uint32_t> stems;             // sorted, each once
  std::vector<std::uint32_t> entities;          // sorted, each once
  bool refers = false;                          // "the report", "the allegation"
  bool points = false;                          // nothing but "it", "this": no words of its own
  bool report = false;                          // "the report", "the story": what was published
  bool last_said = false;                       // "that account"
  bool spelt_out = false;                       // "the claim that the pier is closed"
  bool negative = false;                        // says that something is not so
  std::uint32_t claimant = identities::nobody;  // "Doe's claim"
};

// The gists of one article's statements, each made when it is first asked for. Keeps references to what it is made
// from.
class Gists {
 public:
  Gists(const identities::Words& words, const std::vector<attributions::Extraction>& extractions,
        const identities::Identities& identities);

  // Of an extraction's content, and its cue if that has more words than one.
  [[nodiscard]] const Gist& of(std::uint32_t extraction);
  // The same with the rest of the cue's sentence ("…, who backed the merger, was “another man,” she said").
  [[nodiscard]] const Gist& with_sentence(std::uint32_t extraction);
  // Of the cue's paragraph up to the end of its sentence, and no more than eight sentences before it.
  [[nodiscard]] Gist paragraph(std::uint32_t extraction) const;
  [[nodiscard]] Gist sentence(std::uint32_t sentence) const;

  // How much two gists share; words that the article has seldom count more, from 2 to 5 each.
  [[nodiscard]] int shared(const Gist& p, const Gist& q) const;
  [[nodiscard]] int weight(const Gist& gist) const;  // of all its words

 private:
  void add(Gist& gist, Range tokens, bool cue = false) const;
  [[nodiscard]] std::uint32_t claimant(TokenIndex noun, TokenIndex first) const;
  [[nodiscard]] int weight(std::uint32_t stem) const;
  [[nodiscard]] std::uint32_t called(std::uint32_t noun, TokenIndex before) const;

  const identities::Words& w_;
  const text::Document& d_;
  const std::vector<attributions::Extraction>& x_;
  const identities::Identities& ids_;
  std::unordered_map<std::uint32_t, Gist> gists_, with_sentence_;
  std::vector<std::uint32_t> frequency_;  // of stems, by hash: where two meet, both count as more common than they are
};

// A denial speaks of something published: "the report", "the story".
[[nodiscard]] bool names_a_report(std::string_view lower_cased_word);

}  // namespace hearsay::report
