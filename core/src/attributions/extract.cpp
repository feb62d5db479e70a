#include "attributions/extract.hpp"

#include "attributions/arguments.hpp"
#include "attributions/carry.hpp"
#include "cues/cues.hpp"

namespace hearsay::attributions {

std::vector<Extraction> extract(const text::Document& document, const model::Model& model) {
  std::vector<Extraction> result;
  const model::AtomList atoms(document, model.words);
  for (const text::Range stretch : model::stretches(document)) {
    const model::States states = model::read_states(document, atoms, model.vocabulary, model.network, stretch);
    ArgumentTagger tagger(document, states, model);
    for (const cues::Candidate& candidate : cues::find(document, states, model)) {
      Extraction& found = result.emplace_back(tagger.parse(candidate.cue));
      found.confidence = static_cast<double>(candidate.probability);
    }
  }
  carry_over(document, result);
  return result;
}

}  // namespace hearsay::attributions
