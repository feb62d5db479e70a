// Sources whose name is withheld ("a person familiar with the talks") where the model took somebody else for the
// source, or saw no attribution: their words are so regular that the lexicon finds them, and nothing is worse to miss.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Gives the attributions beside such words their source, and adds those that are missing; keeps the order of the cues.
// "The Post reported, citing two aides close to him" becomes the aides' attribution at "citing", of what the Post
// reported.
void find_withheld(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                   std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
