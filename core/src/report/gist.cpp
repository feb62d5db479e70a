#include "report/gist.hpp"

#include <algorithm>
#include <array>

#include "text/unicode.hpp"

namespace hearsay::report {
namespace {

using namespace identities;
using attributions::Extraction;
using std::string_view;
using text::among;

constexpr std::uint32_t words_compared = 90;
constexpr std::uint32_t sentences_before = 8;

// What a denial calls the claim that it denies.
bool names_a_claim(string_view w) {
  static constexpr auto nouns = std::to_array<string_view>(
      {"report",       "reports",          "allegation",  "allegations", "claim",    "claims",     "accusation",
       "accusations",  "charge",           "charges",     "story",       "stories",  "rumor",      "rumors",
       "rumour",       "rumours",          "assertion",   "assertions",  "account",  "suggestion", "suggestions",
       "statement",    "statements",       "criticism",   "article",     "articles", "notion",     "narrative",
       "attack",       "attacks",          "criticisms",  "contention",  "version",  "portrayal",  "insinuation",
       "insinuations", "characterization", "speculation", "remark",      "remarks",  "complaint",  "complaints",
       "prediction",   "predictions",      "warning",     "warnings",    "argument", "arguments",  "assessment",
       "theory",       "conclusion",       "conclusions"});
  return among(nouns, w);
}

// Two forms of a word have one stem more often than not: offer, offered; lease, leasing; support, supportive.
std::uint32_t stem(string_view w) {
  if (w.size() > 4 && w.back() == 's' && w[w.size() - 2] != 's') w.remove_suffix(1);
  if (w.size() > 5 && w.ends_with("ing"))
    w.remove_suffix(3);
  else if (w.size() > 4 && w.ends_with("ed"))
    w.remove_suffix(2);
  else if (w.size() > 4 && w.ends_with("e"))
    w.remove_suffix(1);
  return key_of(w.substr(0, std::min<std::size_t>(w.size(), 6)));
}

// Words of denying and saying, which say nothing of what is denied.
bool said(string_view w) {
  static constexpr auto verbs = std::to_array<string_view>(
      {"said",   "says",     "say",        "denied",   "denies",     "deny",      "told",    "added", "untrue",
       "false",  "lie",      "lies",       "fake",     "completely", "entirely",  "true",    "wrong", "there",
       "absurd", "nonsense", "ridiculous", "baseless", "called",     "dismissed", "rejected"});
  return among(verbs, w);
}

// … and those of a cue: "pushed back on", "poured cold water on".
bool turns_away(string_view w) {
  static constexpr auto words = std::to_array<string_view>({"hit", "back", "pushed", "brushed", "aside", "laughed",
                                                            "shrugged", "poured", "cold", "water", "short", "shrift"});
  return among(words, w);
}

void tidy(std::vector<std::uint32_t>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

void tidy(Gist& g) {
  tidy(g.stems);
  tidy(g.entities);
  g.points = g.stems.size() <= 2;
}

}  // namespace

bool names_a_report(string_view w) {
  static constexpr auto nouns =
      std::to_array<string_view>({"report", "reports", "story", "stories", "article", "articles"});
  return among(nouns, w);
}

Gists::Gists(const Words& words, const std::vector<Extraction>& extractions, const Identities& identities)
    : w_(words), d_(words.document()), x_(extractions), ids_(identities), frequency_(1u << 15) {
  for (const text::Sentence& s : d_.sentences)
    for (TokenIndex t = s.tokens.first; t < s.tokens.last; ++t)
      if (w_.word(t) && w_.plain(t).size() >= 3) ++frequency_[stem(w_.plain(t)) % frequency_.size()];
}

const Gist& Gists::of(std::uint32_t i) {
  const auto [it, fresh] = gists_.try_emplace(i);
  if (!fresh) return it->second;
  for (const Range& r : x_[i].content) add(it->second, r);
  const Range only = x_[i].content.size() == 1 ? x_[i].content.front() : Range{};
  if (!only.empty() && (w_.plain(only.first) == "that" || w_.plain(only.first) == "this") &&
      (only.size() == 1 || (only.size() == 2 && !w_.word(only.last - 1))))
    it->second.last_said = true;  // "disputed that"
  if (x_[i].cue.size() > 1) add(it->second, x_[i].cue, true);
  tidy(it->second);
  return it->second;
}

const Gist& Gists::with_sentence(std::uint32_t i) {
  const auto [it, fresh] = with_sentence_.try_emplace(i);
  Gist& g = it->second;
  if (!fresh) return g;
  g = of(i);
  const Gist rest = sentence(d_.tokens[x_[i].cue.first].sentence);
  g.stems.insert(g.stems.end(), rest.stems.begin(), rest.stems.end());
  g.entities.insert(g.entities.end(), rest.entities.begin(), rest.entities.end());
  tidy(g.stems);
  tidy(g.entities);
  return g;
}

Gist Gists::paragraph(std::uint32_t i) const {
  const std::uint32_t here = d_.tokens[x_[i].cue.first].sentence;
  std::uint32_t first = here;
  while (first > 0 && here - first < sentences_before && d_.sentences[first - 1].block == d_.sentences[here].block)
    --first;
  Gist g;
  add(g, {d_.sentences[first].tokens.first, d_.sentences[here].tokens.last});
  tidy(g);
  return g;
}

Gist Gists::sentence(std::uint32_t s) const {
  Gist g;
  add(g, d_.sentences[s].tokens);
  tidy(g);
  return g;
}

int Gists::shared(const Gist& p, const Gist& q) const {
  int sum = 0;
  for (std::size_t i = 0, j = 0; i < p.stems.size() && j < q.stems.size();) {
    if (p.stems[i] < q.stems[j])
      ++i;
    else if (p.stems[i] > q.stems[j])
      ++j;
    else {
      sum += weight(p.stems[i]);
      ++i;
      ++j;
    }
  }
  return sum;
}

int Gists::weight(const Gist& g) const {
  int sum = 0;
  for (const std::uint32_t key : g.stems) sum += weight(key);
  return sum;
}

int Gists::weight(std::uint32_t key) const {
  const std::uint32_t n = frequency_[key % frequency_.size()];
  return n <= 3 ? 5 : n <= 6 ? 4 : n <= 12 ? 3 : 2;
}

// Whose claim: "Doe's claim", "the claims by Doe".
std::uint32_t Gists::claimant(TokenIndex t, TokenIndex first) const {
  // "The mayor's account": of whoever spoke last of those whom the article calls so.
  if (t > first + 1 && w_.is(t - 1, possessive) && !w_.is(t - 2, capital) &&
      w_.is(t - 2, person_noun | private_body | public_body | media))
    if (const std::uint32_t e = called(w_.key(t - 2), t); e != nobody) return e;
  bool owned = false;
  for (TokenIndex k = t; k > first && t - k < 6;) {
    --k;
    if (w_.is(k, possessive)) owned = true;
    const std::uint32_t e = ids_.mentioned(k);
    if (owned && e != nobody) return e;
    if (!owned && t - k > 2) break;
  }
  for (TokenIndex k = t + 1; k < w_.size() && k < t + 5; ++k) {
    if (k == t + 1 && w_.plain(k) != "by" && w_.plain(k) != "of" && w_.plain(k) != "from") break;
    if (const std::uint32_t e = ids_.mentioned(k); e != nobody) return e;
  }
  return nobody;
}

namespace {
std::ptrdiff_t described(const Entity& e) {
  constexpr std::size_t most = 6;
  return static_cast<std::ptrdiff_t>(std::min(e.descriptions.size(), most));
}
}  // namespace

std::uint32_t Gists::called(std::uint32_t noun, TokenIndex before) const {
  constexpr std::uint32_t far = 40;
  auto end = std::partition_point(x_.begin(), x_.end(), [&](const Extraction& x) { return x.cue.first < before; });
  const auto has = [&](Range r) {
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (w_.key(t) == noun) return true;
    return false;
  };
  for (std::uint32_t n = 0; end != x_.begin() && n < far; ++n) {
    --end;
    const std::uint32_t e = ids_.sources[static_cast<std::size_t>(end - x_.begin())].entity;
    if (e == nobody) continue;
    const Entity& entity = ids_.entities[e];
    if (std::any_of(end->source.begin(), end->source.end(), has) ||
        std::any_of(entity.descriptions.begin(), entity.descriptions.begin() + described(entity), has))
      return e;
  }
  return nobody;
}

void Gists::add(Gist& g, Range r, bool cue) const {
  const TokenIndex last = std::min(r.last, r.first + words_compared);
  for (TokenIndex t = r.first; t < last; ++t) {
    if (!w_.word(t)) continue;
    const string_view p = w_.plain(t);
    if (p == "not" || p == "n't" || p == "never" || p == "no" || p == "lacks" || p == "without" || p == "nothing" ||
        p == "nobody")
      g.negative = true;
    if (names_a_claim(p)) {
      g.refers = true;
      g.report = g.report || names_a_report(p);
      g.last_said = g.last_said ||
                    (t > 0 && (w_.plain(t - 1) == "that" || w_.plain(t - 1) == "this" || w_.plain(t - 1) == "their"));
      g.spelt_out = g.spelt_out || (t + 1 < last && w_.plain(t + 1) == "that");
      if (const std::uint32_t e = claimant(t, r.first); e != nobody) g.claimant = e;
      continue;
    }
    if (p.size() < 3 || w_.is(t, definite_word | indefinite_word | vague_word | preposition | conjunction | relative |
                                     auxiliary | adverb | possessive | masculine | feminine | plural_pronoun | neuter |
                                     first_person | second_person | calendar | honorific))
      continue;
    if (said(p) || (cue && turns_away(p))) continue;
    g.stems.push_back(stem(p));
  }
  auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.first,
                             [](const Mention& m, TokenIndex at) { return m.at < at; });
  for (; it != ids_.mentions.end() && it->at < last; ++it) g.entities.push_back(it->entity);
}

}  // namespace hearsay::report
