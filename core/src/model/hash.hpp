// Feature hashing: a feature is a template's number and a few atoms, mixed into 32 bits, whose top bits pick a row of
// weights. (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, 2009.)
#pragma once

#include <cstdint>
#include <string_view>

namespace hearsay::model {

using Hash = std::uint32_t;

[[nodiscard]] constexpr Hash mix(Hash a, Hash b) noexcept {
  a = (a ^ b) * 0x9E3779B1u;
  a ^= a >> 15;
  a *= 0x85EBCA77u;
  return a ^ (a >> 13);
}

// FNV-1a.
[[nodiscard]] constexpr Hash hash(std::string_view bytes) noexcept {
  Hash h = 0x811C9DC5u;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x01000193u;
  return h;
}

}  // namespace hearsay::model
