#include "attributions/doubt.hpp"

namespace hearsay::attributions {

void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found) {
  constexpr double sure = 0.75;
  const lexicon::ListId plain = lexicon.list("plain-cues");
  for (Extraction& x : found) {
    x.doubtful = x.confidence < sure && (x.source.empty() || x.content.empty() || !reading.first(plain, x.cue));
  }
}

}  // namespace hearsay::attributions
