#include "labels/kind.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "text/unicode.hpp"

namespace hearsay::labels {
namespace {

using namespace identities;
using attributions::Extraction;
using std::string_view;

using text::among;

// Offices that companies and clubs have too: the words around them decide.
bool ambiguous(string_view w) {
  static constexpr auto titles = std::to_array<string_view>(
      {"president",    "secretary", "director",       "chairman", "chairwoman",     "chair",           "speaker",
       "commissioner", "general",   "chief",          "officer",  "vice president", "deputy",          "delegate",
       "delegates",    "king",      "queen",          "prince",   "representative", "representatives", "captain",
       "commander",    "envoy",     "superintendent", "whip",     "premier",        "pres.",           "capt.",
       "warden",       "collector", "detective",      "counsel"});
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

// Whoever has such a post works for the public unless the words name somebody else.
bool public_by_default(string_view w) {
  static constexpr auto posts = std::to_array<string_view>(
      {"official", "officials", "officer", "officers", "investigator", "investigators", "soldier", "soldiers",
       "regulator", "regulators", "inspector", "inspectors", "authorities", "sergeant", "lieutenant", "troops",
       "police", "detectives", "detective"});
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

// Bodies of this name may be anybody's.
bool ambiguous_body(string_view w) {
  static constexpr auto nouns = std::to_array<string_view>(
      {"committee",   "council", "panel",    "board",      "house",     "assembly",  "watchdog",
       "society",     "customs", "state",    "department", "authority", "bureau",    "conference",
       "secretariat", "service", "services", "legion",     "center",    "leadership"});
  return among(nouns, w);
}

// Texts that only a public body issues.
bool public_document(string_view w) {
  static constexpr auto nouns =
      std::to_array<string_view>({"law", "laws", "constitution", "statute", "statutes", "ordinance", "indictment",
                                  "census", "subpoena", "warrant", "verdict", "ruling", "affidavit", "legislation"});
  return among(nouns, w);
}

// Texts that whoever holds an office issues by virtue of it: the judge's ruling, and not the senator's book.
bool public_act(string_view w) {
  static constexpr auto nouns =
      std::to_array<string_view>({"order", "orders", "ruling", "opinion", "dissent", "decision", "verdict", "budget",
                                  "proclamation", "directive", "decree"});
  return among(nouns, w);
}
bool governmental(string_view w) {
  return w == "federal" || w == "congressional" || w == "parliamentary" || w == "judicial" || w == "municipal";
}

// What each rule says of itself, a line for a reader.
constexpr auto reasons = std::to_array<std::pair<string_view, string_view>>({
    {"kind.person.name", "A person whom the article names."},
    {"kind.pronoun", "A pronoun that points to nobody named before it."},
    {"kind.organisation.name", "The name of a body."},
    {"kind.organisation.state", "A country or capital, for its government."},
    {"kind.organisation.public", "A common noun of a public body."},
    {"kind.organisation.noun", "A common noun of a body."},
    {"kind.organisation.thing", "No person and no text."},
    {"kind.media.outlet", "The name of an outlet."},
    {"kind.media.noun", "A common noun of an outlet, or of what it publishes."},
    {"kind.document.name", "The name of a text."},
    {"kind.document.noun", "A common noun of a text, a record or data."},
    {"kind.document.thing", "Something that shows or says, and is no person."},
    {"kind.social.noun", "A post or an account on a social platform."},
    {"kind.author.pronoun", "The writer of the article, or its reader."},
    {"kind.anonymous.insider", "Words that keep back a name: familiar with, close to, briefed on."},
    {"kind.anonymous.one-of", "One of several, without a name."},
    {"kind.anonymous.one", "Somebody, without a name."},
    {"kind.anonymous.number", "A number of particular people, without names."},
    {"kind.anonymous.role", "A role, and no name in the article."},
    {"kind.anonymous.agent", "A role, and no name in the article."},
    {"kind.anonymous.relatives", "A relative or relatives, without a name."},
    {"kind.group.those", "People in general."},
    {"kind.group.people", "People in general, or of one mind."},
    {"kind.group.plural", "A plural that names nobody in particular."},
    {"kind.group.bodies", "Bodies in general."},
    {"kind.group.quantifier", "Some, many, most: nobody in particular."},
    {"kind.group.share", "A share of people asked."},
    {"kind.no-source", "The words leave out who says so."},
    {"official.office", "Holds public office, by the article's own words."},
    {"official.party-and-state", "Party and state, as the press gives them for members of a legislature."},
    {"official.public-body", "A public body."},
    {"official.state", "A country or capital, for its government."},
    {"official.speaks-for-office", "Speaks for somebody in public office."},
    {"official.public-document", "A text that only a public body issues."},
    {"official.issued-by-public-body", "Issued by a public body."},
    {"state.run", "Run by a state, by the article's own words or the list of outlets."},
});

Evidence evidence(std::string rule, Span words) {
  const auto it =
      std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) { return reason.first == rule; });
  return {
      .rule = std::move(rule), .words = words, .why = it == reasons.end() ? std::string() : std::string(it->second)};
}

struct Office {
  enum class Held : std::uint8_t { no, now, once } held = Held::no;
  std::uint32_t key = 0;
  Range words;
};

// Members of a legislature, who keep no title when they leave it.
bool legislates(std::uint32_t role) {
  return role == role_key("senator") || role == role_key("congressman") || role == role_key("lawmaker");
}

// "Senate Republicans", "the president's allies in Congress": who sits there.
bool chamber(string_view w) {
  static constexpr auto chambers = std::to_array<string_view>(
      {"congress", "senate", "house", "congressional", "parliament", "parliamentary", "legislature", "legislative"});
  return among(chambers, w);
}

// Texts that are filed with a public body, by somebody else.
bool filed(string_view w) {
  static constexpr auto nouns =
      std::to_array<string_view>({"filing", "filings", "complaint", "lawsuit", "suit", "petition", "petitions",
                                  "application", "applications", "disclosure", "disclosures", "submission"});
  return among(nouns, w);
}

class Labeller {
 public:
  Labeller(const Words& words, const lexicon::Lexicon& lexicon, const std::vector<Extraction>& extractions,
           const Identities& ids)
      : w_(words), d_(words.document()), x_(extractions), ids_(ids) {
    state_outlets_ = lexicon.list("state-outlets");
    state_words_ = lexicon.list("state-run");
    offices_ = lexicon.list("offices");
    officials_.assign(ids.entities.size(), Known{});
    find_campaigns();
    find_bare_titles();
    find_signs();
  }

  std::vector<KindLabel> run() {
    std::vector<KindLabel> labels(x_.size());
    for (std::size_t i = 0; i < x_.size(); ++i) {
      KindLabel& l = labels[i];
      const Resolved& r = ids_.sources[i];
      const Span words = d_.span(r.words.empty() ? x_[i].cue : r.words);
      if (r.entity == nobody) {
        l.kind = Kind::unattributed;
        l.because.push_back(evidence("kind.no-source", d_.span(x_[i].cue)));
        continue;
      }
      const Entity& e = ids_.entities[r.entity];
      l.kind = e.kind;
      l.because.push_back(evidence("kind." + std::string(e.rule), words));
      const Known& known = official(r.entity, 0);
      l.official = known.official;
      if (l.official) l.because.push_back(evidence("official." + std::string(known.rule), d_.span(known.words)));
      if (l.kind == Kind::media) {
        if (const Range state = state_run(e, x_[i]); !state.empty()) {
          l.state_run = true;
          l.because.push_back(evidence("state.run", d_.span(state)));
        }
      }
    }
    return labels;
  }

 private:
  struct Known {
    bool done = false, official = false;
    string_view rule;
    Range words;
  };

  // Bodies and adjectives around a role: for a public one, for a private one.
  struct Context {
    bool is_public = false, is_private = false, is_body = false;  // is_body: public by more than a country's name
  };
  [[nodiscard]] Context context(Range r, TokenIndex head) const {
    static constexpr auto parties =
        std::to_array<string_view>({"republican", "republicans", "democratic", "democrat", "gop", "libertarian"});
    Context c;
    for (TokenIndex t = r.first; t < r.last; ++t) {
      if (t == head) continue;
      const Classes k = w_.of(t);
      const string_view p = w_.plain(t);
      if (p == "state" && t < head) {  // the state director, of anything
        c.is_public = true;
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
      } else if ((k & public_body) && !(ambiguous_body(p) && (k & private_body))) {
        c.is_public = true;
        c.is_body = c.is_body || p != "city" || !w_.is(t, capital);  // a club's name has a City, too
      } else if ((k & private_body) && ambiguous_body(p))
        continue;
      else if ((k & (private_body | media)) && !(k & plural))
        c.is_private = true;
      else if (k & demonym && t < head)
        c.is_public =
            c.is_public || !(p.starts_with("republican") || p.starts_with("democrat") || p.starts_with("conservative"));
      else if (public_adjective(p) && t < head)
        c.is_public = true;
      else if (p == "campaign" || p == "campaigns" || p == "party" || p == "union" || p == "company" ||
               p == "corporate")
        c.is_private = true;
    }
    return c;
  }

  // "Former secretary of | State Osk": a title may begin before what stands in capitals.
  [[nodiscard]] TokenIndex title_start(Range r, TokenIndex t) const {
    constexpr TokenIndex longest = 4;
    for (TokenIndex first = t > longest ? t - longest : 0; first < r.first; ++first)
      if (const lexicon::Phrase* p = w_.reading().at(offices_, first); p && p->tokens.last == t + 1)
        return first > 0 ? first - 1 : first;
    return r.first;
  }

  // Whether the words before an office, or its own, say that it is no longer held, or not yet: "former Lindmar |
  // governor", "a candidate for | mayor". "Former candidate | Sen. Osk" holds hers.
  [[nodiscard]] bool held_once(Range r, TokenIndex t) const {
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

  // What is held now; where nothing is, the last of what was, and all of that in `once`.
  [[nodiscard]] Office office_in(Range r, std::vector<std::uint32_t>* once = nullptr) const {
    Office found;
    const NounPhrase np = parse_noun_phrase(w_, r);
    for (TokenIndex t = r.first; t < r.last; ++t) {
      const string_view p = w_.plain(t);
      if (!w_.is(t, office | post) || w_.is(t, male_name | female_name)) continue;
      // Only heads count: the "Senate" of "Senate candidate" and the "president" of "president's brother" do not.
      const bool head = (np.found() && t == np.head) || t + 1 == r.last || w_.is(t + 1, preposition | conjunction) ||
                        w_.plain(t + 1) == ",";
      if (!head) continue;
      if (t + 1 < r.last && w_.is(t + 1, possessive)) continue;
      if (np.found() && t > np.head && w_.is(np.head, role | candidate | kin | people) &&
          !w_.is(np.head, office | post))
        continue;
      if (np.found() && t > np.head && !conjoined(np.head, t)) continue;
      const Context c = context(r, t);
      bool holds = false;
      if (of_something(t))
        holds = !c.is_private;
      else if (w_.is(t, office) && spelt_out(t) && !w_.is(r.first, indefinite_word))
        holds = !c.is_private;
      else if (w_.is(t, office) && !ambiguous(p))
        holds = !((p.starts_with("official") || p.starts_with("advis")) && c.is_private);
      else if (w_.is(t, office) && w_.is(t, capital))
        holds = !c.is_private || c.is_body;
      else
        holds = (c.is_public && !c.is_private) || (public_by_default(p) && !c.is_private && !p.starts_with("officer"));
      if (holds && weak_post(p) && !c.is_body && !spelt_out(t) && !w_.is(t, capital)) holds = false;
      if (!holds && w_.is(t, office | post)) {
        // Whoever speaks for somebody in office speaks in office.
        for (TokenIndex u = r.first; u < r.last && !holds; ++u)
          if (const std::uint32_t e = named(u); e != nobody && u != t && ids_.entities[e].kind != Kind::person &&
                                                !(ids_.entities[e].place && (weak_post(p) || in_place(r, u))))
            holds = officials_[e].official && !c.is_private;
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
  [[nodiscard]] bool of_something(TokenIndex t) const {
    const lexicon::Phrase* p = w_.reading().at(offices_, t);
    return p && p->tokens.size() > 2 && w_.plain(t + 1) == "of";
  }

  // An office of several words, the foreign secretary or the fire chief, is no club's.
  [[nodiscard]] bool spelt_out(TokenIndex t) const {
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

  [[nodiscard]] bool in_place(Range r, TokenIndex t) const { return t > r.first && w_.plain(t - 1) == "in"; }

  [[nodiscard]] bool conjoined(TokenIndex head, TokenIndex t) const {
    for (TokenIndex u = head + 1; u < t; ++u) {
      if (w_.plain(u) == "and") return true;
      if (w_.is(u, preposition)) return false;
    }
    return t - head <= 2;
  }

  [[nodiscard]] std::uint32_t named(TokenIndex t) const {
    const auto it = std::upper_bound(ids_.names.begin(), ids_.names.end(), t,
                                     [](TokenIndex at, const Name& n) { return at < n.name.first; });
    if (it == ids_.names.begin()) return nobody;
    const auto& n = *(it - 1);
    return n.name.contains(t) ? ids_.entity_of_name[static_cast<std::size_t>(&n - ids_.names.data())] : nobody;
  }

  const Known& official(std::uint32_t id, int depth) {
    Known& known = officials_[id];
    if (known.done) return known;
    known.done = true;
    const Entity& e = ids_.entities[id];
    if (!e.parts.empty()) {  // of several named together the first decides
      const Known first = depth < 3 ? official(e.parts.front(), depth + 1) : Known{};
      if (first.official) set(known, first.rule, first.words);
      return known;
    }
    switch (e.kind) {
      case Kind::person:
        person(e, known, depth);
        break;
      case Kind::organisation:
        organisation(e, known, depth);
        break;
      case Kind::anonymous:
      case Kind::group:
        unnamed(e, known, depth);
        break;
      case Kind::document:
        published(e, known, depth);
        break;
      default:
        break;
    }
    return known;
  }

  static void set(Known& k, string_view rule, Range words) {
    k.official = true;
    k.rule = rule;
    k.words = words;
  }

  void person(const Entity& e, Known& k, int depth) {
    std::vector<std::uint32_t> once;
    std::vector<Office> now, by_courtesy;
    for (std::size_t i = 0; i < e.descriptions.size() && i < 40; ++i) {
      const Range& r = e.descriptions[i];
      const bool quoted = d_.tokens[r.first].quote_depth > 0;
      // A spokesman of whom?
      for (TokenIndex t = r.first; t < r.last && depth < 3; ++t)
        if (const std::uint32_t other = named(t); other != nobody && &ids_.entities[other] != &e)
          official(other, depth + 1);
      const Office o = office_in(r, &once);
      // In a quotation many a title is a courtesy to who held it once: "President Osk", said of a former one.
      const bool courtesy = quoted && !spelt_in_full(r);
      if (o.held == Office::Held::now && courtesy && legislates(o.key))
        by_courtesy.push_back(o);
      else if (o.held == Office::Held::now && !courtesy && !supposed(r))
        now.push_back(o);
      if (o.held == Office::Held::no && !quoted) {
        const NounPhrase np = parse_noun_phrase(w_, r);
        if (np.found() && w_.is(np.head, post | role) && !w_.is(np.head, kin | candidate) &&
            !(w_.in(np.core) & former)) {
          const std::uint32_t owner = served(e, np, r);
          if (owner != nobody && depth < 3) official(owner, depth + 1);
          if (owner != nobody && officials_[owner].official && !runs(owner) && serves(w_.plain(np.head)))
            now.push_back({Office::Held::now, 1, {np.head, np.head + 1}});
        }
      }
    }
    if (once.empty()) now.insert(now.end(), by_courtesy.begin(), by_courtesy.end());
    for (const Office& o : now)
      if (std::find(once.begin(), once.end(), o.key) == once.end()) {
        set(k, "office", o.words);
        return;
      }
    const bool left = std::any_of(once.begin(), once.end(),
                                  [](std::uint32_t key) { return legislates(key) || key == role_key("governor"); });
    if (e.legislator && !left && !e.names.empty()) set(k, "party-and-state", e.names.front());
    if (!k.official && once.empty())
      if (const Range title = bare_titles_[static_cast<std::size_t>(&e - ids_.entities.data())]; !title.empty())
        set(k, "office", title);
    if (!e.named && !k.official) unnamed(e, k, depth);
  }

  // "F.B.I. Director", "Secretary of State": more than a word.
  [[nodiscard]] bool spelt_in_full(Range r) const {
    return r.size() > 1 && w_.is(r.first, capital) && !w_.is(r.first, former | definite_word);
  }

  // "a | President Osk", as some fear
  [[nodiscard]] bool supposed(Range r) const {
    return r.size() == 1 && r.first > 0 && w_.is(r.first, capital) &&
           (w_.plain(r.first - 1) == "a" || w_.plain(r.first - 1) == "any");
  }

  // Whom an aide serves: "its spokeswoman", "Osk's spokesman", "a spokesman for | Osk".
  [[nodiscard]] std::uint32_t served(const Entity& e, const NounPhrase& np, Range r) const {
    if (e.owner != nobody) return e.owner;
    if (!np.possessor.empty()) return named(np.possessor.last - 1);
    constexpr TokenIndex longest_title = 5;
    if (np.head + 1 >= r.last || !w_.is(np.head + 1, preposition)) return nobody;
    for (TokenIndex t = np.head + 2; t < std::min(r.last, np.head + 2 + longest_title); ++t) {
      const std::uint32_t owner = named(t);
      if (owner != nobody && ids_.entities[owner].kind == Kind::person && &ids_.entities[owner] != &e &&
          !(t + 1 < r.last && w_.is(t + 1, possessive)) && named(t + 1) != owner)
        return owner;
    }
    return nobody;
  }

  // "Osk's presidential campaign", "the Osk campaign": Osk runs for office.
  void find_campaigns() {
    campaigns_.assign(ids_.entities.size(), false);
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_surname;
    for (std::uint32_t e = 0; e < ids_.entities.size(); ++e)
      if (const Entity& entity = ids_.entities[e];
          entity.kind == Kind::person && entity.named && entity.parts.empty() && !entity.names.empty())
        by_surname[w_.key(entity.names.front().last - 1)].push_back(e);
    constexpr TokenIndex longest = 4;  // "Osk's 2016 presidential campaign"
    for (TokenIndex t = 1; t < w_.size(); ++t) {
      if (!runs_so(w_.plain(t))) continue;
      for (TokenIndex u = t; u-- > 0 && t - u <= longest;) {
        if (w_.is(u, possessive) && u + 1 < t) continue;
        if (const auto it = by_surname.find(w_.key(u)); it != by_surname.end()) {
          for (const std::uint32_t e : it->second) campaigns_[e] = true;
          break;
        }
        if (u + 1 < t && !w_.is(u, possessive) && !w_.word(u)) break;
      }
    }
  }
  static bool runs_so(string_view w) { return w == "campaign" || w == "campaigns" || w == "candidacy" || w == "bid"; }

  // "The senator" of an article that calls nobody so by name is whom the clause or the sentence before is about.
  void find_bare_titles() {
    bare_titles_.assign(ids_.entities.size(), Range{});
    std::map<std::uint32_t, std::map<std::uint32_t, int>> votes;  // role -> entity -> how often
    std::map<std::uint64_t, Range> where;
    std::map<TokenIndex, std::uint32_t> speakers;  // of titles in sources
    for (const Resolved& r : ids_.sources) {
      if (r.entity == nobody || ids_.entities[r.entity].kind != Kind::person) continue;
      for (TokenIndex t = r.words.first; t < r.words.last; ++t)
        if (bare_title(w_.plain(t))) speakers.try_emplace(t, r.entity);
    }
    for (TokenIndex t = 1; t < w_.size(); ++t) {
      if (!bare_title(w_.plain(t)) || w_.is(t, capital) || d_.tokens[t].quote_depth > 0) continue;
      constexpr TokenIndex longest = 4;  // "the freshman Lindmar senator"
      TokenIndex the = t - 1;
      while (the > 0 && t - the < longest && !w_.is(the, definite_word) &&
             (w_.is(the, capital | demonym | place) || w_.plain(the) == "freshman" || w_.plain(the) == "junior" ||
              w_.plain(the) == "sitting" || w_.plain(the) == "independent" || w_.plain(the).ends_with("-term")))
        --the;
      if (!w_.is(the, definite_word) || (t + 1 < w_.size() && named(t + 1) != nobody)) continue;
      const text::Sentence& sentence = d_.sentences[d_.tokens[t].sentence];
      const bool opens_it = the == sentence.tokens.first;
      if (const auto speaker = speakers.find(t); speaker != speakers.end()) {
        bare_titles_[speaker->second] = {t, t + 1};
        continue;
      }
      if (!opens_it && !w_.is(the - 1, conjunction | relative) && w_.plain(the - 1) != ",") continue;
      if (opens_it && (d_.tokens[t].sentence == 0 || w_.title_case(sentence.block))) continue;
      const std::uint32_t beside = !opens_it && the > 1 && w_.plain(the - 1) == "," ? named(the - 2) : nobody;
      std::uint32_t e =
          subject(opens_it ? d_.sentences[d_.tokens[t].sentence - 1].tokens : Range{sentence.tokens.first, the});
      if (beside != nobody && ids_.entities[beside].kind == Kind::person && ids_.entities[beside].named) e = beside;
      if (the > 0 && w_.plain(the - 1) == "that")
        e = other_than(e, {sentence.tokens.first, the});  // "Doe said that the senator"
      if (e == nobody) continue;
      const std::uint32_t role = role_key(w_.plain(t));
      ++votes[role][e];
      where.try_emplace(std::uint64_t{role} << 32 | e, Range{t, t + 1});
    }
    for (const auto& [role, entities] : votes) {
      if (std::any_of(ids_.entities.begin(), ids_.entities.end(),
                      [&, role = role](const Entity& e) { return called(e, role); }))
        continue;
      std::uint32_t best = nobody;
      int most = 0;
      for (const auto& [e, n] : entities) {
        if (n == most) best = nobody;
        if (n > most) best = e, most = n;
      }
      if (best != nobody && bare_titles_[best].empty()) bare_titles_[best] = where.at(std::uint64_t{role} << 32 | best);
    }
  }
  // What somebody is said to be or to do that only who holds an office is or does: "Doe is the only sitting governor
  // who", "Doe, who seeks re-election", "Doe asked fellow Senate Democrats".
  void find_signs() {
    for (const Mention& m : ids_.mentions) {
      if (!sitting_person(m.entity) || d_.tokens[m.at].quote_depth > 0) continue;
      const Range sentence = d_.sentences[d_.tokens[m.at].sentence].tokens;
      TokenIndex t = m.at + 1;
      while (t < sentence.last && named(t) == m.entity) ++t;
      if (const Range title = predicate({t, sentence.last}); !title.empty()) sign(m.entity, title);
    }
    for (TokenIndex t = 1; t < w_.size(); ++t) {
      if (d_.tokens[t].quote_depth > 0) continue;
      const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
      if (const TokenIndex verb = seeks_again(sentence, t); verb != text::none) {
        const Range before{sentence.first, verb};
        const std::uint32_t e = last_named(before);
        if (e != nobody) sign(e, {verb, t + 1});
      } else if (among_colleagues(t)) {
        const std::uint32_t e = subject({sentence.first, sentence.last});
        if (e != nobody) sign(e, {t, t + 1});
      }
    }
  }
  void sign(std::uint32_t e, Range words) {
    if (bare_titles_[e].empty()) bare_titles_[e] = words;
  }
  [[nodiscard]] bool sitting_person(std::uint32_t id) const {
    const Entity& e = ids_.entities[id];
    return e.kind == Kind::person && e.named && e.parts.empty();
  }
  // "| is one of six Republican incumbents"
  [[nodiscard]] Range predicate(Range r) const {
    if (r.size() < 3 || (w_.plain(r.first) != "is" && w_.plain(r.first) != "remains")) return {};
    TokenIndex t = r.first + 1;
    bool definite = false;
    constexpr TokenIndex longest = 9;
    for (const TokenIndex end = std::min(r.last, t + longest); t < end; ++t) {
      const string_view p = w_.plain(t);
      if (p == "not" || p == "n't" || w_.is(t, former | candidate | possessive | relative)) return {};
      definite = definite || w_.is(t, definite_word | indefinite_word) || p == "one";
      const string_view one = w_.is(t, plural) ? p.substr(0, p.size() - 1) : p;
      if (!definite || !bare_title(one)) {
        if (w_.is(t, preposition) && p != "of") return {};
        continue;
      }
      const bool goes_on = t + 1 < r.last && d_.tokens[t + 1].kind == text::TokenKind::word &&
                           !w_.is(t + 1, preposition | relative | conjunction) && !w_.plain(t + 1).ends_with("ing");
      return goes_on ? Range{} : Range{t, t + 1};
    }
    return {};
  }
  // The verb of "seeks | re-election", "is running for | re-election"; none for what was.
  [[nodiscard]] TokenIndex seeks_again(Range sentence, TokenIndex t) const {
    const string_view p = w_.plain(t);
    if (p != "reelection" && p != "re-election") return text::none;
    static constexpr auto verbs = std::to_array<string_view>(
        {"seek", "seeks", "seeking", "running", "runs", "faces", "facing", "up", "face", "run"});
    constexpr TokenIndex longest = 5;  // "is facing a tough bid for"
    for (TokenIndex u = t; u > sentence.first && t - u < longest; --u)
      if (among(verbs, w_.plain(u - 1))) return u - 1;
    return text::none;
  }
  // Who is named last in a stretch, or first in its sentence where that is a clause's subject.
  [[nodiscard]] std::uint32_t last_named(Range r) const {
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.last,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (int n = 0; it != ids_.mentions.begin() && (--it)->at >= r.first && n < mentions_asked; ++n) {
      if (!sitting_person(it->entity) || d_.tokens[it->at].quote_depth > 0) continue;
      TokenIndex before = it->at;
      while (before > r.first && w_.is(before - 1, office | honorific | definite_word)) --before;
      if (before > r.first && w_.is(before - 1, preposition)) continue;
      return it->entity;
    }
    return nobody;
  }
  // "fellow Senate Democrats", "a Senate colleague", "fellow senators"
  [[nodiscard]] bool among_colleagues(TokenIndex t) const {
    const string_view p = w_.plain(t), before = w_.plain(t - 1);
    if (p == "colleague" || p == "colleagues")
      return before == "senate" || before == "house" || before == "congressional";
    if (p == "senators" || p == "lawmakers" || p == "governors" || p == "congressmen") return before == "fellow";
    return (p == "senate" || p == "house") && before == "fellow" && w_.is(t, capital);
  }
  static bool bare_title(string_view w) {
    return w == "senator" || w == "incumbent" || w == "lawmaker" || w == "governor" || w == "congressman" ||
           w == "congresswoman" || w == "mayor";
  }
  static constexpr int mentions_asked = 30;  // of a sentence
  // Whom a stretch names first.
  [[nodiscard]] std::uint32_t subject(Range r) const {
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.first,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (int n = 0; it != ids_.mentions.end() && it->at < r.last && n < mentions_asked; ++it, ++n) {
      const Entity& e = ids_.entities[it->entity];
      if (e.kind == Kind::person && e.named && e.parts.empty() && d_.tokens[it->at].quote_depth == 0) return it->entity;
    }
    return nobody;
  }
  [[nodiscard]] std::uint32_t other_than(std::uint32_t speaker, Range r) const {
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.last,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (int n = 0; it != ids_.mentions.begin() && (--it)->at >= r.first && n < mentions_asked; ++n)
      if (const Entity& e = ids_.entities[it->entity];
          it->entity != speaker && e.kind == Kind::person && e.named && e.parts.empty())
        return it->entity;
    return nobody;
  }
  [[nodiscard]] bool called(const Entity& e, std::uint32_t role) const {
    const auto has = [&](const std::vector<Range>& ranges) {
      return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) {
        for (TokenIndex t = r.first; t < r.last && d_.tokens[r.first].quote_depth == 0; ++t)
          if (w_.is(t, office) && role_key(w_.plain(t)) == role && !held_once(r, t)) return true;
        return false;
      });
    };
    return (e.kind == Kind::person && has(e.descriptions)) || (!e.named && has(e.names));
  }

  // A president may have a campaign, too; who speaks for them speaks for the state.
  [[nodiscard]] bool governs(const Entity& e) const {
    return std::any_of(e.descriptions.begin(), e.descriptions.end(), [&](const Range& r) {
      const Office o = office_in(r);
      return o.held == Office::Held::now && (o.key == role_key("president") || o.key == role_key("minister"));
    });
  }

  // Whoever runs for an office: who speaks for it speaks for the campaign.
  [[nodiscard]] bool runs(std::uint32_t id) const {
    const Entity& e = ids_.entities[id];
    if (campaigns_[id] && !governs(e)) return true;
    return std::any_of(e.descriptions.begin(), e.descriptions.end(),
                       [&](const Range& r) { return (w_.in(r)&candidate) != 0; });
  }

  static bool serves(string_view w) {
    static constexpr auto posts =
        std::to_array<string_view>({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor",
                                    "director", "secretary", "aides", "advisers", "staff", "spokespeople", "office"});
    return among(posts, w);
  }

  void organisation(const Entity& e, Known& k, int depth) {
    if (e.state) return set(k, "state", e.names.front());
    if (e.place) return;
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      const TokenIndex h = np.found() ? np.head : r.last - 1;
      const Range core{r.first, h + 1};
      const Classes all = w_.in(core);
      if (all & (company | party)) return;
      if (w_.is(h, body) || w_.phrase_end(r.first, body) >= h + 1) return set(k, "public-body", core);
      const string_view p = w_.plain(h);
      if (p == "office" && !np.possessor.empty()) {  // "the minister's office", "Brandt's office"
        const TokenIndex whose = np.possessor.last - 1;
        const bool minister = w_.is(whose, office) && (!ambiguous(w_.plain(whose)) || spelt_out(whose));
        if (minister || (e.owner != nobody && depth < 3 && ids_.entities[e.owner].kind == Kind::person &&
                         official(e.owner, depth + 1).official))
          return set(k, "speaks-for-office", core);
      }
      if (runs_public_affairs(r, h)) return set(k, "public-body", core);
      bool noun = w_.is(h, public_body);
      for (TokenIndex t = core.first; t + 1 < core.last && !noun && e.named; ++t)
        noun = w_.is(t, public_body) && !w_.is(t, private_body) && w_.is(t, capital);
      if (p == "city" && e.named && h > r.first && w_.is(h, capital)) continue;  // Harrow City, a place or a club
      if (!noun) continue;
      if (ambiguous_body(p) && (w_.is(h, private_body) || p == "house" || p == "state")) {
        const Context c = context(r, h);
        if (!c.is_public || c.is_private) continue;
      } else if (!np.possessor.empty() && e.named) {
        continue;
      }
      return set(k, "public-body", core);
    }
    for (const Range& r : e.descriptions) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (np.found() && w_.is(np.head, public_body) && !w_.is(np.head, private_body))
        return set(k, "public-body", np.core);
    }
  }

  // "Board of Elections", "Office of the Inspector General".
  [[nodiscard]] bool runs_public_affairs(Range r, TokenIndex h) const {
    static constexpr auto affairs = std::to_array<string_view>(
        {"elections", "education", "supervisors", "commissioners", "aldermen", "selectmen", "corrections"});
    if (h + 2 >= r.last || w_.plain(h + 1) != "of") return false;
    const string_view p = w_.plain(h);
    const TokenIndex of = w_.is(h + 2, definite_word) ? h + 3 : h + 2;
    if (p == "board" || p == "bureau" || p == "department") return among(affairs, w_.plain(of));
    if (p != "office") return false;
    for (TokenIndex t = of; t < std::min(r.last, of + 4); ++t)
      if (w_.is(t, office) && (!ambiguous(w_.plain(t)) || spelt_out(t))) return true;
    return false;
  }

  void unnamed(const Entity& e, Known& k, int depth) {
    if (e.names.empty()) return;
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (!np.found()) continue;
      bool is_former = false;
      for (TokenIndex t = r.first; t < np.head; ++t) is_former = is_former || w_.is(t, former);
      if (is_former) return;
      const Office o =
          office_in(np.core.last < r.last ? Range{np.core.first, std::min(r.last, np.head + 12)} : np.core);
      const bool of_private =
          e.owner != nobody && depth < 3 && !official(e.owner, depth + 1).official &&
          !context(np.core, np.head).is_public && ids_.entities[e.owner].kind != Kind::document &&
          !(w_.is(np.head, office) && !ambiguous(w_.plain(np.head)) && !public_by_default(w_.plain(np.head)));
      if (o.held == Office::Held::now && e.kind != Kind::group && !of_private) return set(k, "office", np.core);
      if (e.kind == Kind::group) {
        if (w_.is(np.head, office) && !ambiguous(w_.plain(np.head))) return set(k, "office", np.core);
        if (sits(r, np)) return set(k, "office", np.core);
        continue;
      }
      if (public_by_default(w_.plain(np.head))) {
        const Context c = context({r.first, std::min(r.last, np.head + 8)}, np.head);
        bool owner_private =
            e.owner != nobody && depth < 3 && !official(e.owner, depth + 1).official &&
            (ids_.entities[e.owner].kind != Kind::person ||
             (np.head > np.core.first && named(np.head - 1) == e.owner &&
              (!w_.is(np.head - 1, opens) || ids_.entities[e.owner].name.find(' ') != std::string::npos)));
        if (!c.is_private && !owner_private) return set(k, "office", np.core);
      }
      if (const TokenIndex whose = np.possessor.empty() ? np.head : np.possessor.last - 1;
          whose != np.head && w_.is(whose, office) && !w_.is(whose, capital) && serves_plural(w_.plain(np.head)) &&
          (!ambiguous(w_.plain(whose)) || spelt_out(whose)) && e.owner == nobody)
        return set(k, "speaks-for-office", np.core);  // "the prime minister's spokesman"
      if (e.owner != nobody && depth < 3 && w_.is(np.head, post | role) && serves_plural(w_.plain(np.head))) {
        const Known owner = official(e.owner, depth + 1);
        if (owner.official && !runs(e.owner)) return set(k, "speaks-for-office", np.core);
      }
    }
  }
  // "Senate Republicans", "members of Congress", "world leaders".
  [[nodiscard]] bool sits(Range r, const NounPhrase& np) const {
    const TokenIndex h = np.head;
    if (!w_.is(h, plural) || w_.is(h, candidate)) return false;
    const string_view before = h > r.first ? w_.plain(h - 1) : "";
    if (w_.plain(h) == "leaders" &&
        (before == "world" || before == "foreign" || (h > r.first && w_.is(h - 1, demonym))))
      return true;
    for (TokenIndex t = np.core.first; t < h; ++t)
      if (chamber(w_.plain(t)) && t + 2 >= h && (w_.is(t, capital) || w_.plain(t).ends_with('l')))
        return true;  // and not house guests
    if (h + 2 >= r.last || (w_.plain(h + 1) != "of" && w_.plain(h + 1) != "in")) return false;
    const TokenIndex t = w_.is(h + 2, definite_word) ? h + 3 : h + 2;
    return t < r.last && chamber(w_.plain(t)) && w_.is(t, capital);
  }
  static bool serves_plural(string_view w) {
    return serves(w) || (w.ends_with('s') && serves(w.substr(0, w.size() - 1))) || w == "spokesmen" || w == "staff" ||
           w == "staffers";
  }

  void published(const Entity& e, Known& k, int depth) {
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (!np.found()) continue;
      if (filed(w_.plain(np.head)) && np.possessor.empty()) return;
      if (np.head > np.core.first && w_.plain(np.head - 1) == "pool") return;  // what reporters share
      const TokenIndex last = std::min(r.last, np.head + 10);
      if (public_document(w_.plain(np.head)) && np.possessor.empty() && !np.indefinite)
        return set(k, "public-document", {np.core.first, np.head + 1});
      bool issuer = false;
      for (TokenIndex t = np.core.first; t < last; ++t) {
        if (t == np.head) continue;
        if (t > np.head && (w_.is(t, relative) || w_.plain(t) == ",")) break;
        if (t > np.head) {
          const string_view p = w_.plain(t);
          if (w_.is(t, preposition)) issuer = p == "by" || p == "from" || p == "at";
          if (!issuer) continue;
        }
        if (w_.is(t, company | party | outlet | private_body) && !w_.is(t, public_body)) return;
        if (w_.is(t, body) || (w_.is(t, public_body) && !ambiguous_body(w_.plain(t))) ||
            (t < np.head && governmental(w_.plain(t))))
          return set(k, "issued-by-public-body", {t, t + 1});
      }
    }
    if (e.owner == nobody || depth >= 3) return;
    const Kind kind = ids_.entities[e.owner].kind;
    const bool act = std::any_of(e.names.begin(), e.names.end(), [&](const Range& r) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      return np.found() && public_act(w_.plain(np.head));
    });
    if (kind != Kind::organisation && !(kind == Kind::person && act)) return;
    const Known owner = official(e.owner, depth + 1);
    if (owner.official) set(k, "issued-by-public-body", owner.words);
  }

  // The words that call an outlet a state's own; empty if none do.
  [[nodiscard]] Range state_run(const Entity& e, const Extraction& x) const {
    const auto in = [&](Range r) -> Range {
      const lexicon::Phrase* p = w_.reading().first(state_outlets_, r);
      if (!p) p = w_.reading().first(state_words_, r);
      return p ? p->tokens : Range{};
    };
    for (const Range& r : x.source)
      if (const Range found = in(r); !found.empty()) return found;
    for (const Range& r : e.names) {
      const TokenIndex block = d_.blocks[d_.tokens[r.first].block].tokens.first;
      const Range wide{r.first > block + 3 ? r.first - 3 : block, r.last};
      if (const Range found = in(wide); !found.empty()) return found;
    }
    for (const Range& r : e.descriptions)
      if (const Range found = in(r); !found.empty()) return found;
    return {};
  }

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  const Identities& ids_;
  lexicon::ListId state_outlets_, state_words_, offices_;
  std::vector<Known> officials_;
  std::vector<bool> campaigns_;     // of each entity
  std::vector<Range> bare_titles_;  // of each entity: "the senator", of whom it is the only one
};

}  // namespace

std::vector<KindLabel> label_kinds(const Words& words, const lexicon::Lexicon& lexicon,
                                   const std::vector<Extraction>& extractions, const Identities& identities) {
  return Labeller(words, lexicon, extractions, identities).run();
}

}  // namespace hearsay::labels
