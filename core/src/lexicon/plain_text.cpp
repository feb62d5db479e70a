#include "lexicon/plain_text.hpp"

namespace hearsay::lexicon {
namespace {

bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  const auto c = static_cast<unsigned char>(word[0]);
  if (c >= 'A' && c <= 'Z') return true;
  const auto next = word.size() > 1 ? static_cast<unsigned char>(word[1]) : 0u;
  return c == 0xC3 && next >= 0x80 && next <= 0x9E;
}

}  // namespace

void PlainText::add(std::string_view word) {
  const auto byte = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0u; };
  for (std::size_t i = 0; i < word.size();) {
    const unsigned c = byte(i);
    if (c < 0x80) {
      add(word[i], c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : word[i]);
      ++i;
      continue;
    }
    const unsigned next = byte(i + 1), after = byte(i + 2);
    if (c == 0xE2 && next == 0x80 && (after == 0x98 || after == 0x99)) {  // ‘ ’
      add('\'');
      i += 3;
    } else if (c == 0xE2 && next == 0x80 && after >= 0x90 && after <= 0x95) {  // hyphens and dashes
      add('-');
      i += 3;
    } else if ((c == 0xC2 && next == 0xAD) || (c == 0xE2 && next == 0x80 && after == 0x8B)) {
      i += c == 0xC2 ? 2 : 3;  // soft hyphen, zero-width space
    } else if (c >= 0xC3 && c <= 0xC5 && next != 0) {
      unsigned low = next;
      if (c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) low = next + 0x20;
      if (c == 0xC4 && (next <= 0xB7) && next != 0xB0 && next % 2 == 0) low = next + 1;
      if (c == 0xC5 && (next <= 0x88) && next % 2 == 1 && next >= 0x81) low = next + 1;
      if (c == 0xC5 && next >= 0x8A && next <= 0xB7 && next % 2 == 0) low = next + 1;
      add(word[i]);
      add(word[i + 1], static_cast<char>(low));
      i += 2;
    } else {
      add(word[i]);
      ++i;
    }
  }
}

Capitals capitals_of(std::string_view cased) {
  if (!begins_upper(cased)) return Capitals::any;
  std::size_t upper = 0, lower = 0;
  for (const char c : cased) {
    upper += c >= 'A' && c <= 'Z';
    lower += c >= 'a' && c <= 'z';
  }
  return upper > 1 && lower == 0 ? Capitals::all : Capitals::first;
}

std::uint64_t word_key(std::string_view plain) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : plain) {
    if (c == '.') continue;
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return hash;
}

}  // namespace hearsay::lexicon
