// Exponential by plain single-precision arithmetic in a fixed order, so that every machine gives the same bits; the
// standard library's differ. (Build without contraction into fused multiply-adds.)
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace hearsay::model {

// e^x for x clamped to [-80, 80], to about 1e-6 of its value.
[[nodiscard]] inline float exponential(float x) noexcept {
  x = std::clamp(x, -80.0f, 80.0f);
  const float scaled = x * 1.44269504f;
  const auto n = static_cast<std::int32_t>(scaled + (scaled < 0 ? -0.5f : 0.5f));
  const float whole = static_cast<float>(n);
  const float r = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  return p * __builtin_bit_cast(float, static_cast<std::uint32_t>(n + 127) << 23);
}

[[nodiscard]] inline float logistic(float x) noexcept { return 1.0f / (1.0f + exponential(-x)); }

}  // namespace hearsay::model
