// Constructions in which the model takes somebody else for the source, or finds none: passives, verbs before their
// subjects, asides.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

// What gives an extraction another source may change its content and cue, too. The result is the attributions to add:
// of outlets that pass on what somebody was quoted as saying.
[[nodiscard]] std::vector<Extraction> mend_sources(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                                                   std::vector<Extraction>& extractions);

// The noun of "Brandt | has faced criticism": whoever criticises is left out, or stands after "from". `none` where the
// cue is no such words.
[[nodiscard]] text::TokenIndex criticism_met(const lexicon::Reading& reading, text::Range cue);

}  // namespace hearsay::attributions
