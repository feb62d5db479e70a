#include "model/inputs.hpp"

namespace hearsay::model {

Vocabulary::Vocabulary(std::vector<std::uint32_t> keys) : keys_(std::move(keys)) {
  for (const std::uint32_t k : keys_) ++buckets_[(k >> 12) + 1];
  for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
}

}  // namespace hearsay::model
