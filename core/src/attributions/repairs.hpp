// Constructions in which the model mistakes a source, or sees no attribution, and which grammar tells for sure. In
// turn: a source's ends (source_ends.hpp), who it is (mistaken_sources.hpp), cues that attribute nothing
// (mistaken_cues.hpp), what was not seen (missed.hpp).
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Changes, drops and adds extractions; keeps the order of the cues. Linear: no repair looks beyond its sentence.
void repair(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
