// What a loaded lexicon is made of, for the files that read articles and match rules by it.
#pragma once

#include <re2/set.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "lexicon/pattern.hpp"
#include "lexicon/trie.hpp"

namespace hearsay::lexicon {

struct PatternSet {
  std::unique_ptr<RE2::Set> set;     // null where no rule needs it
  std::vector<std::uint32_t> rules;  // by index in the set
};

struct Lexicon::Parts {
  std::vector<std::string> lists;
  std::vector<Entry> entries;
  std::vector<Rule> rules;
  std::vector<Finder> finders;                                       // of each rule
  PatternSet sets[target_count][2];                                  // by target, and whether capitals count
  std::vector<std::vector<std::uint32_t>> list_rules[target_count];  // by list
  Trie trie;
};

}  // namespace hearsay::lexicon
