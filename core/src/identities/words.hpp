// An article's words with what grammar and the lexicon's lists know about each: what the search for names, noun phrases
// and antecedents asks of every token, worked out once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "text/document.hpp"

namespace hearsay::identities {

using text::Range;
using text::TokenIndex;

// Sets of these describe a token. Those of open classes come from the lexicon's lists (see words.cpp); of a phrase of
// several words the last one carries them, as the head of an English noun phrase.
using Classes = std::uint64_t;
inline constexpr Classes
    // grammar
    definite_word = 1ull << 0,    // the, this, these, those
    indefinite_word = 1ull << 1,  // a, an, one, another
    vague_word = 1ull << 2,       // some, many, most, few …: nobody in particular
    number_word = 1ull << 3,      // two, three, several, dozens …
    preposition = 1ull << 4, conjunction = 1ull << 5,
    relative = 1ull << 6,   // who, which, that …
    masculine = 1ull << 7,  // he, him, his
    feminine = 1ull << 8,
    neuter = 1ull << 9,           // it, its
    plural_pronoun = 1ull << 10,  // they, them, their
    first_person = 1ull << 11, second_person = 1ull << 12,
    possessive = 1ull << 13,  // 's, his, their …
    auxiliary = 1ull << 14,
    adverb = 1ull << 15,    // however, also, meanwhile …; no head, no name
    calendar = 1ull << 16,  // Monday, January
    // lists
    honorific = 1ull << 20, office = 1ull << 21, post = 1ull << 22, role = 1ull << 23, people = 1ull << 24,
    kin = 1ull << 25, private_body = 1ull << 26, public_body = 1ull << 27, outlet = 1ull << 28, media = 1ull << 29,
    document = 1ull << 30, social = 1ull << 31, place = 1ull << 32, demonym = 1ull << 33, male_name = 1ull << 34,
    female_name = 1ull << 35, male_word = 1ull << 36, female_word = 1ull << 37, former = 1ull << 38,
    candidate = 1ull << 39, body = 1ull << 40, party = 1ull << 41, company = 1ull << 42, withheld = 1ull << 43,
    outlet_ending = 1ull << 44, known_person = 1ull << 45,
    // shape
    capital = 1ull << 48, acronym = 1ull << 49, plural = 1ull << 50, opens = 1ull << 51;

// Nouns that stand for a person or people.
inline constexpr Classes person_noun = office | post | role | people | kin | candidate;

class Words {
 public:
  Words(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading);

  [[nodiscard]] const text::Document& document() const noexcept { return *document_; }
  [[nodiscard]] const lexicon::Reading& reading() const noexcept { return *reading_; }
  [[nodiscard]] TokenIndex size() const noexcept { return static_cast<TokenIndex>(classes_.size()); }
  // What is asked about a token that there is not, before the first or after the last, is nothing or no.
  [[nodiscard]] Classes of(TokenIndex t) const noexcept { return t < classes_.size() ? classes_[t] : 0; }
  [[nodiscard]] bool is(TokenIndex t, Classes any_of) const noexcept { return (of(t) & any_of) != 0; }
  // In lower case, straight apostrophes.
  [[nodiscard]] std::string_view plain(TokenIndex t) const noexcept { return reading_->plain({t, t + 1}); }
  // Equal for equal plain words, full stops apart: U.S. and US.
  [[nodiscard]] std::uint32_t key(TokenIndex t) const noexcept { return t < keys_.size() ? keys_[t] : 0; }
  [[nodiscard]] bool word(TokenIndex t) const noexcept {
    if (t >= document_->tokens.size()) return false;
    const text::TokenKind k = document_->tokens[t].kind;
    return k == text::TokenKind::word || k == text::TokenKind::number;
  }
  // A dash between clauses: no hyphen.
  [[nodiscard]] bool dash(TokenIndex t) const noexcept {
    if (t >= document_->tokens.size()) return false;
    const text::Token& token = document_->tokens[t];
    return token.kind == text::TokenKind::punctuation &&
           (plain(t).starts_with("--") || (plain(t) == "-" && (token.space_before || document_->word(t) != "-")));
  }
  // A block whose words are capitalised whatever they are.
  [[nodiscard]] bool title_case(std::uint32_t block) const noexcept { return title_case_[block]; }
  // The end of the longest phrase of a list that carries any of the classes and begins at the token; the token itself
  // if none.
  [[nodiscard]] TokenIndex phrase_end(TokenIndex t, Classes any_of) const noexcept;
  // The phrase's list carries any of the classes.
  [[nodiscard]] bool listed(const lexicon::Phrase& p, Classes any_of) const noexcept {
    return p.list < class_of_list_.size() && (class_of_list_[p.list] & any_of) != 0;
  }
  // A state, or a capital that stands for its government.
  [[nodiscard]] bool state(Range range) const noexcept { return reading_->exactly(states_, range) != nullptr; }
  // The classes of all the tokens together.
  [[nodiscard]] Classes in(Range range) const noexcept;

 private:
  const text::Document* document_;
  const lexicon::Reading* reading_;
  std::vector<Classes> classes_;
  std::vector<std::uint32_t> keys_;
  std::vector<bool> title_case_;
  // A phrase of proper names without a capital: no name.
  [[nodiscard]] bool proper_only(const lexicon::Phrase& p) const noexcept;

  std::vector<Classes> class_of_list_;
  lexicon::ListId states_ = lexicon::no_list, titles_ = lexicon::no_list;
};

// The key of a word given as text.
[[nodiscard]] std::uint32_t key_of(std::string_view plain) noexcept;

// The last word of a firm's name: Vallin Shipping, Vallin Ltd.
[[nodiscard]] bool firm_ending(std::string_view w) noexcept;

// The last word of a club's name: Vallin Rovers.
[[nodiscard]] bool club_ending(std::string_view w) noexcept;

// Does a capitalised word at the start of a sentence look like a common one: Fuelling, Tourism, Ironically?
[[nodiscard]] bool common_ending(std::string_view plain) noexcept;

// harrow-courier.com
[[nodiscard]] bool web_address(std::string_view plain) noexcept;

// The key of a role whatever its number and sex: chairmen, chairwoman and chair are one.
[[nodiscard]] std::uint32_t role_key(std::string_view plain) noexcept;

// The key of a noun for a body, or for a text, that several words mean: team and campaign, study and report.
[[nodiscard]] std::uint32_t body_key(std::string_view plain) noexcept;
[[nodiscard]] std::uint32_t document_key(std::string_view plain) noexcept;

}  // namespace hearsay::identities
