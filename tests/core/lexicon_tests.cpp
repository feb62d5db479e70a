#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"
#include "labels/labels.hpp"
#include "lexicon/forms.hpp"
#include "lexicon/lexicon.hpp"

using namespace hearsay;
using lexicon::Lexicon;

namespace {

std::vector<Pack> project_packs() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(HEARSAY_SOURCE_DIR "/core/lexicon")) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && !name.ends_with("schema.json")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Pack> packs;
  for (const auto& path : paths) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    packs.push_back({path.filename().string(), text.str()});
  }
  return packs;
}

const Lexicon& project_lexicon() {
  static const Result<Lexicon> lexicon = Lexicon::load(project_packs());
  REQUIRE(lexicon);
  return *lexicon;
}

Pack pack(std::string lists_and_rules) {
  return {"mine.json", "{\"pack\": \"mine\", \"version\": 1, \"about\": \"x\"," + lists_and_rules + "}"};
}

// "<source>The port</source> <cue>said</cue> <content>so</content>." as a document and its one attribution.
struct Example {
  explicit Example(std::string_view marked) {
    struct Mark {
      std::size_t part;
      Span span;
    };
    std::vector<Mark> marks;
    std::string plain;
    constexpr std::string_view names[] = {"source", "cue", "content"};
    for (std::size_t i = 0; i < marked.size();) {
      bool tag = false;
      for (std::size_t part = 0; part < 3 && !tag; ++part) {
        const std::string open = "<" + std::string(names[part]) + ">", close = "</" + std::string(names[part]) + ">";
        const auto at = static_cast<std::uint32_t>(plain.size());
        if (marked.substr(i).starts_with(open)) {
          marks.push_back({part, {at, at}});
          i += open.size();
          tag = true;
        } else if (marked.substr(i).starts_with(close)) {
          const auto mark = std::find_if(marks.rbegin(), marks.rend(), [&](const Mark& m) { return m.part == part; });
          REQUIRE(mark != marks.rend());
          mark->span.end = at;
          i += close.size();
          tag = true;
        }
      }
      if (!tag) plain += marked[i++];
    }
    document = text::parse(plain, false);
    for (const Mark& mark : marks) {
      const text::Range range = document.range(mark.span);
      if (mark.part == 0 && !range.empty()) extraction.source.push_back(range);
      if (mark.part == 1) extraction.cue = range;
      if (mark.part == 2 && !range.empty()) extraction.content.push_back(range);
    }
    has_cue = !extraction.cue.empty();
    if (!has_cue) extraction.cue = {0, 1};
  }
  text::Document document;
  attributions::Extraction extraction;
  bool has_cue = false;
};

bool holds(const Lexicon& lexicon, std::uint32_t rule, const Example& example) {
  const lexicon::Reading reading = lexicon.read(example.document);
  const auto hits = labels::find_hits(lexicon, reading, example.extraction, lexicon.rules()[rule].on);
  return std::any_of(hits.begin(), hits.end(), [&](const lexicon::Hit& hit) { return hit.rule == rule; });
}

}  // namespace

TEST_CASE("every rule holds for its examples and not for its counter-examples", "[lexicon]") {
  const Lexicon& lexicon = project_lexicon();
  std::size_t tried = 0;
  for (const Pack& pack : project_packs()) {
    const auto json = nlohmann::json::parse(pack.json);
    if (!json.contains("rules")) continue;
    for (const auto& rule : json["rules"]) {
      const std::string id = rule["id"];
      const auto rules = lexicon.rules();
      const auto found = std::find_if(rules.begin(), rules.end(), [&](const lexicon::Rule& r) { return r.id == id; });
      REQUIRE(found != rules.end());
      const auto index = static_cast<std::uint32_t>(found - rules.begin());
      for (const std::string text : rule["examples"]) {
        INFO(id << ": " << text);
        const Example example(text);
        CHECK(holds(lexicon, index, example));
        // The rule must not only hold but win, against all the others.
        const lexicon::Reading reading = lexicon.read(example.document);
        if (found->axis == lexicon::Axis::stance) {
          const auto wordings = labels::read_wordings(lexicon, reading, {&example.extraction, 1});
          CHECK(name(wordings[0].stance) == name(static_cast<Stance>(found->value)));
        }
        if (found->axis == lexicon::Axis::anonymity) {
          const labels::SourceFacts facts{.kind = Kind::anonymous};
          const auto secrecy = labels::read_secrecy(lexicon, reading, {&example.extraction, 1}, {&facts, 1});
          CHECK(name(secrecy[0].anonymity) == name(static_cast<Anonymity>(found->value)));
        }
        ++tried;
      }
      for (const std::string text : rule["counter_examples"]) {
        INFO(id << ": " << text);
        CHECK_FALSE(holds(lexicon, index, Example(text)));
        ++tried;
      }
    }
  }
  CHECK(tried >= 2 * lexicon.rules().size());
}

TEST_CASE("rules on the parts of an attribution have examples with those parts marked", "[lexicon]") {
  for (const Pack& pack : project_packs()) {
    const auto json = nlohmann::json::parse(pack.json);
    if (!json.contains("rules")) continue;
    for (const auto& rule : json["rules"]) {
      if (rule["on"] == "sentence") continue;
      for (const char* key : {"examples", "counter_examples"}) {
        for (const std::string text : rule[key]) {
          INFO(rule["id"] << ": " << text);
          CHECK(Example(text).has_cue);
        }
      }
    }
  }
}

TEST_CASE("state-run outlets are all marked with where the marking comes from", "[lexicon]") {
  for (const Pack& pack : project_packs()) {
    const auto json = nlohmann::json::parse(pack.json);
    if (!json.contains("lists") || !json["lists"].contains("state-outlets")) continue;
    CHECK_FALSE(json["lists"]["state-outlets"].value("source", "").empty());
  }
  const Lexicon& lexicon = project_lexicon();
  CHECK(lexicon.list("state-outlets") != lexicon::no_list);
}

TEST_CASE("a fault names pack, line, column and rule", "[lexicon]") {
  const auto rule = [](std::string fields) {
    return pack("\n\"lists\": {\"animals\": {\"about\": \"x\", \"entries\": [\"cat\"]}},\n\"rules\": [\n{" + fields +
                "}]");
  };
  const std::string good = R"("id": "a.b", "axis": "stance", "value": "denies", "on": "cue", "why": "w", )"
                           R"("examples": ["e"], "counter_examples": ["c"], )";
  const std::string examples = R"("id": "a.b", "why": "w", "examples": ["e"], "counter_examples": ["c"], )";
  struct Fault {
    Pack pack;
    std::string at;    // what stands in the pack where the message points
    std::string what;  // the message after the place
  };
  const std::string lists = "\n\"lists\": ";
  const Fault faults[] = {
      {{"mine.json", "{\"pack\": \"x\",\n oops}"}, "oops", "not JSON"},
      {{"mine.json", "[]"}, "[]", "must be an object"},
      {{"mine.json", R"({"pack": "x", "about": "y"})"}, "{", "\"version\" is missing"},
      {{"mine.json", R"({"pack": "x", "about": "y", "version": 2})"}, "2", "\"version\" must be 1"},
      {pack("\n  \"rulez\": [7]"), "[7]", "unknown key \"rulez\""},
      {pack(lists + R"({"Cats": {}})"), "{}",
       "a list's name is lower-case letters, digits and hyphens, a letter first"},
      {pack(lists + R"({"cats": {"about": "c"}})"), R"({"about": "c"})", "\"entries\" is missing"},
      {pack(lists + R"({"cats": {"about": "c", "entries": ["cat", 7]}})"), "7",
       "an entry is a string, or {\"name\": …, \"also\": […]}"},
      {pack(lists + R"({"cats": {"about": "c", "entries": [" "]}})"), "\" \"",
       "an entry is one line with something in it"},
      {pack(lists + R"({"cats": {"about": "c", "inflect": "adverb", "entries": []}})"), "\"adverb\"",
       "\"inflect\" must be \"verb\" or \"noun\""},
      {rule(R"("axis": "stance")"), R"({"axis")", "rule number 1: \"id\" is missing"},
      {rule(R"("id": "a.b")"), R"({"id")", "rule a.b: \"why\" is missing"},
      {rule(good + R"("pattern": "x", "prio": 1.5)"), "1.5", "rule a.b: unknown key \"prio\""},
      {rule(good + R"("pattern": "a(b")"), "a(b", "rule a.b: pattern: missing ): a(b"},
      {rule(good + R"("pattern": "ab[z-a]")"), "z-a", "rule a.b: pattern: invalid character class range: z-a"},
      {rule(good + R"("pattern": "x {dogs}")"), "{dogs}", "rule a.b: pattern: no list \"dogs\""},
      {rule(good + R"("pattern": "x", "unless": "*")"), "*",
       "rule a.b: unless: no argument for repetition operator: *"},
      {rule(good + R"("list": "dogs")"), "\"dogs\"", "rule a.b: no list \"dogs\""},
      {rule(good + R"("list": "animals", "pattern": "x")"), R"({"id")",
       "rule a.b: needs either \"list\" or \"pattern\""},
      {rule(good + R"("pattern": "x", "priority": 2.5)"), "2.5",
       "rule a.b: \"priority\" must be a whole number from -1000 to 1000"},
      {rule(good + R"("pattern": "x", "cased": 1.5)"), "1.5", "rule a.b: \"cased\" must be true or false"},
      {rule(examples + R"("axis": "mood", "on": "cue")"), "\"mood\"", "rule a.b: no axis \"mood\""},
      {rule(examples + R"("axis": "stance", "on": "shoe", "value": "denies")"), "\"shoe\"",
       "rule a.b: \"on\" must be source, cue, clause, content or sentence"},
      {rule(examples + R"("axis": "stance", "on": "cue", "value": "shrugs")"), "\"shrugs\"",
       "rule a.b: \"shrugs\" is no value of stance"},
      {rule(R"("id": "a.b", "why": "w", "axis": "stance", "on": "cue", "value": "denies", "counter_examples": ["c"])"),
       R"({"id")", "rule a.b: \"examples\" is missing"},
      {rule(R"("id": "a.b", "why": "w", "axis": "stance", "on": "cue", "examples": ["e"], "counter_examples": [])"),
       "[]", "rule a.b: \"counter_examples\" must hold at least one string"},
      {rule(good + "\"pattern\": \"x\"},\n{\"id\": \"a.b\" ," + good.substr(13) + "\"pattern\": \"y\""), "\"a.b\" ,",
       "rule a.b: this id is taken by another rule of the pack"},
  };
  for (const Fault& fault : faults) {
    INFO(fault.pack.json);
    const Result<Lexicon> lexicon = Lexicon::load({&fault.pack, 1});
    REQUIRE_FALSE(lexicon);
    CHECK(lexicon.failure().error == Error::lexicon_invalid);
    const std::size_t at = fault.pack.json.find(fault.at);
    REQUIRE(at != std::string::npos);
    const auto line =
        std::count(fault.pack.json.begin(), fault.pack.json.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    const std::size_t line_start = at == 0 ? std::string::npos : fault.pack.json.rfind('\n', at - 1);
    const std::size_t column = line_start == std::string::npos ? at + 1 : at - line_start;
    CHECK(lexicon.failure().message ==
          "mine.json:" + std::to_string(line) + ":" + std::to_string(column) + ": " + fault.what);
    CHECK(lexicon.failure().offset == at);
  }
  const Pack sound = rule(good + R"("pattern": "x {animals}{2,3}")");
  CHECK(Lexicon::load({&sound, 1}));
}

TEST_CASE("patterns that are too large are a fault with a place", "[lexicon]") {
  const auto rules = [](std::string_view pattern, std::string_view unless, int count) {
    std::string json = "{\"pack\": \"mine\", \"version\": 1, \"about\": \"x\", \"rules\": [";
    for (int i = 0; i < count; ++i) {
      json += i == 0 ? "\n" : ",\n";
      json += "{\"id\": \"a." + std::to_string(i) + "\", \"why\": \"w\", \"axis\": \"stance\", \"on\": \"cue\", " +
              "\"value\": \"denies\", \"examples\": [\"e\"], \"counter_examples\": [\"c\"], \"unless\": \"" +
              std::string(unless) + "\", \"pattern\": \"" + std::string(pattern) + std::to_string(i) + "\"}";
    }
    return Pack{"mine.json", json + "]}"};
  };
  const std::string large = "(?:" + std::string(1000, 'a') + "){1,900}";
  const auto fault = [](const Pack& pack) {
    const Result<Lexicon> lexicon = Lexicon::load({&pack, 1});
    return lexicon ? std::string("none") : lexicon.failure().message;
  };
  CHECK(fault(rules(large, "b", 1)).find("mine.json:2:") == 0);
  CHECK(fault(rules(large, "b", 1)).find("rule a.0: pattern: too large: ") != std::string::npos);
  CHECK(fault(rules("b", large, 1)).find("rule a.0: unless: too large: ") != std::string::npos);
  // Each is small enough, and together they are not: the first of those too many is named.
  const std::string middling = "(?:" + std::string(20, 'a') + "){1,900}";
  CHECK(fault(rules(middling, "b", 1)) == "none");
  const std::string many = fault(rules(middling, "b", 40));
  INFO(many);
  const std::size_t id = many.find("rule a.");
  REQUIRE(id != std::string::npos);
  const int first = std::stoi(many.substr(id + 7));
  CHECK(first > 1);
  CHECK(many == "mine.json:" + std::to_string(first + 2) + ":1: rule a." + std::to_string(first) +
                    ": pattern: too large together with those of the rules before it");
  CHECK(fault(rules(middling, "b", first)) == "none");
}

TEST_CASE("a later pack adds to a list and replaces a rule", "[lexicon]") {
  const std::string head = R"("rules": [{"id": "a.b", "axis": "stance", "on": "cue", "why": "w", )"
                           R"("examples": ["e"], "counter_examples": ["c"], )";
  const std::vector<Pack> packs = {
      pack(R"("lists": {"boats": {"about": "x", "entries": ["ferry"]}}, )" + head +
           R"("value": "denies", "pattern": "x"}])"),
      pack(R"("lists": {"boats": {"about": "x", "entries": ["tug"]}}, )" + head +
           R"("value": "confirms", "list": "boats"}])"),
  };
  const Result<Lexicon> lexicon = Lexicon::load(packs);
  REQUIRE(lexicon);
  REQUIRE(lexicon->rules().size() == 1);
  CHECK(lexicon->rules()[0].value == static_cast<std::uint8_t>(Stance::confirms));
  const text::Document document = text::parse("A ferry and a tug.", false);
  const lexicon::Reading reading = lexicon->read(document);
  const lexicon::ListId boats = lexicon->list("boats");
  CHECK(reading.at(boats, 1) != nullptr);
  CHECK(reading.at(boats, 4) != nullptr);
  CHECK(reading.at(boats, 0) == nullptr);
}

TEST_CASE("phrases are found by their words, longest first, with the capitals that they are written with",
          "[lexicon]") {
  const Pack mine = pack(R"("lists": {
    "names": {"about": "x",
              "entries": ["Post", {"name": "The Harbour Post", "also": ["Harbour Post", "the HP", "H.P."]}]},
    "words": {"about": "x", "entries": ["harbour", "harbour master", "Élan"]}})");
  const Result<Lexicon> loaded = Lexicon::load({&mine, 1});
  REQUIRE(loaded);
  const Lexicon& lexicon = *loaded;
  const lexicon::ListId names = lexicon.list("names"), words = lexicon.list("words");
  const auto name_at = [&](const lexicon::Reading& r, text::TokenIndex t) -> std::string {
    const lexicon::Phrase* phrase = r.at(names, t);
    return phrase ? lexicon.entry(phrase->entry).name : "";
  };
  const text::Document document = text::parse(
      "The harbour master told the Harbour Post, the HP for short, a post on a post. "
      "The H.P. had Élan; élan?",
      false);
  const lexicon::Reading reading = lexicon.read(document);
  const auto token = [&](std::string_view word, int skip = 0) {
    for (text::TokenIndex t = 0; t < document.tokens.size(); ++t) {
      if (document.word(t) == word && skip-- == 0) return t;
    }
    FAIL(word);
    return text::TokenIndex{0};
  };
  CHECK(name_at(reading, token("Harbour")) == "The Harbour Post");
  CHECK(name_at(reading, token("Post")) == "Post");
  CHECK(name_at(reading, token("post")).empty());
  CHECK(name_at(reading, token("the", 1)) == "The Harbour Post");
  CHECK(name_at(reading, token("H.P.")) == "The Harbour Post");
  REQUIRE(reading.at(words, 1) != nullptr);
  CHECK(reading.at(words, 1)->tokens == text::Range{1, 3});
  CHECK(reading.at(words, 1, 2)->tokens == text::Range{1, 2});  // the longest that fits
  CHECK(reading.first(words, {0, 9})->tokens == text::Range{1, 3});
  CHECK(reading.exactly(words, {1, 2}) != nullptr);
  CHECK(reading.exactly(words, {1, 4}) == nullptr);
  CHECK(reading.at(words, token("Élan")) != nullptr);
  CHECK(reading.at(words, token("élan")) == nullptr);
  CHECK(reading.last(names, {0, token("had")})->tokens.first == token("H.P."));
  CHECK(reading.first(lexicon::no_list, {0, 9}) == nullptr);
}

TEST_CASE("rules see plain words and give back the article's bytes", "[lexicon]") {
  const Pack mine =
      pack(R"json("rules": [{"id": "a.b", "axis": "stance", "value": "denies", "on": "content", "why": "w",
    "pattern": "\\bisn't (\\w+)", "unless": "maybe", "examples": ["e"], "counter_examples": ["c"]}])json");
  const Result<Lexicon> lexicon = Lexicon::load({&mine, 1});
  REQUIRE(lexicon);
  const auto words = [&](const std::string& text, std::optional<text::Range> touching = std::nullopt) -> std::string {
    const text::Document document = text::parse(text, false);
    const lexicon::Reading reading = lexicon->read(document);
    std::vector<lexicon::Hit> hits;
    lexicon->match(reading, lexicon::Target::content, {0, static_cast<text::TokenIndex>(document.tokens.size())}, hits,
                   touching);
    if (hits.empty()) return "";
    return document.text.substr(hits[0].words.start, hits[0].words.end - hits[0].words.start);
  };
  CHECK(words("“It ISN’T  Élan, it isn’t True”") == "True");  // \w is ASCII; É stays out
  CHECK(words("It isn’t so. It isn’t here.") == "so");
  CHECK(words("It isn’t so. It isn’t here.", text::Range{7, 9}) == "here");
  CHECK(words("It isn’t so, maybe.").empty());
  CHECK(words("It is so.").empty());
}

TEST_CASE("forms of verbs and nouns", "[lexicon]") {
  using lexicon::Inflect;
  const auto forms = [](std::string_view entry, Inflect inflect) {
    std::vector<std::string> out;
    lexicon::add_forms(entry, inflect, out);
    return out;
  };
  using Words = std::vector<std::string>;
  CHECK(forms("deny", Inflect::verb) == Words{"deny", "denies", "denied", "denying"});
  CHECK(forms("accuse", Inflect::verb) == Words{"accuse", "accuses", "accused", "accusing"});
  CHECK(forms("agree to", Inflect::verb) == Words{"agree to", "agrees to", "agreed to", "agreeing to"});
  CHECK(forms("pass", Inflect::verb) == Words{"pass", "passes", "passed", "passing"});
  CHECK(forms("admit", Inflect::verb) == Words{"admit", "admits", "admited", "admiting", "admitted", "admitting"});
  CHECK(forms("quip", Inflect::verb).back() == "quipping");
  CHECK(forms("reveal", Inflect::verb) == Words{"reveal", "reveals", "revealed", "revealing"});
  CHECK(forms("witness", Inflect::noun) == Words{"witness", "witnesses"});
  CHECK(forms("press secretary", Inflect::noun) == Words{"press secretary", "press secretaries"});
  CHECK(forms("spokeswoman", Inflect::noun) == Words{"spokeswoman", "spokeswomen"});
  CHECK(forms("Attorney General", Inflect::no) == Words{"Attorney General"});
}
