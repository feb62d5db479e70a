// Who the sources are: every name, role, pronoun and description that an article uses for one source, tied together.
//
// In the spirit of rule-based coreference in sieves (Lee et al. 2013, Computational Linguistics 39:4): exact names
// first, then short forms, then titles and roles, then pronouns by salience; each step uses what the one before has
// settled. Everything is decided by the article's own words, in one pass over the text with a bounded look back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attributions/extraction.hpp"
#include "hearsay/hearsay.hpp"
#include "identities/names.hpp"
#include "identities/noun_phrase.hpp"
#include "identities/words.hpp"

namespace hearsay::identities {

inline constexpr std::uint32_t nobody = UINT32_MAX;

struct Entity {
  Kind kind = Kind::person;
  bool named = false;  // the article gives a name
  bool male = false, female = false;
  bool plural = false;
  bool legislator = false;           // "(D-Ohio)" stands after the name
  std::string name;                  // the fullest name, or the fullest description of an unnamed source
  std::vector<Range> descriptions;   // titles, roles and appositions, as the article gives them
  std::vector<Range> names;          // where it is named; where an unnamed one is described
  std::vector<std::uint32_t> parts;  // of two named together: both
  std::uint32_t owner = nobody;      // "his aides": whose
  TokenIndex first = 0;              // of its first mention
  bool place = false;                // a place that is spoken of as somebody
  bool state = false;                // of those, a country or capital that stands for its government
  std::string_view rule;             // what decided its kind
};

// How an attribution's words lead to its source.
enum class Reference : std::uint8_t { none, name, description, pronoun, resumed };

struct Resolved {
  std::uint32_t entity = nobody;
  Reference by = Reference::none;
  Range words;        // of the source, without what follows its head
  NounPhrase phrase;  // of the source's own words (of its antecedent for "who")
};

// One place where an entity is named, described or pointed at.
struct Mention {
  TokenIndex at = 0;
  std::uint32_t entity = nobody;
};

struct Identities {
  std::vector<Entity> entities;  // in order of first mention
  std::vector<Name> names;
  std::vector<std::uint32_t> entity_of_name;
  std::vector<Resolved> sources;  // one for each extraction
  std::vector<Mention> mentions;  // in text order

  // Whose name a token is a part of.
  [[nodiscard]] std::uint32_t named(TokenIndex t) const noexcept;
  // Who is mentioned by a name, a pronoun or a description that begins at a token.
  [[nodiscard]] std::uint32_t mentioned(TokenIndex t) const noexcept;
};

[[nodiscard]] Identities identify(const Words& words, const std::vector<attributions::Extraction>& extractions);

// For each extraction, the innermost other one whose content holds its cue; nobody where there is none. n log n.
[[nodiscard]] std::vector<std::uint32_t> enclosing(const std::vector<attributions::Extraction>& extractions);

}  // namespace hearsay::identities
