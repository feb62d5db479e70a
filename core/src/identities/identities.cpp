#include "identities/identities.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

// "It was raining", "it is getting late": nobody does it.
constexpr auto weather = std::to_array<std::string_view>(
    {"raining", "snowing", "getting", "becoming", "going", "looking", "coming", "taking", "turning", "being"});

}  // namespace

Identities Identifier::run() {
  out_.names = find_names(w_);
  drop_labels();
  out_.sources.resize(x_.size());
  name_at_.assign(w_.size(), nobody);
  whole_at_.assign(w_.size(), nobody);
  cue_at_.assign(w_.size(), false);
  for (std::uint32_t i = 0; i < out_.names.size(); ++i) {
    const Name& n = out_.names[i];
    for (TokenIndex t = n.name.first; t < n.name.last; ++t) name_at_[t] = i;
    for (TokenIndex t = n.whole.first; t < n.whole.last; ++t)
      if (whole_at_[t] == nobody || whole_at_[t] == i || out_.names[whole_at_[t]].whole.size() > n.whole.size())
        whole_at_[t] = i;
  }
  for (const Extraction& x : x_)
    for (TokenIndex t = x.cue.first; t < x.cue.last; ++t) cue_at_[t] = true;
  for (const Extraction& x : x_)
    for (const Range& r : x.source)
      for (TokenIndex t = r.first; t < r.last; ++t) speaker_tokens_.push_back(t);
  std::sort(speaker_tokens_.begin(), speaker_tokens_.end());
  owner_of_content_ = enclosing(x_);
  link_names();
  share_titles();
  for (std::uint32_t e = 0; e < out_.entities.size(); ++e) learn_roles(e);
  learn_parents();
  learn_traits();
  find_turns();
  discourse();
  quoted_first_persons();
  for (Item& item : items_) item.entity = latest_name(item.entity);
  for (Resolved& source : out_.sources) source.entity = latest_name(source.entity);
  for (const Item& item : items_) out_.mentions.push_back({item.at, item.entity});
  std::stable_sort(out_.mentions.begin(), out_.mentions.end(),
                   [](const Mention& p, const Mention& q) { return p.at < q.at; });
  find_neuters();
  finish();
  return std::move(out_);
}

void Identifier::discourse() {
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
    else if (w_.is(t, people | role | kin | demonym) && w_.is(t, plural) && t >= resolved_to)
      people_item(t);
    else if (w_.is(t, office | post | candidate | role | people) && !w_.is(t, plural) && t >= resolved_to)
      role_item(t);
    else if (w_.is(t, masculine | feminine) && t >= resolved_to && !w_.title_case(d_.tokens[t].block))
      pronoun_item(t);
    while (next_bare < bare_.size() && x_[bare_[next_bare]].cue.first <= t) without_source(bare_[next_bare++]);
  }
}

std::string Identifier::words_of(Range r) const {
  std::string s;
  for (const char c : d_.slice(r)) {
    const bool blank = c == '\n' || c == '\t' || c == ' ' || (c == '\xa0' && s.ends_with('\xc2'));
    if (c == '\xa0' && blank) s.pop_back();
    if (blank && (s.empty() || s.back() == ' ')) continue;
    s += blank ? ' ' : c;
  }
  return s;
}

// "Vallin announced it was laying off 600": who calls itself "it" is no person, as far as nothing else says so.
void Identifier::find_neuters() {
  for (std::uint32_t i = 0; i < x_.size(); ++i) {
    if (out_.sources[i].by != Reference::name || x_[i].content.empty()) continue;
    const std::uint32_t id = out_.sources[i].entity;
    if (id == nobody) continue;
    Entity& e = out_.entities[id];
    if (e.kind != Kind::person || keys_[id].size() != 1 || e.male || e.female || e.legislator || !e.parts.empty() ||
        !e.descriptions.empty())
      continue;
    TokenIndex t = x_[i].content.front().first;
    if (w_.plain(t) == "that") ++t;
    if (t < x_[i].cue.last || w_.plain(t) != "it" || d_.tokens[t].quote_depth > 0) continue;
    const string_view auxiliary_word = w_.plain(t + 1), verb = w_.plain(t + 2);
    const bool acts =
        auxiliary_word == "plans" || auxiliary_word == "planned" ||
        ((auxiliary_word == "is" || auxiliary_word == "was") && verb.ends_with("ing") && !among(weather, verb)) ||
        ((auxiliary_word == "will" || auxiliary_word == "would") && verb != "be" && verb != "take" && w_.word(t + 2)) ||
        ((auxiliary_word == "has" || auxiliary_word == "had") && verb.ends_with("ed"));
    if (acts) {
      e.kind = Kind::organisation;
      e.rule = "organisation.name";
    }
  }
}

void Identifier::finish() {
  for (Entity& e : out_.entities) {
    if (!e.parts.empty()) continue;
    // The one of most words; of equals one that no headline cuts short, then the longest: Kenneth before Ken.
    std::size_t best = 0;
    std::tuple<std::size_t, bool, std::size_t> most{};
    for (const Range& r : e.names) {
      std::size_t size = 0, letters = 0;
      for (TokenIndex t = r.first; t < r.last; ++t) {
        size += w_.word(t) && (!e.named || w_.plain(t) != "the");
        letters += w_.plain(t).size();
      }
      if (size > 40) continue;
      const bool person = e.kind == Kind::person && e.named;
      const std::tuple worth{size, !w_.title_case(d_.tokens[r.first].block), person ? letters : 0};
      if (worth <= most) continue;
      most = worth;
      best = static_cast<std::size_t>(&r - e.names.data());
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
void Identifier::name_owner(Entity& e) const {
  const TokenIndex first = e.names.front().first;
  const string_view its = w_.plain(first);
  if (!w_.is(first, possessive) || w_.is(first, first_person | second_person) || e.name.size() <= its.size() + 1)
    return;
  const bool whole = (static_cast<unsigned char>(e.name[its.size()]) & 0xC0) != 0x80;  // no character is cut in two
  if (!whole || text::lower(e.name.substr(0, its.size())) != its) return;
  const Entity* owner = e.owner < out_.entities.size() ? &out_.entities[e.owner] : nullptr;
  const bool known = owner && owner != &e && !owner->name.empty() && !owner->names.empty() &&
                     (owner->named || ((owner->kind == Kind::organisation || owner->kind == Kind::media) &&
                                       w_.is(owner->names.front().first, definite_word)));
  if (known)
    e.name = owner->name + "'s" + e.name.substr(its.size());
  else
    e.name = e.name.substr(its.size() + 1);
}

Identities identify(const Words& words, const std::vector<Extraction>& extractions) {
  return Identifier(words, extractions).run();
}

std::uint32_t Identities::named(TokenIndex t) const noexcept {
  const auto after =
      std::upper_bound(names.begin(), names.end(), t, [](TokenIndex at, const Name& n) { return at < n.name.first; });
  if (after == names.begin() || !(after - 1)->name.contains(t)) return nobody;
  return entity_of_name[static_cast<std::size_t>(after - names.begin()) - 1];
}

std::uint32_t Identities::mentioned(TokenIndex t) const noexcept {
  const auto it = std::partition_point(mentions.begin(), mentions.end(), [t](const Mention& m) { return m.at < t; });
  return it != mentions.end() && it->at == t ? it->entity : nobody;
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
