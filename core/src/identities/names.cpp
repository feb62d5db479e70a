#include "identities/names.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "identities/beside_names.hpp"
#include "identities/casing.hpp"
#include "identities/noun_phrase.hpp"
#include "text/unicode.hpp"

namespace hearsay::identities {
namespace {

using std::string_view;
using text::TokenKind;

constexpr std::uint32_t longest_name = 12;  // tokens

using text::among;

// Small words inside the names of persons.
bool particle(string_view w) {
  static constexpr auto particles = std::to_array<string_view>(
      {"de",  "del", "della", "di",   "da", "do", "dos", "du", "van", "von", "der", "den", "ter",
       "ten", "bin", "ibn",   "bint", "al", "el", "la",  "le", "y",   "e",   "zu",  "af",  "ben"});
  return among(particles, w);
}

bool generation(string_view w) {
  static constexpr auto suffixes =
      std::to_array<string_view>({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq.", "m.d.", "ph.d."});
  return among(suffixes, w);
}

class Finder {
 public:
  explicit Finder(const Words& words) : w_(words), d_(words.document()), casing_(words) {}

  std::vector<Name> run() {
    find_titled();
    for (std::uint32_t s = 0; s < d_.sentences.size(); ++s) {
      if (w_.title_case(d_.sentences[s].block)) continue;
      sentence(d_.sentences[s].tokens);
    }
    // Headlines have capitals everywhere: only names that the article's body knows are looked for there.
    std::vector<Name> headlines;
    for (std::uint32_t s = 0; s < d_.sentences.size(); ++s)
      if (w_.title_case(d_.sentences[s].block)) title_case(d_.sentences[s].tokens, headlines);
    names_.insert(names_.end(), std::make_move_iterator(headlines.begin()), std::make_move_iterator(headlines.end()));
    std::stable_sort(names_.begin(), names_.end(),
                     [](const Name& x, const Name& y) { return x.name.first < y.name.first; });
    return std::move(names_);
  }

 private:
  // "told The Advocate": a name with its article, wherever it stands. An outlet's, where the story speaks of one.
  void find_titled() {
    for (TokenIndex t = 0; t + 1 < w_.size(); ++t) {
      press_ = press_ || w_.plain(t) == "newspaper" || w_.plain(t) == "editorial" || w_.plain(t) == "magazine";
      if (w_.plain(t) == "the" && w_.is(t, capital) && !w_.is(t, opens) && w_.word(t + 1) && w_.is(t + 1, capital) &&
          !w_.title_case(d_.tokens[t].block))
        titled_.insert(w_.key(t + 1));
    }
  }

  [[nodiscard]] bool known(TokenIndex t) const {
    return w_.phrase_end(t, outlet | body | company | place | party) > t || w_.is(t, male_name | female_name);
  }
  [[nodiscard]] bool organisation_word(TokenIndex t) const {
    return w_.is(t, private_body | public_body | media | party) || w_.is(t, body | company | outlet);
  }

  void sentence(Range s) {
    for (TokenIndex t = s.first; t < s.last;) {
      if (!w_.is(t, capital | definite_word) || nickname(t, s)) {
        ++t;
        continue;
      }
      const TokenIndex known_end = std::min(s.last, w_.phrase_end(t, outlet | body | company | party));
      const bool listed =
          known_end > t && (w_.is(t, capital) || (w_.is(t, definite_word) && t + 1 < s.last && w_.is(t + 1, capital)));
      if (!listed && !casing_.proper(t)) {
        ++t;
        continue;
      }
      TokenIndex end = chunk(listed ? known_end : t, t, s.last);
      if (listed && end > known_end && !organisation_word(end - 1) && !firm_ending(w_.plain(end - 1)) &&
          !titled({known_end - 1, end}))
        end = known_end;  // "told CNN Doe"
      t = std::max(t + 1, name({t, end}, listed ? known_end : t, s));
    }
  }

  // "Jane Doe, dubbed “Lady Luck” or “Lucky Jane”": what she is called, and no name.
  [[nodiscard]] bool nickname(TokenIndex t, Range s) const {
    constexpr TokenIndex far = 8;
    if (d_.tokens[t].quote_depth == 0) return false;
    for (TokenIndex k = t; k > s.first && t - k < far;) {
      --k;
      if (w_.plain(k) == "dubbed" || w_.plain(k) == "nicknamed")
        return d_.tokens[k].quote_depth < d_.tokens[t].quote_depth;
    }
    return false;
  }

  // The end of the run of capitalised words that goes on at `t`.
  [[nodiscard]] TokenIndex chunk(TokenIndex t, TokenIndex first, TokenIndex last) const {
    last = std::min(last, first + longest_name);
    bool body_like = t > first;
    while (t < last) {
      if (t > first && w_.is(t, opens) && !casing_.proper(t)) break;
      if (casing_.proper(t) && (t == first || !w_.is(t, opens))) {
        body_like = body_like || organisation_word(t) || w_.is(t, post | office);
        // "the Kestovian | Board of Fish and Trade", which a list holds
        const TokenIndex known_end = t > first && w_.is(t - 1, demonym | place) ? w_.phrase_end(t, body | outlet) : t;
        t = std::max(t + 1, std::min(last, known_end));
        continue;
      }
      if (t == first) break;
      const string_view p = w_.plain(t);
      const bool next = t + 1 < last && casing_.proper(t + 1) && !w_.is(t + 1, opens);
      if (particle(p) && !w_.is(t, capital)) {  // van der Berg
        TokenIndex n = t + 1;
        while (n < last && n - t < 3 && particle(w_.plain(n)) && !w_.is(n, capital)) ++n;
        if (n < last && casing_.proper(n) && !w_.is(n, opens)) {
          t = n + 1;
          continue;
        }
      }
      const bool plural_for = p == "for" && t == first + 1 && w_.is(first, plural) &&
                              (!w_.is(first, opens) || known_plural(first));  // Citizens for Clean Water
      const bool several = w_.is(t - 1, plural) && w_.is(t - 1, opens) && w_.is(t - 1, post | office);  // Leaders of
      if ((p == "of" || p == "for") && !several &&
          (plural_for || (w_.is(t - 1, capital) && (organisation_word(t - 1) || w_.is(t - 1, office | post))))) {
        TokenIndex n = t + 1;
        if (n < last && (w_.plain(n) == "the" || w_.plain(n) == "a")) ++n;
        if (n < last && casing_.proper(n)) {
          t = n + 1;
          continue;
        }
      }
      const bool after_the = first > 0 && w_.is(first - 1, definite_word);
      if (p == "&" && next && w_.is(t - 1, capital)) {  // Vallin & Roe
        ++t;
        continue;
      }
      if (against(t) && t + 1 < last && casing_.proper(t + 1)) {  // Vallin v. Roe
        ++t;
        continue;
      }
      if (p == "and" && next &&
          (body_like || after_the || (t == first + 1 && !w_.is(first, male_name | female_name))) &&
          t - first <= 5) {  // Department of Health and Human Services
        TokenIndex n = t + 1;
        while (n < last && casing_.proper(n)) ++n;
        const bool closes = organisation_word(n - 1) && !w_.is(n - 1, body | outlet | company);
        bool of = false;
        for (TokenIndex k = first; k < t; ++k) of = of || w_.plain(k) == "of";
        // "Devon and Cornwall Police"
        const bool police = t == first + 1 && (w_.plain(n - 1) == "police" || w_.plain(n - 1) == "constabulary" ||
                                               (w_.plain(n - 1) == "service" && w_.is(n - 1, public_body)));
        if (police || ((body_like || after_the) && closes && !organisation_word(t - 1)) ||
            (of && n < last && !person_starts(t + 1, n) && closes)) {
          t = n;
          continue;
        }
      }
      if (d_.tokens[t].kind == TokenKind::open_quote && t + 3 < last && casing_.proper(t + 1) &&
          w_.is(t - 1, capital)) {  // Jo "Red" Doe
        TokenIndex close = t + 2;
        if (close < last && casing_.proper(close)) ++close;
        if (close + 1 < last && d_.tokens[close].kind == TokenKind::close_quote && casing_.proper(close + 1)) {
          t = close + 2;
          continue;
        }
      }
      // the University of Vallin, Harrow
      if (p == "," && t + 2 < last && t >= first + 3 && w_.plain(t - 2) == "of" && w_.plain(t - 3) == "university" &&
          casing_.proper(t + 1) && !w_.is(t + 1, place | male_name | female_name) && !w_.word(t + 2)) {
        t += 2;
        continue;
      }
      if (p == "," && t + 1 < last && generation(w_.plain(t + 1))) {
        t += 2;
        continue;
      }
      break;
    }
    return t;
  }

  // A sentence's first word: "Lawyers for Doe" are no body.
  [[nodiscard]] bool known_plural(TokenIndex t) const {
    static constexpr auto speaking_for = std::to_array<string_view>(
        {"lawyers", "attorneys", "solicitors", "barristers", "representatives", "agents", "aides", "officials"});
    const string_view p = w_.plain(t);
    if (among(speaking_for, p) || p.starts_with("spokes")) return false;
    return w_.is(t, people) || casing_.capitalised(t);
  }

  [[nodiscard]] bool titled(Range r) const {
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (w_.is(t, honorific | office | post | role | candidate)) return true;
    return false;
  }

  [[nodiscard]] bool person_starts(TokenIndex t, TokenIndex end) const {
    return end - t >= 2 && w_.is(t, male_name | female_name | honorific);
  }

  // The "v." of a case at law.
  [[nodiscard]] bool against(TokenIndex t) const {
    return !w_.is(t, capital) && (w_.plain(t) == "v." || w_.plain(t) == "vs.");
  }

  // One run of capitalised words; `listed` is where the lexicon's phrase that it begins with ends. Returns where to go
  // on.
  TokenIndex name(Range run, TokenIndex listed, Range s) {
    while (run.last > run.first + 1 && !w_.word(run.last - 1)) --run.last;
    // A title inside: what follows it is a person.
    TokenIndex title = text::none;
    for (TokenIndex t = run.first; t + 1 < run.last; ++t) {
      if (w_.phrase_end(t, place) > t + 1) continue;  // Sri Lanka
      const bool titled = w_.is(t, honorific) || (w_.is(t, office | post | role | candidate) && !given(t, run));
      if (titled && w_.is(t, capital)) title = t;
    }
    const TokenIndex resume = run.last;
    if (members(run)) return resume;
    for (TokenIndex t = run.first + 1; t + 1 < run.last; ++t)
      if (w_.plain(t) == "flight" && w_.plain(t + 1).find_first_of("0123456789") != string_view::npos)
        run.last = t;  // Vallin Air | Flight 804
    if (run.size() == 1 && w_.is(run.first, party) && w_.is(run.first, plural) && w_.is(run.first, opens) &&
        !casing_.capitalised(run.first))
      return resume;  // "Conservatives thought"
    if (press_ && run.size() == 1 && run.first > 0 && w_.is(run.first - 1, definite_word) &&
        w_.is(run.first - 1, capital) && titled_.contains(w_.key(run.first)) &&
        !w_.is(run.first, place | body | company | outlet | office | demonym)) {
      Name n;
      n.name = n.whole = {run.first - 1, run.last};
      n.kind = NameKind::outlet;
      names_.push_back(std::move(n));
      return resume;
    }
    if (run.size() == 1 && w_.is(run.first, acronym) && w_.is(run.first, private_body) &&
        !w_.is(run.first, body | company))
      return resume;  // "a super PAC"
    if (run.size() == 1 && w_.is(run.first, acronym) && w_.is(run.first, role | post | office) &&
        !w_.is(run.first, male_name | female_name))
      return resume;  // "the former CEO of Vallin"
    Name n;
    n.name = run;
    for (TokenIndex t = run.first + 1; t + 1 < run.last; ++t)
      if (against(t)) n.kind = NameKind::document;
    if (title != text::none && n.kind == NameKind::unknown) {
      const Range rest{title + 1, run.last};
      const bool of = w_.plain(rest.first) == "of" || w_.plain(rest.first) == "for";
      const bool listed_body = w_.phrase_end(rest.first, body | outlet) == run.last;
      const bool named = rest.size() == 2 && w_.is(rest.first, male_name | female_name);  // Mayor Don Guardian
      const bool body_after = of || listed_body || (organisation_word(run.last - 1) && !named);
      if (!body_after) {
        n.name = rest;
        n.kind = NameKind::person;
        TokenIndex last = title + 1;  // "Health Minister | Dr. Doe"
        while (last > run.first + 1 && w_.is(last - 1, honorific) && !w_.is(last - 1, office)) --last;
        n.descriptions.push_back({run.first, last});
      } else if (const TokenIndex first = of ? behind_title(title, rest) : rest.last;
                 first < rest.last) {  // Director of Press Affairs Jane Doe, Minister of Health Osk
        n.name = {first, run.last};
        n.kind = NameKind::person;
        n.descriptions.push_back({run.first, first});
      } else if (w_.is(title, honorific)) {
        n.kind = NameKind::organisation;
      }
    }
    if (n.kind == NameKind::unknown) {
      // "Attorney General" alone, "State Senator" alone: a description, not a name.
      if (w_.is(run.last - 1, office | post | candidate | honorific) && run.size() <= 4 && !listed_phrase(run) &&
          !given(run.first, run) && only_titles(run, s))
        n.title_only = true;
      // "Republican Jane Doe", "Absent Doe": the first word is no part of the name.
      while (n.name.size() > 1 && listed <= n.name.first && !body_of(n.name) &&
             w_.phrase_end(n.name.first, place) <= n.name.first + 1 && !w_.is(n.name.first, male_name | female_name)) {
        const TokenIndex t = n.name.first;
        if (w_.is(t, demonym) && n.name.size() == 2 && w_.is(t + 1, acronym)) break;  // the Kestovian FA
        const bool partisan = w_.is(t, people) && !w_.is(t, plural | demonym);
        static constexpr auto participles =
            std::to_array<string_view>({"-based", "-born", "-winner", "-winning", "-nominated", "-educated"});
        const bool based = std::any_of(participles.begin(), participles.end(), [&](string_view end) {
          return w_.plain(t).ends_with(end);  // Lindmar-based Vallin, Oscar-winner Doe
        });
        // "Absent Doe", "Understated Doe": an adjective that opens a sentence.
        const bool adjective =
            w_.is(t, opens) && (casing_.small(t) || (n.name.size() == 2 && common_ending(w_.plain(t)) && often(t)));
        if (!partisan && !based && !w_.is(t, demonym | former) && !adjective) break;
        if (partisan) {
          n.kind = NameKind::person;
          n.descriptions.push_back({run.first, t + 1});
        }
        ++n.name.first;
      }
    }
    if (n.kind == NameKind::unknown && !n.title_only) classify(n);
    n.whole = {std::min(n.name.first, run.first), n.name.last};
    if (n.kind != NameKind::organisation && n.kind != NameKind::outlet && n.kind != NameKind::document && !n.title_only)
      read_before(w_, casing_, s, surnames_.contains(w_.key(n.name.first)), n);
    if (!n.title_only)
      read_after(w_, casing_, s, n);
    else
      n.owns = run.last < s.last && w_.is(run.last, possessive);
    if (n.kind == NameKind::organisation && n.name.size() == 1 && n.name.first == run.first + 1 &&
        w_.is(run.first, demonym))
      n.name.first = run.first;  // "American Vallin, a charity,"
    if (n.title_only)
      n.weak = true;
    else if (n.kind == NameKind::unknown)
      settle(n, s);
    if (n.kind == NameKind::person) sex(n);
    if (n.name.size() == 1 && of_state(n.name.first, s)) return resume;
    const bool family = n.name.size() == 1 && surname(n.name, s);
    if (n.name.size() == 1 && !family && n.descriptions.empty() && !n.legislator && nobody_s_name(n.name.first))
      return resume;
    // "the Ohio Republican", "one New Kestovia Democrat": a description.
    const bool of_some =
        run.first > s.first && w_.is(run.first - 1, indefinite_word) && w_.phrase_end(run.first, place) == run.last - 1;
    if (!organisation_word(run.last - 1) && n.descriptions.empty() && run.first > s.first &&
        (of_some || w_.is(run.first - 1, definite_word)) && run.size() <= 3 && w_.is(run.last - 1, people | demonym) &&
        !w_.is(run.last - 1, private_body | plural | outlet | body | male_name | female_name))
      return resume;
    // "Senate Republicans", "Latino voters' Republican"
    if (!family && n.descriptions.size() <= 1 && !organisation_word(run.last - 1) && n.kind != NameKind::outlet &&
        w_.is(run.last - 1, people) && !w_.is(run.last - 1, outlet | body | party | male_name | female_name) &&
        !w_.is(run.first, male_name | female_name | honorific) &&
        (w_.is(run.last - 1, plural) || w_.is(run.first, demonym | people | place | body)))
      return resume;
    if (n.weak && !n.title_only && n.kind == NameKind::unknown && common(n.name.first)) return resume;
    if (n.kind == NameKind::person && n.name.size() > 1 && !w_.is(n.name.last - 1, plural))
      surnames_.insert(w_.key(n.name.last - 1));
    const bool bracket = n.legislator || !n.short_form.empty();
    names_.push_back(std::move(n));
    return std::max(resume, bracket ? bracket_end(names_.back(), s) : names_.back().name.last);
  }

  // Whether the word after `t` stands often without the one at `t` before it. Counted once for the article.
  [[nodiscard]] bool often(TokenIndex t) {
    constexpr std::uint32_t enough = 3;
    const auto pair = [&](TokenIndex k) { return std::uint64_t{w_.key(k - 1)} << 32 | w_.key(k); };
    if (capitals_.empty())
      for (TokenIndex k = 1; k < w_.size(); ++k)
        if (w_.is(k, capital)) {
          ++capitals_[w_.key(k)];
          ++capitals_[pair(k)];
        }
    return capitals_[w_.key(t + 1)] >= enough + capitals_[pair(t + 1)];
  }

  // "three Labour MPs", "a Conservative MP": what they are, and nobody's name.
  [[nodiscard]] bool members(Range run) const {
    const TokenIndex head = run.last - 1;
    if (run.size() == 3 && w_.is(run.first, number_word)) ++run.first;
    return run.size() == 2 && w_.is(head, office) && w_.is(head, acronym | plural) &&
           !w_.is(head, male_name | female_name) && w_.is(run.first, people | party | demonym) &&
           !w_.is(run.first, male_name | female_name);
  }

  // The Harbour Commission, the Harbour Union of Lindmar.
  [[nodiscard]] bool body_of(Range name) const {
    TokenIndex head = name.first + 1;
    while (head < name.last && w_.plain(head) != "of" && w_.plain(head) != "for") ++head;
    return organisation_word(head - 1) || organisation_word(name.last - 1);
  }

  [[nodiscard]] TokenIndex bracket_end(const Name& n, Range s) const {
    TokenIndex t = n.name.last;
    while (t < s.last && t < n.name.last + 8 && w_.plain(t) != ")") ++t;
    return t < s.last && w_.plain(t) == ")" ? t + 1 : std::min(n.name.last + 2, s.last);
  }

  // "Attorney General", "the Ohio Senator": nothing in the run is anybody's name.
  [[nodiscard]] bool only_titles(Range run, Range s) const {
    if (run.size() == 1 || (run.first > s.first && w_.is(run.first - 1, definite_word))) return true;
    for (TokenIndex t = run.first; t < run.last; ++t)
      if (!w_.is(t,
                 office | post | candidate | honorific | place | demonym | body | public_body | former | preposition))
        return false;
    return true;
  }

  // Republicans, Russian, Ironically
  [[nodiscard]] bool nobody_s_name(TokenIndex t) const {
    if (w_.is(t, male_name | female_name | outlet | body | company | party | place)) return false;
    const string_view p = w_.plain(t);
    if (w_.is(t, private_body | public_body | document | media) && !w_.is(t, acronym)) return true;
    const bool alone = w_.is(t, opens) && !casing_.capitalised(t) && !surnames_.contains(w_.key(t));
    if (alone && (w_.is(t, plural) || w_.is(t, number_word)) && p.size() > 4) return true;  // Mourners
    return w_.is(t, demonym | people) || (p.ends_with("ans") && p.size() > 6) ||
           (w_.is(t, opens) && !casing_.capitalised(t) && common_ending(w_.plain(t)));
  }

  // "Roseburg, Ore.,": short for a state.
  [[nodiscard]] bool of_state(TokenIndex t, Range s) const {
    constexpr std::size_t longest = 6;
    if (t < s.first + 2 || w_.plain(t - 1) != "," || !w_.is(t - 2, capital) || t + 1 >= s.last) return false;
    const string_view w = d_.word(t);
    return w.size() <= longest && !w_.is(t, male_name | female_name) && !generation(w_.plain(t)) &&
           (w.ends_with('.') || w_.plain(t + 1) == ".");
  }

  // "Black said", of Sean Black, whom the article has named in full; and not of black voters.
  [[nodiscard]] bool surname(Range name, Range s) const {
    static constexpr auto verbs = std::to_array<string_view>(
        {"says", "adds", "writes", "tells", "asks", "calls", "argues", "insists", "notes", "is", "has", "was"});
    const TokenIndex next = name.last;
    if (surnames_.contains(w_.key(name.first)) && next < s.last && among(verbs, w_.plain(next))) return true;
    return surnames_.contains(w_.key(name.first)) && !w_.is(name.first, plural) &&
           !(next < s.last && w_.is(next, person_noun | private_body | public_body | document | media | plural) &&
             !w_.is(next, capital));
  }

  // Where the person's name begins that ends the run; the run's end if none does. `rest` is what follows the title.
  [[nodiscard]] TokenIndex behind_title(TokenIndex title, Range rest) const {
    static constexpr auto small = std::to_array<string_view>({"of", "for", "the", "and", "&", "in"});
    static constexpr auto portfolios = std::to_array<string_view>(
        {"state",    "police",  "opposition",  "agriculture", "health",         "education",     "finance",
         "defence",  "defense", "foreign",     "home",        "external",       "internal",      "affairs",
         "interior", "justice", "transport",   "energy",      "trade",          "industry",      "labour",
         "labor",    "culture", "sport",       "sports",      "science",        "technology",    "environment",
         "housing",  "work",    "pensions",    "women",       "youth",          "equality",      "equalities",
         "railways", "water",   "fisheries",   "food",        "information",    "planning",      "power",
         "mines",    "tourism", "commerce",    "treasury",    "exchequer",      "security",      "staff",
         "army",     "navy",    "development", "cooperation", "communications", "infrastructure"});
    if (w_.is(title, office | post))
      for (TokenIndex t = rest.first; t < rest.last; ++t) {
        const string_view p = w_.plain(t);
        if (among(small, p) || among(portfolios, p)) continue;
        const bool named = t > rest.first + 1 && rest.last - t <= 4 && w_.is(t, capital) &&
                           !organisation_word(rest.last - 1) && !w_.is(rest.last - 1, place | office | post);
        if (named) return t;
        break;
      }
    return given_inside(rest);
  }
  [[nodiscard]] TokenIndex given_inside(Range r) const {
    for (TokenIndex t = r.first + 2; t + 1 < r.last; ++t)
      if (w_.is(t, male_name | female_name) && r.last - t <= 4 && w_.is(t + 1, capital) &&
          !organisation_word(r.last - 1))
        return t;
    return r.last;
  }
  [[nodiscard]] bool listed_phrase(Range r) const {
    return w_.phrase_end(r.first, body | outlet | company | place | party) >= r.last;
  }
  // "Marshall Doe", "Dean Doe": a given name that is also a title, at the start of a run.
  [[nodiscard]] bool given(TokenIndex t, Range run) const {
    return t == run.first && w_.is(t, male_name | female_name) && run.size() >= 2;
  }
  [[nodiscard]] bool common(TokenIndex t) const {
    return !known(t) && !casing_.capitalised(t) && (casing_.small(t) || w_.is(t, person_noun | document | media));
  }

  void classify(Name& n) {
    const Range r = n.name;
    const TokenIndex last = r.last - 1;
    if (r.size() == 2 && w_.plain(r.first) == "team")  // Team Brandt
      n.kind = NameKind::organisation;
    else if (w_.phrase_end(r.first, outlet) >= r.last || (r.size() == 1 && web_address(w_.plain(r.first))))
      n.kind = NameKind::outlet;
    else if (w_.phrase_end(r.first, body | company | party) >= r.last)
      n.kind = NameKind::organisation;
    else if (w_.phrase_end(r.first, place) >= r.last || town(r))
      n.kind = NameKind::place;
    else if (r.size() > 1 && w_.is(last, media | outlet | outlet_ending) && !w_.is(r.first, male_name | female_name))
      n.kind = NameKind::outlet;
    else if (r.size() > 1 && r.size() <= 4 && w_.is(r.first, male_name | female_name) &&
             w_.is(last, company | outlet) &&
             !w_.is(last, private_body | public_body | media | party | body | outlet_ending))
      n.kind = NameKind::person;  // Robert Ford
    else if (r.size() > 1 && (organisation_word(last) || trades(r)))
      n.kind = NameKind::organisation;
    else if (r.size() > 1 && w_.is(last, document) && !w_.is(r.first, male_name | female_name) &&
             (law(w_.plain(last)) || !(w_.in(r) & (private_body | public_body))))
      n.kind = firm(r) ? NameKind::organisation : NameKind::document;
    else if (r.size() > 1) {
      for (TokenIndex t = r.first; t < r.last && n.kind == NameKind::unknown; ++t) {
        const string_view p = w_.plain(t);
        if (p == "of" || p == "for" || p == "&" || p == "inc." || p == "inc" || p == "corp." || p == "ltd" ||
            p == "llc")
          n.kind = NameKind::organisation;
        if (t > r.first && t + 1 < r.last && (p == "van" || p == "de" || p == "bin" || p == "al"))
          n.kind = NameKind::person;
      }
      if (n.kind == NameKind::unknown && w_.is(r.first, male_name | female_name)) n.kind = NameKind::person;
      const TokenIndex middle = r.first + 1;
      if (n.kind == NameKind::unknown && r.size() >= 3 && w_.plain(middle).size() == 2 &&
          w_.plain(middle).back() == '.')
        n.kind = NameKind::person;
      if (n.kind == NameKind::unknown && generation(w_.plain(last))) n.kind = NameKind::person;
    }
    n.weak = r.size() == 1 && w_.is(r.first, opens) && !casing_.capitalised(r.first);
  }

  // The Harbour Security Act
  static bool law(string_view w) {
    return w == "act" || w == "bill" || w == "treaty" || w == "accord" || w == "amendment";
  }

  // "in Lindmar, Ohio", "the county of Lindmar"
  [[nodiscard]] bool town(Range r) const {
    static constexpr auto divisions = std::to_array<string_view>(
        {"county", "city", "town", "village", "province", "district", "state", "region", "port", "borough"});
    if (r.first >= 2 && r.size() <= 3 && w_.plain(r.first - 1) == "of" && among(divisions, w_.plain(r.first - 2)))
      return true;
    static constexpr auto before = std::to_array<string_view>({"in", "at", "near", "outside", "around", "from"});
    if (r.first == 0 || r.size() > 3 || !among(before, w_.plain(r.first - 1)) ||
        w_.is(r.first, male_name | female_name))
      return false;
    const TokenIndex state = r.last + 1;
    return w_.plain(r.last) == "," && w_.is(state, place) && w_.is(state, capital) && !w_.is(state + 1, possessive);
  }

  // Tarn Fisheries, Vallin Motors: a company by its last word, after no given name.
  [[nodiscard]] bool trades(Range r) const {
    return (firm_ending(w_.plain(r.last - 1)) || club_ending(w_.plain(r.last - 1))) && w_.is(r.last - 1, capital) &&
           !w_.is(r.first, male_name | female_name | honorific);
  }

  // Vallin Research, without an article: who makes the research, not what it found.
  [[nodiscard]] bool firm(Range r) const {
    static constexpr auto trades = std::to_array<string_view>({"research", "polling", "data", "statistics", "surveys"});
    return r.size() == 2 && among(trades, w_.plain(r.last - 1)) && w_.is(r.first, capital) &&
           !w_.is(r.first, demonym | place | body | acronym) &&
           !(r.first > 0 && w_.is(r.first - 1, definite_word | indefinite_word | possessive));
  }

  // What the words around do not say, the shape of the name does.
  void settle(Name& n, Range s) {
    const Range r = n.name;
    if (r.size() == 2 && w_.is(r.first, acronym) && w_.is(r.first + 1, acronym) && d_.word(r.first).size() > 4 &&
        d_.word(r.first + 1).size() > 4) {  // ANNE BRANDT opens a story
      n.kind = NameKind::person;
      return;
    }
    const bool article = r.first > s.first && w_.is(r.first - 1, definite_word);
    if (casing_.trading(r.last - 1) && !w_.is(r.first, male_name | female_name)) {
      n.kind = NameKind::organisation;
      n.company = true;
      return;
    }
    if (r.size() == 1) {
      if ((w_.is(r.first, acronym) && d_.word(r.first).size() <= 6) || compound(d_.word(r.first)))
        n.kind = NameKind::organisation;
      else if (article)
        n.kind = w_.is(r.first, outlet_ending) ? NameKind::outlet : NameKind::organisation;
      return;
    }
    if (article) {
      n.kind = NameKind::organisation;
      return;
    }
    if (r.size() <= 4 && !w_.is(r.first, acronym | demonym) && !w_.is(r.first, place)) n.kind = NameKind::person;
    if (r.size() <= 3 && n.kind == NameKind::unknown && w_.is(r.first, acronym)) n.kind = NameKind::organisation;
  }

  // EgyptAir, BuzzFeed, and not McDonald, LeBron or DeLong.
  static bool compound(string_view w) {
    const auto upper = [&](std::size_t i) { return w[i] >= 'A' && w[i] <= 'Z'; };
    const auto lower = [&](std::size_t i) { return w[i] >= 'a' && w[i] <= 'z'; };
    constexpr std::size_t shortest = 3;  // of the first part, at least one letter longer: no Mac, no Van
    for (std::size_t i = shortest + 1; i + 1 < w.size(); ++i)
      if (upper(0) && lower(i - 1) && upper(i) && lower(i + 1) && !w.starts_with("Fitz")) return true;
    return false;
  }

  void sex(Name& n) {
    for (const Range& description : n.descriptions) {
      const NounPhrase np = parse_noun_phrase(w_, description);
      Classes c = np.found() ? w_.of(np.head) : 0;
      c |= w_.of(description.last - 1);
      n.male = n.male || (c & male_word);
      n.female = n.female || (c & female_word);
    }
    if (!n.male && !n.female && n.name.size() > 1) {
      n.male = w_.is(n.name.first, male_name);
      n.female = w_.is(n.name.first, female_name) && !n.male;
      if (w_.is(n.name.first, male_name) && w_.is(n.name.first, female_name)) n.male = false;
      if (n.name.size() > 2 && n.female && w_.is(n.name.first + 1, male_name) && !w_.is(n.name.first + 1, female_name))
        n.female = false;
    }
    if (n.male && n.female) n.male = n.female = false;
  }

  void title_case(Range s, std::vector<Name>& out) {
    if (!indexed_) {
      for (std::uint32_t i = 0; i < names_.size(); ++i) {
        const Range r = names_[i].name;
        for (TokenIndex t = r.first; t < r.last; ++t)
          if (w_.is(t, capital)) in_names_.insert(w_.key(t));
      }
      indexed_ = true;
    }
    for (TokenIndex t = s.first; t < s.last;) {
      const TokenIndex listed = std::min(s.last, w_.phrase_end(t, outlet | body | company | party));
      TokenIndex end = t;
      const auto member = [&](TokenIndex k) {
        return d_.tokens[k].kind == TokenKind::word && w_.is(k, capital) && in_names_.contains(w_.key(k)) &&
               !casing_.grammatical(k) && !w_.is(k, demonym | calendar);
      };
      while (end < s.last && member(end)) ++end;
      end = std::max(end, listed);
      if (end == t) {
        ++t;
        continue;
      }
      Name n;
      n.name = {t, end};
      // A title in front stays outside the name.
      while (n.name.size() > 1 && w_.is(n.name.first, honorific | office | post | role | candidate | former) &&
             listed == t)
        ++n.name.first;
      if (n.name.first > t) {
        n.descriptions.push_back({t, n.name.first});
        n.kind = NameKind::person;
      }
      n.whole = {t, end};
      if (n.kind == NameKind::unknown) classify(n);
      if (end < s.last && w_.is(end, possessive)) n.owns = true;
      n.weak = n.kind == NameKind::unknown;
      const bool title_only = n.name.size() == 1 &&
                              w_.is(n.name.first, person_noun | document | private_body | public_body | media) &&
                              listed == t && !w_.is(n.name.first, male_name | female_name);
      if (!title_only) {
        if (n.kind == NameKind::person) sex(n);
        out.push_back(std::move(n));
      }
      t = end;
    }
  }

  const Words& w_;
  const text::Document& d_;
  const Casing casing_;
  std::vector<Name> names_;
  std::unordered_set<std::uint32_t> in_names_, surnames_, titled_;
  std::unordered_map<std::uint64_t, std::uint32_t> capitals_;  // how often a word, or two, stand with a capital
  bool indexed_ = false, press_ = false;
};

}  // namespace

std::vector<Name> find_names(const Words& words) { return Finder(words).run(); }

}  // namespace hearsay::identities
