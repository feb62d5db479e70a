// From marked articles to a model.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "corpus.hpp"
#include "learner.hpp"
#include "model/model.hpp"

namespace hearsay::training {

struct Options {
  std::uint64_t seed = 1;
  int folds = 5;  // what one step hands to the next is made by models that have not seen the article
  Settings cues{.bits = 16, .epochs = 5, .averaged = 2, .rate = 0.02f};
  Settings arguments{.bits = 16, .epochs = 5, .averaged = 2, .rate = 0.02f};
  float cue_bonus = 1.5f;     // in natural logarithms of odds
  float false_weight = 0.0f;  // of candidates that are no attribution, when learning arguments
  std::uint32_t verdict_bits = 13;
};

using Progress = std::function<void(const std::string&)>;

// The same articles, words and options give the same model. `words` may be empty.
[[nodiscard]] model::Model learn(std::span<const corpus::Article> articles, model::Words words, const Options& options,
                                 const Progress& progress);

}  // namespace hearsay::training
