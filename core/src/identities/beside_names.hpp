// What stands around a name and says who bears it: titles and roles before it, age, party, short forms and appositions
// after it.
#pragma once

#include "identities/casing.hpp"
#include "identities/names.hpp"

namespace hearsay::identities {

// Adds what stands before a name of the sentence to its descriptions, its whole and its kind. `surname`: somebody of
// this last name has been named in full before.
void read_before(const Words& words, const Casing& casing, Range sentence, bool surname, Name& name);

// The same for what stands after it, with what else Name says of its bearer by that.
void read_after(const Words& words, const Casing& casing, Range sentence, Name& name);

}  // namespace hearsay::identities
