// "The spokesman", "one of the people", "the report": somebody met before, or somebody new.
#include <algorithm>
#include <array>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

// Who has such a part in a talk is not whom the story has been about.
bool takes_part(string_view w) {
  static constexpr auto words = std::to_array<string_view>(
      {"interviewer", "moderator", "questioner", "heckler", "reporter", "host", "anchor", "caller", "interlocutor"});
  return among(words, w);
}

// An elected office that one person holds for a place, or at a time.
bool elected(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"senator", "governor", "congressman", "congresswoman", "mayor", "lawmaker",
                                  "incumbent", "representative", "minister", "leader", "speaker", "whip", "justice"});
  return among(words, w);
}

}  // namespace

// The entity of a source that is described and not named.
std::uint32_t Identifier::described(std::uint32_t i, const NounPhrase& np, Range r) {
  // The same words may be the source of several cues, or what "who" leads back to.
  const auto it = described_at_.find(np.head);
  const std::uint32_t e = it != described_at_.end() ? it->second : describe_anew(i, np, r);
  return described_at_[np.head] = e;
}

std::uint32_t Identifier::describe_anew(std::uint32_t i, const NounPhrase& np, Range r) {
  const TokenIndex h = np.head;
  Verdict v = judge_cited(np, r, x_[i].cue);
  const string_view p = w_.plain(h);
  const Classes c = w_.of(h);
  switch (v.kind) {
    case Kind::anonymous:
    case Kind::group:
      return described_people(i, np, r, v);
    case Kind::document:
    case Kind::social: {
      if (v.rule == "document.thing" && !tells(x_[i].cue)) return nobody;  // "the clash | raised doubts"
      const std::uint32_t key = mix(document_key(p), static_cast<std::uint32_t>(v.kind));
      const bool plain_definite = np.definite && np.core.size() <= 2 && np.possessor.empty();
      if (plain_definite)
        if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
      return latest_by_key_[key] = describe(v, r, np);
    }
    case Kind::media: {
      if ((c & role) && np.definite && !np.plural && np.possessor.empty() && !np.number) {  // "the star journalist"
        std::uint32_t e = by_role(np, r);
        if (e == nobody && (h + 1 >= r.last || w_.plain(h + 1) == ",")) e = salient(np);
        if (e != nobody && out_.entities[e].kind == Kind::person) return e;
      }
      if (np.definite && !np.plural && np.possessor.empty() && np.core.size() <= 3) {
        const std::uint32_t e = recent_body(h, true);
        if (e != nobody) return e;
      }
      const std::uint32_t key = phrase_key(np);
      if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end() && np.definite) return it->second;
      return latest_by_key_[key] = describe(v, r, np);
    }
    case Kind::organisation: {
      if (np.definite && !np.plural && np.possessor.empty() && np.core.size() <= 2 &&
          !(c & capital && name_at_[h] != nobody)) {
        const std::uint32_t e = recent_body(h, false);
        if (e != nobody) return e;
      }
      if (np.core.size() == 1)
        if (const auto it = latest_by_key_.find(mix(body_key(p), 3)); it != latest_by_key_.end()) return it->second;
      const std::uint32_t key = phrase_key(np);
      if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return it->second;
      const std::uint32_t e = describe(v, r, np);
      latest_by_key_[key] = e;
      latest_by_key_[mix(body_key(p), 3)] = e;
      return e;
    }
    case Kind::person: {
      const std::uint32_t key = phrase_key(np);
      if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return it->second;
      const std::uint32_t e = describe(v, r, np);
      out_.entities[e].named = true;
      return latest_by_key_[key] = e;
    }
    default:
      return describe(v, r, np);
  }
}

// "Clinton campaign", "Clinton's team": one key.
std::uint32_t Identifier::phrase_key(const NounPhrase& np) const {
  std::uint32_t key = 11;
  for (TokenIndex t = np.core.first; t < np.head; ++t) {
    if (!w_.word(t) || w_.is(t, definite_word | indefinite_word | adverb | honorific) ||
        (w_.is(t, possessive) && w_.plain(t) == "'s"))
      continue;
    if (w_.is(t, masculine | feminine)) {
      const std::uint32_t e = by_pronoun(t);
      key = mix(key, e != nobody && !keys_[e].empty() ? keys_[e].back() : w_.key(t));
      continue;
    }
    if (const std::uint32_t n = name_at_[t];
        n != nobody && out_.names[n].kind == NameKind::person && t + 1 < out_.names[n].name.last)
      continue;  // a surname is enough
    key = mix(key, w_.key(t));
  }
  return mix(key, body_key(w_.plain(np.head)));
}

std::uint32_t Identifier::describe(Verdict v, Range r, const NounPhrase& np) {
  const std::uint32_t e = new_entity(v.kind, r.first, v.rule);
  Entity& entity = out_.entities[e];
  entity.plural = np.plural;
  entity.names.push_back(r);
  entity.male = w_.is(np.head, male_word);
  entity.female = w_.is(np.head, female_word);
  if (!np.possessor.empty()) {
    const TokenIndex t = np.possessor.last - 1;
    if (w_.is(np.possessor.first, masculine | feminine))
      entity.owner = by_pronoun(np.possessor.first);
    else if (w_.is(np.possessor.first, plural_pronoun | neuter))
      entity.owner = by_plural_or_neuter(np.possessor.first, w_.is(np.possessor.first, plural_pronoun), 0);
    else if (name_at_[t] != nobody)
      entity.owner = out_.entity_of_name[name_at_[t]];
  } else if (w_.is(np.head, person_noun)) {
    for (TokenIndex t = np.head; t-- > np.core.first && entity.owner == nobody;)  // a Kestovia Rail spokesman
      if (name_at_[t] != nobody) entity.owner = out_.entity_of_name[name_at_[t]];
    for (TokenIndex t = np.head + 1; t < std::min(r.last, np.head + 8) && entity.owner == nobody;
         ++t)  // … for Kestovia Rail
      if (name_at_[t] != nobody && w_.is(np.head + 1, preposition) && w_.plain(np.head + 1) != "in")
        entity.owner = out_.entity_of_name[name_at_[t]];
    if (entity.owner == nobody && role_key(w_.plain(np.head)) == key_of("spokesman") && np.core.size() <= 2 &&
        r.last - np.head <= 1)
      entity.owner = recent_spoken_for(np.head);
  }
  return e;
}

std::uint32_t Identifier::enrich(std::uint32_t e, Range r) {
  add_words(out_.entities[e], r);
  return e;
}

std::uint32_t Identifier::described_people(std::uint32_t i, const NounPhrase& np, Range r, Verdict v) {
  const TokenIndex h = np.head;
  const string_view p = w_.plain(h);
  const std::uint32_t head = role_key(p);
  // "one of them", of people left unnamed
  if ((w_.plain(np.core.first) == "one" || w_.plain(np.core.first) == "another") && !np.plural && h > np.core.first) {
    const auto it = latest_by_key_.find(mix(head, 5));  // "two aides …", "one aide"
    if (it != latest_by_key_.end() && out_.entities[it->second].kind == Kind::anonymous &&
        nothing_new(np, it->second) &&
        d_.tokens[h].sentence - d_.tokens[out_.entities[it->second].names.back().first].sentence <= 3)
      return it->second;
  }
  if (np.part && np.indefinite && w_.is(h, plural) && h == np.core.last - 1 && definite_part(np)) {
    const auto it = latest_by_key_.find(mix(head, 5));
    if (it != latest_by_key_.end() && out_.entities[it->second].kind == Kind::anonymous &&
        nothing_new(np, it->second) &&
        d_.tokens[h].sentence - d_.tokens[out_.entities[it->second].names.back().first].sentence <= 4)
      return it->second;
  }
  // "Two officials …": "one", "the other", with no more words
  if (!np.plural && np.core.first + 1 >= h && np.core.last == r.last && r.size() <= 2 &&
      (p == "one" || p == "another" || (p == "other" && np.definite)))
    if (const std::uint32_t e = by_plural_or_neuter(h, true, 0);
        e != nobody && out_.entities[e].kind == Kind::anonymous && out_.entities[e].plural)
      return e;
  if (np.part && w_.is(h, plural_pronoun))
    if (const std::uint32_t e = by_plural_or_neuter(h, true, 0);
        e != nobody && out_.entities[e].kind == Kind::anonymous && out_.entities[e].plural)
      return e;
  // "my father"
  if (!np.possessor.empty() && w_.is(np.possessor.first, first_person) && !np.plural && np.possessor.size() == 1 &&
      w_.is(h, kin)) {
    if (const std::uint32_t e = by_role(np, r); e != nobody) return e;
    if (const auto it = latest_by_key_.find(phrase_key(np)); it != latest_by_key_.end()) return it->second;
    const std::uint32_t e = describe({Kind::anonymous, "anonymous.relatives"}, r, np);
    return latest_by_key_[phrase_key(np)] = e;
  }
  if (v.kind == Kind::group) {
    if (w_.plain(np.core.first) == "both")
      if (const std::uint32_t e = both(h); e != nobody) return e;
    const std::uint32_t key = mix(phrase_key(np), np.vague ? 1 : 0);
    if (np.definite && np.plural && np.core.size() <= 2 && latest_joint_ != nobody &&
        out_.entities[latest_joint_].kind == Kind::person && w_.is(h, candidate | office | kin))
      return latest_joint_;
    if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
    if (np.definite && np.plural && np.possessor.empty() && generic(p))  // "two people briefed on it", "the people"
      if (const auto it = latest_by_key_.find(mix(head, 5));
          it != latest_by_key_.end() && out_.entities[it->second].kind == Kind::anonymous &&
          nothing_new(np, it->second) &&
          d_.tokens[h].sentence - d_.tokens[out_.entities[it->second].names.back().first].sentence <= 6)
        return enrich(it->second, r);
    return latest_by_key_[key] = describe(v, r, np);
  }
  if (np.plural && w_.plain(np.core.first) == "both")
    if (const std::uint32_t e = both(h); e != nobody) return e;
  if (np.plural) {
    if ((np.definite && np.possessor.empty()) || p == "both" || p == "two") {
      if (latest_joint_ != nobody && out_.entities[latest_joint_].kind == Kind::person && !w_.is(h, withheld))
        return latest_joint_;
      if (latest_joint_ != nobody && out_.entities[latest_joint_].kind == Kind::person && w_.is(h, candidate))
        return latest_joint_;
      if (np.definite && (p == "two" || p == "pair" || p == "duo"))
        if (const std::uint32_t e = both(h); e != nobody) return e;
    }
    const std::uint32_t key = phrase_key(np);
    if (!np.number && !np.indefinite) {
      if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
      if (np.definite && np.possessor.empty())
        if (const auto it = latest_by_key_.find(mix(head, 5));
            it != latest_by_key_.end() && nothing_new(np, it->second))
          return enrich(it->second, r);
    }
    const std::uint32_t e = describe(v, r, np);
    latest_by_key_[key] = e;
    return latest_by_key_[mix(head, 5)] = e;
  }
  // "Sean Doe's wife": somebody of that surname and the right sex, if the article names one.
  if (w_.is(h, kin) && !np.possessor.empty()) {
    const std::uint32_t m = name_at_[np.possessor.last - 1];
    const std::uint32_t owner = m != nobody ? out_.entity_of_name[m] : nobody;
    if (owner != nobody && !keys_[owner].empty() && out_.entities[owner].kind == Kind::person) {
      std::uint32_t found = nobody;
      int others = 0;
      for (const std::uint32_t e : last_few(persons_[keys_[owner].back()])) {
        const Entity& candidate_entity = out_.entities[e];
        const bool fits = w_.is(h, female_word) ? !candidate_entity.male
                          : w_.is(h, male_word) ? !candidate_entity.female
                                                : true;
        if (e == owner || !fits || keys_[e].size() < 2) continue;
        found = e;
        ++others;
      }
      if (others == 1) return found;
    }
  }
  // One person. Somebody named may bear this role.
  const bool title_alone =
      !np.indefinite && !np.definite && !np.number && (w_.is(h, capital) || (in_lead(h) && in_heading(np)));
  const bool one_of_several = np.part && np.indefinite;  // "one of his aides" is none whom the article names
  if ((np.definite || title_alone) && !one_of_several) {
    if (const std::uint32_t e = by_role(np, r); e != nobody) {
      if (elected(p) && w_.is(h, office)) learn_title(np, e);
      return e;
    }
  }
  const std::uint32_t key = phrase_key(np);
  if (np.definite && !generic(p)) {
    if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
  }
  if (np.definite && np.possessor.empty() && !one_of_several) {
    if (const auto it = latest_by_key_.find(mix(head, 6));
        it != latest_by_key_.end() && nothing_new(np, it->second) &&
        d_.tokens[h].sentence - d_.tokens[out_.entities[it->second].names.back().first].sentence <= 12)
      return enrich(it->second, r);
    if (generic(p) || p == "spokesman" || p == "spokeswoman" || p == "spokesperson")
      if (latest_unnamed_ != nobody && !out_.entities[latest_unnamed_].plural && nothing_new(np, latest_unnamed_) &&
          d_.tokens[h].sentence - d_.tokens[out_.entities[latest_unnamed_].names.back().first].sentence <= 6 &&
          !(w_.is(h, male_word) && out_.entities[latest_unnamed_].female) &&
          !(w_.is(h, female_word) && out_.entities[latest_unnamed_].male))
        return enrich(latest_unnamed_, r);
    const bool president = p == "president" && h == np.core.first + 1 && (h + 1 >= r.last || w_.plain(h + 1) != "of");
    if ((!w_.is(h, withheld) || w_.is(h, candidate | office) || president || aged(np)) && !takes_part(p)) {
      // Whoever the story has just been about.
      const std::uint32_t e = salient(np);
      if (e != nobody && ((elected(p) && w_.is(h, office)) || president)) learn_title(np, e);
      if (e != nobody) return e;
    }
  }
  const bool of_state = h == np.core.first + 1 || w_.is(h - 1, capital | demonym);  // and not the band leader
  if (np.definite && np.possessor.empty() && !one_of_several && of_state && in_charge(p))
    if (const std::uint32_t e = salient(np); e != nobody && in_office(out_.entities[e])) return e;
  if (in_lead(h) && !one_of_several)
    if (const std::uint32_t e = later_named(i, np); e != nobody) {
      std::vector<Range>& descriptions = out_.entities[e].descriptions;
      if (descriptions.size() < most_descriptions && !w_.title_case(d_.tokens[h].block))
        descriptions.push_back(np.core);
      return e;
    }
  const std::uint32_t e = describe(v, r, np);
  latest_by_key_[key] = e;
  latest_by_key_[mix(head, 6)] = e;
  latest_unnamed_ = e;
  return e;
}

// "The Kestovian leader", "the detective": whoever of rank the story has just been about.
bool Identifier::in_charge(string_view w) {
  static constexpr auto nouns = std::to_array<string_view>({"leader", "chief", "detective", "officer", "trooper"});
  return text::among(nouns, w);
}
bool Identifier::in_office(const Entity& e) const {
  return std::any_of(e.descriptions.begin(), e.descriptions.end(),
                     [&](const Range& d) { return (w_.in(d)&office) != 0; });
}

// "one of | the people"
bool Identifier::definite_part(const NounPhrase& np) const {
  for (TokenIndex t = np.core.first; t < np.head; ++t)
    if (w_.plain(t) == "of" && w_.plain(t + 1) == "the" && t + 2 == np.head) return true;
  return false;
}

// The words before the head say nothing that the entity's own do not: "the official" may be the one of before, "the
// Russian official" is not the American one.
bool Identifier::nothing_new(const NounPhrase& np, std::uint32_t e) const {
  for (TokenIndex t = np.core.first; t < np.head; ++t) {
    if (!w_.word(t) || w_.plain(t) == "same" || w_.plain(t).ends_with("-year-old") ||
        w_.is(t, definite_word | indefinite_word | vague_word | number_word | preposition | possessive | adverb))
      continue;
    bool met = false;
    for (const Range& r : out_.entities[e].names)
      for (TokenIndex u = r.first; u < std::min(r.last, r.first + 24) && !met; ++u) met = w_.key(u) == w_.key(t);
    if (!met) return false;
  }
  return true;
}

std::uint32_t Identifier::joint(const std::vector<std::uint32_t>& parts, TokenIndex at) {
  std::uint32_t key = 7;
  for (const std::uint32_t p : parts) key = mix(key, p);
  const auto it = joined_.find(key);
  if (it != joined_.end()) return latest_joint_ = it->second;
  const std::uint32_t made = new_entity(out_.entities[parts.front()].kind, at, out_.entities[parts.front()].rule);
  out_.entities[made].named = true;
  out_.entities[made].plural = true;
  out_.entities[made].parts = parts;
  joined_[key] = made;
  return latest_joint_ = made;
}

// "The Vermont senator", of whom the article has not said yet that he is one: whoever the story has just been about,
// and of whom nothing says that he is from elsewhere or something else.
std::uint32_t Identifier::from_there(const NounPhrase& np, const Traits& said) const {
  const TokenIndex h = np.head;
  const std::uint32_t sentence = d_.tokens[h].sentence;
  const std::uint32_t role_word = role_at(h);
  // "Doe beat the senator" is about two, "Doe lost, and the senator left" may be about one.
  std::uint32_t subject = nobody;
  if (subject_position(np.core) != Position::clause)
    for (std::size_t k = items_.size(); k-- > 0 && items_[k].sentence == sentence && items_.size() - k < look_back;)
      if (items_[k].main || items_[k].speaker) subject = items_[k].entity;
  std::uint32_t best = nobody;
  int best_score = 20;
  std::size_t seen = 0;
  for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
    const Item& item = items_[k];
    if (sentence - item.sentence > 3) break;
    const Entity& e = out_.entities[item.entity];
    if (e.kind != Kind::person || !e.named || !e.parts.empty() || slight(item) || contradicts(said, item.entity) ||
        item.entity == subject)
      continue;
    if ((w_.is(h, male_word) && e.female) || (w_.is(h, female_word) && e.male)) continue;
    bool bears = false, other = false;
    for (std::size_t n = 0; n < e.descriptions.size() && n < 6; ++n)
      for (TokenIndex t = e.descriptions[n].first; t < e.descriptions[n].last; ++t) {
        if (!w_.is(t, office)) continue;
        bears = bears || role_at(t) == role_word;
        other = other || role_at(t) != role_word;
      }
    if (other && !bears) continue;
    int score =
        100 - 25 * static_cast<int>(sentence - item.sentence) - static_cast<int>(std::min<std::size_t>(seen, 12));
    const bool told_of = item.subject || item.speaker;
    if (!told_of && (sentence != item.sentence || item.owner)) continue;
    score += told_of ? 30 : -10;
    if (item.quoted) score -= 40;
    if (bears) score += 10;
    if (score > best_score) {
      best_score = score;
      best = item.entity;
    }
  }
  return best;
}

// "The senator race", "the governor candidates"
bool Identifier::names_race(TokenIndex head) const {
  static constexpr auto words =
      std::to_array<string_view>({"race", "races", "contest", "campaign", "election", "primary", "seat", "debate"});
  return head + 1 < w_.size() &&
         (among(words, w_.plain(head + 1)) || (w_.is(head + 1, candidate) && !w_.is(head + 1, capital)));
}

// Whom a definite phrase gives an office, here or elsewhere.
std::uint32_t Identifier::titled(const NounPhrase& np) {
  const std::uint32_t e = by_role(np, np.core);
  if (e != nobody && elected(w_.plain(np.head)) && w_.is(np.head, office)) learn_title(np, e);
  return e;
}

void Identifier::learn_title(const NounPhrase& np, std::uint32_t e) {
  Entity& entity = out_.entities[e];
  if (!entity.named || d_.tokens[np.head].quote_depth > 0 || (w_.in(np.core) & (former | candidate)) ||
      names_race(np.head))
    return;
  for (std::size_t n = 0; n < entity.descriptions.size() && n < 6; ++n)
    if ((w_.in(entity.descriptions[n]) & former) && (w_.in(entity.descriptions[n]) & office)) return;  // by courtesy
  const auto bearers = bearers_.find(role_at(np.head));
  if (bearers != bearers_.end())
    for (const std::uint32_t b : last_few(bearers->second))
      if (b == e && !(e < traits_.size() && !traits_[e].home && traits_in(np.core).home)) return;
  if (entity.descriptions.size() < most_descriptions) entity.descriptions.push_back(np.core);
  add_bearer(role_at(np.head), e);
  if (e < traits_.size() && !traits_[e].home) traits_[e].home = traits_in(np.core).home;
}

std::uint32_t Identifier::by_role(const NounPhrase& np, Range r) const {
  const Traits said = traits_in(np.core);
  if (of_lawmakers(w_.plain(np.head)))
    if (const std::uint32_t e = by_role_of_lawmaker(np, said); e != nobody) return e;
  const auto it = bearers_.find(role_at(np.head));
  if (said.home && elected(w_.plain(np.head)) && w_.is(np.head, office) && !names_race(np.head) &&
      !(w_.in(np.core) & former)) {
    bool known = false;
    if (it != bearers_.end())
      for (const std::uint32_t e : last_few(it->second))
        known = known || (e < traits_.size() && traits_[e].home == said.home);
    if (!known)
      if (const std::uint32_t e = from_there(np, said); e != nobody) return e;
  }
  if (it == bearers_.end()) return nobody;
  const std::uint32_t whose = possessor_of(np);
  std::uint32_t best = nobody;
  int best_score = -1000;
  const TokenIndex end = std::min<TokenIndex>(r.last, np.head + 8);
  std::size_t looked = 0;
  for (std::size_t b = it->second.size(); b-- > 0 && looked < 16; ++looked) {
    const std::uint32_t e = it->second[b];
    const Entity& entity = out_.entities[e];
    if ((w_.is(np.head, male_word) && entity.female) || (w_.is(np.head, female_word) && entity.male)) continue;
    if (another_office(np, entity) || (whose != nobody && another_owner(entity, e, whose))) continue;
    if (contradicts(said, e)) continue;
    int score = agreement(said, e);
    for (TokenIndex t = np.core.first; t < end; ++t) {
      if (t == np.head || !w_.word(t) || w_.is(t, definite_word | indefinite_word | preposition | possessive | adverb))
        continue;
      bool matched = false;
      for (std::size_t k = 0; k < entity.descriptions.size() && k < 6 && !matched; ++k)
        for (TokenIndex u = entity.descriptions[k].first; u < entity.descriptions[k].last && !matched; ++u)
          matched = w_.key(u) == w_.key(t);
      score += matched ? 12 : t < np.head ? -6 : -1;
    }
    const auto seen = last_seen_.find(e);
    if (seen != last_seen_.end() && seen->second < np.head) {
      const std::uint32_t distance = d_.tokens[np.head].sentence - d_.tokens[seen->second].sentence;
      score += 12 - static_cast<int>(std::min<std::uint32_t>(distance, 12));
    } else {
      score -= 8;  // named only later
    }
    score += static_cast<int>(std::min<std::uint32_t>(count_[e], 5));
    if (score > best_score) {
      best_score = score;
      best = e;
    }
  }
  if (best != nobody && best_score < -10 && w_.is(np.head, withheld)) return nobody;
  return best;
}

// "Her lawyer", "Doe's lawyer": whose.
std::uint32_t Identifier::possessor_of(const NounPhrase& np) const {
  if (np.possessor.empty()) return nobody;
  if (w_.is(np.possessor.first, masculine | feminine)) return by_pronoun(np.possessor.first);
  const std::uint32_t n = name_at_[np.possessor.last - 1];
  return n != nobody ? out_.entity_of_name[n] : nobody;
}
// "Her lawyer" is not the one whom the article calls a lawyer for the port.
bool Identifier::another_owner(const Entity& entity, std::uint32_t e, std::uint32_t whose) const {
  bool others = false;
  for (std::size_t k = 0; k < entity.descriptions.size() && k < 6; ++k) {
    const Range r = entity.descriptions[k];
    for (TokenIndex t = r.first; t < r.last; ++t) {
      const std::uint32_t n = name_at_[t];
      const std::uint32_t other = n != nobody ? out_.entity_of_name[n] : nobody;
      if (other == whose) return false;
      others = others || (other != nobody && other != e && !out_.entities[other].place);
    }
  }
  return others;
}

// "The home secretary" is not whom the article calls foreign secretary.
bool Identifier::another_office(const NounPhrase& np, const Entity& entity) const {
  if (np.head == np.core.first || !w_.is(np.head, office)) return false;
  const TokenIndex mine = np.head - 1;
  if (!w_.word(mine) || w_.is(mine, definite_word | indefinite_word | former | possessive | adverb)) return false;
  bool other = false;
  for (std::size_t k = 0; k < entity.descriptions.size() && k < 6; ++k) {
    const Range r = entity.descriptions[k];
    for (TokenIndex t = r.first; t + 1 < r.last; ++t) {
      if (w_.key(t) == w_.key(mine)) return false;
      if (role_key(w_.plain(t + 1)) == role_key(w_.plain(np.head)) &&
          !w_.is(t, definite_word | indefinite_word | former | possessive | adverb | person_noun))
        other = true;
    }
  }
  return other;
}

bool Identifier::of_lawmakers(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"lawmaker", "legislator", "politician", "democrat", "republican"});
  return among(words, w);
}

// "the lawmaker", "the Ohio Republican": somebody in elected office of whom the story has just been, and of whom the
// article says nothing else.
std::uint32_t Identifier::by_role_of_lawmaker(const NounPhrase& np, const Traits& said) const {
  const auto bearers = bearers_.find(role_key(w_.plain(np.head)));
  std::uint32_t best = nobody;
  int best_score = -1;
  for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < 2 * look_back; ++n) {
    const Item& item = items_[k];
    const Entity& e = out_.entities[item.entity];
    if (e.kind != Kind::person || item.quoted || contradicts(said, item.entity)) continue;
    bool holder = e.legislator, president = false;
    for (const Range& r : e.descriptions) {
      holder = holder || (w_.in(r) & (office | candidate));
      for (TokenIndex t = r.first; t < r.last; ++t) president = president || w_.plain(t) == "president";
    }
    if (bearers != bearers_.end())
      for (const std::uint32_t b : last_few(bearers->second)) holder = holder || b == item.entity;
    if (!holder || president) continue;
    const bool home = said.home && item.entity < traits_.size() && traits_[item.entity].home == said.home;
    if (!home && n >= look_back) continue;
    const int score = (home ? 4 : 0) + (!item.owner && !item.object ? 1 : 0) + (item.subject || item.speaker ? 1 : 0);
    if (score > best_score) {
      best_score = score;
      best = item.entity;
    }
  }
  return best;
}

}  // namespace hearsay::identities
