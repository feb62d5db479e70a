// A source's words: a pronoun, a name with what stands around it, a description, or nothing.
#include <algorithm>
#include <array>

#include "attributions/mistaken_sources.hpp"
#include "identities/identifier.hpp"

namespace hearsay::identities {

void Identifier::source(std::uint32_t i) {
  Range r = x_[i].source.front();
  Resolved& out = out_.sources[i];
  while (!r.empty() && (!w_.word(r.first) || (w_.is(r.first, possessive) && w_.plain(r.first) == "'s"))) ++r.first;
  while (!r.empty() && (!w_.word(r.last - 1) || w_.plain(r.last - 1) == "'s")) --r.last;
  const TokenIndex opener = x_[i].source.front().first;
  if (w_.plain(opener) == "let" || (opener > 0 && w_.plain(opener) == "'s" && w_.plain(opener - 1) == "let"))
    return author(i, opener);  // "let's hope"
  if (r.empty()) return without_source(i);
  out.words = r;
  // A pronoun alone, or with what it is called: "he himself", "each", "most of whom".
  const TokenIndex last = r.last - 1;
  if (r.size() <= 3 && w_.is(last, relative) && !w_.is(last, definite_word)) return relative_source(i, last);
  if (r.size() <= 3 && w_.plain(last) == "that" && r.first == last) return relative_source(i, last);
  if (w_.is(r.first, relative) && r.size() > 1 && w_.plain(r.first) == "whose") {
    out.phrase = parse_noun_phrase(w_, {r.first + 1, r.last});
    out.by = Reference::description;
    out.entity = described(i, out.phrase, {r.first + 1, r.last});
    return remember(i);
  }
  if (r.size() == 1 || (r.size() == 2 && !w_.is(r.first, possessive) &&
                        w_.is(r.first, masculine | feminine | plural_pronoun | neuter | first_person))) {
    const TokenIndex t = r.first;
    if (w_.is(t, masculine | feminine)) {
      out.by = Reference::pronoun;
      out.entity = by_pronoun(t, i);
      if (out.entity == nobody) out.entity = unresolved(t);
      return remember(i);
    }
    if (w_.is(t, first_person | second_person)) return speaker_or_author(i, t);
    if (w_.plain(t) == "it" && passive(x_[i].cue)) return;  // it is believed
    if (w_.is(t, plural_pronoun | neuter)) {
      out.by = Reference::pronoun;
      out.entity = by_plural_or_neuter(t, w_.is(t, plural_pronoun), i);
      if (out.entity == nobody) out.entity = unresolved(t);
      return remember(i);
    }
  }
  if (r.size() > 2 && w_.is(r.first, masculine | feminine) && !w_.is(r.first, possessive) &&
      w_.plain(r.first + 1) == "and") {  // "he and Mr. Doe"
    out.by = Reference::pronoun;
    out.entity = by_pronoun(r.first, i);
    if (out.entity == nobody) out.entity = unresolved(r.first);
    return remember(i);
  }
  if (r.size() == 1 && (w_.plain(r.first) == "each" || w_.plain(r.first) == "both") && latest_joint_ != nobody) {
    out.by = Reference::pronoun;
    out.entity = latest_joint_;
    return remember(i);
  }
  if ((w_.plain(last) == "i" && w_.is(last - 1, conjunction)) ||
      (w_.plain(r.first) == "i" && r.size() > 1 && w_.is(r.first + 1, conjunction)))
    return author(i, last);
  // "Both | the council and Vallin": the first one decides.
  if (w_.plain(r.first) == "both" && r.size() > 3 && w_.is(r.first + 1, definite_word | capital))
    for (TokenIndex t = r.first + 2; t + 1 < r.last; ++t)
      if (w_.plain(t) == "and") {
        ++r.first;
        break;
      }
  out.phrase = parse_noun_phrase(w_, r);
  if (!out.phrase.found()) return without_source(i);
  const TokenIndex h = out.phrase.head;
  // A name is the head, or stands in apposition to it.
  std::uint32_t n = name_at_[h];
  if (n != nobody && out_.entity_of_name[n] == nobody) n = nobody;
  // "somebody named | Jane Doe"
  for (TokenIndex t = r.first; n == nobody && t + 1 < std::min(r.last, r.first + 10); ++t)
    if (const std::uint32_t m =
            ((w_.plain(t) == "named" || w_.plain(t) == "called") && t > r.first && t < r.first + 5) ||
                    (w_.plain(t) == "name" && t > r.first && w_.plain(t - 1) == "the")
                ? name_at_[t + 1]
                : nobody;
        m != nobody && out_.entity_of_name[m] != nobody && out_.entities[out_.entity_of_name[m]].kind == Kind::person &&
        !out.phrase.plural)
      n = m;
  // "told the Harbour Post Doe | said": of two names side by side the one at the cue.
  if (const std::uint32_t m = name_at_[last]; m != nobody && m != n && r.last <= x_[i].cue.first &&
                                              out_.entity_of_name[m] != nobody &&
                                              out_.entities[out_.entity_of_name[m]].kind == Kind::person) {
    const TokenIndex first = out_.names[m].name.first;
    if (first > r.first && out_.names[m].whole.first == first && name_at_[first - 1] != nobody &&
        out_.names[name_at_[first - 1]].kind == NameKind::outlet)
      n = m;
  }
  if (n != nobody && n != name_at_[last] && led_by(n, last)) n = name_at_[last];
  if (n == nobody && whole_at_[h] != nobody && out_.entity_of_name[whole_at_[h]] != nobody && !out.phrase.plural) {
    const Name& near = out_.names[whole_at_[h]];
    const bool inside = r.first <= near.name.first && near.name.last <= r.last;
    bool describes = false;
    for (const Range& description : near.descriptions)
      describes = describes || (description.first <= h && h < description.last);
    if (near.kind == NameKind::person && (inside || near.whole.last >= r.last) && describes && !w_.is(h, possessive))
      n = whole_at_[h];
  }
  // "the family's lawyer, Jane Doe", "a former deputy -- Jane Doe", "her rivals, Jane Doe and Sean Roe"
  const bool apart = h + 2 < r.last && !w_.word(h + 1) && (w_.plain(h + 1) == "," || w_.dash(h + 1));
  const bool several = out.phrase.plural && !out.phrase.part;
  if (n != nobody && several && apart && w_.is(h, demonym) &&
      out_.entities[out_.entity_of_name[n]].kind != Kind::person)
    n = nobody;  // "the two Republicans, Jane Doe and Sean Roe"
  if (n == nobody && apart) {
    bool within = false;  // "the striker, who left Doe behind", "the striker, a friend of Doe"
    for (TokenIndex t = h + 2; t < std::min(r.last, h + 7) && n == nobody; ++t) {
      within =
          within || (w_.is(t, preposition) && (w_.plain(t) != "of" || w_.is(h + 2, indefinite_word | definite_word)));
      if (name_at_[t] != nobody && w_.is(t - 1, indefinite_word)) break;  // "a Social Democrat"
      if (w_.is(t, relative) || (within && name_at_[t] != nobody && !titles_only({h + 2, t}))) break;
      if (several && !w_.is(t, honorific | office | post | role | capital | former)) break;
      if (name_at_[t] == nobody || out_.entity_of_name[name_at_[t]] == nobody ||
          out_.entities[out_.entity_of_name[name_at_[t]]].kind != Kind::person)
        continue;
      const bool agent = !several && (judge(out.phrase, r).kind == Kind::anonymous || titles_only({h + 2, t}));
      if (!several && !w_.is(h, person_noun) && !agent) break;
      if (several && !((out.phrase.definite || out.phrase.number) && w_.is(h, person_noun | demonym) &&
                       goes_on_with_another(name_at_[t], r)))
        break;
      n = name_at_[t];
    }
  }
  // "the leader of the dockers' union, Jane Doe": the name ends the words, and no other person stands before its
  // comma.
  if (n == nobody && !(out.phrase.plural && !out.phrase.part) && w_.is(h, person_noun)) {
    for (TokenIndex t = h + 2; t < std::min(r.last, h + 30) && n == nobody; ++t) {
      const std::uint32_t m = name_at_[t];
      if (w_.plain(t - 1) != "," || w_.is(t - 2, person_noun) || m == nobody || out_.entity_of_name[m] == nobody)
        continue;
      const TokenIndex end = out_.names[m].name.last;
      if (out_.names[m].name.first == t && (end + 2 >= r.last || w_.plain(end) == "," || w_.plain(end) == "of") &&
          out_.entities[out_.entity_of_name[m]].kind == Kind::person)
        n = m;
    }
  }
  if (n == nobody || out_.entities[out_.entity_of_name[n]].kind != Kind::person)
    if (const std::uint32_t m = name_at_end(out.phrase, r); m != nobody) {
      n = m;
      std::vector<Range>& descriptions = out_.entities[out_.entity_of_name[m]].descriptions;
      bool titled = false;
      TokenIndex end = before_titles(m, r, titled);
      end = end == r.first || w_.word(end - 1) ? out_.names[m].name.first : end - 1;  // up to the comma
      if (descriptions.size() < most_descriptions) descriptions.push_back({r.first, end});
    }
  const bool staff = w_.is(h, people | role);
  const bool agency = w_.plain(h) == "agency" && h > r.first && name_at_[h - 1] != nobody &&
                      out_.names[name_at_[h - 1]].kind == NameKind::outlet;  // the TASS agency
  if (n == nobody && !staff && (w_.is(h, media) || agency) && h > out.phrase.core.first && name_at_[h - 1] != nobody &&
      out_.entity_of_name[name_at_[h - 1]] != nobody && !out.phrase.indefinite) {  // TASS news agency
    n = named_modifier(h, out.phrase.core);
    if (n != nobody && out_.entities[out_.entity_of_name[n]].kind == Kind::person) n = nobody;
    if (n != nobody && out_.entities[out_.entity_of_name[n]].kind == Kind::organisation)
      out_.entities[out_.entity_of_name[n]].kind = Kind::media;
  }
  if (n == nobody && !staff && w_.is(h, media) && h > out.phrase.core.first + 1) {
    const std::uint32_t m = named_modifier(h, out.phrase.core);
    if (m != nobody && out_.entities[out_.entity_of_name[m]].kind == Kind::media) n = m;
  }
  if (n != nobody) n = body_before(n);
  if (n != nobody && !(out_.names[n].owns && out_.names[n].name.last < r.last)) {
    out.by = Reference::name;
    out.entity = out_.entity_of_name[n];
    if (w_.is(r.first, possessive) && w_.is(r.first, neuter | plural_pronoun)) {  // "its spokeswoman, Jane Doe"
      const std::uint32_t owner = by_plural_or_neuter(r.first, w_.is(r.first, plural_pronoun), i);
      const auto seen = last_seen_.find(owner);
      if (owner != out.entity && seen != last_seen_.end() &&
          d_.tokens[r.first].sentence - d_.tokens[seen->second].sentence <= 1)
        out_.entities[out.entity].owner = owner;
    }
    join(i, n, r);
    spoken_for(out.entity, n);
    place_as_source(out.entity);
    return remember(i);
  }
  out.by = Reference::description;
  out.entity = speaks_through(i, out.phrase, r);
  if (out.entity == nobody) out.entity = described(i, out.phrase, r);
  remember(i);
}

// "Doe's language in the statement", "his remarks": what somebody said is he himself; what an outlet's staff or its
// stories say is the outlet. Nobody if the words are a source of their own.
std::uint32_t Identifier::speaks_through(std::uint32_t i, const NounPhrase& np, Range r) const {
  static constexpr auto utterances =
      std::to_array<string_view>({"language",    "rhetoric",  "words",    "comments",   "remarks",   "tone",  "message",
                                  "reasoning",   "stance",    "position", "criticism",  "assertion", "claim", "claims",
                                  "explanation", "reporting", "coverage", "criticisms", "comment",   "remark"});
  static constexpr auto stories =
      std::to_array<string_view>({"review", "analysis", "investigation", "report", "story", "article", "account",
                                  "editorial", "column", "reporting", "coverage", "exposé"});
  const TokenIndex h = np.head;
  const string_view p = w_.plain(h);
  std::uint32_t owner = nobody;
  if (!np.possessor.empty()) {
    owner = w_.is(np.possessor.first, neuter | plural_pronoun)
                ? by_plural_or_neuter(np.possessor.first, w_.is(np.possessor.first, plural_pronoun), i)
                : possessor_of(np);
    if (owner != nobody && among(utterances, p)) return owner;
  }
  const bool journalists = np.plural && w_.is(h, people | role) && (w_.is(h, media) || p == "hosts" || p == "anchors");
  if (owner != nobody && journalists && out_.entities[owner].kind == Kind::media && !np.number) return owner;
  if (!among(stories, p)) return nobody;
  const auto outlet_at = [&](TokenIndex t) {
    const std::uint32_t n = name_at_[t];
    const std::uint32_t e = n != nobody ? out_.entity_of_name[n] : nobody;
    return e != nobody && out_.entities[e].kind == Kind::media ? e : nobody;
  };
  if (h > np.core.first)  // "a Harbour Post review of", "the Post's analysis"
    for (TokenIndex t = h; t-- > np.core.first && h - t < 4;)
      if (const std::uint32_t e = outlet_at(t); e != nobody) return e;
  if (h + 1 < r.last && (w_.plain(h + 1) == "in" || w_.plain(h + 1) == "by" || w_.plain(h + 1) == "from"))
    for (TokenIndex t = h + 2; t < std::min(r.last, h + 4); ++t)
      if (const std::uint32_t e = outlet_at(t); e != nobody) return e;
  return nobody;
}

// "March for Harbour organising director | Jane Doe": a word that opens a body's name, and the person who ends the
// words.
bool Identifier::led_by(std::uint32_t n, TokenIndex last) const {
  const std::uint32_t m = name_at_[last];
  if (m == nobody || out_.entity_of_name[m] == nobody) return false;
  const Name &body = out_.names[n], &person = out_.names[m];
  if (body.name.size() != 1 || body.owns || !body.descriptions.empty() || person.name.size() < 2) return false;
  if (out_.entities[out_.entity_of_name[m]].kind != Kind::person || !w_.is(person.name.first - 1, role | post | office))
    return false;
  for (TokenIndex t = body.name.last; t < person.name.first; ++t)
    if (w_.plain(t) == "," || w_.dash(t) || w_.is(t, conjunction | possessive)) return false;
  return person.name.first > body.name.last;
}

// "Harbour Post | Lindmar", "Vallin | UK": an outlet's or a body's branch in a place is itself.
std::uint32_t Identifier::body_before(std::uint32_t n) const {
  const TokenIndex first = out_.names[n].name.first;
  if (out_.names[n].kind != NameKind::place || first == 0) return n;
  const std::uint32_t m = name_at_[first - 1];
  const bool edition = m != nobody && out_.entity_of_name[m] != nobody && out_.names[m].name.last == first &&
                       (out_.names[m].kind == NameKind::outlet || out_.names[m].kind == NameKind::organisation);
  return edition ? m : n;
}

// The person's name that ends the words, behind titles ("Harbour spokesman the Rev. | Jane Doe", "columnist and Post
// contributor | Jane Doe") or as an apposition to their head ("the chairman of the Board, Gen. | Jane Doe").
std::uint32_t Identifier::name_at_end(const NounPhrase& np, Range r) const {
  for (TokenIndex t = r.first + 1; t + 1 < r.last; ++t)  // "…, who backs the sale"
    if (w_.plain(t) == "," && (w_.plain(t + 1) == "who" || w_.plain(t + 1) == "whose")) r.last = t;
  const std::uint32_t m = name_at_[r.last - 1];
  if (m == nobody || out_.entity_of_name[m] == nobody) return nobody;
  const Name& name = out_.names[m];
  const Kind kind = out_.entities[out_.entity_of_name[m]].kind;
  if ((name.name.size() < 2 && kind != Kind::organisation) || name.name.first <= r.first || name.owns) return nobody;
  if (kind == Kind::person && (anchors(r, name.name.first) || (np.part && w_.plain(np.head + 1) == ","))) return m;
  if (np.plural && !np.part) return nobody;
  if (kind == Kind::organisation || kind == Kind::media) {  // "the contractor, Harbour Works"
    const bool apposed = w_.plain(np.head + 1) == "," && np.head + 2 == name.name.first;
    return apposed && (np.definite || np.part || w_.is(np.head, private_body | public_body | media)) ? m : nobody;
  }
  if (kind != Kind::person) return nobody;
  bool titled = false;
  const TokenIndex first = before_titles(m, r, titled);
  if (first == r.first) return titled ? m : nobody;
  const TokenIndex mark = first - 1;
  if (w_.plain(mark) == "and")
    return (titled || (!np.definite && !np.indefinite)) && mark > r.first && w_.is(mark - 1, person_noun) &&
                   !w_.is(mark - 1, plural)
               ? m
               : nobody;
  if (w_.plain(mark) != "," && !w_.dash(mark)) return nobody;
  const bool beside = mark == np.head + 1 && !w_.is(np.head, document | media | public_body | private_body | company |
                                                                 place | capital);  // "the assailant, Jane Doe"
  if (mark <= np.head || !(w_.is(np.head, person_noun) || np.part || beside)) return nobody;
  // "an aide to the senator, Jane Doe" may be the senator.
  const bool in_chief = w_.plain(mark - 1) == "chief" && w_.plain(mark - 2) == "in";
  const bool another = w_.is(mark - 1, role | office | post | candidate | kin) && !w_.is(mark - 1, capital | people);
  return mark == np.head + 1 || in_chief || !another ? m : nobody;
}

// "Harbour News and former City Post anchor | Jane Doe": of two outlets, whose anchor she is.
bool Identifier::anchors(Range r, TokenIndex name) const {
  const std::uint32_t n = name_at_[r.first];
  if (n == nobody || out_.names[n].kind != NameKind::outlet || !w_.is(name - 1, role) || w_.is(name - 1, plural))
    return false;
  const TokenIndex joins = out_.names[n].name.last;
  if (joins + 1 >= name || w_.plain(joins) != "and") return false;
  for (TokenIndex t = joins + 1; t < name; ++t)
    if (!w_.word(t) || w_.is(t, possessive | preposition | relative | auxiliary)) return false;
  return true;
}

// Where the titles before a name begin.
TokenIndex Identifier::before_titles(std::uint32_t n, Range r, bool& titled) const {
  TokenIndex first = out_.names[n].name.first;
  while (first > r.first) {
    const TokenIndex t = first - 1;
    if (!w_.word(t) || w_.is(t, possessive | plural)) break;
    const bool title = w_.is(t, honorific | office | post | role | former);
    if (!title && !w_.is(t, capital | definite_word) && !(w_.is(t, preposition) && titled && capital_noun(t, r))) break;
    titled = titled || title;
    first = t;
  }
  return first;
}

// "The Council | on Harbour Rights": the preposition is one of a body's name.
bool Identifier::capital_noun(TokenIndex t, Range r) const {
  return t > r.first && w_.is(t - 1, capital) && !w_.is(t - 1, person_noun) && w_.is(t + 1, capital);
}

// "the fifth, | the actress | Jane Doe"
bool Identifier::titles_only(Range r) const {
  bool titled = false;
  for (TokenIndex t = r.first; t < r.last; ++t) {
    if (!w_.is(t, definite_word | role | office | post | honorific | former)) return false;
    titled = titled || w_.is(t, role | office | post | honorific);
  }
  return titled;
}

// "…, Jane Doe | and Sean Roe": named, all of them.
bool Identifier::goes_on_with_another(std::uint32_t n, Range r) const {
  bool joined = false;
  for (TokenIndex t = out_.names[n].name.last; t < std::min(r.last, out_.names[n].name.last + 24); ++t) {
    joined = joined || w_.plain(t) == "and";
    if (const std::uint32_t m = name_at_[t]; joined && m != nobody && out_.entity_of_name[m] != nobody)
      return out_.entities[out_.entity_of_name[m]].kind == Kind::person && out_.names[m].name.last + 8 >= r.last;
  }
  return false;
}

std::uint32_t Identifier::named_modifier(TokenIndex h, Range core) const {
  for (TokenIndex t = h; t-- > core.first;) {
    if (w_.is(t, possessive)) return nobody;
    const std::uint32_t n = name_at_[t];
    if (n != nobody && out_.entity_of_name[n] != nobody && out_.names[n].kind != NameKind::place &&
        out_.names[n].kind != NameKind::person)
      return n;
  }
  return nobody;
}

// A country or a capital that speaks is its government.
void Identifier::place_as_source(std::uint32_t e) {
  if (out_.entities[e].place) out_.entities[e].kind = Kind::organisation;
}

// "Mr. Doe and Ms. Roe"
void Identifier::join(std::uint32_t i, std::uint32_t n, Range r) {
  TokenIndex t = out_.names[n].name.last;
  std::vector<std::uint32_t> parts{out_.sources[i].entity};
  bool and_seen = false;
  const TokenIndex whole_end = out_.names[n].whole.last;
  if (whole_end > t && whole_end < r.last) t = whole_end;
  for (std::uint32_t steps = 0; t < r.last && steps < 30; ++t, ++steps) {
    if (w_.plain(t) == "and" || w_.plain(t) == "&")
      and_seen = true;
    else if (w_.is(t, relative | auxiliary | preposition))
      break;
    else if (const std::uint32_t m = name_at_[t];
             m != nobody && m != n && out_.entity_of_name[m] != nobody &&
             (and_seen || w_.plain(std::min(t, std::max(out_.names[m].whole.first, r.first + 1)) - 1) == ",") &&
             !out_.names[m].owns) {
      // "Jane Doe, Harbour Board and Port commissioner": what she is, and nobody beside her.
      if (!and_seen && out_.entities[parts.front()].kind == Kind::person && out_.names[m].kind != NameKind::person &&
          out_.entities[out_.entity_of_name[m]].kind != Kind::person)
        return;
      // "Jane Doe, ex-mayor and Port Authority | administrator"
      const TokenIndex next = out_.names[m].name.last;
      if (out_.names[m].kind != NameKind::person && next < r.last && w_.is(next, role | office | post)) {
        t = next;
        continue;
      }
      if (std::find(parts.begin(), parts.end(), out_.entity_of_name[m]) == parts.end())
        parts.push_back(out_.entity_of_name[m]);
      t = out_.names[m].name.last - 1;
    } else if (and_seen &&
               !w_.is(t, definite_word | indefinite_word | honorific | capital | possessive | role | post | office)) {
      break;
    }
  }
  if (parts.size() < 2 || !and_seen) return;
  out_.sources[i].entity = joint(parts, r.first);
}

void Identifier::speaker_or_author(std::uint32_t i, TokenIndex t) {
  Resolved& out = out_.sources[i];
  out.by = Reference::pronoun;
  if (d_.tokens[t].quote_depth > 0 && w_.is(t, first_person))
    pending_.push_back(i);  // whoever is quoted, perhaps named below
  else
    author(i, t);
}

void Identifier::author(std::uint32_t i, TokenIndex t) {
  Resolved& out = out_.sources[i];
  const bool reader = w_.is(t, second_person);
  const Turn& turn = turns_[d_.tokens[t].block];
  if (const std::uint32_t spoken = reader ? turn.you : turn.i; spoken != nobody) {
    out.entity = spoken;
    return remember(i);
  }
  std::uint32_t& e = reader ? reader_ : author_;
  if (e == nobody) {
    e = new_entity(Kind::author, t, "author.pronoun");
    out_.entities[e].names.push_back({t, t + 1});
  }
  out.entity = e;
  remember(i);
}

void Identifier::quoted_first_persons() {
  for (const std::uint32_t i : pending_) {
    std::uint32_t outer = owner_of_content_[i];
    if (outer == nobody && turns_[d_.tokens[x_[i].cue.first].block].i == nobody) outer = quoted_beside(i);
    if (outer != nobody && out_.sources[outer].entity != nobody)
      out_.sources[i].entity = out_.sources[outer].entity;
    else
      author(i, x_[i].source.front().first);
  }
}

// The attribution to whose source the quotation belongs in which `i` stands, where nothing says that it is its content:
// the nearest one outside quotation marks, of the same paragraph.
std::uint32_t Identifier::quoted_beside(std::uint32_t i) const {
  constexpr std::uint32_t near = 6;
  const auto block = d_.tokens[x_[i].cue.first].block;
  const auto speaks_here = [&](std::uint32_t k) {
    const TokenIndex t = x_[k].cue.first;
    if (d_.tokens[t].block != block || d_.tokens[t].quote_depth > 0 || out_.sources[k].entity == nobody) return false;
    const Kind kind = out_.entities[out_.sources[k].entity].kind;
    return kind == Kind::person || kind == Kind::anonymous;
  };
  for (std::uint32_t away = 1; away <= near; ++away) {
    if (i + away < x_.size() && speaks_here(i + away)) return i + away;
    if (away <= i && speaks_here(i - away)) return i - away;
  }
  return nobody;
}

// "… officials who", "the study, which", "most of whom": the noun phrase before.
void Identifier::relative_source(std::uint32_t i, TokenIndex t) {
  Resolved& out = out_.sources[i];
  out.by = Reference::pronoun;
  const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
  const bool persons = w_.plain(t) == "who" || w_.plain(t) == "whom";
  // "a president who ordered it and | who hoped"
  if (persons && t > sentence.first && w_.plain(t - 1) == "and")
    for (const std::uint32_t k : recent_)
      if (const Resolved& other = out_.sources[k];
          other.entity != nobody && !x_[k].source.empty() && w_.plain(x_[k].source.front().first) == "who" &&
          x_[k].source.front().first < t && sentence.contains(x_[k].source.front().first)) {
        out.entity = other.entity;
        out.words = other.words;
        return remember(i);
      }
  const TokenIndex floor = t > sentence.first + 24 ? t - 24 : sentence.first;
  TokenIndex at = t;
  bool inside = false;  // "most of whom"
  while (at > floor &&
         (!w_.word(at - 1) || w_.is(at - 1, preposition) || (inside && w_.is(at - 1, vague_word | number_word)))) {
    inside = inside || w_.is(at - 1, preposition);
    --at;
  }
  // "Doe, 34, | who"
  if (persons && at > floor + 2 && d_.tokens[at - 1].kind == TokenKind::number && w_.plain(at - 2) == "," &&
      name_at_[at - 3] != nobody)
    at -= 2;
  TokenIndex k = at;
  const TokenIndex direct = at;
  if (const std::uint32_t n = persons ? apposed(floor, direct) : nobody; n != nobody) {
    out.entity = out_.entity_of_name[n];
    out.words = out_.names[n].name;
    return remember(i);
  }
  const bool many = persons && t + 1 < sentence.last && of_many(w_.plain(t + 1));
  while (k > floor) {
    --k;
    const std::uint32_t n = name_at_[k];
    if (n != nobody && out_.entity_of_name[n] != nobody) {
      const Entity& e = out_.entities[out_.entity_of_name[n]];
      // "Doe and Dahl, who have", and not "mayors such as Doe who have"
      const TokenIndex first = out_.names[n].name.first;
      const bool joined = k + 1 == direct && first > floor && w_.is(first - 1, conjunction);
      const bool person = e.kind == Kind::person && !(many && e.parts.empty() && !joined);
      const bool word = persons && k + 1 != direct && keys_[out_.entity_of_name[n]].size() == 1 &&
                        e.descriptions.empty() && !e.male && !e.female && count_[out_.entity_of_name[n]] <= 2;
      if ((person == persons && !word) || (k + 1 == direct && !person && !persons)) {
        if (!out_.names[n].owns) {
          out.entity = out_.entity_of_name[n];
          out.words = out_.names[n].name;
          place_as_source(out.entity);
          return remember(i);
        }
      }
      k = out_.names[n].name.first;
      continue;
    }
    const bool noun =
        persons ? w_.is(k, person_noun) ||
                      (k + 1 == direct && w_.is(k, plural | vague_word | number_word | indefinite_word | definite_word))
                : w_.is(k, document | media | private_body | public_body | social);
    if (!noun || !w_.word(k)) continue;
    // "people with knowledge of the talks, | who": who somebody is
    const bool thing = w_.is(k, plural) && !w_.is(k, person_noun | vague_word | definite_word);
    if (persons && k + 1 == direct && thing && of_people(k, floor)) continue;
    if (many && k + 1 != direct && !w_.is(k, plural | people)) continue;
    TokenIndex first = k;
    while (first > floor && w_.word(first - 1) && !w_.is(first - 1, preposition | relative | auxiliary) &&
           !cue_at_[first - 1]) {
      if (w_.is(first - 1, conjunction) &&
          !(first > floor + 1 && w_.is(first - 2, person_noun) && w_.is(k, person_noun)))
        break;
      --first;
      if (w_.is(first, definite_word | indefinite_word | vague_word | number_word) &&
          !(first > floor && d_.tokens[first - 1].kind == TokenKind::number))
        break;
    }
    const Range r{first, k + 1};
    out.phrase = parse_noun_phrase(w_, r);
    if (!out.phrase.found()) continue;
    out.words = r;
    if (const std::uint32_t whose = persons ? one_of(first, sentence.first) : nobody; whose != nobody) {
      out.entity = whose;
      return remember(i);
    }
    if (const std::uint32_t m = whole_at_[k]; m != nobody && out_.entity_of_name[m] != nobody &&
                                              (out_.names[m].kind == NameKind::person) == persons &&
                                              (persons || described_in(out_.names[m], k))) {
      out.entity = out_.entity_of_name[m];
    } else {
      out.entity = described(i, out.phrase, r);
    }
    return remember(i);
  }
  if (direct > floor && !persons) {  // "a move that shows": whatever stands right before
    const TokenIndex first = direct > floor + 3 ? direct - 3 : floor;
    const Range r{first, direct};
    out.phrase = parse_noun_phrase(w_, r);
    if (out.phrase.found() && out.phrase.head + 1 == direct && judge(out.phrase, r).kind != Kind::anonymous) {
      out.words = out.phrase.core;
      out.entity = described(i, out.phrase, out.phrase.core);
      return remember(i);
    }
  }
  out.entity = unresolved(t);
  if (persons) out_.entities[out.entity].kind = many ? Kind::group : Kind::anonymous;
  remember(i);
}

// "Jane Doe, the maverick of the party, | who": the name before the apposition that ends at `end`.
std::uint32_t Identifier::apposed(TokenIndex floor, TokenIndex end) const {
  for (TokenIndex t = end; t > floor + 1 && w_.word(t - 1) && name_at_[t - 1] == nobody; --t) {
    if (!w_.is(t - 1, definite_word | indefinite_word) || w_.plain(t - 2) == "of") continue;
    const std::uint32_t n = w_.plain(t - 2) == "," && t > floor + 2 ? name_at_[t - 3] : nobody;
    const bool person = n != nobody && out_.entity_of_name[n] != nobody && !out_.names[n].owns &&
                        out_.entities[out_.entity_of_name[n]].kind == Kind::person;
    return person ? n : nobody;
  }
  return nobody;
}

// "People with knowledge of | the talks": what a preposition ties to people.
bool Identifier::of_people(TokenIndex k, TokenIndex floor) const {
  bool tied = false;
  for (; k > floor && w_.word(k - 1) && !w_.is(k - 1, relative | auxiliary) && !cue_at_[k - 1]; --k) {
    tied = tied || w_.is(k - 1, preposition);
    if (tied && w_.is(k - 1, person_noun)) return true;
  }
  return false;
}

// "Vallin, a foundation | that": what stands at `t` is said of the name.
bool Identifier::described_in(const Name& name, TokenIndex t) {
  return std::any_of(name.descriptions.begin(), name.descriptions.end(), [&](const Range& r) { return r.contains(t); });
}

// "… who say": no single person.
bool Identifier::of_many(string_view w) {
  static constexpr auto verbs =
      std::to_array<string_view>({"are", "were", "have", "say", "believe", "think", "feel", "know", "want", "argue",
                                  "claim", "see", "hope", "support", "oppose", "fear", "don't", "do"});
  return among(verbs, w);
}

// "Doe was one of | three members who voted for it": Doe did. Nobody if the words before are others.
std::uint32_t Identifier::one_of(TokenIndex first, TokenIndex floor) const {
  TokenIndex t = first;
  while (t > floor && (w_.plain(t - 1) == "only" || w_.plain(t - 1) == "just")) --t;
  if (t < floor + 4 || w_.plain(t - 1) != "of" || w_.plain(t - 2) != "one") return nobody;
  t -= 2;
  static constexpr auto copulas = std::to_array<string_view>({"is", "was", "became", "be", "been"});
  if (!among(copulas, w_.plain(t - 1))) return nobody;
  while (t > floor && w_.is(t - 1, auxiliary)) --t;
  for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < look_back; ++n) {
    if (items_[k].at < floor) break;
    const Entity& e = out_.entities[items_[k].entity];
    if (items_[k].at < t && items_[k].subject && e.kind == Kind::person && e.named) return items_[k].entity;
  }
  return nobody;
}

void Identifier::without_source(std::uint32_t i) {
  Resolved& out = out_.sources[i];
  out.by = Reference::none;
  if (done_to(x_[i].cue)) return;
  // The subject may stand right beside a cue whose source was not found.
  if (const std::uint32_t beside = subject_beside(x_[i].cue); beside != nobody) {
    out.by = Reference::name;
    out.entity = beside;
    return remember(i);
  }
  // "…, adding that", "and said": the one who spoke before in the sentence goes on.
  const Range cue = x_[i].cue;
  const std::uint32_t sentence = d_.tokens[cue.first].sentence;
  if (passive(cue)) return;
  const string_view first = w_.plain(cue.first);
  const TokenIndex floor = d_.sentences[sentence].tokens.first;
  TokenIndex before = cue.first;
  while (before > floor && w_.is(before - 1, adverb)) --before;
  const bool coordinated = before > floor && (w_.is(before - 1, conjunction) || w_.plain(before - 1) == ",");
  const bool finite =
      (first.ends_with("ed") || first == "said" || first == "says" || first == "told" || first == "wrote") &&
      !w_.is(cue.first, opens);
  if (!finite && !coordinated && !first.ends_with("ing") && before > floor &&
      d_.tokens[before - 1].kind != TokenKind::close_quote)
    return;
  std::uint32_t previous = nobody;
  for (const std::uint32_t k : recent_) {
    if (d_.tokens[x_[k].cue.first].sentence != sentence || x_[k].cue.first >= cue.first) continue;
    if (out_.sources[k].entity != nobody) previous = k;
  }
  std::uint32_t e = previous != nobody ? out_.sources[previous].entity : nobody;
  if (e == nobody && first.ends_with("ing")) e = subject_after(x_[i]);
  if (e == nobody && (finite || coordinated || first.ends_with("ing"))) {
    for (std::size_t k = items_.size(), seen = 0; k-- > 0 && seen < look_back; ++seen) {
      if (items_[k].sentence != sentence) break;
      if (items_[k].subject && !items_[k].quoted) e = items_[k].entity;
    }
  }
  if (e == nobody && finite) {  // "Dockers marching through the town | chanted"
    const NounPhrase np = parse_noun_phrase(w_, {floor, cue.first});
    bool whole = np.found() && np.core.first <= floor + 1 && w_.is(np.head, person_noun | private_body | public_body);
    for (TokenIndex t = floor; t < cue.first && whole; ++t) whole = w_.plain(t) != "," && !w_.is(t, auxiliary);
    if (whole) {
      out.by = Reference::description;
      out.words = np.core;
      out.phrase = np;
      out.entity = described(i, np, np.core);
      return remember(i);
    }
  }
  if (e == nobody) return;
  out.by = Reference::resumed;
  out.entity = e;
  if (previous != nobody) out.phrase = out_.sources[previous].phrase;
}

// "Brandt, | asked about the dam, said", "the hall, | now called the Forum", "Brandt | has faced
// criticism": whoever does so is left out.
bool Identifier::done_to(Range cue) const {
  static constexpr auto participles = std::to_array<string_view>(
      {"asked", "questioned", "pressed", "quizzed", "called", "known", "dubbed", "nicknamed", "titled", "named"});
  TokenIndex t = cue.first;
  while (t + 1 < cue.last && w_.is(t, adverb) && w_.plain(t) != "asked") ++t;
  if (attributions::criticism_met(w_.reading(), cue) != text::none) return true;
  return among(participles, w_.plain(t)) && !(cue.first > 0 && w_.is(cue.first - 1, conjunction) &&
                                              w_.plain(cue.first - 1) != "when" && w_.plain(cue.first - 1) != "if");
}

// "After | saying that the dam was safe, she resigned": the subject of the clause after it.
std::uint32_t Identifier::subject_after(const Extraction& x) const {
  const Range sentence = d_.sentences[d_.tokens[x.cue.first].sentence].tokens;
  TokenIndex opening = sentence.first;
  for (TokenIndex t = opening; t < std::min(sentence.last, opening + 6); ++t)  // LINDMAR —
    if (w_.dash(t)) opening = t + 1;
  if (x.cue.first > opening + 1 || x.content.empty()) return nobody;
  TokenIndex t = std::max(x.content.back().last, x.cue.last);
  bool comma = w_.plain(t - 1) == "," || (t > 1 && w_.plain(t - 2) == ",");  // “so old,” she
  for (; t < sentence.last && (w_.plain(t) == "," || d_.tokens[t].kind == TokenKind::close_quote); ++t)
    comma = comma || w_.plain(t) == ",";
  if (t + 1 >= sentence.last || !comma) {  // or the content runs on to the end
    for (t = x.cue.last; t + 1 < sentence.last; ++t)
      if (w_.plain(t - 1) == "," && (w_.is(t, masculine | feminine) || whole_at_[t] != nobody)) break;
    if (t + 2 >= sentence.last) return nobody;
    const TokenIndex next = whole_at_[t] != nobody ? out_.names[whole_at_[t]].name.last : t + 1;
    if (next >= sentence.last || !w_.is(next, auxiliary)) return nobody;
  }
  if (w_.plain(t) == "he" || w_.plain(t) == "she") return by_pronoun(t);
  const std::uint32_t n = whole_at_[t];
  return n != nobody ? out_.entity_of_name[n] : nobody;
}

std::uint32_t Identifier::subject_beside(Range cue) {
  const Range sentence = d_.sentences[d_.tokens[cue.first].sentence].tokens;
  if (passive(cue) || w_.plain(cue.first).ends_with("ing") || w_.plain(cue.first) == "to") return nobody;
  TokenIndex t = cue.first;
  while (t > sentence.first && w_.is(t - 1, adverb | auxiliary)) --t;
  if (t > sentence.first) {
    const std::uint32_t n = name_at_[t - 1];
    if (n != nobody && out_.entity_of_name[n] != nobody && out_.names[n].name.last == t) {
      const TokenIndex first = out_.names[n].whole.first;
      if (first == sentence.first || !w_.is(first - 1, preposition)) return out_.entity_of_name[n];
    }
    const string_view p = w_.plain(t - 1);
    if (p == "he" || p == "she") return by_pronoun(t - 1);
  }
  // "said Jane Doe"
  t = cue.last;
  if (t < sentence.last && cue.first > sentence.first &&
      (d_.tokens[cue.first - 1].kind == TokenKind::close_quote || w_.plain(cue.first - 1) == ",")) {
    if (w_.is(t, definite_word | indefinite_word)) ++t;
    const std::uint32_t n = t < sentence.last ? whole_at_[t] : nobody;
    if (n != nobody && out_.names[n].whole.first <= t && !out_.names[n].owns && out_.entity_of_name[n] != nobody)
      return out_.entity_of_name[n];
  }
  return nobody;
}

// "was reported", "is believed to be": the words leave out who says so.
bool Identifier::passive(Range cue) const {
  bool be = false;
  for (TokenIndex t = cue.first > 2 ? cue.first - 2 : 0; t < cue.last; ++t) {
    const string_view p = w_.plain(t);
    if (p == "is" || p == "are" || p == "was" || p == "were" || p == "be" || p == "been" || p == "being" || p == "'s")
      be = true;
  }
  const string_view last = w_.plain(cue.last - 1);
  if (last.ends_with("edly")) return true;  // reportedly, allegedly
  for (const string_view seems : {"seem", "appear", "look"})
    if (last.starts_with(seems) || w_.plain(cue.first).starts_with(seems)) return true;
  return be && !last.ends_with("ing");
}

// "press secretary Jane Doe said", of nobody: for the body of which the story has just been.
void Identifier::spoken_for(std::uint32_t e, std::uint32_t n) {
  Entity& entity = out_.entities[e];
  if (entity.owner != nobody || out_.names[n].descriptions.empty() || out_.names[n].whole.empty()) return;
  const Range r = out_.names[n].descriptions.front();
  const TokenIndex last = r.last - 1;
  if (w_.is(last, capital)) return;
  const bool press = r.size() == 2 && w_.plain(r.first) == "press" && w_.plain(last) == "secretary";
  const bool speaker = r.size() == 1 && role_key(w_.plain(last)) == key_of("spokesman");
  if (!press && !speaker) return;
  entity.owner = recent_spoken_for(r.first);
  if (entity.owner != nobody) return;
  // "Osk was unwell, spokesman Jane Doe said": of whom the sentence is.
  for (std::size_t k = items_.size(), seen = 0; k-- > 0 && seen < look_back; ++seen) {
    const Item& item = items_[k];
    if (item.sentence != d_.tokens[r.first].sentence) break;
    const Entity& other = out_.entities[item.entity];
    if (item.main && item.entity != e && other.kind == Kind::person && other.named && other.parts.empty())
      entity.owner = item.entity;
  }
}

}  // namespace hearsay::identities
