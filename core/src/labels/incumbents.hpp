// Who holds office without a title by the name: "the senator" of an article about one, somebody who seeks re-election.
#pragma once

#include <vector>

#include "identities/identities.hpp"
#include "labels/office.hpp"

namespace hearsay::labels {

// Of each entity, the first words that say so; empty where there are none, or they may mean somebody else. Linear: no
// sign is looked for beyond its sentence and the one before.
[[nodiscard]] std::vector<text::Range> find_incumbents(const identities::Words& words,
                                                       const identities::Identities& identities,
                                                       const OfficeReader& offices);

}  // namespace hearsay::labels
