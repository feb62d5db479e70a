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
  CHECK(verdict("Brandt feared that it was late", "feared", "Brandt", 0.85) == "shown");
  CHECK(verdict("Brandt feared that it was late", "feared", "Brandt", 0.75) == "doubtful");
  CHECK(verdict("Brandt feared that it was late", "feared", "Brandt", 0.25) == "gone");
  CHECK(verdict("Brandt said that it was late", "said", "Brandt", 0.45) == "shown");
  CHECK(verdict("Brandt said that it was late", "said", "Brandt", 0.35) == "doubtful");
  CHECK(verdict("Brandt said that it was late", "said", "Brandt", 0.1) == "gone");
  CHECK(verdict("Brandt scoffed at the idea", "scoffed at", "Brandt", 0.45) == "shown");
  CHECK(verdict("Brandt scoffed at the idea", "scoffed at", "Brandt", 0.35) == "doubtful");
  CHECK(verdict("and said that it was late", "said", "", 0.45) == "doubtful");
  CHECK(verdict("the attention on the ferry", "attention on", "", 0.25) == "gone");
  CHECK(verdict("the attention on the ferry", "attention on", "", 0.35) == "doubtful");
}
