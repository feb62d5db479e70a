#include "labels/office.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/unicode.hpp"

namespace hearsay::labels {
namespace {

using namespace identities;
using std::string_view;
using text::among;

// Offices that companies and clubs have too: the words around them decide.
bool ambiguous(string_view w) {
  static constexpr auto titles = std::to_array<string_view>(
      {"president",      "secretary", "director",  "chairman",  "chairwoman",     "chair", "speaker", "commissioner",
       "general",        "chief",     "officer",   "deputy",    "delegate",       "king",  "queen",   "prince",
       "representative", "captain",   "commander", "envoy",     "superintendent", "whip",  "premier", "pres.",
       "capt.",          "warden",    "collector", "detective", "counsel"});
  return among(titles, w) || (w.size() > 4 && w.back() == 's' && among(titles, w.substr(0, w.size() - 1))) ||
         w == "chairmen" || w == "chairwomen" || w == "secretaries" || w == "deputies";
}

// Posts that a place alone makes nobody's office: the Lindmar director of a campaign.
bool weak_post(string_view w) {
  static constexpr auto posts = std::to_array<string_view>(
      {"director", "directors", "analyst", "analysts", "chairman", "chairwoman", "chair", "chairs", "member", "members",
       "economist", "economists", "manager", "captain", "coach", "delegate", "delegates"});
  return among(posts, w);
}

bool public_adjective(string_view w) {
  static constexpr auto adjectives = std::to_array<string_view>(
      {"federal",    "state",          "county",      "city",     "municipal", "government", "governmental",
       "provincial", "presidential",   "national",    "military", "police",    "diplomatic", "congressional",
       "senate",     "house",          "u.s",         "u.s.",     "us",        "law",        "defense",
       "defence",    "administration", "immigration", "border",   "customs",   "treasury",   "parliamentary",
       "ministry",   "embassy",        "court",       "judicial", "local",     "elected",    "election"});
  return among(adjectives, w);
}

// "Executive vice president": of a firm.
bool of_firm(string_view w) { return w == "executive" || w == "senior" || w == "group" || w == "assistant"; }

bool conjoined(const Words& w, TokenIndex head, TokenIndex t) {
  for (TokenIndex u = head + 1; u < t; ++u) {
    if (w.plain(u) == "and") return true;
    if (w.is(u, preposition)) return false;
  }
  return t - head <= 2;
}

}  // namespace

// "HWU | President": of whom no list knows.
bool OfficeReader::of_initials(Range r, TokenIndex t) const {
  return t > r.first && w_.is(t - 1, acronym) && !w_.is(t - 1, body | public_body | place | demonym | office | former);
}

// "A minister with the Harbour | Church of God"
bool OfficeReader::of_church(Range r, TokenIndex t) const {
  static constexpr auto churches = std::to_array<string_view>({"church", "congregation", "chapel", "parish"});
  for (TokenIndex u = t + 1; u < r.last; ++u)
    if (among(churches, w_.plain(u))) return true;
  return false;
}

OfficeReader::OfficeReader(const Words& words, const lexicon::Lexicon& lexicon, const Identities& identities)
    : w_(words), d_(words.document()), ids_(identities), offices_(lexicon.list("offices")) {}

bool OfficeReader::unambiguous(TokenIndex t) const {
  const bool of_sheriff = t >= 2 && w_.is(t - 1, possessive) && w_.plain(t - 2) == "sheriff";  // a sheriff's deputy
  return is_office(t) && (!ambiguous(w_.plain(t)) || of_sheriff);
}

bool OfficeReader::public_by_default(TokenIndex t) const {
  static constexpr auto posts = std::to_array<string_view>(
      {"official", "officials", "officer", "officers", "investigator", "investigators", "soldier", "soldiers",
       "regulator", "regulators", "inspector", "inspectors", "authorities", "sergeant", "lieutenant", "troops",
       "police", "detectives", "detective"});
  return among(posts, w_.plain(t));
}

bool OfficeReader::ambiguous_body(TokenIndex t) const {
  static constexpr auto nouns = std::to_array<string_view>(
      {"committee",   "council", "panel",    "board",      "house",     "assembly",  "watchdog",
       "society",     "customs", "state",    "department", "authority", "bureau",    "conference",
       "secretariat", "service", "services", "legion",     "center",    "leadership"});
  return among(nouns, w_.plain(t));
}

OfficeReader::Context OfficeReader::context(Range r, TokenIndex head) const {
  static constexpr auto parties =
      std::to_array<string_view>({"republican", "republicans", "democratic", "democrat", "gop", "libertarian"});
  Context c;
  for (TokenIndex t = r.first; t < r.last; ++t) {
    if (t == head) continue;
    const Classes k = w_.of(t);
    const string_view p = w_.plain(t);
    // The words of a listed body say nothing by themselves: International Monetary Fund.
    if (const TokenIndex end = std::min(r.last, w_.phrase_end(t, body)); end > t + 1 && !(t < head && head < end)) {
      c.is_public = c.is_body = true;
      t = end - 1;
      continue;
    }
    if (p == "state" && t < head) {  // the state director, of anything
      c.is_public = true;
      continue;
    }
    if ((among(parties, p) || p == "labor" || p == "labour") && t + 1 == head &&
        w_.plain(head).starts_with("official")) {  // Republican officials
      c.is_private = true;
      continue;
    }
    if (p == "press" && t + 1 == head) continue;  // a press secretary is nobody's press
    // Bureaus of the press, ministers of a church, and the Republican National Chairman
    if ((p == "bureau" && t + 1 == head) ||
        ((p == "church" || p == "congregation") && (t > head || !w_.is(t, capital))) ||
        (p == "national" && t > r.first && t < head && among(parties, w_.plain(t - 1)))) {
      c.is_private = true;
      continue;
    }
    // "The maths department head", "the head of the emergency department": anybody's
    if (p == "department" && !w_.is(t, capital) && t > 0 && w_.phrase_end(t - 1, public_body) != t + 1 &&
        !w_.is(t - 1, definite_word | possessive | body))
      continue;
    if (p == "office" && w_.is(t, capital) && w_.plain(t + 1) == "of" && w_.is(t + 2, capital)) {
      c.is_public = c.is_body = true;  // director of the Office of Tides
      break;
    }
    if (k & (company | party | outlet))
      c.is_private = true;
    else if ((k & place) && t > head && t + 1 < r.last &&
             (w_.is(t + 1, capital | possessive) || d_.tokens[t + 1].kind == text::TokenKind::number))
      continue;  // the New York Chamber of Commerce, the leader of Lindmar's dockers
    else if ((k & place) && !(k & body) && t > head && w_.plain(t - 1) == "in")
      continue;  // an analyst in London
    else if (k & (body | place)) {
      c.is_public = true;
      c.is_body = c.is_body || (k & body);
    } else if ((k & public_body) && !(ambiguous_body(t) && (k & private_body))) {
      c.is_public = true;
      c.is_body = c.is_body || p != "city" || !w_.is(t, capital);  // a club's name has a City, too
    } else if ((k & private_body) && ambiguous_body(t))
      continue;
    else if ((k & (private_body | media)) && !(k & plural))
      c.is_private = true;
    else if (k & demonym && t < head)
      c.is_public =
          c.is_public || !(p.starts_with("republican") || p.starts_with("democrat") || p.starts_with("conservative"));
    else if (public_adjective(p) && t < head)
      c.is_public = true;
    else if (p == "campaign" || p == "campaigns" || p == "party" || p == "union" || p == "company" || p == "corporate")
      c.is_private = true;
  }
  return c;
}

// "Former secretary of | State Osk": a title may begin before what stands in capitals.
TokenIndex OfficeReader::title_start(Range r, TokenIndex t) const {
  constexpr TokenIndex longest = 4;
  for (TokenIndex first = t > longest ? t - longest : 0; first < r.first; ++first)
    if (const lexicon::Phrase* p = w_.reading().at(offices_, first); p && p->tokens.last == t + 1)
      return first > 0 ? first - 1 : first;
  return r.first;
}

// "Former Lindmar | governor", "a candidate for | mayor". "Former candidate | Sen. Osk" holds hers.
bool OfficeReader::held_once(Range r, TokenIndex t) const {
  bool once = false;
  for (TokenIndex u = title_start(r, t); u <= t; ++u) {
    const string_view p = w_.plain(u);
    if (p.ends_with("-elect") || p.starts_with("ex-") || p.ends_with("-designate") || p.starts_with("then-"))
      once = true;
    else if (u < t && (w_.is(u, candidate) || p == "hopeful"))
      once = w_.plain(u + 1) == "for" || (once && w_.is(u + 1, conjunction));
    else if (u < t && w_.is(u, former))
      once = true;
  }
  if (t + 1 < r.last && (w_.plain(t + 1) == "during" || w_.plain(t + 1) == "under")) return true;
  for (TokenIndex u = t + 1; u + 2 < r.last && u < t + 5; ++u)
    if (w_.plain(u) == "at" && w_.plain(u + 2) == "time") return true;  // the finance minister at the time
  return once || (t + 2 < r.last && w_.plain(t + 1) == "from" && d_.tokens[t + 2].kind == text::TokenKind::number);
}

Office OfficeReader::read(Range r, const std::vector<bool>& official, std::vector<std::uint32_t>* once) const {
  Office found;
  const NounPhrase np = parse_noun_phrase(w_, r);
  for (TokenIndex t = r.first; t < r.last; ++t) {
    const string_view p = w_.plain(t);
    if (!w_.is(t, office | post) || w_.is(t, male_name | female_name)) continue;
    // Only heads count: the "Senate" of "Senate candidate" and the "president" of "president's brother" do not.
    if ((p == "reps" || p == "rep") && w_.plain(t + 1) == "for") continue;  // who speaks for somebody
    if (p == "counsel" && t > r.first && (w_.plain(t - 1) == "defense" || w_.plain(t - 1) == "defence")) continue;
    if (p == "president" && t >= 2 && w_.plain(t - 1) == "vice" && of_firm(w_.plain(t - 2))) continue;
    const bool head = (np.found() && t == np.head) || t + 1 == r.last ||
                      w_.is(t + 1, preposition | conjunction | honorific) || w_.plain(t + 1) == ",";
    if (!head) continue;
    if (t + 1 < r.last && w_.is(t + 1, possessive)) continue;
    if (np.found() && t > np.head && w_.is(np.head, role | candidate | kin | people) && !w_.is(np.head, office | post))
      continue;
    if (np.found() && t > np.head && !conjoined(w_, np.head, t)) continue;
    const Context c = context(r, t);
    bool holds = false;
    if (of_something(t))
      holds = !c.is_private;
    else if (w_.is(t, office) && spelt_out(t) && !w_.is(r.first, indefinite_word))
      holds = !c.is_private;
    else if (unambiguous(t))
      holds = !((p.starts_with("official") || p.starts_with("advis")) && c.is_private) &&
              !(p == "minister" && of_church(r, t));
    else if (w_.is(t, office) && w_.is(t, capital) && !(w_.is(t, opens) && w_.plain(t + 1) == "of"))
      holds = (!c.is_private && !of_initials(r, t)) || c.is_body;
    else
      holds = (c.is_public && !c.is_private) || (public_by_default(t) && !c.is_private && !p.starts_with("officer"));
    if (holds && weak_post(p) && !c.is_body && !spelt_out(t) && !w_.is(t, capital)) holds = false;
    if (!holds) {
      // Whoever speaks for somebody in office speaks in office.
      for (TokenIndex u = r.first; u < r.last && !holds; ++u)
        if (const std::uint32_t e = ids_.named(u);
            e != nobody && u != t && ids_.entities[e].kind != Kind::person &&
            !(ids_.entities[e].place && (weak_post(p) || (u > r.first && w_.plain(u - 1) == "in"))))
          holds = official[e] && !c.is_private;
    }
    if (!holds) {
      if (once && w_.is(t, office) && !c.is_private && held_once(r, t)) once->push_back(role_key(p));
      continue;
    }
    const bool past = held_once(r, t);
    found = {past ? Office::Held::once : Office::Held::now, role_key(p), {t, t + 1}};
    if (!past) break;
    if (once) once->push_back(found.key);
  }
  return found;
}

// The "secretary" of "secretary of labor".
bool OfficeReader::of_something(TokenIndex t) const {
  const lexicon::Phrase* p = w_.reading().at(offices_, t);
  return p && p->tokens.size() > 2 && w_.plain(t + 1) == "of";
}

// An office of several words, the foreign secretary or the fire chief, is no club's.
bool OfficeReader::spelt_out(TokenIndex t) const {
  const string_view head = w_.plain(t);
  if (head == "president" || head.starts_with("chair") || head == "officer" || head == "counsel") return false;
  if (w_.plain(t - (t > 0 ? 1 : 0)) == "press") return false;  // a press secretary is anybody's
  constexpr TokenIndex longest = 4;
  for (TokenIndex first = t > longest ? t - longest : 0; first < t; ++first) {
    const lexicon::Phrase* p = w_.reading().at(offices_, first);
    // "Harrow City manager": a club's, or a city's; "the city manager", "Harrow City Manager" are a city's.
    if (p && p->tokens.last == t + 1 && !(w_.is(first, capital) && !w_.is(t, capital) && w_.plain(first) == "city"))
      return true;
  }
  return false;
}

}  // namespace hearsay::labels
