#include "model/words.hpp"

#include <algorithm>
#include <array>

#include "model/hash.hpp"

namespace hearsay::model {
namespace {

constexpr std::uint32_t key_of(Hash h) noexcept { return mix(h, 0x57u) >> 8; }

}  // namespace

std::string_view stem(std::string_view word) noexcept {
  const auto drop = [&](std::size_t n) { return word.substr(0, word.size() - n); };
  if (word.size() > 5 && word.ends_with("ing")) return drop(3);
  if (word.size() > 4 && word.ends_with("ied")) return drop(2);
  if (word.size() > 4 && word.ends_with("ies")) return drop(2);
  if (word.size() > 4 && word.ends_with("ed")) return drop(2);
  if (word.size() > 4 && (word.ends_with("ses") || word.ends_with("hes") || word.ends_with("xes"))) return drop(2);
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) return drop(word.ends_with("es") ? 2 : 1);
  if (word.size() > 4 && word.ends_with('e')) return drop(1);
  return word;
}

const WordEntry* Words::find(std::string_view word) const noexcept {
  const std::uint32_t at = keys_.find(key_of(hash(word)));
  return at == Keys::unknown ? nullptr : &entries_[at];
}

std::uint8_t Words::classify(std::string_view word, const WordEntry* entry) const noexcept {
  if (entry != nullptr && entry->word_class != 0) return entry->word_class;
  if (word.size() < 4 || word.size() > 40) return 0;
  std::array<char, 48> buffer;
  const auto changed = [&](std::size_t drop, std::string_view with) -> std::uint8_t {
    const std::size_t kept = word.size() - drop;
    std::copy_n(word.begin(), kept, buffer.begin());
    std::copy(with.begin(), with.end(), buffer.begin() + static_cast<std::ptrdiff_t>(kept));
    const WordEntry* found = find({buffer.data(), kept + with.size()});
    return found == nullptr ? std::uint8_t{0} : found->word_class;
  };
  const auto either = [&](std::size_t drop) -> std::uint8_t {
    if (const std::uint8_t found = changed(drop, "")) return found;
    if (const std::uint8_t found = changed(drop, "e")) return found;
    const std::size_t n = word.size() - drop;  // stopped -> stop
    return n > 2 && word[n - 1] == word[n - 2] ? changed(drop + 1, "") : std::uint8_t{0};
  };
  if (word.ends_with("ies") || word.ends_with("ied")) return changed(3, "y");
  if (word.ends_with("ing")) return either(3);
  if (word.ends_with("ed")) return either(2);
  if (word.ends_with("es")) {
    if (const std::uint8_t found = changed(1, "")) return found;
    return changed(2, "");
  }
  if (word.ends_with('s') && !word.ends_with("ss")) return changed(1, "");
  return 0;
}

void Words::add_all(const std::map<std::string_view, WordEntry>& entries) {
  std::map<std::uint32_t, WordEntry> by_key;
  for (const auto& [word, entry] : entries) by_key.emplace(key_of(hash(word)), entry);
  std::vector<std::uint32_t> keys;
  for (const auto& [key, entry] : by_key) {
    keys.push_back(key);
    entries_.push_back(entry);
  }
  keys_ = Keys(std::move(keys));
}

std::string Words::save() const {
  std::string bytes;
  const std::uint32_t n = keys_.size();
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(n >> shift);
  for (int shift = 16; shift >= 0; shift -= 8) {
    for (const std::uint32_t key : keys_.all()) bytes += static_cast<char>(key >> shift);
  }
  for (const WordEntry& e : entries_) bytes += static_cast<char>(e.word_class);
  for (const WordEntry& e : entries_) bytes += static_cast<char>(e.coded);
  for (std::size_t part = 0; part < WordEntry::parts; ++part) {
    for (const WordEntry& e : entries_) {
      if (e.coded) bytes += static_cast<char>(e.codes[part]);
    }
  }
  return bytes;
}

bool Words::load(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  const std::size_t n = byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
  if ((bytes.size() - 4) / 5 < n) return false;
  std::vector<std::uint32_t> keys(n);
  entries_.assign(n, {});
  std::size_t coded = 0;
  for (std::size_t i = 0; i < n; ++i) {
    keys[i] = byte(4 + i) << 16 | byte(4 + n + i) << 8 | byte(4 + 2 * n + i);
    entries_[i].word_class = static_cast<std::uint8_t>(byte(4 + 3 * n + i));
    entries_[i].coded = byte(4 + 4 * n + i) != 0;
    coded += entries_[i].coded;
    if (i > 0 && keys[i] <= keys[i - 1]) return false;
  }
  std::size_t at = 4 + 5 * n;
  if (bytes.size() - at != coded * WordEntry::parts) return false;
  for (std::size_t part = 0; part < WordEntry::parts; ++part) {
    for (WordEntry& e : entries_) {
      if (e.coded) e.codes[part] = static_cast<std::uint8_t>(byte(at++));
    }
  }
  keys_ = Keys(std::move(keys));
  return true;
}

}  // namespace hearsay::model
