// The word table: which of WordNet's kinds of verbs and nouns a word belongs to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay::model {

// Maps words to small class numbers, 0 for words it does not know. A word is kept as the 24 upper bits of its hash, so
// that one in a few hundred unknown words is taken for a known one.
class Words {
 public:
  // Lower-cased word; its regular inflections are tried too.
  [[nodiscard]] std::uint8_t classify(std::string_view word) const noexcept;

  // Of words whose keys collide, the first counts.
  void add_all(const std::map<std::string_view, std::uint8_t>& classes);
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

  // Serialised: count (4 bytes), then keys in rising order as three byte planes, then classes.
  [[nodiscard]] std::string save() const;
  [[nodiscard]] bool load(std::string_view bytes);

 private:
  [[nodiscard]] std::uint8_t find(std::string_view word) const noexcept;
  void index();
  std::vector<std::uint32_t> keys_;  // rising
  std::vector<std::uint8_t> classes_;
  std::vector<std::uint32_t> buckets_;  // where the keys of each top 12 bits start
};

// The word without -s, -ed, -ing and their kin, as far as spelling tells.
[[nodiscard]] std::string_view stem(std::string_view word) noexcept;

}  // namespace hearsay::model
