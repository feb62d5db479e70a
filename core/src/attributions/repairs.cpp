#include "attributions/repairs.hpp"

#include <algorithm>

#include "attributions/content_ends.hpp"
#include "attributions/missed.hpp"
#include "attributions/mistaken_cues.hpp"
#include "attributions/mistaken_sources.hpp"
#include "attributions/source_ends.hpp"

namespace hearsay::attributions {

void repair(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions) {
  fit_sources(lexicon, reading, extractions);
  std::vector<Extraction> added = mend_sources(lexicon, reading, extractions);
  fit_contents(lexicon, reading, extractions);
  drop_mistaken(lexicon, reading, extractions);
  find_missed(lexicon, reading, extractions, added);
  extractions.insert(extractions.end(), added.begin(), added.end());
  std::stable_sort(extractions.begin(), extractions.end(),
                   [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
  trim_sources(reading.document(), extractions);
}

}  // namespace hearsay::attributions
