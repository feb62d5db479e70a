#include "attributions/features.hpp"

namespace hearsay::attributions {

CueFacts cue_facts(const Scene& scene, text::Range cue) {
  const auto& d = scene.document;
  CueFacts f;
  f.cue = cue;
  f.sentence = d.tokens[cue.first].sentence;
  f.quotation = d.tokens[cue.first].quotation;
  f.depth = d.tokens[cue.first].quote_depth;
  // The head: the first token whose class is known to be a verb's or noun's, else the last one.
  std::uint32_t head = cue.last - 1;
  for (std::uint32_t t = cue.first; t < cue.last; ++t) {
    f.whole = model::mix(f.whole, scene.atoms[t].word);
    if (head == cue.last - 1 && scene.atoms[t].word_class != 0) head = t;
  }
  f.head = scene.atoms[head].word;
  f.head_stem = scene.atoms[head].stem;
  f.head_class = scene.atoms[head].word_class;
  f.last = scene.atoms[cue.last - 1].word;
  const model::Atoms& before = scene.atoms[std::int64_t{cue.first} - 1];
  const model::Atoms& after = scene.atoms[cue.last];
  f.before = before.word;
  f.after = after.word;
  f.around = static_cast<model::Hash>(before.shape) * 16 + static_cast<model::Hash>(after.shape) +
             (cue.size() > 1 ? 256u : 0u);
  const text::Range around = window(d, cue);
  for (std::uint32_t t = cue.first; t > around.first; --t) {
    const std::uint32_t q = d.tokens[t - 1].quotation;
    if (q != text::none && q != f.quotation) {
      f.quote_left = q;
      break;
    }
  }
  for (std::uint32_t t = cue.last; t < around.last; ++t) {
    const std::uint32_t q = d.tokens[t].quotation;
    if (q != text::none && q != f.quotation) {
      f.quote_right = q;
      break;
    }
  }
  return f;
}

}  // namespace hearsay::attributions
