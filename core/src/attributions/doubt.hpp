// Which extractions are too unsure to be shown to a reader who did not ask for them: a wrong badge costs more trust
// than a missing one.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// Erases what the model is less sure of than 0.3 (0.12 where the cue holds a verb of speech): of what was found on
// held-out articles right above these limits, half is attributions. Of what is left, sets Extraction::doubtful, and
// leaves it set, where the model is less sure than 0.8, or than 0.4 where the cue holds an entry of the lists
// plain-cues or deny-verbs and has both source and content: of the denials between these limits in the training and dev
// parts 15 of 17 are attributions, and a missed denial is the worse fault.
void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found);

}  // namespace hearsay::attributions
