// What the extraction steps (cues, then source and content of each) hand to the labelling steps.
#pragma once

#include <vector>

#include "text/document.hpp"

namespace hearsay::attributions {

// One attribution as found: words only, no labels yet. Ranges are tokens of the Document.
struct Extraction {
  text::Range cue;                   // never empty
  std::vector<text::Range> source;   // in order; empty where there is none
  std::vector<text::Range> content;  // in order, apart from each other
  bool doubtful = false;             // see attributions/doubt.hpp
  double confidence = 0;             // 0 to 1
};

}  // namespace hearsay::attributions
