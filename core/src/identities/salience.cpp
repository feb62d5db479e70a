// What was mentioned, in order, and how well each mention can be pointed at.
#include <algorithm>
#include <array>

#include "identities/identifier.hpp"

namespace hearsay::identities {

bool Identifier::speaks(TokenIndex t) const {
  return std::binary_search(speaker_tokens_.begin(), speaker_tokens_.end(), t);
}

// Does what stands before `t` possess what follows: "Doe's plan", and not "Doe's a doctor"?
bool Identifier::possessed(TokenIndex t) const {
  if (t >= w_.size() || !w_.is(t, possessive)) return false;
  return w_.plain(t) != "'s" || t + 1 >= w_.size() ||
         !w_.is(t + 1, definite_word | indefinite_word | auxiliary | adverb | preposition);
}

// Whose subject what stands at `r` may be, by the words before it.
Identifier::Position Identifier::subject_position(Range r) const {
  const std::uint32_t s = d_.tokens[r.first].sentence;
  const Range sentence = d_.sentences[s].tokens;
  if (r.last < sentence.last && possessed(r.last)) return Position::none;
  TokenIndex before = r.first;
  while (before > sentence.first &&
         (w_.is(before - 1, definite_word | indefinite_word) || d_.tokens[before - 1].kind == TokenKind::open_quote))
    --before;
  if (before == sentence.first) return Position::sentence;
  const TokenIndex mark = before - 1;
  if (w_.is(mark, relative)) return Position::subordinate;
  if (w_.is(mark, conjunction | preposition)) {
    static constexpr auto joins = std::to_array<string_view>({"and", "or", "but", "nor", "yet", "so"});
    static constexpr auto both = std::to_array<string_view>({"after", "before", "until", "since", "as"});
    if (w_.is(mark, conjunction)) return among(joins, w_.plain(mark)) ? Position::clause : Position::subordinate;
    return among(both, w_.plain(mark)) && r.last < sentence.last && w_.is(r.last, auxiliary) ? Position::subordinate
                                                                                             : Position::none;
  }
  return w_.plain(mark) == "," ? Position::clause : Position::none;
}

void Identifier::set_subject(Item& item, Position p) const {
  item.subject = p != Position::none;
  item.main = p == Position::sentence;
  item.subordinate = p == Position::subordinate;
}

void Identifier::push(std::uint32_t e, Range r) {
  if (e == nobody) return;
  const text::Token& token = d_.tokens[r.first];
  Item item{};
  item.entity = e;
  item.at = r.first;
  item.sentence = token.sentence;
  item.quoted = token.quote_depth > 0;
  set_subject(item, subject_position(r));
  item.owner = possessed(r.last) && !w_.is(r.first, possessive);
  item.opens = r.first == d_.sentences[token.sentence].tokens.first;
  TokenIndex before = r.first;
  while (before > 0 && w_.is(before - 1, definite_word | indefinite_word)) --before;
  item.object = before > 0 && d_.tokens[before - 1].block == token.block && w_.is(before - 1, preposition);
  if (before > 0 && !item.object) {
    const string_view p = w_.plain(before - 1);
    item.asked = p == "asked" || p == "asks" || p == "pressed";
    item.object = item.asked || p == "told" || p == "called" || p == "accused" || p == "urged";
  }
  const bool inside = item.object && speaks(before - 1);  // "a spokesman for Doe"
  item.speaker = !inside && (speaks(r.first) || speaks(r.last - 1));
  items_.push_back(item);
  last_seen_[e] = r.first;
  ++count_[e];
}

void Identifier::name_item(std::uint32_t n) {
  const std::uint32_t e = out_.entity_of_name[n];
  if (e == nobody) return;
  if (!items_.empty() && items_.back().at == out_.names[n].name.first) return;
  named_at_last(n, e);
  const Range whole{std::min(out_.names[n].whole.first, out_.names[n].name.first), out_.names[n].name.last};
  push(e, out_.names[n].name);
  set_subject(items_.back(), subject_position(whole));
  // "the Doe campaign", "Doe adviser Jane Roe": a modifier.
  const TokenIndex next = out_.names[n].name.last;
  const bool modifies = next < w_.size() && d_.tokens[next].kind == TokenKind::word && !w_.is(next, capital) &&
                        w_.is(next, person_noun | private_body | public_body | document | media);
  const TokenIndex first = out_.names[n].name.first;
  const std::uint32_t around = whole_at_[first];
  const bool of_next = n + 1 < out_.names.size() && out_.names[n + 1].whole.contains(first);
  if (modifies || of_next || (around != nobody && around != n && out_.names[around].whole.contains(first))) {
    items_.back().owner = true;
    set_subject(items_.back(), Position::none);
  }
  // "Doe or Roe": the second is in the clause what the first is.
  const TokenIndex joint_at = std::min(out_.names[n].whole.first, first);
  if (n > 0 && joint_at > 1 && w_.is(joint_at - 1, conjunction) && name_at_[joint_at - 2] == n - 1 &&
      items_.size() > 1 && items_[items_.size() - 2].at == out_.names[n - 1].name.first) {
    const Item& before = items_[items_.size() - 2];
    Item& item = items_.back();
    item.subject = before.subject;
    item.main = before.main;
    item.subordinate = before.subordinate;
    item.object = item.object || before.object;
  }
  pair_item(n);
}

// "Jane Doe and Sean Roe", whom "they" may mean below.
void Identifier::pair_item(std::uint32_t n) {
  if (n == 0 || items_.size() < 2) return;
  const Name &name = out_.names[n], &other = out_.names[n - 1];
  const std::uint32_t e = out_.entity_of_name[n], before = out_.entity_of_name[n - 1];
  if (before == nobody || before == e || items_[items_.size() - 2].entity != before) return;
  if (out_.entities[e].kind != Kind::person || out_.entities[before].kind != Kind::person || name.owns || other.owns)
    return;
  const TokenIndex mark = std::min(name.whole.first, name.name.first);
  if (mark == 0 || w_.plain(mark - 1) != "and" || mark - 1 < other.name.last || mark - 1 > other.whole.last + 1) return;
  const TokenIndex opening = std::min(other.whole.first, other.name.first);
  if (opening > 1 && w_.plain(opening - 1) == "," && name_at_[opening - 2] != nobody) return;  // of three or more
  const Item first = items_[items_.size() - 2];
  const std::uint32_t latest = latest_joint_;
  const std::uint32_t pair = joint({before, e}, other.name.first);
  latest_joint_ = latest;
  Item item = first;
  item.entity = pair;
  items_.push_back(item);
}

// "A lawyer for the family said …" and then "the lawyer, Ben Doe,": one source, unnamed until then.
void Identifier::named_at_last(std::uint32_t n, std::uint32_t e) {
  const Name& name = out_.names[n];
  if (out_.entities[e].kind != Kind::person || out_.entities[e].first != name.name.first) return;
  if (name.descriptions.empty() || name.whole.first >= name.name.first) return;
  const Range role_words =
      name.descriptions.back().last <= name.name.first ? name.descriptions.back() : name.descriptions.front();
  if (role_words.last > name.name.first || role_words.empty()) return;
  const NounPhrase np = parse_noun_phrase(w_, {name.whole.first, role_words.last});
  if (!np.found() || !np.definite || !np.possessor.empty() || !w_.is(np.head, person_noun)) return;
  const auto it = latest_by_key_.find(mix(role_key(w_.plain(np.head)), 6));
  if (it == latest_by_key_.end() || it->second == e) return;
  const std::uint32_t unnamed = it->second;
  const Entity& before = out_.entities[unnamed];
  Entity& now = out_.entities[e];
  if (before.kind != Kind::anonymous || before.named || before.plural || !nothing_new(np, unnamed)) return;
  if ((before.male && now.female) || (before.female && now.male)) return;
  constexpr std::uint32_t soon = 12;  // sentences
  if (d_.tokens[name.name.first].sentence - d_.tokens[before.names.back().first].sentence > soon) return;
  for (const Range& r : before.names)
    if (now.descriptions.size() < most_descriptions) now.descriptions.push_back(r);
  if (now.owner == nobody) now.owner = before.owner;
  now.male = now.male || before.male;
  now.female = now.female || before.female;
  for (std::size_t k = items_.size(), seen = 0; k-- > 0 && seen < 2 * look_back; ++seen)
    if (items_[k].entity == unnamed) items_[k].entity = e;
  if (latest_unnamed_ == unnamed) latest_unnamed_ = nobody;
  latest_by_key_[mix(role_key(w_.plain(np.head)), 6)] = e;
  named_later_[unnamed] = e;
}

bool Identifier::of_role(Range r) const {
  const NounPhrase np = parse_noun_phrase(w_, r);
  return np.found() && !np.plural && w_.is(np.head, role);
}

std::uint32_t Identifier::latest_name(std::uint32_t e) const {
  const auto it = named_later_.find(e);
  return it == named_later_.end() ? e : it->second;
}

// "He told | Doe": he is not Doe.
std::uint32_t Identifier::addressee_of(std::uint32_t i) const {
  const TokenIndex t = x_[i].cue.last;
  static constexpr auto verbs =
      std::to_array<string_view>({"told", "tells", "tell", "asked", "asks", "reminded", "assured"});
  const std::uint32_t n = t < w_.size() && among(verbs, w_.plain(t - 1)) ? whole_at_[t] : nobody;
  return n != nobody && out_.names[n].whole.first <= t ? out_.entity_of_name[n] : nobody;
}

std::uint32_t Identifier::by_pronoun(TokenIndex t, std::uint32_t i) const {
  const bool he = w_.is(t, masculine), she = w_.is(t, feminine);
  const std::uint32_t sentence = d_.tokens[t].sentence;
  const bool quoted = d_.tokens[t].quote_depth > 0;
  const std::uint32_t block = d_.tokens[t].block;
  const TokenIndex clause = clause_start(t);
  const std::uint32_t addressee = i != nobody ? addressee_of(i) : nobody;
  std::uint32_t best = nobody;
  int best_score = -1000;
  std::size_t seen = 0;
  for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
    const Item& item = items_[k];
    if (sentence - item.sentence > look_back_sentences) break;
    const Entity& e = out_.entities[item.entity];
    if (item.entity == addressee) continue;
    // "the Orlando tragedy"
    if (item.at > 0 && w_.is(item.at - 1, definite_word | indefinite_word) && keys_[item.entity].size() == 1 &&
        e.descriptions.empty() && whole_at_[item.at] != nobody)
      continue;
    const bool reporter = e.kind == Kind::media && !e.named && !e.names.empty() && of_role(e.names.front());
    if (e.kind != Kind::person && !reporter && !(e.kind == Kind::anonymous && !e.plural && e.rule != "anonymous.one"))
      continue;
    if ((he && e.female) || (she && e.male) || !e.parts.empty()) continue;
    int score = 100 - 22 * static_cast<int>(sentence - item.sentence);
    if (d_.tokens[item.at].block != block) score -= 6;
    const bool outside = item.quoted && !quoted;  // whoever is quoted does not call himself by his name
    const bool apart = item.subordinate && item.at < clause;
    if (item.subject && !outside) score += apart ? 8 : item.main ? 32 : 24;
    if (item.main && d_.tokens[item.at].block == block && !outside) score += 8;
    if (item.speaker && !outside) score += apart ? 8 : 22;
    // "Doe's plan failed": it is about Doe; most of all what she says in the same sentence.
    if (item.owner) score += item.sentence == sentence && !item.speaker ? 16 : item.opens && !item.speaker ? 8 : -14;
    if (item.asked && item.sentence < sentence)
      score += 36;  // and so answers
    else if (item.object)
      score -= 16;
    if (outside)
      score -= 60;
    else if (i != nobody && in_content(i, item.at))
      score -= 40;  // nor whoever speaks
    if ((he && e.male) || (she && e.female)) score += 12;
    if (e.kind == Kind::anonymous) score -= 8;
    score += static_cast<int>(std::min<std::uint32_t>(count_[item.entity], 6));
    score -= static_cast<int>(std::min<std::size_t>(seen, 12));
    if (slight(item)) score -= 60;
    if (score > best_score) {
      best_score = score;
      best = item.entity;
    }
  }
  return best != nobody ? best : of_that_sex(he, she, sentence);
}

// Further up, whoever is named last and known to be a man, or a woman.
std::uint32_t Identifier::of_that_sex(bool he, bool she, std::uint32_t sentence) const {
  constexpr std::uint32_t furthest = 12;  // sentences
  for (std::size_t k = items_.size(); k-- > 0 && sentence - items_[k].sentence <= furthest;) {
    const Entity& e = out_.entities[items_[k].entity];
    if (e.kind == Kind::person && e.named && e.parts.empty() && !items_[k].quoted &&
        ((he && e.male) || (she && e.female)))
      return items_[k].entity;
  }
  return nobody;
}

bool Identifier::in_content(std::uint32_t i, TokenIndex t) const {
  return std::any_of(x_[i].content.begin(), x_[i].content.end(), [&](const Range& r) { return r.contains(t); });
}

// Where the clause of `t` begins, as far as commas tell.
TokenIndex Identifier::clause_start(TokenIndex t) const {
  constexpr TokenIndex longest = 40;
  const TokenIndex floor = std::max(d_.sentences[d_.tokens[t].sentence].tokens.first, t > longest ? t - longest : 0);
  while (t > floor && w_.plain(t - 1) != ",") --t;
  return t;
}

// One capitalised word, of which the article says nothing that only a person has: it may be a place, or any word.
bool Identifier::slight(const Item& item) const {
  const Entity& e = out_.entities[item.entity];
  return e.kind == Kind::person && e.named && keys_[item.entity].size() == 1 && e.descriptions.empty() && !e.male &&
         !e.female && !e.legislator && !item.speaker && count_[item.entity] <= 3;
}

void Identifier::pronoun_item(TokenIndex t) {
  if (!items_.empty() && items_.back().at == t) return;
  const bool quoted = d_.tokens[t].quote_depth > 0;
  const std::uint32_t e = by_pronoun(t);
  if (e == nobody) return;
  push(e, {t, t + 1});
  const string_view p = w_.plain(t);
  if (p == "he" || p == "she")
    items_.back().subject = true;
  else
    set_subject(items_.back(), Position::none);
  items_.back().owner = w_.is(t, possessive);
  items_.back().object = !items_.back().subject;
  items_.back().quoted = quoted;
}

// "The Vermont senator leads": somebody whom the article names elsewhere.
void Identifier::role_item(TokenIndex t) {
  if (whole_at_[t] != nobody || speaks(t) || d_.tokens[t].quote_depth > 0) return;
  if (t + 1 < w_.size() && w_.word(t + 1) && w_.is(t + 1, person_noun | document | media | private_body | public_body))
    return;
  constexpr TokenIndex longest = 6;
  const TokenIndex floor = std::max(d_.sentences[d_.tokens[t].sentence].tokens.first, t > longest ? t - longest : 0);
  TokenIndex first = t;
  while (first > floor && w_.word(first - 1) && !w_.is(first, definite_word) &&
         !w_.is(first - 1, preposition | conjunction | relative | auxiliary | possessive | indefinite_word))
    --first;
  if (!w_.is(first, definite_word)) return;
  const NounPhrase np = parse_noun_phrase(w_, {first, t + 1});
  if (!np.found() || np.head != t || np.plural) return;
  const Position p = subject_position(np.core);
  if (p == Position::none) {
    if (w_.is(t, office) && traits_in(np.core).home) static_cast<void>(titled(np));
    return;
  }
  push(titled(np), {t, t + 1});
  if (!items_.empty() && items_.back().at == t) set_subject(items_.back(), p);
}

// "Thousands of dockers marched": people whom "they" may mean below.
void Identifier::people_item(TokenIndex t) {
  if (whole_at_[t] != nobody || d_.tokens[t].quote_depth > 0 || speaks(t)) return;
  if (t + 1 < w_.size() && w_.word(t + 1) && w_.is(t + 1, person_noun | document | media | private_body | public_body))
    return;
  const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
  TokenIndex first = t;
  while (
      first > sentence.first && t - first < 5 && w_.word(first - 1) && !cue_at_[first - 1] &&
      !w_.is(first - 1, conjunction | relative | auxiliary | adverb) &&
      (!w_.is(first - 1, preposition) || (w_.plain(first - 1) == "of" && w_.is(first - 2, vague_word | number_word))))
    --first;
  const Range r{first, t + 1};
  const NounPhrase np = parse_noun_phrase(w_, r);
  if (!np.found() || np.head != t || !np.plural || !np.possessor.empty()) return;
  const Verdict v = judge(np, r);
  if (v.kind != Kind::group && v.kind != Kind::anonymous) return;
  const std::uint32_t key = mix(phrase_key(np), 13);
  const auto it = latest_by_key_.find(key);
  const std::uint32_t e = it != latest_by_key_.end() ? it->second : describe(v, r, np);
  latest_by_key_[key] = e;
  push(e, r);
  if (!items_.back().main) set_subject(items_.back(), Position::none);
}

// "released the video": a text that "it" may mean below.
void Identifier::document_item(TokenIndex t) {
  if (whole_at_[t] != nobody || d_.tokens[t].quote_depth > 0) return;
  if (t + 1 < w_.size() && w_.word(t + 1) && w_.is(t + 1, person_noun | document | media | private_body | public_body))
    return;
  const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
  TokenIndex first = t;
  while (first > sentence.first && t - first < 5 && w_.word(first - 1) &&
         !w_.is(first - 1, preposition | conjunction | relative | auxiliary | adverb) && !cue_at_[first - 1] &&
         !w_.is(first, definite_word | indefinite_word | possessive))
    --first;
  if (!w_.is(first, definite_word | indefinite_word | possessive)) return;
  const Range r{first, t + 1};
  const NounPhrase np = parse_noun_phrase(w_, r);
  if (!np.found() || np.head != t) return;
  const std::uint32_t key = mix(document_key(w_.plain(t)), static_cast<std::uint32_t>(Kind::document));
  const auto it = latest_by_key_.find(key);
  const std::uint32_t e =
      it != latest_by_key_.end() && !np.indefinite ? it->second : describe({Kind::document, "document.noun"}, r, np);
  latest_by_key_[key] = e;
  push(e, r);
}

std::uint32_t Identifier::unresolved(TokenIndex t) {
  const bool person = w_.is(t, masculine | feminine);
  const bool thing = w_.is(t, neuter) || w_.plain(t) == "which" || w_.plain(t) == "that";
  const std::uint32_t e = new_entity(person ? Kind::person : thing ? Kind::document : Kind::group, t, "pronoun");
  out_.entities[e].names.push_back({t, t + 1});
  out_.entities[e].plural = w_.is(t, plural_pronoun);
  return e;
}

std::uint32_t Identifier::by_plural_or_neuter(TokenIndex t, bool plural_wanted, std::uint32_t i) const {
  const std::uint32_t sentence = d_.tokens[t].sentence;
  const bool quoted = d_.tokens[t].quote_depth > 0;
  const bool shows = !plural_wanted && i < x_.size() && x_[i].source.size() == 1 && x_[i].source.front().first == t &&
                     of_texts(w_.plain(x_[i].cue.last - 1));
  std::uint32_t best = nobody;
  int best_score = -1000;
  std::size_t seen = 0;
  for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
    const Item& item = items_[k];
    if (sentence - item.sentence > 3) break;
    const Entity& e = out_.entities[item.entity];
    int score = 100 - 25 * static_cast<int>(sentence - item.sentence);
    if (plural_wanted) {
      if ((e.kind == Kind::person && e.parts.empty()) || e.kind == Kind::author) continue;
      if (e.kind == Kind::document && !e.plural) continue;
      if (e.plural) score += 25;
      if (!e.plural && e.named) score -= 15;
      if (e.place) score -= 20;
    } else {
      if (e.kind != Kind::organisation && e.kind != Kind::media && e.kind != Kind::document && e.kind != Kind::social)
        continue;
      if (e.plural && e.kind == Kind::document) continue;
      if (e.place) score -= 5;
    }
    if (shows && e.kind == Kind::document) score += 30;
    if (item.subject) score += 20;
    if (item.speaker && !(shows && e.kind != Kind::document)) score += 25;
    if (item.owner) score -= 10;
    if (item.object) score -= 12;
    if (item.quoted && !quoted) score -= 40;
    score -= static_cast<int>(std::min<std::size_t>(seen, 12));
    if (score > best_score) {
      best_score = score;
      best = item.entity;
    }
  }
  return best;
}

// "It shows": a text sooner than a body.
bool Identifier::of_texts(string_view w) {
  static constexpr auto verbs =
      std::to_array<string_view>({"shows", "showed", "depicts", "depicted", "contains", "contained", "reads", "lists",
                                  "listed", "captures", "captured", "begins", "began", "concludes", "includes"});
  return among(verbs, w);
}

// "A spokesman said": of whom the sentence, or the one before, speaks.
std::uint32_t Identifier::recent_spoken_for(TokenIndex h) const {
  const std::uint32_t sentence = d_.tokens[h].sentence;
  for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < 12; ++n) {
    if (sentence - items_[k].sentence > 2) break;
    const Entity& e = out_.entities[items_[k].entity];
    if (e.kind == Kind::organisation && !items_[k].quoted && !e.place) return items_[k].entity;
  }
  return nobody;
}

// "The bureau", of the F.B.I.: a letter stands for it.
bool Identifier::initial_of(string_view noun, TokenIndex t) const {
  static constexpr auto nouns =
      std::to_array<string_view>({"bureau", "commission", "department", "committee", "institute", "agency"});
  return among(nouns, noun) && w_.is(t, acronym) && w_.is(t, body) && w_.plain(t).find(noun[0]) != string_view::npos;
}

// The last body, or outlet, that a common noun can mean.
std::uint32_t Identifier::recent_body(TokenIndex h, bool outlet_wanted) const {
  const std::uint32_t head = body_key(w_.plain(h));
  const std::uint32_t sentence = d_.tokens[h].sentence;
  const string_view p = w_.plain(h);
  const bool generic_body = p == "company" || p == "group" || p == "organization" || p == "organisation" ||
                            p == "agency" || p == "firm" || p == "association" || p == "federation" || p == "chamber" ||
                            p == "body" || p == "business" || p == "corporation" || p == "network" || p == "union";
  // "As the Post reports, the company …": not the Post.
  const bool trade = p == "company" || p == "firm" || p == "business" || p == "corporation";
  std::uint32_t fallback = nobody;
  std::size_t seen = 0;
  for (std::size_t k = items_.size(); k-- > 0 && seen < 60; ++seen) {
    const Entity& e = out_.entities[items_[k].entity];
    if (outlet_wanted ? e.kind != Kind::media &&
                            !(e.kind == Kind::organisation && sentence - items_[k].sentence <= 2 && !e.place &&
                              e.rule != "organisation.public" && e.named && !e.names.empty() &&
                              w_.is(h, outlet | media) && !w_.is(e.names.front().last - 1, body | party | public_body))
                      : e.kind != Kind::organisation && (e.kind != Kind::media || trade))
      continue;
    if (!e.named && !outlet_wanted) {
      if (const NounPhrase np = e.names.empty() ? NounPhrase{} : parse_noun_phrase(w_, e.names.front());
          np.found() && body_key(w_.plain(np.head)) == head)
        return items_[k].entity;
      continue;
    }
    for (const Range& r : e.names)
      for (TokenIndex t = r.first; t < r.last; ++t)
        if ((body_key(w_.plain(t)) == head || initial_of(p, t)) && !outlet_wanted) return items_[k].entity;
    if (outlet_wanted && e.kind == Kind::media && e.named) return items_[k].entity;
    const bool traded = trade && (e.names.empty() || (w_.in(e.names.front()) & (party | body | public_body)));
    if (generic_body && !traded && !e.place && fallback == nobody && sentence - items_[k].sentence <= 4 &&
        !items_[k].quoted)
      fallback = items_[k].entity;
    if (outlet_wanted && fallback == nobody) fallback = items_[k].entity;
  }
  return fallback;
}

// "both men", "both women": the two of whom the story has just been.
std::uint32_t Identifier::both(TokenIndex h) {
  const auto fits = [&](std::uint32_t e) {
    return !(w_.is(h, male_word) && out_.entities[e].female) && !(w_.is(h, female_word) && out_.entities[e].male);
  };
  if (latest_joint_ != nobody) {
    const std::vector<std::uint32_t>& joined = out_.entities[latest_joint_].parts;
    if (joined.size() == 2 && fits(joined[0]) && fits(joined[1])) return latest_joint_;
  }
  std::vector<std::uint32_t> parts;
  for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < look_back && parts.size() < 2; ++n) {
    const Entity& e = out_.entities[items_[k].entity];
    if (e.kind == Kind::person && e.named && e.parts.empty() && !items_[k].quoted && !slight(items_[k]) &&
        fits(items_[k].entity) && (parts.empty() || parts.front() != items_[k].entity))
      parts.push_back(items_[k].entity);
  }
  const string_view p = w_.plain(h);
  if (parts.size() < 2 || !(w_.is(h, person_noun) || p == "two" || p == "pair" || p == "duo")) return nobody;
  std::swap(parts[0], parts[1]);
  return joint(parts, h);
}

// The person whom a singular description without a matching role means: as a pronoun would.
std::uint32_t Identifier::salient(const NounPhrase& np) const {
  const TokenIndex h = np.head;
  const Traits said = traits_in(np.core);
  const std::uint32_t sentence = d_.tokens[h].sentence;
  std::uint32_t best = nobody;
  int best_score = 60;
  std::size_t seen = 0;
  for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
    const Item& item = items_[k];
    if (sentence - item.sentence > 3) break;
    const Entity& e = out_.entities[item.entity];
    if (e.kind != Kind::person || !e.parts.empty() || slight(item)) continue;
    if (item.at > h) continue;  // "the striker, who left Doe behind,"
    if ((w_.is(h, male_word) && e.female) || (w_.is(h, female_word) && e.male)) continue;
    if (another_office(np, e) || holds_another(np, e) || contradicts(said, item.entity)) continue;
    int score = 100 - 25 * static_cast<int>(sentence - item.sentence);
    if (item.subject) score += 20;
    if (item.speaker) score += 25;
    if (item.owner) score -= 15;
    if (item.object) score -= 25;
    if (item.quoted) score -= 50;
    if (sentence == item.sentence) score -= 30;
    if (w_.is(h, candidate) && sits_elsewhere(e)) score -= 60;
    if (score > best_score) {
      best_score = score;
      best = item.entity;
    }
  }
  return best;
}

// "The prime minister" is not whom the article calls a mayor, and nothing else.
bool Identifier::holds_another(const NounPhrase& np, const Entity& e) const {
  static constexpr auto broad =
      std::to_array<string_view>({"diplomat", "official", "officer", "lawmaker", "legislator"});
  if (!w_.is(np.head, office) || (w_.in(np.core) & (former | candidate)) || among(broad, w_.plain(np.head)))
    return false;
  const std::uint32_t mine = role_key(w_.plain(np.head));
  bool other = false;
  for (std::size_t k = 0; k < e.descriptions.size() && k < 6; ++k)
    for (TokenIndex t = e.descriptions[k].first; t < e.descriptions[k].last; ++t) {
      if (w_.is(t, person_noun) && role_key(w_.plain(t)) == mine) return false;
      if (w_.is(t, former | candidate)) return false;
      other = other || (w_.is(t, office) && !w_.is(t, honorific));
    }
  return other;
}

// In an office, and, as far as the article goes, no candidate for another.
bool Identifier::sits_elsewhere(const Entity& e) const {
  bool sits = false;
  for (const Range& r : e.descriptions) {
    const Classes said = w_.in(r);
    if ((said & candidate) != 0) return false;
    sits = sits || (said & office) != 0;
  }
  return sits;
}

void Identifier::remember(std::uint32_t i) {
  const Resolved& r = out_.sources[i];
  if (r.entity == nobody) return;
  recent_.push_back(i);
  if (recent_.size() > 12) recent_.erase(recent_.begin());
  const Range words = x_[i].source.empty() ? x_[i].cue : x_[i].source.front();
  if (!words.empty()) {
    const std::uint32_t n = r.by == Reference::name && r.phrase.found() ? name_at_[r.phrase.head] : nobody;
    const Range at = n != nobody ? out_.names[n].name : Range{words.first, words.last};
    if (items_.empty() || items_.back().at != at.first || items_.back().entity != r.entity) push(r.entity, at);
    items_.back().speaker = true;
    items_.back().subject = true;
    items_.back().object = false;
    const Range sentence = d_.sentences[d_.tokens[words.first].sentence].tokens;
    items_.back().main = items_.back().main || words.first == sentence.first;
    if (d_.tokens[words.first].quote_depth == 0) items_.back().quoted = false;
  }
}

}  // namespace hearsay::identities
