// Reads rule packs, and says where one is wrong.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pattern.hpp"

namespace hearsay::lexicon {

// A spelling under which an entry is looked for.
struct Form {
  ListId list;
  std::uint32_t entry;
  std::uint32_t start, size;  // in PackContents::form_text
};

// Where a rule stands.
struct RulePlace {
  std::uint32_t pack, index;  // of the packs given, and of the pack's rules
};

struct PackContents {
  std::vector<std::string> lists;  // their names
  std::vector<Entry> entries;
  std::vector<Form> forms;
  std::string form_text;  // one form a line
  std::vector<Rule> rules;
  std::vector<Finder> finders;    // of each rule
  std::vector<RulePlace> places;  // of each rule
};

// Of all packs together, later ones over earlier ones. The first fault ends it, with the error that Lexicon::load
// tells.
[[nodiscard]] Result<PackContents> read_packs(std::span<const Pack> packs);

// A fault of a rule that was read: "mine.json:14:5: rule stance.shrugs: " and what it is.
[[nodiscard]] Failure rule_fault(std::span<const Pack> packs, RulePlace place, const Rule& rule, std::string_view what);

}  // namespace hearsay::lexicon
