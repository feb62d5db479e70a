#include "attributions/doubt.hpp"

namespace hearsay::attributions {

void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found) {
  constexpr double sure = 0.75, likely = 0.45;
  const lexicon::ListId plain = lexicon.list("plain-cues");
  const lexicon::ListId hearsay = lexicon.list("hearsay-participles"), adverbs = lexicon.list("hearsay-adverbs"),
                        asking = lexicon.list("asking-participles");
  std::erase_if(found, [&](const Extraction& x) {
    return x.source.empty() && x.confidence < likely && !reading.first(hearsay, x.cue) &&
           !reading.first(adverbs, x.cue) && !reading.first(plain, x.cue) && !reading.first(asking, x.cue);
  });
  for (Extraction& x : found) {
    const bool bare = x.source.empty() || x.content.empty() || !reading.first(plain, x.cue);
    x.doubtful = x.doubtful || (x.confidence < sure && bare);
  }
}

}  // namespace hearsay::attributions
