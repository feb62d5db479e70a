#include "attributions/extract.hpp"

#include "attributions/arguments.hpp"
#include "attributions/verdict.hpp"
#include "cues/cues.hpp"

namespace hearsay::attributions {

float confidence(const Scene& scene, const Parse& parse, float cue_probability, const model::Model& model) {
  std::int32_t sum = model.verdict.bias;
  verdict_features(scene, parse, cue_probability,
                   [&](model::Hash f) { sum += model.verdict.weights[f >> (32 - model.verdict.bits)]; });
  return model::logistic(static_cast<float>(sum) * model.verdict.scale);
}

std::vector<Extraction> extract(const text::Document& document, const model::Model& model) {
  std::vector<Extraction> result;
  const model::AtomList atoms(document, model.words);
  const std::vector<cues::Candidate> candidates = cues::find(document, atoms, model);
  std::vector<std::uint8_t> cue_at(document.tokens.size());
  for (const cues::Candidate& c : candidates) {
    for (text::TokenIndex t = c.cue.first; t < c.cue.last; ++t) cue_at[t] = t == c.cue.first ? 1 : 2;
  }
  const Scene scene{document, atoms, cue_at};
  ArgumentTagger tagger(scene, model);
  for (const cues::Candidate& c : candidates) {
    Parse parse = tagger.parse(c.cue);
    parse.extraction.confidence = static_cast<double>(confidence(scene, parse, c.probability, model));
    if (parse.extraction.confidence >= static_cast<double>(model.threshold)) {
      result.push_back(std::move(parse.extraction));
    }
  }
  return result;
}

}  // namespace hearsay::attributions
