#include "wordnet.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "corpus.hpp"

namespace hearsay::training {
namespace {

std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t end = std::min(line.find(' ', i), line.size());
    if (end > i) parts.push_back(line.substr(i, end - i));
    i = end + 1;
  }
  return parts;
}

template <class Visit>
void each_line(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

unsigned number(std::string_view s, int base = 10) {
  unsigned value = 0;
  std::from_chars(s.data(), s.data() + s.size(), value, base);
  return value;
}

struct Synset {
  unsigned file = 0;                   // the lexicographer file: 32 is verb.communication
  std::set<std::string_view> clausal;  // words that take a that-clause here (frame 26)
  bool all_clausal = false;
};

std::map<unsigned, Synset> read_synsets(std::string_view data, bool verbs) {
  std::map<unsigned, Synset> synsets;
  each_line(data, [&](std::string_view line) {
    if (line.starts_with("  ")) return;
    const auto f = fields(line.substr(0, line.find(" | ")));
    if (f.size() < 5) return;
    Synset& synset = synsets[number(f[0])];
    synset.file = number(f[1]);
    if (!verbs) return;
    const unsigned words = number(f[3], 16);
    std::size_t i = 4 + std::size_t{words} * 2;
    if (i >= f.size()) return;
    i += 1 + std::size_t{number(f[i])} * 4 + 1;
    for (; i + 2 < f.size(); ++i) {
      if (f[i] != "+" || number(f[i + 1]) != 26) continue;
      const unsigned which = number(f[i + 2], 16);
      if (which == 0)
        synset.all_clausal = true;
      else if (which <= words)
        synset.clausal.insert(f[4 + std::size_t{which - 1} * 2]);
    }
  });
  return synsets;
}

struct Entry {
  std::vector<unsigned> synsets;  // most frequent first
  bool tagged = false;            // WordNet's makers met it in text
};

std::map<std::string_view, Entry> read_index(std::string_view index) {
  std::map<std::string_view, Entry> entries;
  each_line(index, [&](std::string_view line) {
    if (line.starts_with("  ")) return;
    const auto f = fields(line);
    if (f.size() < 6 || f[0].find('_') != std::string_view::npos) return;
    const std::size_t pointers = number(f[3]), first = 4 + pointers + 2;
    Entry& entry = entries[f[0]];
    entry.tagged = first <= f.size() && number(f[first - 1]) > 0;
    for (std::size_t i = first; i < f.size(); ++i) entry.synsets.push_back(number(f[i]));
  });
  return entries;
}

constexpr unsigned communication = 32, cognition = 31;

unsigned verb_part(std::string_view word, const Entry& entry, const std::map<unsigned, Synset>& synsets) {
  unsigned primary = 0;
  bool clausal = false, speaks = false, thinks = false;
  for (std::size_t i = 0; i < std::min<std::size_t>(entry.synsets.size(), 6); ++i) {
    const auto it = synsets.find(entry.synsets[i]);
    if (it == synsets.end()) continue;
    if (i == 0) primary = it->second.file;
    clausal |= it->second.all_clausal || it->second.clausal.contains(word);
    speaks |= it->second.file == communication;
    thinks |= it->second.file == cognition;
  }
  switch (primary) {
    case communication:
      return clausal ? 1 : 2;
    case cognition:
      return clausal ? 3 : 4;
    case 37:
      return clausal ? 5 : 6;  // emotion
    case 39:
      return clausal ? 7 : 8;  // perception
    default:
      break;
  }
  if (speaks) return clausal ? 9 : 10;
  if (thinks || clausal) return 11;
  switch (primary) {
    case 41:
      return 12;  // social
    case 42:
    case 40:
      return 13;  // stative, possession
    case 36:
    case 30:
      return 14;  // creation, change
    default:
      return 15;  // motion, contact, body …
  }
}

unsigned noun_part(const Entry& entry, const std::map<unsigned, Synset>& synsets) {
  const auto it = synsets.find(entry.synsets.front());
  if (it == synsets.end()) return 0;
  switch (it->second.file) {
    case 10:
      return 1;  // communication
    case 9:
      return 2;  // cognition
    case 18:
      return 3;  // person
    case 14:
      return 4;  // group
    case 4:
      return 5;  // act
    case 11:
      return 6;  // event
    case 15:
      return 7;  // location
    case 28:
      return 8;  // time
    case 21:
    case 23:
      return 9;  // possession, quantity
    case 7:
    case 12:
    case 26:
      return 10;  // attribute, feeling, state
    default:
      return 11;
  }
}

}  // namespace

Result<std::map<std::string, std::uint8_t>> read_wordnet(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const char* name :
       {"index.verb", "index.noun", "index.adj", "index.adv", "data.verb", "data.noun", "verb.exc", "noun.exc"}) {
    Result<std::string> text = corpus::read_file(folder + "/" + name);
    if (!text) return text.failure();
    files[name] = *std::move(text);
  }
  const auto verbs = read_index(files["index.verb"]), nouns = read_index(files["index.noun"]),
             adjectives = read_index(files["index.adj"]), adverbs = read_index(files["index.adv"]);
  const auto verb_synsets = read_synsets(files["data.verb"], true),
             noun_synsets = read_synsets(files["data.noun"], false);
  std::map<std::string_view, std::uint8_t> classes;
  for (const auto& [word, entry] : verbs) {
    const unsigned part = verb_part(word, entry, verb_synsets);
    if (entry.tagged || part < 12) classes[word] = static_cast<std::uint8_t>(part << 4);
  }
  for (const auto& [word, entry] : nouns) {
    if (entry.tagged) classes[word] |= static_cast<std::uint8_t>(noun_part(entry, noun_synsets));
  }
  for (const auto& [word, entry] : adjectives) {
    std::uint8_t& c = classes[word];
    if (entry.tagged && (c & 15) == 0) c |= 12;
  }
  for (const auto& [word, entry] : adverbs) {
    std::uint8_t& c = classes[word];
    if (entry.tagged && (c & 15) == 0) c |= 13;
  }
  std::erase_if(classes, [](const auto& item) { return item.second == 0; });
  std::map<std::string_view, std::uint8_t> irregular;
  for (const char* name : {"verb.exc", "noun.exc"}) {
    each_line(files[name], [&](std::string_view line) {
      const auto f = fields(line);
      if (f.size() < 2 || f[0].find('_') != std::string_view::npos || classes.contains(f[0])) return;
      const auto it = classes.find(f[1]);
      if (it != classes.end()) irregular.emplace(f[0], it->second);
    });
  }
  classes.insert(irregular.begin(), irregular.end());
  return std::map<std::string, std::uint8_t>(classes.begin(), classes.end());
}

}  // namespace hearsay::training
