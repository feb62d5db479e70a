// The head of a noun phrase and what stands before it, found without a parser: the last noun before whatever follows
// a head in English (a preposition, a relative, a participle, a comma).
#pragma once

#include "identities/words.hpp"

namespace hearsay::identities {

struct NounPhrase {
  Range core;                    // from the first word to the head
  TokenIndex head = text::none;  // none where no word can be one
  Range possessor;               // the words of "Clinton" in "Clinton's team", "his" in "his team"
  bool definite = false;         // the, this, these; or a possessor
  bool indefinite = false;       // a, an, one, another
  bool vague = false;            // some, many, most …
  bool number = false;           // two, several, dozens of …
  bool part = false;             // one of the people, some of them
  bool plural = false;
  [[nodiscard]] bool found() const noexcept { return head != text::none; }
};

[[nodiscard]] NounPhrase parse_noun_phrase(const Words& words, Range range);

}  // namespace hearsay::identities
