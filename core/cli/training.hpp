// From marked articles to a model.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "corpus.hpp"
#include "model/model.hpp"
#include "vectors.hpp"

namespace hearsay::training {

struct Options {
  std::uint64_t seed = 1;
  int epochs = 24;
  float rate = 2e-3f;  // of Adam; falls to nothing towards the end
  float clip = 5;      // longest gradient
  float drop_embedding = 0.2f, drop_state = 0.2f, drop_pair = 0.1f;
  float drop_word = 0.1f;              // of words' own rows, and more the rarer the word
  std::uint32_t word_count = 10;       // words met so often have rows of their own
  std::uint32_t vector_count = 32000;  // words with a vector, the most frequent ones
  float neighbour_weight = 0.1f;       // of guessing the words before and after
  float disturbance = 0.1f;            // of inputs, as a share of their length, where they are learnt from again
  float average_from = 0.75f;          // of training: the weights are their mean over what comes after
  float cue_bonus = 1.4f;              // in natural logarithms of odds
};

using Progress = std::function<void(const std::string&)>;

// What is known of words from elsewhere; each may be empty.
struct Knowledge {
  std::map<std::string, std::uint8_t> classes;
  Vectors vectors;
};

// The same articles, knowledge and options give the same model.
[[nodiscard]] model::Model learn(std::span<const corpus::Article> articles, const Knowledge& knowledge,
                                 const Options& options, const Progress& progress);

}  // namespace hearsay::training
