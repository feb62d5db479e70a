// Which words an article writes with a capital, and what that says: which can belong to a name.
#pragma once

#include <cstdint>
#include <unordered_set>

#include "identities/words.hpp"

namespace hearsay::identities {

class Casing {
 public:
  // Keeps a reference to the words.
  explicit Casing(const Words& words);

  // A capitalised word that can belong to a name.
  [[nodiscard]] bool proper(TokenIndex t) const;
  [[nodiscard]] bool grammatical(TokenIndex t) const { return w_.is(t, grammar_classes); }

  // Of the token's word, wherever in the article: written with a capital that no sentence's beginning accounts for;
  // written without, asked of words that open a sentence somewhere.
  [[nodiscard]] bool capitalised(TokenIndex t) const { return capitals_.contains(w_.key(t)); }
  [[nodiscard]] bool small(TokenIndex t) const { return small_.contains(w_.key(t)); }
  // It has what only a company has: "Vallin's shares".
  [[nodiscard]] bool trading(TokenIndex t) const { return companies_.contains(w_.key(t)); }

 private:
  static constexpr Classes grammar_classes = definite_word | indefinite_word | vague_word | number_word | preposition |
                                             conjunction | relative | masculine | feminine | neuter | plural_pronoun |
                                             first_person | second_person | auxiliary | adverb | possessive;

  [[nodiscard]] bool owned_by_many(TokenIndex t, Range s) const;
  [[nodiscard]] bool asks(TokenIndex t) const;
  [[nodiscard]] bool dates(TokenIndex t) const;

  const Words& w_;
  std::unordered_set<std::uint32_t> small_, capitals_, companies_;
};

}  // namespace hearsay::identities
