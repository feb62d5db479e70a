// All lists' phrases in one trie over words.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace hearsay::lexicon {

struct Ending {
  ListId list;
  std::uint32_t entry;
  std::uint32_t capitals;  // two bits a word: a value of Capitals
  std::uint32_t next;      // of the same node
};

class Trie {
 public:
  static constexpr std::uint32_t root = 0, nowhere = UINT32_MAX;
  static constexpr std::uint32_t longest = 16;  // words of an entry

  // Of entries that have no more than `words` words together.
  explicit Trie(std::size_t words = 0) : slots_(std::bit_ceil(2 * words + 1)) {}

  // Most steps lead nowhere, which a few cached bytes know.
  [[nodiscard]] std::uint32_t step(std::uint32_t node, std::uint64_t key) const {
    const std::uint64_t mixed = mix(node, key);
    return there_[mixed >> 52] >> (mixed >> 46 & 63) & 1 ? slots_[slot(mixed)].node : nowhere;
  }
  std::uint32_t add(std::uint32_t node, std::uint64_t key) {
    const std::uint64_t mixed = mix(node, key);
    there_[mixed >> 52] |= std::uint64_t{1} << (mixed >> 46 & 63);
    Slot& there = slots_[slot(mixed)];
    if (there.node == nowhere) {
      there = {static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(first_.size())};
      first_.push_back(nowhere);
    }
    return there.node;
  }
  void end(std::uint32_t node, ListId list, std::uint32_t entry, std::uint32_t capitals) {
    endings_.push_back({list, entry, capitals, first_[node]});
    first_[node] = static_cast<std::uint32_t>(endings_.size() - 1);
  }
  // The endings of a node: `for (e = first(node); e != nowhere; e = ending(e).next)`.
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const { return first_[node]; }
  [[nodiscard]] const Ending& ending(std::uint32_t index) const { return endings_[index]; }

 private:
  struct Slot {
    std::uint32_t upper = 0;  // half of the mixed key: the lower one says where to look
    std::uint32_t node = nowhere;
  };
  static std::uint64_t mix(std::uint32_t node, std::uint64_t key) {
    std::uint64_t x = key ^ (node * 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 31)) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 29);
  }
  // Where a mixed key is, or would be.
  [[nodiscard]] std::size_t slot(std::uint64_t mixed) const {
    std::size_t i = mixed & (slots_.size() - 1);
    while (slots_[i].node != nowhere && slots_[i].upper != mixed >> 32) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  std::vector<Slot> slots_;
  std::array<std::uint64_t, 4096> there_{};    // a bit for 18 bits of a mixed key
  std::vector<std::uint32_t> first_{nowhere};  // of each node; the root ends nothing
  std::vector<Ending> endings_;
};

}  // namespace hearsay::lexicon
