#include "attributions/arguments.hpp"

namespace hearsay::attributions {

using model::argument_lattice;

ArgumentTagger::ArgumentTagger(const Scene& scene, const model::Model& model) : scene_(scene), model_(model) {
  for (auto& side : sides_) side.resize(scene.document.tokens.size() + 1);
  for (auto& known : known_) known.resize(scene.document.tokens.size() + 1);
}

const ArgumentTagger::Outputs& ArgumentTagger::side(std::uint32_t t, bool left) {
  Outputs& sums = sides_[left][t];
  if (!known_[left][t]) {
    known_[left][t] = true;
    token_features(scene_, t, [&](model::Hash f) { model::add_row(sums, model_.arguments.row(on_side(f, left))); });
  }
  return sums;
}

Parse ArgumentTagger::parse(text::Range cue) {
  const CueFacts facts = cue_facts(scene_, cue);
  const text::Range around = window(scene_.document, cue);
  outputs_.resize(around.size() + 1);
  allowed_.assign(around.size() + 1, any_state);
  allowed_.back() = outside_states;
  walk(scene_, facts, [&](std::uint32_t i, std::uint32_t t, const Between& between, bool own) {
    if (own) allowed_[i] = outside_states;
    Outputs sums = side(t, t < cue.last);
    relative_features(scene_, facts, between, t, [&](model::Hash f) { model::add_row(sums, model_.arguments.row(f)); });
    outputs_[i] = sums;
  });
  model::best_path<argument_lattice>(model_.arguments, outputs_, allowed_, path_);
  const model::Chances<argument_lattice> chances(model_.arguments, outputs_, allowed_);
  Parse parse;
  parse.extraction.cue = cue;
  parse.probability = chances.path(path_);
  read_path(path_, around.first, parse.extraction);
  return parse;
}

void read_path(std::span<const std::uint8_t> path, std::uint32_t first, Extraction& extraction) {
  enum class Role { none, source, content };
  Role open = Role::none;
  for (std::uint32_t i = 0; i < path.size(); ++i) {
    const Role role = path[i] >= model::content_0  ? Role::content
                      : path[i] >= model::source_0 ? Role::source
                                                   : Role::none;
    if (role != Role::none) {
      auto& ranges = role == Role::source ? extraction.source : extraction.content;
      if (role != open) ranges.push_back({first + i, first + i});
      ranges.back().last = first + i + 1;
    }
    open = role;
  }
}

}  // namespace hearsay::attributions
