#include "attributions/doubt.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"

using namespace hearsay;

namespace {

// "shown", "doubtful" or "gone".
std::string verdict(const std::string& text, const std::string& cue, const std::string& source, double confidence) {
  const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::load(built_in_resources().packs);
  REQUIRE(lexicon);
  const text::Document document = text::parse(text, false);
  const auto range = [&](const std::string& words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return document.range({at, at + static_cast<std::uint32_t>(words.size())});
  };
  std::vector<attributions::Extraction> found{{.cue = range(cue), .confidence = confidence}};
  if (!source.empty()) found[0].source = {range(source)};
  found[0].content = {{found[0].cue.last, static_cast<text::TokenIndex>(document.tokens.size())}};
  attributions::doubt(*lexicon, lexicon->read(document), found);
  return found.empty() ? "gone" : found[0].doubtful ? "doubtful" : "shown";
}

}  // namespace

TEST_CASE("what is doubtful, and what goes", "[doubt]") {
  CHECK(verdict("Brandt mused that it was late", "mused", "Brandt", 0.8) == "shown");
  CHECK(verdict("Brandt mused that it was late", "mused", "Brandt", 0.5) == "doubtful");
  CHECK(verdict("Brandt said that it was late", "said", "Brandt", 0.5) == "shown");
  CHECK(verdict("the attention on the ferry", "attention on", "", 0.4) == "gone");
  CHECK(verdict("the attention on the ferry", "attention on", "", 0.5) == "doubtful");
  CHECK(verdict("the ferry reportedly sank", "reportedly", "", 0.4) == "doubtful");
  CHECK(verdict("and said that it was late", "said", "", 0.4) == "doubtful");
}
