#include "labels/labels.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "hearsay/hearsay.hpp"
#include "lexicon/lexicon.hpp"

using namespace hearsay;

namespace {

const lexicon::Lexicon& built_in() {
  static const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::load(built_in_resources().packs);
  REQUIRE(lexicon);
  return *lexicon;
}

// Texts with marks: [source] {cue} <content>, several attributions in the order of their cues; a source or a content
// belongs to the cue that follows it, or to the one before it when none follows in its sentence.
struct Marked {
  explicit Marked(std::string_view marked) {
    struct Mark {
      char kind;
      Span span;
    };
    std::vector<Mark> marks;
    std::vector<std::size_t> open;
    std::string plain;
    for (const char c : marked) {
      const auto at = static_cast<std::uint32_t>(plain.size());
      if (c == '[' || c == '{' || c == '<') {
        open.push_back(marks.size());
        marks.push_back({c, {at, at}});
      } else if (c == ']' || c == '}' || c == '>') {
        marks[open.back()].span.end = at;
        open.pop_back();
      } else {
        plain += c;
      }
    }
    document = text::parse(plain, false);
    for (const Mark& mark : marks) {
      if (mark.kind == '{') extractions.push_back({.cue = document.range(mark.span)});
    }
    for (const Mark& mark : marks) {
      if (mark.kind == '{') continue;
      const text::Range range = document.range(mark.span);
      auto owner = std::find_if(extractions.begin(), extractions.end(), [&](const auto& e) {
        return e.cue.first >= range.last &&
               document.tokens[e.cue.first].sentence == document.tokens[range.last - 1].sentence;
      });
      if (owner == extractions.end()) {
        owner = std::find_if(extractions.rbegin(), extractions.rend(),
                             [&](const auto& e) { return e.cue.last <= range.first; })
                    .base() -
                1;
      }
      (mark.kind == '[' ? owner->source : owner->content).push_back(range);
    }
  }
  text::Document document;
  std::vector<attributions::Extraction> extractions;
};

std::vector<labels::Wording> wordings(std::string_view marked) {
  const Marked text(marked);
  return labels::read_wordings(built_in(), built_in().read(text.document), text.extractions);
}

std::string stance(std::string_view marked) { return std::string(name(wordings(marked).back().stance)); }
std::string quotation(std::string_view marked) { return std::string(name(wordings(marked).back().quotation)); }

struct Said {
  std::string anonymity, terms, reason;
  friend bool operator==(const Said&, const Said&) = default;
};
std::ostream& operator<<(std::ostream& out, const Said& s) {
  return out << s.anonymity << " / " << s.terms << " / " << s.reason;
}

// All sources anonymous; `who` numbers them, one of its own each if empty.
std::vector<Said> secrecy(std::string_view marked, std::vector<std::uint32_t> who = {}) {
  const Marked text(marked);
  std::vector<labels::SourceFacts> facts;
  for (std::uint32_t i = 0; i < text.extractions.size(); ++i) {
    facts.push_back({.kind = Kind::anonymous, .who = who.empty() ? i : who[i]});
  }
  const auto words = [&](const std::optional<Span>& span) {
    return span ? text.document.text.substr(span->start, span->end - span->start) : std::string();
  };
  std::vector<Said> said;
  for (const labels::Secrecy& s :
       labels::read_secrecy(built_in(), built_in().read(text.document), text.extractions, facts)) {
    CHECK_FALSE(s.because.empty());
    said.push_back({std::string(name(s.anonymity)), words(s.terms), words(s.reason)});
  }
  return said;
}

}  // namespace

TEST_CASE("stance by the cue", "[labels]") {
  CHECK(stance("[Mayor Ida Brandt] {said} <the ferry would sail>.") == "states");
  CHECK(stance("<The ferry would sail>, {according to} [Ida Brandt].") == "states");
  CHECK(stance("[Brandt] {has denied} <that she owns the ferry>.") == "denies");
  CHECK(stance("[The owners] {vigorously disputed} <the figures>.") == "denies");
  CHECK(stance("[Brandt] {admitted} <owning the ferry>.") == "confirms");
  CHECK(stance("[The captain] {accused} <the port of cutting corners>.") == "alleges");
  CHECK(stance("[The captain] {claimed} <that the port cut corners>.") == "alleges");
  CHECK(stance("[The captain's] {claim that} <the port cut corners> was heard.") == "states");
  CHECK(stance("[The guild] {fears} <a long winter>.") == "believes");
  CHECK(stance("[The guild] {urged} <the port to reopen>.") == "intends");
  CHECK(stance("[The court] {ruled} <that the sale was void>.") == "decides");
  CHECK(stance("[Brandt] {weighed in on} <the sale>.") == "states");
  CHECK(stance("[Brandt] {frobbed} <the sale>.") == "states");
}

TEST_CASE("negated and hedged cues", "[labels]") {
  CHECK(stance("[Brandt] {did not deny} <that she owns the ferry>.") == "states");
  CHECK(stance("[Brandt] did not {deny} <that she owns the ferry>.") == "states");
  CHECK(stance("[Brandt] {never denied} <owning the ferry>.") == "states");
  CHECK(stance("[Nobody] {disputes} <that the ferry is old>.") == "states");
  CHECK(stance("[The port] {neither confirmed nor denied} <the sale>.") == "declines");
  CHECK(stance("[The port] {would neither confirm nor deny} <the sale>.") == "declines");
  CHECK(stance("[The port] {refused to say} <whether the ferry was safe>.") == "declines");
  CHECK(stance("[The port] {would not say} <whether the ferry was safe>.") == "declines");
  CHECK(stance("[The port] {declined to comment}.") == "declines");
  CHECK(stance("[Brandt] told reporters she {would not comment} <on the sale>.") == "declines");
  CHECK(stance("[The port] {did not respond} to a request for comment.") == "declines");
  CHECK(stance("[The port] {didn’t immediately respond} to <questions>.") == "declines");
  CHECK(stance("[The owners] {could not be reached}.") == "declines");
  CHECK(stance("[The owners] {had no comment}.") == "declines");
  CHECK(stance("[The report] {did not say} <who owned the ferry>.") == "states");
  CHECK(stance("[Brandt] {does not believe} <the figures>.") == "believes");
  CHECK(stance("[Brandt] {did not want} <the ferry sold>.") == "intends");
}

TEST_CASE("stance by the content", "[labels]") {
  CHECK(stance("[Brandt] {said} <the reports of a sale were untrue>.") == "denies");
  CHECK(stance("<“That is a complete fabrication,”> [Brandt] {said}.") == "denies");
  CHECK(stance("<“It’s not true,”> {said} [Brandt].") == "denies");
  CHECK(stance("[Brandt] {called} <the accusations baseless>.") == "denies");
  CHECK(stance("[Brandt] {dismissed} <the report as nonsense>.") == "denies");
  CHECK(stance("[Brandt] {dismissed} <the harbour master>.") == "believes");
  CHECK(stance("[Brandt] {rejected} <the allegation>.") == "denies");
  CHECK(stance("[Brandt] {said} <she would not discuss the sale>.") == "declines");
  CHECK(stance("[Brandt] {said} <a false alarm emptied the hall>.") == "states");
  CHECK(stance("[Brandt] {said} <there was no wind that day>.") == "states");
}

TEST_CASE("there was none of it: a denial only of what the article has told before", "[labels]") {
  CHECK(stance("Brandt met the owners in May, the Post reported. <“There was no meeting,”> [Brandt] {said}.") ==
        "states");
  CHECK(stance("A meeting took place in May, the Post reported. <“There was no meeting,”> [Brandt] {said}.") ==
        "denies");
  CHECK(stance("The owners say that Brandt ordered it. [She] {said} <she had not ordered anything>.") == "denies");
  CHECK(stance("The owners spoke of a deal. <“There is no such deal,”> [Brandt] {said}.") == "denies");
  CHECK(stance("The crew said that he published a letter. <“I did not publish any letter,”> [Brandt] {said}.") ==
        "denies");
  CHECK(stance("The crew had kept a letter. <“I did not publish any letter,”> [Brandt] {said}.") == "states");
  CHECK(stance("The owner published it. <“I read it. I didn’t publish that,”> [Brandt] {said}.") == "denies");
  CHECK(stance("The crew wrote it. <“I read it. I didn’t publish that,”> [Brandt] {said}.") == "states");
  CHECK(stance("The crew called the rule sexist. <“It’s not sexist,”> [Brandt] {said}.") == "denies");
  CHECK(stance("The crew called the rule unfair. <“It’s not sexist,”> [Brandt] {said}.") == "states");
  CHECK(stance("<“I can neither confirm nor deny that,”> [Brandt] {said}.") == "declines");
  const auto denial = wordings("A meeting took place in May. <“There was no meeting,”> [Brandt] {said}.").back();
  CHECK(denial.by_content);
  REQUIRE(denial.because.size() == 1);
  CHECK(denial.because[0].rule == "rebuttal.there-was-no");
  CHECK_FALSE(denial.because[0].why.empty());
  CHECK_FALSE(wordings("[Brandt] {denied} <the meeting>.").back().by_content);
}

TEST_CASE("a denial goes on where the same source is quoted next and goes on negating", "[labels]") {
  const auto stances = [](const char* marked, std::vector<std::uint32_t> who) {
    const Marked text(marked);
    const lexicon::Reading reading = built_in().read(text.document);
    std::vector<labels::SourceFacts> facts;
    for (const std::uint32_t w : who) facts.push_back({.kind = Kind::person, .who = w});
    auto found = labels::read_wordings(built_in(), reading, text.extractions);
    labels::carry_denials(reading, text.extractions, facts, found);
    std::string out;
    for (const labels::Wording& wording : found) {
      CHECK_FALSE(wording.because.empty());
      out += std::string(name(wording.stance)) + " ";
    }
    return out;
  };
  const char* quoted = "[Brandt] {rejected} <the allegation>. <“I was not there,”> [she] {said}.";
  CHECK(stances(quoted, {0, 0}) == "denies denies ");
  CHECK(stances(quoted, {0, 1}) == "denies states ");
  CHECK(stances("[Brandt] {rejected} <the allegation>. <“We have a ferry to run,”> [she] {said}.", {0, 0}) ==
        "denies states ");
  CHECK(stances("[Brandt] {rejected} <the allegation>. [She] {said} <the sale was next>.", {0, 0}) == "denies states ");
  CHECK(stances("[Brandt] {rejected} <the bid>. <“It was low,”> [she] {said}.", {0, 0}) == "believes states ");
  CHECK(stances("<“That is untrue,”> [Brandt] {said}. <“I never took it,”> [she] {said}.", {0, 0}) == "denies denies ");
  CHECK(stances("<“That is untrue,”> [Brandt] {said}. <“I like it here,”> [she] {said}.", {0, 0}) == "denies states ");
  CHECK(stances("[Brandt] {rejected} <the allegation>. It rained. All was calm. <“I was not there,”> [she] {said}.",
                {0, 0}) == "denies states ");
}

TEST_CASE("an outlet that understands something reports it", "[labels]") {
  CHECK(stance("[Sky News] {understands} <that the ferry was sold>.") == "states");
  CHECK(stance("[Harrow Sports News] {understands} <that the ferry was sold>.") == "states");
  CHECK(stance("[Reuters] {has been told} <that the ferry was sold>.") == "states");
  CHECK(stance("[Ida Brandt] {understands} <that the ferry was sold>.") == "believes");
  CHECK(stance("[The BBC] {fears} <a long winter>.") == "believes");
  CHECK(wordings("[Sky News] {understands} <that it was sold>.")[0].because.at(0).rule == "stance.outlet-knows");
}

TEST_CASE("who is told something by nobody in particular", "[labels]") {
  CHECK(stance("The families {were told} <that the search was over>.") == "states");
  CHECK(stance("The families {were told of} <the search>.") == "states");
  CHECK(stance("“<Why so late>,” [Osk] {wondered}.") == "states");
  CHECK(stance("[Osk] {wondered} <why>.") == "believes");
  CHECK(stance("[The families] {were told} <that the search was over>.") == "believes");
}

TEST_CASE("the main verb of a cue decides over the nouns beside it", "[labels]") {
  CHECK(stance("[Osk] {said on Meet the Press} <that it was late>.") == "states");
  CHECK(stance("[Osk] {wrote back}: “<Thanks>.”") == "states");
  CHECK(stance("[Osk] {backed} <the sale>.") == "believes");
  CHECK(stance("[Osk] {agreed} <that it was late>.") == "believes");
  CHECK(stance("[The police] {named} <the suspect as Piet Lund>.") == "states");
  CHECK(stance("[The board] {named} <Piet Lund as its chairman>.") == "decides");
  CHECK(stance("The ferry {seems} <late>.") == "believes");
}

TEST_CASE("what is offered, announced and complained of", "[labels]") {
  CHECK(stance("[Osk] {offered} <to lend her the boat>.") == "intends");
  CHECK(stance("[Osk] {offered} <no details>.") == "declines");
  CHECK(stance("[Osk] {announced} <that she would not recommend a sale>.") == "decides");
  CHECK(stance("[Osk] {announced} <that the ferry would be late>.") == "states");
  CHECK(stance("[Osk] {complained} <that the ferry was late>.") == "states");
  CHECK(stance("[Osk] {complained about} <the ferry>.") == "believes");
  CHECK(stance("[Osk] {expressed astonishment at} <the price>.") == "believes");
  CHECK(stance("[Osk] {refused} <to work with the port>.") == "intends");
  CHECK(stance("[Osk] {refused} <to discuss the port>.") == "declines");
  CHECK(stance("[Osk] {never mentioned} <the port>.") == "declines");
}

TEST_CASE("a text does not decline", "[labels]") {
  const Marked text("[It] {does not answer} <whether the dam was safe>.");
  const lexicon::Reading reading = built_in().read(text.document);
  for (const Kind kind : {Kind::document, Kind::organisation}) {
    auto found = labels::read_wordings(built_in(), reading, text.extractions);
    labels::carry_denials(reading, text.extractions, std::vector<labels::SourceFacts>{{.kind = kind}}, found);
    CHECK(found[0].stance == (kind == Kind::document ? Stance::states : Stance::declines));
  }
}

TEST_CASE("quotation", "[labels]") {
  CHECK(quotation("<“The ferry will sail,”> [Brandt] {said}.") == "direct");
  CHECK(quotation("[Brandt] {said} <the ferry would “sail by noon”>.") == "mixed");
  CHECK(quotation("[Brandt] {said} <the ferry would sail>.") == "indirect");
  CHECK(quotation("<“The ferry,”> [she] {said}, <“will sail.”>") == "direct");
  CHECK(quotation("“The owners, ‘[the captain] {said} <it was late>,’” wrote the Post.") == "indirect");
}

TEST_CASE("anonymity by the source's words", "[labels]") {
  CHECK(secrecy("[A person familiar with the sale] {said} <it was off>.") == std::vector<Said>{{"shielded", "", ""}});
  CHECK(secrecy("<It was off>, {said} [two people] briefed on the talks.") == std::vector<Said>{{"shielded", "", ""}});
  CHECK(secrecy("[Sources] {said} <it was off>.") == std::vector<Said>{{"shielded", "", ""}});
  CHECK(secrecy("[The insider] {said} <it was off>.") == std::vector<Said>{{"unnamed", "", ""}});
  CHECK(
      secrecy("[A prominent board member close to Osk] {said} <it was off>. [The board member] {added} <it was late>.",
              {1, 2}) == std::vector<Said>{{"shielded", "", ""}, {"shielded", "", ""}});
  CHECK(secrecy("[A spokeswoman for the port] {said} <it was off>.") == std::vector<Said>{{"unnamed", "", ""}});
  CHECK(secrecy("[Officials] {said} <they are familiar with the ferry>.") == std::vector<Said>{{"unnamed", "", ""}});
}

TEST_CASE("terms and reason of anonymity", "[labels]") {
  CHECK(secrecy("<It was off>, {said} [an aide], who spoke on condition of anonymity to discuss a private matter.") ==
        std::vector<Said>{{"shielded", "on condition of anonymity", "to discuss a private matter"}});
  CHECK(secrecy("[An aide] {said} <it was off>. The aide asked not to be named because he feared for his job.") ==
        std::vector<Said>{{"shielded", "asked not to be named", "because he feared for his job"}});
  CHECK(secrecy("[Two aides] {said} <it was off>. They were not authorized to speak publicly.")[0].anonymity ==
        "shielded");
  // A terms sentence belongs to the nearest source before it; another paragraph's stays unnamed.
  const auto two = secrecy(
      "[A clerk] {said} <it was on>.\nAll was calm.\n[An aide] {said} <it was off>. He spoke on condition of "
      "anonymity.");
  CHECK(two[0].anonymity == "unnamed");
  CHECK(two[1].anonymity == "shielded");
}

TEST_CASE("terms hold for the same source everywhere, and for the others where the article says so", "[labels]") {
  const std::string text =
      "[A clerk] {said} <it was on>.\n\nAll was calm.\n\n[An aide, who asked not to be named,] {said} <it was off>.";
  CHECK(secrecy(text, {0, 1})[0].anonymity == "unnamed");
  CHECK(secrecy(text, {4, 4})[0] == Said{"shielded", "asked not to be named", ""});
  const auto others = secrecy(
      "[A clerk] {said} <it was on>.\n\n[An aide, who, like others interviewed for this article, "
      "spoke on condition of anonymity,] {said} <it was off>.");
  CHECK(others[0].anonymity == "shielded");
}

TEST_CASE("a named source has no anonymity; people without a name have one where it is withheld", "[labels]") {
  const auto said = [](const char* marked, Kind kind, bool named) {
    const Marked text(marked);
    const labels::SourceFacts facts{.kind = kind, .named = named};
    return labels::read_secrecy(built_in(), built_in().read(text.document), text.extractions, {&facts, 1})[0];
  };
  const char* named = "[Ida Brandt] {said} <she spoke on condition of anonymity>.";
  CHECK(said(named, Kind::person, true).anonymity == Anonymity::none);
  CHECK_FALSE(said(named, Kind::person, true).terms);
  const char* people = "[The people], who asked not to be named, {said} <it was off>.";
  CHECK(said(people, Kind::group, false).anonymity == Anonymity::shielded);
  CHECK(said("[The people] {said} <it was off>.", Kind::group, false).anonymity == Anonymity::none);
  const char* sources = "[Harbour and council sources] {said} <it was off>.";
  CHECK(said(sources, Kind::organisation, true).anonymity == Anonymity::shielded);
  const char* body = "[The council, which was briefed on the sale,] {said} <it was off>.";
  CHECK(said(body, Kind::organisation, true).anonymity == Anonymity::none);
  // Whom an outlet or a body cites is not the outlet.
  const char* citing = "[The Harrow Courier], citing three people familiar with the sale, {reported} <it was off>.";
  CHECK(said(citing, Kind::media, true).anonymity == Anonymity::none);
  const char* all = "[The Harrow Courier, quoting two people briefed on the sale,] {reported} <it was off>.";
  CHECK(said(all, Kind::media, true).anonymity == Anonymity::none);
  const char* after = "<It was off>, {said} [the council], after an aide close to Brandt left.";
  CHECK(said(after, Kind::organisation, true).anonymity == Anonymity::none);
  // People taken for a text: the words that withhold the name may be some words away.
  const char* spoke = "[Current and former officials who spoke on the condition of anonymity] {said} <it was off>.";
  CHECK(said(spoke, Kind::document, false).anonymity == Anonymity::shielded);
  CHECK(said("[People who have spoken with her] {say} <it is off>.", Kind::group, false).anonymity ==
        Anonymity::shielded);
}

TEST_CASE("a source's description ends where another source's words begin", "[labels]") {
  const auto both =
      secrecy("<It was off>, {said} [an official], while [a person close to the owners] {said} <it was on>.");
  CHECK(both[0].anonymity == "unnamed");
  CHECK(both[1].anonymity == "shielded");
}

TEST_CASE("terms of those whom the article points back to", "[labels]") {
  const std::vector<Said> two = secrecy(
      "[Three people briefed on the sale] {said} <it was off>.\n[Two of the people] {said} <Osk knew>.\n"
      "[One of the three people] {said} <so>.");
  CHECK(two[1].anonymity == "shielded");
  CHECK(two[2].anonymity == "shielded");
  const std::vector<Said> one =
      secrecy("[Two aides familiar with it] {said} <it was off>. [One] {said} <so>. [Another] {agreed} <to it>.");
  CHECK(one[1].anonymity == "shielded");
  CHECK(one[2].anonymity == "shielded");
  const std::vector<Said> far =
      secrecy("[Two aides familiar with it] {said} <it was off>.\nRain fell.\nSnow fell.\n[One] {said} <so>.");
  CHECK(far[1].anonymity == "unnamed");
  const std::vector<Said> others =
      secrecy("[Four teachers, all of whom requested anonymity,] {agreed} <to it>.\n[A spokesman] {said} <so>.");
  CHECK(others[1].anonymity == "unnamed");
}

TEST_CASE("the table of badges", "[labels]") {
  using enum Kind;
  const auto badge = [](Kind kind, Anonymity anonymity, bool official, bool state_run, Stance stance) {
    return std::string(name(labels::badge(kind, anonymity, official, state_run, stance)));
  };
  const Anonymity none = Anonymity::none, shielded = Anonymity::shielded, unnamed = Anonymity::unnamed;
  const Stance states = Stance::states;
  CHECK(badge(Kind::anonymous, shielded, true, false, Stance::declines) == "no-comment");
  CHECK(badge(person, none, true, false, Stance::denies) == "official-denial");
  CHECK(badge(media, none, false, true, Stance::denies) == "denial");
  CHECK(badge(Kind::anonymous, shielded, true, false, states) == "anonymous-source");
  CHECK(badge(Kind::anonymous, unnamed, true, false, Stance::alleges) == "unnamed-official");
  CHECK(badge(Kind::anonymous, unnamed, false, false, states) == "unnamed-source");
  CHECK(badge(media, none, false, true, states) == "state-media");
  CHECK(badge(media, none, false, false, states) == "media-report");
  CHECK(badge(unattributed, none, false, false, Stance::alleges) == "unattributed");
  CHECK(badge(group, none, true, false, states) == "unspecified-group");
  CHECK(badge(person, none, true, false, Stance::alleges) == "allegation");
  CHECK(badge(organisation, none, true, false, Stance::confirms) == "official-confirmation");
  CHECK(badge(person, none, false, false, Stance::confirms) == "confirmation");
  CHECK(badge(Kind::document, none, true, false, states) == "document");
  CHECK(badge(social, none, false, false, states) == "social-post");
  CHECK(badge(person, none, true, false, Stance::intends) == "official-statement");
  CHECK(badge(organisation, none, false, false, states) == "organisation");
  CHECK(badge(person, none, false, false, states) == "named-source");
  CHECK(badge(author, none, false, false, states) == "none");
}
