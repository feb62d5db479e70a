// Attributions that the model did not see and that grammar tells for sure: phrases of no comment, charges, hearsay,
// denials at the end of what is denied, and plain speech after a plain subject.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Puts them behind what is in `added`; a phrase of no comment among the extractions becomes surer. `extractions` must
// be in order of their cues.
void find_missed(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions,
                 std::vector<Extraction>& added);

}  // namespace hearsay::attributions
