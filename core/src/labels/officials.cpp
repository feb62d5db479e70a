#include "labels/officials.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "labels/incumbents.hpp"
#include "labels/office.hpp"
#include "text/unicode.hpp"

namespace hearsay::labels {
namespace {

using namespace identities;
using std::string_view;
using text::among;

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
  return w == "federal" || w == "congressional" || w == "parliamentary" || w == "judicial" || w == "municipal" ||
         w == "census";
}

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

class Finder {
 public:
  Finder(const Words& words, const lexicon::Lexicon& lexicon, const Identities& identities)
      : w_(words),
        d_(words.document()),
        ids_(identities),
        offices_(words, lexicon, identities),
        incumbents_(find_incumbents(words, identities, offices_)),
        campaigns_(identities.entities.size()),
        official_(identities.entities.size()),
        done_(identities.entities.size()),
        found_(identities.entities.size()) {}

  std::vector<Official> run() {
    find_campaigns();
    for (const Resolved& r : ids_.sources)
      if (r.entity != nobody) official(r.entity, 0);
    return std::move(found_);
  }

 private:
  static constexpr int deepest = 3;  // steps from somebody to whom they speak for, or belong to

  // Decides, where that is not done yet; what is being decided already counts as it stands.
  bool official(std::uint32_t id, int depth) {
    if (done_[id]) return official_[id];
    done_[id] = true;
    const Entity& e = ids_.entities[id];
    if (!e.parts.empty()) {  // of several named together the first decides
      const std::uint32_t first = e.parts.front();
      if (depth < deepest && official(first, depth + 1)) set(id, found_[first].rule, found_[first].words);
      return official_[id];
    }
    switch (e.kind) {
      case Kind::person:
        person(id, depth);
        break;
      case Kind::organisation:
        organisation(id, depth);
        break;
      case Kind::anonymous:
      case Kind::group:
        unnamed(id, depth);
        break;
      case Kind::document:
        published(id, depth);
        break;
      default:
        break;
    }
    return official_[id];
  }

  void set(std::uint32_t id, string_view rule, Range words) {
    official_[id] = true;
    found_[id] = {rule, words};
  }

  void person(std::uint32_t id, int depth) {
    const Entity& e = ids_.entities[id];
    std::vector<std::uint32_t> once;
    std::vector<Office> now, by_courtesy;
    for (std::size_t i = 0; i < e.descriptions.size() && i < 40; ++i) {
      const Range& r = e.descriptions[i];
      const bool quoted = d_.tokens[r.first].quote_depth > 0;
      // A spokesman of whom?
      for (TokenIndex t = r.first; t < r.last && depth < deepest; ++t)
        if (const std::uint32_t other = ids_.named(t); other != nobody && other != id) official(other, depth + 1);
      const Office o = offices_.read(r, official_, &once);
      // In a quotation many a title is a courtesy to who held it once: "President Osk", said of a former one.
      const bool courtesy = quoted && !spelt_in_full(r);
      if (o.held == Office::Held::now && courtesy && legislates(o.key))
        by_courtesy.push_back(o);
      else if (o.held == Office::Held::now && !courtesy && !supposed(r) && !of_terms(e, r))
        now.push_back(o);
      if (o.held == Office::Held::no && !quoted) {
        const NounPhrase np = parse_noun_phrase(w_, r);
        if (np.found() && w_.is(np.head, post | role) && !w_.is(np.head, kin | candidate) &&
            !(w_.in(np.core) & former)) {
          const std::uint32_t owner = served(id, np, r);
          if (owner != nobody && depth < deepest) official(owner, depth + 1);
          if (owner != nobody && official_[owner] && !runs(owner) && !advises_member(np.head, owner) &&
              (serves(w_.plain(np.head)) || (!np.indefinite && heads_staff(np.head))))
            now.push_back({Office::Held::now, 1, {np.head, np.head + 1}});
        }
      }
    }
    if (once.empty()) now.insert(now.end(), by_courtesy.begin(), by_courtesy.end());
    for (const Office& o : now)
      if (std::find(once.begin(), once.end(), o.key) == once.end()) {
        set(id, "office", o.words);
        return;
      }
    const bool left = std::any_of(once.begin(), once.end(),
                                  [](std::uint32_t key) { return legislates(key) || key == role_key("governor"); });
    if (e.legislator && !left && !e.names.empty()) set(id, "party-and-state", e.names.front());
    if (!official_[id] && once.empty())
      if (const Range title = incumbents_[id]; !title.empty()) set(id, "office", title);
    if (!e.named && !official_[id]) unnamed(id, depth);
  }

  // "The nominee, a two-term governor": what somebody was who runs for another office.
  [[nodiscard]] bool of_terms(const Entity& e, Range r) const {
    if (!w_.is(r.first, indefinite_word)) return false;
    bool terms = false;
    for (TokenIndex t = r.first; t < r.last; ++t) terms = terms || w_.plain(t).ends_with("-term");
    return terms && std::any_of(e.descriptions.begin(), e.descriptions.end(),
                                [&](const Range& other) { return (w_.in(other)&candidate) != 0; });
  }

  // The senator's advisers: of the campaign, as a rule, and not of the office. A president's are the state's.
  [[nodiscard]] bool advises_member(TokenIndex head, std::uint32_t owner) const {
    static constexpr auto posts =
        std::to_array<string_view>({"adviser", "advisers", "advisor", "advisors", "strategist", "strategists"});
    return among(posts, w_.plain(head)) && ids_.entities[owner].kind == Kind::person && !governs(ids_.entities[owner]);
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
  [[nodiscard]] std::uint32_t served(std::uint32_t id, const NounPhrase& np, Range r) const {
    const Entity& e = ids_.entities[id];
    if (e.owner != nobody) return e.owner;
    if (!np.possessor.empty()) {
      const std::uint32_t named = ids_.named(np.possessor.last - 1);
      return named == nobody && np.possessor.size() == 1 ? ids_.mentioned(np.possessor.first) : named;
    }
    if (np.head > np.core.first)  // "Osk spokesman"
      if (const std::uint32_t owner = ids_.named(np.head - 1);
          owner != nobody && owner != id && ids_.entities[owner].kind == Kind::person)
        return owner;
    constexpr TokenIndex longest_title = 5;
    if (np.head + 1 >= r.last || !w_.is(np.head + 1, preposition)) return nobody;
    for (TokenIndex t = np.head + 2; t < std::min(r.last, np.head + 2 + longest_title); ++t) {
      const std::uint32_t owner = ids_.named(t);
      if (owner != nobody && ids_.entities[owner].kind == Kind::person && owner != id &&
          !(t + 1 < r.last && w_.is(t + 1, possessive)) && ids_.named(t + 1) != owner)
        return owner;
    }
    return nobody;
  }

  // "Osk's presidential campaign", "the Osk campaign": Osk runs for office.
  void find_campaigns() {
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

  // A president may have a campaign, too; who speaks for them speaks for the state.
  [[nodiscard]] bool governs(const Entity& e) const {
    return std::any_of(e.descriptions.begin(), e.descriptions.end(), [&](const Range& r) {
      const Office o = offices_.read(r, official_);
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

  [[nodiscard]] bool heads_staff(TokenIndex head) const {
    return w_.plain(head) == "chief" && w_.plain(head + 1) == "of" && w_.plain(head + 2) == "staff";
  }
  static bool serves(string_view w) {
    static constexpr auto posts =
        std::to_array<string_view>({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor",
                                    "director", "secretary", "aides", "advisers", "staff", "spokespeople", "office"});
    return among(posts, w);
  }

  void organisation(std::uint32_t id, int depth) {
    const Entity& e = ids_.entities[id];
    if (e.state || (!e.named && e.rule == "organisation.state")) return set(id, "state", e.names.front());
    if (e.place) return;
    for (const Range& r : e.descriptions) {  // "the Kestovian Fish Council, an industry body"
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (e.named && np.found() && np.indefinite && w_.is(np.head, private_body) && !w_.is(np.head, public_body))
        return;
    }
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      // "Devon and Cornwall Police": the last word of the name says what it is.
      const bool last = e.named && w_.is(r.last - 1, public_body) && !(w_.in(r)&preposition);
      const TokenIndex h = np.found() && !last ? np.head : r.last - 1;
      const Range core{r.first, h + 1};
      const Classes all = w_.in(core);
      if (all & (company | party)) return;
      if (w_.is(h, body) || w_.phrase_end(r.first, body) >= h + 1) return set(id, "public-body", core);
      const string_view p = w_.plain(h);
      if (p == "office" && !np.possessor.empty()) {  // "the minister's office", "Brandt's office"
        const TokenIndex whose = np.possessor.last - 1;
        if (offices_.unmistakable(whose) ||
            (e.owner != nobody && depth < deepest && ids_.entities[e.owner].kind == Kind::person &&
             official(e.owner, depth + 1)))
          return set(id, "speaks-for-office", core);
      }
      if (runs_public_affairs(r, h)) return set(id, "public-body", core);
      if (const TokenIndex end = w_.phrase_end(r.first, body); e.named && end > r.first && end <= h && part_of_body(h))
        return set(id, "public-body", core);
      bool noun = w_.is(h, public_body);
      for (TokenIndex t = core.first; t + 1 < core.last && !noun && e.named; ++t)
        noun = w_.is(t, public_body) && !w_.is(t, private_body) && w_.is(t, capital);
      if (p == "city" && e.named && h > r.first && w_.is(h, capital)) continue;  // Harrow City, a place or a club
      if (!noun) continue;
      const bool of_two_words = h > core.first && w_.phrase_end(h - 1, public_body) == h + 1;  // the nuclear watchdog
      if (!of_two_words && offices_.ambiguous_body(h) && (w_.is(h, private_body) || p == "house" || p == "state")) {
        const OfficeReader::Context c = offices_.context(r, h);
        if (!c.is_public || c.is_private) continue;
      } else if (!np.possessor.empty() && e.named) {
        continue;
      }
      return set(id, "public-body", core);
    }
    for (const Range& r : e.descriptions) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (np.found() && w_.is(np.head, public_body) && !w_.is(np.head, private_body))
        return set(id, "public-body", np.core);
    }
  }

  // "The Garda | Press Office"
  [[nodiscard]] bool part_of_body(TokenIndex h) const {
    static constexpr auto parts =
        std::to_array<string_view>({"office", "unit", "division", "branch", "command", "section", "bureau"});
    return w_.is(h, capital) && among(parts, w_.plain(h));
  }

  // "Board of Elections", "Office of the Inspector General".
  [[nodiscard]] bool runs_public_affairs(Range r, TokenIndex h) const {
    static constexpr auto affairs = std::to_array<string_view>(
        {"elections", "education", "supervisors", "commissioners", "aldermen", "selectmen", "corrections"});
    if (h + 2 >= r.last || w_.plain(h + 1) != "of") return false;
    const string_view p = w_.plain(h);
    const TokenIndex of = w_.is(h + 2, definite_word) ? h + 3 : h + 2;
    if (p == "directorate" || part_of_body(h)) return w_.phrase_end(of, body) > of || w_.is(of, public_body);
    if (p == "board" || p == "bureau" || p == "department") return among(affairs, w_.plain(of));
    if (p != "office") return false;
    for (TokenIndex t = of; t < std::min(r.last, of + 4); ++t)
      if (offices_.unmistakable(t)) return true;
    return false;
  }

  void unnamed(std::uint32_t id, int depth) {
    const Entity& e = ids_.entities[id];
    if (e.names.empty()) return;
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (!np.found()) continue;
      bool is_former = false;
      for (TokenIndex t = r.first; t < np.head; ++t) is_former = is_former || w_.is(t, former);
      if (is_former) return;
      const Office o = offices_.read(
          np.core.last < r.last ? Range{np.core.first, std::min(r.last, np.head + 12)} : np.core, official_);
      const bool of_private = e.owner != nobody && depth < deepest && !official(e.owner, depth + 1) &&
                              !offices_.context(np.core, np.head).is_public &&
                              ids_.entities[e.owner].kind != Kind::document &&
                              !(offices_.unambiguous(np.head) && !offices_.public_by_default(np.head));
      if (o.held == Office::Held::now && e.kind != Kind::group && !of_private) return set(id, "office", np.core);
      if (e.kind == Kind::group) {
        if (offices_.unambiguous(np.head) && !offices_.context(np.core, np.head).is_private)
          return set(id, "office", np.core);
        if (sits(r, np)) return set(id, "office", np.core);
        continue;
      }
      if (offices_.public_by_default(np.head)) {
        const OfficeReader::Context c = offices_.context({r.first, std::min(r.last, np.head + 8)}, np.head);
        bool owner_private =
            e.owner != nobody && depth < deepest && !official(e.owner, depth + 1) &&
            (ids_.entities[e.owner].kind != Kind::person ||
             (np.head > np.core.first && ids_.named(np.head - 1) == e.owner &&
              (!w_.is(np.head - 1, opens) || ids_.entities[e.owner].name.find(' ') != std::string::npos)));
        if (!c.is_private && !owner_private) return set(id, "office", np.core);
      }
      if (const TokenIndex whose = np.possessor.empty() ? np.head : np.possessor.last - 1;
          whose != np.head && offices_.unmistakable(whose) && !w_.is(whose, capital) &&
          serves_plural(w_.plain(np.head)) && e.owner == nobody)
        return set(id, "speaks-for-office", np.core);  // "the prime minister's spokesman"
      if (serves_plural(w_.plain(np.head)) && e.owner == nobody && of_president(r, np.head))
        return set(id, "speaks-for-office", np.core);
      if (e.owner != nobody && depth < deepest && w_.is(np.head, post | role) && serves_plural(w_.plain(np.head)) &&
          official(e.owner, depth + 1) && !runs(e.owner) && !advises_member(np.head, e.owner))
        return set(id, "speaks-for-office", np.core);
    }
  }
  // "A spokesman for | the Kestovian president"
  [[nodiscard]] bool of_president(Range r, TokenIndex head) const {
    if (head + 3 >= r.last || !w_.is(head + 1, preposition)) return false;
    for (TokenIndex t = head + 3; t < std::min(r.last, head + 6); ++t)
      if (w_.is(t, office | post) && !w_.is(t, capital))
        return w_.is(t - 1, demonym | place) && (w_.plain(t) == "president" || offices_.unambiguous(t));
    return false;
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
    return serves(w) || (w.ends_with('s') && serves(w.substr(0, w.size() - 1))) || w == "spokesmen" || w == "staffers";
  }

  // The senator's, Osk's
  [[nodiscard]] bool of_official(TokenIndex whose) const {
    const std::uint32_t owner = ids_.named(whose);
    return offices_.unmistakable(whose) || (owner != nobody && official_[owner]);
  }

  // "Official figures"
  static bool counts(string_view w) { return w == "figures" || w == "data" || w == "statistics" || w == "records"; }
  void published(std::uint32_t id, int depth) {
    const Entity& e = ids_.entities[id];
    for (const Range& r : e.names) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      if (!np.found()) continue;
      if (filed(w_.plain(np.head)) && np.possessor.empty()) return;
      if (np.head > np.core.first && w_.plain(np.head - 1) == "pool") return;  // what reporters share
      const TokenIndex last = std::min(r.last, np.head + 10);
      if (public_document(w_.plain(np.head)) && np.possessor.empty() && !np.indefinite)
        return set(id, "public-document", {np.core.first, np.head + 1});
      bool issuer = false;
      for (TokenIndex t = np.core.first; t < last; ++t) {
        if (t == np.head) continue;
        if (t > np.head && (w_.is(t, relative) || w_.plain(t) == ",")) break;
        if (t > np.head) {
          const string_view p = w_.plain(t);
          if (w_.is(t, preposition)) issuer = p == "by" || p == "from" || p == "at";
          if (!issuer) continue;
        }
        if (w_.plain(t) == "office" && t > np.head + 3 && w_.is(t - 1, possessive) && of_official(t - 2))
          return set(id, "issued-by-public-body", {t - 2, t + 1});
        if (w_.is(t, company | party | outlet | private_body) && !w_.is(t, public_body)) return;
        const bool of_state = t > r.first && w_.is(t, capital) && w_.is(t - 1, place | body);  // the U.S. Department of
        if (w_.is(t, body) || (w_.is(t, public_body) && (of_state || !offices_.ambiguous_body(t))) ||
            (t < np.head && (governmental(w_.plain(t)) || (w_.plain(t) == "official" && counts(w_.plain(np.head))))))
          return set(id, "issued-by-public-body", {t, t + 1});
      }
    }
    if (e.owner == nobody || depth >= deepest) return;
    const Kind kind = ids_.entities[e.owner].kind;
    const bool act = std::any_of(e.names.begin(), e.names.end(), [&](const Range& r) {
      const NounPhrase np = parse_noun_phrase(w_, r);
      return np.found() && public_act(w_.plain(np.head));
    });
    if (kind != Kind::organisation && !(kind == Kind::person && act)) return;
    if (official(e.owner, depth + 1)) set(id, "issued-by-public-body", found_[e.owner].words);
  }

  const Words& w_;
  const text::Document& d_;
  const Identities& ids_;
  const OfficeReader offices_;
  // Of each entity:
  const std::vector<Range> incumbents_;
  std::vector<bool> campaigns_, official_, done_;
  std::vector<Official> found_;
};

}  // namespace

std::vector<Official> find_officials(const Words& words, const lexicon::Lexicon& lexicon,
                                     const Identities& identities) {
  return Finder(words, lexicon, identities).run();
}

}  // namespace hearsay::labels
