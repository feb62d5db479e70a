// A set of 24-bit keys to find one in: parts of hashes, so that they lie evenly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hearsay::model {

class Keys {
 public:
  static constexpr std::uint32_t unknown = UINT32_MAX;
  Keys() = default;
  explicit Keys(std::vector<std::uint32_t> rising) : keys_(std::move(rising)) {  // each below 2^24
    for (const std::uint32_t k : keys_) ++buckets_[(k >> 12) + 1];
    for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
  }

  // A key's place, or unknown. A bucket's keys lie evenly: the search begins where the key should be.
  [[nodiscard]] std::uint32_t find(std::uint32_t key) const noexcept {
    const std::uint32_t first = buckets_[key >> 12], last = buckets_[(key >> 12) + 1];
    std::uint32_t at = first + ((key & 4095) * (last - first) >> 12);
    while (at > first && keys_[at - 1] >= key) --at;
    while (at < last && keys_[at] < key) ++at;
    return at < last && keys_[at] == key ? at : unknown;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& all() const noexcept { return keys_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(keys_.size()); }

 private:
  std::vector<std::uint32_t> keys_, buckets_ = std::vector<std::uint32_t>(4097);  // where each top 12 bits start
};

}  // namespace hearsay::model
