// Which extractions are too unsure to be shown to a reader who did not ask for them: a wrong badge costs more trust
// than a missing one.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Sets Extraction::doubtful, and leaves it set: where the model is less sure than 0.75, unless the cue holds an
// entry of the list plain-cues and has both source and content. What has no source, and neither such a cue nor a word
// of hearsay, and is less sure than 0.45, goes: of those hardly half are attributions.
void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found);

}  // namespace hearsay::attributions
