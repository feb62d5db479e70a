#include "attributions/arguments.hpp"

#include "attributions/relation.hpp"

namespace hearsay::attributions {

using model::argument_lattice;

namespace {

constexpr std::size_t width = model::pair_sums;

// into = a + b + c
void add(float* into, const float* a, const float* b, const float* c) {
  using model::read, model::Float4;
  for (std::size_t i = 0; i < width; i += 4) {
    model::write(into + i, read<Float4>(a + i) + read<Float4>(b + i) + read<Float4>(c + i));
  }
}

}  // namespace

ArgumentTagger::ArgumentTagger(const text::Document& document, const model::States& states, const model::Model& model)
    : document_(document), states_(states), model_(model) {}

Extraction ArgumentTagger::parse(text::Range cue) {
  const model::Network& network = model_.network;
  const text::Range around = window(document_, cue, states_.tokens);
  if (around.first < known_.first || around.last > known_.last || known_.empty()) {
    const text::Range block = document_.blocks[document_.tokens[cue.first].block].tokens;
    known_ = {std::max(block.first, states_.tokens.first), std::min(block.last, states_.tokens.last)};
    network.pair_token.apply(states_.of(known_.first), known_.size(), model::activation_unit,
                             tokens_.need(known_.size() * width));
  }
  const float* tokens = tokens_.need(known_.size() * width);
  const std::size_t n = around.size();
  float* sums = sums_.need(n * width);
  std::array<float, width> own, shared;  // what the cue brings; what it brings to tokens of one sentence and quotation
  network.pair_cue.apply(cue_state(states_, cue).data(), 1, model::activation_unit, own.data());
  Relation before{};
  for (std::size_t i = 0; i < n; ++i) {
    const auto t = around.first + static_cast<text::TokenIndex>(i);
    const Relation r = relation(document_, cue, t);
    if (i == 0 || r.sentence != before.sentence || r.quotation != before.quotation) {
      add(shared.data(), own.data(), network.relation(r.sentence), network.relation(r.quotation));
    }
    add(sums + i * width, tokens + (t - known_.first) * width, shared.data(), network.relation(r.distance));
    before = r;
  }
  std::int16_t* pairs = pairs_.need(n * 2 * model::pair_size);
  for (std::size_t d = 0; d < 2; ++d) {
    model::scan(model::pair_size, n, d == 1, sums + d * 3 * model::pair_size, width,
                network.pair_forget.data() + d * model::pair_size, network.pair_output.data() + d * model::pair_size,
                pairs + d * model::pair_size, 2 * model::pair_size);
  }
  const model::Dense& layer = network.pair_scores;
  float* scores = scores_.need(n * layer.outputs);
  layer.apply(pairs, n, model::activation_unit, scores);
  outputs_.resize(n);
  for (std::size_t i = 0; i < n; ++i) model::to_outputs(scores + i * layer.outputs, outputs_[i]);
  for (text::TokenIndex t = cue.first; t < cue.last; ++t) {  // the cue's own tokens are neither
    outputs_[t - around.first][0] = outputs_[t - around.first][1] = model::forbidden;
  }
  model::best_path<argument_lattice>(model_.arguments, outputs_, path_);
  Extraction extraction;
  extraction.cue = cue;
  read_path(path_, around.first, extraction);
  return extraction;
}

std::array<std::int16_t, model::state_size> cue_state(const model::States& states, text::Range cue) {
  std::array<std::int16_t, model::state_size> mean;
  const auto n = static_cast<std::int32_t>(cue.size());
  for (std::size_t i = 0; i < mean.size(); ++i) {
    std::int32_t sum = 0;
    for (text::TokenIndex t = cue.first; t < cue.last; ++t) sum += states.of(t)[i];
    mean[i] = static_cast<std::int16_t>(sum / n);
  }
  return mean;
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
