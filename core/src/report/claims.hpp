// Which claim a denial denies: another attribution's, or a sentence of the article's own.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "report/relations.hpp"

namespace hearsay::report {

// What the steps before know; each holds one entry for each extraction.
struct Statements {
  const identities::Words& words;
  const std::vector<attributions::Extraction>& extractions;
  const identities::Identities& identities;
  const std::vector<labels::KindLabel>& kinds;
  std::span<const Stance> stances;
  const std::vector<std::uint32_t>&within, &via;
};

struct Claims {
  std::vector<std::uint32_t> denies;  // of each extraction: another one, or unrelated
  std::vector<Contest> contests;      // in the order of their first denials
};

// Each denial is compared with a bounded number of attributions around it, by a linear model; how its weights were
// learnt: claims.cpp.
[[nodiscard]] Claims find_claims(const Statements& statements);

}  // namespace hearsay::report
