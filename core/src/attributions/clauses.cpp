#include "attributions/clauses.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using lexicon::Phrase;
using std::string_view;
using text::among;
using text::Range;
using text::TokenIndex;

constexpr std::uint32_t words_to_be = 3, words_to_request = 6;

constexpr auto negations = std::to_array<string_view>({"not", "n't"});
constexpr auto refusals = std::to_array<string_view>(
    {"declined", "declines", "decline", "declining", "refused", "refuses", "refuse", "refusing"});
constexpr auto giving = std::to_array<string_view>({"had", "has", "have", "offered", "gave", "made", "issued"});
constexpr auto hasty = std::to_array<string_view>({"immediate", "further", "public", "official", "other"});
constexpr auto replies = std::to_array<string_view>({"respond", "responded", "reply", "replied"});
constexpr auto limits =
    std::to_array<string_view>({"deadline", "publication", "press", "time", "monday", "tuesday", "wednesday",
                                "thursday", "friday", "saturday", "sunday", "evening", "late"});
constexpr auto asked_for_comment = std::to_array<string_view>(
    {"office", "company", "firm", "campaign", "department", "ministry", "agency", "spokesman", "spokeswoman",
     "spokesperson", "lawyer", "lawyers", "attorney", "attorneys", "representative", "representatives", "embassy",
     "officials", "executives"});
constexpr auto remarks = std::to_array<string_view>({"comment", "comments", "response", "reply"});

}  // namespace

Clauses::Clauses(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
    : Prose(reading),
      claiming_(lexicon.list("claiming-verbs")),
      answering_(lexicon.list("answering-verbs")),
      requests_(lexicon.list("request-nouns")),
      commenting_(lexicon.list("commenting-verbs")) {}

bool Clauses::adverb(TokenIndex t) const {
  const string_view w = plain(t);
  return w.ends_with("ly") || w == "also" || w == "not" || w == "once" || w == "yet" || w == "since" || w == "ever" ||
         w == "later" || w == "then" || w == "now" || w == "still";
}

bool Clauses::has_verb(Range range) const {
  int verbs = 0;
  for (TokenIndex t = range.first; t < range.last; ++t)
    verbs += static_cast<int>(among(finite, plain(t))) - static_cast<int>(among(relatives, plain(t)));
  return verbs > 0;
}

TokenIndex Clauses::be_before(TokenIndex participle) const {
  for (TokenIndex t = participle; t > sentence_.first && participle - t < words_to_be;) {
    if (among(forms_of_be, plain(--t))) return t;
    if (!adverb(t)) break;
  }
  return text::none;
}

Range Clauses::subject_of(TokenIndex verb) const {
  TokenIndex t = verb;
  if (t > sentence_.first && plain(t - 1) == ",") {  // "Brandt, who runs the port, could not be reached"
    for (--t; t > sentence_.first && plain(t - 1) != ","; --t) {
      if (verb - t > words_of_subject_clause || quoted(t - 1)) return {};
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

bool Clauses::speaker(Range subject) const {
  // "‘Not true’: government rejects report"
  const bool after_label = subject.first > sentence_.first && plain(subject.first - 1) == ":" &&
                           document_.blocks[document_.tokens[subject.first].block].kind == text::BlockKind::headline;
  if (subject.first != sentence_.first && !after_label) return false;
  if (quoted(subject.first)) return false;
  if (subject.size() == 1)
    return capital(subject.first) && (among(pronouns, plain(subject.first)) || !adverb(subject.first));
  for (TokenIndex t = subject.first; t < subject.last; ++t) {
    const string_view w = plain(t);
    if (!word(t) || among(relatives, w) || among(subjects, w) || (w.ends_with("ed") && w.size() > 4)) return false;
    if (reading_.at(claiming_, t, sentence_.last) || among(plain_say, w)) return false;
  }
  return true;
}

Range Clauses::no_comment_at(TokenIndex t) const {
  TokenIndex verb = t + 1;
  if (among(refusals, plain(t)))
    return plain(verb) == "to" && reading_.at(commenting_, verb + 1, sentence_.last) ? Range{t, verb} : Range{};
  if (among(giving, plain(t)) && plain(verb) == "no") {  // "had no immediate comment"
    if (among(hasty, plain(++verb))) ++verb;
    return among(remarks, plain(verb)) ? Range{t, verb + 1} : Range{};
  }
  // "would neither confirm nor deny", "has neither confirmed nor denied"
  TokenIndex neither = plain(t) == "neither" ? t : verb;
  if (plain(neither) == "neither" && (neither == t || among(finite, plain(t))) &&
      plain(neither + 1).starts_with("confirm") && (plain(neither + 2) == "nor" || plain(neither + 2) == "or") &&
      plain(neither + 3).starts_with("den"))
    return {t, neither + 4};
  if (!among(finite, plain(t)) || !among(negations, plain(verb))) return {};
  for (++verb; adverb(verb);) ++verb;
  if (plain(t) == "would")
    if (const Phrase* comment = reading_.at(commenting_, verb, sentence_.last)) return {t, comment->tokens.last};
  if (plain(t).starts_with("ha") && plain(verb) == "commented") return {t, verb + 1};
  const Phrase* answer = reading_.at(answering_, verb, sentence_.last);
  if (!answer) return {};
  const TokenIndex last = answer->tokens.last;
  // "Brandt could not be reached", and no deal.
  const bool person = t > sentence_.first && (capital(t - 1) || among(pronouns, plain(t - 1)) ||
                                              plain(t - 1).ends_with("self") || among(asked_for_comment, plain(t - 1)));
  // "did not respond by the deadline", "Brandt did not reply."
  if (among(replies, plain(last - 1)) &&
      ((person && !word(last)) ||
       (plain(last) == "by" && (among(limits, plain(last + 1)) || among(limits, plain(last + 2))))))
    return {t, last};
  if (plain(last - 1) == "contacted" || (plain(last - 1) == "reached" && person && !word(last))) return {t, last};
  for (TokenIndex k = last - 1; k < last + words_to_request && (k < last || word(k)); ++k)
    if (reading_.at(requests_, k, sentence_.last)) return {t, last};
  return {};
}

TokenIndex Clauses::find(ListId list, Range range) const {
  const Phrase* p = reading_.first(list, range);
  return p ? p->tokens.first : text::none;
}

bool Clauses::touches(const std::vector<Range>& ranges, Range range) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) { return r.overlaps(range); });
}

bool Clauses::all_before(const std::vector<Range>& ranges, TokenIndex t) {
  return !ranges.empty() && std::all_of(ranges.begin(), ranges.end(), [&](const Range& r) { return r.last <= t; });
}

Range Clauses::noun_phrase_after(TokenIndex preposition) const {
  constexpr std::uint32_t longest = 8;
  Range r{preposition + 1, preposition + 1};
  while (r.size() < longest && word(r.last) && !among(ends_noun_phrase, plain(r.last))) ++r.last;
  return r;
}

TokenIndex Clauses::end_of_words(TokenIndex t) const {
  while (word(t)) ++t;
  return t;
}

}  // namespace hearsay::attributions
