// Cues that the model found and that attribute nothing: words of another sense, what is said to the reader, the credits
// below an article, the terms on which a source speaks.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Drops them; a reporter's question, and what nobody said, become doubtful.
void drop_mistaken(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                   std::vector<Extraction>& extractions);

}  // namespace hearsay::attributions
