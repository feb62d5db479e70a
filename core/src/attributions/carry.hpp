// Content in the paragraphs after the cue's, which the argument tagger does not read.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"

namespace hearsay::attributions {

// Three habits of news prose, going by punctuation alone: a cue before the colon that ends its paragraph announces the
// quotation that opens the next one; a quotation that its paragraph leaves open goes on where the next one opens with
// the same mark; and a paragraph that is one quotation, with nobody to say it, is still the last speaker's. `found`
// must be in order of the cues, each with its arguments in its own paragraph. Linear.
void carry_over(const text::Document& document, std::vector<Extraction>& found);

}  // namespace hearsay::attributions
