// Constructions in which the model takes somebody else for the source, or sees no attribution: passives, questions and
// phrases of no comment, which grammar tells for sure.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Changes, drops and adds extractions; keeps the order of the cues. Linear: no repair looks beyond its sentence.
void repair(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
