// Through which outlet's report an attribution reached the article.
#pragma once

#include <span>
#include <vector>

#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "labels/labels.hpp"
#include "report/relations.hpp"

namespace hearsay::report {

// For each extraction the index of the outlet's that it came through ("…, an aide said, the Courier reported"), or
// unrelated. `within`: for each extraction the one whose content it lies in, or unrelated.
[[nodiscard]] std::vector<std::uint32_t> find_outlets(const identities::Words& words,
                                                      const std::vector<attributions::Extraction>& extractions,
                                                      const identities::Identities& identities,
                                                      const std::vector<labels::KindLabel>& kinds,
                                                      std::span<const labels::Wording> wordings,
                                                      const std::vector<std::uint32_t>& within);

}  // namespace hearsay::report
