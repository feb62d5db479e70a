#include "report/relations.hpp"

#include "report/claims.hpp"
#include "report/outlets.hpp"

namespace hearsay::report {

Relations relate(const identities::Words& words, const std::vector<attributions::Extraction>& extractions,
                 const identities::Identities& identities, const std::vector<labels::KindLabel>& kinds,
                 std::span<const labels::Wording> wordings) {
  Relations out;
  out.within = identities::enclosing(extractions);
  out.via = find_outlets(words, extractions, identities, kinds, wordings, out.within);
  for (const labels::Wording& wording : wordings) out.stances.push_back(wording.stance);
  for (const std::uint32_t outlet : out.via)
    if (outlet != unrelated && wordings[outlet].by_content) out.stances[outlet] = Stance::states;
  Claims claims = find_claims({.words = words,
                               .extractions = extractions,
                               .identities = identities,
                               .kinds = kinds,
                               .stances = out.stances,
                               .within = out.within,
                               .via = out.via});
  out.denies = std::move(claims.denies);
  out.contests = std::move(claims.contests);
  return out;
}

}  // namespace hearsay::report
