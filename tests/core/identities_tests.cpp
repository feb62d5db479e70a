#include "identities/identities.hpp"

#include <ctime>

#include "story.hpp"

using namespace hearsay;
using testing::Story;

TEST_CASE("Surname, title, role and pronoun lead back to the full name") {
  const Story s(
      "[Transport Ministry spokeswoman Ilse Varonne] {denied} <that an offer had been made>.\n"
      "“There was no lease,” [Varonne] {said}. [She] {added} <that the harbour was not for sale>.\n"
      "[The spokeswoman] {declined} <to say more>.\n"
      "Parliament meets on Friday, [Ms. Varonne] {noted}.");
  for (std::size_t i = 0; i < 5; ++i) CHECK(s.who(i) == "Ilse Varonne");
}

TEST_CASE("The fullest name counts, wherever it stands") {
  const Story s(
      "[Orlen] {said} <the bridge was safe>.\n"
      "[Tomas J. Orlen, 54, a nurse from Lindmar,] {said} <he crosses it daily>.\n"
      "[Tom Orlen] {said} <nobody had asked him>.");
  CHECK(s.who(0) == "Tomas J. Orlen");
  CHECK(s.same(0, 1));
  CHECK(s.same(1, 2));
}

TEST_CASE("Two people of one surname stay apart") {
  const Story s(
      "[Gov. Anna Rehn] {met} farmers on Monday with her brother, Jonas Rehn.\n"
      "[Ms. Rehn] {said} <the dam would hold>.\n"
      "[Mr. Rehn] {said} <it would not>.\n"
      "[Jonas Rehn] {repeated} <the warning>.");
  CHECK(s.who(1) == "Anna Rehn");
  CHECK(s.who(2) == "Jonas Rehn");
  CHECK(s.who(3) == "Jonas Rehn");
  CHECK(s.official(1));
  CHECK_FALSE(s.official(2));
}

TEST_CASE("A namesake mentioned aside does not take the surname") {
  const Story s(
      "[Greta Osk] {said} <the docks would close>.\n"
      "She had served in the cabinet of former President Milo Osk.\n"
      "[Osk] {said} <no date was set>.");
  CHECK(s.who(1) == "Greta Osk");
}

TEST_CASE("Titles and roles before a name are its description") {
  const Story s(
      "[Charlton Mayor Jonas Weil] {said} so. [Kestovia Rail spokesman Piet van der Berg] {agreed} <with him>.");
  CHECK(s.who(0) == "Jonas Weil");
  CHECK(s.who(1) == "Piet van der Berg");
  const identities::Entity& weil = s.identities.entities[s.identities.sources[0].entity];
  REQUIRE(weil.descriptions.size() == 1);
  CHECK(s.document.slice(weil.descriptions[0]) == "Charlton Mayor");
}

TEST_CASE("An apposition names the person, before or after the comma") {
  const Story s(
      "[The family’s lawyer, Ruben Hale,] {said} <the video was clear>.\n"
      "[One of her advisers, Ada Lund,] {said} <she would stay>.\n"
      "[Ruben Hale] {called} <for calm>.");
  CHECK(s.who(0) == "Ruben Hale");
  CHECK(s.kind(0) == "person");
  CHECK(s.who(1) == "Ada Lund");
  CHECK(s.kind(1) == "person");
  CHECK(s.same(0, 2));
}

TEST_CASE("A clause after a place is no apposition") {
  const Story s("[Mayor Jonas Weil] {described} <the blast in Chelsea>.\nIt was loud in Chelsea, [the mayor] {said}.");
  CHECK(s.who(1) == "Jonas Weil");
}

TEST_CASE("Bodies and their short forms") {
  const Story s(
      "[The Harbour Workers Union (HWU)] {said} <it would strike>.\n"
      "[The HWU] {called} <the offer an insult>. [The union] {wants} <a new one>.\n"
      "[The Securities and Exchange Commission] {said} <it would look into it>. [The S.E.C.] {declined} <to say "
      "more>.");
  CHECK(s.same(0, 1));
  CHECK(s.same(0, 2));
  CHECK(s.same(3, 4));
  CHECK(s.who(4) == "Securities and Exchange Commission");
}

TEST_CASE("An outlet by its common noun") {
  const Story s(
      "The price had been halved, [The Harrow Courier] {reported}.\n"
      "“Nobody wanted to read it aloud,” [the daily] {said}.\n"
      "[state-run TASS news agency] {reported} <the same>.");
  CHECK(s.same(0, 1));
  CHECK(s.kind(1) == "media");
  CHECK(s.kind(2) == "media");
  CHECK(s.kinds[2].state_run);
  CHECK_FALSE(s.kinds[0].state_run);
}

TEST_CASE("Campaign, camp and team of one name are one body") {
  const Story s(
      "[The Weil campaign] {said} <it was ready>.\n[Weil’s team] {did not respond}. [The campaign] {added} <a date "
      "later>.");
  CHECK(s.same(0, 1));
  CHECK(s.same(0, 2));
  CHECK(s.kind(0) == "organisation");
}

TEST_CASE("Unnamed sources are kept together or apart as the article treats them") {
  const Story s(
      "[A senior official] {said} <the talks had failed>.\n"
      "[The official] {added} <that no date was set>.\n"
      "[A second official] {disagreed}.\n"
      "[A person familiar with the lease] {said} <the price was low>. [The person] {asked} <not to be named>.");
  CHECK(s.same(0, 1));
  CHECK_FALSE(s.same(0, 2));
  CHECK(s.same(3, 4));
  CHECK(s.who(4) == "A person familiar with the lease");
  CHECK(s.kind(3) == "anonymous");
}

TEST_CASE("Pronouns by who spoke before") {
  const Story s(
      "[Greta Osk] {told} [reporters] <that Tomas Rehn was wrong>.\n"
      "“It is a fairy tale,” [she] {said}.\n"
      "[Rehn] {laughed}. “We shall see,” [he] {said}.");
  CHECK(s.who(1) == "Greta Osk");
  CHECK(s.who(3) == "Tomas Rehn");
}

TEST_CASE("Relative pronouns take the noun before them") {
  const Story s(
      "Greta Osk, [who] {said} <the docks would close>, left early.\n"
      "He met some economists [who] {argue} <that tolls harm trade>.\n"
      "A study by Lindmar University, [which] {found} <no harm>, is due.");
  CHECK(s.who(0) == "Greta Osk");
  CHECK(s.who(1) == "some economists");
  CHECK(s.kind(1) == "group");
  CHECK(s.who(2) == "Lindmar University");
}

TEST_CASE("I in a quotation is the speaker, outside it the author") {
  const Story s(
      "“<[I] {think} the lease is dead>,” [Tomas Rehn] {said}.\n"
      "[I] {asked} <him twice>.");
  CHECK(s.who(0) == "Tomas Rehn");
  CHECK(s.kind(0) == "person");
  CHECK(s.kind(2) == "author");
}

TEST_CASE("A cue without a source goes on with the speaker before, or is nobody's") {
  const Story s(
      "[Tomas Rehn] {said} <the lease was dead>, {adding} <that he would vote against it>.\n"
      "The envoy {is believed} <to have left>.");
  CHECK(s.same(0, 1));
  CHECK(s.kind(2) == "unattributed");
}

TEST_CASE("Two named together are one source made of both") {
  const Story s("[Greta Osk and Tomas Rehn] {say} <the port is unsafe>.\n[Both] {want} <it closed>.");
  CHECK(s.who(0) == "Greta Osk and Tomas Rehn");
  CHECK(s.same(0, 1));
}

TEST_CASE("A headline in capitals knows only the names of the story") {
  const Story s(
      "[Osk] {Says} <Harbour Lease Is Dead And Buried>\n[Greta Osk, who heads the union,] {said} <so on Monday>.",
      true);
  CHECK(s.who(0) == "Greta Osk");
  for (const identities::Name& n : s.identities.names) CHECK(s.document.slice(n.name) != "Harbour Lease");
}

TEST_CASE("Common words that open a sentence are no names") {
  const Story s(
      "[Critics] {said} <the plan was thin>.\n[Republicans] {want} <it gone>.\n[Police] {said} <two were hurt>.");
  CHECK(s.kind(0) == "group");
  CHECK(s.kind(1) == "group");
  CHECK(s.kind(2) == "organisation");
  CHECK(s.official(2));
}

TEST_CASE("What is found is sound whatever the text") {
  for (const std::string_view text :
       {"", "{said}", "[,] {said}", "[“] {said} <”>", "[’s] {said}", "[The of the of] {said}", "[Who] {said}",
        "[one of the] {said}", "[A B C D E F G H I J K L M N O P] {said}", "[de de de] {said}", "[Jane (] {said}",
        "[(D-Ohio)] {said}", "[Jane Doe, , ,] {said}", "[his his his] {said}", "[% of %] {said}", "[É É] {said}",
        "[MR. MRS. DR.] {said}"}) {
    const Story s(text);
    for (std::size_t i = 0; i < s.extractions.size(); ++i) {
      const std::uint32_t e = s.identities.sources[i].entity;
      CHECK((e == identities::nobody || e < s.identities.entities.size()));
    }
    for (const identities::Name& n : s.identities.names) {
      CHECK(n.name.first < n.name.last);
      CHECK(n.whole.first <= n.name.first);
      CHECK(n.name.last <= s.document.tokens.size());
      CHECK(n.whole.last <= s.document.tokens.size());
    }
  }
}

TEST_CASE("Nesting is the innermost content around a cue") {
  const Story s("[Ada Lund] {said} <[the minister] {had denied} <it>>.");
  CHECK(identities::enclosing(s.extractions)[1] == 0);
  CHECK(identities::enclosing(s.extractions)[0] == identities::nobody);
}

TEST_CASE("Time grows with the text, not with its square") {
  // Texts that make every list as long as it can get.
  const std::string_view pieces[] = {
      "[Jane Doe] {said} <Doe was late>. ",
      "[The official] {told} the Harrow Courier <Mayor Doe lied>, [the Harrow Courier] {reported}. ",
      "[he] {denied} <it> and [a senator] {denied} <the report of the lease> ",
      "[A former chairman] {said} <so> of Mayor Xy Doe, the mayor, ",
  };
  for (const std::string_view piece : pieces) {
    CAPTURE(piece);
    const auto seconds = [&](std::size_t n) {
      std::string text;
      for (std::size_t i = 0; i < n; ++i) {
        text += piece;
        text += "Zo" + std::to_string(i) + " Doe met Ka" + std::string(1 + i % 23, 'a') + " Roe. ";
      }
      const std::clock_t start = std::clock();
      const Story s(text);
      REQUIRE(s.extractions.size() >= n);
      return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    const double small = seconds(1000);
    CHECK(seconds(8000) < 24 * small + 0.05);  // 8 if linear, 64 if quadratic
  }
}

TEST_CASE("A party and a place in place of a name") {
  const Story s(
      "[Sen. Milo Hale] {said} <the vote was lost>.\n[The Ohio Republican] {blamed} <the weather>.\n"
      "[Hale’s campaign] {declined} <to comment>, and [the workers’ union] {laughed} <at it>.");
  CHECK(s.who(1) == "Milo Hale");
  CHECK(s.kind(2) == "organisation");
  CHECK(s.kind(3) == "organisation");
}

TEST_CASE("A relative by the surname, where the article names one") {
  const Story s("[Milo Hale’s wife] {pleaded} <for help>.\nNeighbours came.\n[Ada Hale] {said} <it was quick>.");
  CHECK(s.who(0) == "Ada Hale");
  CHECK(s.kind(0) == "person");
}

TEST_CASE("The same words are one source, however many cues they have") {
  const Story s("[A former tenant, [who] {asked} <not to be named>,] {said} <the door was locked>.");
  CHECK(s.same(0, 1));
}

TEST_CASE("One of them is one of those just spoken of") {
  const Story s(
      "[Two senior officials, speaking on condition of anonymity,] {said} <the talks went on>.\n"
      "[One of them] {said} <a draft existed>.");
  CHECK(s.same(0, 1));
  CHECK(s.official(1));
}

TEST_CASE("Unnamed people whom a word sets apart stay apart") {
  const Story s(
      "[Two American officials] {said} <the ship had left>.\n[The Russian officials] {said} <it had not>.\n"
      "[The officials] {agreed} <on a date>.\n"
      "[A fire investigator] {said} <the door was locked>.\n[The police investigator] {said} <it was open>.\n"
      "[The investigator] {said} <there was no key>.");
  CHECK_FALSE(s.same(0, 1));
  CHECK(s.same(1, 2));
  CHECK_FALSE(s.same(3, 4));
  CHECK(s.same(4, 5));
}

TEST_CASE("A word that opens a quotation is nobody's name") {
  const Story s(
      "[Ferry captain Jonas Weil] {called} <the report wrong>.\n"
      "“<Utter nonsense. Don’t believe it>,” [he] {wrote}.\n[The 44-year-old] {said} <he would sail>.");
  CHECK(s.who(1) == "Jonas Weil");
  CHECK(s.who(2) == "Jonas Weil");
}

TEST_CASE("A surname that is also a common word") {
  const Story s(
      "[Charlie Black] {was} <pleased>.\n“<It is over>,” [Black] {said}.\n[Black voters] {said} <it was not>.\n"
      "[Steven Law, who runs the fund,] {agreed}. “<It must end>,” [Law] {said}.");
  CHECK(s.who(1) == "Charlie Black");
  CHECK(s.who(2) == "Black voters");
  CHECK(s.who(4) == "Steven Law");
}

TEST_CASE("A role first, the name later: one source") {
  const Story s(
      "[A spokesman for the prime minister’s office] {said} <the lease was dead>. [He] {gave} <no date>.\n"
      "Rain fell.\n[The spokesman, Erik Dahl,] {added} <that talks were over>.\n"
      "[A police investigator] {said} <so>.\n[The fire investigator, Ida Holt,] {said} <so, too>.");
  for (const std::size_t i : {0U, 1U, 2U}) CHECK(s.who(i) == "Erik Dahl");
  CHECK(s.kind(0) == "person");
  CHECK(s.official(2));
  CHECK_FALSE(s.same(3, 4));
}

TEST_CASE("Another secretary is another person") {
  const Story s(
      "[Foreign secretary Anna Holt] {said} <the talks had failed>.\n[The home secretary] {said} <he would resign>.\n"
      "[The foreign secretary] {left} <early>.");
  CHECK_FALSE(s.same(0, 1));
  CHECK(s.same(0, 2));
}

TEST_CASE("Who is meant by who") {
  const Story s(
      "Milo Hale was one of only three members [who] {voted} <against the bill>.\n"
      "Farmers under a governor from the coast [who] {say} <it is late> came.\n"
      "Farmers met a governor from the coast [who] {says} <it is late>.");
  CHECK(s.who(0) == "Milo Hale");
  CHECK(s.who(1) == "Farmers");
  CHECK(s.who(2) == "a governor");
}

TEST_CASE("What shows something is a text sooner than a body") {
  const std::string aired = "[NBC News] {aired} <a recording of the fire>.\n";
  CHECK(Story(aired + "[It] {shows} <the roof falling>.").kind(1) == "document");
  CHECK(Story(aired + "[It] {gave} <no date>.").kind(1) == "media");
}

TEST_CASE("The subject of a cue whose source was not found") {
  const Story s(
      "[Ada Lund] {came} <late>.\nAfter {saying} <the dam was safe>, she resigned.\n"
      "Protesters marching through the town {chanted} <a name>.\nBoasting of its residents, a pier {called} <old>.\n"
      "[A reporter for the Harrow Courier] {asked} <so>. “<No>,” [he] {wrote}.");
  CHECK(s.who(1) == "Ada Lund");
  CHECK(s.who(2) == "Protesters");
  CHECK(s.who(3).empty());
  CHECK(s.same(4, 5));
}

TEST_CASE("Of two names side by side the one at the cue") {
  const Story s(
      "As he told the editors of the Washington Post Hale {said} <so>. To [the Washington Post Hale] {said} <no>.");
  CHECK(s.who(1) == "Hale");
}

TEST_CASE("Initials keep the nation before them") {
  const Story s("[The Scottish FA] {said} <the match was off>.");
  CHECK(s.who(0) == "Scottish FA");
}

TEST_CASE("One of the people is one of those just spoken of") {
  const Story s(
      "[People familiar with the sale] {said} <it was off>.\n[One of the people] {said} <the price was low>.\n"
      "[One of the engineers] {said} <so>.");
  CHECK(s.same(0, 1));
  CHECK_FALSE(s.same(0, 2));
}

TEST_CASE("When it was is no description") {
  const Story s(
      "[The studio] {dropped} <the director Conrad Vail, a day after the paper met five women [who] {accused} <him>>.");
  CHECK(s.who(1) == "five women");
}

TEST_CASE("One of two left unnamed") {
  const Story s(
      "[Two former executives, who spoke on condition of anonymity,] {said} <so>.\n[One executive] {recalled} <a "
      "call>. "
      "[Another executive] {smiled} <at it>. [One sales executive] {said} <no>.");
  CHECK(s.same(0, 1));
  CHECK(s.same(0, 2));
  CHECK_FALSE(s.same(0, 3));
}

TEST_CASE("A state's name or a stray capital is nobody whom he or she can mean") {
  const Story s(
      "[Greta Osk] {spoke} <late>. After a shooting in Roseburg, Ore., [she] {issued} <a plan>.\n"
      "Consider the case. [She] {says} <it is closed>.");
  for (const identities::Name& n : s.identities.names) CHECK(s.document.slice(n.name) != "Ore.");
  CHECK(s.who(1) == "Greta Osk");
  CHECK(s.who(2) == "Greta Osk");
}

TEST_CASE("He and somebody else") {
  CHECK(Story("[Milo Hale] {came} <late>. [He and Mr. Roe] {said} <so>.").who(1) == "Milo Hale");
  CHECK(Story("[Milo Hale] {came} <late>. [The 57-year-old captain] {left} <then>.").who(1) == "Milo Hale");
}

TEST_CASE("The name that ends the words is the source's, behind titles and as an apposition") {
  const Story s(
      "[The chairman of the Harbour Chiefs of Staff, Gen. Josef F. Dunn Jr.,] {asked} <that question>.\n"
      "[Skerry spokesman the Rev. Federico Lund] {said} <no date was set>.\n"
      "[Conservative columnist and Harbour News contributor Georg Wall] {said} <the plan was wrong>.\n"
      "[One of Orlen's former supporters who still backs Rehn, former Gov. Petra Schad,] {wrote} <that he was wrong>.\n"
      "[The Skerry Group's CEO, Kim Frost,] {said} <the firm had paid>.\n"
      "[Tarn City Mayor Don Guardian] {said} <it was a mistake>. [Guardian] {added} <that it was late>.\n"
      "[Piet Kerr, Harbour Customs and Border Protection commissioner,] {said} <the wall was safe>.");
  for (const auto& [i, name] : std::vector<std::pair<std::size_t, std::string>>{{0, "Josef F. Dunn Jr."},
                                                                                {1, "Federico Lund"},
                                                                                {2, "Georg Wall"},
                                                                                {3, "Petra Schad"},
                                                                                {4, "Kim Frost"},
                                                                                {5, "Don Guardian"},
                                                                                {6, "Don Guardian"},
                                                                                {7, "Piet Kerr"}}) {
    CAPTURE(i);
    CHECK(s.who(i) == name);
    CHECK(s.kind(i) == "person");
  }
}

TEST_CASE("A name at the end of the words that is somebody else's") {
  const Story s(
      "[A spokesman for Gov. Petra Schad] {said} <no date was set>.\n"
      "[A study by an economist, Tomas Orlen,] {found} <no harm>.\n"
      "[The aides, led by campaign manager Terry Sund,] {said} <so>.");
  for (std::size_t i = 0; i < 3; ++i) CHECK(s.kind(i) != "person");
}

TEST_CASE("After saying so, who said so") {
  const Story s("After {saying} <the pier was “so old it shook,”> Petra Schad left.");
  CHECK(s.who(0) == "Petra Schad");
}

TEST_CASE("Its editor is named after whose editor he is, or after nobody") {
  const Story s(
      "[The Harbour Weekly] {stood by} its story. [Its executive editor] {said} <every line was checked>.\n"
      "[Rehn's advisers] {said} <so>. [Mr. Rehn] {agreed}. [His advisers] {added} <more>.");
  CHECK(s.who(1) == "Harbour Weekly's executive editor");
  CHECK(s.who(2) == "Rehn's advisers");
  CHECK(s.who(4) == "Rehn's advisers");
  const Story lone("[Its executive editor] {said} <every line was checked>.");
  CHECK(lone.who(0) == "executive editor");
}

TEST_CASE("That person and that letter are somebody and something") {
  const Story s(
      "[A source close to Orlen] {said} <the offer stood>. [That person] {said} <no date was set>.\n"
      "[That letter, on company paper,] {demanded} <an answer>.");
  CHECK(s.same(0, 1));
  CHECK(s.kind(2) == "document");
}

TEST_CASE("Let's is the writer's, and Will a name outside a question") {
  const Story s(
      "Let['s] {hope} <it stays that way>.\n[Will Estrand, the chairman of the port,] {said} <it was late>.\n"
      "[A group of more than 50 harbour officers] {said} <so>.");
  CHECK(s.kind(0) == "author");
  CHECK(s.who(0) == "we");
  CHECK(s.who(1) == "Will Estrand");
  CHECK(s.kind(2) == "anonymous");
}

TEST_CASE("The two are the two of whom the story is") {
  const Story s(
      "[Greta Osk] {said} <grain was short>. [Tomas Orlen] {said} <it was not>.\n"
      "Rather than votes, [the two] {traded} <barbs>.");
  CHECK(s.who(2) == "Greta Osk and Tomas Orlen");
  CHECK(s.kind(2) == "person");
}

TEST_CASE("Her lawyer is not the lawyer of somebody else") {
  const Story s(
      "[Ilse Varonne] {left}. [Her lawyer] {called} <it false>. [She] {agreed} <with that>.\n"
      "“<We will appeal>,” {said} [Jo Sund, a lawyer for Tomas Orlen].\n[Orlen’s lawyer] {said} <no more>.");
  CHECK(s.who(1) == "Ilse Varonne's lawyer");
  CHECK(s.who(4) == "Jo Sund");
}

TEST_CASE("The people are the two people of before") {
  const Story s("[Two people briefed on the talks] {said} <the offer stood>. [The people] {said} <a vote was near>.");
  CHECK(s.same(0, 1));
}

TEST_CASE("The I of an answer is whoever the headline says was interviewed, and the you of a question too") {
  const Story s(
      "Q&A with Harbour Minister Sean Dorl.\n"
      "The harbour minister, Sean Dorl, met the Courier on Monday, after the vote on the bridge. The transcript has "
      "been shortened.\n"
      "Q: [You] {said} <the port was full>.\n"
      "A: [I] {said} <it was nearly full>.\n"
      "And [we] {think} <it will be>.\n"
      "Q: Ada Lund’s a critic. [She] {wants} <a bridge>. Do [you] {believe} <it>?\n"
      "A: [I] {doubt} <it>.",
      true);
  for (const std::size_t i : {0u, 1u, 2u, 4u, 5u}) CHECK(s.who(i) == "Sean Dorl");
  CHECK(s.who(3) == "Ada Lund");
  CHECK(s.official(1));
}

TEST_CASE("Speakers of a transcript by their names") {
  const Story s(
      "On Monday Jo Varonne and Sean Dorl met in the town hall before those who had voted.\n"
      "COURIER: Do [you] {want} <a bridge>?\n"
      "VARONNE: [I] {want} <a ferry>.\n"
      "COURIER: Mr. Dorl, do [you] {agree} <with that>?\n"
      "DORL: No. [I] {think} <it is late>.\n"
      "VARONNE: [I] {said} <it would be>.");
  CHECK(s.who(0) == "Jo Varonne");
  CHECK(s.who(1) == "Jo Varonne");
  CHECK(s.who(2) == "Sean Dorl");
  CHECK(s.who(3) == "Sean Dorl");
  CHECK(s.who(4) == "Jo Varonne");
}

TEST_CASE("An interview whose questions bear no mark") {
  const Story s(
      "An interview with Ada Lund.\n"
      "Why did the port close?\n"
      "[I] {think} <it was too small>.\n"
      "When did [you] {decide} <that>?\n"
      "In May.\n"
      "What comes next?\n"
      "[I] {hope} <for a bridge>.",
      true);
  for (std::size_t i = 0; i < 3; ++i) CHECK(s.who(i) == "Ada Lund");
}

TEST_CASE("The I of a quotation that nothing else claims is whoever is quoted beside it") {
  const Story s("“[I] {hope} <it rains>. Nobody knows.” That was how [Ada Lund] {put} <it>.\n[I] {agree} <with her>.");
  CHECK(s.who(0) == "Ada Lund");
  CHECK(s.kind(2) == "author");
}

TEST_CASE("Whoever is quoted is the sentence's before, not whom he names, and not whoever asked") {
  const Story s(
      "Ben Hale, a docker who voted for Sean Dorl, lives in Lindmar. “Without the dockers, Dorl would have lost,” "
      "[he] {said}.\n"
      "Tom Orlen did not relent when Piet Brandt asked whether the bridge would hold. “It will,” [he] {said}.");
  CHECK(s.who(0) == "Ben Hale");
  CHECK(s.who(1) == "Tom Orlen");
}

TEST_CASE("A description that contradicts what is known of a person means somebody else") {
  const Story s(
      "Sen. Ada Lund (R-Wis.), Sen. Ben Hale of Vermont and Rep. Jo Doe, D-Ohio, met for talks on the bridge.\n"
      "[The Vermont senator] {said} <it was late>.\n"
      "[The Ohio Democrat] {agreed} <with him>.\n"
      "[The Wisconsin Republican] {said} <it was safe>.\n"
      "[The GOP senator] {spoke} <of it again>.");
  CHECK(s.who(0) == "Ben Hale");
  CHECK(s.who(1) == "Jo Doe");
  CHECK(s.who(2) == "Ada Lund");
  CHECK(s.who(3) == "Ada Lund");
}

TEST_CASE("A body's chairman is not what his body is called") {
  const Story s(
      "House Speaker Ada Lund and Republican National Committee Chairman Ben Hale met on Monday in the town hall.\n"
      "[Lund] {told} reporters <it was late>. It was a defeat for [the Republican, who] {had promised} <a bridge>.\n"
      "[Attorney General Jo Doe] {said} <it was safe>. Gen. Tom Orlen, whom the town reveres, built it.\n"
      "[The port’s inspector general] {called} <it dangerous>.");
  CHECK(s.who(1) == "Ada Lund");
  CHECK(s.kind(3) == "anonymous");
}

TEST_CASE("One of somebody's people is nobody whom the article names") {
  const Story s(
      "[House Speaker Ada Lund] {said} <it was late>.\n"
      "Ben Hale held a rally in Lindmar. [One of his speakers] {praised} <the bridge>.");
  CHECK(s.kind(1) == "anonymous");
}

TEST_CASE("The surname is whose the article uses it for, and not of a brother by his first name") {
  const Story s(
      "One evening Sean Dorl met his older brother, Mick, for dinner.\n"
      "[Mr. Dorl] {said} <he had learned>. The case of Mick Dorl is sad: Mick drank, and Mick sang.\n"
      "Mick left the port, and Mick bought a boat. [Mr. Dorl] {said} <Mick was a pilot>.");
  CHECK(s.who(1) == "Sean Dorl");
}

TEST_CASE("They are the two just named together, or the people of whom the story is") {
  const Story s(
      "Ada Lund and Ben Hale married in June. [They] {wanted} <a ferry>.\n"
      "Thousands of protesters marched past the Port Authority. [They] {want} <a bridge>.\n"
      "[The Lunds] {hope} <it rains>. Her brother, Tom Lund, is away.");
  CHECK(s.who(0) == "Ada Lund and Ben Hale");
  CHECK(s.kind(0) == "person");
  CHECK(s.kind(1) == "group");
  CHECK(s.who(2) == "Ada Lund and Tom Lund");
}

TEST_CASE("Nobody is meant by the he beside his own words who is named in them") {
  const Story s(
      "“It rots,” {said} [Tom Brooks, president of the dockers]. “It always has.”\n"
      "<Nobody asked Sean Dorl>, [he] {said}.\n"
      "Hale communication director Ada Lund said on Monday that it was late. “It rots,” [she] {said}.");
  CHECK(s.who(1) == "Tom Brooks");
  CHECK(s.who(2) == "Ada Lund");
}

TEST_CASE("What somebody says is he himself, and an outlet's story the outlet") {
  const Story s(
      "Ada Lund and The Harrow Courier disagree about the bridge.\n"
      "[Lund’s language in the letter] {makes clear} <that it is late>.\n"
      "[The Harrow Courier’s reporting] {tells} <another story>.\n"
      "[A Harrow Courier review of the filings] {found} <a gap>.\n"
      "[An earlier report in a Lindmar paper] {said} <it was late>.");
  CHECK(s.who(0) == "Ada Lund");
  CHECK(s.who(1) == "Harrow Courier");
  CHECK(s.who(2) == "Harrow Courier");
  CHECK(s.kind(3) == "media");
}

TEST_CASE("Before a comma comes what the subject did first") {
  const Story s("LINDMAR — After {bragging} about <how cheap it was>, Ada Lund is now spending more on the bridge.");
  CHECK(s.who(0) == "Ada Lund");
}

TEST_CASE("An apposition between dashes, whatever the dash") {
  const Story s(
      "Ada Lund — a nurse who lives near the port — met Ben Hale.\n[The nurse] {said} <it was late>.\n"
      "Tom Orlen – a pilot – left. [The pilot] {said} <it was safe>.");
  CHECK(s.who(0) == "Ada Lund");
  CHECK(s.who(1) == "Tom Orlen");
}

TEST_CASE("A role before a verb is somebody whom the article names, and whoever is asked answers") {
  const Story s(
      "On Monday the former Lindmar governor Ben Hale and the businessman Tom Orlen met in the town hall.\n"
      "The governor has been behind Tom Orlen in the polls. [He] {attacked} <the bridge>.\n"
      "Piet Brandt then asked Orlen what the bridge would cost. “Nobody knows,” [he] {said}.\n"
      "Support for Tom Orlen is small. Sean Dorl, the billionaire maverick of the port [who] {backed} <a ferry>, "
      "left.\n"
      "Though he did not name Jonas Weil or Mick Rehn, [he] {wanted} <them to leave>.");
  CHECK(s.who(0) == "Ben Hale");
  CHECK(s.who(1) == "Tom Orlen");
  CHECK(s.who(2) == "Sean Dorl");
  CHECK(s.who(3) == "Sean Dorl");
}

TEST_CASE("Father and son of one name stay apart") {
  const Story s(
      "[Sean Dorl Sr.] {built} <the bridge>, and [Sean Dorl Jr.] {said} <it was late>.\n[The interviewer] {asked} "
      "<why>.");
  CHECK_FALSE(s.same(0, 1));
  CHECK(s.kind(2) != "person");
}

TEST_CASE("They are never the author, and never two of a longer list") {
  const Story s(
      "[I] {saw} <two people at the port>. The clerks of the port were there. [They] {hoped} <it rained>.\n"
      "Many protesters marched behind stars like Ada Lund, Ben Hale and Tom Orlen. [They] {wanted} <a bridge>.");
  CHECK(s.kind(1) != "author");
  CHECK(s.kind(2) == "group");
}

TEST_CASE("Both women are women, and a month is nobody") {
  const Story s(
      "Ada Lund met Ben Hale on Monday. Mary Osk, who knows Lund, came late.\n[Both women] {wanted} <a bridge>.\n"
      "Tom Orlen has been ill since June. The port closed in April. [He] {hopes} <it opens>.");
  CHECK((s.who(0) == "Ada Lund and Mary Osk" || s.who(0) == "Mary Osk and Ada Lund"));
  CHECK(s.who(1) == "Tom Orlen");
}

TEST_CASE("The author's father by his name") {
  const Story s(
      "[My father] {liked} <the bridge>. My parents, James and Mary Osk, lived in Lindmar.\n"
      "[My mother] {said} <it rained>. [She] {added} <that it would>.");
  CHECK(s.who(0) == "James");
  CHECK(s.kind(0) == "person");
  CHECK(Story("[My father] {liked} <the bridge>.").kind(0) == "anonymous");
  CHECK(s.who(1) == "Mary Osk");
  CHECK(s.who(2) == "Mary Osk");
}

TEST_CASE("Who have done it are several") {
  const Story s(
      "Milo Osk met mayors such as Greta Dahl [who] {have endorsed} <him>.\n"
      "Greta Dahl and Jonas Weil, [who] {have endorsed} <him>, were there. Greta Dahl, [who] {has endorsed} <him>, "
      "left.");
  CHECK(s.kind(0) != "person");
  CHECK(s.kind(1) == "person");
  CHECK(s.who(2) == "Greta Dahl");
}

TEST_CASE("Only a list of names tells that two names are one") {
  const auto told = [](const char* list) {
    const std::string pack =
        R"({"pack": "mine", "version": 1, "about": "Mine.", "lists": {")" + std::string(list) +
        R"(": {"about": "Mine.", "entries": [{"name": "Harrow Guild", "also": ["Lantern Union"]}]}}})";
    std::vector<Pack> packs = built_in_resources().packs;
    packs.push_back({"mine.json", pack});
    const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::load(packs);
    REQUIRE(lexicon);
    return Story("[The Harrow Guild] {said} <so>. [The Lantern Union] {denied} <it>.", false, *lexicon).same(0, 1);
  };
  CHECK(told("companies"));
  CHECK_FALSE(told("calls"));
}

TEST_CASE("The candidate is not the mayor of whom he spoke") {
  const Story s(
      "On Thursday Milo Osk called for a new bridge.\nOsk called upon Mayor Jonas Weil to build it. Weil had closed "
      "the "
      "old one in May.\n“It is late,” [the Republican presidential candidate] {said}.");
  CHECK(s.who(0) == "Milo Osk");
}

TEST_CASE("The president is whom the story has just been about") {
  const Story s("On Thursday Milo Osk defended the war. “It was late,” [the president] {told} <us>.");
  CHECK(s.who(0) == "Milo Osk");
  CHECK(
      Story("On Thursday Milo Osk defended the war. “It was late,” [the president of the club] {told} <us>.").who(0) !=
      "Milo Osk");
}

TEST_CASE("Two who are named behind what they are") {
  const Story s(
      "[Milo Osk and Greta Hale] {said} <so>.\nThe two leading Republicans, Jonas Weil and Senator Piet Lund, were "
      "late. "
      "[The two leading Republicans, Jonas Weil and Senator Piet Lund,] {criticized} <it>.");
  CHECK(s.who(1) == "Jonas Weil and Piet Lund");
}

TEST_CASE("A town before its state is nobody") {
  const Story s(
      "Greta Osk spoke in Vallinville, Ohio, on Monday. It went well in Vallinville. [Her] {turn against} <it> was "
      "late.");
  CHECK(s.who(0) == "Greta Osk");
}

TEST_CASE("Will begins a question") {
  const Story s("Will Osk stay?\nMilo Osk spoke on Monday. [Osk] {said} <so>.", true);
  CHECK(s.who(0) == "Milo Osk");
  CHECK(Story("Will Osk stayed. [Osk] {said} <so>.").who(0) == "Will Osk");
}

TEST_CASE("A name behind titles, with a clause behind it") {
  const Story s("[Former prosecutor and Lindmar City Mayor Milo Osk, who backs Greta Hale,] {said} <so>.");
  CHECK(s.who(0) == "Milo Osk");
  CHECK(s.kind(0) == "person");
}

TEST_CASE("The journalist is whom the story is about, and no outlet") {
  const Story s("Milo Osk worked for Harrow Magazine. On Monday Osk went home. [The star journalist] {said} <so>.");
  CHECK(s.who(0) == "Milo Osk");
}

TEST_CASE("Whom a headline or a lead describes, and the story names") {
  const Story says_it_again(
      "[Harbour speechwriter] {reveals} <he may vote against the bridge>.\n"
      "[The lifelong sailor who wrote the mayor's words] {says} <he could end up voting against the bridge>.\n"
      "Piet Lund, a former clerk of Mayor Ada Osk, wrote a column.\n"
      "[Lund] {said} <he may yet vote against it>.\n[Lund] {called} <the bridge ugly>.\n"
      "[Lund] {added} <that voting was a duty>.");
  CHECK(says_it_again.who(0) == "Piet Lund");
  CHECK(says_it_again.who(1) == "Piet Lund");
  const Story title_below(
      "Osk presents plan for the docks; \n[Senator] {promises} <jobs for all>.\n"
      "[Senator Ada Osk] {said} <work would begin in May>.");
  CHECK(title_below.who(0) == "Ada Osk");
}

TEST_CASE("A headline's unnamed person stays unnamed where the story leads to nobody") {
  const Story another_speaks(
      "[A passenger] {said} <the ferry had been late for a week>.\n"
      "[Piet Lund, a spokesman for the line,] {said} <its boats were old>.\n[Lund] {promised} <new ones>.");
  CHECK(another_speaks.who(0) == "A passenger");
  const Story still_unnamed(
      "[Diver] {reveals} <secret of the sunken ferry>.\n[The diver] {said} <the ferry was full>.\nHe would not be "
      "named.\n[The diver] {said} <he saw the ferry twice>.\nThe mayor is Piet Lund.\n"
      "[Piet Lund] {called} <the ferry a grave>.\n[Lund] {said} <it would stay>.\n[Lund] {asked} <for a secret vote>.");
  CHECK(still_unnamed.who(0) != "Piet Lund");
  const Story a_woman(
      "[Widow] {says} <she paid for the ferry>.\n[Piet Lund] {said} <she had paid for the ferry>.\n"
      "[Mr. Lund] {thanked} <her for the ferry>.");
  CHECK(a_woman.who(0) != "Piet Lund");
}

TEST_CASE("Who comes next by a name and nothing else is whom the lead describes") {
  const Story s(
      "[Kestovia's farm minister] {denied} <that he had taken money>.\n"
      "[Milo Osk, 58,] {told} <a court that it was a loan>.");
  CHECK(s.who(0) == "Milo Osk");
  CHECK(s.official(1));
  const Story another(
      "[Kestovia's farm minister] {denied} <that he had taken money>.\n"
      "[Piet Lund, a banker,] {told} <a court that it was a loan>.");
  CHECK(another.who(0) != "Piet Lund");
}

TEST_CASE("A judge of a lead is the judge whom the story names, and no candidate") {
  const Story s(
      "[A federal judge] {ordered} <the release of the ferry's books>.\n"
      "Judge Ada Lund sits in Harrow.\nMilo Osk, a candidate for governor, owns the ferry.\n"
      "[Osk] {called} <the release of the books late>. [Osk] {said} <the ferry was his>.\n[Osk] {said} <so>.");
  CHECK(s.who(0) != "Milo Osk");
}

TEST_CASE("The prime minister is not the mayor of whom the story has just been") {
  const Story s("[The mayor of Loutra, Manos Filos,] {said} <so>.\n[The prime minister] {promised} <an inquiry>.");
  CHECK(s.who(1) != "Manos Filos");
}

TEST_CASE("A name of one word that nobody bears is a firm's") {
  const std::string harbour = "The docks of Lindmar are old. On Monday ";
  CHECK(Story(harbour + "[Tessaro] {said} <so>.").kind(0) == "organisation");
  CHECK(Story(harbour + "[Tessaro] {said} <so>. He left.").kind(0) == "person");
  CHECK(Story(harbour + "[Tessaro] {said} <“I was late”>.").kind(0) == "person");
  CHECK(Story(harbour + "[Mr Tessaro] {said} <so>. Then [Tessaro] {left} <it>.").kind(1) == "person");
  CHECK(Story(harbour + "[Rihanna] {said} <so>.").kind(0) == "person");
  CHECK(Story(harbour + "[Ida] {said} <so>.").kind(0) == "person");
}

TEST_CASE("A nickname is no name") {
  const Story s("[Ada Lund, dubbed “Lucky Ada” by rivals,] {said} <so>.\n[Ada] {added} <so>.");
  CHECK(s.who(0) == "Ada Lund");
  CHECK(s.same(0, 1));
}

TEST_CASE("A firm by its first words") {
  const Story s("[Vallin Metals Corp.] {said} <it would sue>.\n[Vallin] {said} <so>.\n[Vallin Metals] {said} <so>.");
  CHECK(s.same(0, 1));
  CHECK(s.same(0, 2));
}

TEST_CASE("Names by which people go, and that begin in small letters") {
  CHECK(Story("[Its spokesman, who goes by the name Abu Talha,] {said} <so>.").who(0) == "Abu Talha");
  CHECK(Story("[A fireman called Nils Arran] {said} <so>.").who(0) == "Nils Arran");
  CHECK(Story("[Nasser al-Marzouq, a spokesman,] {said} <so>.").who(0) == "Nasser al-Marzouq");
  CHECK(Story("[Lindmar-based Vallin] {said} <so>.").who(0) == "Vallin");
  CHECK(Story("[The American Harbour Union of Ohio] {said} <so>.").who(0) == "American Harbour Union of Ohio");
  CHECK(Story("[One of them, Vallin Group] {said} <so>.").who(0) == "Vallin Group");
  CHECK(Story("[Both the guild and Vallin] {denied} <it>.").kind(0) == "organisation");
}

TEST_CASE("Who holds a post and speaks most is not the plain person of a lead, nor is a first paragraph a headline") {
  const Story chief(
      "[A woman] {told} police <she was attacked at the station on Monday>.\n"
      "[Police chief Pat Doran] {said} <the woman was attacked near the station>. [Doran] {said} <two were held>. "
      "[Doran] {added} <that the station was closed>.");
  CHECK(chief.who(0) == "A woman");
  const Story line(
      "[A passenger] {said} <the ferry had been late for a week>.\n"
      "[Piet Lund, a spokesman for the line,] {said} <the ferry was old>.\n[Lund] {promised} <a new ferry>.");
  CHECK(line.who(0) == "A passenger");
}

TEST_CASE("The fullest spelling of a name, and none of a headline where the story has another") {
  const Story s("Ken Tamm praises the dam\n[Ken Tamm] {said} <so>.\n[Kenneth Tamm] {left}. [Tamm] {said} <more>.");
  CHECK(s.who(2) == "Kenneth Tamm");
  CHECK(s.same(0, 2));
}

TEST_CASE("Words that stand for a body or a person whom the story has named") {
  CHECK(Story("[The FBI] {said} <so>.\n[The bureau] {found} <nothing>.").same(0, 1));
  CHECK(Story("[Vallin University] {said} <so>.\n[The school] {declined} <to comment>.").same(0, 1));
  CHECK(Story("[The former CEO of Vallin] {said} <so>.").kind(0) == "anonymous");
  CHECK(Story("[Fight for Harbour organising director Karl Fells] {said} <so>.").who(0) == "Karl Fells");
  CHECK(Story("[One pastor supporting Mr. Cole, Darran Whit of Harbour Church,] {said} <so>.").who(0) == "Darran Whit");
  CHECK(Story("[The Securities and Exchange Commission] {said} <so>.\n[The US Securities and Exchange Commission] "
              "{said} <more>.")
            .kind(1) == "organisation");
}

TEST_CASE("A case at law and a word that opens a sentence within a quotation are nobody") {
  const Story ruling("Maria Osk spoke of Roe v. Wade in the square. [She] {asked} <what it meant>.");
  CHECK(ruling.who(0) == "Maria Osk");
  const Story coat("[Peter Osk] {said}: <“She wakes up. Puts on a coat.”> [He] {added} <that it was cold>.");
  CHECK(coat.who(1) == "Peter Osk");
}

TEST_CASE("He is not whom he tells, and she is sooner the one whose plan it is") {
  const Story told(
      "Milo Hale asked Greta how high it would be.\nMilo Hale asked Tom Osk how high it would be.\n"
      "<“Forty feet,”> [he] {told} Osk.");
  CHECK(told.who(0) == "Milo Hale");
  const Story owner(
      "<It was late,> {said} [Anna Rehn of Harbour Watch].\nIlse Varonne's fate is unclear, but [she] {said} <no>.");
  CHECK(owner.who(1) == "Ilse Varonne");
}

TEST_CASE("Who is asked, called or criticised by nobody in particular") {
  const Story s(
      "{Asked about} <the dam>, [Ilse Varonne] {said} <it was safe>. The hall, {now called} <the Forum>, was full.\n"
      "Varonne {has faced criticism for} <the dam>.");
  CHECK(s.kind(0) == "unattributed");
  CHECK(s.who(1) == "Ilse Varonne");
  CHECK(s.kind(2) == "unattributed");
  CHECK(s.kind(3) == "unattributed");
}

TEST_CASE("Who after a name with its age, or a verb of one, is that person") {
  const Story aged("<“I saw it,”> {said} [Ahmed], 34, [who] {asked} <to be called by his first name>.");
  CHECK(aged.who(1) == "Ahmed");
  const Story defended("Lawyers for Halvorsen, [who] {denies} <it>, left.");
  CHECK(defended.who(0) == "Halvorsen");
  CHECK(defended.kind(0) == "person");
}

TEST_CASE("Lawyers for somebody are no body; a surname that is a trade is a name") {
  CHECK(Story("[Lawyers for Milo Hale] {said} <so>.").kind(0) == "anonymous");
  CHECK(Story("[Citizens for Clean Tides] {said} <so>.").kind(0) == "organisation");
  const Story backer("<So>, {said} [Dan Backer].\n<“It is over,”> [Backer] {says}.");
  CHECK(backer.who(1) == "Dan Backer");
}

TEST_CASE("A name within what is said of a source is not the source's") {
  const char* sources[] = {"The striker, who joined from Halvorsen in May,", "A senior aide, who works for Milo Hale,",
                           "The striker, a friend of Milo Hale,"};
  for (const char* source : sources) {
    INFO(source);
    CHECK(Story("[" + std::string(source) + "] {said} <so>.").kind(0) == "anonymous");
  }
  CHECK(Story("[Her lawyer, the Lindmar attorney Milo Hale,] {said} <so>.").who(0) == "Milo Hale");
}

TEST_CASE("Who asks, of people with knowledge of something; one and the other of two officials") {
  const Story people("[Three people with knowledge of the talks, [who]{requested} <anonymity>,] {said} <so>.");
  CHECK(people.kind(0) == "anonymous");
  const Story two("[Two officials] {said} <so>. [The other] {said} <more>.");
  CHECK(two.who(1) == "Two officials");
  CHECK(two.official(1));
  CHECK(Story("[Hamas] {said} <so>.").kind(0) == "organisation");
}

TEST_CASE("The owner may be a firm, and its first word is its name") {
  const Story s("The pier’s owner, Halvorsen Terminals, left.\n[Halvorsen] {said} <so>. [The company] {denied} <it>.");
  CHECK(s.kind(0) == "organisation");
  CHECK(s.who(0) == "Halvorsen Terminals");
  CHECK(s.who(1) == "Halvorsen Terminals");
  CHECK(Story("The pier’s owner, Milo Hale, left.\n[Hale] {said} <so>.").kind(0) == "person");
}

TEST_CASE("Who works for a body of several words, and who leads") {
  const Story staff("[A Department of Health spokesman] {said} <so>.");
  CHECK(staff.kind(0) == "anonymous");
  CHECK(staff.official(0));
  const Story governor("[Bank of England governor Milo Hale] {said} <so>.");
  CHECK(governor.who(0) == "Milo Hale");
  const Story leader("President Luc Varonne left. [The Kestovian leader] {said} <so>.");
  CHECK(leader.who(0) == "Luc Varonne");
  CHECK(Story("President Luc Varonne left. [The band leader] {said} <so>.").kind(0) == "anonymous");
}

TEST_CASE("Branches, chains, owners and parties") {
  const Story branch("[Greenpeace UK] {said} <so>.");
  CHECK(branch.who(0) == "Greenpeace UK");
  CHECK_FALSE(branch.official(0));
  CHECK(Story("[Meridian Air] {said} <so>.").kind(0) == "organisation");
  CHECK(Story("[EasyJet] {said} <so>.").kind(0) == "organisation");
  CHECK(Story("[The regulator] {said} <so>.").official(0));
  CHECK_FALSE(Story("[The Police Federation] {said} <so>.").official(0));
  CHECK(Story("[Battalion Chief Milo Hale] {said} <so>.").official(0));
  CHECK(Story("[Supermarket chain Dellows] {said} <so>.").kind(0) == "organisation");
  CHECK(Story("[Harbour Air owner QIG] {said} <so>.").kind(0) == "organisation");
  CHECK(Story("[The chancellor, a Social Democrat,] {said} <so>.").kind(0) == "anonymous");
}
