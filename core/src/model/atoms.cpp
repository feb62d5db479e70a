#include "model/atoms.hpp"

#include <algorithm>
#include <string>

#include "text/unicode.hpp"

namespace hearsay::model {
namespace {

// Lower case, digits as 0, quotes straight, into `into`; the shape beside it.
Shape normalise(std::string_view token, text::TokenKind kind, std::string& into) {
  bool any_upper = false, any_lower = false, first_upper = false, later_upper = false;
  for (std::size_t i = 0; i < token.size();) {
    const auto byte = static_cast<unsigned char>(token[i]);
    if (byte < 0x80) {
      const bool upper = byte >= 'A' && byte <= 'Z';
      any_upper |= upper;
      any_lower |= byte >= 'a' && byte <= 'z';
      (i == 0 ? first_upper : later_upper) |= upper;
      into += upper ? static_cast<char>(byte + 32) : byte >= '0' && byte <= '9' ? '0' : static_cast<char>(byte);
      ++i;
      continue;
    }
    const text::CodePoint c = text::decode(token, i);
    if (c.value >= 0x2018 && c.value <= 0x201B) {
      into += '\'';
    } else if (c.value >= 0x201C && c.value <= 0x201F) {
      into += '"';
    } else if (text::is_upper(c.value)) {
      any_upper = true;
      (i == 0 ? first_upper : later_upper) = true;
      into += text::lower(token.substr(i, c.size));
    } else {
      any_lower |= text::character_class(c.value) == text::CharacterClass::letter;
      into += token.substr(i, c.size);
    }
    i += c.size;
  }
  using text::TokenKind;
  switch (kind) {
    case TokenKind::number:
      return Shape::number;
    case TokenKind::open_quote:
      return Shape::open_quote;
    case TokenKind::close_quote:
      return Shape::close_quote;
    case TokenKind::symbol:
      return Shape::other;
    case TokenKind::punctuation:
      if (into == ",") return Shape::comma;
      if (into == "." || into == "?" || into == "!") return Shape::stop;
      if (into == ":" || into == ";") return Shape::colon;
      if (into == "--" || into == "-" || into == "–" || into == "—" || into == "―") return Shape::dash;
      if (into == "(" || into == ")" || into == "[" || into == "]") return Shape::bracket;
      return Shape::other;
    case TokenKind::word:
      break;
  }
  if (!any_upper) return Shape::lower;
  if (first_upper && !later_upper) return Shape::title;
  return any_lower ? Shape::mixed : Shape::upper;
}

}  // namespace

Atoms atoms_of(const text::Document& document, text::TokenIndex t, const Words& words) {
  const text::TokenKind kind = document.tokens[t].kind;
  thread_local std::string word;
  word.clear();
  Atoms a;
  a.shape = normalise(document.word(t), kind, word);
  const std::string_view w = word;
  a.word = hash(w);
  a.stem = hash(stem(w));
  a.prefix = hash(w.substr(0, 3));
  a.suffix2 = hash(w.substr(w.size() - std::min<std::size_t>(2, w.size())));
  a.suffix3 = hash(w.substr(w.size() - std::min<std::size_t>(3, w.size())));
  const WordEntry* entry = words.find(w);
  if (kind == text::TokenKind::word) a.word_class = words.classify(w, entry);
  if (entry != nullptr && entry->coded) a.coded = entry;
  return a;
}

AtomList::AtomList(const text::Document& document, const Words& words) {
  types_.reserve(document.types.size());
  for (const text::TokenIndex t : document.types) types_.push_back(atoms_of(document, t, words));
}

}  // namespace hearsay::model
