#include <nlohmann/json.hpp>
#include <string>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"

using namespace hearsay;
using nlohmann::json;

namespace {

// “🙂 No,” Vale said.   with the source, the cue and the content of its one attribution
Annotation annotation() {
  Annotation a{.id = "note, \"one\".txt", .text = "“🙂 No,” Vale said.\n"};
  const auto span = [&](std::string_view words) {
    const auto start = static_cast<std::uint32_t>(a.text.find(words));
    return Span{start, start + static_cast<std::uint32_t>(words.size())};
  };
  Attribution x{.source = {span("Vale")}, .cue = span("said"), .content = {span("“🙂 No,”")}};
  x.quotation = Quotation::direct;
  x.kind = Kind::person;
  x.badge = Badge::named_source;
  x.who = 0;
  x.confidence = 0.876;
  x.because = {{.rule = "kind.person", .words = span("Vale"), .why = "a name"}};
  a.attributions = {x};
  a.sources = {{.name = "Vale", .attributions = {0}}};
  a.disputes = {{.sentence = span("“🙂 No,”"), .denials = {0}}};
  a.words = 3;
  a.attributed_words = 1;
  return a;
}

}  // namespace

TEST_CASE("JSON: the result format, in each unit of offsets", "[formats]") {
  const auto result = json::parse(to_json(annotation()));
  const auto& x = result["attributions"][0];
  CHECK(result["version"] == 1);
  CHECK(result["id"] == "note, \"one\".txt");
  CHECK(x["id"] == "a1");
  CHECK(x["content"] == json::parse(R"([{"start": 0, "end": 8}])"));  // 🙂 is two code units
  CHECK(x["source"] == json::parse(R"([{"start": 9, "end": 13}])"));
  CHECK(x["cue"] == json::parse(R"([{"start": 14, "end": 18}])"));
  CHECK(x["anonymity"].is_null());
  CHECK(x["badge"] == "named-source");
  CHECK(x["who"] == "s1");
  CHECK(x["via"].is_null());
  CHECK(x["confidence"] == 0.88);
  CHECK(x["because"] == json::parse(R"([{"rule": "kind.person", "start": 9, "end": 13}])"));
  CHECK(result["rules"] == json::parse(R"({"kind.person": "a name"})"));
  CHECK(result["sources"][0]["attributions"] == json::parse(R"(["a1"])"));
  CHECK(result["disputes"] ==
        json::parse(R"([{"claim": null, "sentence": {"start": 0, "end": 8}, "denials": ["a1"]}])"));
  CHECK(result["summary"] == json::parse(R"({"words": 3, "attributedWords": 1, "attributions": 1, "sources": 1,
                                             "badges": {"named-source": 1}})"));
  CHECK(json::parse(to_json(annotation(), Offsets::codepoint))["attributions"][0]["cue"][0]["start"] == 13);
  CHECK(json::parse(to_json(annotation(), Offsets::byte))["attributions"][0]["cue"][0]["start"] == 20);
}

TEST_CASE("brat: standoff in code points, events tie the roles", "[formats]") {
  CHECK(to_brat(annotation()) ==
        "T1\tContent 0 7\t“🙂 No,”\n"
        "T2\tCue 13 17\tsaid\n"
        "T3\tSource 8 12\tVale\n"
        "T4\tAttribution 13 17\tsaid\n"
        "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n");
  Annotation a = annotation();
  a.attributions[0].source.clear();
  a.attributions[0].content = {{0, 3}, {8, 11}};
  CHECK(to_brat(a) ==
        "T1\tContent 0 1;3 6\t“ No,\n"
        "T2\tCue 13 17\tsaid\n"
        "T3\tAttribution-no-source 13 17\tsaid\n"
        "E1\tAttribution-no-source:T3 Content:T1 Cue:T2\n");
}

TEST_CASE("Web Annotation: position and quote selectors", "[formats]") {
  const auto collection = json::parse(to_web_annotation(annotation()));
  CHECK(collection["type"] == "AnnotationCollection");
  CHECK(collection["total"] == 1);
  const auto& targets = collection["first"]["items"][0]["target"];
  REQUIRE(targets.size() == 3);
  CHECK(targets[1]["selector"][0] == json::parse(R"({"type": "TextPositionSelector", "start": 13, "end": 17})"));
  CHECK(targets[1]["selector"][1]["exact"] == "said");
  CHECK(targets[1]["selector"][1]["suffix"] == ".\n");
}

TEST_CASE("CSV: a row an attribution, quoted where it must be", "[formats]") {
  const std::string csv = to_csv(annotation());
  CHECK(csv.substr(0, 11) == "article,id,");
  CHECK(
      csv.find("\r\n\"note, \"\"one\"\".txt\",a1,14,18,named-source,person,,false,states,direct,Vale,,,,0.88,Vale,said,"
               "\"“🙂 No,”\"\r\n") != std::string::npos);
}

TEST_CASE("text: the article with its badges, coloured only when asked", "[formats]") {
  CHECK(to_text(annotation(), false) == "“🙂 No,” Vale said [Named source: Vale].\n");
  CHECK(to_text(annotation(), true).find("\x1b[4m“🙂 No,”") != std::string::npos);
  Annotation hidden = annotation();
  hidden.attributions[0].doubtful = true;
  CHECK(to_text(hidden, false) == "“🙂 No,” Vale said.\n");
  hidden.attributions[0].doubtful = false;
  hidden.attributions[0].stance = Stance::believes;
  CHECK(to_text(hidden, false) == "“🙂 No,” Vale said.\n");
}
