#include "lexicon/packs.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "lexicon/forms.hpp"
#include "lexicon/place.hpp"
#include "lexicon/plain_text.hpp"

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

Failure fault_at(const Pack& pack, std::size_t offset, std::string_view rule, std::string_view what) {
  const Place place = place_of(pack.json, offset);
  std::string message = pack.name + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
  if (!rule.empty()) message += "rule " + std::string(rule) + ": ";
  message += what;
  return {Error::lexicon_invalid, std::move(message), place.offset};
}

// About how many instructions a pattern is once its counted repetitions are written out: {1,300} stands for 300 copies.
std::size_t written_out(std::string_view pattern) {
  constexpr std::size_t much = 1 << 24;
  std::vector<std::size_t> around;  // of each open group: what stands before it
  std::size_t size = 0, last = 0;   // of the innermost group so far; of what a count would repeat
  for (std::size_t i = 0; i < pattern.size() && size < much; ++i) {
    const char c = pattern[i];
    if (c == '[') {  // a class is one or a few
      for (++i; i < pattern.size() && (pattern[i] != ']' || pattern[i - 1] == '['); ++i)
        if (pattern[i] == '\\') ++i;
      size += last = 2;
    } else if (c == '(') {
      around.push_back(size);
      size = last = 0;
    } else if (c == ')' && !around.empty()) {
      last = size;
      size += around.back();
      around.pop_back();
    } else if (c == '{' && i + 1 < pattern.size() && pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      std::size_t count = 0, number = 0;
      for (++i; i < pattern.size() && pattern[i] != '}' && number < much; ++i) {
        number = pattern[i] == ',' ? 0 : number * 10 + static_cast<std::size_t>(pattern[i] - '0');
        count = std::max(count, number);
      }
      size += last * (std::max<std::size_t>(count, 1) - 1);
    } else {
      if (c == '\\') ++i;
      size += last = 1;
    }
  }
  return size;
}

class Loader {
 public:
  explicit Loader(std::span<const Pack> packs) : packs_(packs) {}

  Result<PackContents> run() {
    if (auto fault = read()) return *fault;
    return std::move(out_);
  }

 private:
  using Fault = std::optional<Failure>;

  Fault read() {
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

  Failure fail_at(std::size_t offset, std::string_view rule, std::string_view what) const {
    return fault_at(*pack_, offset, rule, what);
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
    const auto known = static_cast<std::uint32_t>(out_.entries.size());
    const auto wrong = [&](std::string_view what) { return fail(what, {"entries", std::to_string(index)}); };
    std::vector<std::string>& spelt = spelt_;
    spelt.clear();
    if (entry.is_string()) {
      out_.entries.push_back({entry.get<std::string>()});
    } else if (entry.is_object() && entry.size() == 2 && entry.contains("name") && entry.contains("also") &&
               entry["name"].is_string() && entry["also"].is_array()) {
      out_.entries.push_back({entry["name"].get<std::string>()});
      for (const Json& other : entry["also"]) {
        if (!other.is_string()) return wrong("\"also\" must hold strings");
        spelt.push_back(other.get<std::string>());
      }
    } else {
      return wrong("an entry is a string, or {\"name\": …, \"also\": […]}");
    }
    add_forms(out_.entries.back().name, inflect, spelt);
    for (const std::string& form : spelt) {
      if (form.find_first_not_of(" ") == std::string::npos || form.find_first_of("\n\r\t") != std::string::npos) {
        return wrong("an entry is one line with something in it");
      }
      out_.forms.push_back(
          {list, known, static_cast<std::uint32_t>(out_.form_text.size()), static_cast<std::uint32_t>(form.size())});
      out_.form_text += form;
      out_.form_text += '\n';
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
      const RulePlace place{static_cast<std::uint32_t>(pack_ - packs_.data()), static_cast<std::uint32_t>(index - 1)};
      if (auto fault = read_rule(rule, place)) return fault;
      rule_.clear();
    }
    return std::nullopt;
  }

  Fault read_rule(const Json& json, RulePlace place) {
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
      const auto it = std::find(out_.lists.begin(), out_.lists.end(), list);
      if (it == out_.lists.end()) return fail("no list \"" + std::string(list) + "\"", {"list"});
      finder.list = static_cast<ListId>(it - out_.lists.begin());
    } else if (auto fault = read_pattern("pattern", pattern, finder.pattern)) {
      return fault;
    }
    if (!unless.empty()) {
      if (auto fault = read_pattern("unless", unless, finder.unless)) return fault;
    }

    const auto same =
        std::find_if(out_.rules.begin(), out_.rules.end(), [&](const Rule& r) { return r.id == rule.id; });
    if (same == out_.rules.end()) {
      out_.rules.push_back(std::move(rule));
      out_.finders.push_back(std::move(finder));
      out_.places.push_back(place);
    } else {
      const auto i = static_cast<std::size_t>(same - out_.rules.begin());
      if (out_.places[i].pack == place.pack) return fail("this id is taken by another rule of the pack", {"id"});
      out_.rules[i] = std::move(rule);
      out_.finders[i] = std::move(finder);
      out_.places[i] = place;
    }
    return std::nullopt;
  }

  // Fills in the {lists} and has RE2 read the result.
  Fault read_pattern(const char* key, std::string_view pattern, std::unique_ptr<Pattern>& into) {
    std::string filled;
    std::size_t from = 0;
    while (const auto reference = list_reference(pattern, from)) {
      const std::string_view name = pattern.substr(reference->first + 1, reference->second - reference->first - 2);
      const auto it = std::find(out_.lists.begin(), out_.lists.end(), name);
      if (it == out_.lists.end()) {
        return pattern_fault(key, pattern.substr(reference->first), "no list \"" + std::string(name) + "\"");
      }
      filled += pattern.substr(from, reference->first - from);
      filled += alternatives(static_cast<ListId>(it - out_.lists.begin()));
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
    constexpr std::size_t harmless = 1 << 16;  // instructions
    if (written_out(into->source()) > harmless && !into->compiled().ok()) {
      return pattern_fault(key, "", "too large: " + into->compiled().error());
    }
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
    for (const Form& form : out_.forms) {
      if (form.list == list) words.push_back(std::string_view(out_.form_text).substr(form.start, form.size));
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
    const auto it = std::find(out_.lists.begin(), out_.lists.end(), name);
    if (it != out_.lists.end()) return static_cast<ListId>(it - out_.lists.begin());
    out_.lists.push_back(name);
    return static_cast<ListId>(out_.lists.size() - 1);
  }

  std::span<const Pack> packs_;
  PackContents out_;
  std::vector<Json> documents_;
  const Pack* pack_ = nullptr;
  std::vector<std::string> path_;
  std::string rule_;                // for messages
  std::vector<std::string> spelt_;  // of the entry being read
};

}  // namespace

Result<PackContents> read_packs(std::span<const Pack> packs) { return Loader(packs).run(); }

Failure rule_fault(std::span<const Pack> packs, RulePlace place, const Rule& rule, std::string_view what) {
  const Pack& pack = packs[place.pack];
  const std::string path[] = {"rules", std::to_string(place.index)};
  return fault_at(pack, locate(pack.json, path), rule.id, what);
}

}  // namespace hearsay::lexicon
