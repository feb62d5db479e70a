#include <algorithm>

#include "lexicon/lexicon.hpp"
#include "lexicon/parts.hpp"
#include "lexicon/plain_text.hpp"

namespace hearsay::lexicon {

Reading Lexicon::read(const text::Document& document) const {
  Reading reading;
  reading.document_ = &document;
  const auto count = static_cast<text::TokenIndex>(document.tokens.size());
  PlainText text(document.text.size());
  reading.plain_start_.reserve(count);
  reading.plain_end_.reserve(count);
  // Of each type of token: its word's key, where the trie goes with it, how it is written.
  struct Type {
    std::uint64_t key = 0;
    std::uint32_t node = Trie::nowhere;
    Capitals capitals{};
  };
  const Trie& trie = parts_->trie;
  std::vector<Type> types;
  types.reserve(document.types.size());
  for (text::TokenIndex t = 0; t < count; ++t) {
    const text::Token& token = document.tokens[t];
    if (t > 0 && (token.space_before || token.block != document.tokens[t - 1].block)) {
      text.add(' ');
    }
    const std::size_t start = text.size();
    reading.plain_start_.push_back(static_cast<std::uint32_t>(start));
    const bool mark = token.kind == text::TokenKind::open_quote || token.kind == text::TokenKind::close_quote;
    if (mark) {
      text.add('"');
    } else {
      text.add(document.word(t));
    }
    reading.plain_end_.push_back(static_cast<std::uint32_t>(text.size()));
    if (token.type < types.size()) continue;
    const std::uint64_t key = word_key(text.plain().substr(start));
    types.push_back({key, trie.step(Trie::root, key), capitals_of(text.cased().substr(start))});
  }
  text.take(reading.cased_, reading.plain_);

  reading.first_phrase_.reserve(count + 1);
  reading.first_shorter_.reserve(count + 1);
  for (text::TokenIndex t = 0; t < count; ++t) {
    const std::size_t first = reading.phrases_.size();
    reading.first_phrase_.push_back(static_cast<std::uint32_t>(first));
    const std::size_t first_shorter = reading.shorter_.size();
    reading.first_shorter_.push_back(static_cast<std::uint32_t>(first_shorter));
    std::uint32_t node = types[document.tokens[t].type].node;
    Capitals written[Trie::longest];
    for (std::uint32_t n = 0; node != Trie::nowhere; ++n) {
      written[n] = types[document.tokens[t + n].type].capitals;
      for (std::uint32_t e = trie.first(node); e != Trie::nowhere; e = trie.ending(e).next) {
        const Ending& ending = trie.ending(e);
        bool fits = true;
        for (std::uint32_t w = 0; w <= n && fits; ++w) {
          const auto wanted = static_cast<Capitals>(ending.capitals >> (2 * w) & 3);
          fits = static_cast<std::uint8_t>(written[w]) >= static_cast<std::uint8_t>(wanted);
        }
        if (!fits) continue;
        const Phrase phrase{{t, t + n + 1}, ending.list, ending.entry};
        const auto same = std::find_if(reading.phrases_.begin() + static_cast<std::ptrdiff_t>(first),
                                       reading.phrases_.end(), [&](const Phrase& p) { return p.list == ending.list; });
        if (same == reading.phrases_.end()) {
          reading.phrases_.push_back(phrase);
        } else {  // phrases of a token come by length
          reading.shorter_.push_back(*same);
          *same = phrase;
        }
      }
      const text::TokenIndex next = t + n + 1;
      if (n + 1 == Trie::longest || next == count || document.tokens[next].block != document.tokens[t].block) break;
      node = trie.step(node, types[document.tokens[next].type].key);
    }
    std::reverse(reading.shorter_.begin() + static_cast<std::ptrdiff_t>(first_shorter), reading.shorter_.end());
  }
  reading.first_phrase_.push_back(static_cast<std::uint32_t>(reading.phrases_.size()));
  reading.first_shorter_.push_back(static_cast<std::uint32_t>(reading.shorter_.size()));
  return reading;
}

std::span<const Phrase> Reading::at(text::TokenIndex t) const noexcept {
  if (t >= first_phrase_.size() || t + 1 >= first_phrase_.size()) return {};
  return std::span(phrases_).subspan(first_phrase_[t], first_phrase_[t + 1] - first_phrase_[t]);
}

std::span<const Phrase> Reading::shorter(text::TokenIndex t) const noexcept {
  if (t >= first_shorter_.size() || t + 1 >= first_shorter_.size()) return {};
  return std::span(shorter_).subspan(first_shorter_[t], first_shorter_[t + 1] - first_shorter_[t]);
}

const Phrase* Reading::at(ListId list, text::TokenIndex t, text::TokenIndex limit) const noexcept {
  for (const std::span<const Phrase> phrases : {at(t), shorter(t)}) {
    for (const Phrase& phrase : phrases) {
      if (phrase.list == list && phrase.tokens.last <= limit) return &phrase;
    }
  }
  return nullptr;
}

const Phrase* Reading::first(ListId list, text::Range where) const noexcept {
  for (text::TokenIndex t = where.first; t < where.last; ++t) {
    if (const Phrase* phrase = at(list, t, where.last)) return phrase;
  }
  return nullptr;
}

const Phrase* Reading::last(ListId list, text::Range where) const noexcept {
  for (text::TokenIndex t = where.last; t > where.first; --t) {
    if (const Phrase* phrase = at(list, t - 1, where.last)) return phrase;
  }
  return nullptr;
}

const Phrase* Reading::exactly(ListId list, text::Range where) const noexcept {
  const Phrase* phrase = at(list, where.first, where.last);
  return phrase && phrase->tokens == where ? phrase : nullptr;
}

// Deciding words are whole tokens: those that bytes [begin, end) of plain_ touch.
Span Reading::back(std::uint32_t begin, std::uint32_t end) const noexcept {
  const auto first =
      static_cast<text::TokenIndex>(std::upper_bound(plain_end_.begin(), plain_end_.end(), begin) - plain_end_.begin());
  const auto last = static_cast<text::TokenIndex>(std::lower_bound(plain_start_.begin(), plain_start_.end(), end) -
                                                  plain_start_.begin());
  return first < last ? document_->span({first, last}) : Span{};
}

}  // namespace hearsay::lexicon
