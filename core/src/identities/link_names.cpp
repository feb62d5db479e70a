// Full names first, wherever they stand; then surnames, first names and short forms, in order.
#include <algorithm>
#include <array>
#include <string>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

// Lists whose entries are one thing under several names; those of others ("house", "left") are words.
constexpr Classes with_names = outlet | body | company | place | party;

}  // namespace

std::vector<std::uint32_t> Identifier::name_keys(Range r) const {
  std::vector<std::uint32_t> keys;
  for (TokenIndex t = r.first; t < r.last; ++t) {
    if (!w_.word(t) || w_.plain(t) == "the") continue;
    const string_view p = w_.plain(t);
    if (p == "jr" || p == "jr." || p == "sr" || p == "sr." || p == "ii" || p == "iii" || p == "iv") continue;
    keys.push_back(w_.key(t));
  }
  return keys;
}

// Of "Sean Doe Jr." the last word; 0 if the name has none such.
std::uint32_t Identifier::generation(Range name) const {
  static constexpr auto marks = std::to_array<string_view>({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"});
  return name.size() > 1 && among(marks, w_.plain(name.last - 1)) ? w_.key(name.last - 1) : 0;
}

// The last few of a list that an odd text can make as long as itself.
std::span<const std::uint32_t> Identifier::last_few(const std::vector<std::uint32_t>& list) {
  constexpr std::size_t few = 32;
  return std::span(list).last(std::min(list.size(), few));
}

// Keeps the fullest and the latest of an entity's mentions, and no more than a few between.
void Identifier::add_words(Entity& e, Range r) {
  constexpr std::size_t few = 16;
  if (e.names.size() < few) return e.names.push_back(r);
  if (e.names[few - 1].size() > e.names[few - 2].size()) e.names[few - 2] = e.names[few - 1];
  e.names[few - 1] = r;
}

std::uint32_t Identifier::new_entity(Kind kind, TokenIndex at, string_view rule) {
  Entity e;
  e.kind = kind;
  e.first = at;
  e.rule = rule;
  out_.entities.push_back(std::move(e));
  keys_.emplace_back();
  count_.push_back(0);
  by_surname_.push_back(0);
  return static_cast<std::uint32_t>(out_.entities.size() - 1);
}

Verdict Identifier::of_name(NameKind kind) {
  switch (kind) {
    case NameKind::outlet:
      return {Kind::media, "media.outlet"};
    case NameKind::document:
      return {Kind::document, "document.name"};
    case NameKind::place:
      return {Kind::organisation, "organisation.state"};
    case NameKind::organisation:
      return {Kind::organisation, "organisation.name"};
    default:
      return {Kind::person, "person.name"};
  }
}

bool Identifier::first_names_agree(const std::vector<std::uint32_t>& x, Range r, std::uint32_t e) const {
  const std::vector<std::uint32_t>& y = keys_[e];
  const std::uint32_t mine = generation(r), other = generation(out_.entities[e].names.front());
  if (mine && other && mine != other) return false;  // Sr. and Jr.
  if (y.size() < 2 || x.size() < 2) return true;
  for (std::size_t i = 0; i + 1 < x.size(); ++i)
    for (std::size_t j = 0; j + 1 < y.size(); ++j)
      if (x[i] == y[j] && (i == 0 || j == 0)) return true;
  // Don and Donald, J. and John
  const Range o = out_.entities[e].names.front();
  string_view f = w_.plain(r.first), g = w_.plain(o.first);
  if (f.size() > g.size()) std::swap(f, g);
  if (!f.empty() && f.back() == '.') f.remove_suffix(1);
  return g.starts_with(f) || (f.size() >= 5 && g.substr(0, 4) == f.substr(0, 4));
}

void Identifier::note_name(std::uint32_t e, const Name& n) {
  Entity& entity = out_.entities[e];
  entity.named = true;
  add_words(entity, n.name);
  for (const Range& r : n.descriptions)
    if (entity.descriptions.size() < most_descriptions) entity.descriptions.push_back(r);
  entity.legislator = entity.legislator || n.legislator;
  if (!(entity.male && n.female) && !(entity.female && n.male)) {
    entity.male = entity.male || n.male;
    entity.female = entity.female || n.female;
  }
  const std::vector<std::uint32_t> keys = name_keys(n.name);
  if (keys.size() > keys_[e].size()) keys_[e] = keys;
  entity.first = std::min(entity.first, n.name.first);
}

void Identifier::link_names() {
  out_.entity_of_name.assign(out_.names.size(), nobody);
  std::unordered_map<std::uint32_t, TokenIndex> surnames;  // and where their bearers are first named in full
  for (const Name& n : out_.names)
    if (n.kind == NameKind::person && n.name.size() > 1) surnames.emplace(w_.key(n.name.last - 1), n.name.first);
  // "Guardian said", of Don Guardian, "Israel said", of Ada Israel; "the Guardian" is the newspaper.
  const auto surname = [&](const Name& n) {
    if ((n.kind != NameKind::outlet && n.kind != NameKind::place) || n.name.size() > 1 || w_.is(n.name.first, acronym))
      return false;
    if (n.name.first > 0 && w_.is(n.name.first - 1, definite_word)) return false;
    const auto bearer = surnames.find(w_.key(n.name.first));
    return bearer != surnames.end() && bearer->second < n.name.first;
  };
  // Full names first, wherever they stand.
  for (std::uint32_t i = 0; i < out_.names.size(); ++i) {
    const Name& n = out_.names[i];
    if (n.title_only) continue;
    const std::vector<std::uint32_t> keys = name_keys(n.name);
    if (n.kind == NameKind::person && keys.size() >= 2) {
      const std::uint32_t all = mix(keys);
      if (n.descriptions.empty() && !n.legislator &&
          bodies_.contains(all)) {  // Vallin Shipping, of Vallin Shipping Ltd.
        link_body(i, keys);
        continue;
      }
      std::uint32_t found = nobody;
      for (const std::uint32_t e : last_few(persons_[keys.back()]))
        if (first_names_agree(keys, n.name, e) && sexes_agree(n, e)) found = e;
      if (found == nobody) {
        found = new_entity(Kind::person, n.name.first, "person.name");
        persons_[keys.back()].push_back(found);
        for (std::size_t k = 0; k + 1 < keys.size(); ++k) given_[keys[k]].push_back(found);
      }
      note_name(found, n);
      out_.entity_of_name[i] = found;
    } else if (surname(n)) {
      continue;
    } else if (n.kind == NameKind::organisation || n.kind == NameKind::outlet || n.kind == NameKind::place ||
               n.kind == NameKind::document) {
      link_body(i, keys);
    }
  }
  std::vector<std::uint32_t> companies;  // single names that the article calls a body somewhere
  for (const Name& n : out_.names)
    if (n.company)
      if (const std::vector<std::uint32_t> keys = name_keys(n.name); keys.size() == 1) companies.push_back(keys[0]);
  std::sort(companies.begin(), companies.end());
  const std::vector<std::uint32_t> lone = lone_sources();
  // Then surnames, first names and short forms, in order.
  for (std::uint32_t i = 0; i < out_.names.size(); ++i) {
    const Name& n = out_.names[i];
    if (out_.entity_of_name[i] != nobody) {
      const std::uint32_t around = whole_at_[n.name.first];
      const bool beside =
          around != nobody && around != i && !out_.names[around].name.overlaps(n.name);  // "mother of Sean Doe"
      if (out_.entities[out_.entity_of_name[i]].kind == Kind::person && !beside && !aside(n.name))
        latest_full_[name_keys(n.name).back()] = {out_.entity_of_name[i], d_.tokens[n.name.first].block};
      ++count_[out_.entity_of_name[i]];
      ++by_surname_[out_.entity_of_name[i]];
      continue;
    }
    const std::vector<std::uint32_t> keys = name_keys(n.name);
    if (keys.empty()) continue;
    std::uint32_t e = nobody;
    const bool company = keys.size() == 1 && n.kind == NameKind::unknown &&
                         std::binary_search(companies.begin(), companies.end(), keys[0]);
    if (n.kind != NameKind::organisation || keys.size() == 1) e = by_surname(n, keys);
    if (e == nobody && keys.size() == 1 && (out_.entity_of_name[i] = family(n)) != nobody) continue;
    if (e == nobody && n.kind != NameKind::person) e = by_alias(n, keys);
    if (e == nobody && keys.size() == 1 && !n.title_only) e = by_given(n, keys.front());
    if (e == nobody && n.title_only) continue;
    // One capitalised word that opens a headline or a quotation, and is met nowhere else, may be any word.
    if (e == nobody && n.weak &&
        (w_.title_case(d_.tokens[n.name.first].block) || d_.tokens[n.name.first].quote_depth > 0))
      continue;
    if (e == nobody) {
      const bool firm = company || (n.kind == NameKind::unknown && keys.size() == 1 && !n.weak &&
                                    !w_.is(n.name.first, male_name | female_name | plural | known_person) &&
                                    std::binary_search(lone.begin(), lone.end(), keys[0]));
      const bool body_like = firm || n.kind == NameKind::organisation || n.kind == NameKind::outlet;
      const Verdict v = of_name(firm ? NameKind::organisation : body_like ? n.kind : NameKind::person);
      e = new_entity(v.kind, n.name.first, v.rule);
      if (body_like)
        aliases_[keys.back()] = e;
      else
        persons_[keys.back()].push_back(e);
    }
    note_name(e, n);
    ++count_[e];
    by_surname_[e] += !keys_[e].empty() && keys_[e].back() == keys.back();
    out_.entity_of_name[i] = e;
  }
}

// Names of one word that say something and that nobody bears as far as the article tells: it gives them no title, no
// first name, no role, and no "he" or "she" follows. Where no list knows them they are more often firms, clubs and
// outlets than persons (of 23 in the project's own stories 19). Sorted.
std::vector<std::uint32_t> Identifier::lone_sources() const {
  constexpr TokenIndex near = 25;
  constexpr std::uint32_t longest = 3;
  std::vector<std::uint32_t> persons, lone;
  for (const Name& n : out_.names) {
    bool somebody = n.kind == NameKind::person || n.legislator || !n.descriptions.empty();
    const TokenIndex end = std::min<TokenIndex>(w_.size(), n.name.last + near);
    for (TokenIndex t = n.name.last; !somebody && t < end && d_.tokens[t].block == d_.tokens[n.name.first].block; ++t)
      somebody = w_.is(t, masculine | feminine);
    if (const std::uint32_t next = d_.tokens[n.name.first].sentence + 1; !somebody && next < d_.sentences.size())
      somebody = w_.is(d_.sentences[next].tokens.first, masculine | feminine);
    if (!somebody) continue;
    for (TokenIndex t = n.name.first; t < n.name.last; ++t) persons.push_back(w_.key(t));
  }
  std::sort(persons.begin(), persons.end());
  for (const Extraction& x : x_) {
    if (x.source.empty() || x.source.front().size() > longest) continue;
    const TokenIndex last = x.source.front().last - 1;
    const bool says_i = std::any_of(x.content.begin(), x.content.end(), [&](Range r) {
      for (TokenIndex t = r.first; t < std::min(r.last, r.first + near); ++t)
        if (w_.plain(t) == "i") return true;
      return false;
    });
    if (says_i) continue;
    if (w_.is(last, capital) && !std::binary_search(persons.begin(), persons.end(), w_.key(last)))
      lone.push_back(w_.key(last));
  }
  std::sort(lone.begin(), lone.end());
  return lone;
}

// "in the cabinet of former President Sean Doe": the sentence is about somebody else.
bool Identifier::aside(Range name) const {
  TokenIndex before = name.first;
  while (before > 0 &&
         w_.is(before - 1, office | post | role | candidate | honorific | former | definite_word | indefinite_word))
    --before;
  return before > 0 && w_.is(before - 1, preposition | possessive) &&
         d_.tokens[before - 1].block == d_.tokens[name.first].block;
}

bool Identifier::sexes_agree(const Name& n, std::uint32_t e) const {
  const Entity& entity = out_.entities[e];
  return !(n.male && entity.female) && !(n.female && entity.male);
}

std::uint32_t Identifier::by_surname(const Name& n, const std::vector<std::uint32_t>& keys) {
  const auto it = persons_.find(keys.back());
  if (it == persons_.end()) return nobody;
  std::uint32_t best = nobody;
  int best_score = -1;
  const auto latest = latest_full_.find(keys.back());
  const bool with_title =
      !n.descriptions.empty() && n.descriptions.front().last == n.name.first && w_.is(n.name.first - 1, office | post);
  const std::uint32_t title = with_title ? role_at(n.name.first - 1) : 0;  // "President Doe"
  for (const std::uint32_t e : last_few(it->second)) {
    if (keys.size() > 1 && !first_names_agree(keys, n.name, e)) continue;
    if (!sexes_agree(n, e)) continue;
    // President Doe is not the candidate of that name, nor his wife.
    if (title == key_of("president") && (runs(e) || (out_.entities[e].female && !bears(e, title)))) continue;
    int score = static_cast<int>(std::min<std::uint32_t>(by_surname_[e], 20));
    const Range first = out_.entities[e].names.front();
    const bool known = first.first <= n.name.first;  // named in full before
    if (speaks(first.last - 1) && !aside(first) && known) score += 15;
    if (known) score += 10;
    if (latest != latest_full_.end() && latest->second.first == e &&
        latest->second.second == d_.tokens[n.name.first].block)
      score += 40;
    if (title != 0 && bears(e, title)) score += 30;
    if (score > best_score) {
      best_score = score;
      best = e;
    }
  }
  return best;
}

// Whether somebody is called a candidate for president.
bool Identifier::runs(std::uint32_t e) const {
  const std::vector<Range>& all = out_.entities[e].descriptions;
  return std::any_of(all.begin(), all.end(), [&](const Range& r) {
    bool presidential = false;
    for (TokenIndex t = r.first; t < r.last; ++t) presidential = presidential || w_.plain(t) == "presidential";
    return presidential && (w_.in(r)&candidate) && !(w_.in(r)&former);
  });
}

// Whether what is known of somebody so far has a word of that role in it.
bool Identifier::bears(std::uint32_t e, std::uint32_t role_word) const {
  const std::vector<Range>& all = out_.entities[e].descriptions;
  for (std::size_t k = 0; k < all.size() && k < 6; ++k)
    for (TokenIndex t = all[k].first; t < all[k].last; ++t)
      if (w_.is(t, office | post) && role_at(t) == role_word) return true;
  return false;
}

// "the Does": those of that surname whom the article names.
std::uint32_t Identifier::family(const Name& n) {
  constexpr std::size_t most = 4;
  string_view w = w_.plain(n.name.first);
  if (!w_.is(n.name.first, plural) || n.name.first == 0 || !w_.is(n.name.first - 1, definite_word)) return nobody;
  w.remove_suffix(1);
  const auto it = persons_.find(key_of(w));
  if (it == persons_.end()) return nobody;
  std::vector<std::uint32_t> parts;
  for (const std::uint32_t e : it->second)
    if (keys_[e].size() > 1 && parts.size() < most) parts.push_back(e);
  if (parts.size() < 2) return nobody;
  const std::uint32_t latest = latest_joint_, all = joint(parts, n.name.first);
  latest_joint_ = latest;
  return all;
}

std::uint32_t Identifier::by_given(const Name& n, std::uint32_t key) {
  const auto it = given_.find(key);
  if (it == given_.end()) return nobody;
  std::uint32_t best = nobody;
  for (const std::uint32_t e : last_few(it->second))
    if (sexes_agree(n, e) && (best == nobody || out_.entities[e].first <= n.name.first)) best = e;
  return best;
}

std::uint32_t Identifier::by_alias(const Name& n, const std::vector<std::uint32_t>& keys) {
  if (const std::uint32_t e = by_entry(n); e != nobody) return e;
  if (keys.size() == 1)
    if (const auto it = aliases_.find(keys.front()); it != aliases_.end()) return it->second;
  const std::uint32_t all = mix(keys);
  if (const auto it = bodies_.find(all); it != bodies_.end()) return it->second;
  return nobody;
}

// The lexicon knows several names of one body.
std::uint32_t Identifier::by_entry(const Name& n) {
  const auto known = [&](TokenIndex first) {
    for (const lexicon::Phrase& p : w_.reading().at(first))
      if (p.tokens.last >= n.name.last && w_.listed(p, with_names))
        if (const auto it = entries_.find(p.entry); it != entries_.end()) return it->second;
    return nobody;
  };
  if (const std::uint32_t e = known(n.name.first); e != nobody) return e;
  return n.name.size() > 1 && w_.plain(n.name.first) == "the" ? known(n.name.first + 1) : nobody;
}

void Identifier::link_body(std::uint32_t i, const std::vector<std::uint32_t>& keys) {
  const Name& n = out_.names[i];
  if (keys.empty()) return;
  const std::uint32_t all = mix(keys);
  std::uint32_t e = nobody;
  if (const auto it = bodies_.find(all); it != bodies_.end()) e = it->second;
  if (e == nobody) e = by_entry(n);
  if (e == nobody && keys.size() == 1 && (w_.is(n.name.first, acronym) || n.kind == NameKind::outlet))
    if (const auto it = aliases_.find(keys.front()); it != aliases_.end()) e = it->second;
  if (e == nobody) {
    // One word may still be a short form of what comes later, or a surname; the second round decides.
    const bool listed = w_.phrase_end(n.name.first, with_names) >= n.name.last;
    if (keys.size() == 1 && !listed && n.short_form.empty() && n.kind != NameKind::place) return;
    const Verdict v = of_name(n.kind);
    e = new_entity(v.kind, n.name.first, v.rule);
    out_.entities[e].place = n.kind == NameKind::place;
    out_.entities[e].state = n.kind == NameKind::place && w_.state(n.name);
    bodies_[all] = e;
  }
  for (const lexicon::Phrase& p : w_.reading().at(n.name.first))
    if (p.tokens.last >= n.name.last && w_.listed(p, with_names)) entries_.emplace(p.entry, e);
  if (!n.short_form.empty()) aliases_[w_.key(n.short_form.first)] = e;
  if (keys.size() >= 2) {
    std::string initials, all_initials;
    for (TokenIndex t = n.name.first; t < n.name.last; ++t) {
      if (!w_.word(t) || w_.plain(t) == "the") continue;
      const char c = w_.plain(t).front();
      if (w_.is(t, capital)) initials += c;
      all_initials += c;
    }
    if (initials.size() >= 2) {
      aliases_.emplace(key_of(initials), e);
      aliases_.emplace(key_of(all_initials), e);
    }
    const TokenIndex first = w_.plain(n.name.first) == "the" ? n.name.first + 1 : n.name.first;
    const bool listed = w_.phrase_end(n.name.first, outlet | company) >= n.name.last;
    if (w_.is(first, acronym) || (listed && !w_.is(first, demonym | place | male_name | female_name)))
      aliases_.emplace(keys.front(), e);
    // Vallin Shipping Corp.: Vallin, Vallin Shipping.
    const bool own_words =
        n.kind == NameKind::organisation && !listed && (n.company || firm_ending(w_.plain(n.name.last - 1))) &&
        !(w_.in(n.name) & (public_body | preposition | demonym)) && w_.phrase_end(first, place) <= first &&
        w_.plain(first).size() >= 4 && !w_.is(first, male_name | female_name | acronym);
    if (own_words) {
      aliases_.emplace(keys.front(), e);
      if (keys.size() >= 3) bodies_.emplace(mix(std::span(keys.data(), keys.size() - 1)), e);
    }
    if (n.kind == NameKind::outlet || club_ending(w_.plain(n.name.last - 1))) aliases_.emplace(keys.back(), e);
  }
  if (const TokenIndex h = n.name.last - 1; w_.is(h, private_body | public_body) && n.name.size() <= 4) {
    NounPhrase np;
    np.core = n.name;
    np.head = h;
    latest_by_key_.emplace(phrase_key(np), e);
  }
  note_name(e, n);
  out_.entity_of_name[i] = e;
}

// Roles of named persons: filled as their names are met.
void Identifier::learn_roles(std::uint32_t e) {
  const Entity& entity = out_.entities[e];
  if (entity.kind != Kind::person) return;
  for (const Range& description : entity.descriptions) learn_roles_in(description, e);
  if (entity.legislator)
    for (const string_view role_word : {"senator", "congress", "lawmaker"}) add_bearer(key_of(role_word), e);
}

// Of "Harbour Board chairman", "mayor of Lindmar" and "aide to the governor" only what the person is.
void Identifier::learn_roles_in(Range description, std::uint32_t e) {
  constexpr Classes bodies = private_body | public_body | body | media | company;
  std::array<std::uint32_t, 8> keys{};
  std::size_t found = 0;
  bool of_another = false;
  for (TokenIndex t = description.first; t < description.last; ++t) {
    if (w_.is(t, possessive) || (w_.is(t, bodies) && !w_.is(t, person_noun))) found = 0;  // it was the body's, or his
    if (w_.is(t, preposition | relative)) of_another = true;
    if (w_.plain(t) == "and" || w_.plain(t) == ",") of_another = false;
    if (of_another || found == keys.size() || !w_.is(t, person_noun | honorific) || w_.is(t, male_name | female_name))
      continue;
    keys[found++] = role_at(t);
    if (t + 1 < description.last && w_.is(t + 1, preposition | conjunction)) {
      for (std::size_t k = 0; k < found; ++k) add_bearer(keys[k], e);
      found = 0;
    }
  }
  for (std::size_t k = 0; k < found; ++k) add_bearer(keys[k], e);
}

// "Senators Jane Doe of Ohio, Sean Roe | and Ada Poe": all of them are.
void Identifier::share_titles() {
  constexpr TokenIndex apart = 8;
  for (std::uint32_t n = 0; n + 1 < out_.names.size(); ++n) {
    const Name& name = out_.names[n];
    if (name.descriptions.empty() || name.descriptions.front().last != name.name.first) continue;
    const Range title = name.descriptions.front();
    static constexpr auto short_titles =
        std::to_array<string_view>({"sens", "reps", "govs", "sens.", "reps.", "govs."});
    if (!w_.is(title.last - 1, office) ||
        !(w_.is(title.last - 1, plural) || among(short_titles, w_.plain(title.last - 1))))
      continue;
    TokenIndex after = name.name.last;
    for (std::uint32_t m = n + 1; m < out_.names.size(); ++m) {
      const Range between{after, out_.names[m].name.first};
      if (between.size() > apart) break;
      const std::uint32_t e = out_.entity_of_name[m];
      if (!between.empty() && w_.plain(between.last - 1) == "(") continue;  // (Ohio)
      if (e == nobody) break;
      if (out_.entities[e].place && between.size() == 1 && w_.plain(between.first) == "of") continue;
      if (out_.entities[e].kind != Kind::person || between.empty()) break;
      const string_view joins = w_.plain(between.last - 1);
      bool bracket = false, other = false;
      for (TokenIndex t = between.first; t + 1 < between.last; ++t) {
        bracket = w_.plain(t) == "(" || (bracket && w_.plain(t) != ")");
        other = other || (!bracket && w_.word(t) && !w_.is(t, capital) && w_.plain(t) != "of");
      }
      if ((joins != "," && joins != "and") || other) break;
      std::vector<Range>& descriptions = out_.entities[e].descriptions;
      if (descriptions.size() < most_descriptions) descriptions.push_back(title);
      after = out_.names[m].name.last;
      if (joins == "and") break;
    }
  }
}

// "My parents, Sean and Ada Doe": whom the author means by "my father".
void Identifier::learn_parents() {
  for (std::uint32_t n = 1; n < out_.names.size(); ++n) {
    const Range first = out_.names[n - 1].name, second = out_.names[n].name;
    if (first.first < 3 || first.last + 1 != second.first || w_.plain(first.last) != "and") continue;
    if (w_.plain(first.first - 1) != "," || w_.plain(first.first - 2) != "parents" ||
        !w_.is(first.first - 3, first_person))
      continue;
    for (const std::uint32_t k : {n - 1, n}) {
      const std::uint32_t e = out_.entity_of_name[k];
      const TokenIndex given = out_.names[k].name.first;
      if (e == nobody || w_.is(given, male_name) == w_.is(given, female_name)) continue;
      add_bearer(key_of(w_.is(given, male_name) ? "father" : "mother"), e);
    }
  }
}

void Identifier::add_bearer(std::uint32_t role_word, std::uint32_t e) {
  std::vector<std::uint32_t>& bearers = bearers_[role_word];
  if (bearers.empty() || bearers.back() != e) bearers.push_back(e);
}

}  // namespace hearsay::identities
