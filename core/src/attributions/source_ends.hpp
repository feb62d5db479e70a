// Where a source that the model found begins and ends: it has taken in a word too many, a place or another clause, or
// has left out what belongs to it.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// May move a cue's first word, and leave an extraction without a source. Each source stays in its sentence.
void fit_sources(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                 std::vector<Extraction>& extractions);

// Takes commas, dashes and lone quotation marks off the ends of all sources.
void trim_sources(const text::Document& document, std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
