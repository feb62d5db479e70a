#include "attributions/mistaken_sources.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "attributions/clauses.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using std::string_view;
using text::among;
using text::Range;
using text::TokenIndex;
using text::TokenKind;

constexpr std::uint32_t words_to_by = 4, words_to_critic = 9, words_of_subject = 14;
constexpr std::uint32_t words_of_named = 7, words_of_aside = 5, words_to_criticism = 4;

constexpr auto citing = std::to_array<string_view>({"citing", "quoting", "invoking"});
// Verbs that, unlike telling, may stand before their subject as well: “No,” warned an aide.
constexpr auto addressing = std::to_array<string_view>({"asked", "asks", "assured", "assures", "reminded", "reminds",
                                                        "informed", "informs", "warned", "warns", "texted", "emailed"});
constexpr auto showing = std::to_array<string_view>({"show", "shows", "showed", "reveal", "reveals", "revealed",
                                                     "suggest", "suggests", "suggested", "indicate", "indicates"});
constexpr auto met = std::to_array<string_view>({"face", "faces", "faced", "facing", "draw", "draws", "drew", "drawn",
                                                 "drawing", "endure", "endures", "endured", "enduring", "under"});
constexpr auto criticisms = std::to_array<string_view>({"criticism", "backlash", "questions", "complaints", "scrutiny",
                                                        "condemnation", "outrage", "scorn", "fire", "accusations"});
constexpr auto asides = std::to_array<string_view>(
    {"for", "however", "meanwhile", "though", "too", "moreover", "instead", "in", "of", "by", "then", "similarly"});

class Mender : Clauses {
 public:
  Mender(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
      : Clauses(lexicon, reading),
        addressing_(lexicon.list("addressing-participles")),
        spoken_of_(lexicon.list("spoken-of-participles")),
        hearsay_(lexicon.list("hearsay-participles")),
        moved_(lexicon.list("moved-participles")),
        groups_(lexicon.list("groups")),
        verbs_{lexicon.list("say-verbs"), lexicon.list("deny-verbs"), lexicon.list("confirm-verbs"),
               lexicon.list("allege-verbs"), lexicon.list("believe-verbs")} {}

  // What it returns is to be added.
  std::optional<Extraction> mend(Extraction& e) {
    enter(e.cue.first);
    turn_round(e);
    take_subject(e);
    say_others(e);
    told_to(e);
    within_said(e);
    std::optional<Extraction> outlet = quoted_by(e);
    said_to(e);
    told_by(e, addressing_);
    told_by(e, spoken_of_);
    find_subject(e);
    moved_by(e);
    met_with(e);
    asked_by(e);
    citing_aside(e);
    return outlet;
  }

 private:
  // "The harbour police said a man had been arrested": subject, cue, clause, with source and content the wrong way
  // round.
  void turn_round(Extraction& e) const {
    if (e.content.size() != 1 || e.source.empty() || e.source.front().first != e.cue.last) return;
    const Range subject = e.content.front();
    if (subject.last != e.cue.first || subject.size() > words_of_subject || has_verb(subject)) return;
    if (!word(subject.last - 1) || quoted(subject.first)) return;
    const TokenIndex before = subject.first - (subject.first > sentence_.first ? 1 : 0);
    if (before != subject.first && word(before) && !among(opens_clause, plain(before))) return;
    if (plain(e.cue.last - 1) == "by") return;
    const Range clause{e.source.front().first, e.source.back().last};
    if (!has_verb(clause) && !(e.cue.size() == 1 && among(plain_say, plain(e.cue.first)))) return;
    e.content = {clause};
    e.source = {subject};
  }

  // "Brandt said several men had been arrested", with the clause, or a part of it, for a source.
  void take_subject(Extraction& e) const {
    if (e.source.size() != 1 || e.source.front().first != e.cue.last || e.cue.size() != 1) return;
    const Range clause = e.source.front();
    if (!among(plain_say, plain(e.cue.first)) || !has_verb(clause)) return;
    const Range subject = subject_of(e.cue.first);
    if (subject.empty() || subject.size() > words_of_named || quoted(subject.first) || touches(e.content, subject))
      return;
    if (!capital(subject.last - 1) && !among(pronouns, plain(subject.first))) return;
    e.content.push_back(clause);
    sort(e.content);
    e.source = {subject};
  }

  // "The mix, say economists, is new": what stands between commas behind the verb says it.
  void say_others(Extraction& e) const {
    if (e.source.size() != 1 || e.cue.size() != 1 || !among(plain_say, plain(e.cue.first))) return;
    Range subject = e.source.front();
    const bool with_comma = plain(subject.last - 1) == "," && subject.last == e.cue.first;
    if (with_comma) --subject.last;
    if (subject.last + 1 != e.cue.first || plain(subject.last) != ",") return;
    Range speaker{e.cue.last, e.cue.last};
    while (word(speaker.last) && speaker.size() <= words_of_named) ++speaker.last;
    const bool closed = plain(speaker.last) == "," && word(speaker.last + 1);
    if (!closed || speaker.empty() || speaker.size() > words_of_named || adverb(speaker.first) || has_verb(speaker) ||
        plain(speaker.first).ends_with("day") || among(ends_noun_phrase, plain(speaker.first)))
      return;
    if (with_comma && (!reading_.at(groups_, speaker.last - 1) || among(pronouns, plain(speaker.first)))) return;
    TokenIndex last = sentence_.last;
    while (last > speaker.last && !word(last - 1)) --last;
    e.source = {speaker};
    e.content = {subject, {speaker.last + 1, last}};
  }

  // “It is late,” Brandt, 57, told a neighbour who asked: whom they tell is not who tells.
  void told_to(Extraction& e) const {
    if (e.source.size() != 1 || e.source.front().first != e.cue.last) return;
    const TokenIndex verb = e.cue.last - 1;
    const bool told = among(telling, plain(verb));
    if (!told && (!among(addressing, plain(verb)) || plain(e.cue.first - 1) == ",")) return;
    if (plain(verb).ends_with("ed") || plain(verb) == "told")
      if (be_before(verb) != text::none) return;
    TokenIndex first = e.cue.first;
    while (first > sentence_.first && (among(finite, plain(first - 1)) || adverb(first - 1))) --first;
    const Range subject = subject_of(first);
    if (subject.empty() ? !told : quoted(subject.first) != quoted(verb)) return;
    const Range whom = e.source.front();
    std::erase_if(e.content, [&](const Range& r) {
      return r.overlaps(subject) || r.overlaps(whom) || (r.last == e.cue.first && word(r.last - 1));
    });
    if (e.content.empty()) {
      const auto find_from = [&](auto opens) {
        TokenIndex t = whom.first + 1;
        while (t < whom.last && !opens(plain(t))) ++t;
        return t;
      };
      TokenIndex clause = find_from([](string_view w) { return w == "that"; });
      if (clause == whom.last) clause = find_from([](string_view w) { return among(subjects, w); });
      if (clause < whom.last) e.content = {{clause, whom.last}};
    }
    e.source.clear();
    if (!subject.empty()) e.source = {subject};
  }

  // "Police said the suspect, Gil Brandt, | denied it": he denies it, and not the police.
  void within_said(Extraction& e) const {
    if (e.source.size() != 1 || e.source.front().last >= e.cue.first || e.cue.size() != 1) return;
    if (!plain(e.cue.first).ends_with("ed") && plain(e.cue.first) != "denies") return;
    TokenIndex said = e.cue.first;
    while (said > e.source.front().last && !among(plain_say, plain(said - 1))) --said;
    if (said == e.source.front().last || said != e.source.front().last + 1) return;
    Range subject{plain(said) == "that" ? said + 1 : said, e.cue.first};
    if (!subject.empty() && plain(subject.last - 1) == ",") --subject.last;
    if (subject.empty() || subject.size() > words_of_named || quoted(subject.first) != quoted(said - 1)) return;
    if (plain(subject.first).ends_with("day")) return;
    const bool nominal =
        capital(subject.first) || among(articles, plain(subject.first)) || among(subjects, plain(subject.first));
    for (TokenIndex t = subject.first; t < subject.last; ++t)
      if (among(opens_clause, plain(t)) || among(finite, plain(t)) || plain(t).ends_with("ed")) return;
    if (!nominal) return;
    std::erase_if(e.content, [&](const Range& r) { return r.overlaps(subject); });
    e.source = {subject};
  }

  // "Brandt was quoted as saying by the Harbour Post": Brandt said it, and the outlet passes it on.
  [[nodiscard]] std::optional<Extraction> quoted_by(Extraction& e) const {
    TokenIndex participle = e.cue.first;
    while (participle < e.cue.last && plain(participle) != "quoted") ++participle;
    const TokenIndex be = participle < e.cue.last ? be_before(participle) : text::none;
    if (be == text::none) return std::nullopt;
    const auto piece = std::find_if(e.content.begin(), e.content.end(), [&](const Range& r) { return r.last == be; });
    if (piece == e.content.end() || (!e.source.empty() && e.source.front().first < e.cue.last)) return std::nullopt;
    Range subject = *piece;  // what follows a quotation
    for (TokenIndex t = piece->first; t < be; ++t)
      if (document_.tokens[t].kind == TokenKind::close_quote) subject.first = t + 1;
    if (subject.empty()) return std::nullopt;
    const std::vector<Range> quoting = std::exchange(e.source, {subject});
    piece->last = subject.first;
    if (piece->empty()) e.content.erase(piece);
    if (quoting.size() != 1 || quoting.front().first < e.cue.last) return std::nullopt;
    const TokenIndex by = quoting.front().first - 1, as = quoting.front().last;
    if (e.content.empty() && plain(as) == "as") {
      TokenIndex last = sentence_.last;  // "quoted by the Post as saying …"
      if (!word(last - 1) && !quoted(last - 1)) --last;
      if (as + 2 < last) e.content = {{as + 2, last}};
    }
    if (plain(by) != "by") return std::nullopt;
    Extraction outlet{.cue = {by, by + 1}, .source = quoting, .content = e.content, .confidence = e.confidence};
    outlet.content.push_back({subject.first, e.cue.last});
    sort(outlet.content);
    return outlet;
  }

  // "Brandt is said to want the job": nobody in particular says so of Brandt.
  void said_to(Extraction& e) const {
    const TokenIndex participle = find(hearsay_, e.cue);
    if (participle == text::none || !all_before(e.source, participle)) return;
    const TokenIndex be = be_before(participle);
    const TokenIndex to = participle + 1;
    if (e.cue.last > to + 1) return;  // "is expected to argue": what the subject will say
    if (be == text::none || plain(to) != "to" || !word(to + 1) || capital(to + 1) || among(articles, plain(to + 1)))
      return;
    if (touches(e.content, {be, participle + 1})) return;
    for (const Range& r : e.source)
      if (touches(e.content, r)) return;
    if (e.content.empty()) e.content = {{std::max(to, e.cue.last), end_of_words(to)}};
    e.content.insert(e.content.end(), e.source.begin(), e.source.end());
    sort(e.content);
    e.source.clear();
  }

  // "Brandt was told by the police that …", "Brandt was mocked": who is told is not who tells; who stands after "by"
  // is.
  void told_by(Extraction& e, ListId participles) const {
    const TokenIndex participle = find(participles, e.cue);
    // "Brandt accused of fraud by owners", in a headline
    const bool accused = participle != text::none && plain(participle) == "accused" && plain(participle + 1) == "of" &&
                         e.cue.first == participle && !e.source.empty() && e.source.front().first == sentence_.first &&
                         !among(subjects, plain(e.source.front().first));
    if (participle == text::none || (be_before(participle) == text::none && !accused)) return;
    if (!all_before(e.source, participle)) return;
    if (plain(participle) == "called" && plain(participle + 1) == "for") return;  // who's called for
    const bool reader_told = among(reader, plain(e.source.front().first));
    TokenIndex by = participle + 1;
    const std::uint32_t reach = participles == addressing_ ? words_to_by : words_to_critic;
    while (by < participle + reach && word(by) && plain(by) != "by" && plain(by) != "that") ++by;
    const bool doing = plain(by + 1).ends_with("ing") && !capital(by + 1);  // "by taking two jobs"
    const Range teller = plain(by) == "by" && !doing ? noun_phrase_after(by) : Range{};
    if (teller.empty() && reader_told) return;
    e.source.clear();
    if (teller.empty()) return;
    std::vector<Range> content;
    for (const Range r : e.content) {
      content.push_back({r.first, std::min(r.last, std::max(r.first, by))});
      content.push_back({std::max(r.first, std::min(r.last, teller.last)), r.last});
    }
    std::erase_if(content, [](const Range& r) { return r.first >= r.last; });
    e.content = std::move(content);
    e.source = {teller};
  }

  // "It's | denouncing", "it | has shown", "Brandt | seemed to blame": a source that was not found, where it can be
  // nobody but the subject.
  void find_subject(Extraction& e) const {
    if (!e.source.empty()) return;
    const auto auxiliary = [&](TokenIndex t) { return among(finite, plain(t)) || among(forms_of_be, plain(t)); };
    TokenIndex first = e.cue.first, head = e.cue.first;
    while (first > sentence_.first && (auxiliary(first - 1) || adverb(first - 1))) --first;
    while (head + 1 < e.cue.last && (auxiliary(head) || adverb(head))) ++head;
    // "Minutes of the meeting, seen by the Post, | show"
    if (first == e.cue.first && plain(first - 1) == "," && among(showing, plain(first))) {
      const Range subject = subject_of(first);
      TokenIndex comma = subject.first;
      while (comma < subject.last && plain(comma) != ",") ++comma;
      if (!subject.empty() && speaker({subject.first, comma}) && !touches(e.content, subject)) e.source = {subject};
      return;
    }
    const bool seems = plain(head).starts_with("seem") || plain(head).starts_with("appear");
    // "The show, for instance, | featured"
    if (!seems && first == head && plain(head).ends_with("ed") && plain(head - 1) == ",") {
      TokenIndex comma = head - 1;
      while (comma > sentence_.first + 1 && head - comma < words_of_aside && plain(--comma) != ",") continue;
      if (plain(comma) == "," && among(asides, plain(comma + 1)) && speaker({sentence_.first, comma}))
        e.source = {{sentence_.first, comma}};
      return;
    }
    if (seems && (plain(head + 1) != "to" || !attributes(head + 2))) return;
    if (!seems && (first == head || (be_before(head) != text::none && !plain(head).ends_with("ing")))) return;
    const Range subject = subject_of(first);
    if (subject.empty() || subject.size() > words_of_plain_subject || touches(e.content, subject)) return;
    const bool alone = subject.size() == 1 && among(subjects, plain(subject.first));
    if (alone || (seems && speaker(subject))) e.source = {subject};
  }

  // "Brandt is still upset by the letter": Brandt's state of mind, and not the letter's.
  void moved_by(Extraction& e) const {
    const TokenIndex participle = find(moved_, e.cue);
    if (participle == text::none || plain(participle + 1) != "by" || e.source.size() != 1) return;
    TokenIndex be = participle;
    while (be > sentence_.first && (adverb(be - 1) || plain(be - 1) == "still" || among(forms_of_be, plain(be - 1))))
      --be;
    if (be == participle || e.source.front().first < participle) return;
    const Range subject = subject_of(be);
    if (subject.empty() || subject.size() > words_of_plain_subject) return;
    const Range by = std::exchange(e.source.front(), subject);
    std::erase_if(e.content, [&](const Range& r) { return r.overlaps(subject); });
    if (!touches(e.content, by)) e.content.push_back(by);
    sort(e.content);
  }

  // "Brandt has faced criticism from dockers": the dockers criticise. "Brandt, asked about it, said": others asked.
  void met_with(Extraction& e) const {
    if (e.source.empty() || !all_before(e.source, e.cue.first + 1)) return;
    if (plain(e.cue.first) == "asked" && plain(e.cue.first + 1) == "about" && plain(e.cue.first - 1) == ",")
      e.source.clear();
    const TokenIndex noun = criticism_met(reading_, e.cue);
    if (noun == text::none) return;
    e.source.clear();
    if (plain(noun + 1) != "from") return;
    const Range critics = noun_phrase_after(noun + 1);
    if (!critics.empty() && !touches(e.content, critics)) e.source = {critics};
  }

  // "…, when asked to do so by the police": the police ask.
  void asked_by(Extraction& e) const {
    if (!e.source.empty() || plain(e.cue.first) != "asked" || plain(e.cue.last) != "to") return;
    TokenIndex by = e.cue.last + 1;
    while (by <= e.cue.last + words_to_by && word(by) && plain(by) != "by") ++by;
    if (plain(by) != "by" || plain(by + 1).ends_with("ing")) return;
    const Range asker = noun_phrase_after(by);
    for (Range& r : e.content) r.last = std::min(r.last, std::max(r.first, by));
    std::erase_if(e.content, [](const Range& r) { return r.empty(); });
    if (!asker.empty()) e.source = {asker};
  }

  // "The port, | citing | its rules, would not comment": an aside within a clause that says more.
  void citing_aside(Extraction& e) const {
    if (e.cue.size() != 1 || !among(citing, plain(e.cue.first)) || plain(e.cue.first - 1) != ",") return;
    if (e.source.empty() || e.source.back().last + 1 < e.cue.first) return;
    const TokenIndex comma = end_of_words(e.cue.last);
    if (plain(comma) != ",") return;
    const Range cue = no_comment_at(comma + 1);
    if (cue.empty()) return;
    const TokenIndex last = end_of_words(cue.last);
    e.cue = cue;
    e.content.clear();
    if (last > cue.last) e.content = {{cue.last, last}};
  }

  // A verb that attributes something, whatever its stance.
  [[nodiscard]] bool attributes(TokenIndex t) const {
    return std::any_of(verbs_.begin(), verbs_.end(),
                       [&](ListId list) { return reading_.at(list, t, sentence_.last) != nullptr; });
  }
  static void sort(std::vector<Range>& ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  }

  const ListId addressing_, spoken_of_, hearsay_, moved_, groups_;
  const std::array<ListId, 5> verbs_;
};

}  // namespace

TokenIndex criticism_met(const lexicon::Reading& reading, Range cue) {
  TokenIndex verb = cue.first;
  while (verb < cue.last && !among(met, reading.plain({verb, verb + 1}))) ++verb;
  for (TokenIndex noun = verb + 1; verb < cue.last && noun <= verb + words_to_criticism; ++noun)
    if (among(criticisms, reading.plain({noun, noun + 1}))) return noun;
  return text::none;
}

std::vector<Extraction> mend_sources(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                                     std::vector<Extraction>& extractions) {
  std::vector<Extraction> added;
  Mender mender(lexicon, reading);
  for (Extraction& e : extractions)
    if (std::optional<Extraction> outlet = mender.mend(e)) added.push_back(*std::move(outlet));
  return added;
}

}  // namespace hearsay::attributions
