// Cues, then the source and content of each, then the choice among them.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "model/model.hpp"
#include "text/document.hpp"

namespace hearsay::attributions {

// In order of the cues. Linear in the document's length: each cue looks no further than a fixed window.
[[nodiscard]] std::vector<Extraction> extract(const text::Document& document, const model::Model& model);

}  // namespace hearsay::attributions
