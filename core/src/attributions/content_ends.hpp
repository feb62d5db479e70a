// Where a content that the model found ends: it has taken in what the article says of it, or whom it was said to.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Shortens the pieces of content in place and drops those of which nothing is left. Words in quotation marks stay.
void fit_contents(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                  std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
