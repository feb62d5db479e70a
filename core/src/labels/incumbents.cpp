#include "labels/incumbents.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "text/unicode.hpp"

namespace hearsay::labels {
namespace {

using namespace identities;
using std::string_view;
using text::among;

class Finder {
 public:
  Finder(const Words& words, const Identities& identities, const OfficeReader& offices)
      : w_(words), d_(words.document()), ids_(identities), offices_(offices), found_(identities.entities.size()) {}

  std::vector<Range> run() {
    find_bare_titles();
    find_signs();
    return std::move(found_);
  }

 private:
  // "The senator" of an article that calls nobody so by name is whom the clause or the sentence before is about.
  void find_bare_titles() {
    std::map<std::uint32_t, std::map<std::uint32_t, int>> votes;  // role -> entity -> how often
    std::map<std::uint64_t, Range> where;
    std::map<TokenIndex, std::uint32_t> speakers;  // of titles in sources
    std::map<std::uint32_t, int> bare;             // role -> how often
    std::map<std::uint32_t, Range> last;
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
      if (!w_.is(the, definite_word) || (t + 1 < w_.size() && ids_.named(t + 1) != nobody)) continue;
      ++bare[role_key(w_.plain(t))];
      last.insert_or_assign(role_key(w_.plain(t)), Range{t, t + 1});
      const text::Sentence& sentence = d_.sentences[d_.tokens[t].sentence];
      const bool opens_it = the == sentence.tokens.first;
      if (const auto speaker = speakers.find(t); speaker != speakers.end()) {
        found_[speaker->second] = {t, t + 1};
        continue;
      }
      if (!opens_it && !w_.is(the - 1, conjunction | relative) && w_.plain(the - 1) != ",") continue;
      if (opens_it && (d_.tokens[t].sentence == 0 || w_.title_case(sentence.block))) continue;
      const std::uint32_t beside = !opens_it && the > 1 && w_.plain(the - 1) == "," ? ids_.named(the - 2) : nobody;
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
      if (held(role)) continue;
      std::uint32_t best = nobody;
      int most = 0;
      for (const auto& [e, n] : entities) {
        if (n == most) best = nobody;
        if (n > most) best = e, most = n;
      }
      if (best != nobody) sign(best, where.at(std::uint64_t{role} << 32 | best));
    }
    for (const auto& [role, n] : bare) {
      if (n < 2 || votes.contains(role) || held(role)) continue;
      if (const std::uint32_t e = protagonist(); e != nobody) sign(e, last.at(role));
    }
  }
  // Whether somebody in the article has that title.
  [[nodiscard]] bool held(std::uint32_t role) const {
    return std::any_of(ids_.entities.begin(), ids_.entities.end(), [&](const Entity& e) { return called(e, role); });
  }
  // Whom the article names twice as often as anybody else.
  [[nodiscard]] std::uint32_t protagonist() const {
    std::vector<int> times(ids_.entities.size());
    std::uint32_t most = nobody, second = nobody;
    for (const Mention& m : ids_.mentions)
      if (person(m.entity)) ++times[m.entity];
    for (std::uint32_t e = 0; e < times.size(); ++e) {
      if (most == nobody || times[e] > times[most])
        second = most, most = e;
      else if (second == nobody || times[e] > times[second])
        second = e;
    }
    const int others = second == nobody ? 1 : times[second];
    return most != nobody && times[most] >= 2 * others && times[most] > 0 ? most : nobody;
  }
  // What somebody is said to be or to do that only who holds an office is or does: "Doe is the only sitting governor
  // who", "Doe, who seeks re-election", "Doe asked fellow Senate Democrats".
  void find_signs() {
    for (const Mention& m : ids_.mentions) {
      if (!person(m.entity) || d_.tokens[m.at].quote_depth > 0) continue;
      const Range sentence = d_.sentences[d_.tokens[m.at].sentence].tokens;
      TokenIndex t = m.at + 1;
      while (t < sentence.last && ids_.named(t) == m.entity) ++t;
      if (const Range title = predicate({t, sentence.last}); !title.empty()) sign(m.entity, title);
    }
    for (TokenIndex t = 1; t < w_.size(); ++t) {
      if (d_.tokens[t].quote_depth > 0) continue;
      const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
      if (const TokenIndex verb = seeks_again(sentence, t); verb != text::none) {
        sign(last_named({sentence.first, verb}), {verb, t + 1});
      } else if (bare_title(w_.plain(t)) && elected(sentence, t)) {
        sign(subject(sentence), {t, t + 1});
      } else if (among_colleagues(t)) {
        sign(subject(sentence), {t, t + 1});
        if (const std::uint32_t e = ids_.named(t + 1); e != nobody && person(e) && !w_.is(t, plural))
          sign(e, {t, t + 1});  // "her Senate colleague Jane Doe"
      }
    }
  }
  void sign(std::uint32_t e, Range words) {
    if (e != nobody && found_[e].empty()) found_[e] = words;
  }
  [[nodiscard]] bool person(std::uint32_t id) const {
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
  // "Brandt won election to a second term as Harbour | mayor"
  [[nodiscard]] bool elected(Range sentence, TokenIndex t) const {
    constexpr TokenIndex longest = 4;
    TokenIndex as = t;
    while (as > sentence.first && t - as < longest && w_.plain(as) != "as") --as;
    if (w_.plain(as) != "as") return false;
    for (TokenIndex k = as; k > sentence.first && as - k < 8; --k)
      if (w_.plain(k - 1) == "term" || w_.plain(k - 1) == "re-elected" || w_.plain(k - 1) == "reelected" ||
          w_.plain(k - 1) == "sworn")
        return true;
    return false;
  }
  // Whom a stretch names last, those behind a preposition left out.
  [[nodiscard]] std::uint32_t last_named(Range r) const {
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.last,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (int n = 0; it != ids_.mentions.begin() && (--it)->at >= r.first && n < mentions_asked; ++n) {
      if (!person(it->entity) || d_.tokens[it->at].quote_depth > 0) continue;
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
    for (int n = 0; it != ids_.mentions.end() && it->at < r.last && n < mentions_asked; ++it, ++n)
      if (person(it->entity) && d_.tokens[it->at].quote_depth == 0) return it->entity;
    return nobody;
  }
  // Whom a stretch names last, the speaker apart.
  [[nodiscard]] std::uint32_t other_than(std::uint32_t speaker, Range r) const {
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.last,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (int n = 0; it != ids_.mentions.begin() && (--it)->at >= r.first && n < mentions_asked; ++n)
      if (it->entity != speaker && person(it->entity)) return it->entity;
    return nobody;
  }
  // Whether the article gives somebody that title.
  [[nodiscard]] bool called(const Entity& e, std::uint32_t role) const {
    const auto has = [&](const std::vector<Range>& ranges) {
      return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) {
        for (TokenIndex t = r.first; t < r.last && d_.tokens[r.first].quote_depth == 0; ++t)
          if (w_.is(t, office) && role_key(w_.plain(t)) == role && !offices_.held_once(r, t)) return true;
        return false;
      });
    };
    return (e.kind == Kind::person && has(e.descriptions)) || (!e.named && has(e.names));
  }

  const Words& w_;
  const text::Document& d_;
  const Identities& ids_;
  const OfficeReader& offices_;
  std::vector<Range> found_;
};

}  // namespace

std::vector<Range> find_incumbents(const Words& words, const Identities& identities, const OfficeReader& offices) {
  return Finder(words, identities, offices).run();
}

}  // namespace hearsay::labels
