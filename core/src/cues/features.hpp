// What the cue tagger sees of a token.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/atoms.hpp"
#include "text/document.hpp"

namespace hearsay::cues {

// Facts about a sentence that every token in it shares.
struct SentenceFacts {
  text::TokenIndex first_quote = text::none, last_quote = text::none;  // tokens inside quotations
};

[[nodiscard]] std::vector<SentenceFacts> sentence_facts(const text::Document& document);

// Calls sink(Hash) for every feature of token t.
template <class Sink>
void features(const text::Document& d, const model::AtomList& atoms, const std::vector<SentenceFacts>& facts,
              text::TokenIndex t, Sink&& sink) {
  using model::Hash, model::Shape, model::mix;
  std::uint32_t number = 0x1000;
  const auto one = [&](Hash a) { sink(mix(mix(0xC0E5u, ++number), a)); };
  const auto two = [&](Hash a, Hash b) { one(mix(a, b)); };
  const auto three = [&](Hash a, Hash b, Hash c) { one(mix(mix(a, b), c)); };
  const auto at = [&](int i) -> const model::Atoms& { return atoms[static_cast<std::int64_t>(t) + i]; };
  const auto shape = [&](int i) { return static_cast<Hash>(at(i).shape); };
  const auto klass = [&](int i) { return static_cast<Hash>(at(i).word_class); };
  const model::Atoms& a = at(0);
  const text::Token& token = d.tokens[t];
  const text::Range sentence = d.sentences[token.sentence].tokens;
  const bool headline = d.blocks[token.block].kind == text::BlockKind::headline;

  for (int i = -3; i <= 3; ++i) one(at(i).word);
  for (int i = -2; i <= 1; ++i) two(at(i).word, at(i + 1).word);
  two(at(-1).word, at(1).word);
  two(at(-2).word, a.word);
  two(a.word, at(2).word);
  three(at(-1).word, a.word, at(1).word);
  three(at(-2).word, at(-1).word, a.word);
  three(a.word, at(1).word, at(2).word);
  one(a.stem);
  two(a.stem, at(1).word);
  two(at(-1).word, a.stem);
  two(shape(-1), a.stem);
  two(a.stem, shape(1));
  two(a.stem, a.suffix2);
  one(a.prefix);
  one(a.suffix2);
  one(a.suffix3);
  two(a.suffix2, at(-1).word);
  two(a.suffix3, at(1).word);
  one(klass(0));
  one(klass(-1));
  one(klass(1));
  two(klass(0), a.suffix2);
  two(klass(0), at(1).word);
  two(klass(0), at(-1).word);
  three(klass(0), shape(-1), shape(1));
  three(shape(-1), shape(0), shape(1));
  three(at(-1).suffix2, a.suffix2, at(1).suffix2);
  two(at(-1).stem, at(-2).stem);
  two(at(1).stem, at(2).stem);

  // Quotations: how deep, how near on either side within the sentence.
  const SentenceFacts& s = facts[token.sentence];
  const Hash depth = static_cast<Hash>(a.depth * 9 + at(-1).depth * 3 + at(1).depth);
  Hash quotes = 0;
  if (s.first_quote != text::none && a.depth == 0) {
    quotes = 1;
    if (s.first_quote > t) quotes += std::min<std::uint32_t>(s.first_quote - t, 6);
    if (s.last_quote < t) quotes += 7 * std::min<std::uint32_t>(t - s.last_quote, 6);
  }
  const Hash some_quote = quotes == 0 ? 0 : (s.first_quote < t ? 1u : 0u) + (s.last_quote > t ? 2u : 0u) + 1;
  one(depth);
  two(depth, a.stem);
  one(quotes);
  two(quotes, a.word_class);
  two(some_quote, a.stem);
  two(some_quote, a.suffix2);

  // What goes before: a name or pronoun near by; a "to"; what comes after: a "that".
  Hash name = 0;
  for (int i = 1; i <= 3 && name == 0; ++i) {
    const Shape q = at(-i).shape;
    if (q == Shape::title || q == Shape::upper) name = static_cast<Hash>(i);
    if (q != Shape::lower && q != Shape::title) break;
  }
  Hash that = 0;
  for (int i = 1; i <= 4; ++i) {
    if (at(i).word == model::hash("that")) that = static_cast<Hash>(i);
  }
  two(name, a.stem);
  two(name, a.suffix2);
  two(that, a.stem);
  two(that, a.suffix2);
  two(that, klass(0));

  // Place.
  const std::uint32_t from_start = std::min<std::uint32_t>(t - sentence.first, 4);
  const std::uint32_t to_end = std::min<std::uint32_t>(sentence.last - 1 - t, 4);
  two(from_start, shape(0));
  two(to_end, shape(0));
  two(from_start, a.stem);
  two(to_end, a.stem);
  two(headline, a.suffix2);
  two(headline, a.stem);
  one(0);
}

}  // namespace hearsay::cues
