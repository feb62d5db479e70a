#include "identities/identities.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "text/unicode.hpp"

namespace hearsay::identities {
namespace {

using attributions::Extraction;
using std::string_view;
using text::TokenKind;

using text::among;

constexpr std::uint32_t mix(std::uint32_t a_key, std::uint32_t b_key) {
  return (a_key ^ (b_key + 0x9e3779b9u)) * 16777619u;
}

// Words that say or imply that a name is being withheld, after the noun: "people familiar with the matter".
bool insider(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"familiar", "close", "briefed", "knowledgeable", "privy", "involved", "speaking",
                                  "granted", "requesting", "reached", "contacted"});
  return among(words, w);
}

// Nouns that a definite phrase uses for somebody left unnamed: "the official", "the person".
bool generic(string_view w) {
  static constexpr auto words = std::to_array<string_view>({"official", "person", "source", "man", "woman", "aide",
                                                            "individual", "insider", "adviser", "advisor", "officer",
                                                            "people", "officials", "sources", "aides", "two", "pair"});
  return among(words, w);
}

// Bodies that several words mean: the campaign's team, the party's leadership.
std::uint32_t body_key(string_view w) {
  static constexpr auto campaign =
      std::to_array<string_view>({"campaign", "team", "camp", "organization", "operation"});
  if (among(campaign, w)) return key_of("campaign");
  static constexpr auto paper = std::to_array<string_view>({"daily", "newspaper", "paper", "tabloid", "broadsheet"});
  if (among(paper, w)) return key_of("newspaper");
  static constexpr auto network = std::to_array<string_view>(
      {"network", "channel", "station", "broadcaster", "outlet", "website", "site", "agency", "magazine", "program"});
  if (among(network, w)) return key_of("network");
  return role_key(w);
}

std::uint32_t document_key(string_view w) {
  static constexpr auto study = std::to_array<string_view>(
      {"report", "study", "analysis", "paper", "research", "review", "finding", "findings", "assessment"});
  if (among(study, w)) return key_of("study");
  static constexpr auto poll = std::to_array<string_view>({"poll", "survey", "polling"});
  if (among(poll, w)) return key_of("poll");
  static constexpr auto video = std::to_array<string_view>({"video", "footage", "recording", "tape", "clip"});
  if (among(video, w)) return key_of("video");
  static constexpr auto suit = std::to_array<string_view>({"lawsuit", "suit", "complaint", "filing"});
  if (among(suit, w)) return key_of("lawsuit");
  return role_key(w);
}

struct Verdict {
  Kind kind;
  string_view rule;
};

// What may be pointed at later: an entity where it was mentioned.
struct Item {
  std::uint32_t entity;
  TokenIndex at;
  std::uint32_t sentence;
  bool subject, speaker, owner, object, quoted;
};

class Identifier {
 public:
  Identifier(const Words& words, const std::vector<Extraction>& extractions)
      : w_(words), d_(words.document()), x_(extractions) {}

  Identities run() {
    out_.names = find_names(w_);
    out_.sources.resize(x_.size());
    name_at_.assign(w_.size(), nobody);
    whole_at_.assign(w_.size(), nobody);
    source_at_.assign(w_.size(), nobody);
    cue_at_.assign(w_.size(), false);
    for (std::uint32_t i = 0; i < out_.names.size(); ++i) {
      const Name& n = out_.names[i];
      for (TokenIndex t = n.name.first; t < n.name.last; ++t) name_at_[t] = i;
      for (TokenIndex t = n.whole.first; t < n.whole.last; ++t)
        if (whole_at_[t] == nobody || whole_at_[t] == i || out_.names[whole_at_[t]].whole.size() > n.whole.size())
          whole_at_[t] = i;
    }
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      for (TokenIndex t = x_[i].cue.first; t < x_[i].cue.last; ++t) cue_at_[t] = true;
      if (!x_[i].source.empty() && !x_[i].source.front().empty()) source_at_[x_[i].source.front().first] = i;
    }
    for (const Extraction& x : x_)
      for (const Range& r : x.source)
        for (TokenIndex t = r.first; t < r.last; ++t) speaker_tokens_.push_back(t);
    std::sort(speaker_tokens_.begin(), speaker_tokens_.end());
    owner_of_content_ = enclosing(x_);
    link_names();
    for (std::uint32_t e = 0; e < out_.entities.size(); ++e) learn_roles(e);
    discourse();
    quoted_first_persons();
    for (Item& item : items_) item.entity = latest_name(item.entity);
    for (Resolved& source : out_.sources) source.entity = latest_name(source.entity);
    for (const Item& item : items_) out_.mentions.push_back({item.at, item.entity});
    std::stable_sort(out_.mentions.begin(), out_.mentions.end(),
                     [](const Mention& p, const Mention& q) { return p.at < q.at; });
    finish();
    return std::move(out_);
  }

 private:
  // ── Names ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] std::vector<std::uint32_t> name_keys(Range r) const {
    std::vector<std::uint32_t> keys;
    for (TokenIndex t = r.first; t < r.last; ++t) {
      if (!w_.word(t) || w_.plain(t) == "the") continue;
      const string_view p = w_.plain(t);
      if (p == "jr" || p == "jr." || p == "sr" || p == "sr." || p == "ii" || p == "iii" || p == "iv") continue;
      keys.push_back(w_.key(t));
    }
    return keys;
  }

  // The last few of a list that an odd text can make as long as itself.
  static std::span<const std::uint32_t> last_few(const std::vector<std::uint32_t>& list) {
    constexpr std::size_t few = 32;
    return std::span(list).last(std::min(list.size(), few));
  }

  // Keeps the fullest and the latest of an entity's mentions, and no more than a few between.
  static void add_words(Entity& e, Range r) {
    constexpr std::size_t few = 16;
    if (e.names.size() < few) return e.names.push_back(r);
    if (e.names[few - 1].size() > e.names[few - 2].size()) e.names[few - 2] = e.names[few - 1];
    e.names[few - 1] = r;
  }

  std::uint32_t new_entity(Kind kind, TokenIndex at, string_view rule) {
    Entity e;
    e.kind = kind;
    e.first = at;
    e.rule = rule;
    out_.entities.push_back(std::move(e));
    keys_.emplace_back();
    count_.push_back(0);
    return static_cast<std::uint32_t>(out_.entities.size() - 1);
  }

  [[nodiscard]] bool first_names_agree(const std::vector<std::uint32_t>& x, Range r, std::uint32_t e) const {
    const std::vector<std::uint32_t>& y = keys_[e];
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

  void note_name(std::uint32_t e, const Name& n) {
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

  void link_names() {
    out_.entity_of_name.assign(out_.names.size(), nobody);
    std::unordered_map<std::uint32_t, TokenIndex> surnames;  // and where their bearers are first named in full
    for (const Name& n : out_.names)
      if (n.kind == NameKind::person && n.name.size() > 1) surnames.emplace(w_.key(n.name.last - 1), n.name.first);
    // "Guardian said", of Don Guardian; "the Guardian" is the newspaper.
    const auto surname = [&](const Name& n) {
      if (n.kind != NameKind::outlet || n.name.size() > 1 || w_.is(n.name.first, acronym)) return false;
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
        continue;
      }
      const std::vector<std::uint32_t> keys = name_keys(n.name);
      if (keys.empty()) continue;
      std::uint32_t e = nobody;
      const bool company = keys.size() == 1 && n.kind == NameKind::unknown &&
                           std::binary_search(companies.begin(), companies.end(), keys[0]);
      if (n.kind != NameKind::organisation || keys.size() == 1) e = by_surname(n, keys);
      if (e == nobody && n.kind != NameKind::person) e = by_alias(n, keys);
      if (e == nobody && keys.size() == 1 && !n.title_only) e = by_given(n, keys.front());
      if (e == nobody && n.title_only) continue;
      // One capitalised word that opens a headline or a quotation, and is met nowhere else, may be any word.
      if (e == nobody && n.weak &&
          (w_.title_case(d_.tokens[n.name.first].block) ||
           (n.name.first > 0 && d_.tokens[n.name.first - 1].kind == TokenKind::open_quote)))
        continue;
      if (e == nobody) {
        const bool body_like = company || n.kind == NameKind::organisation || n.kind == NameKind::outlet;
        const bool outlet_name = n.kind == NameKind::outlet;
        e = new_entity(outlet_name ? Kind::media
                       : body_like ? Kind::organisation
                                   : Kind::person,
                       n.name.first,
                       outlet_name ? "media.outlet"
                       : body_like ? "organisation.name"
                                   : "person.name");
        if (body_like)
          aliases_[keys.back()] = e;
        else
          persons_[keys.back()].push_back(e);
      }
      note_name(e, n);
      ++count_[e];
      out_.entity_of_name[i] = e;
    }
  }

  // "in the cabinet of former President Sean Doe": the sentence is about somebody else.
  [[nodiscard]] bool aside(Range name) const {
    TokenIndex before = name.first;
    while (before > 0 &&
           w_.is(before - 1, office | post | role | candidate | honorific | former | definite_word | indefinite_word))
      --before;
    return before > 0 && w_.is(before - 1, preposition | possessive) &&
           d_.tokens[before - 1].block == d_.tokens[name.first].block;
  }

  [[nodiscard]] bool sexes_agree(const Name& n, std::uint32_t e) const {
    const Entity& entity = out_.entities[e];
    return !(n.male && entity.female) && !(n.female && entity.male);
  }

  std::uint32_t by_surname(const Name& n, const std::vector<std::uint32_t>& keys) {
    const auto it = persons_.find(keys.back());
    if (it == persons_.end()) return nobody;
    std::uint32_t best = nobody;
    int best_score = -1;
    const auto latest = latest_full_.find(keys.back());
    for (const std::uint32_t e : last_few(it->second)) {
      if (keys.size() > 1 && !first_names_agree(keys, n.name, e)) continue;
      if (!sexes_agree(n, e)) continue;
      int score = static_cast<int>(std::min<std::uint32_t>(count_[e], 20));
      const Range first = out_.entities[e].names.front();
      if (speaks(first.last - 1) && !aside(first)) score += 15;
      if (out_.entities[e].first <= n.name.first) score += 10;
      if (latest != latest_full_.end() && latest->second.first == e &&
          latest->second.second == d_.tokens[n.name.first].block)
        score += 40;
      if (score > best_score) {
        best_score = score;
        best = e;
      }
    }
    return best;
  }

  std::uint32_t by_given(const Name& n, std::uint32_t key) {
    const auto it = given_.find(key);
    if (it == given_.end()) return nobody;
    std::uint32_t best = nobody;
    for (const std::uint32_t e : last_few(it->second))
      if (sexes_agree(n, e) && (best == nobody || out_.entities[e].first <= n.name.first)) best = e;
    return best;
  }

  std::uint32_t by_alias(const Name& n, const std::vector<std::uint32_t>& keys) {
    if (const std::uint32_t e = by_entry(n); e != nobody) return e;
    if (keys.size() == 1)
      if (const auto it = aliases_.find(keys.front()); it != aliases_.end()) return it->second;
    std::uint32_t all = 0;
    for (const std::uint32_t k : keys) all = mix(all, k);
    if (const auto it = bodies_.find(all); it != bodies_.end()) return it->second;
    return nobody;
  }

  // The lexicon knows several names of one body.
  std::uint32_t by_entry(const Name& n) {
    for (const lexicon::Phrase& p : w_.reading().at(n.name.first))
      if (p.tokens.last >= n.name.last)
        if (const auto it = entries_.find(p.entry); it != entries_.end()) return it->second;
    if (n.name.size() > 1 && w_.plain(n.name.first) == "the")
      for (const lexicon::Phrase& p : w_.reading().at(n.name.first + 1))
        if (p.tokens.last >= n.name.last)
          if (const auto it = entries_.find(p.entry); it != entries_.end()) return it->second;
    return nobody;
  }

  void link_body(std::uint32_t i, const std::vector<std::uint32_t>& keys) {
    const Name& n = out_.names[i];
    if (keys.empty()) return;
    std::uint32_t all = 0;
    for (const std::uint32_t k : keys) all = mix(all, k);
    std::uint32_t e = nobody;
    if (const auto it = bodies_.find(all); it != bodies_.end()) e = it->second;
    if (e == nobody) e = by_entry(n);
    if (e == nobody && keys.size() == 1 && (w_.is(n.name.first, acronym) || n.kind == NameKind::outlet))
      if (const auto it = aliases_.find(keys.front()); it != aliases_.end()) e = it->second;
    if (e == nobody) {
      // One word may still be a short form of what comes later, or a surname; the second round decides.
      const bool listed = w_.phrase_end(n.name.first, outlet | body | company | place | party) >= n.name.last;
      if (keys.size() == 1 && !listed && n.short_form.empty()) return;
      const bool outlet_name = n.kind == NameKind::outlet;
      const bool text_name = n.kind == NameKind::document;
      e = new_entity(outlet_name ? Kind::media
                     : text_name ? Kind::document
                                 : Kind::organisation,
                     n.name.first,
                     outlet_name                 ? "media.outlet"
                     : text_name                 ? "document.name"
                     : n.kind == NameKind::place ? "organisation.state"
                                                 : "organisation.name");
      out_.entities[e].place = n.kind == NameKind::place;
      out_.entities[e].state = n.kind == NameKind::place && w_.state(n.name);
      bodies_[all] = e;
    }
    for (const lexicon::Phrase& p : w_.reading().at(n.name.first))
      if (p.tokens.last >= n.name.last) entries_.emplace(p.entry, e);
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
      if (n.kind == NameKind::outlet) aliases_.emplace(keys.back(), e);
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

  // ── Discourse ─────────────────────────────────────────────────────────────────────────────────────────────────────

  static constexpr std::size_t most_descriptions = 24;
  static constexpr std::size_t look_back = 28;  // items
  static constexpr std::uint32_t look_back_sentences = 5;

  void discourse() {
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      if (x_[i].source.empty() || x_[i].source.front().empty()) bare_.push_back(i);
    std::sort(bare_.begin(), bare_.end(),
              [&](std::uint32_t p, std::uint32_t q) { return x_[p].cue.first < x_[q].cue.first; });
    std::size_t next_bare = 0;
    // Several attributions may share one source; all but the last of them are reached through this list.
    std::vector<std::vector<std::uint32_t>> same_start;
    std::vector<std::uint32_t> starts(w_.size(), nobody);
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      if (x_[i].source.empty() || x_[i].source.front().empty()) continue;
      const TokenIndex t = x_[i].source.front().first;
      if (starts[t] == nobody) {
        starts[t] = static_cast<std::uint32_t>(same_start.size());
        same_start.emplace_back();
      }
      same_start[starts[t]].push_back(i);
    }
    TokenIndex resolved_to = 0;
    for (TokenIndex t = 0; t < w_.size(); ++t) {
      if (starts[t] != nobody)
        for (const std::uint32_t i : same_start[starts[t]]) {
          source(i);
          resolved_to = std::max(resolved_to, t + 1);
        }
      if (const std::uint32_t n = name_at_[t]; n != nobody && out_.names[n].name.first == t)
        name_item(n);
      else if (w_.is(t, document) && !w_.is(t, capital) && t >= resolved_to)
        document_item(t);
      else if (w_.is(t, masculine | feminine) && t >= resolved_to && !w_.title_case(d_.tokens[t].block))
        pronoun_item(t);
      while (next_bare < bare_.size() && x_[bare_[next_bare]].cue.first <= t) without_source(bare_[next_bare++]);
    }
  }

  [[nodiscard]] bool speaks(TokenIndex t) const {
    return std::binary_search(speaker_tokens_.begin(), speaker_tokens_.end(), t);
  }

  [[nodiscard]] bool subject_position(Range r) const {
    const std::uint32_t s = d_.tokens[r.first].sentence;
    const Range sentence = d_.sentences[s].tokens;
    if (r.last < sentence.last && w_.is(r.last, possessive)) return false;
    TokenIndex before = r.first;
    while (before > sentence.first &&
           (w_.is(before - 1, definite_word | indefinite_word) || d_.tokens[before - 1].kind == TokenKind::open_quote))
      --before;
    if (before > sentence.first && w_.is(before - 1, preposition)) return false;
    if (before == sentence.first) return true;
    if (w_.plain(before - 1) == "," || w_.is(before - 1, conjunction | relative)) {
      return true;
    }
    return false;
  }

  void push(std::uint32_t e, Range r) {
    if (e == nobody) return;
    const text::Token& token = d_.tokens[r.first];
    Item item{e, r.first, token.sentence, subject_position(r), false, false, false, token.quote_depth > 0};
    item.owner = r.last < w_.size() && w_.is(r.last, possessive) && !w_.is(r.first, possessive);
    TokenIndex before = r.first;
    while (before > 0 && w_.is(before - 1, definite_word | indefinite_word)) --before;
    item.object = before > 0 && d_.tokens[before - 1].block == token.block && w_.is(before - 1, preposition);
    if (before > 0 && !item.object) {
      const string_view p = w_.plain(before - 1);
      item.object = p == "told" || p == "asked" || p == "called" || p == "accused" || p == "urged";
    }
    const bool inside = item.object && speaks(before - 1);  // "a spokesman for Doe"
    item.speaker = !inside && (speaks(r.first) || speaks(r.last - 1));
    items_.push_back(item);
    last_seen_[e] = r.first;
    ++count_[e];
  }

  void name_item(std::uint32_t n) {
    const std::uint32_t e = out_.entity_of_name[n];
    if (e == nobody) return;
    if (!items_.empty() && items_.back().at == out_.names[n].name.first) return;
    named_at_last(n, e);
    const Range whole{std::min(out_.names[n].whole.first, out_.names[n].name.first), out_.names[n].name.last};
    push(e, out_.names[n].name);
    items_.back().subject = subject_position(whole);
    // "the Doe campaign", "Doe adviser Jane Roe": a modifier.
    const TokenIndex next = out_.names[n].name.last;
    const bool modifies = next < w_.size() && d_.tokens[next].kind == TokenKind::word && !w_.is(next, capital) &&
                          w_.is(next, person_noun | private_body | public_body | document | media);
    const std::uint32_t around = whole_at_[out_.names[n].name.first];
    if (modifies || (around != nobody && around != n && out_.names[around].whole.contains(out_.names[n].name.first))) {
      items_.back().owner = true;
      items_.back().subject = false;
    }
  }

  // "A lawyer for the family said …" and then "the lawyer, Ben Doe,": one source, unnamed until then.
  void named_at_last(std::uint32_t n, std::uint32_t e) {
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

  [[nodiscard]] bool of_role(Range r) const {
    const NounPhrase np = parse_noun_phrase(w_, r);
    return np.found() && !np.plural && w_.is(np.head, role);
  }

  [[nodiscard]] std::uint32_t latest_name(std::uint32_t e) const {
    const auto it = named_later_.find(e);
    return it == named_later_.end() ? e : it->second;
  }

  [[nodiscard]] std::uint32_t by_pronoun(TokenIndex t) const {
    const bool he = w_.is(t, masculine), she = w_.is(t, feminine);
    const std::uint32_t sentence = d_.tokens[t].sentence;
    const bool quoted = d_.tokens[t].quote_depth > 0;
    const std::uint32_t block = d_.tokens[t].block;
    std::uint32_t best = nobody;
    int best_score = -1000;
    std::size_t seen = 0;
    for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
      const Item& item = items_[k];
      if (sentence - item.sentence > look_back_sentences) break;
      const Entity& e = out_.entities[item.entity];
      const bool reporter = e.kind == Kind::media && !e.named && !e.names.empty() && of_role(e.names.front());
      if (e.kind != Kind::person && !reporter && !(e.kind == Kind::anonymous && !e.plural && e.rule != "anonymous.one"))
        continue;
      if ((he && e.female) || (she && e.male) || !e.parts.empty()) continue;
      int score = 100 - 22 * static_cast<int>(sentence - item.sentence);
      if (d_.tokens[item.at].block != block) score -= 6;
      if (item.subject) score += 24;
      if (item.speaker) score += 22;
      if (item.owner) score -= 14;
      if (item.object) score -= 16;
      if (item.quoted && !quoted) score -= 45;
      if ((he && e.male) || (she && e.female)) score += 12;
      if (e.kind == Kind::anonymous) score -= 8;
      score += static_cast<int>(std::min<std::uint32_t>(count_[item.entity], 6));
      score -= static_cast<int>(std::min<std::size_t>(seen, 12));
      if (slight(item)) score -= 35;
      if (score > best_score) {
        best_score = score;
        best = item.entity;
      }
    }
    return best;
  }

  // One capitalised word, of which the article says nothing that only a person has: it may be a place, or any word.
  [[nodiscard]] bool slight(const Item& item) const {
    const Entity& e = out_.entities[item.entity];
    return e.kind == Kind::person && e.named && keys_[item.entity].size() == 1 && e.descriptions.empty() && !e.male &&
           !e.female && !e.legislator && !item.speaker && count_[item.entity] <= 3;
  }

  void pronoun_item(TokenIndex t) {
    if (!items_.empty() && items_.back().at == t) return;
    const bool quoted = d_.tokens[t].quote_depth > 0;
    const std::uint32_t e = by_pronoun(t);
    if (e == nobody) return;
    push(e, {t, t + 1});
    const string_view p = w_.plain(t);
    items_.back().subject = p == "he" || p == "she";
    items_.back().owner = w_.is(t, possessive);
    items_.back().object = !items_.back().subject;
    items_.back().quoted = quoted;
  }

  // "released the video": a text that "it" may mean below.
  void document_item(TokenIndex t) {
    if (whole_at_[t] != nobody || d_.tokens[t].quote_depth > 0) return;
    if (t + 1 < w_.size() && w_.word(t + 1) &&
        w_.is(t + 1, person_noun | document | media | private_body | public_body))
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

  // ── Sources ───────────────────────────────────────────────────────────────────────────────────────────────────────

  void source(std::uint32_t i) {
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
        out.entity = by_pronoun(t);
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
      out.entity = by_pronoun(r.first);
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
    out.phrase = parse_noun_phrase(w_, r);
    if (!out.phrase.found()) return without_source(i);
    const TokenIndex h = out.phrase.head;
    // A name is the head, or stands in apposition to it.
    std::uint32_t n = name_at_[h];
    if (n != nobody && out_.entity_of_name[n] == nobody) n = nobody;
    // "told the Harbour Post Doe | said": of two names side by side the one at the cue.
    if (const std::uint32_t m = name_at_[last]; m != nobody && m != n && r.last <= x_[i].cue.first &&
                                                out_.entity_of_name[m] != nobody &&
                                                out_.names[m].kind == NameKind::person) {
      const TokenIndex first = out_.names[m].name.first;
      if (first > r.first && out_.names[m].whole.first == first && name_at_[first - 1] != nobody &&
          out_.names[name_at_[first - 1]].kind == NameKind::outlet)
        n = m;
    }
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
    const bool apart = h + 2 < r.last && !w_.word(h + 1) && (w_.plain(h + 1) == "," || dash(h + 1));
    const bool several = out.phrase.plural && !out.phrase.part;
    if (n == nobody && apart) {
      for (TokenIndex t = h + 2; t < std::min(r.last, h + 7) && n == nobody; ++t) {
        if (several && !w_.is(t, honorific | office | post | role | capital | former)) break;
        if (name_at_[t] == nobody || out_.entity_of_name[name_at_[t]] == nobody ||
            out_.entities[out_.entity_of_name[name_at_[t]]].kind != Kind::person)
          continue;
        const bool agent = !several && (judge(out.phrase, r).kind == Kind::anonymous || titles_only({h + 2, t}));
        if (!several && !w_.is(h, person_noun) && !agent) break;
        if (several && !(out.phrase.definite && w_.is(h, person_noun) && goes_on_with_another(name_at_[t], r))) break;
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
        if (out_.names[m].name.first == t && out_.names[m].name.last + 2 >= r.last &&
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
    if (n == nobody && !staff && w_.is(h, media) && h > out.phrase.core.first && name_at_[h - 1] != nobody &&
        out_.entity_of_name[name_at_[h - 1]] != nobody && !out.phrase.indefinite) {  // TASS news agency
      n = named_modifier(h, out.phrase.core);
      if (n != nobody && out_.entities[out_.entity_of_name[n]].kind == Kind::organisation)
        out_.entities[out_.entity_of_name[n]].kind = Kind::media;
    }
    if (n == nobody && !staff && w_.is(h, media) && h > out.phrase.core.first + 1) {
      const std::uint32_t m = named_modifier(h, out.phrase.core);
      if (m != nobody && out_.entities[out_.entity_of_name[m]].kind == Kind::media) n = m;
    }
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
    out.entity = described(i, out.phrase, r);
    remember(i);
  }

  // The person's name that ends the words, behind titles ("Harbour spokesman the Rev. | Jane Doe", "columnist and Post
  // contributor | Jane Doe") or as an apposition to their head ("the chairman of the Board, Gen. | Jane Doe").
  [[nodiscard]] std::uint32_t name_at_end(const NounPhrase& np, Range r) const {
    const std::uint32_t m = name_at_[r.last - 1];
    if (m == nobody || out_.entity_of_name[m] == nobody || (np.plural && !np.part)) return nobody;
    const Name& name = out_.names[m];
    if (name.name.size() < 2 || name.name.first <= r.first || name.owns ||
        out_.entities[out_.entity_of_name[m]].kind != Kind::person)
      return nobody;
    bool titled = false;
    const TokenIndex first = before_titles(m, r, titled);
    if (first == r.first) return titled ? m : nobody;
    const TokenIndex mark = first - 1;
    if (w_.plain(mark) == "and")
      return titled && mark > r.first && w_.is(mark - 1, person_noun) && !w_.is(mark - 1, plural) ? m : nobody;
    if (w_.plain(mark) != "," && !dash(mark)) return nobody;
    const bool beside = mark == np.head + 1 && !w_.is(np.head, document | media | public_body | private_body | company |
                                                                   place | capital);  // "the assailant, Jane Doe"
    if (mark <= np.head || !(w_.is(np.head, person_noun) || np.part || beside)) return nobody;
    // "an aide to the senator, Jane Doe" may be the senator.
    const bool in_chief = w_.plain(mark - 1) == "chief" && w_.plain(mark - 2) == "in";
    const bool another = w_.is(mark - 1, role | office | post | candidate | kin) && !w_.is(mark - 1, capital | people);
    return mark == np.head + 1 || in_chief || !another ? m : nobody;
  }
  // Where the titles before a name begin.
  [[nodiscard]] TokenIndex before_titles(std::uint32_t n, Range r, bool& titled) const {
    TokenIndex first = out_.names[n].name.first;
    while (first > r.first) {
      const TokenIndex t = first - 1;
      if (!w_.word(t) || w_.is(t, possessive | plural)) break;
      const bool title = w_.is(t, honorific | office | post | role | former);
      if (!title && !w_.is(t, capital | definite_word) && !(w_.is(t, preposition) && titled && capital_noun(t, r)))
        break;
      titled = titled || title;
      first = t;
    }
    return first;
  }
  // "The Council | on Harbour Rights": the preposition is one of a body's name.
  [[nodiscard]] bool capital_noun(TokenIndex t, Range r) const {
    return t > r.first && w_.is(t - 1, capital) && !w_.is(t - 1, person_noun) && w_.is(t + 1, capital);
  }

  [[nodiscard]] bool dash(TokenIndex t) const {
    const string_view w = w_.plain(t);
    return w == "—" || w == "–" || w.starts_with("--");
  }
  // "the fifth, | the actress | Jane Doe"
  [[nodiscard]] bool titles_only(Range r) const {
    bool titled = false;
    for (TokenIndex t = r.first; t < r.last; ++t) {
      if (!w_.is(t, definite_word | role | office | post | honorific | former)) return false;
      titled = titled || w_.is(t, role | office | post | honorific);
    }
    return titled;
  }
  // "…, Jane Doe | and Sean Roe": named, all of them.
  [[nodiscard]] bool goes_on_with_another(std::uint32_t n, Range r) const {
    bool joined = false;
    for (TokenIndex t = out_.names[n].name.last; t < std::min(r.last, out_.names[n].name.last + 24); ++t) {
      joined = joined || w_.plain(t) == "and";
      if (const std::uint32_t m = name_at_[t]; joined && m != nobody && out_.entity_of_name[m] != nobody)
        return out_.entities[out_.entity_of_name[m]].kind == Kind::person && out_.names[m].name.last + 8 >= r.last;
    }
    return false;
  }
  [[nodiscard]] std::uint32_t named_modifier(TokenIndex h, Range core) const {
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
  void place_as_source(std::uint32_t e) {
    if (out_.entities[e].place) out_.entities[e].kind = Kind::organisation;
  }

  // "Mr. Doe and Ms. Roe"
  void join(std::uint32_t i, std::uint32_t n, Range r) {
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

  void speaker_or_author(std::uint32_t i, TokenIndex t) {
    Resolved& out = out_.sources[i];
    out.by = Reference::pronoun;
    const std::uint32_t outer = owner_of_content_[i];
    if (d_.tokens[t].quote_depth > 0 && w_.is(t, first_person) &&
        outer != nobody) {  // whoever is quoted, perhaps named below
      pending_.push_back(i);
      return;
    }
    author(i, t);
  }

  void author(std::uint32_t i, TokenIndex t) {
    Resolved& out = out_.sources[i];
    const bool reader = w_.is(t, second_person);
    std::uint32_t& e = reader ? reader_ : author_;
    if (e == nobody) {
      e = new_entity(Kind::author, t, "author.pronoun");
      out_.entities[e].names.push_back({t, t + 1});
    }
    out.entity = e;
    remember(i);
  }

  void quoted_first_persons() {
    for (const std::uint32_t i : pending_) {
      std::uint32_t outer = owner_of_content_[i];
      if (out_.sources[outer].entity != nobody)
        out_.sources[i].entity = out_.sources[outer].entity;
      else
        author(i, x_[i].source.front().first);
    }
  }

  [[nodiscard]] std::uint32_t unresolved(TokenIndex t) {
    const bool person = w_.is(t, masculine | feminine);
    const bool thing = w_.is(t, neuter) || w_.plain(t) == "which" || w_.plain(t) == "that";
    const std::uint32_t e = new_entity(person ? Kind::person : thing ? Kind::document : Kind::group, t, "pronoun");
    out_.entities[e].names.push_back({t, t + 1});
    out_.entities[e].plural = w_.is(t, plural_pronoun);
    return e;
  }

  [[nodiscard]] std::uint32_t by_plural_or_neuter(TokenIndex t, bool plural_wanted, std::uint32_t i) const {
    const std::uint32_t sentence = d_.tokens[t].sentence;
    const bool quoted = d_.tokens[t].quote_depth > 0;
    const bool shows = !plural_wanted && x_[i].source.size() == 1 && x_[i].source.front().first == t &&
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
        if (e.kind == Kind::person && e.parts.empty()) continue;
        if (e.kind == Kind::document && !e.plural) continue;
        if (e.plural) score += 25;
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
  static bool of_texts(string_view w) {
    static constexpr auto verbs =
        std::to_array<string_view>({"shows", "showed", "depicts", "depicted", "contains", "contained", "reads", "lists",
                                    "listed", "captures", "captured", "begins", "began", "concludes", "includes"});
    return among(verbs, w);
  }

  // "… officials who", "the study, which", "most of whom": the noun phrase before.
  void relative_source(std::uint32_t i, TokenIndex t) {
    Resolved& out = out_.sources[i];
    out.by = Reference::pronoun;
    const Range sentence = d_.sentences[d_.tokens[t].sentence].tokens;
    const bool persons = w_.plain(t) == "who" || w_.plain(t) == "whom";
    const TokenIndex floor = t > sentence.first + 24 ? t - 24 : sentence.first;
    TokenIndex at = t;
    bool inside = false;  // "most of whom"
    while (at > floor &&
           (!w_.word(at - 1) || w_.is(at - 1, preposition) || (inside && w_.is(at - 1, vague_word | number_word)))) {
      inside = inside || w_.is(at - 1, preposition);
      --at;
    }
    TokenIndex k = at;
    const TokenIndex direct = at;
    const bool many = persons && t + 1 < sentence.last && of_many(w_.plain(t + 1));
    while (k > floor) {
      --k;
      const std::uint32_t n = name_at_[k];
      if (n != nobody && out_.entity_of_name[n] != nobody) {
        const Entity& e = out_.entities[out_.entity_of_name[n]];
        const bool person = e.kind == Kind::person && !(many && e.parts.empty() && k + 1 != direct);
        if (person == persons || (k + 1 == direct && !person && !persons)) {
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
      const bool noun = persons ? w_.is(k, person_noun) ||
                                      (k + 1 == direct &&
                                       w_.is(k, plural | vague_word | number_word | indefinite_word | definite_word))
                                : w_.is(k, document | media | private_body | public_body | social);
      if (!noun || !w_.word(k)) continue;
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
      if (const std::uint32_t m = whole_at_[k];
          m != nobody && out_.entity_of_name[m] != nobody && out_.names[m].kind == NameKind::person && persons) {
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

  // "… who say": no single person.
  static bool of_many(string_view w) {
    static constexpr auto verbs =
        std::to_array<string_view>({"are", "were", "have", "say", "believe", "think", "feel", "know", "want", "argue",
                                    "claim", "see", "hope", "support", "oppose", "fear", "don't", "do"});
    return among(verbs, w);
  }

  // "Doe was one of | three members who voted for it": Doe did. Nobody if the words before are others.
  [[nodiscard]] std::uint32_t one_of(TokenIndex first, TokenIndex floor) const {
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

  void without_source(std::uint32_t i) {
    Resolved& out = out_.sources[i];
    out.by = Reference::none;
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
    if (e == nobody && (finite || coordinated || first.ends_with("ing"))) {
      for (std::size_t k = items_.size(), seen = 0; k-- > 0 && seen < look_back; ++seen) {
        if (items_[k].sentence != sentence) break;
        if (items_[k].subject && !items_[k].quoted) e = items_[k].entity;
      }
    }
    if (e == nobody && first.ends_with("ing")) e = subject_after(x_[i]);
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

  // "After | saying that the dam was safe, she resigned": the subject of the clause after it.
  [[nodiscard]] std::uint32_t subject_after(const Extraction& x) const {
    const Range sentence = d_.sentences[d_.tokens[x.cue.first].sentence].tokens;
    if (x.cue.first > sentence.first + 1 || x.content.empty()) return nobody;
    TokenIndex t = std::max(x.content.back().last, x.cue.last);
    bool comma = w_.plain(t - 1) == "," || (t > 1 && w_.plain(t - 2) == ",");  // “so old,” she
    for (; t < sentence.last && (w_.plain(t) == "," || d_.tokens[t].kind == TokenKind::close_quote); ++t)
      comma = comma || w_.plain(t) == ",";
    if (t + 1 >= sentence.last || !comma) return nobody;
    if (w_.plain(t) == "he" || w_.plain(t) == "she") return by_pronoun(t);
    const std::uint32_t n = whole_at_[t];
    return n != nobody ? out_.entity_of_name[n] : nobody;
  }

  [[nodiscard]] std::uint32_t subject_beside(Range cue) {
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
      if (n != nobody && out_.names[n].whole.first <= t && out_.entity_of_name[n] != nobody)
        return out_.entity_of_name[n];
    }
    return nobody;
  }

  // "was reported", "is believed to be": the words leave out who says so.
  [[nodiscard]] bool passive(Range cue) const {
    bool be = false;
    for (TokenIndex t = cue.first > 2 ? cue.first - 2 : 0; t < cue.last; ++t) {
      const string_view p = w_.plain(t);
      if (p == "is" || p == "are" || p == "was" || p == "were" || p == "be" || p == "been" || p == "being" || p == "'s")
        be = true;
    }
    const string_view last = w_.plain(cue.last - 1);
    for (const string_view seems : {"seem", "appear", "look"})
      if (last.starts_with(seems) || w_.plain(cue.first).starts_with(seems)) return true;
    return be && !last.ends_with("ing");
  }

  // ── Descriptions ──────────────────────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] Verdict judge(const NounPhrase& np, Range source) const {
    const TokenIndex h = np.head;
    const Classes c = w_.of(h);
    const string_view p = w_.plain(h);
    bool near_insider = false;
    for (TokenIndex t = h + 1; t < std::min(source.last, h + 8); ++t)
      near_insider = near_insider || insider(w_.plain(t));
    const bool modified_for = h + 1 < source.last && (w_.plain(h + 1) == "for" || w_.plain(h + 1) == "representing");
    if ((c & person_noun) && near_insider) return {Kind::anonymous, "anonymous.insider"};
    if (p == "papers" && !np.definite && h + 1 < source.last && w_.plain(h + 1).ends_with("ed"))
      return {Kind::document, "document.noun"};  // papers released under the law
    if (c & media &&
        !((c & (people | role)) && (!np.plural || np.number || np.vague || !np.possessor.empty() || name_before(np))))
      return {Kind::media, "media.noun"};
    if ((c & social) && (c & document) && (p == "account" || p == "post" || p == "page") && posted(np))
      return {Kind::social, "social.noun"};
    if (c & social && !(c & document)) return {Kind::social, "social.noun"};
    if (np.part && np.indefinite) return {Kind::anonymous, "anonymous.one-of"};
    if (p.ends_with("-year-old")) return {Kind::anonymous, "anonymous.role"};
    if (p == "those" || p == "these")
      return near_insider ? Verdict{Kind::anonymous, "anonymous.insider"} : Verdict{Kind::group, "group.those"};
    const bool of_numbers =
        h + 1 < source.last && (w_.plain(h + 1) == "in" || w_.plain(h + 1) == "out");  // six in 10 voters
    if ((of_numbers && (p == "one" || c & number_word)) || p == "quarter" || p == "third" || p == "fifth")
      return {Kind::group, "group.share"};
    if (h > np.core.first && p == "one" && w_.plain(h - 1) == "no") return {Kind::group, "group.quantifier"};
    if ((p == "one" && (!w_.is(h, capital) || w_.is(h, opens))) || p == "another" || p == "someone" || p == "somebody")
      return {Kind::anonymous, "anonymous.one"};
    if ((c & number_word) && !(c & person_noun)) return {Kind::anonymous, "anonymous.number"};
    if (c & vague_word) return {Kind::group, "group.quantifier"};
    if (p == "this" || p == "that") return {Kind::document, "document.thing"};
    if (p == "authority" && h > np.core.first + 1 && !np.indefinite) return {Kind::organisation, "organisation.public"};
    if (p == "authorities") return {Kind::anonymous, "anonymous.role"};
    const bool body_phrase = !np.indefinite && of_body(np);  // the coast guard
    const bool person = !body_phrase && (c & person_noun) &&
                        !(np.plural && (c & (private_body | public_body)) && !(c & (role | office | post)));
    // Its journalists as such are the press; who used to be one is not.
    if (!np.number && !near_insider && (c & media) && (c & role) &&
        (np.indefinite || (np.definite && np.possessor.empty()))) {
      bool once = false;
      for (TokenIndex t = np.core.first; t < h; ++t) once = once || w_.is(t, former);
      if (!once) return {Kind::media, "media.noun"};
    }
    if (np.plural && person) {
      if (np.vague)
        return {c & withheld && !(c & people) &&
                        !among(std::array<string_view, 3>{"many", "most", "all"}, w_.plain(np.core.first))
                    ? Kind::anonymous
                    : Kind::group,
                "group.quantifier"};
      if (np.number && (c & people) && crowd(np)) return {Kind::group, "group.people"};
      if (np.number && !w_.is(h, candidate)) return {Kind::anonymous, "anonymous.number"};
      if (!near_insider && ((c & candidate) || p == "rivals" || p == "opponents" || p == "competitors"))
        return {Kind::group, "group.people"};
      if (c & kin) return {Kind::anonymous, "anonymous.relatives"};
      const bool bare = !np.definite && !np.number && !modified_for;
      if (bare && (p == "leaders" || p == "ministers" || p == "executives" || p == "members" || p == "politicians" ||
                   p == "senators" || p == "governors"))
        return {Kind::group, "group.people"};
      if ((c & people) && !modified_for && (!(c & office) || p == "delegates")) return {Kind::group, "group.people"};
      if ((c & people) && !(c & withheld)) return {Kind::group, "group.people"};
      return {Kind::anonymous, "anonymous.role"};
    }
    if (body_phrase) return {Kind::organisation, "organisation.public"};
    if ((c & (private_body | public_body | company | party | body)) && !(person && !np.plural && !(c & people))) {
      if ((np.plural && (c & people)) || np.vague) return {Kind::group, "group.bodies"};
      if (np.plural && !w_.is(h, public_body)) return {Kind::group, "group.bodies"};
      return {Kind::organisation, c & public_body ? "organisation.public" : "organisation.noun"};
    }
    if (c & document && np.plural && np.definite && np.core.size() == 2 && w_.is(h, capital) && !w_.is(h, opens))
      return {Kind::organisation, "organisation.name"};  // a team of that name
    if (c & document && !(person && !(c & people))) return {Kind::document, "document.noun"};
    if (person) {
      if (p == "people" || p == "public" || p == "crowd" || p == "audience" || p == "majority" || p == "community" ||
          p == "world" || p == "establishment" || p == "minority" || p == "nation" || p == "half" || p == "opposition")
        return {Kind::group, "group.people"};
      return {Kind::anonymous, "anonymous.role"};
    }
    if (c & social) return {Kind::social, "social.noun"};
    if (p == "%" || p == "percent" || d_.tokens[h].kind == TokenKind::number) return {Kind::group, "group.share"};
    const bool alone = h == np.core.first || !w_.is(h - 1, capital);
    if ((np.plural || (!np.definite && alone)) && c & demonym) return {Kind::group, "group.people"};
    if (w_.is(h, capital) && h > np.core.first && w_.is(h - 1, capital) && w_.is(h - 1, male_name | female_name))
      return {Kind::person, "person.name"};  // Cecile Richards, in a headline
    if (np.plural && w_.is(h, capital)) return {Kind::group, "group.people"};
    if (w_.is(h, capital) && !(w_.is(h, opens) && common_ending(p))) {
      if (np.definite || w_.is(h, acronym)) return {Kind::organisation, "organisation.name"};
      return {Kind::person, "person.name"};
    }
    const auto ends = [&](string_view e) { return p.ends_with(e) && p.size() > e.size() + 2; };
    string_view single = p;
    if (np.plural && single.size() > 3 && single.back() == 's') single.remove_suffix(1);
    static constexpr auto things = std::to_array<string_view>(
        {"cancer",  "power",       "paper",     "number",    "order",     "matter",    "winter",   "summer",
         "water",   "weather",     "letter",    "computer",  "center",    "chapter",   "disaster", "factor",
         "sector",  "labor",       "error",     "mirror",    "behavior",  "honor",     "humor",    "color",
         "answer",  "character",   "manner",    "corner",    "gender",    "border",    "transfer", "offer",
         "danger",  "fever",       "hunger",    "anger",     "silver",    "tower",     "flower",   "twitter",
         "career",  "murder",      "slaughter", "surrender", "disorder",  "encounter", "register", "shutter",
         "monitor", "motor",       "reactor",   "indicator", "tenor",     "terror",    "river",    "quarter",
         "filter",  "layer",       "theater",   "theatre",   "committee", "coffee",    "degree",   "guarantee",
         "fee",     "refugee camp"});
    const bool agent = !among(things, single) &&
                       (single.ends_with("er") || single.ends_with("or") || single.ends_with("ist") ||
                        single.ends_with("man") || single.ends_with("woman") || single.ends_with("ian") ||
                        single.ends_with("ee") || single.ends_with("eer") || single.ends_with("-candidate") ||
                        single.ends_with("-politician") || ends("men") || ends("women") || single.ends_with("crat"));
    if (np.plural) return {agent && np.number ? Kind::anonymous : Kind::group, "group.plural"};
    // "A former mate", "a mate who was there": nothing but a person.
    bool human = h + 1 < source.last && (w_.plain(h + 1) == "who" || (h + 2 < source.last && w_.plain(h + 2) == "who"));
    for (TokenIndex t = np.core.first; t < h; ++t) human = human || w_.plain(t) == "former";
    const bool pointed =
        np.core.first > 0 && (w_.plain(np.core.first) == "this" || w_.plain(np.core.first - 1) == "that");
    if ((agent && !pointed) || human) return {Kind::anonymous, "anonymous.agent"};
    if (np.vague) return {Kind::group, "group.quantifier"};  // each side
    return {Kind::document, "document.thing"};
  }

  // "the 57-year-old captain": of whom the story is
  [[nodiscard]] bool aged(const NounPhrase& np) const {
    for (TokenIndex t = np.core.first; t < np.head; ++t)
      if (w_.plain(t).ends_with("-year-old")) return true;
    return false;
  }

  // Hundreds, thousands: nobody in particular.
  [[nodiscard]] bool crowd(const NounPhrase& np) const {
    for (TokenIndex t = np.core.first; t < np.head; ++t) {
      const string_view w = w_.plain(t);
      if (w == "hundreds" || w == "thousands" || w == "millions" || w == "million" || w == "tens" ||
          (d_.tokens[t].kind == TokenKind::number && w.size() >= 5 && w.find(',') != string_view::npos))
        return true;
    }
    return false;
  }

  // The head is the last word of a body's name of several words, which a list holds.
  [[nodiscard]] bool of_body(const NounPhrase& np) const {
    constexpr TokenIndex longest = 3;
    for (TokenIndex t = np.head > longest ? np.head - longest : 0; t < np.head; ++t)
      if (t >= np.core.first && w_.phrase_end(t, public_body) == np.head + 1 && w_.phrase_end(t, office) <= np.head)
        return true;
    return false;
  }

  // Cues of texts and data: what has them for a cue says something, whatever it is.
  [[nodiscard]] bool tells(Range cue) const {
    static constexpr auto verbs =
        std::to_array<string_view>({"show", "found", "find", "says", "said", "sugg", "indi", "reve", "read", "note",
                                    "stat", "desc",  "repo", "conc", "warn", "prov", "list", "acco", "conf", "cont",
                                    "demo", "esti",  "dete", "cite", "argu", "poin", "call", "ment"});
    for (TokenIndex t = cue.first; t < cue.last; ++t)
      for (const string_view v : verbs)
        if (w_.plain(t).starts_with(v)) return true;
    return false;
  }
  [[nodiscard]] bool posted(const NounPhrase& np) const {
    static constexpr auto platforms =
        std::to_array<string_view>({"twitter", "facebook", "instagram", "campaign", "social", "official", "tiktok",
                                    "telegram", "youtube", "reddit", "blog", "x", "weibo", "media"});
    for (TokenIndex t = np.core.first; t < np.head; ++t)
      if (among(platforms, w_.plain(t))) return true;
    return false;
  }
  [[nodiscard]] bool name_before(const NounPhrase& np) const {
    return np.head > np.core.first && name_at_[np.head - 1] != nobody;
  }

  // The entity of a source that is described and not named.
  std::uint32_t described(std::uint32_t i, const NounPhrase& np, Range r) {
    // The same words may be the source of several cues, or what "who" leads back to.
    const auto it = described_at_.find(np.head);
    const std::uint32_t e = it != described_at_.end() ? it->second : describe_anew(i, np, r);
    return described_at_[np.head] = e;
  }

  std::uint32_t describe_anew(std::uint32_t i, const NounPhrase& np, Range r) {
    const TokenIndex h = np.head;
    Verdict v = judge(np, r);
    const string_view p = w_.plain(h);
    const Classes c = w_.of(h);
    switch (v.kind) {
      case Kind::anonymous:
      case Kind::group:
        return described_people(np, r, v);
      case Kind::document:
      case Kind::social: {
        if (v.rule == "document.thing" && !tells(x_[i].cue)) v = {Kind::organisation, "organisation.thing"};
        const std::uint32_t key = mix(document_key(p), static_cast<std::uint32_t>(v.kind));
        const bool plain_definite = np.definite && np.core.size() <= 2 && np.possessor.empty();
        if (plain_definite)
          if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
        return latest_by_key_[key] = describe(v, r, np);
      }
      case Kind::media: {
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
  [[nodiscard]] std::uint32_t phrase_key(const NounPhrase& np) const {
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

  std::uint32_t describe(Verdict v, Range r, const NounPhrase& np) {
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

  std::uint32_t enrich(std::uint32_t e, Range r) {
    add_words(out_.entities[e], r);
    return e;
  }

  // "A spokesman said": of whom the sentence, or the one before, speaks.
  [[nodiscard]] std::uint32_t recent_spoken_for(TokenIndex h) const {
    const std::uint32_t sentence = d_.tokens[h].sentence;
    for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < 12; ++n) {
      if (sentence - items_[k].sentence > 2) break;
      const Entity& e = out_.entities[items_[k].entity];
      if (e.kind == Kind::organisation && !items_[k].quoted && !e.place) return items_[k].entity;
    }
    return nobody;
  }

  // "press secretary Jane Doe said", of nobody: for the body of which the story has just been.
  void spoken_for(std::uint32_t e, std::uint32_t n) {
    Entity& entity = out_.entities[e];
    if (entity.owner != nobody || out_.names[n].descriptions.empty() || out_.names[n].whole.empty()) return;
    const Range r = out_.names[n].descriptions.front();
    const TokenIndex last = r.last - 1;
    if (w_.is(last, capital)) return;
    const bool press = r.size() == 2 && w_.plain(r.first) == "press" && w_.plain(last) == "secretary";
    const bool speaker = r.size() == 1 && role_key(w_.plain(last)) == key_of("spokesman");
    if (press || speaker) entity.owner = recent_spoken_for(r.first);
  }

  // The last body, or outlet, that a common noun can mean.
  [[nodiscard]] std::uint32_t recent_body(TokenIndex h, bool outlet_wanted) const {
    const std::uint32_t head = body_key(w_.plain(h));
    const std::uint32_t sentence = d_.tokens[h].sentence;
    const string_view p = w_.plain(h);
    const bool generic_body = p == "company" || p == "group" || p == "organization" || p == "organisation" ||
                              p == "agency" || p == "firm" || p == "association" || p == "federation" ||
                              p == "chamber" || p == "body" || p == "business" || p == "corporation" ||
                              p == "network" || p == "union";
    // "As the Post reports, the company …": not the Post.
    const bool trade = p == "company" || p == "firm" || p == "business" || p == "corporation";
    std::uint32_t fallback = nobody;
    std::size_t seen = 0;
    for (std::size_t k = items_.size(); k-- > 0 && seen < 60; ++seen) {
      const Entity& e = out_.entities[items_[k].entity];
      if (outlet_wanted
              ? e.kind != Kind::media &&
                    !(e.kind == Kind::organisation && sentence - items_[k].sentence <= 2 && !e.place &&
                      e.rule != "organisation.public" && e.named && !e.names.empty() && w_.is(h, outlet | media) &&
                      !w_.is(e.names.front().last - 1, body | party | public_body))
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
          if (body_key(w_.plain(t)) == head && !outlet_wanted) return items_[k].entity;
      if (outlet_wanted && e.kind == Kind::media && e.named) return items_[k].entity;
      const bool traded = trade && (e.names.empty() || (w_.in(e.names.front()) & (party | body | public_body)));
      if (generic_body && !traded && !e.place && fallback == nobody && sentence - items_[k].sentence <= 4 &&
          !items_[k].quoted)
        fallback = items_[k].entity;
      if (outlet_wanted && fallback == nobody) fallback = items_[k].entity;
    }
    return fallback;
  }

  std::uint32_t described_people(const NounPhrase& np, Range r, Verdict v) {
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
    if (np.part && w_.is(h, plural_pronoun))
      if (const std::uint32_t e = by_plural_or_neuter(h, true, 0);
          e != nobody && out_.entities[e].kind == Kind::anonymous && out_.entities[e].plural)
        return e;
    // "my father"
    if (!np.possessor.empty() && w_.is(np.possessor.first, first_person) && !np.plural && np.possessor.size() == 1) {
      if (const std::uint32_t e = by_role(np, r); e != nobody) return e;
      if (const auto it = latest_by_key_.find(phrase_key(np)); it != latest_by_key_.end()) return it->second;
      const std::uint32_t e = describe({Kind::person, "person.of-the-author"}, r, np);
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
    const bool lead = d_.tokens[h].block <= 1 && (np.indefinite || w_.title_case(d_.tokens[h].block) || !np.definite);
    const bool title_alone = !np.indefinite && !np.definite && !np.number && w_.is(h, capital);
    if (np.definite || title_alone) {
      if (const std::uint32_t e = by_role(np, r); e != nobody) return e;
    }
    const std::uint32_t key = phrase_key(np);
    if (np.definite && !generic(p)) {
      if (const auto it = latest_by_key_.find(key); it != latest_by_key_.end()) return enrich(it->second, r);
    }
    if (np.definite && np.possessor.empty()) {
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
      if (!w_.is(h, withheld) || w_.is(h, candidate | office) || aged(np)) {
        // Whoever the story has just been about.
        const std::uint32_t e = salient(np);
        if (e != nobody) return e;
      }
    }
    if (lead) {
      if (const std::uint32_t e = later_named(np, h); e != nobody) return e;
    }
    const std::uint32_t e = describe(v, r, np);
    latest_by_key_[key] = e;
    latest_by_key_[mix(head, 6)] = e;
    latest_unnamed_ = e;
    return e;
  }

  // The words before the head say nothing that the entity's own do not: "the official" may be the one of before, "the
  // Russian official" is not the American one.
  // "one of | the people"
  [[nodiscard]] bool definite_part(const NounPhrase& np) const {
    for (TokenIndex t = np.core.first; t < np.head; ++t)
      if (w_.plain(t) == "of" && w_.plain(t + 1) == "the" && t + 2 == np.head) return true;
    return false;
  }
  [[nodiscard]] bool nothing_new(const NounPhrase& np, std::uint32_t e) const {
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

  // "both men": the two of whom the story has just been.
  std::uint32_t both(TokenIndex h) {
    if (latest_joint_ != nobody && out_.entities[latest_joint_].parts.size() == 2) return latest_joint_;
    std::vector<std::uint32_t> parts;
    for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < look_back && parts.size() < 2; ++n) {
      const Entity& e = out_.entities[items_[k].entity];
      if (e.kind == Kind::person && e.named && e.parts.empty() && !items_[k].quoted && !slight(items_[k]) &&
          (parts.empty() || parts.front() != items_[k].entity))
        parts.push_back(items_[k].entity);
    }
    const string_view p = w_.plain(h);
    if (parts.size() < 2 || !(w_.is(h, person_noun) || p == "two" || p == "pair" || p == "duo")) return nobody;
    std::swap(parts[0], parts[1]);
    return joint(parts, h);
  }

  std::uint32_t joint(const std::vector<std::uint32_t>& parts, TokenIndex at) {
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

  // The person whom a singular description without a matching role means: as a pronoun would.
  [[nodiscard]] std::uint32_t salient(const NounPhrase& np) const {
    const TokenIndex h = np.head;
    const std::uint32_t sentence = d_.tokens[h].sentence;
    std::uint32_t best = nobody;
    int best_score = 60;
    std::size_t seen = 0;
    for (std::size_t k = items_.size(); k-- > 0 && seen < look_back; ++seen) {
      const Item& item = items_[k];
      if (sentence - item.sentence > 3) break;
      const Entity& e = out_.entities[item.entity];
      if (e.kind != Kind::person || !e.parts.empty() || slight(item)) continue;
      if ((w_.is(h, male_word) && e.female) || (w_.is(h, female_word) && e.male)) continue;
      if (another_office(np, e)) continue;
      int score = 100 - 25 * static_cast<int>(sentence - item.sentence);
      if (item.subject) score += 20;
      if (item.speaker) score += 25;
      if (item.owner) score -= 15;
      if (item.object) score -= 25;
      if (item.quoted) score -= 50;
      if (sentence == item.sentence) score -= 30;
      if (score > best_score) {
        best_score = score;
        best = item.entity;
      }
    }
    return best;
  }

  // Roles of named persons: filled as their names are met.
  void learn_roles(std::uint32_t e) {
    const Entity& entity = out_.entities[e];
    if (entity.kind != Kind::person) return;
    for (const Range& description : entity.descriptions)
      for (TokenIndex t = description.first; t < description.last; ++t)
        if (w_.is(t, person_noun | honorific) && !w_.is(t, male_name | female_name)) {
          std::vector<std::uint32_t>& bearers = bearers_[role_key(w_.plain(t))];
          if (bearers.empty() || bearers.back() != e) bearers.push_back(e);
        }
    if (entity.legislator)
      for (const string_view role_word : {"senator", "congress", "lawmaker"}) bearers_[key_of(role_word)].push_back(e);
  }

  [[nodiscard]] std::uint32_t by_role(const NounPhrase& np, Range r) const {
    const std::uint32_t head = role_key(w_.plain(np.head));
    const auto it = bearers_.find(head);
    if (it == bearers_.end()) return by_role_of_lawmaker(np);
    std::uint32_t best = nobody;
    int best_score = -1000;
    const TokenIndex end = std::min<TokenIndex>(r.last, np.head + 8);
    std::size_t looked = 0;
    for (std::size_t b = it->second.size(); b-- > 0 && looked < 16; ++looked) {
      const std::uint32_t e = it->second[b];
      const Entity& entity = out_.entities[e];
      if ((w_.is(np.head, male_word) && entity.female) || (w_.is(np.head, female_word) && entity.male)) continue;
      if (another_office(np, entity)) continue;
      int score = 0;
      for (TokenIndex t = np.core.first; t < end; ++t) {
        if (t == np.head || !w_.word(t) ||
            w_.is(t, definite_word | indefinite_word | preposition | possessive | adverb))
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

  // "The home secretary" is not whom the article calls foreign secretary.
  [[nodiscard]] bool another_office(const NounPhrase& np, const Entity& entity) const {
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

  // "the lawmaker", "the Ohio Republican": somebody in elected office of whom the story has just been.
  [[nodiscard]] std::uint32_t by_role_of_lawmaker(const NounPhrase& np) const {
    const string_view p = w_.plain(np.head);
    if (p != "lawmaker" && p != "legislator" && p != "politician" && p != "democrat" && p != "republican")
      return nobody;
    std::uint32_t fallback = nobody;
    for (std::size_t k = items_.size(), n = 0; k-- > 0 && n < look_back; ++n) {
      const Item& item = items_[k];
      const Entity& e = out_.entities[item.entity];
      if (e.kind != Kind::person || item.quoted || item.owner || item.object) continue;
      bool holder = e.legislator, president = false;
      for (const Range& r : e.descriptions) {
        holder = holder || (w_.in(r) & (office | candidate));
        for (TokenIndex t = r.first; t < r.last; ++t) president = president || w_.plain(t) == "president";
      }
      if (!holder || president) continue;
      if (item.subject || item.speaker) return item.entity;
      if (fallback == nobody) fallback = item.entity;
    }
    return fallback;
  }

  // A headline or a lead may say "a former chairman says" of somebody whom the next paragraphs name.
  [[nodiscard]] std::uint32_t later_named(const NounPhrase& np, TokenIndex h) const {
    const std::uint32_t block = d_.tokens[h].block;
    const std::uint32_t head = role_key(w_.plain(h));
    std::uint32_t speaker = nobody;
    const auto from =
        std::partition_point(out_.names.begin(), out_.names.end(), [&](const Name& n) { return n.name.first < h; });
    const auto start = static_cast<std::uint32_t>(from - out_.names.begin());
    for (std::uint32_t n = start; n < out_.names.size() && n < start + 40; ++n) {
      const Name& name = out_.names[n];
      if (d_.tokens[name.name.first].block > block + 3) break;
      const std::uint32_t e = out_.entity_of_name[n];
      if (e == nobody || out_.entities[e].kind != Kind::person || name.name.size() < 2) continue;
      for (const Range& r : name.descriptions)
        for (TokenIndex t = r.first; t < r.last; ++t)
          if (w_.is(t, person_noun) && role_key(w_.plain(t)) == head && !w_.is(h, withheld & ~role)) return e;
      if (speaker == nobody && (speaks(name.name.first) || speaks(name.name.last - 1))) speaker = e;
    }
    if (speaker == nobody) return nobody;
    if (w_.title_case(d_.tokens[h].block) && !np.definite && !generic(w_.plain(h))) return speaker;
    // The lead's own words come back beside the name: "a former Harbour Board chairman" … "who led the board".
    int shared = 0;
    const Entity& e = out_.entities[speaker];
    const TokenIndex at = e.names.front().first;
    const Range sentence = d_.sentences[d_.tokens[at].sentence].tokens;
    std::string initials;
    for (TokenIndex t = np.core.first; t < np.head; ++t) {
      if (!w_.word(t) || w_.is(t, definite_word | indefinite_word | former)) continue;
      if (w_.is(t, capital)) initials += w_.plain(t).front();
      for (TokenIndex u = at; u < std::min<TokenIndex>(sentence.last, at + 30); ++u) shared += w_.key(u) == w_.key(t);
    }
    if (initials.size() >= 2)
      for (TokenIndex u = at; u < std::min<TokenIndex>(sentence.last, at + 30); ++u)
        shared += w_.key(u) == key_of(initials);
    return shared > 0 ? speaker : nobody;
  }

  void remember(std::uint32_t i) {
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
      if (d_.tokens[words.first].quote_depth == 0) items_.back().quoted = false;
    }
  }

  // ── Names for people to read ──────────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] std::string words_of(Range r) const {
    std::string s;
    for (const char c : d_.slice(r)) {
      const bool blank = c == '\n' || c == '\t' || c == ' ' || (c == '\xa0' && s.ends_with('\xc2'));
      if (c == '\xa0' && blank) s.pop_back();
      if (blank && (s.empty() || s.back() == ' ')) continue;
      s += blank ? ' ' : c;
    }
    return s;
  }

  void finish() {
    for (Entity& e : out_.entities) {
      if (!e.parts.empty()) continue;
      std::size_t best = 0, best_words = 0;
      for (const Range& r : e.names) {
        std::size_t size = 0;
        for (TokenIndex t = r.first; t < r.last; ++t) size += w_.word(t) && (!e.named || w_.plain(t) != "the");
        const bool headline = w_.title_case(d_.tokens[r.first].block);
        if (size > best_words && size <= 40 && !(headline && best_words > 0 && size <= best_words)) {
          best_words = size;
          best = static_cast<std::size_t>(&r - e.names.data());
        }
      }
      if (e.names.empty()) continue;
      const bool lets = e.kind == Kind::author && !w_.is(e.names[best].first, first_person | second_person);
      e.name = lets ? "we" : words_of(e.names[best]);
      while (!e.name.empty() && (e.name.back() == ',' || e.name.back() == ' ')) e.name.pop_back();
    }
    for (Entity& e : out_.entities) {
      if (e.parts.empty() && !e.names.empty()) name_owner(e);
      if (e.parts.empty()) continue;
      for (std::size_t k = 0; k < e.parts.size(); ++k) {
        if (k > 0) e.name += k + 1 == e.parts.size() ? " and " : ", ";
        e.name += out_.entities[e.parts[k]].name;
      }
    }
  }

  // "Its editor" is a name for nobody: "the Harbour Post's editor", or, of whom nobody knows whose, "editor".
  void name_owner(Entity& e) const {
    const TokenIndex first = e.names.front().first;
    const string_view its = w_.plain(first);
    if (!w_.is(first, possessive) || w_.is(first, first_person | second_person) || e.name.size() <= its.size() + 1)
      return;
    if (text::lower(e.name.substr(0, its.size())) != its) return;
    const Entity* owner = e.owner < out_.entities.size() ? &out_.entities[e.owner] : nullptr;
    const bool known = owner && owner != &e && !owner->name.empty() && !owner->names.empty() &&
                       (owner->named || ((owner->kind == Kind::organisation || owner->kind == Kind::media) &&
                                         w_.is(owner->names.front().first, definite_word)));
    if (known)
      e.name = owner->name + "'s" + e.name.substr(its.size());
    else
      e.name = e.name.substr(its.size() + 1);
  }

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  Identities out_;

  std::vector<std::uint32_t> name_at_, whole_at_, source_at_;  // of each token
  std::vector<bool> cue_at_;
  std::vector<TokenIndex> speaker_tokens_;
  std::vector<std::uint32_t> owner_of_content_;
  std::vector<std::uint32_t> bare_;
  std::vector<std::vector<std::uint32_t>> keys_;  // of each entity: the words of its fullest name
  std::vector<std::uint32_t> count_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> persons_, given_, bearers_;
  std::unordered_map<TokenIndex, std::uint32_t> described_at_;  // by the head
  std::unordered_map<std::uint32_t, std::uint32_t> bodies_, aliases_, entries_, joined_, latest_by_key_;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> latest_full_;
  std::unordered_map<std::uint32_t, TokenIndex> last_seen_;
  std::unordered_map<std::uint32_t, std::uint32_t> named_later_;  // unnamed -> the person it turns out to be
  std::vector<Item> items_;
  std::vector<std::uint32_t> recent_, pending_;
  std::uint32_t latest_joint_ = nobody, latest_unnamed_ = nobody, author_ = nobody, reader_ = nobody;
};

}  // namespace

Identities identify(const Words& words, const std::vector<Extraction>& extractions) {
  return Identifier(words, extractions).run();
}

std::vector<std::uint32_t> enclosing(const std::vector<Extraction>& extractions) {
  struct Piece {
    TokenIndex first, last;
    std::uint32_t of;
  };
  std::vector<Piece> pieces;
  for (std::uint32_t i = 0; i < extractions.size(); ++i)
    for (const Range& r : extractions[i].content)
      if (!r.empty()) pieces.push_back({r.first, r.last, i});
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a_piece, const Piece& b_piece) {
    return a_piece.first != b_piece.first ? a_piece.first < b_piece.first : a_piece.last > b_piece.last;
  });
  std::vector<std::uint32_t> order(extractions.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t p, std::uint32_t q) {
    return extractions[p].cue.first < extractions[q].cue.first;
  });
  std::vector<std::uint32_t> result(extractions.size(), nobody);
  // Two contents may hold each other's cues: the first one found lies in the second, not the second in the first too.
  const auto lies_in = [&](std::uint32_t inner, std::uint32_t outer) {
    constexpr int deepest = 32;
    for (int depth = 0; inner != nobody; inner = result[inner])
      if (inner == outer || ++depth > deepest) return true;
    return false;
  };
  std::vector<Piece> open;
  std::size_t next = 0;
  for (const std::uint32_t i : order) {
    const TokenIndex t = extractions[i].cue.first;
    for (; next < pieces.size() && pieces[next].first <= t; ++next) {
      while (!open.empty() && open.back().last <= pieces[next].first) open.pop_back();
      open.push_back(pieces[next]);
    }
    while (!open.empty() && open.back().last <= t) open.pop_back();
    for (std::size_t k = open.size(), looked = 0; k-- > 0 && looked < 8; ++looked) {
      if (open[k].last < extractions[i].cue.last || lies_in(open[k].of, i)) continue;
      result[i] = open[k].of;
      break;
    }
  }
  return result;
}

}  // namespace hearsay::identities
