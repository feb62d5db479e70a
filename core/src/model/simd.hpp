// Four and eight numbers at a time, the same on every machine: the compiler's vectors, and the one instruction that
// they lack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hearsay::model {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));
using Short8 = std::int16_t __attribute__((vector_size(16)));

// Room for numbers that is kept from one use to the next and not cleared.
template <class Number>
class Scratch {
 public:
  [[nodiscard]] Number* need(std::size_t count) {
    if (count > size_) {
      numbers_.reset(new Number[count]);
      size_ = count;
    }
    return numbers_.get();
  }

 private:
  std::unique_ptr<Number[]> numbers_;
  std::size_t size_ = 0;
};

template <class Vector, class Number>
[[nodiscard]] inline Vector read(const Number* from) noexcept {
  Vector v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

template <class Number, class Vector>
inline void write(Number* into, Vector v) noexcept {
  std::memcpy(into, &v, sizeof v);
}

[[nodiscard]] inline Float4 every(float x) noexcept { return Float4{x, x, x, x}; }

// Eight bytes as 16-bit numbers.
[[nodiscard]] inline Short8 widen(const std::int8_t* from) noexcept {
#if defined(__wasm_simd128__)
  return static_cast<Short8>(wasm_i16x8_load8x8(from));
#elif defined(__SSE2__)
  const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
  return reinterpret_cast<Short8>(_mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8));
#else
  Short8 wide;
  for (int i = 0; i < 8; ++i) wide[i] = from[i];
  return wide;
#endif
}

// a[0]*b[0] + a[1]*b[1], a[2]*b[2] + a[3]*b[3], …; exact while no operand is -32768.
[[nodiscard]] inline Int4 dot_pairs(Short8 a, Short8 b) noexcept {
#if defined(__wasm_simd128__)
  return static_cast<Int4>(wasm_i32x4_dot_i16x8(static_cast<v128_t>(a), static_cast<v128_t>(b)));
#elif defined(__SSE2__)
  return reinterpret_cast<Int4>(_mm_madd_epi16(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
  Int4 sums;
  for (int i = 0; i < 4; ++i) sums[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return sums;
#endif
}

// x, but no less than -bound and no more than bound.
[[nodiscard]] inline float within(float x, float bound) noexcept {
  x = x < bound ? x : bound;
  return x > -bound ? x : -bound;
}
[[nodiscard]] inline Float4 within(Float4 x, float bound) noexcept {
#if defined(__wasm_simd128__)
  const auto above = static_cast<v128_t>(every(-bound)), below = static_cast<v128_t>(every(bound));
  return static_cast<Float4>(wasm_f32x4_pmax(wasm_f32x4_pmin(static_cast<v128_t>(x), below), above));
#elif defined(__SSE2__)
  return static_cast<Float4>(_mm_max_ps(_mm_min_ps(x, every(bound)), every(-bound)));
#else
  for (int i = 0; i < 4; ++i) x[i] = within(x[i], bound);
  return x;
#endif
}

[[nodiscard]] inline Float4 to_floats(Int4 v) noexcept { return __builtin_convertvector(v, Float4); }

// To the nearest whole numbers, of eight numbers below 2^15: adding 1.5 * 2^23 leaves them in the lowest bits.
[[nodiscard]] inline Short8 to_whole(Float4 low, Float4 high) noexcept {
  const auto a = reinterpret_cast<Int4>(low + 12582912.0f) - 0x4B400000;
  const auto b = reinterpret_cast<Int4>(high + 12582912.0f) - 0x4B400000;
#if defined(__wasm_simd128__)
  return static_cast<Short8>(wasm_i16x8_narrow_i32x4(static_cast<v128_t>(a), static_cast<v128_t>(b)));
#elif defined(__SSE2__)
  return reinterpret_cast<Short8>(_mm_packs_epi32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
  Short8 whole;
  for (int i = 0; i < 4; ++i) {
    whole[i] = static_cast<std::int16_t>(a[i]);
    whole[i + 4] = static_cast<std::int16_t>(b[i]);
  }
  return whole;
#endif
}

// About the hyperbolic tangent of x: -1 to 1, smooth, and made of exact operations only.
template <class Number>
[[nodiscard]] inline Number squash(Number x) noexcept {
  x = within(x, 3.0f);
  const Number square = x * x;
  return x * (square + 27.0f) / (square * 9.0f + 27.0f);
}

// About the logistic function of x, 0 to 1: squash(x / 2) / 2 + 1 / 2, with the halves multiplied out.
template <class Number>
[[nodiscard]] inline Number gate(Number x) noexcept {
  x = within(x, 6.0f);
  const Number square = x * x;
  return x * (square + 108.0f) / (square * 36.0f + 432.0f) + 0.5f;
}

}  // namespace hearsay::model
