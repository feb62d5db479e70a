// Finding attributions: the model's file, and what holds of every extraction whatever the text.
#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "attributions/extract.hpp"
#include "catch.hpp"
#include "hearsay/hearsay.hpp"
#include "model/model.hpp"
#include "text/document.hpp"
#include "text/unicode.hpp"

using namespace hearsay;
using attributions::Extraction;

namespace {

const model::Model& built_in_model() {
  static const Result<model::Model> model = model::Model::load(built_in_resources().model);
  REQUIRE(model);
  return *model;
}

std::vector<Extraction> check(const text::Document& d) {
  std::vector<Extraction> found = attributions::extract(d, built_in_model());
  const auto tokens = static_cast<text::TokenIndex>(d.tokens.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Extraction& x = found[i];
    REQUIRE_FALSE(x.cue.empty());
    REQUIRE(x.cue.last <= tokens);
    REQUIRE(x.confidence >= 0);
    REQUIRE(x.confidence <= 1);
    if (i > 0) REQUIRE(found[i - 1].cue.last <= x.cue.first);
    for (const auto* role : {&x.source, &x.content}) {
      for (std::size_t k = 0; k < role->size(); ++k) {
        REQUIRE_FALSE((*role)[k].empty());
        REQUIRE((*role)[k].last <= tokens);
        REQUIRE_FALSE((*role)[k].overlaps(x.cue));
        if (k == 0) continue;
        const text::TokenIndex before = (*role)[k - 1].last, after = (*role)[k].first;
        REQUIRE(before <= after);  // in order, and a gap or a paragraph's end between
        REQUIRE((before < after || d.tokens[before - 1].block != d.tokens[after].block));
      }
    }
    for (const text::Range& s : x.source) {
      for (const text::Range& c : x.content) REQUIRE_FALSE(s.overlaps(c));
    }
  }
  return found;
}

std::vector<Extraction> check(std::string text) {
  REQUIRE_FALSE(text::first_bad_byte(text));
  return check(text::parse(std::move(text), false));
}

struct Random {
  std::uint64_t state = 88172645463325252ull;
  std::uint32_t below(std::uint32_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::uint32_t>(state >> 33) % n;
  }
};

bool same(const std::vector<Extraction>& a, const std::vector<Extraction>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Extraction& x, const Extraction& y) {
    return x.cue == y.cue && x.source == y.source && x.content == y.content && x.confidence == y.confidence;
  });
}

}  // namespace

TEST_CASE("model: a file that is none, of another version, cut short or damaged is refused") {
  const std::string good(built_in_resources().model);
  REQUIRE(model::Model::load(good));
  const auto error_of = [](const std::string& bytes) {
    const auto model = model::Model::load(bytes);
    REQUIRE_FALSE(model);
    CHECK_FALSE(model.failure().message.empty());
    CHECK(model.failure().message.find('\n') == std::string::npos);
    return model.failure().error;
  };
  CHECK(error_of("") == Error::model_foreign);
  CHECK(error_of("\x89PNG\r\n\x1a\n and so on") == Error::model_foreign);
  std::string other = good;
  other[8] = static_cast<char>(other[8] + 1);
  CHECK(error_of(other) == Error::model_version);
  for (const std::size_t size : {std::size_t{8}, std::size_t{12}, std::size_t{21}, good.size() / 2, good.size() - 1}) {
    CHECK(error_of(good.substr(0, size)) == Error::model_damaged);
  }
  CHECK(error_of(good + '\0') == Error::model_damaged);
  Random random;
  for (int i = 0; i < 20; ++i) {
    std::string damaged = good;
    const std::size_t at = 12 + random.below(static_cast<std::uint32_t>(good.size() - 12));
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.below(8)));
    CHECK(error_of(damaged) == Error::model_damaged);
  }
}

TEST_CASE("model: saved and loaded again, it is the same file") {
  const std::string bytes(built_in_resources().model);
  const auto model = model::Model::load(bytes);
  REQUIRE(model);
  CHECK(model->save() == bytes);
}

TEST_CASE("extraction: an indirect statement, a quotation and an agentless one") {
  const std::string text =
      "The harbour master said on Monday that the ferry would stay in port.\n"
      "“We cannot sail in this weather,” said Ilse Brandt, the ferry’s captain.\n"
      "According to the mayor, repairs will begin in May.\n";
  const text::Document d = text::parse(text, false);
  const auto found = check(d);
  const auto with_cue = [&](std::string_view cue, std::size_t n = 0) -> const Extraction* {
    for (const Extraction& x : found) {
      if (d.slice(x.cue).starts_with(cue) && n-- == 0) return &x;
    }
    return nullptr;
  };
  const Extraction *first = with_cue("said"), *second = with_cue("said", 1), *third = with_cue("According to");
  REQUIRE(first != nullptr);
  REQUIRE(second != nullptr);
  REQUIRE(third != nullptr);
  REQUIRE(first->source.size() == 1);
  CHECK(d.slice(first->source[0]) == "The harbour master");
  REQUIRE_FALSE(first->content.empty());
  CHECK(d.slice(first->content.back()).ends_with("the ferry would stay in port"));
  REQUIRE(second->source.size() == 1);
  CHECK(d.slice(second->source[0]).starts_with("Ilse Brandt"));
  REQUIRE(second->content.size() == 1);
  CHECK(d.slice(second->content[0]) == "“We cannot sail in this weather,”");
  REQUIRE(third->source.size() == 1);
  CHECK(d.slice(third->source[0]) == "the mayor");
  REQUIRE(third->content.size() == 1);
  CHECK(d.slice(third->content[0]).starts_with("repairs will begin in May"));
}

TEST_CASE("extraction: nothing to find") {
  CHECK(check("").empty());
  CHECK(check("\n\n \n").empty());
  CHECK(check("…").empty());
  (void)check("said");
  (void)check("“");
}

TEST_CASE("extraction: whatever the words, the spans are in order, in range and apart") {
  const std::vector<std::string> pieces = {"said",     "told",     "according to",
                                           "the",      "minister", "Ana Prado",
                                           "“",        "”",        "\"",
                                           "'",        "‘",        "’",
                                           ",",        ".",        ":",
                                           "—",        "that",     "he",
                                           "they",     "denied",   "will",
                                           "not",      "comment",  "?",
                                           "…",        "(",        ")",
                                           "\n",       "\n\n",     "reports",
                                           "🙂",     "1,000",    "U.S.",
                                           "don’t",    "claim",    "asked",
                                           "believes", "é",        "漢字",
                                           "a\u0301",  "which",    "and",
                                           "but",      "in May"};
  Random random;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::uint32_t n = random.below(400); n > 0; --n) {
      text += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
      if (random.below(8) != 0) text += ' ';
    }
    (void)check(text);
  }
}

TEST_CASE("extraction: whatever the characters, the spans are in order, in range and apart") {
  Random random;
  for (int round = 0; round < 100; ++round) {
    std::string text;
    for (std::uint32_t n = random.below(600); n > 0; --n) {
      const char32_t c = random.below(3) == 0 ? random.below(0x2100) + 1 : random.below(0x5F) + 0x20;
      if (c < 0x80)
        text += static_cast<char>(c);
      else if (c < 0x800)
        text += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
      else
        text += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))};
    }
    (void)check(text);
  }
}

TEST_CASE("extraction: the same text gives the same result, also after others") {
  const std::string text = "The mayor said the bridge was safe. “It will hold,” an engineer told the council.\n";
  const text::Document d = text::parse(text, false);
  const auto before = check(d);
  REQUIRE_FALSE(before.empty());
  (void)check(text + text + "Nobody else would comment.\n");
  CHECK(same(before, check(d)));
}

TEST_CASE("a memory keeps so much text, and forgets what was asked for longest ago") {
  attributions::Memory memory;
  const auto text = [](int i) { return std::to_string(i) + std::string(10'000, 'x'); };
  constexpr int count = 3 * max_memory_bytes / 10'000;
  const Extraction some{.cue = {7, 9}, .source = {{5, 6}}, .content = {{1, 3}, {10, 20}}, .confidence = 0.5};
  const auto recall = [&](const std::string& one, bool headline = false) {
    std::vector<Extraction> found;
    const bool known = memory.recall({one, headline}, 100, found);
    CHECK(found.size() == (known ? 1 : 0));
    for (const Extraction& x : found) {
      CHECK(x.cue == text::Range{103, 105});
      CHECK(x.source == std::vector<text::Range>{{101, 102}});
      CHECK(x.content == std::vector<text::Range>{{97, 99}, {106, 116}});
      CHECK(x.confidence == 0.5);
    }
    return known;
  };
  for (int i = 0; i < count; ++i) {
    memory.keep({text(i)}, 4, std::span(&some, 1));
    REQUIRE(recall(text(0)));
  }
  CHECK_FALSE(recall(text(0), true));
  std::size_t kept = 0;
  for (int i = 0; i < count; ++i) kept += recall(text(i)) ? text(i).size() : 0;
  CHECK(kept <= max_memory_bytes);
  CHECK(kept >= max_memory_bytes / 4);
  memory.keep({std::string(max_memory_bytes, 'x')}, 4, {});
  CHECK_FALSE(recall(std::string(max_memory_bytes, 'x')));
}

TEST_CASE("extraction: time in proportion to length, also for one endless paragraph") {
  const auto seconds = [](const std::string& text) {
    const text::Document d = text::parse(text, false);
    const auto start = std::chrono::steady_clock::now();
    (void)attributions::extract(d, built_in_model());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const std::string sentence =
      "“No,” the mayor said, adding that, according to the council, officials denied the claim. ";
  std::string some, many;
  for (int i = 0; i < 200; ++i) some += sentence;
  for (int i = 0; i < 3200; ++i) many += sentence;
  const double one = std::min(seconds(some), seconds(some));
  CHECK(seconds(many) < 16 * one * 4 + 0.2);
}

TEST_CASE("extraction: five megabytes of junk are survived") {
  std::string junk;
  Random random;
  while (junk.size() < 5u << 20) {
    for (std::uint32_t n = random.below(2000); n > 0; --n) junk += "\"'(),.: said-x1"[random.below(15)];
    if (random.below(40) == 0) junk += '\n';
  }
  (void)check(junk);
}
