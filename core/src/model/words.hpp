// The word table: which of WordNet's kinds of verbs and nouns a word belongs to, and which words are used as it is.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/keys.hpp"

namespace hearsay::model {

// What is known of a word from elsewhere than the corpus.
struct WordEntry {
  // A word vector in parts: the vector is about the sum of part i's entry number codes[i], over i (residual vector
  // quantisation: Chen, Guan and Wang, Approximate Nearest Neighbor Search by Residual Vector Quantization, 2010).
  static constexpr std::size_t parts = 4, entries = 256;
  std::uint8_t word_class = 0;  // 0: not known
  bool coded = false;
  std::array<std::uint8_t, parts> codes{};
};

// Maps words to what is known of them. A word is kept as the 24 upper bits of its hash, so that one in a few hundred
// unknown words is taken for a known one.
class Words {
 public:
  // Of a lower-cased word, null for one not known.
  [[nodiscard]] const WordEntry* find(std::string_view word) const noexcept;
  // Its class, or that of the word that it is a regular inflection of; `entry` as find gives it.
  [[nodiscard]] std::uint8_t classify(std::string_view word, const WordEntry* entry) const noexcept;

  // Of words whose keys collide, the first counts.
  void add_all(const std::map<std::string_view, WordEntry>& entries);
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

  // Serialised: count (4 bytes), then keys in rising order as three byte planes, then classes, then for each word
  // whether it has codes (0 or 1), then the codes of those that have, a part at a time.
  [[nodiscard]] std::string save() const;
  [[nodiscard]] bool load(std::string_view bytes);

 private:
  Keys keys_;
  std::vector<WordEntry> entries_;  // of each
};

// The word without -s, -ed, -ing and their kin, as far as spelling tells.
[[nodiscard]] std::string_view stem(std::string_view word) noexcept;

}  // namespace hearsay::model
