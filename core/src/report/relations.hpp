// How attributions hang together: which lies in another's content, which reached the article through an outlet, and
// which claim each denial denies.
#pragma once

#include <span>
#include <vector>

#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "labels/labels.hpp"

namespace hearsay::report {

inline constexpr std::uint32_t unrelated = UINT32_MAX;

// A claim, and who denies it. The indices are of extractions.
struct Contest {
  std::uint32_t claim = unrelated;  // or, where the claim is the article's own:
  std::uint32_t sentence = unrelated;
  std::vector<std::uint32_t> denials;
};

struct Relations {
  // One for each extraction: another one's index, or unrelated.
  std::vector<std::uint32_t> within, via, denies;
  std::vector<Contest> contests;  // in the order of their first denials
  // As given, but an outlet that passes on somebody else's denial does not itself deny.
  std::vector<Stance> stances;
};

// `wordings` and `kinds`: one for each extraction, which are in order of their cues. Each attribution is compared with
// a bounded number of others: linear in their number, but for one sort.
[[nodiscard]] Relations relate(const identities::Words& words, const std::vector<attributions::Extraction>& extractions,
                               const identities::Identities& identities, const std::vector<labels::KindLabel>& kinds,
                               std::span<const labels::Wording> wordings);

}  // namespace hearsay::report
