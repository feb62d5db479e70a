// What a description and a person must agree in: party, home and the office that somebody runs for.
#include <algorithm>
#include <array>
#include <string>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

struct State {
  string_view name, press, post;  // Wisconsin, Wis., WI
};
constexpr auto states = std::to_array<State>({
    {"alabama", "ala", "al"},       {"alaska", "alaska", "ak"},    {"arizona", "ariz", "az"},
    {"arkansas", "ark", "ar"},      {"california", "calif", "ca"}, {"colorado", "colo", "co"},
    {"connecticut", "conn", "ct"},  {"delaware", "del", "de"},     {"florida", "fla", "fl"},
    {"georgia", "ga", "ga"},        {"hawaii", "hawaii", "hi"},    {"idaho", "idaho", "id"},
    {"illinois", "ill", "il"},      {"indiana", "ind", "in"},      {"iowa", "iowa", "ia"},
    {"kansas", "kan", "ks"},        {"kentucky", "ky", "ky"},      {"louisiana", "la", "la"},
    {"maine", "maine", "me"},       {"maryland", "md", "md"},      {"massachusetts", "mass", "ma"},
    {"michigan", "mich", "mi"},     {"minnesota", "minn", "mn"},   {"mississippi", "miss", "ms"},
    {"missouri", "mo", "mo"},       {"montana", "mont", "mt"},     {"nebraska", "neb", "ne"},
    {"nevada", "nev", "nv"},        {"new hampshire", "nh", "nh"}, {"new jersey", "nj", "nj"},
    {"new mexico", "nm", "nm"},     {"new york", "ny", "ny"},      {"north carolina", "nc", "nc"},
    {"north dakota", "nd", "nd"},   {"ohio", "ohio", "oh"},        {"oklahoma", "okla", "ok"},
    {"oregon", "ore", "or"},        {"pennsylvania", "pa", "pa"},  {"rhode island", "ri", "ri"},
    {"south carolina", "sc", "sc"}, {"south dakota", "sd", "sd"},  {"tennessee", "tenn", "tn"},
    {"texas", "tex", "tx"},         {"utah", "utah", "ut"},        {"vermont", "vt", "vt"},
    {"virginia", "va", "va"},       {"washington", "wash", "wa"},  {"west virginia", "wva", "wv"},
    {"wisconsin", "wis", "wi"},     {"wyoming", "wyo", "wy"},
});

std::uint8_t state_index(string_view w, bool name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (name ? w == states[i].name : w == states[i].press || w == states[i].post)
      return static_cast<std::uint8_t>(i + 1);
  return 0;
}

char party_of(string_view w) {
  if (w == "republican" || w == "gop") return 'r';
  if (w == "democrat" || w == "democratic") return 'd';
  return 0;
}

// "vice president", "attorney general": another office than what stands last.
bool ranks(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"vice", "deputy", "assistant", "associate", "lieutenant", "attorney", "inspector",
                                  "surgeon", "solicitor", "adjutant", "auditor"});
  return among(words, w);
}

}  // namespace

std::uint32_t Identifier::role_at(TokenIndex t) const {
  const string_view w = w_.plain(t);
  if (w == "vice-president") return mix(key_of("vice"), role_key("president"));
  const std::uint32_t key = role_key(w);
  return t > 0 && ranks(w_.plain(t - 1)) ? mix(key_of(w_.plain(t - 1)), key) : key;
}

// What the words say of party, home and candidacy.
Identifier::Traits Identifier::traits_in(Range r) const {
  Traits found;
  for (TokenIndex t = r.first; t < r.last; ++t) {
    const string_view w = w_.plain(t);
    if (!w_.word(t)) continue;
    if (!found.party) found.party = party_of(w);
    if (!found.home && w_.is(t, capital)) {
      if (t + 1 < r.last) found.home = state_index(std::string(w) + ' ' + std::string(w_.plain(t + 1)), true);
      if (!found.home && w != "washington") found.home = state_index(w, true);
    }
    // D-Ohio
    if (w.size() > 3 && w[1] == '-' && (w[0] == 'd' || w[0] == 'r' || w[0] == 'i') && w_.is(t, capital)) {
      std::string rest(w.substr(2));
      std::erase(rest, '.');
      const std::uint8_t by_name = state_index(rest, true);
      if (const std::uint8_t home = by_name ? by_name : state_index(rest, false)) {
        found.home = home;
        found.party = w[0];
      }
    }
    static constexpr auto races = std::to_array<string_view>(
        {"presidential", "vice-presidential", "gubernatorial", "senate", "congressional", "mayoral"});
    if (!found.race && among(races, w)) {
      const bool second = w == "vice-presidential" || (w == "presidential" && t > r.first && w_.plain(t - 1) == "vice");
      found.race = second ? 'v' : w[0];
    }
  }
  return found;
}

// The bracket after a name, "of Vermont", and what it is described as.
void Identifier::learn_traits() {
  traits_.assign(out_.entities.size(), {});
  const auto add = [](Traits& all, const Traits& more) {
    if (!all.party) all.party = more.party;
    if (!all.home) all.home = more.home;
    if (!all.race) all.race = more.race;
  };
  for (std::uint32_t n = 0; n < out_.names.size(); ++n) {
    const std::uint32_t e = out_.entity_of_name[n];
    if (e == nobody || out_.entities[e].kind != Kind::person) continue;
    const Name& name = out_.names[n];
    constexpr TokenIndex bracket = 4, place_after = 3;
    const Range sentence = d_.sentences[d_.tokens[name.name.first].sentence].tokens;
    const TokenIndex next = name.name.last;
    if (name.legislator) add(traits_[e], traits_in({next, std::min(sentence.last, next + bracket)}));
    if (name.legislator && next + 1 < sentence.last && w_.plain(next + 1).size() == 1 && !traits_[e].party)
      traits_[e].party = w_.plain(next + 1).front();  // (D)
    if (next + 1 < sentence.last && w_.plain(next) == "of")
      add(traits_[e], traits_in({next + 1, std::min(sentence.last, next + place_after)}));
    for (const Range& r : name.descriptions) add(traits_[e], traits_in(r));
  }
}

// Does the description say of a person what the article does not: another party, another state?
bool Identifier::contradicts(const Traits& said, std::uint32_t e) const {
  if (e >= traits_.size()) return false;
  const Traits& known = traits_[e];
  return (said.party && known.party && said.party != known.party && known.party != 'i') ||
         (said.home && known.home && said.home != known.home) || (said.race && known.race && said.race != known.race);
}

int Identifier::agreement(const Traits& said, std::uint32_t e) const {
  if (e >= traits_.size()) return 0;
  return (said.home && said.home == traits_[e].home ? 20 : 0) + (said.party && said.party == traits_[e].party ? 12 : 0);
}

}  // namespace hearsay::identities
