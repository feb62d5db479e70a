// Names in an article, each with what the words around it say about their bearer.
//
// A name is a run of capitalised words. Titles and roles before it ("Kremlin spokesman Dmitry Peskov", "Sen. Jane
// Doe"), appositions ("Jane Doe, 54, a nurse,", "the company's lawyer, Jane Doe,"), party and state ("(D-Ohio)") and
// short forms in brackets ("(FBI)") belong to it and decide whether it names a person.
#pragma once

#include <vector>

#include "identities/words.hpp"

namespace hearsay::identities {

enum class NameKind : std::uint8_t { unknown, person, organisation, outlet, place, document };

struct Name {
  Range name;                       // without titles: "Dmitry Peskov"
  Range whole;                      // with titles and appositions
  std::vector<Range> descriptions;  // "Kremlin spokesman"; "a nurse"
  Range short_form;                 // "FBI" of "(FBI)"
  NameKind kind = NameKind::unknown;
  bool male = false, female = false;
  bool legislator = false;  // "(D-Ohio)"
  bool owns = false;        // followed by 's
  bool company = false;     // a body, by what the article says beside it: "Vallin, which makes pumps"
  bool title_only = false;  // a title without a name ("the President"), or a surname that is a title ("King")
  bool weak = false;        // may be no name at all: one capitalised word at the start of a sentence
};

// In order of their first words; names do not overlap. Linear in the article's length.
[[nodiscard]] std::vector<Name> find_names(const Words& words);

}  // namespace hearsay::identities
