// The spellings under which an entry of a list is looked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay::lexicon {

enum class Inflect : std::uint8_t {
  no,
  verb,  // the first word's regular forms: deny, denies, denied, denying
  noun,  // the last word's plural: critic, critics
};

// Adds the forms of `entry`, itself first. Where English doubles a consonant or not by the stress, both are given.
void add_forms(std::string_view entry, Inflect inflect, std::vector<std::string>& forms);

}  // namespace hearsay::lexicon
