#include <string>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"

using namespace hearsay;

namespace {

std::string joined(const Article& a) {
  std::string text = a.headline;
  for (std::size_t i = 0; i < a.blocks.size(); ++i) {
    if (i > 0 || !a.headline.empty()) text += '\n';
    text += a.blocks[i];
  }
  return text;
}

}  // namespace

TEST_CASE("one text comes back as it went in", "[input]") {
  for (const std::string text :
       {"Harbour talks end\n\nThe minister said no.\n", "Only a line", "", "\n\nx\n", "a\r\nb\r\n"})
    CHECK(joined(article_from_text("x", text)) == text);
}

TEST_CASE("the first line is the headline when it looks like one", "[input]") {
  CHECK(article_from_text("x", "Harbour talks end without a deal\n\nThe minister said no.").headline ==
        "Harbour talks end without a deal");
  CHECK(article_from_text("x", "Harbour Talks End Without Deal.\nThe minister said no.").headline ==
        "Harbour Talks End Without Deal.");
  CHECK(article_from_text("x", "The talks about the harbour ended late on Monday.\nThe minister said no.")
            .headline.empty());
  CHECK(article_from_text("x", "A line without any text below").headline.empty());
}

TEST_CASE("articles from JSON", "[input]") {
  const auto article = article_from_json(R"({"id": "a", "headline": "H", "blocks": ["one", "two"]})");
  REQUIRE(article);
  CHECK(article->id == "a");
  CHECK(joined(*article) == "H\none\ntwo");
  const auto text = article_from_json(R"({"text": "one\ntwo"})");
  REQUIRE(text);
  CHECK(joined(*text) == "one\ntwo");
}

TEST_CASE("lone surrogates become U+FFFD, pairs stay", "[input]") {
  const auto article = article_from_json(R"({"text": "a\ud83d b\ude42 \ud83d\ude42 \\ud83d \uDC00"})");
  REQUIRE(article);
  CHECK(joined(*article) == "a\xEF\xBF\xBD b\xEF\xBF\xBD 🙂 \\ud83d \xEF\xBF\xBD");
}

TEST_CASE("JSON is read strictly, and what an article does not need is left out", "[input]") {
  for (const std::string_view json : {
           R"( {"text" : "a" , "more": [1, -0.5e+3, {"b": [true, false, null, {}]}, []], "text": "b"} )",
           "\xEF\xBB\xBF{\"text\": \"b\"}",
           R"({"headline": null, "blocks": ["b"]})",
           R"({"\u0074ext": "\u0062"})",
       }) {
    INFO(json);
    const auto article = article_from_json(json);
    REQUIRE(article);
    CHECK(joined(*article) == "b");
  }
  const auto escaped = article_from_json(R"({"text": "\"\\\/\b\f\r\t\u00e9\u20AC"})");
  REQUIRE(escaped);
  CHECK(joined(*escaped) == "\"\\/\b\f\r\té€");
  for (const std::string_view value : {"01", "1.", ".5", "1e", "+1", "-", "tru", "nulls", "[1,]", "[,1]", "{\"a\"}",
                                       "{\"a\":1,}", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "\"", "[", "{", "1 2"}) {
    INFO(value);
    const auto article = article_from_json(R"({"text": "b", "more": )" + std::string(value) + "}");
    REQUIRE_FALSE(article);
    CHECK(article.failure().error == Error::not_json);
  }
  CHECK_FALSE(article_from_json("{\"more\": " + std::string(100'000, '[')));
}

TEST_CASE("input that is no article says what is wrong and where", "[input]") {
  const auto failure = [](std::string_view json) {
    const auto article = article_from_json(json);
    REQUIRE_FALSE(article);
    return article.failure();
  };
  CHECK(failure("{\"text\": \"a\xFF\"}").error == Error::not_utf8);
  CHECK(failure("{\"text\": \"a\xFF\"}").offset == 11);
  CHECK(failure("{\"text\": }").error == Error::not_json);
  CHECK(failure("{\"text\": }").offset == 9);
  CHECK(failure("").error == Error::not_json);
  CHECK(failure("[]").error == Error::wrong_shape);
  CHECK(failure("{}").error == Error::wrong_shape);
  CHECK(failure(R"({"text": 1})").error == Error::wrong_shape);
  CHECK(failure(R"({"blocks": "x"})").error == Error::wrong_shape);
  CHECK(failure(R"({"blocks": ["x", 1]})").message == "block 1 is not a string");
  CHECK(failure(R"({"id": 1, "text": "x"})").error == Error::wrong_shape);
}
