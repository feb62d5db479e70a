// The last step: what the steps before found, as the Annotation that callers get.
#pragma once

#include <vector>

#include "hearsay/hearsay.hpp"
#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "labels/labels.hpp"
#include "report/relations.hpp"

namespace hearsay::report {

// Everything about one article; each vector has one element for each extraction.
struct Findings {
  const text::Document& document;
  const std::vector<attributions::Extraction>& extractions;
  const std::vector<labels::Wording>& wordings;
  const identities::Identities& identities;
  const std::vector<labels::KindLabel>& kinds;
  const std::vector<labels::Secrecy>& secrecy;
  const Relations& relations;
};

// Fills attributions, sources and disputes.
void assemble(const Findings& findings, Annotation& annotation);

}  // namespace hearsay::report
