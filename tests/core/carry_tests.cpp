// Content in the paragraphs after the cue's.
#include <string>
#include <vector>

#include "attributions/carry.hpp"
#include "catch.hpp"
#include "text/document.hpp"

using namespace hearsay;
using attributions::Extraction;

namespace {

text::Range find(const text::Document& d, std::string_view words) {
  const std::size_t at = d.text.find(words);
  REQUIRE(at != std::string::npos);
  return d.range({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())});
}

// The content's pieces after carrying over; `content` may be empty.
std::vector<std::string> carried(const std::string& text, std::string_view cue, std::string_view content) {
  const text::Document d = text::parse(text, false);
  Extraction x;
  x.cue = find(d, cue);
  if (!content.empty()) x.content = {find(d, content)};
  std::vector<Extraction> found = {x};
  attributions::carry_over(d, found);
  std::vector<std::string> pieces;
  for (const text::Range& r : found[0].content) pieces.emplace_back(d.slice(r));
  return pieces;
}

using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("carry: a colon at a paragraph's end announces the quotation that opens the next") {
  CHECK(carried("The harbour board wrote:\n“The quay is closed.”\nNobody knows why.\n", "wrote", "") ==
        Pieces{"“The quay is closed.”"});
  CHECK(carried("The harbour board wrote:\nThe quay is closed.\n", "wrote", "").empty());
  CHECK(carried("The harbour board wrote.\n“The quay is closed.”\n", "wrote", "").empty());
  CHECK(carried("The board wrote to all who had ever asked it for a berth at the old quay:\n“It is closed.”\n", "wrote",
                "")
            .empty());
}

TEST_CASE("carry: a quotation left open goes on where the next paragraph opens it again") {
  CHECK(carried("Brandt said on Sunday: “It will stay so.\n“And the ferry too.\n“Ask the board.”\nIt rained.\n", "said",
                "“It will stay so.") == Pieces{"“It will stay so.", "“And the ferry too.", "“Ask the board.”"});
}

TEST_CASE("carry: paragraphs that are one quotation are the last speaker's, until somebody else speaks") {
  const std::string text =
      "“The quay is closed,” Brandt said.\n“It will stay so.”\n“Ask the board.”\n“We are asked,” the board said.\n";
  const text::Document d = text::parse(text, false);
  Extraction first, second;
  first.cue = find(d, "said");
  first.content = {find(d, "“The quay is closed,”")};
  const auto at = static_cast<std::uint32_t>(text.rfind("said"));
  second.cue = d.range({at, at + 4});
  second.content = {find(d, "“We are asked,”")};
  std::vector<Extraction> found = {first, second};
  attributions::carry_over(d, found);
  REQUIRE(found[0].content.size() == 3);
  CHECK(d.slice(found[0].content[1]) == "“It will stay so.”");
  CHECK(d.slice(found[0].content[2]) == "“Ask the board.”");
  CHECK(found[1].content.size() == 1);

  CHECK(carried("“The quay is closed,” Brandt said.\n“It will stay so” is what she meant.\n", "said",
                "“The quay is closed,”")
            .size() == 1);
  CHECK(carried("Brandt said that the quay was closed.\n“It will stay so.”\n", "said", "that the quay was closed")
            .size() == 1);
}

TEST_CASE("carry: linear, also where every paragraph opens a quotation and none closes it") {
  const auto carried_pieces = [](int paragraphs) {
    std::string text = "He said: “No.\n";
    for (int i = 0; i < paragraphs; ++i) text += "“I said it is so:\n";
    const text::Document d = text::parse(text, false);
    std::vector<Extraction> found;
    for (text::TokenIndex t = 0; t < d.tokens.size(); ++t) {
      if (d.word(t) != "said") continue;
      Extraction x;
      x.cue = {t, t + 1};
      x.content = {{t + 1, d.blocks[d.tokens[t].block].tokens.last}};
      found.push_back(x);
    }
    attributions::carry_over(d, found);
    std::size_t pieces = 0;
    for (const Extraction& x : found) pieces += x.content.size();
    return pieces;
  };
  CHECK(carried_pieces(1000) <= 3 * 1001);
  CHECK(carried_pieces(4000) <= 3 * 4001);
}
