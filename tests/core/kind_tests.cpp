#include "labels/kind.hpp"

#include "story.hpp"

using namespace hearsay;
using testing::Story;

namespace {

struct Row {
  const char* text;  // the first attribution counts
  const char* kind;
  bool official;
};

}  // namespace

TEST_CASE("Kind and office of a source by its own words") {
  const Row rows[] = {
      {"[Mayor Jonas Weil] {said} <so>.", "person", true},
      {"[Sen. Greta Osk (D-Ohio)] {said} <so>.", "person", true},
      {"[Rep. Greta Osk, the top Democrat on the panel,] {said} <so>.", "person", true},
      {"[Former Ohio Gov. Greta Osk] {said} <so>.", "person", false},
      {"[Republican presidential candidate Sen. Greta Osk] {said} <so>.", "person", true},
      {"[White House hopeful Sen. Greta Osk] {said} <so>.", "person", true},
      {"[former rival Gov. Milo Osk] {said} <so>.", "person", true},
      {"[Milo Osk, a candidate for governor,] {said} <so>.", "person", false},
      {"[Milo Osk, governor from 2003 to 2007,] {said} <so>.", "person", false},
      {"[Milo Osk, the secretary of labor,] {said} <so>.", "person", true},
      {"[Lindmar delegate Piet Hale] {said} <so>.", "person", false},
      {"[Piet Hale, the White House bureau chief of the Lindmar Gazette,] {wrote} <so>.", "person", false},
      {"[the Lindmar Board of Elections] {said} <so>.", "organisation", true},
      {"[the Board of the Lindmar Opera] {said} <so>.", "organisation", false},
      {"[Senate Republicans] {opposed} <it>.", "group", true},
      {"[Most of the vulnerable House Democrats] {opposed} <it>.", "group", true},
      {"[members of Congress] {opposed} <it>.", "group", true},
      {"[world leaders] {condemned} <it>.", "group", true},
      {"[Milo Osk's lawyers] {opposed} <it>.", "anonymous", false},
      {"[Vallin] {announced} <it was laying off 600 dockers>.", "organisation", false},
      {"[Vallin] {announced} <it was raining in the harbour>.", "person", false},
      {"[data from the U.S. Department of Education] {show} <so>.", "document", true},
      {"[U.S. Census data] {show} <so>.", "document", true},
      {"[The clash] {raised} <doubts about the sale>.", "unattributed", false},
      {"[Senate and Pentagon spokesmen] {said} <so>.", "anonymous", true},
      {"[Many Republican officials] {said} <so>.", "group", false},
      {"[House Republican Piet Hale] {said} <so>.", "person", true},
      {"[Two analysts, Milo Osk and Greta Hale,] {found} <it>.", "person", false},
      {"[Two others] {have not said} <so>.", "anonymous", false},
      {"[POLITICO Florida] {reported} <so>.", "media", false},
      {"[Reuters and former BBC News anchor Greta Hale] {said} <so>.", "person", false},
      {"[Her campaign workers] {said} <so>.", "anonymous", false},
      {"[Workers] {opposed} <it>.", "group", false},
      {"[Milo Osk's allies] {opposed} <it>.", "group", false},
      {"[Senate candidates] {opposed} <it>.", "group", false},
      {"[party leaders] {opposed} <it>.", "group", false},
      {"[a congressional report] {found} <so>.", "document", true},
      {"[FEC filings] {show} <so>.", "document", false},
      {"[White House pool reports] {say} <so>.", "document", false},
      {"[a report from the State Department's inspector general] {found} <so>.", "document", true},
      {"[former President Milo Osk] {said} <so>.", "person", false},
      {"[President Milo Osk] {said} <so>.", "person", true},
      {"[Republican presidential nominee Milo Osk] {said} <so>.", "person", false},
      {"[President-elect Milo Osk] {said} <so>.", "person", false},
      {"[Milo Osk, president of the Lindmar Chess Club,] {said} <so>.", "person", false},
      {"[Milo Osk, the chief executive of Halden Maritime,] {said} <so>.", "person", false},
      {"[Kremlin spokesman Milo Osk] {said} <so>.", "person", true},
      {"[Osk campaign spokesman Piet Hale] {said} <so>.", "person", false},
      {"[Piet Hale, the Lindmar police chief,] {said} <so>.", "person", true},
      {"[Attorney General Roy Hale] {said} <so>.", "person", true},
      {"[retired Army general Lloyd Hale] {said} <so>.", "person", false},
      {"[Quentin Hale, a political scientist at Lindmar University,] {said} <so>.", "person", false},
      {"[the Kremlin] {said} <so>.", "organisation", true},
      {"[the White House] {said} <so>.", "organisation", true},
      {"[The State Department] {said} <so>.", "organisation", true},
      {"[The Obama administration] {said} <so>.", "organisation", true},
      {"[Russia] {denied} <it>.", "organisation", true},
      {"[Police] {said} <so>.", "organisation", true},
      {"[the F.B.I.] {said} <so>.", "organisation", true},
      {"[NATO] {said} <so>.", "organisation", true},
      {"[Google] {said} <so>.", "organisation", false},
      {"[The Osk campaign] {said} <so>.", "organisation", false},
      {"[the Republican National Committee] {said} <so>.", "organisation", false},
      {"[The Committee for a Responsible Budget] {said} <so>.", "organisation", false},
      {"[Citizens for Clean Water] {said} <so>.", "organisation", false},
      {"[officials] {said} <so>.", "anonymous", true},
      {"[Current and former officials] {said} <so>.", "anonymous", false},
      {"[Osk and former officials] {said} <so>.", "person", false},
      {"[A senior U.S. official] {said} <so>.", "anonymous", true},
      {"[One former US official who was familiar with the call] {said} <so>.", "anonymous", false},
      {"[two people briefed on the talks] {said} <so>.", "anonymous", false},
      {"[sources] {said} <so>.", "anonymous", false},
      {"[a campaign aide] {said} <so>.", "anonymous", false},
      {"[a spokeswoman for Halden Maritime] {said} <so>.", "anonymous", false},
      {"[Authorities] {said} <so>.", "anonymous", true},
      {"[attorneys for the family] {said} <so>.", "anonymous", false},
      {"[Several former network journalists] {said} <so>.", "anonymous", false},
      {"[those close to the mayor] {said} <so>.", "anonymous", false},
      {"[critics] {said} <so>.", "group", false},
      {"[some Democrats] {fear} <so>.", "group", false},
      {"[many] {say} <so>.", "group", false},
      {"[About half of voters] {say} <so>.", "group", false},
      {"[experts] {say} <so>.", "group", false},
      {"[The Washington Post] {reported} <so>.", "media", false},
      {"[a media report] {said} <so>.", "media", false},
      {"[The Lindmar Gazette] {reported} <so>.", "media", false},
      {"[a new study] {found} <so>.", "document", false},
      {"[A CNN poll] {found} <so>.", "document", false},
      {"[a police report] {said} <so>.", "document", true},
      {"[the constitution] {says} <so>.", "document", true},
      {"[a tweet] {said} <so>.", "social", false},
      {"[@milo_hale] {said} <so>.", "social", false},
      {"[I] {think} <so>.", "author", false},
      {"[you] {know} <so>.", "author", false},
      {"[The fire chief] {said} <so>.", "anonymous", true},
      {"[The home secretary] {said} <so>.", "anonymous", true},
      {"[A vice president of Halden Maritime] {said} <so>.", "anonymous", false},
      {"[Prosecutors in Port Ramos] {said} <so>.", "anonymous", true},
      {"[one intelligence and defense official] {said} <so>.", "anonymous", true},
      {"[French and German officials] {said} <so>.", "anonymous", true},
      {"[U.S. and Indian officials] {said} <so>.", "anonymous", true},
      {"[Varga and campaign officials] {said} <so>.", "person", false},
      {"[The company and union officials] {said} <so>.", "organisation", false},
      {"[The Bills] {announced} <the signing>.", "organisation", false},
      {"[The bills] {say} <so>.", "document", false},
      {"[The coast guard] {said} <so>.", "organisation", true},
      {"[A border guard] {said} <so>.", "anonymous", true},
      {"[The maritime authority] {said} <so>.", "organisation", true},
      {"[The prime minister’s spokesman] {said} <so>.", "anonymous", true},
      {"[The candidate’s spokesman] {said} <so>.", "anonymous", false},
      {"[The minister’s office] {said} <so>.", "organisation", true},
      {"[The lawyer’s office] {said} <so>.", "organisation", false},
      {"[A former mate] {said} <so>.", "anonymous", false},
      {"[A mate who was there] {said} <so>.", "anonymous", false},
      {"[Tarn Fisheries] {said} <so>.", "organisation", false},
      {"[John Electric] {said} <so>.", "person", false},
      {"[Norwell] {fell}. Norwell, the maker of pumps, was late.", "organisation", false},
      {"[Norwell] {fell}. Ida Norwell, the maker of films, was late.", "person", false},
      {"[Transport secretary Mairi Holt] {said} <so>.", "person", true},
      {"[Papers released under the law] {show} <so>.", "document", false},
      {"[The papers] {reported} <so>.", "media", false},
      {"[The opposition] {said} <so>.", "group", false},
      {"[The Herald] {reported} <so>.", "media", false},
      {"[Vallin, which runs the ferries,] {said} <so>.", "organisation", false},
      {"[Vallin, who runs the ferries,] {said} <so>.", "person", false},
      {"[The shipyard, Vallin Brae,] {blamed} <so>.", "organisation", false},
      {"[Doctors Without Borders] {said} <so>.", "organisation", false},
      {"[residents reached by telephone] {said} <so>.", "anonymous", false},
      {"[residents] {said} <so>.", "group", false},
      {"[Lantern Pictures] {said} <so>.", "organisation", false},
      {"[Democratic lawmakers] {said} <so>.", "anonymous", true},
      {"[The fifth, the actress Nora Holt] {said} <so>.", "person", false},
      {"[Hundreds of voters] {said} <so>.", "group", false},
      {"[Ninety voters] {said} <so>.", "group", false},
      {"[Multiple sources] {said} <so>.", "anonymous", false},
      {"[Multiple outlets] {reported} <so>.", "media", false},
      {"[Japanese] {like} <so>.", "group", false},
      {"[Billionaire Mark Cuban] {said} <so>.", "person", false},
      {"[Each side] {said} <so>.", "group", false},
      {"[a third] {said} <so>.", "group", false},
      {"[A 2014 examination] {found} <so>.", "document", false},
      {"[a 2008 campaign veteran] {said} <so>.", "anonymous", false},
      {"[Ada Lund, a political analyst in Kiev,] {said} <so>.", "person", false},
      {"[Ada Lund, Osk's Colorado state director,] {said} <so>.", "person", false},
      {"[Ada Lund, the FBI director,] {said} <so>.", "person", true},
      {"[Ada Lund, a homeland security official during the war,] {said} <so>.", "person", false},
      {"[one of the first speakers] {said} <so>.", "anonymous", false},
      {"[Robert Ford] {said} <so>.", "person", false},
      {"[a Crossroads official] {said} <so>. Crossroads spent it all.", "anonymous", false},
      {"[At least five senators] {said} <so>.", "anonymous", true},
      {"[The returns, which were mailed anonymously,] {suggest} <so>.", "document", false},
      {"[Police Scotland] {said} <so>.", "organisation", true},
      {"[A national security adviser to his campaign] {said} <so>.", "anonymous", false},
      {"[A national security adviser] {said} <so>.", "anonymous", true},
      {"[Ada Lund, a member of Ennavia’s general secretariat,] {said} <so>.", "person", false},
      {"[The candidates] {said} <so>.", "group", false},
      {"[Two candidates familiar with the talks] {said} <so>.", "anonymous", false},
      {"[Eleven local and national organizations] {asked} <so>.", "group", false},
      {"[Some 56 percent of Kestovians polled] {said} <so>.", "group", false},
      {"[A reporter for the Harrow Courier] {asked} <so>.", "media", false},
      {"[A former reporter] {said} <so>.", "anonymous", false},
      {"[Vallin Research] {said} <so>.", "organisation", false},
      {"[The Vallin Research] {said} <so>.", "document", false},
      {"[Vallin, a shipping company,] {said} <so>.", "organisation", false},
      {"[Coldwell] {said} <so>. Shares of Coldwell fell.", "organisation", false},
      {"[Coldwell] {said} <so>. Coldwell’s brother agreed.", "person", false},
      {"[A former deputy -- Ada Lund, who lost -- ] {said} <so>.", "person", false},
      {"[Lund’s introducer, actress Ida Marr Holt] {said} <so>.", "person", false},
      {"[The harbour board’s lawyers, Mr. Tibbs, Ms. Oster and Mr. Amir] {said} <so>.", "person", false},
      {"[The officers, the captain and the crew] {said} <so>.", "anonymous", true},
      {"The envoy {is expected} <to leave>.", "unattributed", false},
      {"[Chairman of selectors Milo Osk] {said} <so>.", "person", false},
      {"[Leader of the Opposition Milo Osk] {said} <so>.", "person", true},
      {"[Minister of State for Agriculture Milo Osk] {said} <so>.", "person", true},
      {"[Deputy Inspector-General of Police Milo Osk] {said} <so>.", "person", true},
      {"[Health Minister Dr Ada Osk] {said} <so>.", "person", true},
      {"[Energy minister Lord Osk] {said} <so>.", "person", true},
      {"[The Health Minister, Ada Osk,] {said} <so>.", "person", true},
      {"[Executive Vice President Milo Osk] {said} <so>.", "person", false},
      {"[Maths department head Ada Osk] {said} <so>.", "person", false},
      {"[A spokesperson for the governor, Ada Osk,] {said} <so>.", "person", true},
      {"[A spokesman for the Kenyan president] {said} <so>.", "anonymous", true},
      {"[A sheriff's deputy] {said} <so>.", "anonymous", true},
      {"[Three Labour MPs] {said} <so>.", "anonymous", true},
      {"[A Conservative MP] {said} <so>.", "anonymous", true},
      {"[Reps for Osk] {declined} <to comment>.", "anonymous", false},
      {"[Her rep] {said} <so>.", "anonymous", false},
      {"[One ex-aide] {said} <so>.", "anonymous", false},
      {"[A pal] {said} <so>.", "anonymous", false},
      {"[Official figures] {show} <so>.", "document", true},
      {"[The defence] {said} <so>.", "organisation", false},
      {"[The authority] {said} <so>.", "organisation", true},
      {"[The nuclear watchdog] {said} <so>.", "organisation", true},
      {"[American Fish Council, an industry body,] {said} <so>.", "organisation", false},
      {"[Devon and Cornwall Police] {said} <so>.", "organisation", true},
      {"[The Garda Press Office] {said} <so>.", "organisation", true},
      {"[Saudi Arabia] {said} <so>.", "organisation", true},
      {"[Sri Lanka and Costa Rica] {said} <so>.", "organisation", true},
      {"[Equipment maker Torvald] {said} <so>.", "organisation", false},
      {"[The Turkish newspaper Sabah] {reported} <so>.", "media", false},
      {"[The TASS agency] {reported} <so>.", "media", false},
      {"[Brackley & Osk] {said} <so>.", "organisation", false},
      {"[Harrow] {have complained}. Harrow have said <so>.", "organisation", false},
      {"[ANDERS LINDHOLM] {left} <the club>.", "person", false},
      {"[Their chief ethics and compliance officer, Ada Osk,] {said} <so>.", "person", false},
      {"[It] {is believed} <that the envoy left>.", "unattributed", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Story s(row.text);
    CHECK(s.kind(0) == row.kind);
    CHECK(s.official(0) == row.official);
    for (const Evidence& e : s.kinds.front().because) CHECK_FALSE(e.why.empty());
  }
}

TEST_CASE("A title anywhere in the article makes all of a person's attributions official") {
  const Story s(
      "[Greta Osk] {said} <the vote would be close>.\nThe caucus met at noon.\nSen. Greta Osk left early. [Osk] "
      "{smiled} <at that>.");
  CHECK(s.official(0));
  CHECK(s.official(1));
}

TEST_CASE("A title given in somebody else's quotation does not") {
  const Story s(
      "[Greta Osk] {said} <the vote would be close>.\n“<President Osk will win>,” [her lawyer Piet Hale] {said}.");
  CHECK_FALSE(s.official(0));
}

TEST_CASE("A senator is one in a quotation, too") {
  const Story s("[Greta Osk] {said} <so>.\n“<Senator Osk will lose>,” [her rival Piet Hale] {said}.");
  CHECK(s.official(0));
  CHECK_FALSE(s.official(1));
}

TEST_CASE("Who was a senator and is a mayor holds office") {
  const Story s(
      "[Lindmar Mayor Milo Hale, a former senator,] {said} <so>. [Gen. Ada Lund, a retired general,] {left}.");
  CHECK(s.official(0));
  CHECK_FALSE(s.official(1));
}

TEST_CASE("The senator of an article that calls nobody so by name") {
  const Story s(
      "[Greta Osk] {led} <in the polls>.\nOsk spoke for an hour, and the senator then left. [Milo Hale] {cheered}.");
  CHECK(s.official(0));
  CHECK_FALSE(s.official(1));
  const Story other(
      "[Greta Osk] {led}.\nOsk spoke for an hour, and the senator then left. [Sen. Milo Hale] {cheered}.");
  CHECK_FALSE(other.official(0));
}

TEST_CASE("Whom an aide serves") {
  const Story s(
      "[House Speaker Milo Hale] {left}. [Ida Brandt, a spokeswoman for Hale,] {said} <so>.\n"
      "[Sen. Ada Lund] {stayed}. [Piet Osk, a senior adviser to Lund,] {said} <so>. The Lund campaign had no money.");
  CHECK(s.official(1));
  CHECK(s.official(2));
  CHECK_FALSE(s.official(3));
}

TEST_CASE("An aide of somebody in office speaks in office, an aide of a candidate does not") {
  const Story s(
      "[Mayor Jonas Weil] {left} <early>.\n[His aides] {said} <he was ill>.\n"
      "[Republican candidate Milo Hale] {stayed} <on>.\n[Hale’s aides] {said} <he was well>.");
  CHECK(s.official(1));
  CHECK_FALSE(s.official(3));
}

TEST_CASE("Every kind says why, at words of the source or the cue") {
  const Story s("[Mayor Jonas Weil] {said} <so>, {adding} <more>. The envoy {is believed} <to be ill>.");
  for (const labels::KindLabel& l : s.kinds) {
    REQUIRE_FALSE(l.because.empty());
    CHECK(l.because.front().rule.starts_with("kind."));
    for (const Evidence& e : l.because) {
      CHECK(e.words.start < e.words.end);
      CHECK_FALSE(e.why.empty());
    }
  }
}

TEST_CASE("Whoever speaks for it, where it is a public body") {
  const Story s(
      "[Ostrovia’s foreign ministry] {said} <it knew of no talks>. [Its spokeswoman, Marta Kolin,] {called} <it "
      "late>.\n"
      "[Halden Maritime] {said} <nothing>. [Its spokeswoman, Ida Brandt,] {called} <it early>.");
  CHECK(s.official(1));
  CHECK_FALSE(s.official(3));
}

TEST_CASE("The office of somebody in office") {
  const Story s(
      "[Mayor Ned Brek] {left}. [Brek’s office] {said} <so>. [Ida Lund] {stayed}. [Lund’s office] {said} <so>.");
  CHECK(s.official(1));
  CHECK_FALSE(s.official(3));
}

TEST_CASE("Who speaks for a senator who runs for president speaks for the campaign") {
  const Story s(
      "[Sen. Milo Hale] {left}. [Hale’s spokesman] {said} <so>. [Sen. Ada Lund, a presidential candidate,] {stayed}. "
      "[Lund’s spokesman] {said} <so>.");
  CHECK(s.official(1));
  CHECK_FALSE(s.official(3));
}

TEST_CASE("A press secretary of nobody is of the body before") {
  const Story s("[The White House] {hoped} <so>. “<Yes>,” [press secretary Lou Keane] {said}.\n");
  CHECK(s.official(1));
  const Story t("[Halden Maritime] {hoped} <so>. “<Yes>,” [press secretary Lou Keane] {said}.\n");
  CHECK_FALSE(t.official(1));
}

TEST_CASE("The chairman of a club that is called after a city holds no office") {
  const Story s(
      "[Harrow City chairman Piet Lund] {said} <the club would appeal>.\n"
      "[Ilse Varonne, the city's emergency operations director,] {said} <it was hot>.");
  CHECK_FALSE(s.official(0));
  CHECK(s.official(1));
}

TEST_CASE("A number of experts is a crowd, a number of officials is not; the company is no newspaper") {
  const Story s(
      "[A number of experts] {doubted} <it>. [A number of officials] {said} <so>.\n"
      "As [the Harrow Courier] {reports}, [the company] {announced} <a sale>.\n"
      "[That opener] {suggests} <more>.");
  CHECK(s.kind(0) == "group");
  CHECK(s.kind(1) == "anonymous");
  CHECK(s.kind(3) == "organisation");
  CHECK(s.kind(4) == "document");
}

TEST_CASE("Where a noun phrase has its head") {
  const Story s(
      "[A Skerry poll last week] {found} <no change>. [A report Tuesday from Tarn] {said} <so>. [The snarky, "
      "anti-union email] {read} <so>.\n"
      "[An accomplished, experienced member of the establishment, Greta Osk,] {argued} <against it>.\n"
      "“<He was first>,” [the assailant, Piet Lund,] {said}.\n"
      "It was a gift, according {to} [reports Mr. Lund filed as a lobbyist].");
  for (const std::size_t i : {0, 1, 2, 5}) CHECK(s.kind(i) == "document");
  CHECK(s.who(3) == "Greta Osk");
  CHECK(s.who(4) == "Piet Lund");
}

TEST_CASE("Who has a spokesman and no first name is a body") {
  const Story s("[A spokesman for Vallin] {rejected} <it>. [Vallin] {disputed} <the figures>.");
  CHECK(s.kind(1) == "organisation");
  const Story named(
      "[A spokesman for Rehn] {rejected} <it>. [Mr. Rehn] {left}. [Greta Rehn] {stayed}. [Rehn] {agreed}.");
  CHECK(named.kind(3) == "person");
}

TEST_CASE("The contractor, by its name") {
  const Story s(
      "[The contractor, Vallin Works,] {called} <the report false>. [Vallin Works] {said} <it was paid once>.\n"
      "[The company] {added} <that it would sue>.");
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(s.who(i) == "Vallin Works");
    CHECK(s.kind(i) == "organisation");
  }
}

TEST_CASE("A manager, his club and its rivals") {
  const Story s(
      "[Harrow City manager Luca Ferri] {said} <his side was unlucky>. “<We deserved it>,” [the Italian] {said}.\n"
      "Ferri was linked with Lindmar Rovers. [Rovers] {declined} <to comment>. [The chipmaker] {warned} <of losses>.");
  CHECK_FALSE(s.official(0));
  CHECK(s.same(0, 1));
  CHECK(s.who(2) == "Lindmar Rovers");
  CHECK(s.kind(2) == "organisation");
  CHECK(s.kind(3) == "organisation");
}

TEST_CASE("Lawmakers who say so are some of them, and lawmakers who want it are all") {
  const Story s(
      "[Lawmakers] {want} <a bridge>.\n[Other Kestovian leaders] {said} <it was late>.\n"
      "[Some party leaders] {said} <it was safe>.\n[My staff] {cautioned} <me>.\n"
      "[My editor at the time] {said} <it was dull>.");
  CHECK(s.kind(0) == "group");
  CHECK(s.kind(1) == "anonymous");
  CHECK(s.kind(2) == "group");
  CHECK(s.kind(3) == "anonymous");
  CHECK(s.kind(4) == "anonymous");
}

TEST_CASE("Some who think so are people at large, and who is called a reporter is somebody") {
  const Story s(
      "[Some Kestovian strategists] {fear} <it is late>.\n[A reporter] {asked} <why>.\n"
      "[A fact sheet lawmakers released] {says} <so>.\n[Leaders of the Harrow Senate] {filed} <a complaint>.\n"
      "[Mourners] {paid tribute} to <him>.\n[harrow-news.com] {reported} <it>.");
  CHECK(s.kind(0) == "group");
  CHECK(s.kind(1) == "anonymous");
  CHECK(s.kind(2) == "document");
  CHECK(s.kind(3) == "group");
  CHECK(s.kind(4) == "group");
  CHECK(s.kind(5) == "media");
}

TEST_CASE("Whose words are the senator's is a senator, wherever in the sentence") {
  const Story s(
      "[Milo Osk] {said} <so>. Osk spoke long.\nIn June, [the independent Lindmar senator] {said} <no>.\n"
      "Sen. Greta Dahl {said} <so>.");
  CHECK(s.same(0, 1));
  CHECK(s.official(0));
}

TEST_CASE("Shares of those asked are people at large") {
  const Story s("[Nearly a third] {say} <so>.\n[A third minister] {said} <so>.\n[Harbour Watch] {said} <no>.");
  CHECK(s.kind(0) == "group");
  CHECK(s.kind(1) == "anonymous");
  CHECK(s.kind(2) == "organisation");
}

TEST_CASE("A dateline is nobody") {
  const Story s(
      "<LINDMAR — Kestovia’s minister offered to sell the port>, [a newspaper] {reported}.\n"
      "[Milo Osk — a docker at the port — ] {said} <no>.");
  CHECK(s.kind(0) == "media");
  CHECK(s.who(1) == "Milo Osk");
}

TEST_CASE("An office that only the story gives") {
  const Row rows[] = {
      {"[Greta Osk] {spoke} of <ferries> on Monday.\nThe Ohio senator left early.", "person", true},
      {"[Greta Osk] {spoke} of <ferries>. She left, while Sen. Milo Hale of Utah stayed.\nThe Ohio senator won.",
       "person", true},
      {"[Greta Osk] {said} <so>.\nShe is one of six Republican incumbents in trouble.", "person", true},
      {"[Greta Osk] {said} <so>.\nOsk is not a senator.", "person", false},
      {"[Greta Osk] {said} <so>.\nGreta Osk, who seeks reelection, left.", "person", true},
      {"[Greta Osk] {said} <so>.\nGreta Osk wrote to fellow Senate Democrats.", "person", true},
      {"[Greta Osk] {said} <so>, and Milo Hale, the governor there, left.", "person", false},
      {"[Milo Hale, the governor there,] {said} <so>.", "person", true},
      {"[Somebody named Milo Hale] {said} <so>.", "person", false},
      {"[Milo Hale] {said} <so>.\nSenators Greta Osk and Milo Hale left.", "person", true},
      {"[Milo Hale] {said} <so>.\nSens. Greta Osk (Ohio) and Milo Hale (Utah) left.", "person", true},
      {"[Milo Hale] {said} <so>.\nMany fear a President Milo Hale.", "person", false},
      {"[Milo Hale] {said} <so>.\nThe federal judge Hale was speaking of is ill.", "person", false},
      {"[Milo Hale] {said} <so>.\n“I met F.B.I. Director Milo Hale,” one man recalled.", "person", true},
      {"[Milo Hale] {said} <so>.\nHale watched the Louisiana governor race.", "person", false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Story story(row.text);
    CHECK(story.kind(0) == row.kind);
    CHECK(story.official(0) == row.official);
  }
}

TEST_CASE("Partisans of a state, firms, laws and initials are no persons") {
  struct Row {
    const char* text;
    const char* kind;
    bool official;
  };
  const Row rows[] = {
      {"“It is a race,” {said} [one New Hampshire Democrat].", "anonymous", false},
      {"[A South Carolina Republican] {said} <so>.", "anonymous", false},
      {"[The New Hampshire Democrat] {said} <so>.", "anonymous", false},
      {"[American Vallin, a super PAC aligned with Milo Hale,] {said} <so>.", "organisation", false},
      {"[Bloomberg New Energy Finance] {found} <that prices fell>.", "organisation", false},
      {"[The American Harbour Security Act of 2009] {proposed} <a new quay>.", "document", false},
      {"[The HRA, a harbour regulator,] {declined} <to comment>.", "organisation", true},
      {"[Team Osk] {sees} <a chance>.\nGreta Osk left.", "organisation", false},
      {"[The Kestovians] {said} <so>.", "group", false},  // of a country that no list holds
      {"[The Germans] {announced} <new ships>.", "organisation", true},
      {"[Germans] {like} <ships>.", "group", false},
      {"[39] {said} <so>.", "anonymous", false},
      {"[39%] {said} <so>.", "group", false},
      {"[Fewer than 15 percent of Republicans] {said} <so>.", "group", false},
      {"[A 45% plurality of voters] {said} <so>.", "group", false},
      {"[The older population] {backed} <it>.", "group", false},
      {"[The voters filing into the hall] {said} <so>.", "group", false},
      {"[Tech executives] {say} <so>.", "group", false},
      {"[Executives who were there] {say} <so>.", "anonymous", false},
      {"[Lobbyists] {prefer} <to be left alone>.", "group", false},
      {"[Analysts at Vallin Bank] {said} <so>.", "anonymous", false},
      {"[Analysts] {said} <so>.", "group", false},
      {"[Her communications] {seem to show} <that she knew>.", "document", false},
      {"[Investigations] {have revealed} <more>.", "document", false},
      {"[Republicans] {won’t renounce} <her>.", "group", false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Story story(row.text);
    CHECK(story.kind(0) == row.kind);
    CHECK(story.official(0) == row.official);
  }
}

TEST_CASE("Offices and those who serve them") {
  struct Row {
    const char* text;
    bool official;
  };
  const Row rows[] = {
      {"[The presidential nominee Milo Hale] {said} <so>.\nHale, a two-term governor of Ohio, left.", false},
      {"[Milo Hale, a two-term governor of Ohio,] {said} <so>.", true},
      {"[Senator Osk’s advisers] {said} <so>.", false},
      {"[Senator Osk’s aides] {said} <so>.", true},
      {"[Osk spokesman Milo Hale] {said} <so>.\nSenator Greta Osk left.", true},
      {"[Osk spokesman Milo Hale] {said} <so>.\nSenator Greta Osk, a presidential candidate, left.", false},
      {"[Milo Hale, director of the Office of Tides and Quays,] {said} <so>.", true},
      {"[Milo Hale, the undersecretary for management,] {said} <so>.", true},
      {"[Councilmember Milo Hale] {said} <so>.", true},
      {"[A statement from the senator’s office] {said} <so>.", true},
      {"[A statement from the dockers’ office] {said} <so>.", false},
      {"Greta Osk asked her Senate colleague Milo Hale. [Hale] {said} <so>.", true},
      {"Milo Hale won election to a second term as Lindmar mayor. [Hale] {said} <so>.", true},
      {"Milo Hale wrote a book about the mayor. [Hale] {said} <so>.", false},
      {"Milo Hale wrote. Hale left. Hale slept. They asked the mayor. She saw the mayor. [Hale] {said} <so>.", true},
      {"Senator Osk was ill, {according to} [spokesman Milo Hale].", true},
      {"Greta Osk was ill, {according to} [spokesman Milo Hale].", false},
      {"[The presidential candidate Greta Osk] {said} <so>.\nShe served as President Osk’s envoy.", false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(Story(row.text).official(0) == row.official);
  }
}
