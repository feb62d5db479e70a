// What each source is (a person, a body, an outlet, nobody …) and whether it speaks in public office.
#pragma once

#include <vector>

#include "hearsay/hearsay.hpp"
#include "identities/identities.hpp"

namespace hearsay::labels {

struct KindLabel {
  Kind kind = Kind::unattributed;
  bool official = false;
  bool state_run = false;         // an outlet that the article, or the list of outlets, calls a state's own
  std::vector<Evidence> because;  // what decided kind, then official, then state_run
};

// One label for each extraction.
[[nodiscard]] std::vector<KindLabel> label_kinds(const identities::Words& words, const lexicon::Lexicon& lexicon,
                                                 const std::vector<attributions::Extraction>& extractions,
                                                 const identities::Identities& identities);

}  // namespace hearsay::labels
