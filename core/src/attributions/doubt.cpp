#include "attributions/doubt.hpp"

namespace hearsay::attributions {

void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found) {
  constexpr double sure = 0.75;
  const lexicon::ListId plain = lexicon.list("plain-cues");
  for (Extraction& x : found) {
    const bool bare = x.source.empty() || x.content.empty() || !reading.first(plain, x.cue);
    x.doubtful = x.doubtful || (x.confidence < sure && bare);
  }
}

}  // namespace hearsay::attributions
