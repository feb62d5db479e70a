#include "attributions/source_ends.hpp"

#include <algorithm>
#include <array>
#include <string_view>

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

constexpr std::uint32_t words_of_place = 4, words_of_named = 7, words_of_half = 4;

constexpr auto adverbs = std::to_array<string_view>({"neither", "also", "never", "then", "later"});
constexpr auto objects = std::to_array<string_view>({"which", "whom"});
constexpr auto places = std::to_array<string_view>({"in", "at", "from", "near", "outside"});
constexpr auto fronted = std::to_array<string_view>(
    {"in", "at", "outside", "inside", "near", "on", "after", "before", "during", "across", "behind", "for"});
constexpr auto about = std::to_array<string_view>({"on", "about", "against", "into", "over", "regarding"});
constexpr auto before_verb = std::to_array<string_view>(
    {"often",   "just",  "even",      "soon",      "never",   "long",   "first",      "again",
     "both",    "all",   "each",      "himself",   "herself", "itself", "themselves", "too",
     "instead", "today", "yesterday", "sometimes", "always",  "who",    "which",      "that"});
constexpr auto pointing = std::to_array<string_view>({"that", "it", "there", "here", "this", "what"});
constexpr auto empty = std::to_array<string_view>({"the", "a", "an", "to", "about", "having", "not", "and", "or"});
constexpr auto asked = std::to_array<string_view>({"asked", "approached", "contacted", "reached", "pressed"});
constexpr auto passing = std::to_array<string_view>(
    {"initial", "early", "earlier", "recent", "latest", "unconfirmed", "conflicting", "persistent"});

class SourceFitter : Clauses {
 public:
  SourceFitter(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
      : Clauses(lexicon, reading),
        claims_(lexicon.list("claim-nouns")),
        groups_(lexicon.list("groups")),
        roles_(lexicon.list("anonymous-roles")) {}

  void fit(Extraction& e) {
    enter(e.cue.first);
    leave_occasion(e);
    shorten(e);
    take_clause(e);
  }

 private:
  // “No,” said a harbour official when | asked by the Post: how it came to be said is none of the source; nor is who
  // somebody was "identified by police as | Gil Brandt".
  void leave_occasion(Extraction& e) const {
    if (e.source.size() != 1) return;
    Range& r = e.source.front();
    for (TokenIndex t = r.first + 1; t + 1 < r.last; ++t)
      if ((plain(t) == "when" && word(t - 1) && among(asked, plain(t + 1))) ||
          (plain(t) == "as" && plain(r.first - 1) == "by" && plain(e.cue.first) == "identified"))
        r.last = t;
    // "Letters from March, which | the Post has read, suggest": the half of a relative clause
    for (TokenIndex t = r.first + 2; t < r.last && r.last < e.cue.first && word(r.last); ++t)
      if (plain(t) == "which" && plain(t - 1) == ",") r.last = t - 1;
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
    // "Outside court, | a friend, who asked not to be named,": nor is what a preposition begins.
    if (among(fronted, plain(r.first)) && plain(r.first + 1) != "least" && plain(r.first + 1) != "most")
      for (TokenIndex t = r.first + 1; t + 1 < r.last && t < r.first + words_of_named; ++t) {
        const bool comma =
            plain(t) == "," && (among(articles, plain(t + 1)) || among(subjects, plain(t + 1)) || capital(t + 1));
        // "In October | the newspaper"
        const bool date = t < r.first + words_of_place && among(articles, plain(t)) && dates(t - 1);
        if (!comma && !date) continue;
        r.first = comma ? t + 1 : t;
        break;
      }
    // "Towns in the dark as | the port defends": a headline's two halves.
    if (r.size() > 5 && r.last == e.cue.first && document_.tokens[r.first].block == 0)
      for (TokenIndex t = r.last - words_of_half; t + 1 < r.last; ++t)
        if (plain(t) == "as" && t > r.first + 1 && word(t + 1) && !among(articles, plain(t + 1))) r.first = t + 1;
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
    // "Brandt found that | many people, old and young, told her": what is found begins the clause.
    for (TokenIndex t = r.first; t + 1 < r.last && !among(relatives, plain(t)); ++t) {
      if (t == r.first || !reading_.at(claiming_, t)) continue;
      const bool that = plain(t + 1) == "that";
      if (that ? t + 2 < r.last : r.last == e.cue.first && all_capital({t + 1, r.last})) {
        r.first = that ? t + 2 : t + 1;
        break;
      }
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
    // "…, an allegation | Brandt denies"
    if (r.size() > 2 && r.last == e.cue.first && among(articles, plain(r.first)) && reading_.at(claims_, r.first + 1) &&
        (capital(r.first + 2) || among(subjects, plain(r.first + 2)) || among(articles, plain(r.first + 2))))
      r.first += 2;
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
  [[nodiscard]] bool dates(TokenIndex t) const {
    static constexpr auto times = std::to_array<string_view>(
        {"january", "february", "march",    "april",  "may",     "june",      "july",     "august", "september",
         "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
         "sunday",  "years",    "months",   "weeks",  "days",    "spring",    "summer",   "autumn", "winter"});
    return among(times, plain(t)) || document_.tokens[t].kind == TokenKind::number;
  }
  [[nodiscard]] bool all_capital(Range r) const {
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (!capital(t)) return false;
    return !r.empty();
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
      if (quoted(t)) return;
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

  const ListId claims_, groups_, roles_;
};

// Commas, dashes and lone quotation marks at the ends of a source are none of its words.
void trim(const text::Document& document, std::vector<Range>& source) {
  const auto mark = [&](TokenIndex t) { return document.tokens[t].kind == TokenKind::punctuation; };
  const auto stop = [&](TokenIndex t) {
    const string_view w = document.word(t);
    return mark(t) && w != "(" && w != ")" && w != "[" && w != "]" && w != "." && w != "’" && w != "'";
  };
  const auto quote = [&](TokenIndex t, TokenKind kind) { return document.tokens[t].kind == kind; };
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

}  // namespace

void fit_sources(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                 std::vector<Extraction>& extractions) {
  SourceFitter fitter(lexicon, reading);
  for (Extraction& e : extractions) fitter.fit(e);
}

void trim_sources(const text::Document& document, std::vector<Extraction>& extractions) {
  for (Extraction& e : extractions) trim(document, e.source);
}

}  // namespace hearsay::attributions
