// A headline or a lead says "a former chairman says" of somebody whom the story names below.
#include <algorithm>

#include "identities/identifier.hpp"

namespace hearsay::identities {

std::uint32_t Identifier::later_named(std::uint32_t i, const NounPhrase& np) const {
  const TokenIndex h = np.head;
  const std::uint32_t role_word = role_key(w_.plain(h));
  const bool heading = in_heading(np);
  const std::vector<std::uint32_t> people = named_below(h, heading ? 10 : 4);
  if (!w_.is(h, withheld & ~role))
    for (const std::uint32_t e : people)
      if (d_.tokens[out_.entities[e].first].block <= d_.tokens[h].block + 4 && called(e, role_word)) return e;
  // "Kestovia's farm minister denied it. / Jane Doe, 58, told the court …": who comes next by a name and nothing else.
  if (!heading && (np.definite || !np.possessor.empty()) && w_.is(h, office | post | role) && !w_.is(h, kin) &&
      !generic(w_.plain(h)) && !people.empty()) {
    const std::uint32_t e = people.front();
    const Entity& next = out_.entities[e];
    if (next.descriptions.empty() && !next.legislator && times_source(e) > 0 && sex_fits(h, e) &&
        d_.tokens[next.first].block <= d_.tokens[h].block + 2 && !described_before(e, h))
      return e;
  }
  // Else whoever says most of those who say it again.
  std::uint32_t main = nobody, most = 0, next = 0;
  int main_again = 0, main_beside = 0;
  for (const std::uint32_t e : people) {
    const int again = says_again(i, e), beside = words_beside(np, e);
    const std::uint32_t times = times_source(e);
    if ((again == 0 && beside < 2) || times == 0 || (!heading && beside == 0 && other_part(h, e))) continue;
    if (times > most) {
      next = most;
      most = times;
      main = e;
      main_again = again;
      main_beside = beside;
    } else {
      next = std::max(next, times);
    }
  }
  const bool likely = heading ? most > 1 && (next == 0 || (main_again > 1 && most > 3 * next))
                              : most > 2 && main_again > 1 && most > 3 * next;
  if (main != nobody && (likely || main_beside > 1) && sex_fits(h, main) && !described_before(main, h)) return main;
  // Else the first who speaks, where the headline may mean nobody else or its words stand beside the name.
  const auto first = std::find_if(people.begin(), people.end(), [&](std::uint32_t e) { return times_source(e) > 0; });
  if (first == people.end() || np.definite || !sex_fits(h, *first)) return nobody;
  const bool plain_heading = w_.title_case(d_.tokens[h].block) && !generic(w_.plain(h));
  return plain_heading || words_beside(np, *first) > 0 ? *first : nobody;
}

bool Identifier::in_lead(TokenIndex h) const { return d_.tokens[h].block <= 2 && d_.tokens[h].sentence < 10; }

bool Identifier::called(std::uint32_t e, std::uint32_t role_word) const {
  const std::vector<Range>& descriptions = out_.entities[e].descriptions;
  return bears(e, role_word) || std::any_of(descriptions.begin(), descriptions.end(), [&](Range r) {
           for (TokenIndex t = r.first; t < r.last; ++t)
             if (w_.is(t, person_noun) && role_key(w_.plain(t)) == role_word) return true;
           return false;
         });
}

// A headline, or the line below it, without an article: "Former mayor says …".
bool Identifier::in_heading(const NounPhrase& np) const {
  const std::uint32_t block = d_.tokens[np.head].block;
  if (d_.blocks[block].kind == text::BlockKind::headline || w_.title_case(block)) return true;
  constexpr std::uint32_t most_words = 18;
  const Range sentence = d_.sentences[d_.tokens[np.head].sentence].tokens;
  return block <= 1 && !np.definite && !np.indefinite && sentence.size() <= most_words;
}

// A mayor or a spokesman is not "a passenger".
bool Identifier::other_part(TokenIndex h, std::uint32_t e) const {
  const std::vector<Range>& descriptions = out_.entities[e].descriptions;
  if (w_.is(h, office)) {  // "a federal judge" is no candidate, nor anybody else's lawyer
    bool other = false;
    for (const Range r : descriptions)
      for (TokenIndex t = r.first; t < r.last; ++t) {
        if (!w_.is(t, office | post | role | candidate)) continue;
        if (role_key(w_.plain(t)) == role_key(w_.plain(h))) return false;
        other = true;
      }
    return other;
  }
  if (w_.is(h, post | role)) return false;
  return std::any_of(descriptions.begin(), descriptions.end(), [&](Range r) {
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (w_.is(t, office | post | role) && !w_.is(r.first, former)) return true;
    return false;
  });
}

// Who gets a full name after the sentence of `h`, in the next `blocks` paragraphs, in that order.
std::vector<std::uint32_t> Identifier::named_below(TokenIndex h, std::uint32_t blocks) const {
  constexpr std::size_t most_people = 24;
  std::vector<std::uint32_t> people;
  const TokenIndex end = d_.sentences[d_.tokens[h].sentence].tokens.last;
  auto n =
      std::partition_point(out_.names.begin(), out_.names.end(), [&](const Name& x) { return x.name.first < end; });
  for (; n != out_.names.end() && d_.tokens[n->name.first].block <= d_.tokens[h].block + blocks; ++n) {
    const std::uint32_t e = out_.entity_of_name[static_cast<std::size_t>(n - out_.names.begin())];
    if (e != nobody && out_.entities[e].kind == Kind::person && n->name.size() > 1 &&
        out_.entities[e].first == n->name.first && people.size() < most_people)
      people.push_back(e);
  }
  return people;
}

// "A hacker …" and further down "the hacker said", before the article names `e`: not the one.
bool Identifier::described_before(std::uint32_t e, TokenIndex h) const {
  const std::uint32_t head = role_key(w_.plain(h));
  return std::any_of(x_.begin(), x_.end(), [&](const Extraction& x) {
    if (x.source.empty() || d_.tokens[x.source.front().first].block <= d_.tokens[h].block + 1) return false;
    const Range r = x.source.front();
    if (r.first > out_.entities[e].first) return false;
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (name_at_[t] != nobody || whole_at_[t] != nobody) return false;
    for (TokenIndex t = r.first; t < std::min(r.last, r.first + 6); ++t)
      if (w_.word(t) && role_key(w_.plain(t)) == head) return true;
    return false;
  });
}

// Nothing in the sentence from `h` on says "he" of a woman or "she" of a man.
bool Identifier::sex_fits(TokenIndex h, std::uint32_t e) const {
  const Entity& person = out_.entities[e];
  if ((w_.is(h, female_word) && person.male) || (w_.is(h, male_word) && person.female)) return false;
  const TokenIndex end = d_.sentences[d_.tokens[h].sentence].tokens.last;
  for (TokenIndex t = h; t < std::min(end, h + 12); ++t)
    if (w_.is(t, masculine | feminine)) return !(w_.is(t, masculine) ? person.female : person.male);
  return true;
}

// An attribution whose source names `e`.
bool Identifier::by_name(std::uint32_t k, std::uint32_t e) const {
  if (x_[k].source.empty()) return false;
  const Range r = x_[k].source.front();
  for (TokenIndex t = r.first; t < r.last; ++t)
    if (name_at_[t] != nobody && out_.entity_of_name[name_at_[t]] == e) return true;
  return false;
}

std::uint32_t Identifier::times_source(std::uint32_t e) const {
  std::uint32_t times = 0;
  for (std::uint32_t k = 0; k < x_.size(); ++k) times += by_name(k, e);
  return times;
}

// How many words of what `i` says come back in what `e` says by name.
int Identifier::says_again(std::uint32_t i, std::uint32_t e) const {
  const auto each_word = [&](std::uint32_t k, auto&& use) {
    for (const Range& r : x_[k].content)
      for (TokenIndex t = r.first; t < std::min(r.last, r.first + 60); ++t)
        if (w_.word(t) && w_.plain(t).size() > 3 &&
            !w_.is(t, definite_word | preposition | conjunction | relative | auxiliary | adverb | honorific))
          use(w_.key(t));
  };
  std::vector<std::uint32_t> mine, theirs;
  each_word(i, [&](std::uint32_t key) { mine.push_back(key); });
  std::sort(mine.begin(), mine.end());
  mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
  for (std::uint32_t k = 0; k < x_.size(); ++k)
    if (k != i && by_name(k, e)) each_word(k, [&](std::uint32_t key) { theirs.push_back(key); });
  std::sort(theirs.begin(), theirs.end());
  return static_cast<int>(std::count_if(mine.begin(), mine.end(), [&](std::uint32_t key) {
    return std::binary_search(theirs.begin(), theirs.end(), key);
  }));
}

// How many words of the description stand again beside the name: "a former Harbour Board chairman" … "who led the
// board".
int Identifier::words_beside(const NounPhrase& np, std::uint32_t e) const {
  const TokenIndex at = out_.entities[e].first;
  const TokenIndex end = std::min<TokenIndex>(d_.sentences[d_.tokens[at].sentence].tokens.last, at + 30);
  int beside = 0;
  std::string initials;
  const auto count = [&](std::uint32_t key) {
    for (TokenIndex u = at; u < end; ++u) beside += w_.key(u) == key;
  };
  for (TokenIndex t = np.core.first; t < np.head; ++t) {
    if (!w_.word(t) || w_.is(t, definite_word | indefinite_word | former)) continue;
    if (w_.is(t, capital)) initials += w_.plain(t).front();
    count(w_.key(t));
  }
  if (initials.size() >= 2) count(key_of(initials));
  return beside;
}

}  // namespace hearsay::identities
