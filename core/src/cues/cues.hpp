// The first step of extraction: the words that signal an attribution.
#pragma once

#include <vector>

#include "model/model.hpp"
#include "text/document.hpp"

namespace hearsay::cues {

struct Candidate {
  text::Range cue;        // never empty, within one paragraph
  float probability = 0;  // that a cue starts at its first token, 0 to 1
};

// The candidates of a stretch, in order, apart from each other.
[[nodiscard]] std::vector<Candidate> find(const text::Document& document, const model::States& states,
                                          const model::Model& model);

}  // namespace hearsay::cues
