#include "attributions/repairs.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "attributions/prose.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using lexicon::Phrase;
using std::string_view;
using text::Range;
using text::TokenIndex;
using text::TokenKind;

constexpr std::uint32_t words_to_be = 3, words_to_by = 4, words_to_critic = 9, words_of_agent = 8,
                        words_of_subject = 14;
constexpr std::uint32_t words_of_place = 4, words_to_claim = 4, words_of_plain_subject = 9, words_near_cue = 3;
constexpr std::uint32_t words_to_request = 6, words_of_subject_clause = 25, words_before_terms = 6;
constexpr std::uint32_t words_of_named = 7, words_of_aside = 5;
constexpr double rule_confidence = 0.8;

using text::among;

constexpr auto forms_of_be =
    std::to_array<string_view>({"is", "are", "was", "were", "am", "be", "been", "being", "'re", "'m", "'s"});
constexpr auto finite =
    std::to_array<string_view>({"is",  "are",   "was", "were",  "am",   "has",   "have",   "had", "will", "would",
                                "can", "could", "may", "might", "must", "shall", "should", "did", "does", "do"});
constexpr auto modals = std::to_array<string_view>({"could", "may", "might", "would", "can", "should", "must"});
constexpr auto relatives = std::to_array<string_view>({"who", "which", "that", "whose", "whom"});
constexpr auto plain_say = std::to_array<string_view>({"said", "says", "say"});
constexpr auto articles = std::to_array<string_view>({"the", "a", "an", "his", "her", "their", "its", "our", "my"});
constexpr auto ends_agent = std::to_array<string_view>(
    {"that", "to",      "about", "not",    "who",     "which", "when", "after", "before", "if",
     "in",   "whether", "on",    "during", "because", "while", "as",   "how",   "why",    "what"});
constexpr auto opens_clause =
    std::to_array<string_view>({"and", "but", "or", "yet", "that", "while", "when", "because", "although", "though",
                                "if", "as", "since", "after", "where", "before", "so", "until", "once"});
constexpr auto no_clause =
    std::to_array<string_view>({"it", "so", "this", "yes", "no", "nothing", "to", "goodbye", "of"});
constexpr auto denying = std::to_array<string_view>({"denied", "denies", "disputed", "disputes", "rejected", "rejects",
                                                     "dismissed", "dismisses", "refuted", "refutes"});
constexpr auto negations = std::to_array<string_view>({"not", "n't"});
constexpr auto refusals = std::to_array<string_view>(
    {"declined", "declines", "decline", "declining", "refused", "refuses", "refuse", "refusing"});
constexpr auto pronouns = std::to_array<string_view>({"he", "she", "they"});
constexpr auto reader = std::to_array<string_view>({"you", "your"});
constexpr auto subjects = std::to_array<string_view>({"he", "she", "they", "it", "we", "i"});
constexpr auto adverbs = std::to_array<string_view>({"neither", "also", "never", "then", "later"});
constexpr auto objects = std::to_array<string_view>({"which", "whom"});
constexpr auto places = std::to_array<string_view>({"in", "at", "from", "near", "outside"});
constexpr auto about = std::to_array<string_view>({"on", "about", "against", "into", "over", "regarding"});
constexpr auto citing = std::to_array<string_view>({"citing", "quoting", "invoking"});
constexpr auto before_verb = std::to_array<string_view>(
    {"often",   "just",  "even",      "soon",      "never",   "long",   "first",      "again",
     "both",    "all",   "each",      "himself",   "herself", "itself", "themselves", "too",
     "instead", "today", "yesterday", "sometimes", "always",  "who",    "which",      "that"});
constexpr auto giving = std::to_array<string_view>({"had", "has", "have", "offered", "gave", "made", "issued"});
constexpr auto hasty = std::to_array<string_view>({"immediate", "further", "public", "official", "other"});
constexpr auto remarks = std::to_array<string_view>({"comment", "comments", "response", "reply"});
constexpr auto hearsay_adverbs = std::to_array<string_view>({"reportedly", "allegedly"});
constexpr auto hearsay_verbs = std::to_array<string_view>(
    {"said", "believed", "thought", "understood", "reported", "alleged", "rumored", "rumoured", "expected"});
constexpr auto asides = std::to_array<string_view>(
    {"for", "however", "meanwhile", "though", "too", "moreover", "instead", "in", "of", "by", "then", "similarly"});
constexpr auto pointing = std::to_array<string_view>({"that", "it", "there", "here", "this", "what"});
constexpr auto empty = std::to_array<string_view>({"the", "a", "an", "to", "about", "having", "not", "and", "or"});
constexpr auto passing = std::to_array<string_view>(
    {"initial", "early", "earlier", "recent", "latest", "unconfirmed", "conflicting", "persistent"});
constexpr auto labels = std::to_array<string_view>(
    {"read", "watch", "listen", "review", "more", "related", "photos", "video", "opinion", "analysis", "explainer"});

class Repairer : Prose {
 public:
  Repairer(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions)
      : Prose(reading),
        extractions_(extractions),
        addressing_(lexicon.list("addressing-participles")),
        spoken_of_(lexicon.list("spoken-of-participles")),
        verbs_{lexicon.list("say-verbs"), lexicon.list("deny-verbs"), lexicon.list("confirm-verbs"),
               lexicon.list("allege-verbs"), lexicon.list("believe-verbs")},
        groups_(lexicon.list("groups")),
        roles_(lexicon.list("anonymous-roles")),
        asking_(lexicon.list("asking-participles")),
        hearsay_(lexicon.list("hearsay-participles")),
        answering_(lexicon.list("answering-verbs")),
        requests_(lexicon.list("request-nouns")),
        commenting_(lexicon.list("commenting-verbs")),
        claiming_(lexicon.list("claiming-verbs")),
        claims_(lexicon.list("claim-nouns")),
        shielding_(lexicon.list("shielding")) {}

  void run() {
    std::vector<Extraction> added;
    for (Extraction& e : extractions_) {
      enter(e.cue.first);
      shorten(e);
      take_clause(e);
      turn_round(e);
      say_others(e);
      if (auto outlet = quoted_by(e)) added.push_back(*std::move(outlet));
      said_to(e);
      told_by(e, addressing_);
      told_by(e, spoken_of_);
      find_subject(e);
      citing_aside(e);
      if (asks(e) || of_nobody(e)) e.doubtful = true;
    }
    std::erase_if(extractions_, [&](const Extraction& e) {
      enter(e.cue.first);
      return to_reader(e) || labels_link(e) || says_nothing(e);
    });
    drop_terms();
    find_no_comment(added);
    find_charges(added);
    find_hearsay(added);
    find_denied_charges(added);
    find_plain(added);
    extractions_.insert(extractions_.end(), added.begin(), added.end());
    std::stable_sort(extractions_.begin(), extractions_.end(),
                     [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
    for (Extraction& e : extractions_) trim(e.source);
  }

 private:
  [[nodiscard]] bool adverb(TokenIndex t) const {
    const string_view w = plain(t);
    return w.ends_with("ly") || w == "also" || w == "not" || w == "once" || w == "yet" || w == "since" || w == "ever" ||
           w == "later" || w == "then" || w == "now" || w == "still";
  }
  // The finite auxiliaries of a clause, less those of its relative clauses.
  [[nodiscard]] bool has_verb(Range range) const {
    int verbs = 0;
    for (TokenIndex t = range.first; t < range.last; ++t)
      verbs += static_cast<int>(among(finite, plain(t))) - static_cast<int>(among(relatives, plain(t)));
    return verbs > 0;
  }
  // The first word of a list in a range.
  [[nodiscard]] TokenIndex find(ListId list, Range range) const {
    const Phrase* p = reading_.first(list, range);
    return p ? p->tokens.first : text::none;
  }
  // The form of be that a participle belongs to; none if it is active.
  [[nodiscard]] TokenIndex be_before(TokenIndex participle) const {
    for (TokenIndex t = participle; t > sentence_.first && participle - t < words_to_be;) {
      if (among(forms_of_be, plain(--t))) return t;
      if (!adverb(t)) break;
    }
    return text::none;
  }
  // A verb that attributes something, whatever its stance.
  [[nodiscard]] bool attributes(TokenIndex t) const {
    return std::any_of(verbs_.begin(), verbs_.end(),
                       [&](ListId list) { return reading_.at(list, t, sentence_.last) != nullptr; });
  }
  // The noun phrase after "by".
  [[nodiscard]] Range agent(TokenIndex by) const {
    Range agent{by + 1, by + 1};
    while (agent.size() < words_of_agent && word(agent.last) && !among(ends_agent, plain(agent.last))) ++agent.last;
    return agent;
  }
  static bool touches(const std::vector<Range>& ranges, Range range) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) { return r.overlaps(range); });
  }
  static bool all_before(const std::vector<Range>& ranges, TokenIndex t) {
    return !ranges.empty() && std::all_of(ranges.begin(), ranges.end(), [&](const Range& r) { return r.last <= t; });
  }
  static void sort(std::vector<Range>& ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  }

  // A source that begins too early, right before its cue: "she counted the votes, Brandt | said", "which Brandt |
  // called", "a study of Brandt's | claim", "early | reports".
  void shorten(Extraction& e) const {
    if (e.source.size() != 1 || e.source.front().last > e.cue.first) return;
    Range& r = e.source.front();
    if (r.size() > 1 && r.last == e.cue.first && among(adverbs, plain(r.last - 1))) e.cue.first = --r.last;
    if (r.size() > 1 && among(objects, plain(r.first)) &&
        (capital(r.first + 1) || among(articles, plain(r.first + 1)) || among(subjects, plain(r.first + 1))))
      ++r.first;
    if (r.size() > 1 && among(subjects, plain(r.first)) && begins_clause(r)) {
      TokenIndex comma = r.last;
      while (comma > r.first && plain(comma - 1) != ",") --comma;
      const bool another = comma > r.first && (capital(comma) || among(articles, plain(comma)));
      r = another ? Range{comma, r.last} : Range{r.first, r.first + 1};
    }
    // "In Lindmar, | the envoy, Staffan Lund,": the place is none of the source.
    if (r.first > sentence_.first && capital(r.first) && among(places, plain(r.first - 1)))
      for (TokenIndex t = r.first + 1; t + 1 < r.last && t < r.first + words_of_place; ++t)
        if (plain(t) == "," && (among(articles, plain(t + 1)) || capital(t + 1))) {
          r.first = t + 1;
          break;
        }
    if (plain(r.last - 1) == "'s" && r.last == e.cue.first)
      for (TokenIndex t = r.first + 1; t + 1 < r.last; ++t)
        if (among(about, plain(t))) r.first = t + 1;
    // "Many share her fear, but | the guild, which has a vote,": another clause.
    for (TokenIndex t = r.first + 2; t + 2 < r.last; ++t)
      if (plain(t) == "but" && plain(t - 1) == "," && (among(articles, plain(t + 1)) || capital(t + 1))) {
        r.first = t + 1;
        break;
      }
    // "Vallin launched its ferry and | Gil Brandt said": the second of two clauses.
    if (r.last == e.cue.first && r.size() > 4 && capital(r.first) && !capital(r.first + 1) &&
        plain(r.first + 1).ends_with("ed")) {
      TokenIndex name = r.last;
      while (name > r.first + 2 && capital(name - 1)) --name;
      if (name < r.last && plain(name - 1) == "and" && !capital(name - 2)) r.first = name;
    }
    // "A study by | two geologists shows": what shows it is the study.
    if (r.last == e.cue.first && plain(r.first - 1) == "by")
      if (const Range subject = subject_of(e.cue.first); subject.size() > r.size() + 1 && subject.last == r.last)
        r = subject;
    if (r.last == e.cue.first) take_noun(r, e.cue);
    if (r.last == e.cue.first) leave_place(r);
    // "That's a fraction of the million that it | experts say it costs", "less than | aides say"
    const bool clause = has_verb(r) || (among(pointing, plain(r.first)) && plain(r.first + 1) == "'s");
    if (r.size() > 3 && clause && r.last == e.cue.first && among(plain_say, plain(e.cue.first)))
      if (const TokenIndex last = r.last - 1; reading_.at(groups_, last) || reading_.at(roles_, last))
        if (plain(last).ends_with('s') && !among(places, plain(last - 1)) && plain(last - 1) != "of") r.first = last;
    if (r.size() == 1 && r.last == e.cue.first && plain(r.first) == "neither") {
      e.cue.first = r.first;  // "Brandt | neither confirmed nor denied it"
      e.source.clear();
      if (const Range subject = subject_of(e.cue.first); !subject.empty()) e.source = {subject};
      return;
    }
    if (r.size() == 1 && among(empty, plain(r.first))) {
      e.source.clear();
      return;
    }
    if (r.size() == 1 && r.last == e.cue.first && among(passing, plain(r.first))) {
      e.cue.first = r.first;
      e.source.clear();
    }
  }
  // "A manager|, who asked not to be named, said": a clause about a source without a name, up to the cue, is a part of
  // it; and so is the rest of an apposition: "Vallin, the firm | named in the report, declined".
  void take_clause(Extraction& e) const {
    if (e.source.size() != 1) return;
    Range& source = e.source.front();
    const TokenIndex end = e.cue.first - (e.cue.first > 0 ? 1 : 0);
    if (source.last + 1 >= end || end - source.last > words_of_subject_clause || !sentence_.contains(source.last))
      return;
    if (plain(end) != "," || touches(e.content, {source.last, end})) return;
    for (TokenIndex t = source.last; t < end; ++t)
      if (document_.tokens[t].quote_depth > 0) return;
    const bool clause = plain(source.last) == "," && plain(source.last + 1) == "who" && !capital(source.last - 1);
    if (clause || apposed(source, end)) source.last = end;
  }
  // Whether a source ends inside of an apposition that goes on to `end`.
  [[nodiscard]] bool apposed(Range source, TokenIndex end) const {
    TokenIndex comma = source.last;
    while (comma > source.first && plain(comma - 1) != ",") --comma;
    if (comma == source.first || !among(articles, plain(comma))) return false;
    for (TokenIndex t = source.last; t < end; ++t)
      if (!word(t) || among(finite, plain(t)) || among(opens_clause, plain(t))) return false;
    return true;
  }
  // "an aide familiar with the Brandt | call said": the noun belongs to the source.
  void take_noun(Range& source, Range& cue) const {
    if (cue.size() != 2 || source.size() < 3 || !among(plain_say, plain(cue.last - 1))) return;
    const TokenIndex noun = cue.first;
    if (!word(noun) || adverb(noun) || among(finite, plain(noun)) || among(before_verb, plain(noun))) return;
    if (!among(articles, plain(source.last - 2)) || !capital(source.last - 1)) return;
    ++source.last;
    ++cue.first;
  }
  // "Harbour spokesman Brandt in Lindmar | said": where he said it.
  void leave_place(Range& source) const {
    if (source.size() < 3 || source.size() > words_of_named || !capital(source.last - 1)) return;
    if (plain(source.last - 2) != "in" || !capital(source.last - 3) || plain(source.last - 3).ends_with('s')) return;
    for (TokenIndex t = source.first; t + 2 < source.last; ++t)
      if (!word(t) || among(articles, plain(t)) || among(places, plain(t))) return;
    source.last -= 2;
  }
  [[nodiscard]] bool begins_clause(Range r) const {
    const string_view next = plain(r.first + 1);
    return word(r.first + 1) && !among(relatives, next) && next != "and" && next != "or" && next != "all" &&
           next != "both" && next != "each" && !next.ends_with("self") && !next.ends_with("selves") &&
           !adverb(r.first + 1);
  }

  // "Four men were admitted to hospital", "the day is observed on Friday", "having said that": words of another sense.
  [[nodiscard]] bool says_nothing(const Extraction& e) const {
    const TokenIndex participle = e.cue.last - 1;
    const string_view after = plain(e.cue.last);
    if (plain(participle) == "covered" && plain(e.cue.first) == "has") return true;  // a reporter's trade
    if (plain(participle) == "said" && after == "that" && plain(e.cue.first - 1) == "having") return true;
    if (plain(e.cue.first - 1) == "please" || plain(e.cue.first) == "please") return true;  // said to the reader
    if (!e.source.empty() || be_before(participle) == text::none) return false;
    if (plain(participle) == "admitted") return after != "that" && after != "by";
    return plain(participle) == "observed" && (after == "as" || after == "on" || after == "every");
  }

  // "Watch: The ferry comes home": a link's label.
  [[nodiscard]] bool labels_link(const Extraction& e) const {
    return e.source.size() == 1 && e.source.front().size() == 1 && plain(e.cue.last - 1) == ":" &&
           document_.blocks[document_.tokens[e.cue.first].block].tokens.first == e.source.front().first &&
           among(labels, plain(e.source.front().first));
  }

  // "The harbour police said a man had been arrested": subject, cue, clause, with source and content the wrong way
  // round.
  void turn_round(Extraction& e) const {
    if (e.content.size() != 1 || e.source.empty() || e.source.front().first != e.cue.last) return;
    const Range subject = e.content.front();
    if (subject.last != e.cue.first || subject.size() > words_of_subject || has_verb(subject)) return;
    if (!word(subject.last - 1) || document_.tokens[subject.first].quote_depth > 0) return;
    const TokenIndex before = subject.first - (subject.first > sentence_.first ? 1 : 0);
    if (before != subject.first && word(before) && !among(opens_clause, plain(before))) return;
    if (plain(e.cue.last - 1) == "by") return;
    const Range clause{e.source.front().first, e.source.back().last};
    if (!has_verb(clause) && !(e.cue.size() == 1 && among(plain_say, plain(e.cue.first)))) return;
    e.content = {clause};
    e.source = {subject};
  }

  // "The mix, say economists, is new": what stands between commas behind the verb says it.
  void say_others(Extraction& e) const {
    if (e.source.size() != 1 || e.cue.size() != 1 || !among(plain_say, plain(e.cue.first))) return;
    const Range subject = e.source.front();
    if (subject.last + 1 != e.cue.first || plain(subject.last) != ",") return;
    Range speaker{e.cue.last, e.cue.last};
    while (word(speaker.last) && speaker.size() <= words_of_named) ++speaker.last;
    const bool closed = plain(speaker.last) == "," && word(speaker.last + 1);
    if (!closed || speaker.empty() || speaker.size() > words_of_named || adverb(speaker.first) || has_verb(speaker) ||
        plain(speaker.first).ends_with("day") || among(ends_agent, plain(speaker.first)))
      return;
    TokenIndex last = sentence_.last;
    while (last > speaker.last && !word(last - 1)) --last;
    e.source = {speaker};
    e.content = {subject, {speaker.last + 1, last}};
  }

  // "Brandt was quoted as saying by the Harbour Post": Brandt said it, and the outlet passes it on.
  [[nodiscard]] std::optional<Extraction> quoted_by(Extraction& e) const {
    TokenIndex quoted = e.cue.first;
    while (quoted < e.cue.last && plain(quoted) != "quoted") ++quoted;
    if (quoted == e.cue.last || be_before(quoted) == text::none) return std::nullopt;
    const TokenIndex be = be_before(quoted);
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
      if (!word(last - 1) && document_.tokens[last - 1].quote_depth == 0) --last;
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
    if (e.content.empty()) {
      TokenIndex last = to;
      while (word(last)) ++last;
      e.content = {{std::max(to, e.cue.last), last}};
    }
    e.content.insert(e.content.end(), e.source.begin(), e.source.end());
    sort(e.content);
    e.source.clear();
  }

  // "Brandt was told by the police that …", "Brandt was mocked": who is told is not who tells; who stands after "by"
  // is.
  void told_by(Extraction& e, ListId participles) const {
    const TokenIndex participle = find(participles, e.cue);
    if (participle == text::none || be_before(participle) == text::none) return;
    if (!all_before(e.source, participle)) return;
    if (plain(participle) == "called" && plain(participle + 1) == "for") return;  // who's called for
    const bool reader_told = among(reader, plain(e.source.front().first));
    TokenIndex by = participle + 1;
    const std::uint32_t reach = participles == addressing_ ? words_to_by : words_to_critic;
    while (by < participle + reach && word(by) && plain(by) != "by" && plain(by) != "that") ++by;
    const Range teller = plain(by) == "by" ? agent(by) : Range{};
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

  // "The port, | citing | its rules, would not comment": an aside within a clause that says more.
  void citing_aside(Extraction& e) const {
    if (e.cue.size() != 1 || !among(citing, plain(e.cue.first)) || plain(e.cue.first - 1) != ",") return;
    if (e.source.empty() || e.source.back().last + 1 < e.cue.first) return;
    TokenIndex comma = e.cue.last;
    while (word(comma)) ++comma;
    if (plain(comma) != ",") return;
    const Range cue = no_comment_at(comma + 1);
    if (cue.empty()) return;
    TokenIndex last = cue.last;
    while (word(last)) ++last;
    e.cue = cue;
    e.content.clear();
    if (last > cue.last) e.content = {{cue.last, last}};
  }

  // "Asked whether the ferry was safe, she laughed": a reporter's question, which nobody need see marked.
  [[nodiscard]] bool asks(const Extraction& e) const {
    if (!e.source.empty() || find(asking_, e.cue) == text::none) return false;
    const TokenIndex t = e.cue.first;
    return t == sentence_.first || !word(t - 1) || among(opens_clause, plain(t - 1)) || among(opens_clause, plain(t));
  }

  // "No group has claimed the attack": nobody said so.
  [[nodiscard]] bool of_nobody(const Extraction& e) const {
    if (e.source.empty() || e.source.front().first >= e.cue.first) return false;
    const string_view first = plain(e.source.front().first);
    return first == "nobody" || first == "none" || (first == "no" && e.source.front().size() > 1);
  }

  // "Be warned:", "You are advised to book": said to the reader.
  [[nodiscard]] bool to_reader(const Extraction& e) const {
    const TokenIndex participle = find(addressing_, e.cue);
    if (participle == text::none || be_before(participle) == text::none) return false;
    if (e.source.empty()) return plain(sentence_.first) == "be" && e.cue.first == sentence_.first;
    return all_before(e.source, participle) && among(reader, plain(e.source.front().first));
  }

  // "…, said a deckhand, who was not authorised to speak": the terms on which the source of the same sentence speaks.
  void drop_terms() {
    std::vector<bool> drop(extractions_.size());
    for (std::size_t i = 0; i < extractions_.size(); ++i) {
      const Range cue = extractions_[i].cue;
      enter(cue.first);
      const auto beside = [&](std::size_t k) {
        return k < extractions_.size() && !drop[k] && sentence_.contains(extractions_[k].cue.first) &&
               !extractions_[k].source.empty();
      };
      if (!beside(i + 1) && (i == 0 || !beside(i - 1))) continue;
      // Nobody may be lost who is a source by these words alone.
      const std::vector<Range>& source = extractions_[i].source;
      if (!source.empty() && (source.front().size() > 1 || !among(pronouns, plain(source.front().first)))) continue;
      const TokenIndex from = std::max(sentence_.first, cue.first - std::min(cue.first, words_before_terms));
      for (TokenIndex t = from; t < cue.last && !drop[i]; ++t) {
        const Phrase* terms = reading_.at(shielding_, t, sentence_.last);
        drop[i] = terms && terms->tokens.overlaps(cue);
      }
    }
    std::size_t i = 0;
    std::erase_if(extractions_, [&](const Extraction&) { return drop[i++]; });
  }

  // The subject of a verb group that begins at `verb`, from its clause's beginning; none if it does not stand there.
  [[nodiscard]] Range subject_of(TokenIndex verb) const {
    TokenIndex t = verb;
    if (t > sentence_.first && plain(t - 1) == ",") {  // "Brandt, who runs the port, could not be reached"
      for (--t; t > sentence_.first && plain(t - 1) != ","; --t) {
        if (verb - t > words_of_subject_clause || document_.tokens[t - 1].quote_depth > 0) return {};
      }
      if (t <= sentence_.first + 1) return {};
      --t;
    }
    while (t > sentence_.first && word(t - 1)) {
      const string_view w = plain(t - 1);
      const bool joins = w == "and" && capital(t) && t >= sentence_.first + 2 && capital(t - 2);
      if (!joins && among(opens_clause, w)) break;
      --t;
      if (w == "who" || w == "which") break;
      if (verb - t > words_of_subject_clause) return {};
    }
    const TokenIndex last = plain(verb - 1) == "," ? verb - 1 : verb;
    return t < last && !has_verb({t, last}) ? Range{t, last} : Range{};
  }

  // A phrase of no comment at `t`, its verbs alone: "did not respond to", "could not be reached", "declined".
  [[nodiscard]] Range no_comment_at(TokenIndex t) const {
    TokenIndex verb = t + 1;
    if (among(refusals, plain(t)))
      return plain(verb) == "to" && reading_.at(commenting_, verb + 1, sentence_.last) ? Range{t, verb} : Range{};
    if (among(giving, plain(t)) && plain(verb) == "no") {  // "had no immediate comment"
      if (among(hasty, plain(++verb))) ++verb;
      return among(remarks, plain(verb)) ? Range{t, verb + 1} : Range{};
    }
    if (!among(finite, plain(t)) || !among(negations, plain(verb))) return {};
    for (++verb; adverb(verb);) ++verb;
    if (plain(t) == "would")
      if (const Phrase* comment = reading_.at(commenting_, verb, sentence_.last)) return {t, comment->tokens.last};
    const Phrase* answer = reading_.at(answering_, verb, sentence_.last);
    if (!answer) return {};
    const TokenIndex last = answer->tokens.last;
    // "Brandt could not be reached", and no deal.
    const bool person = t > sentence_.first && (capital(t - 1) || among(pronouns, plain(t - 1)));
    if (plain(last - 1) == "contacted" || (plain(last - 1) == "reached" && person && !word(last))) return {t, last};
    for (TokenIndex k = last - 1; k < last + words_to_request && (k < last || word(k)); ++k)
      if (reading_.at(requests_, k, sentence_.last)) return {t, last};
    return {};
  }

  // "Brandt could not be reached for comment": no comment, where the model saw nothing.
  void find_no_comment(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      const Range cue = no_comment_at(t);
      if (cue.empty() || document_.tokens[t].quote_depth > 0) continue;
      while (next != extractions_.end() && next->cue.last <= cue.first) ++next;
      TokenIndex last = cue.last;
      while (word(last)) ++last;
      if (next != extractions_.end() && next->cue.first < last) {  // found, and sure
        if (next->cue.overlaps(cue)) next->confidence = std::max(next->confidence, rule_confidence);
        continue;
      }
      const Range subject = subject_of(t);
      if (subject.empty()) continue;
      // "Brandt told the Post | he would not comment": what Brandt told says so already.
      if (among(pronouns, plain(t - 1)) && next != extractions_.begin() && touches((next - 1)->content, {t - 1, t + 1}))
        continue;
      Extraction e{.cue = cue, .source = {subject}, .confidence = rule_confidence};
      if (last > cue.last) e.content = {{cue.last, last}};
      added.push_back(std::move(e));
    }
  }

  // "Brandt's lawyer said records would prove otherwise", "the guilds called on the port to reopen": plain speech
  // after a plain subject, where the model saw nothing.
  void find_plain(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      const Range cue = plain_speech_at(t);
      if (cue.empty() || document_.tokens[t].quote_depth > 0) continue;
      const Range subject = subject_of(t);
      if (subject.empty() || subject.size() > words_of_plain_subject || !speaker(subject)) continue;
      while (next != extractions_.end() && next->cue.last <= subject.first) ++next;
      TokenIndex last = sentence_.last;
      while (last > cue.last && document_.tokens[last - 1].kind == TokenKind::punctuation) --last;
      if (next != extractions_.end() && next->cue.first < std::min(last, cue.last + words_near_cue)) continue;
      added.push_back({.cue = cue, .source = {subject}, .content = {{cue.last, last}}, .confidence = rule_confidence});
    }
  }
  [[nodiscard]] Range plain_speech_at(TokenIndex t) const {
    const string_view w = plain(t), after = plain(t + 1);
    if (w == "said" || w == "says") {
      const bool clause = word(t + 1) && word(t + 2) && !among(no_clause, after);
      return clause ? Range{t, t + 1} : Range{};
    }
    if (after == "that" && word(t + 2) && reading_.at(claiming_, t, sentence_.last)) return {t, t + 1};
    if (among(denying, w))  // "disputes that account"
      for (TokenIndex k = t + 1; k < t + words_to_claim && word(k); ++k)
        if (reading_.at(claims_, k, sentence_.last)) return {t, t + 1};
    if (w == "called" && (after == "on" || after == "upon" || after == "for") && word(t + 2) &&
        !plain(t + 2).ends_with("day"))
      return {t, t + 2};
    return {};
  }
  // A name, a pronoun or a phrase with its article: no verb of its own, and at the beginning of its sentence, or of
  // what a headline says after its colon.
  [[nodiscard]] bool speaker(Range subject) const {
    // "‘Not true’: government rejects report"
    const bool after_label = subject.first > sentence_.first && plain(subject.first - 1) == ":" &&
                             document_.blocks[document_.tokens[subject.first].block].kind == text::BlockKind::headline;
    if (subject.first != sentence_.first && !after_label) return false;
    if (document_.tokens[subject.first].quote_depth > 0) return false;
    if (subject.size() == 1)
      return capital(subject.first) && (among(pronouns, plain(subject.first)) || !adverb(subject.first));
    for (TokenIndex t = subject.first; t < subject.last; ++t) {
      const string_view w = plain(t);
      if (!word(t) || among(relatives, w) || among(subjects, w) || (w.ends_with("ed") && w.size() > 4)) return false;
      if (reading_.at(claiming_, t, sentence_.last) || among(plain_say, w)) return false;
    }
    return true;
  }

  // "Brandt was charged with fraud": somebody charges Brandt, and the words leave out who.
  void find_charges(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      if (plain(t) != "charged" || plain(t + 1) != "with" || document_.tokens[t].quote_depth > 0) continue;
      const TokenIndex be = be_before(t);
      if (be == text::none) continue;
      while (next != extractions_.end() && next->cue.last <= be) ++next;
      TokenIndex last = t + 1;
      while (word(last)) ++last;
      if (next != extractions_.end() && next->cue.first < last) continue;
      TokenIndex verb = be;
      bool maybe = false;
      while (verb > sentence_.first && among(finite, plain(verb - 1))) maybe = maybe || among(modals, plain(--verb));
      const Range subject = subject_of(verb);
      if (maybe || subject.empty()) continue;
      added.push_back({.cue = {be, t + 1}, .content = {subject, {t + 1, last}}, .confidence = rule_confidence});
    }
  }

  // "Brandt is believed to have left", "the pier was reportedly sold": hearsay, where the model saw nothing and nobody
  // is said to say it.
  void find_hearsay(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      if (document_.tokens[t].quote_depth > 0) continue;
      enter(t);
      Range cue = {t, t + 1};
      TokenIndex verb = t;
      if (!among(hearsay_adverbs, plain(t))) {
        const TokenIndex be = among(hearsay_verbs, plain(t)) && plain(t + 1) == "to" ? be_before(t) : text::none;
        if (be == text::none || !word(t + 2) || capital(t + 2) || among(articles, plain(t + 2))) continue;
        cue.first = be;
      }
      verb = cue.first;
      while (verb > sentence_.first && (among(finite, plain(verb - 1)) || adverb(verb - 1))) --verb;
      const Range subject = subject_of(verb);
      if (subject.empty()) continue;
      while (next != extractions_.end() && next->cue.last <= sentence_.first) ++next;
      bool told = false;
      for (auto e = next; e != extractions_.end() && e->cue.first < sentence_.last && !told; ++e)
        told = e->cue.overlaps(cue) || touches(e->content, cue) || touches(e->source, cue);
      if (told) continue;
      TokenIndex last = cue.last;
      while (word(last)) ++last;
      added.push_back({.cue = cue, .content = {{subject.first, cue.first}}, .confidence = rule_confidence});
      if (last > cue.last) added.back().content.push_back({cue.last, last});
    }
  }

  // "…, a charge that Brandt has always denied": a denial at the end of what is charged.
  void find_denied_charges(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      if (!(among(denying, plain(t)) || plain(t) == "deny") || document_.tokens[t].quote_depth > 0) continue;
      TokenIndex verb = t;
      while (verb > sentence_.first &&
             (among(finite, plain(verb - 1)) || adverb(verb - 1) || plain(verb - 1) == "always"))
        --verb;
      TokenIndex that = verb;
      while (that > sentence_.first && verb - that < words_of_plain_subject && word(that - 1) &&
             plain(that) != "that" && plain(that) != "which")
        --that;
      if (that + 1 >= verb || (plain(that) != "that" && plain(that) != "which")) continue;
      TokenIndex noun = that - 1;
      if (plain(noun) == ",") --noun;
      if (noun <= sentence_.first || !reading_.at(claims_, noun)) continue;
      while (next != extractions_.end() && next->cue.last <= verb) ++next;
      if (next != extractions_.end() && next->cue.first <= t) continue;
      TokenIndex first = noun;
      while (first > sentence_.first && word(first - 1) && noun - first < words_near_cue) {
        --first;
        if (among(articles, plain(first))) break;
      }
      added.push_back({.cue = {verb, t + 1},
                       .source = {{that + 1, verb}},
                       .content = {{first, noun + 1}},
                       .confidence = rule_confidence});
    }
  }

  // Commas, dashes and lone quotation marks at the ends of a source are none of its words.
  void trim(std::vector<Range>& source) const {
    const auto mark = [&](TokenIndex t) { return document_.tokens[t].kind == TokenKind::punctuation; };
    const auto stop = [&](TokenIndex t) {
      const string_view w = document_.word(t);
      return mark(t) && w != "(" && w != ")" && w != "[" && w != "]" && w != "." && w != "’" && w != "'";
    };
    const auto quote = [&](TokenIndex t, TokenKind kind) { return document_.tokens[t].kind == kind; };
    for (Range& r : source) {
      const auto closed = [&] {  // the quotation that begins here ends inside
        for (TokenIndex t = r.first + 1; t < r.last; ++t)
          if (quote(t, TokenKind::close_quote)) return true;
        return false;
      };
      const auto opened = [&] {
        for (TokenIndex t = r.first; t + 1 < r.last; ++t)
          if (quote(t, TokenKind::open_quote)) return true;
        return false;
      };
      while (!r.empty() && (stop(r.first) || quote(r.first, TokenKind::close_quote) ||
                            (quote(r.first, TokenKind::open_quote) && !closed())))
        ++r.first;
      while (!r.empty() && (stop(r.last - 1) || quote(r.last - 1, TokenKind::open_quote) ||
                            (quote(r.last - 1, TokenKind::close_quote) && !opened())))
        --r.last;
    }
    std::erase_if(source, [](const Range& r) { return r.empty(); });
  }

  std::vector<Extraction>& extractions_;
  const ListId addressing_, spoken_of_;
  const std::array<ListId, 5> verbs_;
  const ListId groups_, roles_, asking_, hearsay_, answering_, requests_, commenting_, claiming_, claims_, shielding_;
};

}  // namespace

void repair(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions) {
  Repairer(lexicon, reading, extractions).run();
}

}  // namespace hearsay::attributions
