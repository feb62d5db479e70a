// The first step of extraction: the words that signal an attribution.
#pragma once

#include <vector>

#include "model/atoms.hpp"
#include "model/model.hpp"
#include "text/document.hpp"

namespace hearsay::cues {

struct Candidate {
  text::Range cue;        // never empty, within one paragraph
  float probability = 0;  // that a cue starts at its first token, 0 to 1
};

// Candidates in order, apart from each other; generous, so that the next steps can choose among them.
[[nodiscard]] std::vector<Candidate> find(const text::Document& document, const model::AtomList& atoms,
                                          const model::Model& model);

}  // namespace hearsay::cues
