#include "cues/cues.hpp"

#include <algorithm>

#include "model/decode.hpp"

namespace hearsay::cues {

std::vector<Candidate> find(const text::Document& document, const model::States& states, const model::Model& model) {
  using model::cue_lattice;
  std::vector<Candidate> candidates;
  const model::Dense& layer = model.network.cue_scores;
  std::vector<float> scores(states.tokens.size() * layer.outputs);
  layer.apply(states.values.data(), states.tokens.size(), model::activation_unit, scores.data());
  std::vector<model::Outputs<cue_lattice>> outputs, proposing;
  std::vector<std::uint8_t> path;
  for (text::TokenIndex first = states.tokens.first; first < states.tokens.last;) {
    const text::Block& block = document.blocks[document.tokens[first].block];
    const text::TokenIndex last = std::min(block.tokens.last, states.tokens.last);
    outputs.resize(last - first);
    for (text::TokenIndex t = first; t < last; ++t) {
      model::to_outputs(scores.data() + (t - states.tokens.first) * layer.outputs, outputs[t - first]);
    }
    proposing = outputs;
    for (auto& o : proposing) o[0] += model.cue_bonus;
    model::best_path<cue_lattice>(model.cues, proposing, path);
    if (std::any_of(path.begin(), path.end(), [](std::uint8_t s) { return s == model::first; })) {
      const model::Chances<cue_lattice> chances(model.cues, outputs);
      for (std::uint32_t i = 0; i < path.size(); ++i) {
        if (path[i] == model::first) {
          candidates.push_back({{first + i, first + i + 1}, chances.state(i, model::first)});
        } else if (path[i] == model::later) {
          candidates.back().cue.last = first + i + 1;
        }
      }
    }
    first = last;
  }
  return candidates;
}

}  // namespace hearsay::cues
