// Statements whose speaker is named beside them without any word for speaking, which the model learnt little of.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"

namespace hearsay::attributions {

// Two forms, going by punctuation and capitals. A signature: a quotation, a dash, and a name that ends the paragraph or
// is the next one (“We were never asked.” — Ilse Varonne). A transcript: several paragraphs that begin with a speaker
// and a colon (VARONNE: We were never asked.). Adds an attribution for each signature, its cue the dash, and one for
// each speaker of a transcript, its cue the first colon and its content all that they say; takes the paragraphs of a
// transcript out of the content of what introduces it. `found` is and stays in order of the cues. Linear.
void find_speakers(const text::Document& document, std::vector<Extraction>& found);

}  // namespace hearsay::attributions
