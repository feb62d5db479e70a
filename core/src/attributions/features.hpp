// What the argument tagger sees of a token: what the token is, whichever side of the cue it lies on, and how it stands
// to the cue.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/atoms.hpp"
#include "text/document.hpp"

namespace hearsay::attributions {

// Tokens around a cue in which its source and content are looked for: its paragraph, so many tokens to either side.
inline constexpr std::uint32_t reach_left = 70, reach_right = 120;

[[nodiscard]] inline text::Range window(const text::Document& d, text::Range cue) noexcept {
  const text::Range block = d.blocks[d.tokens[cue.first].block].tokens;
  const std::uint32_t left = cue.first - block.first, right = block.last - cue.last;
  return {cue.first - std::min(left, reach_left), cue.last + std::min(right, reach_right)};
}

// What the features need of the document beside its atoms. `cue_at[t]`: 0 no cue, 1 a cue's first token, 2 a later one.
struct Scene {
  const text::Document& document;
  const model::AtomList& atoms;
  const std::vector<std::uint8_t>& cue_at;
};

// Features of position t that hold for every cue on the same side of it. Positions run from 0 to the number of tokens;
// that of a paragraph's first token is also the end of the one before. Calls sink(Hash).
template <class Sink>
void token_features(const Scene& scene, std::uint32_t t, Sink&& sink) {
  using model::Hash, model::mix;
  std::uint32_t number = 0x2000;
  const auto one = [&](Hash a) { sink(mix(mix(0xA46Bu, ++number), a)); };
  const auto two = [&](Hash a, Hash b) { one(mix(a, b)); };
  const auto three = [&](Hash a, Hash b, Hash c) { one(mix(mix(a, b), c)); };
  const auto at = [&](int i) -> const model::Atoms& { return scene.atoms[static_cast<std::int64_t>(t) + i]; };
  const auto shape = [&](int i) { return static_cast<Hash>(at(i).shape); };
  const auto klass = [&](int i) { return static_cast<Hash>(at(i).word_class); };
  const auto cue = [&](int i) -> Hash {
    const std::int64_t p = static_cast<std::int64_t>(t) + i;
    return p < 0 || p >= static_cast<std::int64_t>(scene.cue_at.size()) ? 0 : scene.cue_at[static_cast<std::size_t>(p)];
  };
  const auto& tokens = scene.document.tokens;
  const bool new_sentence = t == 0 || t >= tokens.size() || tokens[t].sentence != tokens[t - 1].sentence;
  const Hash depth = static_cast<Hash>(at(-1).depth * 3 + at(0).depth);

  for (int i = -2; i <= 2; ++i) one(at(i).word);
  two(at(-2).word, at(-1).word);
  two(at(-1).word, at(0).word);
  two(at(0).word, at(1).word);
  two(at(1).word, at(2).word);
  three(at(-1).word, at(0).word, at(1).word);
  three(shape(-1), shape(0), shape(1));
  three(shape(-2), shape(-1), shape(0));
  three(shape(0), shape(1), shape(2));
  two(shape(-1), at(0).word);
  two(at(-1).word, shape(0));
  two(shape(-1), at(0).suffix2);
  two(at(-1).word, at(0).suffix2);
  one(at(0).suffix3);
  one(klass(0));
  two(klass(-1), klass(0));
  two(klass(0), klass(1));
  two(at(-1).word, klass(0));
  three(shape(-1), klass(0), at(1).suffix2);
  two(depth, shape(0));
  two(depth, shape(-1));
  two(new_sentence, shape(0));
  two(new_sentence, depth);
  three(cue(-1), cue(0), cue(1));
  three(cue(0) + 3 * cue(1) + 9 * cue(2), shape(-1), shape(0));
  two(cue(1) + 3 * cue(2), at(0).word);
  two(cue(2) + 3 * cue(3), at(-1).word);
  one(0);
}

// The cue and its surroundings, worked out once a cue.
struct CueFacts {
  text::Range cue;
  model::Hash head = 0, head_class = 0, head_stem = 0, whole = 0, last = 0;
  model::Hash before = 0, after = 0, around = 0;
  std::uint32_t quotation = text::none, sentence = 0;
  std::uint8_t depth = 0;
  std::uint32_t quote_left = text::none,
                quote_right = text::none;  // the nearest quotation on either side, in the paragraph
};

[[nodiscard]] CueFacts cue_facts(const Scene& scene, text::Range cue);

// A walk away from the cue, keeping count of what lies between it and the position.
struct Between {
  std::uint32_t commas = 0, quotes = 0, cues = 0, stops = 0, names = 0, verbs = 0, dashes = 0;
  model::Hash path = 0;  // the words in between, while they are few
  void pass(const Scene& scene, std::uint32_t t) {
    using model::Shape;
    const model::Atoms& a = scene.atoms[t];
    commas += a.shape == Shape::comma;
    quotes += a.shape == Shape::open_quote || a.shape == Shape::close_quote;
    stops += a.shape == Shape::stop || a.shape == Shape::colon;
    dashes += a.shape == Shape::dash || a.shape == Shape::bracket;
    names += a.shape == Shape::title || a.shape == Shape::upper;
    cues += scene.cue_at[t] == 1;
    path = model::mix(path + 1, a.word);
  }
};

// Features of position t as it stands to the cue; `between` holds what lies between the cue and t.
template <class Sink>
void relative_features(const Scene& scene, const CueFacts& cue, const Between& between, std::uint32_t t, Sink&& sink) {
  using model::Hash, model::mix;
  const bool left = t < cue.cue.last;
  const std::uint32_t distance = left ? cue.cue.first - std::min(t, cue.cue.first) : t - cue.cue.last;
  std::uint32_t number = left ? 0x3000 : 0x4000;
  const auto one = [&](Hash a) { sink(mix(mix(0xD157u, ++number), a)); };
  const auto two = [&](Hash a, Hash b) { one(mix(a, b)); };
  const auto three = [&](Hash a, Hash b, Hash c) { one(mix(mix(a, b), c)); };
  const auto at = [&](int i) -> const model::Atoms& { return scene.atoms[static_cast<std::int64_t>(t) + i]; };
  const auto shape = [&](int i) { return static_cast<Hash>(at(i).shape); };
  const auto& tokens = scene.document.tokens;
  const bool inside = t < tokens.size();
  constexpr std::array<std::uint8_t, 32> buckets = {0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8,
                                                    8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
  const Hash d = distance < 32 ? buckets[distance] : distance < 50 ? 10u : 11u;
  const Hash near = std::min(distance, 4u);
  const std::int64_t sentences =
      inside ? static_cast<std::int64_t>(tokens[t].sentence) - static_cast<std::int64_t>(cue.sentence) : 9;
  const Hash sentence = static_cast<Hash>(std::clamp<std::int64_t>(sentences, -3, 4) + 3);
  const std::uint32_t quotation = inside ? tokens[t].quotation : text::none;
  const Hash quote = (quotation == text::none        ? 0u
                      : quotation == cue.quotation   ? 1u
                      : quotation == cue.quote_left  ? 2u
                      : quotation == cue.quote_right ? 3u
                                                     : 4u) +
                     5u * std::min<Hash>(cue.depth, 1);
  const Hash commas = std::min(between.commas, 3u), quotes = std::min(between.quotes, 3u),
             cues = std::min(between.cues, 2u);
  const Hash counts = commas + 4 * quotes + 16 * cues;
  const bool edge = distance == 0;

  one(d);
  two(d, shape(0));
  two(d, cue.around);
  two(d, cue.head);
  two(near, cue.whole);
  three(shape(-1), shape(0), cue.head);
  two(at(0).word, cue.head);
  two(at(-1).word, cue.head);
  three(at(0).word, near, cue.head_class);
  two(at(0).word, sentence);
  two(sentence, quote);
  three(sentence, quote, cue.around);
  three(sentence, quote, shape(0));
  three(sentence, quote, cue.head);
  two(counts, shape(0));
  two(counts, shape(-1));
  three(counts, sentence, quote);
  two(counts, cue.head_class);
  three(commas + 4 * cues, at(-1).word, at(0).word);
  three(commas + 4 * cues, shape(-1), at(0).suffix2);
  three(cue.head_stem, commas + 4 * cues, shape(-1));
  three(cue.after, near, shape(0));
  three(cue.before, near, shape(0));
  two(cue.whole, sentence);
  three(cue.around, shape(-1), shape(0));
  three(cue.around, edge, at(0).word);
  two(distance <= 4 ? between.path : 0, near);
  three(distance <= 4 ? between.path : 0, near, at(0).word);
  three(std::min(between.names, 2u), near, shape(0));
  two(std::min(between.dashes, 3u), shape(-1));
  three(cue.last, near, at(0).word);
}

}  // namespace hearsay::attributions
