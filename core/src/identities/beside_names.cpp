#include "identities/beside_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "identities/noun_phrase.hpp"
#include "text/unicode.hpp"

namespace hearsay::identities {
namespace {

using std::string_view;
using text::among;
using text::TokenKind;

constexpr std::uint32_t longest_description = 30;  // tokens
constexpr std::uint32_t longest_title = 9;         // tokens before a name

// Words that speak: no title reaches back over them.
bool speaks(string_view w) {
  static constexpr auto verbs = std::to_array<string_view>(
      {"said",     "says",   "say",    "told",     "tells",   "asked",  "asks",      "added",     "adds",
       "saying",   "wrote",  "writes", "called",   "argued",  "noted",  "denied",    "named",     "including",
       "met",      "joined", "quoted", "hired",    "elected", "chose",  "appointed", "nominated", "replaced",
       "endorsed", "backed", "beat",   "defeated", "accused", "blamed", "urged",     "made"});
  return among(verbs, w);
}

constexpr auto held_by_firms =
    std::to_array<string_view>({"owner", "operator", "developer", "publisher", "contractor", "landlord", "insurer",
                                "builder", "parent", "rival", "competitor", "sponsor"});

bool announces(string_view w) {
  static constexpr auto verbs = std::to_array<string_view>(
      {"reported", "announced", "confirmed", "declined", "warned", "acknowledged", "revealed", "claimed", "insisted",
       "suggested", "published", "launched", "disclosed", "reports"});
  return among(verbs, w);
}

class Reader {
 public:
  Reader(const Words& words, const Casing& casing) : w_(words), d_(words.document()), casing_(casing) {}

  // A role in small letters right before the name: "spokesman Dmitry Peskov", "former actress and activist Jo Doe".
  void before(Name& n, Range s, bool surname) const {
    TokenIndex t = n.whole.first;
    if (t == s.first) return;
    if (n.kind != NameKind::person && called(n, s)) return;
    if (aide_of(n, s) || chief_of(n, s)) return;
    if (n.kind == NameKind::place && !w_.is(t - 1, office | role)) return;
    // "the company's lawyer, Jane Doe,": the role stands before a comma, and another one follows the name.
    if (w_.plain(t - 1) == "," && t >= s.first + 2 && n.kind != NameKind::place && n.name.last < s.last &&
        (comma(n.name.last, s.last) || dash(n.name.last, s.last) || w_.plain(n.name.last) == "." ||
         w_.plain(n.name.last) == "(")) {
      if (n.kind == NameKind::unknown && w_.is(t - 2, private_body | public_body) &&
          !w_.is(t - 2, plural | capital | person_noun)) {  // "The shipyard, Vallin,"
        TokenIndex first = t - 2;
        while (first > s.first && t - first < 5 && w_.word(first - 1) && !casing_.grammatical(first)) --first;
        if (w_.is(first, definite_word)) n.kind = NameKind::organisation;
        return;
      }
      // "The Health Minister, Jane Doe,", "his wife and co-director, Jane Doe,"
      const bool minister =
          w_.is(t - 2, office) && w_.is(t - 2, capital) && t >= s.first + 4 && definite_before(t - 2, s);
      const bool pair = t >= s.first + 4 && w_.is(t - 3, conjunction) && w_.is(t - 4, kin | role);
      const bool apposed = w_.is(t - 2, role | office | post | kin | candidate) && !w_.is(t - 2, plural) &&
                           (minister || !w_.is(t - 2, capital)) &&
                           (pair || !(t >= s.first + 3 && w_.is(t - 3, conjunction)));
      if (!apposed) return;
      --t;
    }
    if (!n.descriptions.empty() && n.descriptions.front().first == t &&
        w_.is(t - 1, former)) {  // "former President Jane Doe"
      n.descriptions.front().first = n.whole.first = t - 1;
      return;
    }
    if (n.kind == NameKind::place || casing_.grammatical(t - 1) || (n.name.size() == 1 && w_.is(n.name.first, demonym)))
      return;
    // "The pier's owner, Lindmar Terminals": no person is called so.
    const bool of_firms = makes(w_.plain(t - 1)) || among(held_by_firms, w_.plain(t - 1));
    const bool firm = n.name.size() > 1 ? w_.is(n.name.last - 1, plural) : w_.is(n.name.first, acronym);
    // "Ferry service Vallin", "the supermarket chain Vallin"
    const bool apposed = w_.is(t - 1, private_body | public_body) &&
                         !w_.is(t - 1, plural | capital | person_noun | party) && t >= s.first + 2 && w_.word(t - 2) &&
                         !w_.is(t - 2, preposition | possessive | conjunction);
    if (((of_firms && firm) || apposed) && n.kind == NameKind::unknown &&
        !w_.is(n.name.first, male_name | female_name)) {
      n.kind = NameKind::organisation;
      n.company = true;
      return;
    }
    if (!w_.is(t - 1, role | office | post | kin | candidate)) return;
    if (w_.is(t - 1, plural) && !w_.is(t - 1, capital)) return;
    // "the judge Brandt was speaking of" is not Brandt.
    if (n.name.size() == 1 && surname && n.descriptions.empty() && n.name.last < s.last &&
        (w_.is(n.name.last, auxiliary) || speaks(w_.plain(n.name.last)))) {
      TokenIndex the = t - 1;
      while (the > s.first && t - the < 4 && w_.word(the) && !w_.is(the, definite_word)) --the;
      if (w_.is(the, definite_word) && !w_.is(t - 1, capital)) return;
    }
    const TokenIndex floor = t > s.first + longest_title ? t - longest_title : s.first;
    TokenIndex first = t - 1;
    while (first > floor) {
      const TokenIndex b = first - 1;
      const string_view p = w_.plain(b);
      if (w_.is(b, possessive) && b > floor) {  // "Trump's running mate"
        first = b - 1;
        if (p != "'s" && p != "'") first = b;
        while (first > floor && casing_.proper(first - 1)) --first;
        break;
      }
      if (p == "and" && b > floor && w_.is(b - 1, role | office | post | candidate)) {
        first = b - 1;
        continue;
      }
      if (p == "of" && b > floor && w_.is(b - 1, office | post | role)) {
        first = b - 1;
        continue;
      }
      const bool verb =
          p.size() > 4 && p.ends_with("ed") && !w_.is(b, capital | former) && d_.word(b).find('-') == string_view::npos;
      if (!w_.word(b) || casing_.grammatical(b) || speaks(p) || verb || p.ends_with("ly") || w_.is(b, calendar)) break;
      first = b;
    }
    const Range description{first, t};
    const bool alone = n.name.size() == 1 && !casing_.capitalised(n.name.first);
    if (alone && n.weak) return;
    n.kind = NameKind::person;
    if (!n.descriptions.empty() && n.descriptions.front().first == t)
      n.descriptions.front().first = first;
    else
      n.descriptions.push_back(description);
    n.whole.first = first;
    if (first > s.first && w_.is(first - 1, definite_word | indefinite_word)) n.whole.first = first - 1;
    // An earlier name may lie in the description: "Kremlin spokesman Peskov"; names stay apart, so nothing to undo.
  }

  // Age, party, short form, apposition.
  void after(Name& n, Range s) const {
    TokenIndex t = n.name.last;
    if (t < s.last && w_.is(t, possessive)) {
      n.owns = true;
      return;
    }
    if (t < s.last && w_.plain(t) == "(") {
      TokenIndex close = t + 1;
      while (close < s.last && close - t < 8 && w_.plain(close) != ")") ++close;
      if (close < s.last && w_.plain(close) == ")") {
        const string_view in = w_.plain(t + 1);
        const bool letter =
            in == "d" || in == "r" || in == "i" || in.starts_with("d-") || in.starts_with("r-") || in.starts_with("i-");
        if (letter && w_.is(t + 1, capital)) {
          n.kind = NameKind::person;
          n.legislator = true;
          n.whole.last = close + 1;
          t = close + 1;
        } else if (close == t + 2 && w_.is(t + 1, acronym) && n.kind != NameKind::person) {
          n.short_form = {t + 1, t + 2};
          if (n.kind == NameKind::unknown) n.kind = NameKind::organisation;
          n.whole.last = close + 1;
          t = close + 1;
        } else if (close == t + 2 && d_.tokens[t + 1].kind == TokenKind::number) {
          t = close + 1;
        }
      }
    }
    if (comma(t, s.last) && t + 1 < s.last) {  // ", D-Ohio,"
      const string_view in = w_.plain(t + 1);
      if (w_.is(t + 1, capital) && (in.starts_with("d-") || in.starts_with("r-") || in.starts_with("i-")) &&
          in.size() > 3) {
        n.kind = NameKind::person;
        n.legislator = true;
        n.whole.last = t + 2;
        t += 2;
      } else if (d_.tokens[t + 1].kind == TokenKind::number && t + 2 < s.last &&
                 d_.tokens[t + 1].end - d_.tokens[t + 1].start <= 2 &&
                 (comma(t + 2, s.last) || w_.plain(t + 2) == "." || w_.is(t + 2, auxiliary))) {
        if (n.kind == NameKind::unknown) n.kind = NameKind::person;
        n.whole.last = t + 2;
        t += 2;
      }
    }
    // "Harrow have complained": no person has a plural verb.
    if (n.kind == NameKind::unknown && t == n.name.last && t < s.last && n.whole.first == s.first &&
        (w_.plain(t) == "have" || w_.plain(t) == "are" || w_.plain(t) == "were")) {
      n.kind = NameKind::organisation;
      return;
    }
    // "Vallin, which runs the ferries," and "Brandt, who runs them,"
    if (n.kind == NameKind::unknown && comma(t, s.last) && t + 1 < s.last &&
        (n.whole.first == s.first || (n.whole.first == s.first + 1 && w_.is(s.first, definite_word)))) {
      n.company = w_.plain(t + 1) == "which";
      if (n.company) n.kind = NameKind::organisation;
      if (w_.plain(t + 1) == "who") n.kind = NameKind::person;
    }
    // "Lawyers for Brandt, who denies it,": one person does.
    if (n.kind == NameKind::unknown && comma(t, s.last) && t + 2 < s.last && w_.plain(t + 1) == "who" &&
        one_does(t + 2))
      n.kind = NameKind::person;
    if ((comma(t, s.last) || dash(t, s.last)) && n.kind != NameKind::outlet && n.kind != NameKind::document)
      apposition(n, t, s);
  }

 private:
  // A verb of one, and not of many.
  [[nodiscard]] bool one_does(TokenIndex t) const {
    const string_view p = w_.plain(t);
    if (w_.is(t, adverb)) return false;
    return p == "has" || p == "is" || p == "was" || p == "does" ||
           (p.size() > 4 && p.ends_with('s') && !p.ends_with("ss"));
  }
  [[nodiscard]] bool definite_before(TokenIndex t, Range s) const {
    for (TokenIndex k = t; k > s.first && t - k < 4;)
      if (--k; w_.is(k, definite_word)) return true;
    return false;
  }

  // "The equipment maker Vallin", "the Kestovian newspaper Tarn": what it is stands before the name.
  bool called(Name& n, Range s) const {
    const TokenIndex noun = n.whole.first - 1;
    if (n.whole.first == s.first || !w_.word(noun) || w_.is(noun, capital | plural | person_noun | possessive) ||
        n.kind == NameKind::place)
      return false;
    static constexpr auto outlets =
        std::to_array<string_view>({"newspaper", "daily", "weekly", "magazine", "tabloid", "broadcaster", "outlet",
                                    "broadsheet", "site", "website"});
    static constexpr auto firms = std::to_array<string_view>(
        {"giant", "firm", "company", "startup", "retailer", "airline", "lender", "bank", "insurer", "charity", "party",
         "group", "club", "consultancy", "conglomerate", "manufacturer", "developer"});
    // "told the party Osk had left"
    if (noun >= s.first + 2 && w_.is(noun - 1, definite_word) && speaks(w_.plain(noun - 2))) return false;
    const bool outlet_noun = among(outlets, w_.plain(noun));
    if (!outlet_noun && !makes(w_.plain(noun)) && w_.plain(noun) != "maker" && !among(firms, w_.plain(noun)))
      return false;
    // "the firm Doe runs" is not Doe, nor is Doe whom "the party chose"
    const bool own = n.name.last < s.last && (w_.is(n.name.last, auxiliary) || speaks(w_.plain(n.name.last)) ||
                                              announces(w_.plain(n.name.last)) || !w_.word(n.name.last));
    if (!own || w_.is(n.name.first, male_name | female_name | honorific)) return false;
    n.kind = outlet_noun ? NameKind::outlet : NameKind::organisation;
    return true;
  }

  // "Chairman of selectors | Jane Doe"
  bool chief_of(Name& n, Range s) const {
    const TokenIndex t = n.whole.first;
    if ((n.kind != NameKind::unknown && n.kind != NameKind::person) || n.name.size() < 2 || t < s.first + 3)
      return false;
    TokenIndex of = t - 2;
    if (!w_.word(t - 1) || w_.is(t - 1, capital | person_noun | preposition | conjunction | possessive)) return false;
    if (w_.is(of, definite_word)) --of;
    if (of <= s.first || w_.plain(of) != "of") return false;
    const TokenIndex role_at = of - 1;
    if (!w_.is(role_at, role | post | office) || w_.is(role_at, plural)) return false;
    if (w_.is(role_at, candidate | kin | people) || (role_at > s.first && !w_.is(role_at - 1, definite_word)))
      return false;
    n.kind = NameKind::person;
    n.descriptions.push_back({role_at, t});
    n.whole.first = role_at > s.first ? role_at - 1 : role_at;
    return true;
  }

  // "A spokesman for the governor, | Jane Doe,": the role, and whose it is, stand before the comma.
  bool aide_of(Name& n, Range s) const {
    const TokenIndex t = n.whole.first;
    if (n.kind == NameKind::organisation || n.kind == NameKind::outlet || n.kind == NameKind::document ||
        n.kind == NameKind::place || n.name.size() < 2 || t < s.first + 4 || w_.plain(t - 1) != ",")
      return false;
    const TokenIndex end = n.name.last;
    if (end < s.last && !comma(end, s.last) && !dash(end, s.last) && w_.plain(end) != "." && w_.plain(end) != "(")
      return false;
    TokenIndex role_at = t - 1;
    while (role_at > s.first && t - role_at < longest_title) {
      --role_at;
      if (!w_.word(role_at) && !w_.is(role_at, possessive)) return false;
      if (speaks(w_.plain(role_at)) || w_.is(role_at, auxiliary | relative | conjunction)) return false;
      const string_view next = w_.plain(role_at + 1);
      if (role_at + 2 < t && (next == "for" || next == "of" || next == "to") && w_.is(role_at, role | post | office) &&
          !w_.is(role_at, plural | capital))
        break;
    }
    const string_view next = w_.plain(role_at + 1);
    if (!w_.is(role_at, role | post | office) || w_.is(role_at, plural) ||
        (next != "for" && next != "of" && next != "to"))
      return false;
    if (w_.is(role_at, capital) && role_at != s.first) return false;
    TokenIndex first = role_at;
    while (first > s.first && role_at - first < 5 && w_.word(first - 1) && !casing_.grammatical(first - 1)) --first;
    const bool article = first > s.first && w_.is(first - 1, definite_word | indefinite_word);
    if (!article && role_at != s.first) return false;
    n.kind = NameKind::person;
    n.descriptions.push_back({first, t - 1});
    n.whole.first = article ? first - 1 : first;
    return true;
  }

  [[nodiscard]] bool comma(TokenIndex t, TokenIndex end) const { return t < end && w_.plain(t) == ","; }
  [[nodiscard]] bool dash(TokenIndex t, TokenIndex end) const { return t < end && w_.dash(t); }

  // "Brandt, a day after the vote": when it was, or what it came to, and not who it is.
  static bool passes(string_view w) {
    static constexpr auto nouns = std::to_array<string_view>(
        {"day",    "days",  "week",   "weeks",  "month", "months",   "year",     "years",
         "hour",   "hours", "decade", "minute", "move",  "decision", "step",     "claim",
         "charge", "sign",  "result", "rise",   "fall",  "drop",     "increase", "decrease"});
    return among(nouns, w);
  }

  // "Vallin, the maker of pumps"
  static bool makes(string_view w) {
    static constexpr auto makers =
        std::to_array<string_view>({"maker", "carmaker", "drugmaker", "chipmaker", "automaker", "planemaker",
                                    "shipbuilder", "housebuilder", "brewer", "lender", "supplier", "grocer"});
    return among(makers, w);
  }

  void apposition(Name& n, TokenIndex mark, Range s) const {
    TokenIndex t = mark + 1;
    if (t >= s.last || !w_.word(t)) return;
    if (w_.is(t, relative) && t + 1 < s.last && w_.is(t + 1, auxiliary) && t + 2 < s.last &&
        w_.is(t + 2, definite_word | indefinite_word))
      t += 2;  // who is a
    const Classes first = w_.of(t);
    if (first & (preposition | conjunction | relative | auxiliary | masculine | plural_pronoun | neuter | adverb) &&
        !(first & possessive) && !(first & former))
      return;
    TokenIndex end = t;
    const bool dashes = dash(mark, s.last);
    std::uint8_t depth = d_.tokens[n.name.first].quote_depth;
    while (end < s.last && end - t < longest_description) {
      if (d_.tokens[end].quote_depth != depth) break;
      if (dashes ? dash(end, s.last) : comma(end, s.last)) break;
      if (w_.plain(end) == ";" || w_.plain(end) == ":" || (end + 1 == s.last && !w_.word(end))) break;
      ++end;
    }
    if (dashes && !dash(end, s.last)) return;  // "LINDMAR — The mayor said": a dateline
    const NounPhrase np = parse_noun_phrase(w_, {t, end});
    if (!np.found() || np.core.first > t + 1) return;
    // "in Lindmar, the mayor said" is no apposition: a verb follows.
    if (const TokenIndex next = np.head + 1;
        next < end && w_.word(next) && !w_.is(next, preposition | relative | conjunction | possessive) &&
        !(next + 1 == end && (w_.plain(next) == "there" || w_.plain(next) == "here"))) {
      const string_view p = w_.plain(next);
      if (!(p.size() > 5 && (p.ends_with("ed") || p.ends_with("ing"))) && !w_.is(next, capital)) return;
      if (w_.is(next, auxiliary)) return;
    }
    // "Jane Doe, Senator Roe and …" goes on with another person: a list.
    if (casing_.proper(np.head) && !w_.is(np.head, person_noun) && !(np.indefinite && w_.is(np.head, private_body)))
      return;
    if (passes(w_.plain(np.head))) return;
    const bool describes = makes(w_.plain(np.head)) || w_.is(np.head, role | office | post | kin | candidate) ||
                           (w_.is(np.head, people) && !np.plural) ||
                           (np.indefinite && !np.plural && !w_.is(np.head, document | calendar | place));
    const bool of_body =
        np.definite && w_.is(np.head, private_body | public_body | media | party) && n.kind != NameKind::person;
    if (of_body) {
      n.descriptions.push_back({t, end});
      n.whole.last = std::max(n.whole.last, end);
      if (n.kind == NameKind::unknown) n.kind = w_.is(np.head, media) ? NameKind::outlet : NameKind::organisation;
      return;
    }
    if (!describes || n.kind == NameKind::place) return;
    if (np.plural && !np.indefinite) return;
    if (n.kind == NameKind::organisation && !np.indefinite) return;
    const bool person = w_.is(np.head, role | office | post | kin | candidate | people);
    const bool of_company = (w_.is(np.head, private_body) && !w_.is(np.head, role | office | post | kin | candidate)) ||
                            makes(w_.plain(np.head));
    if (n.kind == NameKind::unknown && of_company) {  // "Vallin, a shipping company"
      n.kind = NameKind::organisation;
      n.company = true;
    }
    const bool initials = n.name.size() == 1 && w_.is(n.name.first, acronym);  // "the HRA, a harbour regulator"
    if (n.kind == NameKind::unknown && person && !initials) n.kind = NameKind::person;
    n.descriptions.push_back({t, end});
    n.whole.last = std::max(n.whole.last, end);
    if (comma(end, s.last) && end + 1 < s.last &&
        (w_.is(end + 1, definite_word | indefinite_word | former))) {  // a second one
      TokenIndex more = end + 1;
      while (more < s.last && more - end < longest_description && !comma(more, s.last) && w_.word(more)) ++more;
      const NounPhrase second = parse_noun_phrase(w_, {end + 1, more});
      if (second.found() && w_.is(second.head, role | office | post | candidate) && comma(more, s.last)) {
        n.descriptions.push_back({end + 1, more});
        n.whole.last = more;
      }
    }
  }

  const Words& w_;
  const text::Document& d_;
  const Casing& casing_;
};

}  // namespace

void read_before(const Words& words, const Casing& casing, Range sentence, bool surname, Name& name) {
  Reader(words, casing).before(name, sentence, surname);
}

void read_after(const Words& words, const Casing& casing, Range sentence, Name& name) {
  Reader(words, casing).after(name, sentence);
}

}  // namespace hearsay::identities
