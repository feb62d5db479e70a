// Speakers named beside their statements without a word for speaking.
#include <string>
#include <vector>

#include "attributions/speakers.hpp"
#include "catch.hpp"
#include "text/document.hpp"

using namespace hearsay;
using attributions::Extraction;

namespace {

using Rows = std::vector<std::string>;

std::string row(const text::Document& d, const Extraction& x) {
  std::string content;
  for (const text::Range& r : x.content) content += (content.empty() ? "" : " / ") + std::string(d.slice(r));
  return (x.source.empty() ? "?" : std::string(d.slice(x.source[0]))) + " | " + std::string(d.slice(x.cue)) + " | " +
         content;
}

Extraction known(const text::Document& d, std::string_view cue, std::vector<text::Range> content = {}) {
  const auto at = static_cast<std::uint32_t>(d.text.find(cue));
  Extraction x;
  x.cue = d.range({at, at + static_cast<std::uint32_t>(cue.size())});
  x.content = std::move(content);
  return x;
}

// "source | cue | content" of each attribution found.
Rows speakers(const std::string& text, std::string_view cue = "") {
  const text::Document d = text::parse(text, false);
  std::vector<Extraction> found;
  if (!cue.empty()) found.push_back(known(d, cue));
  attributions::find_speakers(d, found);
  Rows rows;
  for (const Extraction& x : found) rows.push_back(row(d, x));
  return rows;
}

}  // namespace

TEST_CASE("speakers: a quotation, a dash and a name are the name's statement") {
  CHECK(speakers("“Nobody asked the port.” — Ilse Varonne\n") == Rows{"Ilse Varonne | — | “Nobody asked the port.”"});
  CHECK(speakers("“Nobody asked the port.”\n― Ilse Varonne, a docker in Lindmar.\n") ==
        Rows{"Ilse Varonne, a docker in Lindmar | ― | “Nobody asked the port.”"});
  CHECK(speakers("“Nobody asked the port.\n“Nobody asked us.” -- Ilse Varonne\n") ==
        Rows{"Ilse Varonne | -- | “Nobody asked the port. / “Nobody asked us.”"});
}

TEST_CASE("speakers: what follows a dash is no signature if it is a sentence, or somebody is said to speak") {
  CHECK(speakers("“Nobody asked the port” — and then it rained.\n").empty());
  CHECK(speakers("The “old quay” — Lindmar's pride.\n").empty());
  CHECK(speakers("“Nobody asked the port.” — Varonne left. It rained.\n").empty());
  CHECK(speakers("“Nobody asked the port,” she said. “Nobody asked us.” — Lindmar\n", "said") == Rows{"? | said | "});
}

TEST_CASE("speakers: a transcript's paragraphs are their speakers'") {
  CHECK(speakers("HOST: Who asked the port of Lindmar?\nVARONNE: Nobody did, I think.\nIt rained.\n") ==
        Rows{"HOST | : | Who asked the port of Lindmar?", "VARONNE | : | Nobody did, I think."});
  CHECK(speakers("Brandt: Who asked the port?\nVaronne: Nobody did.\nBrandt: And the ferry?\nVaronne: Nor them.\n") ==
        Rows{"Brandt | : | Who asked the port? / And the ferry?", "Varonne | : | Nobody did. / Nor them."});
}

TEST_CASE("speakers: one label, headings and notices make no transcript") {
  CHECK(speakers("VARONNE: Nobody asked the port of Lindmar.\nIt rained.\n").empty());
  CHECK(speakers("WATCH: The port of Lindmar\nREAD: Who asked the port?\n").empty());
  CHECK(speakers("Lindmar: It rained all day.\nHarrow: It snowed all day.\nSollen: Sun and wind.\n").empty());
  CHECK(speakers("Brandt: 1,204.\nVaronne: 380.\nBrandt: 12.\nVaronne: 9.\n").empty());
}

TEST_CASE("speakers: a transcript is not the content of what introduces it") {
  const text::Document d =
      text::parse("The port put it so:\nHOST: Who asked the port of Lindmar?\nVARONNE: Nobody did, I think.\n", false);
  std::vector<Extraction> found = {known(d, "put", {d.blocks[1].tokens, d.blocks[2].tokens})};
  attributions::find_speakers(d, found);
  REQUIRE(found.size() == 3);
  CHECK(found[0].content.empty());
  CHECK(row(d, found[2]) == "VARONNE | : | Nobody did, I think.");
}
