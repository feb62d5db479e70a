// Whether a title or a description says that somebody holds public office: "the Lindmar finance minister" does, "former
// governor", "the president of the dockers' club" and "a candidate for mayor" do not.
#pragma once

#include <cstdint>
#include <vector>

#include "identities/identities.hpp"

namespace hearsay::labels {

using identities::TokenIndex;
using text::Range;

struct Office {
  enum class Held : std::uint8_t { no, now, once } held = Held::no;
  std::uint32_t key = 0;  // identities::role_key of its noun
  Range words;            // its noun
};

class OfficeReader {
 public:
  // Keeps references to all but the lexicon.
  OfficeReader(const identities::Words& words, const lexicon::Lexicon& lexicon,
               const identities::Identities& identities);

  // What is held now; where nothing is, the last of what was, and all of that in `once`. `official`: of each entity,
  // whether it is known to be public, for whoever has a post there.
  [[nodiscard]] Office read(Range r, const std::vector<bool>& official,
                            std::vector<std::uint32_t>* once = nullptr) const;
  // Whether the words around an office at `t` in `r`, or its own, say that it is no longer held, or not yet.
  [[nodiscard]] bool held_once(Range r, TokenIndex t) const;

  // Bodies and adjectives around a role: for a public one, for a private one.
  struct Context {
    bool is_public = false, is_private = false, is_body = false;  // is_body: public by more than a country's name
  };
  [[nodiscard]] Context context(Range r, TokenIndex head) const;

  // An office that no company and no club has, by its noun alone.
  [[nodiscard]] bool unambiguous(TokenIndex t) const;
  // The same by all of its words: the foreign secretary, the fire chief.
  [[nodiscard]] bool unmistakable(TokenIndex t) const { return unambiguous(t) || (is_office(t) && spelt_out(t)); }
  // Whoever has such a post works for the public unless the words name somebody else.
  [[nodiscard]] bool public_by_default(TokenIndex t) const;
  // Bodies of this name may be anybody's.
  [[nodiscard]] bool ambiguous_body(TokenIndex t) const;

 private:
  [[nodiscard]] bool is_office(TokenIndex t) const { return w_.is(t, identities::office); }
  [[nodiscard]] TokenIndex title_start(Range r, TokenIndex t) const;
  [[nodiscard]] bool of_something(TokenIndex t) const;
  [[nodiscard]] bool spelt_out(TokenIndex t) const;
  [[nodiscard]] bool of_initials(Range r, TokenIndex t) const;
  [[nodiscard]] bool of_church(Range r, TokenIndex t) const;

  const identities::Words& w_;
  const text::Document& d_;
  const identities::Identities& ids_;
  lexicon::ListId offices_;
};

}  // namespace hearsay::labels
