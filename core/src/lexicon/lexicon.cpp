#include "lexicon/lexicon.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <bit>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "lexicon/forms.hpp"
#include "lexicon/place.hpp"

namespace hearsay::lexicon {
namespace {

using Json = nlohmann::json;

constexpr std::string_view target_names[target_count] = {"source", "cue", "clause", "content", "sentence"};

struct AxisName {
  std::string_view name;
  Axis axis;
};
constexpr AxisName axis_names[] = {
    {"kind", Axis::kind},     {"anonymity", Axis::anonymity}, {"official", Axis::official},
    {"stance", Axis::stance}, {"state-run", Axis::state_run}, {"terms", Axis::terms},
    {"reason", Axis::reason}, {"others", Axis::others},       {"rebuttal", Axis::rebuttal},
};

constexpr std::size_t longest_expansion = 1 << 14;  // bytes of a pattern once its lists are filled in
constexpr int priority_limit = 1000;

template <class E>
std::optional<std::uint8_t> value_named(std::string_view wanted, E last) {
  for (std::uint8_t v = 0; v <= static_cast<std::uint8_t>(last); ++v) {
    if (name(static_cast<E>(v)) == wanted) return v;
  }
  return std::nullopt;
}

std::optional<std::uint8_t> value_of(Axis axis, std::string_view wanted) {
  switch (axis) {
    case Axis::kind:
      return value_named(wanted, Kind::author);
    case Axis::anonymity:
      return value_named(wanted, Anonymity::unnamed);
    case Axis::stance:
      return value_named(wanted, Stance::decides);
    default:
      break;
  }
  if (wanted == "true") return std::uint8_t{1};
  if (wanted == "false") return std::uint8_t{0};
  return std::nullopt;
}

// ── Plain text ──────────────────────────────────────────────────────────────────────────────────────────────────────

// A growing text twice: as written and in lower case.
class PlainText {
 public:
  // Of no more than `size` bytes.
  explicit PlainText(std::size_t size) : cased_(size, ' '), plain_(size, ' ') {}
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view plain() const { return {plain_.data(), size_}; }
  [[nodiscard]] std::string_view cased() const { return {cased_.data(), size_}; }
  void clear() { size_ = 0; }
  void add(char c) { add(c, c); }

  // Appends a token's words with straight apostrophes and plain hyphens. Both texts grow by the same number of bytes:
  // only letters whose lower case is as long are lowered (Latin-1 and Latin Extended-A).
  void add(std::string_view word) {
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
  void take(std::string& cased, std::string& plain) {
    cased_.resize(size_);
    plain_.resize(size_);
    cased = std::move(cased_);
    plain = std::move(plain_);
  }

 private:
  void add(char cased, char plain) {
    cased_[size_] = cased;
    plain_[size_++] = plain;
  }
  std::string cased_, plain_;
  std::size_t size_ = 0;
};

// How a word of an entry must be written: as it comes, with a first capital, or all in capitals.
enum class Capitals : std::uint8_t { any, first, all };

bool upper_at(std::string_view word, std::size_t i) {
  if (i >= word.size()) return false;
  const auto c = static_cast<unsigned char>(word[i]);
  if (c >= 'A' && c <= 'Z') return true;
  const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0u;
  return c == 0xC3 && next >= 0x80 && next <= 0x9E;
}

Capitals capitals_of(std::string_view cased) {
  if (!upper_at(cased, 0)) return Capitals::any;
  std::size_t upper = 0, lower = 0;
  for (const char c : cased) {
    upper += c >= 'A' && c <= 'Z';
    lower += c >= 'a' && c <= 'z';
  }
  return upper > 1 && lower == 0 ? Capitals::all : Capitals::first;
}

// A word as lists know it: full stops left out, so that U.S. is US.
std::uint64_t word_key(std::string_view plain) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : plain) {
    if (c == '.') continue;
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return hash;
}

// ── Phrases: all lists in one trie over words ───────────────────────────────────────────────────────────────────────

struct Ending {
  ListId list;
  std::uint32_t entry;
  std::uint32_t capitals;  // two bits a word
  std::uint32_t next;      // of the same node
};

class Trie {
 public:
  static constexpr std::uint32_t root = 0, nowhere = UINT32_MAX;
  static constexpr std::uint32_t longest = 16;  // words of an entry

  // Of entries that have no more than `words` words together.
  explicit Trie(std::size_t words = 0) : slots_(std::bit_ceil(2 * words + 1)) {}

  // Most steps lead nowhere, which a few cached bytes know.
  [[nodiscard]] std::uint32_t step(std::uint32_t node, std::uint64_t key) const {
    const std::uint64_t mixed = mix(node, key);
    return there_[mixed >> 52] >> (mixed >> 46 & 63) & 1 ? slots_[slot(mixed)].node : nowhere;
  }
  std::uint32_t add(std::uint32_t node, std::uint64_t key) {
    const std::uint64_t mixed = mix(node, key);
    there_[mixed >> 52] |= std::uint64_t{1} << (mixed >> 46 & 63);
    Slot& there = slots_[slot(mixed)];
    if (there.node == nowhere) {
      there = {static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(first_.size())};
      first_.push_back(nowhere);
    }
    return there.node;
  }
  void end(std::uint32_t node, ListId list, std::uint32_t entry, std::uint32_t capitals) {
    endings_.push_back({list, entry, capitals, first_[node]});
    first_[node] = static_cast<std::uint32_t>(endings_.size() - 1);
  }
  // The endings of a node: `for (e = first(node); e != nowhere; e = ending(e).next)`.
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const { return first_[node]; }
  [[nodiscard]] const Ending& ending(std::uint32_t index) const { return endings_[index]; }

 private:
  struct Slot {
    std::uint32_t upper = 0;  // half of the mixed key: the lower one says where to look
    std::uint32_t node = nowhere;
  };
  static std::uint64_t mix(std::uint32_t node, std::uint64_t key) {
    std::uint64_t x = key ^ (node * 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 31)) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 29);
  }
  // Where a mixed key is, or would be.
  [[nodiscard]] std::size_t slot(std::uint64_t mixed) const {
    std::size_t i = mixed & (slots_.size() - 1);
    while (slots_[i].node != nowhere && slots_[i].upper != mixed >> 32) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  std::vector<Slot> slots_;
  std::array<std::uint64_t, 4096> there_{};    // a bit for 18 bits of a mixed key
  std::vector<std::uint32_t> first_{nowhere};  // of each node; the root ends nothing
  std::vector<Ending> endings_;
};

// ── Patterns ────────────────────────────────────────────────────────────────────────────────────────────────────────

// Compiled at its first use: most rules hold for few articles, and the sets know which.
class Pattern {
 public:
  explicit Pattern(std::string source) : source_(std::move(source)) {}
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const RE2& compiled() const {
    std::call_once(once_, [this] { re2_ = std::make_unique<RE2>(source_, options()); });
    return *re2_;
  }
  static RE2::Options options(std::int64_t memory = 4 << 20) {
    // Latin-1 has RE2 read bytes: UTF-8 in a pattern still matches itself, and \S or [^,] costs one step and not six.
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
  }

 private:
  std::string source_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> re2_;
};

// How a rule finds its words.
struct Finder {
  ListId list = no_list;  // or
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Pattern> unless;
  bool cased = false;
};

struct PatternSet {
  std::unique_ptr<RE2::Set> set;     // null where no rule needs it
  std::vector<std::uint32_t> rules;  // by index in the set
};

}  // namespace

struct Lexicon::Parts {
  std::vector<std::string> lists;
  std::vector<Entry> entries;
  std::vector<Rule> rules;
  std::vector<Finder> finders;                                       // of each rule
  PatternSet sets[target_count][2];                                  // by target, and whether capitals count
  std::vector<std::vector<std::uint32_t>> list_rules[target_count];  // by list
  Trie trie;
};

// ── Loading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

struct Form {
  ListId list;
  std::uint32_t entry;
  std::uint32_t start, size;  // in the text of all forms
};

struct ParseFault : nlohmann::json_sax<Json> {
  std::size_t offset = 0;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    offset = position == 0 ? 0 : position - 1;
    return false;
  }
};

// A piece of a pattern as written: at which byte a {list} begins and ends; none at the end.
std::optional<std::pair<std::size_t, std::size_t>> list_reference(std::string_view pattern, std::size_t from) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (std::size_t i = from; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      i += pattern[i + 1] == 'p' || pattern[i + 1] == 'P' || pattern[i + 1] == 'x' ? 2 : 1;
      continue;
    }
    if (pattern[i] != '{' || !(pattern[i + 1] >= 'a' && pattern[i + 1] <= 'z')) continue;
    std::size_t end = i + 1;
    while (end < pattern.size() && letter(pattern[end])) ++end;
    if (end < pattern.size() && pattern[end] == '}') return std::pair{i, end + 1};
  }
  return std::nullopt;
}

class Loader {
 public:
  explicit Loader(std::span<const Pack> packs) : packs_(packs) {}

  // Everything but the sets and the trie; the first fault ends it.
  std::optional<Failure> read() {
    documents_.reserve(packs_.size());
    for (const Pack& pack : packs_) {
      pack_ = &pack;
      path_.clear();
      documents_.push_back(Json::parse(pack.json, nullptr, false));
      if (documents_.back().is_discarded()) {
        ParseFault fault;
        Json::sax_parse(pack.json, &fault);
        return fail_at(fault.offset, "", "not JSON");
      }
      if (auto fault = head(documents_.back())) return fault;
      if (auto fault = read_lists(documents_.back())) return fault;
    }
    // Rules after all lists: a rule may name a list of a later pack.
    for (std::size_t i = 0; i < packs_.size(); ++i) {
      pack_ = &packs_[i];
      path_.clear();
      if (auto fault = read_rules(documents_[i])) return fault;
    }
    return std::nullopt;
  }

  std::vector<std::string> lists;
  std::vector<Entry> entries;
  std::vector<Form> forms;  // and their text, one a line:
  std::string form_text;
  std::vector<Rule> rules;
  std::vector<Finder> finders;

 private:
  using Fault = std::optional<Failure>;

  Failure fail_at(std::size_t offset, std::string_view rule, std::string_view what) const {
    const Place place = place_of(pack_->json, offset);
    std::string message = pack_->name + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
    if (!rule.empty()) message += "rule " + std::string(rule) + ": ";
    message += what;
    return {Error::lexicon_invalid, std::move(message), place.offset};
  }
  // A fault at path_ and then `more`.
  Failure fail(std::string_view what, std::initializer_list<std::string> more = {}) const {
    std::vector<std::string> path = path_;
    path.insert(path.end(), more);
    return fail_at(locate(pack_->json, path), rule_, what);
  }

  Fault keys(const Json& object, std::initializer_list<std::string_view> known) const {
    if (!object.is_object()) return fail("must be an object");
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        return fail("unknown key \"" + key + "\"", {key});
      }
    }
    return std::nullopt;
  }
  // A string, not empty; `into` is left alone where the key is absent and may be.
  Fault text(const Json& object, const char* key, bool needed, std::string_view& into) const {
    const auto found = object.find(key);
    if (found == object.end()) {
      if (needed) return fail(std::string("\"") + key + "\" is missing");
      return std::nullopt;
    }
    if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
      return fail(std::string("\"") + key + "\" must be a string with something in it", {key});
    }
    into = found->get_ref<const std::string&>();
    if (into.find('\n') != std::string_view::npos) return fail(std::string("\"") + key + "\" must be one line", {key});
    return std::nullopt;
  }

  Fault head(const Json& pack) {
    if (auto fault = keys(pack, {"$schema", "pack", "version", "about", "lists", "rules"})) return fault;
    std::string_view id, about;
    if (auto fault = text(pack, "pack", true, id)) return fault;
    if (auto fault = text(pack, "about", true, about)) return fault;
    const auto version = pack.find("version");
    if (version == pack.end()) return fail("\"version\" is missing");
    if (*version != 1) return fail("\"version\" must be 1", {"version"});
    return std::nullopt;
  }

  Fault read_lists(const Json& pack) {
    const auto found = pack.find("lists");
    if (found == pack.end()) return std::nullopt;
    path_ = {"lists"};
    if (!found->is_object()) return fail("\"lists\" must be an object");
    for (const auto& [name, list] : found->items()) {
      path_ = {"lists", name};
      if (auto fault = read_list(name, list)) return fault;
    }
    return std::nullopt;
  }

  Fault read_list(const std::string& name, const Json& list) {
    if (name.empty() || name[0] < 'a' || name[0] > 'z' ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      return fail("a list's name is lower-case letters, digits and hyphens, a letter first");
    }
    if (auto fault = keys(list, {"about", "source", "inflect", "entries"})) return fault;
    std::string_view about, source, inflect_name;
    if (auto fault = text(list, "about", true, about)) return fault;
    if (auto fault = text(list, "source", false, source)) return fault;
    if (auto fault = text(list, "inflect", false, inflect_name)) return fault;
    Inflect inflect = Inflect::no;
    if (inflect_name == "verb")
      inflect = Inflect::verb;
    else if (inflect_name == "noun")
      inflect = Inflect::noun;
    else if (!inflect_name.empty())
      return fail("\"inflect\" must be \"verb\" or \"noun\"", {"inflect"});
    const auto found = list.find("entries");
    if (found == list.end()) return fail("\"entries\" is missing");
    if (!found->is_array()) return fail("\"entries\" must be an array", {"entries"});
    const ListId id = list_id(name);
    std::size_t index = 0;
    for (const Json& entry : *found) {
      if (auto fault = read_entry(id, inflect, entry, index++)) return fault;
    }
    return std::nullopt;
  }

  Fault read_entry(ListId list, Inflect inflect, const Json& entry, std::size_t index) {
    const auto known = static_cast<std::uint32_t>(entries.size());
    const auto wrong = [&](std::string_view what) { return fail(what, {"entries", std::to_string(index)}); };
    std::vector<std::string>& spelt = spelt_;
    spelt.clear();
    if (entry.is_string()) {
      entries.push_back({entry.get<std::string>()});
    } else if (entry.is_object() && entry.size() == 2 && entry.contains("name") && entry.contains("also") &&
               entry["name"].is_string() && entry["also"].is_array()) {
      entries.push_back({entry["name"].get<std::string>()});
      for (const Json& other : entry["also"]) {
        if (!other.is_string()) return wrong("\"also\" must hold strings");
        spelt.push_back(other.get<std::string>());
      }
    } else {
      return wrong("an entry is a string, or {\"name\": …, \"also\": […]}");
    }
    add_forms(entries.back().name, inflect, spelt);
    for (const std::string& form : spelt) {
      if (form.find_first_not_of(" ") == std::string::npos || form.find_first_of("\n\r\t") != std::string::npos) {
        return wrong("an entry is one line with something in it");
      }
      forms.push_back(
          {list, known, static_cast<std::uint32_t>(form_text.size()), static_cast<std::uint32_t>(form.size())});
      form_text += form;
      form_text += '\n';
    }
    return std::nullopt;
  }

  Fault read_rules(const Json& pack) {
    const auto found = pack.find("rules");
    if (found == pack.end()) return std::nullopt;
    path_ = {"rules"};
    if (!found->is_array()) return fail("\"rules\" must be an array");
    std::size_t index = 0;
    for (const Json& rule : *found) {
      path_ = {"rules", std::to_string(index)};
      rule_ = "number " + std::to_string(++index);
      if (auto fault = read_rule(rule)) return fault;
      rule_.clear();
    }
    return std::nullopt;
  }

  Fault read_rule(const Json& json) {
    if (!json.is_object()) return fail("must be an object");
    std::string_view id, why, axis, on, value = "true", list, pattern, unless;
    if (auto fault = text(json, "id", true, id)) return fault;
    rule_ = id;
    if (auto fault = keys(json, {"id", "axis", "value", "on", "list", "pattern", "unless", "cased", "priority", "why",
                                 "examples", "counter_examples"})) {
      return fault;
    }
    if (auto fault = text(json, "why", true, why)) return fault;
    if (auto fault = text(json, "axis", true, axis)) return fault;
    if (auto fault = text(json, "on", true, on)) return fault;
    if (auto fault = text(json, "value", false, value)) return fault;
    if (auto fault = text(json, "list", false, list)) return fault;
    if (auto fault = text(json, "pattern", false, pattern)) return fault;
    if (auto fault = text(json, "unless", false, unless)) return fault;
    for (const char* key : {"examples", "counter_examples"}) {
      const auto found = json.find(key);
      if (found == json.end()) return fail(std::string("\"") + key + "\" is missing");
      const bool strings = found->is_array() && !found->empty() &&
                           std::all_of(found->begin(), found->end(), [](const Json& e) { return e.is_string(); });
      if (!strings) return fail(std::string("\"") + key + "\" must hold at least one string", {key});
    }

    Rule rule{.id = std::string(id), .why = std::string(why), .phrase = !list.empty()};
    const auto* axis_found =
        std::find_if(std::begin(axis_names), std::end(axis_names), [&](const AxisName& a) { return a.name == axis; });
    if (axis_found == std::end(axis_names)) return fail("no axis \"" + std::string(axis) + "\"", {"axis"});
    rule.axis = axis_found->axis;
    const auto* on_found = std::find(std::begin(target_names), std::end(target_names), on);
    if (on_found == std::end(target_names)) {
      return fail("\"on\" must be source, cue, clause, content or sentence", {"on"});
    }
    rule.on = static_cast<Target>(on_found - std::begin(target_names));
    const auto number = value_of(rule.axis, value);
    if (!number) return fail("\"" + std::string(value) + "\" is no value of " + std::string(axis), {"value"});
    rule.value = *number;
    if (const auto p = json.find("priority"); p != json.end()) {
      if (!p->is_number_integer() || *p < -priority_limit || *p > priority_limit) {
        return fail("\"priority\" must be a whole number from -1000 to 1000", {"priority"});
      }
      rule.priority = p->get<std::int32_t>();
    }
    Finder finder;
    if (const auto c = json.find("cased"); c != json.end()) {
      if (!c->is_boolean()) return fail("\"cased\" must be true or false", {"cased"});
      finder.cased = c->get<bool>();
    }
    if (list.empty() == pattern.empty()) return fail("needs either \"list\" or \"pattern\"");
    if (!list.empty()) {
      const auto it = std::find(lists.begin(), lists.end(), list);
      if (it == lists.end()) return fail("no list \"" + std::string(list) + "\"", {"list"});
      finder.list = static_cast<ListId>(it - lists.begin());
    } else if (auto fault = read_pattern("pattern", pattern, finder.pattern)) {
      return fault;
    }
    if (!unless.empty()) {
      if (auto fault = read_pattern("unless", unless, finder.unless)) return fault;
    }

    const auto same = std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == rule.id; });
    if (same == rules.end()) {
      rules.push_back(std::move(rule));
      finders.push_back(std::move(finder));
      rule_packs_.push_back(pack_);
    } else {
      const auto i = static_cast<std::size_t>(same - rules.begin());
      if (rule_packs_[i] == pack_) return fail("this id is taken by another rule of the pack", {"id"});
      rules[i] = std::move(rule);
      finders[i] = std::move(finder);
      rule_packs_[i] = pack_;
    }
    return std::nullopt;
  }

  // Fills in the {lists} and has RE2 read the result.
  Fault read_pattern(const char* key, std::string_view pattern, std::unique_ptr<Pattern>& into) {
    std::string filled;
    std::size_t from = 0;
    while (const auto reference = list_reference(pattern, from)) {
      const std::string_view name = pattern.substr(reference->first + 1, reference->second - reference->first - 2);
      const auto it = std::find(lists.begin(), lists.end(), name);
      if (it == lists.end()) {
        return pattern_fault(key, pattern.substr(reference->first), "no list \"" + std::string(name) + "\"");
      }
      filled += pattern.substr(from, reference->first - from);
      filled += alternatives(static_cast<ListId>(it - lists.begin()));
      from = reference->second;
      if (filled.size() > longest_expansion) {
        return pattern_fault(key, pattern.substr(reference->first),
                             "the list is too long for a pattern; a rule with \"list\" takes any");
      }
    }
    filled += pattern.substr(from);
    RE2::Set reader(Pattern::options(), RE2::UNANCHORED);  // reads without compiling
    std::string error;
    if (reader.Add(filled, &error) < 0) {
      // RE2 says: what is wrong, a colon, the piece of the pattern that it concerns.
      const std::size_t colon = error.rfind(": ");
      const std::string piece = colon == std::string::npos ? std::string{} : error.substr(colon + 2);
      return pattern_fault(key, piece, error);
    }
    into = std::make_unique<Pattern>(std::move(filled));
    return std::nullopt;
  }

  // A fault at the first place of the value of `key` where `piece` stands, as JSON writes it.
  Failure pattern_fault(const char* key, std::string_view piece, std::string_view what) const {
    std::vector<std::string> path = path_;
    path.emplace_back(key);
    std::size_t offset = locate(pack_->json, path);
    std::string written = Json(piece).dump(-1, ' ', false, Json::error_handler_t::replace);
    written = written.substr(1, written.size() - 2);
    const std::string_view value = std::string_view(pack_->json).substr(offset);
    const std::size_t end = value.find('\n');
    const std::size_t at = value.substr(0, end).find(written);
    offset += written.empty() || at == std::string_view::npos ? 1 : at;
    return fail_at(offset, rule_, std::string(key) + ": " + std::string(what));
  }

  std::string alternatives(ListId list) const {
    std::vector<std::string_view> words;
    for (const Form& form : forms) {
      if (form.list == list) words.push_back(std::string_view(form_text).substr(form.start, form.size));
    }
    std::sort(words.begin(), words.end(), [](std::string_view a, std::string_view b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    std::string pattern = "(?:";
    for (const std::string_view word : words) {
      PlainText text(word.size());
      text.add(word);
      if (pattern.size() > 3) pattern += '|';
      pattern += RE2::QuoteMeta(text.plain());
    }
    return pattern + ')';
  }

  ListId list_id(const std::string& name) {
    const auto it = std::find(lists.begin(), lists.end(), name);
    if (it != lists.end()) return static_cast<ListId>(it - lists.begin());
    lists.push_back(name);
    return static_cast<ListId>(lists.size() - 1);
  }

  std::span<const Pack> packs_;
  std::vector<Json> documents_;
  const Pack* pack_ = nullptr;
  std::vector<std::string> path_;
  std::string rule_;  // for messages
  std::vector<const Pack*> rule_packs_;
  std::vector<std::string> spelt_;  // of the entry being read
};

}  // namespace

Lexicon::Lexicon(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(std::span<const Pack> packs) {
  Loader loader(packs);
  if (auto fault = loader.read()) return *fault;

  auto parts = std::make_unique<Parts>();
  parts->lists = std::move(loader.lists);
  parts->entries = std::move(loader.entries);
  parts->rules = std::move(loader.rules);
  parts->finders = std::move(loader.finders);

  // Entries are cut into words by the very step that cuts articles.
  const text::Document words = text::parse(std::move(loader.form_text), false);
  parts->trie = Trie(words.tokens.size());
  PlainText word(words.text.size());
  for (std::size_t b = 0; b < words.blocks.size() && b < loader.forms.size(); ++b) {
    const text::Range range = words.blocks[b].tokens;
    if (range.empty() || range.size() > Trie::longest) continue;
    std::uint32_t node = Trie::root, capitals = 0;
    for (text::TokenIndex t = range.first; t < range.last; ++t) {
      word.clear();
      word.add(words.word(t));
      node = parts->trie.add(node, word_key(word.plain()));
      capitals |= static_cast<std::uint32_t>(capitals_of(word.cased())) << (2 * (t - range.first));
    }
    parts->trie.end(node, loader.forms[b].list, loader.forms[b].entry, capitals);
  }

  for (auto& by_list : parts->list_rules) by_list.resize(parts->lists.size());
  for (std::uint32_t i = 0; i < parts->rules.size(); ++i) {
    const auto target = static_cast<std::size_t>(parts->rules[i].on);
    const Finder& finder = parts->finders[i];
    if (!finder.pattern) {
      parts->list_rules[target][finder.list].push_back(i);
      continue;
    }
    PatternSet& set = parts->sets[target][finder.cased];
    if (!set.set) set.set = std::make_unique<RE2::Set>(Pattern::options(16 << 20), RE2::UNANCHORED);
    set.set->Add(finder.pattern->source(), nullptr);
    set.rules.push_back(i);
  }
  for (auto& by_case : parts->sets) {
    for (PatternSet& set : by_case) {
      if (set.set && !set.set->Compile()) {
        return Failure{Error::lexicon_invalid, "the packs' patterns are too large together"};
      }
    }
  }
  return Lexicon(std::move(parts));
}

ListId Lexicon::list(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < parts_->lists.size(); ++i) {
    if (parts_->lists[i] == name) return static_cast<ListId>(i);
  }
  return no_list;
}

const Entry& Lexicon::entry(std::uint32_t index) const noexcept { return parts_->entries[index]; }
std::span<const Rule> Lexicon::rules() const noexcept { return parts_->rules; }

// ── Reading an article ──────────────────────────────────────────────────────────────────────────────────────────────

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
  if (t + 1 >= first_phrase_.size()) return {};
  return std::span(phrases_).subspan(first_phrase_[t], first_phrase_[t + 1] - first_phrase_[t]);
}

std::span<const Phrase> Reading::shorter(text::TokenIndex t) const noexcept {
  if (t + 1 >= first_shorter_.size()) return {};
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

void Lexicon::match(const Reading& reading, Target target, text::Range where, std::vector<Hit>& hits,
                    std::optional<text::Range> touching) const {
  where.last = std::min(where.last, static_cast<text::TokenIndex>(reading.document_->tokens.size()));
  if (where.empty()) return;
  const std::size_t before = hits.size();
  const auto t = static_cast<std::size_t>(target);
  const auto overlaps = [&](Span words) {
    if (!touching) return words.end > words.start;
    const Span wanted = reading.document_->span(*touching);
    return words.start < wanted.end && wanted.start < words.end;
  };
  const auto excused = [&](const Finder& finder) {
    if (!finder.unless) return false;
    const std::string_view text = finder.cased ? reading.cased(where) : reading.plain(where);
    return RE2::PartialMatch(text, finder.unless->compiled());
  };

  const auto& by_list = parts_->list_rules[t];
  const auto found = [&](const Phrase& phrase) {
    if (phrase.tokens.last > where.last || by_list[phrase.list].empty()) return;
    const Span words = reading.document_->span(phrase.tokens);
    if (!overlaps(words)) return;
    for (const std::uint32_t rule : by_list[phrase.list]) {
      const bool had = std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
                                   [&](const Hit& hit) { return hit.rule == rule; });
      if (!had && !excused(parts_->finders[rule])) hits.push_back({rule, words});
    }
  };
  for (text::TokenIndex at = where.first; at < where.last; ++at) {
    for (const Phrase& phrase : reading.at(at)) found(phrase);
    for (const Phrase& phrase : reading.shorter(at)) found(phrase);
  }

  std::vector<int> indices;
  for (const bool cased : {false, true}) {
    const PatternSet& set = parts_->sets[t][cased];
    if (!set.set) continue;
    const std::string_view text = cased ? reading.cased(where) : reading.plain(where);
    const std::uint32_t base = reading.plain_start_[where.first];
    indices.clear();
    if (!set.set->Match(text, &indices)) continue;
    for (const int index : indices) {
      const std::uint32_t rule = set.rules[static_cast<std::size_t>(index)];
      const Finder& finder = parts_->finders[rule];
      const RE2& re2 = finder.pattern->compiled();
      // The first group, where a pattern has one, says which words decide.
      std::string_view found[2];
      const int groups = re2.NumberOfCapturingGroups() > 0 ? 2 : 1;
      for (std::size_t from = 0; from <= text.size();) {
        if (!re2.Match(text, from, text.size(), RE2::UNANCHORED, found, groups)) break;
        const std::string_view words = groups == 2 && found[1].data() ? found[1] : found[0];
        const auto begin = static_cast<std::uint32_t>(words.data() - text.data());
        const Span span = reading.back(base + begin, base + begin + static_cast<std::uint32_t>(words.size()));
        if (overlaps(span)) {
          if (!excused(finder)) hits.push_back({rule, span});
          break;
        }
        from = static_cast<std::size_t>(found[0].data() - text.data()) + std::max<std::size_t>(found[0].size(), 1);
      }
    }
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
            [](const Hit& a, const Hit& b) { return a.rule < b.rule; });
}

}  // namespace hearsay::lexicon
