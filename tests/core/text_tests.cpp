#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "text/document.hpp"
#include "text/unicode.hpp"

using hearsay::Offsets;
using namespace hearsay::text;

namespace {

std::vector<std::string> words(const Document& d) {
  std::vector<std::string> out;
  for (TokenIndex t = 0; t < d.tokens.size(); ++t) out.emplace_back(d.word(t));
  return out;
}

std::vector<std::string> words(std::string text) { return words(parse(std::move(text), false)); }

std::vector<std::string> sentences(std::string text) {
  const Document d = parse(std::move(text), false);
  std::vector<std::string> out;
  for (const Sentence& s : d.sentences) out.emplace_back(d.slice(s.tokens));
  return out;
}

// Each quotation as its words, with ~ behind one that its paragraph leaves open.
std::vector<std::string> quotations(std::string text) {
  const Document d = parse(std::move(text), false);
  std::vector<std::string> out;
  for (const Quotation& q : d.quotations) out.push_back(std::string(d.slice(q.tokens)) + (q.closed ? "" : "~"));
  return out;
}

using Words = std::vector<std::string>;

// What holds of any document whatever its text.
void check_invariants(const Document& d) {
  std::uint32_t end = 0;
  for (const Token& t : d.tokens) {
    REQUIRE(t.start >= end);
    REQUIRE(t.end > t.start);
    REQUIRE(t.end <= d.text.size());
    REQUIRE(t.block < d.blocks.size());
    REQUIRE(t.sentence < d.sentences.size());
    REQUIRE((static_cast<unsigned char>(d.text[t.start]) & 0xC0) != 0x80);
    REQUIRE((t.end == d.text.size() || (static_cast<unsigned char>(d.text[t.end]) & 0xC0) != 0x80));
    REQUIRE((t.quotation == none) == (t.quote_depth == 0));
    end = t.end;
  }
  TokenIndex next = 0;
  for (const Sentence& s : d.sentences) {
    REQUIRE(s.tokens.first == next);
    REQUIRE(s.tokens.last > s.tokens.first);
    next = s.tokens.last;
  }
  REQUIRE(next == d.tokens.size());
  for (std::uint32_t q = 0; q < d.quotations.size(); ++q) {
    const Quotation& x = d.quotations[q];
    REQUIRE(!x.tokens.empty());
    REQUIRE(x.tokens.last <= d.tokens.size());
    if (x.parent != none) {
      REQUIRE(x.parent < q);
      REQUIRE(d.quotations[x.parent].tokens.first <= x.tokens.first);
      REQUIRE(x.tokens.last <= d.quotations[x.parent].tokens.last);
    }
    if (x.continues != none) {
      REQUIRE(x.continues < q);
      REQUIRE_FALSE(d.quotations[x.continues].closed);
    }
  }
}

}  // namespace

TEST_CASE("tokens: what belongs to a word and what does not", "[text]") {
  CHECK(words("The U.S. can't stop, Ms. Alder's aide said.") ==
        Words{"The", "U.S.", "ca", "n't", "stop", ",", "Ms.", "Alder", "'s", "aide", "said", "."});
  CHECK(words("It cost $1,000.50 — or 3.5% of No. 10…") ==
        Words{"It", "cost", "$", "1,000.50", "—", "or", "3.5", "%", "of", "No.", "10", "…"});
  CHECK(words("well-known O’Hara, 9/11 at 3:47 a.m. from AT&T") ==
        Words{"well-known", "O’Hara", ",", "9/11", "at", "3:47", "a.m.", "from", "AT&T"});
  CHECK(words("@vale_mayor wrote #harbour on example.org.") ==
        Words{"@vale_mayor", "wrote", "#harbour", "on", "example.org", "."});
  CHECK(words("No. She left ... then -- gone") == Words{"No", ".", "She", "left", "...", "then", "--", "gone"});
  CHECK(words("cafe\xCC\x81 co\xC2\xADoperate") == Words{"cafe\xCC\x81", "co\xC2\xADoperate"});
  CHECK(words("👩‍🚒 said 🇫🇷") == Words{"👩‍🚒", "said", "🇫", "🇷"});
}

TEST_CASE("X ends a sentence where somebody wrote there", "[text]") {
  CHECK(parse("Osk wrote on X. Lund denied it.", false).sentences.size() == 2);
  CHECK(parse("Malcolm X. Osk denied it.", false).sentences.size() == 1);
}

TEST_CASE("sentences: abbreviations, initials, quotations", "[text]") {
  CHECK(sentences("Gov. R. J. Alder met Sen. Holt on Sept. 4. They agreed.").size() == 2);
  CHECK(sentences("He left the U.S. The talks went on.").size() == 2);
  CHECK(sentences("The U.S. Navy sailed.").size() == 1);
  CHECK(sentences("“It is over.” She sat down.") == Words{"“It is over.”", "She sat down."});
  CHECK(sentences("“Is it over?” she asked.").size() == 1);
  CHECK(sentences("Prices rose 3.5 percent. Wages fell 0.2 percent.").size() == 2);
  CHECK(sentences("One.\nTwo.") == Words{"One.", "Two."});
}

TEST_CASE("quotations: marks of several countries", "[text]") {
  CHECK(quotations("“No,” she said, “never.”") == Words{"“No,”", "“never.”"});
  CHECK(quotations("\"No,\" she said. \"Never.\"") == Words{"\"No,\"", "\"Never.\""});
  CHECK(quotations("``No,'' she said.") == Words{"``No,''"});
  CHECK(quotations("‘No,’ she said, ‘it’s the leaders’ view.’") == Words{"‘No,’", "‘it’s the leaders’ view.’"});
  CHECK(quotations("'No,' she said. The leaders' view was John's.") == Words{"'No,'"});
  CHECK(quotations("„Nein“, sagte sie. «Non», dit-elle. »Nej«, sa hun.") == Words{"„Nein“", "«Non»", "»Nej«"});
  CHECK(quotations("“He told me ‘never again’ twice,” she said.") ==
        Words{"“He told me ‘never again’ twice,”", "‘never again’"});
  CHECK(quotations("Rock ’n’ roll in the ’90s; a 5'10\" man").empty());
}

TEST_CASE("quotations: left open, and opened again in the next paragraph", "[text]") {
  const Document d = parse("“It was dark.\n“Then it was light,” she said.", false);
  REQUIRE(d.quotations.size() == 2);
  CHECK_FALSE(d.quotations[0].closed);
  CHECK(d.quotations[1].closed);
  CHECK(d.quotations[1].continues == 0);
  // a stray closing mark closes nothing and opens nothing
  CHECK(quotations("“It ended,” one of them said,” the paper wrote.") == Words{"“It ended,”"});
  // an inner quotation that nobody closed ends with the outer one
  CHECK(quotations("“She said ‘never,” he wrote of the leaders’ view.") == Words{"“She said ‘never,”", "‘never,~"});
}

TEST_CASE("UTF-8: well-formed or not", "[text]") {
  CHECK_FALSE(first_bad_byte("plain, ünïcödé, 漢字, 🙂"));
  CHECK(first_bad_byte("ab\xFFz") == 2u);
  CHECK(first_bad_byte("ab\xC3") == 2u);            // cut short
  CHECK(first_bad_byte("\xC0\xAF") == 0u);          // overlong
  CHECK(first_bad_byte("x\xED\xA0\x80") == 1u);     // a surrogate
  CHECK(first_bad_byte("\xF4\x90\x80\x80") == 0u);  // past U+10FFFF
}

TEST_CASE("offsets: bytes to UTF-16 code units and code points", "[text]") {
  const std::string text = "a🙂é漢z";  // 1, 4, 2, 3, 1 bytes
  const OffsetMap utf16(text, Offsets::utf16), points(text, Offsets::codepoint), bytes(text, Offsets::byte);
  CHECK(std::vector{utf16(0), utf16(1), utf16(5), utf16(7), utf16(10), utf16(11)} ==
        std::vector<std::uint32_t>{0, 1, 3, 4, 5, 6});
  CHECK(std::vector{points(0), points(1), points(5), points(7), points(10), points(11)} ==
        std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5});
  CHECK(bytes(7) == 7);
  std::string longer;
  for (int i = 0; i < 200; ++i) longer += "é🙂x";
  const OffsetMap map(longer, Offsets::utf16);
  for (std::uint32_t i = 0; i <= 200; ++i) REQUIRE(map(i * 7) == i * 4);
}

TEST_CASE("any text: ranges stay inside, in order, and whole code points", "[text][property]") {
  std::mt19937 random(20240229);
  const std::vector<std::string> pieces = {"“",
                                           "”",
                                           "\"",
                                           "'",
                                           "‘",
                                           "’",
                                           "«",
                                           "»",
                                           "„",
                                           ".",
                                           "...",
                                           "…",
                                           "!",
                                           "?",
                                           " ",
                                           " ",
                                           " ",
                                           "\n",
                                           "\r\n",
                                           "a",
                                           "I",
                                           "U.S.",
                                           "Mr.",
                                           "said",
                                           "Vale",
                                           "🙂",
                                           "é",
                                           "\xE2\x80\x8B",
                                           "\xC2\xAD",
                                           "-",
                                           "--",
                                           "—",
                                           "3.5",
                                           "$",
                                           "@x",
                                           "#",
                                           "漢",
                                           "(",
                                           ")",
                                           ",",
                                           ":",
                                           "``",
                                           "''",
                                           "No.",
                                           "\xEF\xBF\xBD",
                                           "\t",
                                           "l'",
                                           "s’ "};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const auto count = random() % 60;
    for (unsigned i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
    INFO(text);
    check_invariants(parse(text, random() % 2 == 0));
  }
}
