#include "attributions/doubt.hpp"

#include <algorithm>
#include <array>

namespace hearsay::attributions {

void doubt(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& found) {
  constexpr double kept = 0.3, spoken_kept = 0.12, sure = 0.8, plain_sure = 0.4;
  const lexicon::ListId plain = lexicon.list("plain-cues"), denying = lexicon.list("deny-verbs");
  const std::array speech{lexicon.list("say-verbs"), lexicon.list("deny-verbs"), lexicon.list("confirm-verbs"),
                          lexicon.list("allege-verbs")};
  std::erase_if(found, [&](const Extraction& x) {
    const bool speaks = std::any_of(speech.begin(), speech.end(),
                                    [&](lexicon::ListId list) { return reading.first(list, x.cue) != nullptr; });
    return x.confidence < (speaks ? spoken_kept : kept);
  });
  for (Extraction& x : found) {
    const bool known = reading.first(plain, x.cue) || reading.first(denying, x.cue);
    const bool bare = x.source.empty() || x.content.empty() || !known;
    x.doubtful = x.doubtful || x.confidence < (bare ? sure : plain_sure);
  }
}

}  // namespace hearsay::attributions
