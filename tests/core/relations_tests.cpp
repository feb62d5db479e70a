#include "report/relations.hpp"

#include "story.hpp"

using namespace hearsay;
using report::unrelated;
using testing::Story;

TEST_CASE("An outlet that closes the sentence is what the words came through") {
  const Story s(
      "“<It covered the rail yard>,” [an official briefed on the talks] {said}, [the Harrow Courier] {reported} in its "
      "Tuesday edition.\n"
      "[The Harrow Courier] {reported} <that [Tomas Rehn] {had said} <no>>.\n"
      "[Greta Osk] {said} <it was late>.");
  CHECK(s.relations.via[0] == 1);
  CHECK(s.relations.via[3] == 2);
  CHECK(s.relations.within[3] == 2);
  CHECK(s.relations.via[1] == unrelated);
  CHECK(s.relations.via[4] == unrelated);
}

TEST_CASE("An outlet cites its sources") {
  const Story s("[The Harrow Courier] {reported} <the price>, citing [two officials] {who said} <it was low>.");
  CHECK(s.relations.via[1] == 0);
}

TEST_CASE("An outlet names whom it cites before it reports") {
  Story s("The Harrow Courier, {citing} two officials, {reported} <the price>.");
  s.extractions[0].source = {{5, 7}};
  s.extractions[1].source = {{0, 3}};
  s.identities = identities::identify(s.words.front(), s.extractions);
  s.kinds = labels::label_kinds(s.words.front(), testing::built_in_lexicon(), s.extractions, s.identities);
  s.relations = report::relate(s.words.front(), s.extractions, s.identities, s.kinds, s.wordings);
  CHECK(s.relations.via[0] == 1);
  CHECK(s.relations.via[1] == unrelated);
}

TEST_CASE("What was told to an outlet came through its report") {
  const Story s(
      "[The Harrow Courier] {reported} <the lease on Monday>.\n"
      "[Greta Osk] {told} the Harrow Courier <that the docks would close>.\n"
      "[Tomas Rehn] {told} reporters <that they would not>.");
  CHECK(s.relations.via[1] == 0);
  CHECK(s.relations.via[2] == unrelated);
}

TEST_CASE("Denials are tied to the claim, and a second denial to the same one") {
  const Story s(
      "[a newspaper report] {According to} <the minister offered to lease the harbour>.\n"
      "[Minister Ilse Varonne] {denied} <the report of the lease>.\n"
      "Grain exports rose again last year.\n"
      "[Greta Osk] {said} <grain prices had doubled in a decade>.\n"
      "“<It is a fairy tale>,” [Varonne] {said}, and {denied} <it again>.");
  CHECK(s.relations.denies[1] == 0);
  CHECK(s.relations.denies[4] == 0);
  CHECK(s.relations.denies[2] == unrelated);
  REQUIRE(s.relations.contests.size() == 1);
  CHECK(s.relations.contests[0].claim == 0);
  CHECK(s.relations.contests[0].denials.size() >= 2);
}

TEST_CASE("A headline's denial is of what the story reports below") {
  const Story s(
      "[Government] {Denies} <Offer To Lease Harbour>\n"
      "[a newspaper] {According to} <the government made an offer to lease the harbour>.",
      true);
  CHECK(s.relations.denies[0] == 1);
}

TEST_CASE("Nobody denies their own words, and an outlet that passes a denial on does not deny") {
  const Story s(
      "[The Harrow Courier] {reported} <that the lease was signed in secret>.\n"
      "[Greta Osk] {said} <the lease was signed in secret>.\n"
      "[Osk] {denied} <that she had signed the lease>, [TASS] {reported}.");
  CHECK(s.relations.denies[2] == 0);
  CHECK(s.relations.denies[3] == unrelated);
  CHECK(s.relations.stances[3] == Stance::states);
  CHECK(s.relations.via[2] == 3);
}

TEST_CASE("A claim that is the article's own sentence") {
  const Story s(
      "Two guards at the Sollen harbour gate took bribes from truckers for years.\n"
      "[Harbour director Milo Hale] {denied} <that guards at the harbour gate took bribes>.");
  CHECK(s.relations.denies[0] == unrelated);
  REQUIRE(s.relations.contests.size() == 1);
  CHECK(s.relations.contests[0].claim == unrelated);
  CHECK(s.relations.contests[0].sentence == 0);
}

TEST_CASE("A denial of nothing that the article reports stays untied") {
  const Story s("[Greta Osk] {said} <grain exports rose>.\n[Milo Hale] {denied} <beating a neighbour’s dog>.");
  CHECK(s.relations.denies[1] == unrelated);
  CHECK(s.relations.contests.empty());
}

TEST_CASE("Whose claim is denied, where the denial says so") {
  const Story s(
      "[Greta Osk] {accused} <the guild of hiding the price>.\n[Tomas Rehn] {said} <the bridge was closed>.\n"
      "[Milo Hale] {rejected} <Osk’s claim>.");
  CHECK(s.relations.denies[2] == 0);
}

TEST_CASE("A quotation's next sentence is not the article's own claim") {
  const Story s(
      "“<The dam will not hold the winter flood. Everybody in the valley has seen the cracks in the dam>,” [Ada Lund] "
      "{said}.\n"
      "[Milo Hale] {denied} <that the dam had cracks>.");
  for (const report::Contest& c : s.relations.contests) CHECK(c.sentence == unrelated);
}

TEST_CASE("A denial of a report is of what was reported, not of whatever stands nearer") {
  const Story s(
      "[The Harrow Courier] {reported} <that the mayor sold the ferry>.\n"
      "[Ada Lund] {said} <the mayor had nothing to hide>.\n"
      "[Milo Hale] {called} <the story “another hoax”>.\n"
      "[The harbour office] {denied} <any knowledge of a sale>.");
  CHECK(s.relations.denies[2] == 0);
  CHECK(s.relations.denies[3] != 1);
}

TEST_CASE("What somebody is thought of is no claim for them to deny") {
  const Story s(
      "[Rivals] {see} <Greta Osk as a careful manager>, and [analysts] {believe} <Osk plans a merger>.\n"
      "[Osk] {denied} <that her brother had been asked to leave>.");
  CHECK(s.relations.denies[2] == unrelated);
  CHECK(s.relations.contests.empty());
}

TEST_CASE("An outlet that passes on somebody's words makes no claim against them") {
  const Story s(
      "[The Harrow Courier] {reported} <that the harbour had been offered to a bank>.\n"
      "[The Lindmar Herald] {reported} <that [Ada Lund] {called} <the offer a harbour myth>>.\n"
      "[Lund] {denied} <the offer of the harbour>.");
  CHECK(s.relations.denies[3] == 0);
}

TEST_CASE("A denial uses its claim's words in other forms") {
  const Story s(
      "[A newspaper] {reported} <that the guild offered the mill for sale>.\n"
      "Rain fell all week.\n[Tomas Rehn] {denied} <that any such offer for the mill had been made>.");
  CHECK(s.relations.denies[1] == 0);
}

TEST_CASE("A lead may deny what the story reports below") {
  const Story s(
      "Mayor Under Fire\n"
      "[Mayor Jonas Weil] {denied} <secret talks with Ostrovian bankers over the ferry>.\n"
      "[The Harrow Courier] {reported} <that Weil met Ostrovian bankers in a hotel>.",
      true);
  CHECK(s.relations.denies[0] == 1);
}

TEST_CASE("A denial of that account is of what was said right before it") {
  const std::string story =
      "[Lawmakers] {accused} <the minister of acting late>.\n"
      "[Two officials] {said} <a copy was sent in April>. [The officials] {said} <it was marked urgent>.\n";
  CHECK(Story(story + "[Olav Brek] {rejected} <that account>.").relations.denies[3] == 1);
  CHECK(Story(story + "[Olav Brek] {called} <that account “absurd.”>").relations.denies[3] == 1);
  CHECK(Story(story + "[Olav Brek] {rejected} <the accusation>.").relations.denies[3] == 0);
}

TEST_CASE("The report that is dismissed is the one that the article tells of, and no accusation") {
  const Story s(
      "[Gil Aronson] {accused} <rivals of secrecy>.\n[A budget office report] {estimated} <that it would cost much>. "
      "[Party leaders] {dismissed} <the report>.");
  CHECK(s.relations.denies[2] == 1);
}

TEST_CASE("A claim near by counts with the rest of its sentence, and a question claims nothing") {
  const Story s(
      "[Editors] {asked}: <“Greta Osk and Olav Brek on a channel of the Ostrovian president, Milo Hale?”>\n"
      "Rain fell all week.\n"
      "Mr. Brek, who had lately seemed fond of Mr. Hale, was <“quite another man,”> [Jonas Weil] {said}.\n"
      "[Brek] {denied} <that he was fond of Mr. Hale>.");
  CHECK(s.relations.denies[2] == 1);
}

TEST_CASE("Nobody denies what their own side says") {
  const Story s(
      "[The Harrow Courier] {reported} <that Osk was on offer for paid speeches>.\n"
      "[A spokeswoman for Greta Osk] {said} <that Osk had no more speeches on her list>.\n"
      "[Osk] {denied} <that she would give more paid speeches>.");
  CHECK(s.relations.denies[2] == 0);
}

TEST_CASE("A denial of their account is of what was said right before it") {
  const Story s(
      "[Petra Schad] {accused} <the minister of acting late>.\nRain fell all week.\n"
      "[Greta Osk and another clerk] {said} <that he was pushed>. [A spokeswoman] {disputed} <their account>.");
  CHECK(s.relations.denies[2] == 1);
}

TEST_CASE("The claim that is false is the one right before it, and no accusation of another story's") {
  const Story s(
      "[Greta Osk] {accused} <the guild of lying>.\nRain fell.\nSnow fell.\nHail fell.\n"
      "[The actor’s publicist] {denied} <that they had split>. [A source close to the pair] {told} <of a quarrel>. "
      "<The claim was false>, [the publicist] {said}.");
  CHECK(s.relations.denies[3] == 2);
}

TEST_CASE("The charges that somebody denies are what was told of them right before") {
  const Story s(
      "[Ada Lund] {told} the Courier <that Milo Hale had sold the ferry to a friend>.\n"
      "[Hale] {denied} <the charges>.");
  CHECK(s.relations.denies[1] == 0);
}

TEST_CASE("A prediction that is disputed, and who says so, too") {
  const Story s(
      "The port opened late.\nThe ferry sailed.\n"
      "[Many captains] {argued} <that longer hours would tire the crews>.\n"
      "[Some crews] {disputed} <the prediction of empty decks>. “<That is ridiculous>,” [Ida Brandt] {said}.");
  CHECK(s.relations.denies[1] == 0);
  CHECK(s.relations.denies[2] == 0);
}

TEST_CASE("What a denial's paragraph speaks of tells which claim it denies") {
  const Story s(
      "[Ada Lund] {said} <the clerk shoved a reporter at the rally>.\n[Piet Osk] {said} <grain was cheap>.\n"
      "A film of the rally shows the reporter behind the clerk. [Milo Hale] {denied} <it>.");
  CHECK(s.relations.denies[2] == 0);
}

TEST_CASE("Who denies once more denies the same") {
  const Story s(
      "[Ada Lund] {said} <the ferry had been sold to a friend of the mayor>.\n"
      "[The mayor, Milo Hale,] {denied} <that the ferry had been sold to a friend>.\n"
      "[Piet Osk] {said} <grain was cheap>.\n“<It is a lie>,” [Hale] {said}.");
  CHECK(s.relations.denies[1] == 0);
  CHECK(s.relations.denies[3] == 0);
}

TEST_CASE("What is denied as somebody reported it is what they reported") {
  const Story s(
      "[Petra Schad] {accused} <the minister of acting late>.\nRain fell all week.\n"
      "[The guild] {denied} <that the captain had been warned>, as [the Harrow Courier] {reported}.");
  CHECK(s.relations.denies[1] == 2);
}

TEST_CASE("The mayor's account is the mayor's") {
  const Story s(
      "[Greta Osk, the mayor of Harrow,] {said} <that the trucks had not moved>.\nRain fell all week.\n"
      "[Jonas Weil] {said} <that the crews were tired>. [The agency] {pushed back on} <the mayor's account>.");
  CHECK(s.relations.denies[2] == 0);
}

TEST_CASE("A claim that a denial spells out is no other claim") {
  const Story s(
      "[Vallin] {claimed} <that its ferries are safe>.\n"
      "[The guild] {disputed} <the claim that the weather was to blame>.");
  CHECK(s.relations.denies[1] == unrelated);
}

TEST_CASE("Disputed that: what was said right before") {
  const Story s(
      "[Petra Schad] {accused} <the minister of acting late>.\nRain fell all week.\n"
      "[Greta Osk] {said} <the captain had been asleep>. [The mate] {disputed} <that>.");
  CHECK(s.relations.denies[2] == 1);
}
