#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"

using namespace hearsay;

namespace {

const Engine& engine() {
  static const auto loaded = Engine::load(built_in_resources());
  REQUIRE(loaded);
  return *loaded;
}

Annotation annotate(std::string_view text) {
  auto annotation = engine().annotate(article_from_text("test", text));
  REQUIRE(annotation);
  return *std::move(annotation);
}

void check_span(const Annotation& a, Span s) {
  REQUIRE(s.start < s.end);
  REQUIRE(s.end <= a.text.size());
  for (const std::uint32_t at : {s.start, s.end})
    REQUIRE((at == a.text.size() || (static_cast<unsigned char>(a.text[at]) & 0xC0) != 0x80));
}

// What holds of any annotation whatever its article.
void check_invariants(const Annotation& a) {
  const auto known = [&](const std::optional<Index>& i) { return !i || *i < a.attributions.size(); };
  std::uint32_t cue = 0;
  for (Index i = 0; i < a.attributions.size(); ++i) {
    const Attribution& x = a.attributions[i];
    check_span(a, x.cue);
    REQUIRE(x.cue.start >= cue);
    cue = x.cue.start;
    for (const auto* spans : {&x.source, &x.content}) {
      std::uint32_t end = 0;
      for (const Span s : *spans) {
        check_span(a, s);
        REQUIRE(s.start >= end);
        end = s.end;
      }
    }
    for (const Evidence& e : x.because) {
      check_span(a, e.words);
      REQUIRE_FALSE(e.rule.empty());
    }
    REQUIRE((x.confidence >= 0 && x.confidence <= 1));
    REQUIRE((known(x.via) && known(x.within) && known(x.denies)));
    REQUIRE((x.via != i && x.within != i && x.denies != i));
    REQUIRE((x.anonymity == Anonymity::none) == (x.kind != Kind::anonymous));
    if (x.denies) REQUIRE(x.stance == Stance::denies);
    if (x.who) REQUIRE(*x.who < a.sources.size());
    std::size_t outward = 0;
    for (std::optional<Index> k = x.within; k; k = a.attributions[*k].within)
      REQUIRE(++outward <= a.attributions.size());
  }
  std::vector<bool> listed(a.attributions.size());
  for (Index s = 0; s < a.sources.size(); ++s) {
    REQUIRE_FALSE(a.sources[s].name.empty());
    REQUIRE_FALSE(a.sources[s].attributions.empty());
    for (const Index i : a.sources[s].attributions) {
      REQUIRE(i < a.attributions.size());
      REQUIRE(a.attributions[i].who == s);
      REQUIRE_FALSE(listed[i]);
      listed[i] = true;
    }
  }
  for (Index i = 0; i < a.attributions.size(); ++i) REQUIRE(listed[i] == a.attributions[i].who.has_value());
  for (const Dispute& d : a.disputes) {
    REQUIRE(d.claim.has_value() != d.sentence.has_value());
    REQUIRE_FALSE(d.denials.empty());
    for (const Index i : d.denials) REQUIRE(a.attributions[i].stance == Stance::denies);
    if (d.claim) REQUIRE(*d.claim < a.attributions.size());
    if (d.sentence) check_span(a, *d.sentence);
  }
  REQUIRE(a.attributed_words <= a.words);
  for (const Offsets offsets : {Offsets::utf16, Offsets::codepoint, Offsets::byte})
    REQUIRE_FALSE(nlohmann::json::parse(to_json(a, offsets), nullptr, false).is_discarded());
}

}  // namespace

TEST_CASE("an article that cannot be annotated says why", "[engine]") {
  const auto failure = [](Article article) {
    const auto annotation = engine().annotate(article);
    REQUIRE_FALSE(annotation);
    return annotation.failure();
  };
  CHECK(failure({}).error == Error::empty);
  CHECK(failure({.id = "x", .blocks = {" ", "\n", "…"}}).error == Error::empty);
  CHECK(failure({.id = "x", .blocks = {"fine", "not \xFF fine"}}).error == Error::not_utf8);
  CHECK(failure({.id = "x", .blocks = {"fine", "not \xFF fine"}}).offset == 9);
  CHECK(failure({.id = "x", .blocks = {std::string(5u << 20, 'a')}}).error == Error::too_large);
}

TEST_CASE("the text is the headline and the blocks, a line each", "[engine]") {
  const auto annotation = engine().annotate({.id = "x", .headline = "Vale: no deal", .blocks = {"One.", "", "Two."}});
  REQUIRE(annotation);
  CHECK(annotation->text == "Vale: no deal\nOne.\n\nTwo.");
  CHECK(annotation->words == 5);
}

TEST_CASE("source, cue and content of plain news sentences", "[engine]") {
  const auto one = [](std::string_view text) {
    const Annotation a = annotate(text);
    INFO(text);
    REQUIRE(a.attributions.size() == 1);
    const auto slice = [&](const std::vector<Span>& spans) {
      std::string out;
      for (const Span s : spans) out += (out.empty() ? "" : " | ") + a.text.substr(s.start, s.end - s.start);
      return out;
    };
    const Attribution& x = a.attributions[0];
    return std::vector{slice(x.source), slice({x.cue}), slice(x.content)};
  };
  using Parts = std::vector<std::string>;
  CHECK(one("“The bridge will stay closed,” Mayor Ines Calder said.") ==
        Parts{"Mayor Ines Calder", "said", "“The bridge will stay closed,”"});
  CHECK(one("The ferry company said on Tuesday that it would refund all passengers.")[0] == "The ferry company");
  CHECK(one("The bridge will close in May, according to the harbour master.") ==
        Parts{"the harbour master", "according to", "The bridge will close in May"});
}

TEST_CASE("any text: spans stay inside, in order, and refer to what exists", "[engine][property]") {
  std::mt19937 random(19880314);
  const std::vector<std::string> pieces = {"“",
                                           "”",
                                           "\"",
                                           "‘",
                                           "’",
                                           ". ",
                                           ", ",
                                           ": ",
                                           "\n",
                                           " ",
                                           "🙂",
                                           "é",
                                           "漢字",
                                           "\xE2\x80\x8B",
                                           " said ",
                                           " denied ",
                                           " told ",
                                           " the report ",
                                           " he ",
                                           " she ",
                                           " they ",
                                           " a senior official ",
                                           "Ms. Alder",
                                           " Ines Calder ",
                                           " the Interior Ministry ",
                                           " according to ",
                                           " would not comment ",
                                           " that ",
                                           " who ",
                                           " reported ",
                                           " the Vale Courier ",
                                           " on condition of anonymity ",
                                           " critics ",
                                           " a study ",
                                           " reportedly ",
                                           " it is untrue ",
                                           " there was no deal ",
                                           " citing ",
                                           " and ",
                                           " but ",
                                           "U.S. ",
                                           " 3.5 percent ",
                                           " I ",
                                           " we ",
                                           " sources ",
                                           " officials ",
                                           " familiar with the talks ",
                                           " its spokesman ",
                                           "—",
                                           "…",
                                           "(",
                                           ")",
                                           " Mr. Calder ",
                                           " the former minister ",
                                           " of ",
                                           " people ",
                                           " their aides ",
                                           " ’s ",
                                           " its ",
                                           " Q: ",
                                           " A: ",
                                           " the senator ",
                                           " Sens. ",
                                           " both women ",
                                           " a third ",
                                           " by ",
                                           " was charged ",
                                           " seeks re-election ",
                                           " named ",
                                           " told by ",
                                           "@vale "};
  for (int round = 0; round < 1200; ++round) {
    const bool few = round % 2 == 0;  // what looks beyond the first or the last word does so in short texts
    std::string text = few ? "" : "word ";
    for (auto i = random() % (few ? 6 : 150); i > 0; --i) text += pieces[random() % pieces.size()];
    if (few) text += "word";
    INFO(text);
    check_invariants(annotate(text));
  }
}

// Paragraphs as random as news can be.
std::string paragraph(std::mt19937& random) {
  static const std::vector<std::string> sentences = {"“We never met them,” Mr. Vale said.",
                                                     "A person familiar with the talks said the offer stood.",
                                                     "The ministry denied it.",
                                                     "Rain is expected on Monday, according to the forecasters.",
                                                     "“It goes on and on.",
                                                     "Nobody at the harbour knew of any strike.",
                                                     "She told reporters that the bridge would open in May.",
                                                     "The union’s lawyer called the claim “absurd”.",
                                                     "It was the third such delay in a year."};
  std::string text = "On day " + std::to_string(random() % 1000) + " the harbour was quiet.";
  for (auto i = random() % 6; i > 0; --i) text += ' ' + sentences[random() % sentences.size()];
  return text;
}

TEST_CASE("articles that change are annotated with a memory as without one", "[engine][property]") {
  std::mt19937 random(20240229);
  Memory memory;
  for (int round = 0; round < 12; ++round) {
    Article article{.id = "live", .headline = random() % 2 == 0 ? "Harbour strike goes on" : ""};
    for (int i = 0; i < 40; ++i) article.blocks.push_back(paragraph(random));
    for (int change = 0; change < 8; ++change) {
      const auto annotation = engine().annotate(article), remembered = engine().annotate(article, &memory);
      REQUIRE(annotation);
      REQUIRE(remembered);
      REQUIRE(to_json(*remembered) == to_json(*annotation));
      const auto at = article.blocks.begin() + static_cast<std::ptrdiff_t>(random() % article.blocks.size());
      switch (random() % 4) {
        case 0:
          article.blocks.insert(article.blocks.begin(), paragraph(random));
          break;
        case 1:
          article.blocks.push_back(paragraph(random));
          break;
        case 2:
          *at = paragraph(random);
          break;
        default:
          article.headline = article.blocks[0];
          article.blocks.erase(at);
      }
    }
  }
}

TEST_CASE("an engine annotates the same way every time", "[engine]") {
  const std::string text =
      "Talks end\nA person familiar with the talks said the ministry had rejected the offer. The ministry denied it.";
  CHECK(to_json(annotate(text)) == to_json(annotate(text)));
}
