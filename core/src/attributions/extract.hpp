// Cues, then the source and content of each, then the choice among them.
#pragma once

#include <vector>

#include "attributions/extraction.hpp"
#include "attributions/memory.hpp"
#include "model/model.hpp"
#include "text/document.hpp"

namespace hearsay::attributions {

// In order of the cues. Linear in the document's length: each cue looks no further than a fixed window. Stretches that
// `memory`, if any, knows are not read again; it learns the others.
[[nodiscard]] std::vector<Extraction> extract(const text::Document& document, const model::Model& model,
                                              Memory* memory = nullptr);

}  // namespace hearsay::attributions
