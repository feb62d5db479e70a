// What the repairs ask grammar about a sentence's words: verbs and their subjects, passives, phrases of no comment.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "attributions/extraction.hpp"
#include "attributions/prose.hpp"
#include "lexicon/lexicon.hpp"

namespace hearsay::attributions {

class Clauses : protected Prose {
 protected:
  // Keeps a reference to the reading.
  Clauses(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading);

  [[nodiscard]] bool adverb(text::TokenIndex t) const;
  // Whether a range has a finite auxiliary outside of its relative clauses.
  [[nodiscard]] bool has_verb(text::Range range) const;
  // The form of be that a participle belongs to; none if it is active.
  [[nodiscard]] text::TokenIndex be_before(text::TokenIndex participle) const;
  // The subject of a verb group that begins at `verb`, from its clause's beginning; none if it does not stand there.
  [[nodiscard]] text::Range subject_of(text::TokenIndex verb) const;
  // A name, a pronoun or a phrase with its article: no verb of its own, and at the beginning of its sentence, or of
  // what a headline says after its colon.
  [[nodiscard]] bool speaker(text::Range subject) const;
  // A phrase of no comment at `t`, its verbs alone: "did not respond to", "could not be reached", "declined".
  [[nodiscard]] text::Range no_comment_at(text::TokenIndex t) const;

  // The noun phrase behind a preposition: "by | the harbour police" after the sale.
  [[nodiscard]] text::Range noun_phrase_after(text::TokenIndex preposition) const;
  // The first token from `t` on that is no word.
  [[nodiscard]] text::TokenIndex end_of_words(text::TokenIndex t) const;
  // The first word of a list in a range; none if it has none.
  [[nodiscard]] text::TokenIndex find(lexicon::ListId list, text::Range range) const;
  [[nodiscard]] bool quoted(text::TokenIndex t) const { return document_.tokens[t].quote_depth > 0; }

  static bool touches(const std::vector<text::Range>& ranges, text::Range range);
  static bool all_before(const std::vector<text::Range>& ranges, text::TokenIndex t);

  static constexpr auto forms_of_be =
      std::to_array<std::string_view>({"is", "are", "was", "were", "am", "be", "been", "being", "'re", "'m", "'s"});
  static constexpr auto finite = std::to_array<std::string_view>(
      {"is",  "are",   "was", "were",  "am",   "has",   "have",   "had", "will", "would",
       "can", "could", "may", "might", "must", "shall", "should", "did", "does", "do"});
  static constexpr auto relatives = std::to_array<std::string_view>({"who", "which", "that", "whose", "whom"});
  static constexpr auto articles =
      std::to_array<std::string_view>({"the", "a", "an", "his", "her", "their", "its", "our", "my"});
  static constexpr auto subjects = std::to_array<std::string_view>({"he", "she", "they", "it", "we", "i"});
  static constexpr auto pronouns = std::to_array<std::string_view>({"he", "she", "they"});
  static constexpr auto reader = std::to_array<std::string_view>({"you", "your"});
  static constexpr auto opens_clause = std::to_array<std::string_view>(
      {"and", "but", "or", "yet", "that", "while", "when", "because", "although", "though", "if", "as", "since",
       "after", "where", "before", "so", "until", "once"});
  static constexpr auto plain_say = std::to_array<std::string_view>({"said", "says", "say"});
  static constexpr auto ends_noun_phrase = std::to_array<std::string_view>(
      {"that",    "to", "about",  "not",     "who",   "which", "when", "after", "before", "if", "in",
       "whether", "on", "during", "because", "while", "as",    "how",  "why",   "what",   "by", "over"});
  static constexpr auto telling = std::to_array<std::string_view>({"told", "tells", "tell", "telling"});
  static constexpr std::uint32_t words_of_subject_clause = 25, words_of_plain_subject = 9;
  const lexicon::ListId claiming_;  // verbs of saying and finding

 private:
  const lexicon::ListId answering_, requests_, commenting_;
};

}  // namespace hearsay::attributions
