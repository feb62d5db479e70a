// Classes of words out of WordNet 3.0's database files (index.verb, index.noun, data.*, *.exc).
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "hearsay/hearsay.hpp"

namespace hearsay::training {

// A class is a verb part (upper four bits) and a noun part (lower four): what kind of verb and noun WordNet holds the
// word for, going by its most frequent sense, and whether it takes a that-clause. Errors: corpus_invalid.
[[nodiscard]] Result<std::map<std::string, std::uint8_t>> read_wordnet(const std::string& folder);

}  // namespace hearsay::training
