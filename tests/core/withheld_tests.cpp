#include "attributions/withheld.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"

using namespace hearsay;
using attributions::Extraction;

namespace {

const lexicon::Lexicon& built_in() {
  static const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::load(built_in_resources().packs);
  REQUIRE(lexicon);
  return *lexicon;
}

// What is found in a text in which the model found `known`: "source | cue | content" of each attribution.
struct Parts {
  std::string source, cue, content;
};
std::vector<std::string> found(const std::string& text, const std::vector<Parts>& known = {}) {
  const text::Document document = text::parse(text, false);
  const auto range = [&](const std::string& words) {
    const auto at = static_cast<std::uint32_t>(document.text.find(words));
    return document.range({at, at + static_cast<std::uint32_t>(words.size())});
  };
  std::vector<Extraction> extractions;
  for (const Parts& parts : known) {
    Extraction e{.cue = range(parts.cue)};
    if (!parts.source.empty()) e.source = {range(parts.source)};
    if (!parts.content.empty()) e.content = {range(parts.content)};
    extractions.push_back(e);
  }
  attributions::find_withheld(built_in(), built_in().read(document), extractions);
  std::vector<std::string> out;
  for (const Extraction& e : extractions) {
    const auto words = [&](const std::vector<text::Range>& ranges) {
      return ranges.empty() ? std::string() : std::string(document.slice(ranges.front()));
    };
    out.push_back(words(e.source) + " | " + std::string(document.slice(e.cue)) + " | " + words(e.content));
  }
  return out;
}
using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a withheld source that the model missed", "[withheld]") {
  CHECK(found("The sale is off, according to two people familiar with the talks.") ==
        Found{"two people familiar with the talks | according to | The sale is off"});
  CHECK(found("A person close to the owners said the sale was off.") ==
        Found{"A person close to the owners | said | the sale was off"});
  CHECK(found("An aide briefed on the sale, who asked not to be named, said it was off.") ==
        Found{"An aide briefed on the sale | said | it was off"});
  CHECK(found("The official spoke on condition of anonymity.") == Found{"The official | spoke | "});
}

TEST_CASE("a withheld source where the model took another", "[withheld]") {
  CHECK(found("The port will close, said people familiar with the plan.",
              {{"The port", "said", "people familiar with the plan"}}) ==
        Found{"people familiar with the plan | said | The port will close"});
  CHECK(found("The sale was dismissed in May by a source close to Brandt.", {{"", "dismissed", "The sale"}}) ==
        Found{"a source close to Brandt | dismissed | The sale"});
  CHECK(found("The sale was confirmed to the Post on condition of anonymity by two people close to Brandt.",
              {{"the Post on condition of anonymity by two people close to Brandt", "confirmed", "The sale"}}) ==
        Found{"two people close to Brandt | confirmed | The sale"});
  CHECK(found("The ferry will sail, said a senior harbour aide.", {{"The ferry", "said", "The ferry will sail"}}) ==
        Found{"a senior harbour aide | said | The ferry will sail"});
}

TEST_CASE("whom an outlet cites", "[withheld]") {
  CHECK(found("The sale is off, the Harbour Post reported, citing two aides close to Brandt.",
              {{"the Harbour Post", "reported", "The sale is off"},
               {"the Harbour Post", "citing", "two aides close to Brandt"}}) ==
        Found{"the Harbour Post | reported | The sale is off", "two aides close to Brandt | citing | The sale is off"});
}

TEST_CASE("what is right, or names somebody, is left alone", "[withheld]") {
  CHECK(found("A person close to the owners said much.", {{"A person close to the owners", "said", "much"}}) ==
        Found{"A person close to the owners | said | much"});
  CHECK(found("The ferry will sail, said a harbour aide, Ida Brandt.",
              {{"The ferry", "said", "The ferry will sail"}}) == Found{"The ferry | said | The ferry will sail"});
  CHECK(found("Residents are familiar with the ferry.").empty());
  CHECK(found("Officials said the sources of the leak were old pipes.").empty());
  CHECK(found("").empty());
}

TEST_CASE("a withheld source inside another's words", "[withheld]") {
  CHECK(found("The Post reported that two aides briefed on it said no.",
              {{"The Post reported that two aides briefed on it", "said", "no"}}) ==
        Found{"two aides briefed on it | said | no"});
  CHECK(found("Three aides “with knowledge of the matter” told it so.").front().starts_with("Three aides “with"));
}

TEST_CASE("a teaser cut before its verb", "[withheld]") {
  CHECK(found("The port will be sold by June, two people familiar with the") ==
        Found{"two people familiar with the | , | The port will be sold by June"});
  CHECK(found("The port was sold to Brandt, two people familiar with the trade.").empty());
}

TEST_CASE("who spoke on condition of anonymity, behind a comma", "[withheld]") {
  CHECK(found("A long shot, said the person, who spoke on condition of anonymity.",
              {{"A long shot", "said", "the person"}}) == std::vector<std::string>{"the person | said | A long shot"});
}
