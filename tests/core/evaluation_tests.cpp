// The corpus reader and the scores.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "catch.hpp"
#include "cli/corpus.hpp"
#include "cli/evaluation.hpp"
#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace hearsay;

namespace {

const std::string article_text =
    "Ferry to stay in port\n"
    "The harbour master said the café was flooded. “We can’t sail,” Ilse Brandt told the Quay Post.\n"
    "According to the mayor, repairs begin in May.\n";

// The n-th occurrence of some words in the article.
Span span_of(const std::string& words, std::size_t n = 0) {
  std::size_t at = article_text.find(words);
  for (; n > 0; --n) at = article_text.find(words, at + 1);
  REQUIRE(at != std::string::npos);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

std::size_t code_point(std::size_t byte) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < byte; ++i) n += (static_cast<unsigned char>(article_text[i]) & 0xC0) != 0x80;
  return n;
}

std::string standoff(const std::vector<corpus::Marked>& marked) {
  std::string rows, events;
  int t = 0, e = 0;
  for (const corpus::Marked& m : marked) {
    std::string event = "E" + std::to_string(++e) + "\tAttribution:T0";
    const auto add = [&](const char* role, const std::vector<Span>& spans) {
      if (spans.empty()) return;
      rows += "T" + std::to_string(++t) + "\t" + role;
      for (std::size_t i = 0; i < spans.size(); ++i) {
        rows += (i == 0 ? " " : ";") + std::to_string(code_point(spans[i].start)) + " " +
                std::to_string(code_point(spans[i].end));
      }
      rows += "\twords\n";
      event += std::string(" ") + role + ":T" + std::to_string(t);
    };
    add("Source", m.source);
    add("Cue", m.cue);
    add("Content", m.content);
    events += event + "\n";
  }
  return rows + events;
}

std::vector<corpus::Marked> gold() {
  return {{{span_of("The harbour master")}, {span_of("said")}, {span_of("the café was flooded")}},
          {{span_of("Ilse Brandt")}, {span_of("told")}, {span_of("“We can’t sail,”")}},
          {{span_of("the mayor")}, {span_of("According to")}, {span_of("repairs begin in May")}}};
}

// One right but for the source's article, one with half of its content, one spurious, one missed.
std::vector<corpus::Marked> found() {
  return {{{span_of("harbour master")}, {span_of("said")}, {span_of("the café was flooded")}},
          {{}, {span_of("told")}, {span_of("sail,”")}},
          {{}, {span_of("flooded")}, {}}};
}

}  // namespace

TEST_CASE("standoff: code points become bytes, pieces stay apart, other rows are passed over") {
  const auto read =
      corpus::read_standoff(standoff(gold()) + "A1\tDiscard E1\n#1\tAnnotatorNotes T1\thm\n", article_text);
  REQUIRE(read);
  REQUIRE(read->size() == 3);
  CHECK((*read)[0].content == std::vector{span_of("the café was flooded")});
  CHECK((*read)[1].content == std::vector{span_of("“We can’t sail,”")});
  const auto pieces = corpus::read_standoff(
      "T1\tCue 0 5\tFerry\nT2\tContent 6 8;17 21\tto port\n"
      "E1\tAttribution:T1 Cue:T1 Content2:T2\n",
      article_text);
  REQUIRE(pieces);
  CHECK((*pieces)[0].content == std::vector<Span>{{6, 8}, {17, 21}});
  CHECK((*pieces)[0].source.empty());
}

TEST_CASE("standoff: what cannot be read is refused, with its line") {
  for (const std::string bad :
       {"T1\tCue x 5\tFerry\n", "T1\tCue 0 5000\tFerry\n", "T1\tCue 5 0\tFerry\n", "T1\tCue\n"}) {
    const auto read = corpus::read_standoff("T9\tSource 0 2\tFe\n" + bad, article_text);
    INFO(bad);
    REQUIRE_FALSE(read);
    CHECK(read.failure().error == Error::corpus_invalid);
    CHECK(read.failure().message.find("line 2") != std::string::npos);
  }
}

TEST_CASE("corpus: a folder's articles by name, the first annotator of each") {
  const TemporaryFolder folder;
  CHECK_FALSE(corpus::read_corpus(folder.path.string()));
  folder.write("b.txt", article_text);
  folder.write("b_00ff.ann", standoff(gold()));
  folder.write("b_11aa.ann", "");
  folder.write("a.txt", article_text);
  folder.write("a.ann", "");
  const auto corpus = corpus::read_corpus(folder.path.string());
  REQUIRE(corpus);
  REQUIRE(corpus->size() == 2);
  CHECK((*corpus)[0].name == "a");
  CHECK((*corpus)[1].name == "b");
  CHECK((*corpus)[1].attributions.size() == 3);
}

TEST_CASE("corpus: marked spans become tokens") {
  const corpus::Article article{"x", article_text, gold()};
  const text::Document document = corpus::parse_article(article);
  const attributions::Extraction e = corpus::align(document, article.attributions[1]);
  CHECK(document.slice(e.cue) == "told");
  REQUIRE(e.source.size() == 1);
  CHECK(document.slice(e.source[0]) == "Ilse Brandt");
  REQUIRE(e.content.size() == 1);
  CHECK(document.slice(e.content[0]) == "“We can’t sail,”");
}

TEST_CASE("scores: counted by hand") {
  evaluation::Scores s;
  std::vector<evaluation::Miss> misses;
  const auto g = gold(), f = found();
  const std::vector<bool> paired = evaluation::score("x", article_text, g, f, s, &misses);
  CHECK(paired == std::vector<bool>{true, true, false});
  CHECK(s.cue.hits == 2);
  CHECK(s.cue.found == 3);
  CHECK(s.cue.gold == 3);
  CHECK(s.cue.f1() == Approx(2.0 / 3));
  CHECK(s.source_overlap.hits == 1);
  CHECK(s.source_exact.hits == 1);  // the article aside
  CHECK(s.content_exact.hits == 1);
  CHECK(s.full.hits == 1);
  CHECK(s.strict.hits == 1);
  CHECK(s.content_tokens.hits == 5);  // “can’t” is two words
  CHECK(s.content_tokens.found == 5);
  CHECK(s.content_tokens.gold == 12);
  CHECK(s.speech.gold == 3);
  CHECK(s.speech.hits == 2);
  CHECK(s.spans_source.hits == 0);  // here the article counts
  CHECK(s.spans_cue.hits == 2);
  CHECK(s.spans_content.hits == 1);
  CHECK(s.spans.hits == 3);
  CHECK(s.spans.found == 3 + 1 + 2);
  CHECK(s.spans.gold == 9);

  evaluation::sort_worst_first(misses);
  REQUIRE(misses.size() == 3);
  CHECK(misses[0].what == evaluation::Miss::What::missed);
  CHECK(misses[0].sentence == "According to the mayor, repairs begin in May.");
  CHECK(misses[1].what == evaluation::Miss::What::content);
  CHECK(misses[2].what == evaluation::Miss::What::spurious);
}

TEST_CASE("scores: nothing found, nothing marked") {
  evaluation::Scores s;
  (void)evaluation::score("x", article_text, {}, {}, s);
  CHECK(s.cue.f1() == 0);
  const auto json = nlohmann::json::parse(evaluation::to_json(s, {}));
  CHECK(json["speech_recall"].is_null());
  CHECK(json["cue"]["F1"] == 0);
}

TEST_CASE("scores: the same as the independent scorer's") {
  const std::string tool = std::string(HEARSAY_SOURCE_DIR) + "/../shared/tools/score_attribution.py";
  if (!fs::exists(tool) || std::system("python3 --version > /dev/null 2>&1") != 0) {
    WARN("skipped: needs python3 and ../shared/tools/score_attribution.py");
    return;
  }
  const TemporaryFolder folder;
  fs::create_directories(folder.path / "gold");
  fs::create_directories(folder.path / "found");
  folder.write("gold/x.txt", article_text);
  folder.write("gold/x.ann", standoff(gold()));
  folder.write("found/x.ann", standoff(found()));
  const std::string command = "python3 " + tool + " " + (folder.path / "gold").string() + " " +
                              (folder.path / "found").string() + " > " + (folder.path / "out.json").string();
  REQUIRE(std::system(command.c_str()) == 0);
  std::ifstream in(folder.path / "out.json");
  const auto theirs = nlohmann::json::parse(in);
  evaluation::Scores s;
  (void)evaluation::score("x", article_text, gold(), found(), s);
  const auto ours = nlohmann::json::parse(evaluation::to_json(s, {}));
  for (const auto& [key, value] : theirs.items()) {
    INFO(key);
    CHECK(ours[key] == value);
  }
}
