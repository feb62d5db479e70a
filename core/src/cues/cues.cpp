#include "cues/cues.hpp"

#include "cues/features.hpp"
#include "model/decode.hpp"

namespace hearsay::cues {

std::vector<Candidate> find(const text::Document& document, const model::AtomList& atoms, const model::Model& model) {
  using model::cue_lattice;
  std::vector<Candidate> candidates;
  const std::vector<SentenceFacts> facts = sentence_facts(document);
  std::vector<model::Outputs<cue_lattice>> outputs, proposing;
  std::vector<std::uint8_t> path;
  for (const text::Block& block : document.blocks) {
    outputs.assign(block.tokens.size(), {});
    for (text::TokenIndex t = block.tokens.first; t < block.tokens.last; ++t) {
      auto& sums = outputs[t - block.tokens.first];
      features(document, atoms, facts, t, [&](model::Hash f) { model::add_row(sums, model.cues.row(f)); });
    }
    proposing = outputs;
    for (auto& sums : proposing) sums[0] += model.cue_bonus;
    model::best_path<cue_lattice>(model.cues, proposing, {}, path);
    const model::Chances<cue_lattice> chances(model.cues, outputs, {});
    for (std::uint32_t i = 0; i < path.size(); ++i) {
      if (path[i] == model::first) {
        candidates.push_back({{block.tokens.first + i, block.tokens.first + i + 1}, chances.state(i, model::first)});
      } else if (path[i] == model::later) {
        candidates.back().cue.last = block.tokens.first + i + 1;
      }
    }
  }
  return candidates;
}

}  // namespace hearsay::cues
