// Which sources hold public office, speak for somebody who does, are public bodies or what these issue.
#pragma once

#include <string_view>
#include <vector>

#include "identities/identities.hpp"

namespace hearsay::labels {

struct Official {
  std::string_view rule;  // what decided; empty where nothing is official
  text::Range words;
};

// One for each entity; empty for those that are no source and that no source depends on.
[[nodiscard]] std::vector<Official> find_officials(const identities::Words& words, const lexicon::Lexicon& lexicon,
                                                   const identities::Identities& identities);

}  // namespace hearsay::labels
