// The third step: whether a cue with the source and content found for it is an attribution at all.
#pragma once

#include "attributions/arguments.hpp"

namespace hearsay::attributions {

// Calls sink(Hash) for every feature of a parsed candidate.
template <class Sink>
void verdict_features(const Scene& scene, const Parse& parse, float cue_probability, Sink&& sink) {
  using model::Hash, model::mix;
  std::uint32_t number = 0x5000;
  const auto one = [&](Hash a) { sink(mix(mix(0x7E4Du, ++number), a)); };
  const auto two = [&](Hash a, Hash b) { one(mix(a, b)); };
  // Odds in steps of about a factor of two.
  const auto odds = [](float p) {
    Hash step = 0;
    for (const float edge : {0.01f, 0.03f, 0.06f, 0.1f, 0.15f, 0.2f, 0.28f, 0.36f, 0.44f, 0.52f, 0.6f, 0.68f, 0.76f,
                             0.84f, 0.9f, 0.94f, 0.97f, 0.985f, 0.995f}) {
      step += p > edge;
    }
    return step;
  };
  const Extraction& x = parse.extraction;
  const auto length = [](const std::vector<text::Range>& ranges) {
    std::uint32_t n = 0;
    for (const text::Range& r : ranges) n += r.size();
    return n < 4 ? n : n < 7 ? 4u : n < 12 ? 5u : n < 20 ? 6u : n < 40 ? 7u : 8u;
  };
  const auto atoms = [&](std::int64_t t) -> const model::Atoms& { return scene.atoms[t]; };
  const Hash probability = odds(cue_probability), arguments = odds(parse.probability);
  const Hash source = length(x.source), content = length(x.content);
  const Hash has = (source > 0 ? 1u : 0u) + (content > 0 ? 2u : 0u);
  const CueFacts cue = cue_facts(scene, x.cue);

  one(probability);
  two(probability, has);
  two(probability, arguments);
  two(arguments, has);
  two(cue.head, has);
  two(cue.whole, has);
  one(cue.head_stem);
  two(cue.head_class, has);
  two(cue.around, has);
  two(cue.before, cue.head_stem);
  two(cue.after, cue.head_stem);
  two(source, content);
  two(std::min(x.cue.size(), 5u), has);
  two(cue.depth, probability);
  two(static_cast<Hash>(scene.document.blocks[scene.document.tokens[x.cue.first].block].kind), has);
  if (!x.source.empty()) {
    const text::Range s = x.source.front();
    const model::Atoms& last = atoms(s.last - 1);
    const Hash side = s.first < x.cue.first ? 1 : 0;
    one(last.word);
    two(last.word_class, static_cast<Hash>(last.shape));
    two(static_cast<Hash>(atoms(s.first).shape), static_cast<Hash>(last.shape));
    two(atoms(s.first).word, s.size() == 1);
    two(side, std::min(side ? x.cue.first - s.last : s.first - x.cue.last, 6u));
    two(last.word, cue.head_stem);
  }
  if (!x.content.empty()) {
    const text::Range c = x.content.front();
    const Hash side = c.first < x.cue.first ? 1 : 0;
    one(atoms(c.first).word);
    two(atoms(c.first).word, side);
    two(atoms(c.first).word_class, static_cast<Hash>(atoms(c.first).shape));
    two(atoms(c.first).word, cue.head_stem);
    two(atoms(c.last - 1).word, side);
    two(static_cast<Hash>(x.content.size()), side);
    two(content, atoms(c.first).depth);
    two(atoms(x.content.back().last).word, side);
  }
}

// 0 to 1.
[[nodiscard]] float confidence(const Scene& scene, const Parse& parse, float cue_probability,
                               const model::Model& model);

}  // namespace hearsay::attributions
