// The word table out of WordNet 3.0's database files (index.verb, index.noun, data.*, *.exc).
#pragma once

#include <string>

#include "hearsay/hearsay.hpp"
#include "model/words.hpp"

namespace hearsay::training {

// A class is a verb part (upper four bits) and a noun part (lower four): what kind of verb and noun WordNet holds the
// word for, going by its most frequent sense, and whether it takes a that-clause. Errors: corpus_invalid.
[[nodiscard]] Result<model::Words> read_wordnet(const std::string& folder);

}  // namespace hearsay::training
