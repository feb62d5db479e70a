// What was found in stretches of text that were read before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attributions/extraction.hpp"
#include "hearsay/hearsay.hpp"

namespace hearsay::attributions {

// Two halves: when the newer is full it becomes the older, and what the older held and nobody asked for is forgotten.
// All in a few long arrays: thousands of small ones, kept among what comes and goes, would slow down everything else.
class Memory {
 public:
  // A stretch's text, and whether it begins with a headline: what is found in it depends on nothing else.
  struct Key {
    std::string_view text;
    bool headline = false;
  };

  // Adds what was found in that text, its first token now being `first`. False if it is not known.
  [[nodiscard]] bool recall(const Key& key, text::TokenIndex first, std::vector<Extraction>& into) {
    if (const Stretch* known = newer_.find(key)) {
      newer_.read(*known, first, into);
      return true;
    }
    const Stretch* known = older_.find(key);
    if (!known) return false;
    const std::size_t before = into.size();
    older_.read(*known, first, into);
    keep(key, first, std::span(into).subspan(before));
    return true;
  }
  void keep(const Key& key, text::TokenIndex first, std::span<const Extraction> found) {
    if (key.text.size() > max_memory_bytes / 2) return;
    if (newer_.text.size() + key.text.size() > max_memory_bytes / 2) older_ = std::exchange(newer_, {});
    newer_.write(key, first, found);
  }

 private:
  struct Stretch {
    std::size_t hash, text, size, numbers;  // where text and numbers begin
    std::uint32_t found;
    bool headline;
  };
  struct Half {
    std::string text;
    std::vector<std::uint32_t> numbers;  // of each attribution: confidence, cue, and ranges of source and content
    std::vector<Stretch> stretches;

    [[nodiscard]] const Stretch* find(const Key& key) const {
      const std::size_t hash = std::hash<std::string_view>{}(key.text);
      for (const Stretch& s : stretches) {
        if (s.hash == hash && s.headline == key.headline && std::string_view(text).substr(s.text, s.size) == key.text)
          return &s;
      }
      return nullptr;
    }
    void write(const Key& key, text::TokenIndex first, std::span<const Extraction> found) {
      stretches.push_back({std::hash<std::string_view>{}(key.text), text.size(), key.text.size(), numbers.size(),
                           static_cast<std::uint32_t>(found.size()), key.headline});
      text += key.text;
      const auto range = [&](text::Range r) { numbers.insert(numbers.end(), {r.first - first, r.last - first}); };
      const auto ranges = [&](const std::vector<text::Range>& many) {
        numbers.push_back(static_cast<std::uint32_t>(many.size()));
        for (const text::Range r : many) range(r);
      };
      for (const Extraction& x : found) {
        numbers.push_back(__builtin_bit_cast(std::uint32_t, static_cast<float>(x.confidence)));
        range(x.cue);
        ranges(x.source);
        ranges(x.content);
      }
    }
    void read(const Stretch& stretch, text::TokenIndex first, std::vector<Extraction>& into) const {
      auto at = numbers.begin() + static_cast<std::ptrdiff_t>(stretch.numbers);
      const auto range = [&] {
        const text::Range r{at[0] + first, at[1] + first};
        at += 2;
        return r;
      };
      const auto ranges = [&](std::vector<text::Range>& many) {
        for (std::uint32_t n = *at++; n > 0; --n) many.push_back(range());
      };
      for (std::uint32_t n = stretch.found; n > 0; --n) {
        Extraction& x = into.emplace_back();
        x.confidence = static_cast<double>(__builtin_bit_cast(float, *at++));
        x.cue = range();
        ranges(x.source);
        ranges(x.content);
      }
    }
  };

  Half newer_, older_;
};

}  // namespace hearsay::attributions
