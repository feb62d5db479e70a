#include "identities/noun_phrase.hpp"

#include <algorithm>
#include <array>

namespace hearsay::identities {
namespace {

using std::string_view;

// Nouns of quantity: in "a group of researchers" the head is what follows "of".
bool quantity(string_view w) {
  static constexpr auto nouns = std::to_array<string_view>(
      {"number",     "group",  "handful",    "lot",      "majority", "couple", "pair",     "half",      "percent",
       "quarter",    "third",  "thirds",     "quarters", "array",    "range",  "series",   "variety",   "plenty",
       "crowd",      "chorus", "slew",       "bunch",    "portion",  "dozens", "hundreds", "thousands", "scores",
       "millions",   "tens",   "majorities", "one",      "some",     "many",   "most",     "few",       "several",
       "both",       "all",    "each",       "none",     "any",      "two",    "three",    "four",      "five",
       "six",        "seven",  "eight",      "nine",     "ten",      "%",      "trio",     "roster",    "rest",
       "proportion", "share",  "percentage", "fraction", "plurality"});
  return std::find(nouns.begin(), nouns.end(), w) != nouns.end() || w.ends_with("-thirds") ||
         w.ends_with("-quarters") || w.ends_with("-fourths") || w.ends_with("-fifths");
}

// … and of those, the ones that say how many in a hundred, which are nobody in particular.
bool share(string_view w) {
  static constexpr auto nouns = std::to_array<string_view>(
      {"majority", "majorities", "half",       "percent",  "quarter",    "third",    "thirds", "quarters",
       "portion",  "plenty",     "rest",       "millions", "thousands",  "%",        "chorus", "crowd",
       "most",     "many",       "proportion", "share",    "percentage", "fraction", "number", "plurality"});
  return w.find('-') != string_view::npos || std::find(nouns.begin(), nouns.end(), w) != nouns.end();
}

// Adjectives that follow the noun they belong to.
bool follows_noun(string_view w) {
  static constexpr auto adjectives =
      std::to_array<string_view>({"familiar", "close",         "present", "aware", "available",   "involved", "briefed",
                                  "alike",    "responsible",   "privy",   "loyal", "sympathetic", "here",     "there",
                                  "who",      "knowledgeable", "able",    "eager", "opposed",     "hostile"});
  return std::find(adjectives.begin(), adjectives.end(), w) != adjectives.end();
}

// Adjectives of people that come in pairs: "current and former officials".
bool joins_adjectives(string_view w) {
  static constexpr auto adjectives = std::to_array<string_view>(
      {"current", "former", "serving", "retired", "past", "present", "local", "federal", "civilian", "foreign"});
  return std::find(adjectives.begin(), adjectives.end(), w) != adjectives.end();
}

// "An intelligence and defence official", "Kestovian and Ostrovian officials", "Senate and Pentagon aides": what stands
// at `t` joins what the person is an official of.
bool joins_modifiers(const Words& words, const NounPhrase& np, TokenIndex head, TokenIndex t) {
  constexpr Classes nouns = person_noun | document | media | private_body | public_body;
  constexpr Classes determiners = definite_word | indefinite_word | possessive | number_word | vague_word;
  const TokenIndex next = t + 1, person = t + 2;
  constexpr Classes nations = demonym | place | body;
  if (!words.is(person, person_noun) || words.is(person, capital) || words.is(next, determiners | former)) return false;
  if (words.is(head, capital)) return words.is(head, nations) && words.is(next, nations) && words.is(person, plural);
  if (words.is(next, person_noun)) return false;
  const bool field = words.plain(head).ends_with("ics");  // the chief ethics and compliance officer
  if (words.is(head, person_noun | determiners) || (words.is(head, plural) && !field)) return false;
  return np.indefinite || np.number || !words.is(head, nouns);
}

// "The snarky, | anti-union headline": one adjective after another, and a noun to come.
bool joins_adjective(const Words& words, TokenIndex head, TokenIndex comma, TokenIndex last) {
  constexpr Classes nouns = person_noun | document | media | private_body | public_body | social | outlet | body;
  constexpr TokenIndex far = 4;
  if (head == text::none || head + 1 != comma || words.is(head, nouns | capital | number_word | vague_word | plural))
    return false;
  for (TokenIndex t = comma + 1; t < std::min(last, comma + far) && words.word(t); ++t) {
    if (words.is(t, nouns)) return !words.is(t, capital);
    if (words.is(t, definite_word | indefinite_word | possessive | preposition | conjunction | relative | auxiliary))
      return false;
  }
  return false;
}

// "last week", "this month"
bool pointing_time(const Words& words, TokenIndex t, TokenIndex last) {
  static constexpr auto times =
      std::to_array<string_view>({"week", "month", "year", "night", "summer", "spring", "fall", "winter", "weekend"});
  const string_view w = words.plain(t);
  return t + 1 < last && (w == "last" || w == "this" || w == "next") &&
         (std::find(times.begin(), times.end(), words.plain(t + 1)) != times.end() || words.is(t + 1, calendar));
}

// "A Department of | Tides spokesman", "Bank of | Lindmar governor": within the name of a body whose staff follows.
bool names_body(const Words& words, TokenIndex head, TokenIndex of, TokenIndex last) {
  constexpr TokenIndex longest = 6;
  if (head + 1 != of || !words.is(head, capital) || !words.is(head, public_body | private_body | body)) return false;
  TokenIndex t = of + 1;
  if (t < last && words.plain(t) == "the") ++t;
  const TokenIndex first = t;
  while (t < last && t < first + longest && words.word(t) && (words.is(t, capital) || words.plain(t) == "and")) ++t;
  return t > first && t < last && words.word(t) && !words.is(t, plural) && words.is(t, role | office | post);
}

bool participle(string_view w) {
  return (w.size() > 5 && w.ends_with("ing")) || (w.size() > 4 && w.ends_with("ed") && !w.ends_with("eed"));
}

}  // namespace

NounPhrase parse_noun_phrase(const Words& words, Range range) {
  NounPhrase np;
  const text::Document& d = words.document();
  TokenIndex t = range.first;
  const TokenIndex last = std::min(range.last, range.first + 40);
  while (t < last && (!words.word(t) || (words.is(t, preposition | adverb | conjunction) && !words.is(t, capital)) ||
                      (words.is(t, preposition | adverb | conjunction) && words.is(t, opens)) ||
                      (words.plain(t) == "least" && t > range.first)))
    ++t;
  if (t >= last) return np;
  np.core.first = t;

  TokenIndex head = text::none, classed = text::none;
  for (; t < last; ++t) {
    const string_view w = words.plain(t);
    const bool apostrophe = words.is(t, possessive) && w == "'" && t + 1 < last && words.word(t + 1);
    if (!words.word(t) && !apostrophe) {
      if (w == "%") {
        np.number = true;
        head = t;
        continue;
      }
      // A nickname or a scare-quoted noun is part of the phrase; any other mark ends it.
      if (w == "," && joins_adjective(words, head, t, last)) continue;
      const bool quote =
          d.tokens[t].kind == text::TokenKind::open_quote || d.tokens[t].kind == text::TokenKind::close_quote;
      if (quote && t + 1 < last) continue;
      if (w == "$" || w == "&" || w == "/") continue;
      break;
    }
    if (words.is(t, possessive) && (w == "'s" || w == "'") && head != text::none) {
      np.possessor = {np.core.first, t};
      np.definite = true;
      np.indefinite = np.vague = np.number = false;
      head = classed = text::none;
      continue;
    }
    if (w == "of" && head != text::none && (quantity(words.plain(head)) || words.is(head, vague_word | number_word))) {
      const bool one = words.plain(head) == "one";
      np.part = np.part || one || words.is(head, vague_word | number_word);
      np.indefinite = np.indefinite || one;
      if (share(words.plain(head)))
        np.vague = true;
      else
        np.number = np.number || !one;
      head = classed = text::none;
      np.definite = false;
      continue;
    }
    if (head == text::none) {
      if (words.is(t, indefinite_word)) {
        np.indefinite = true;
        if (w == "one" || w == "another") head = t;
        continue;
      }
      if (w == "that" && t == range.first && t + 1 < last && words.word(t + 1)) {  // that person
        np.definite = true;
        ++np.core.first;
        continue;
      }
      if (words.is(t, definite_word)) {
        if (!np.part) np.definite = true;
        if (w != "the") head = t;
        continue;
      }
      if (words.is(t, vague_word)) {
        np.vague = true;
        head = t;
        continue;
      }
      if (w.ends_with("-year-old")) {  // the 57-year-old captain
        head = t;
        continue;
      }
      if (words.is(t, number_word) || d.tokens[t].kind == text::TokenKind::number) {
        np.number = np.number || words.is(t, number_word) || !np.indefinite;  // a 2008 study
        head = t;
        continue;
      }
      if (words.is(t, possessive) && t + 1 < last) {
        np.possessor = {t, t + 1};
        np.definite = true;
        continue;
      }
    }
    // "Council President | On Brandt", in a headline: no part of a name.
    const bool small_word = words.is(t, preposition) && words.title_case(d.tokens[t].block) && w != "of" && w != "for";
    const bool name_part = words.is(t, capital) && !words.is(t, opens) && !small_word;
    if (!name_part && head != text::none &&
        !words.is(head, definite_word | indefinite_word | vague_word | number_word | adverb) &&
        words.is(t, definite_word | indefinite_word | possessive))
      break;  // another phrase
    // "Current and former officials": adjectives joined before their noun.
    if ((w == "and" || w == "or") && head != text::none && joins_adjectives(words.plain(head)) && t + 2 < range.last &&
        !words.is(t + 1, definite_word | indefinite_word | possessive | person_noun))
      continue;
    const Classes nouns = person_noun | document | media | private_body | public_body;
    if (w == "and" && head != text::none && np.number && !words.is(head, plural) && t + 2 < last &&
        words.is(t + 2, nouns) && words.is(t + 2, plural) &&
        !words.is(t + 1, definite_word | indefinite_word | possessive | number_word | vague_word | plural))
      continue;  // eleven local and national unions
    if (w == "and" && head != text::none && t + 2 < last && joins_modifiers(words, np, head, t)) continue;
    if (!name_part && words.is(t, relative | auxiliary | conjunction)) break;
    if (w == "than" && head == text::none) continue;  // more than 50 officers
    if ((w == "of" || w == "for") && head != text::none && names_body(words, head, t, last)) continue;
    if (words.is(t, preposition) && !name_part) break;
    if (words.is(t, adverb) && !name_part) {
      if (head != text::none && !words.is(head, vague_word | number_word | definite_word)) break;
      continue;
    }
    if (words.is(t, honorific) && head != text::none && !words.is(head, capital) &&
        words.is(head, document | media | private_body | public_body))
      break;  // the reports | Mr. Doe filed
    if (np.indefinite && head != text::none && words.is(head, document) && !words.is(head, plural | capital) &&
        words.is(t, person_noun) && words.is(t, plural))
      break;  // a fact sheet | lawmakers released
    const bool day = words.is(t, calendar) && !words.is(t, male_name | female_name);
    if ((day || pointing_time(words, t, last)) && head != text::none && words.is(head, nouns))
      break;  // a poll | last week
    const bool noun = words.is(t, person_noun | document | media | private_body | public_body | outlet | body | social);
    const bool pending =
        head != text::none && words.is(head, person_noun | document | media | private_body | public_body);
    if (!noun && !name_part && pending && (follows_noun(w) || participle(w))) break;
    if (noun && !name_part && pending && words.is(head, plural) && w.ends_with("ing") && t + 1 < last &&
        words.is(t + 1, preposition | definite_word | indefinite_word | possessive))
      break;  // the voters | filing into the hall
    if (head != text::none && words.is(head, definite_word | vague_word | number_word) && participle(w) &&
        !(words.is(head, number_word) && t + 1 < last && words.is(t + 1, person_noun | demonym)))
      break;  // those surveyed, and not the two leading candidates
    if ((np.part || np.vague || np.number) && head != text::none && words.is(head, plural) && participle(w) &&
        !words.is(t, capital) && (t + 1 >= last || !words.word(t + 1) || words.is(t + 1, preposition)))
      break;  // half the Kestovians polled
    if (w == "himself" || w == "herself" || w == "itself" || w == "themselves") break;
    if (follows_noun(w) && head != text::none && t + 1 < range.last) {
      if (words.is(t + 1, preposition)) break;
    }
    head = t;
    if (noun) classed = t;
  }
  // "Doe likely": an adverb is no head.
  while (head != text::none && head > np.core.first && !words.is(head, capital) && words.plain(head).ends_with("ly") &&
         words.plain(head).size() > 4 &&
         !words.is(head, person_noun | document | media | kin | public_body | private_body))
    --head;
  // "Doe released" is no noun, whatever follows it.
  if (head != text::none && head > np.core.first && !words.is(head, capital) && words.plain(head).ends_with("ed") &&
      !words.is(head, person_noun | document | media | private_body | public_body | social) &&
      words.is(head - 1, capital) &&
      !words.is(head - 1, definite_word | indefinite_word | possessive | demonym | opens))
    --head;
  if (head == text::none) {
    np.core = {};
    return np;
  }
  if (classed != text::none && classed != head && !words.is(head, capital) &&
      (words.plain(head).ends_with("ly") || participle(words.plain(head))))
    head = classed;
  np.head = head;
  np.core.last = head + 1;
  np.plural = words.is(head, plural | number_word | plural_pronoun) ||
              (np.number && !words.is(head, indefinite_word)) ||
              (words.is(head, vague_word) && words.plain(head) != "each");
  static constexpr auto collective =
      std::to_array<string_view>({"those", "these", "others", "family", "couple", "staff", "duo", "trio", "crew",
                                  "jury", "public", "crowd", "audience", "pair"});
  np.plural = np.plural || std::find(collective.begin(), collective.end(), words.plain(head)) != collective.end();
  if ((np.part && np.indefinite) || words.plain(head).ends_with("-year-old")) np.plural = false;
  return np;
}

}  // namespace hearsay::identities
