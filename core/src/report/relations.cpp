#include "report/relations.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "text/unicode.hpp"

namespace hearsay::report {
namespace {

using namespace identities;
using attributions::Extraction;
using std::string_view;

constexpr std::uint32_t claims_before = 40, claims_after = 10;  // attributions that a denial is compared with
constexpr std::uint32_t sentences_before = 8;
constexpr std::uint32_t words_compared = 90;

using text::among;

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

// … where it is something published.
bool reports(string_view w) {
  static constexpr auto nouns =
      std::to_array<string_view>({"report", "reports", "story", "stories", "article", "articles"});
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

class Relater {
 public:
  Relater(const Words& words, const std::vector<Extraction>& extractions, const Identities& ids,
          const std::vector<labels::KindLabel>& kinds, std::span<const labels::Wording> wordings)
      : w_(words), d_(words.document()), x_(extractions), ids_(ids), kinds_(kinds), wordings_(wordings) {
    for (const labels::Wording& wording : wordings) stances_.push_back(wording.stance);
  }

  Relations run() {
    const std::size_t n = x_.size();
    out_.within = enclosing(x_);
    out_.via.assign(n, unrelated);
    out_.denies.assign(n, unrelated);
    outlets();
    for (const std::uint32_t outlet_report : out_.via)
      if (outlet_report != unrelated && wordings_[outlet_report].by_content) stances_[outlet_report] = Stance::states;
    denials();
    out_.stances = stances_;
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::uint32_t who(std::uint32_t i) const { return ids_.sources[i].entity; }
  [[nodiscard]] std::uint32_t sentence(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].sentence; }
  [[nodiscard]] std::uint32_t block(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].block; }

  // ── Through whom ──────────────────────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] bool reporter(std::uint32_t i) const {
    return kinds_[i].kind == Kind::media &&
           (stances_[i] == Stance::states || stances_[i] == Stance::confirms || wordings_[i].by_content);
  }
  [[nodiscard]] bool reportable(std::uint32_t i) const {
    const Kind k = kinds_[i].kind;
    return k == Kind::person || k == Kind::anonymous || k == Kind::organisation || k == Kind::group ||
           k == Kind::document;
  }

  void outlets() {
    // Inside what an outlet reports.
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      if (!reportable(i)) continue;
      std::uint32_t outer = out_.within[i];
      for (int depth = 0; outer != unrelated && depth < 4; ++depth) {
        if (reporter(outer) && who(outer) != who(i)) {
          out_.via[i] = outer;
          break;
        }
        outer = out_.within[outer];
      }
    }
    // "…, an aide said, the Courier reported."
    std::size_t first = 0;
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      while (sentence(static_cast<std::uint32_t>(first)) < sentence(i)) ++first;
      if (!reporter(i) || x_[i].source.empty()) continue;
      const bool closes = closes_sentence(i);
      for (std::uint32_t k = i, looked = 0; k-- > first && looked < 6; ++looked) {
        if (sentence(k) != sentence(i)) break;
        if (reporter(k)) break;
        if (closes && reportable(k) && out_.via[k] == unrelated && before(k, i)) out_.via[k] = i;
      }
      // "The Courier reported, citing two officials"
      for (std::uint32_t k = i > 2 ? i - 2 : 0; k < x_.size() && k <= i + 4; ++k)
        if (k != i && sentence(k) == sentence(i) && reportable(k) && out_.via[k] == unrelated && cited(i, k))
          out_.via[k] = i;
    }
    told();
  }

  // The cue and source of `i` come after what it reports, with nothing said after them.
  [[nodiscard]] bool closes_sentence(std::uint32_t i) const {
    const TokenIndex start = std::min(x_[i].cue.first, x_[i].source.front().first);
    const bool content_before = x_[i].content.empty() || x_[i].content.front().first < start;
    const bool content_after = !x_[i].content.empty() &&
                               x_[i].content.back().last > std::max(x_[i].cue.last, x_[i].source.front().last) + 1 &&
                               x_[i].content.back().first >= x_[i].cue.last;
    return content_before && !content_after;
  }
  [[nodiscard]] bool before(std::uint32_t k, std::uint32_t i) const {
    const TokenIndex start =
        x_[i].source.empty() ? x_[i].cue.first : std::min(x_[i].cue.first, x_[i].source.front().first);
    return x_[k].cue.last <= start && (x_[k].source.empty() || x_[k].source.front().first < start);
  }

  [[nodiscard]] bool cited(std::uint32_t i, std::uint32_t k) const {
    if (x_[k].source.empty()) return false;
    const TokenIndex first = x_[k].source.front().first;
    if (first <= std::min(x_[i].cue.first, x_[i].source.front().first)) return false;
    for (TokenIndex t = first > 3 ? first - 3 : 0; t < first; ++t)
      if (w_.plain(t) == "citing" || w_.plain(t) == "quoting" || w_.plain(t) == "cited" || w_.plain(t) == "quoted")
        return true;
    return false;
  }

  // "told the Courier", "in an interview with the Courier": through that outlet's attribution, where it has one near.
  void told() {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_outlet;
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      if (reporter(i) && who(i) != nobody) by_outlet[who(i)].push_back(i);
    if (by_outlet.empty()) return;
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      if (out_.via[i] != unrelated || !reportable(i)) continue;
      const Range s = d_.sentences[sentence(i)].tokens;
      const TokenIndex last = std::min(s.last, x_[i].cue.last + 14);
      bool toward = false;
      for (TokenIndex t = x_[i].cue.first; t < last; ++t) {
        const string_view p = w_.plain(t);
        if (p == "told" || p == "interview" || p == "tells" || p == "telling") toward = true;
        if (p == "that" || d_.tokens[t].kind == text::TokenKind::open_quote) break;
        if (!toward) continue;
        const std::uint32_t e = entity_at(t);
        if (e == nobody) continue;
        const auto it = by_outlet.find(e);
        if (it == by_outlet.end()) {
          if (t >= x_[i].cue.last) break;
          continue;
        }
        const auto after =
            std::lower_bound(it->second.begin(), it->second.end(), i);  // the nearest of its attributions
        std::uint32_t best = after == it->second.begin() ? unrelated : *(after - 1);
        if (after != it->second.end() && *after != i && (best == unrelated || distance(*after, i) < distance(best, i)))
          best = *after;
        if (best != unrelated && distance(best, i) <= 2) out_.via[i] = best;
        break;
      }
    }
  }
  [[nodiscard]] std::uint32_t distance(std::uint32_t p, std::uint32_t q) const {
    return block(p) > block(q) ? block(p) - block(q) : block(q) - block(p);
  }
  [[nodiscard]] std::uint32_t entity_at(TokenIndex t) const {
    const auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), t,
                                     [](const Mention& m, TokenIndex at) { return m.at < at; });
    return it != ids_.mentions.end() && it->at == t ? it->entity : nobody;
  }

  // ── Claim and denial ──────────────────────────────────────────────────────────────────────────────────────────────

  struct Gist {
    std::vector<std::uint32_t> stems;     // sorted, each once
    std::vector<std::uint32_t> entities;  // sorted, each once
    bool refers = false;                  // "the report", "the allegation"
    bool points = false;                  // nothing but "it", "this": no words of its own
    bool report = false;                  // "the report", "the story": what was published
    bool last_said = false;               // "that account"
    std::uint32_t claimant = nobody;      // "Doe's claim"
    bool negative = false;                // says that something is not so
  };

  // Whose claim: "Doe's claim", "the claims by Doe".
  [[nodiscard]] std::uint32_t claimant(TokenIndex t, TokenIndex first) const {
    bool owned = false;
    for (TokenIndex k = t; k > first && t - k < 6;) {
      --k;
      if (w_.is(k, possessive)) owned = true;
      const std::uint32_t e = entity_at(k);
      if (owned && e != nobody) return e;
      if (!owned && t - k > 2) break;
    }
    for (TokenIndex k = t + 1; k < w_.size() && k < t + 5; ++k) {
      if (k == t + 1 && w_.plain(k) != "by" && w_.plain(k) != "of" && w_.plain(k) != "from") break;
      if (const std::uint32_t e = entity_at(k); e != nobody) return e;
    }
    return nobody;
  }

  void add(Gist& g, Range r) const {
    const TokenIndex last = std::min(r.last, r.first + words_compared);
    for (TokenIndex t = r.first; t < last; ++t) {
      if (!w_.word(t)) continue;
      const string_view p = w_.plain(t);
      if (p == "not" || p == "n't" || p == "never" || p == "no" || p == "lacks" || p == "without" || p == "nothing" ||
          p == "nobody")
        g.negative = true;
      if (names_a_claim(p)) {
        g.refers = true;
        g.report = g.report || reports(p);
        g.last_said = g.last_said ||
                      (t > 0 && (w_.plain(t - 1) == "that" || w_.plain(t - 1) == "this" || w_.plain(t - 1) == "their"));
        if (const std::uint32_t e = claimant(t, r.first); e != nobody) g.claimant = e;
        continue;
      }
      if (p.size() < 3 || w_.is(t, definite_word | indefinite_word | vague_word | preposition | conjunction | relative |
                                       auxiliary | adverb | possessive | masculine | feminine | plural_pronoun |
                                       neuter | first_person | second_person | calendar | honorific))
        continue;
      if (said(p)) continue;
      g.stems.push_back(stem(p));
    }
    auto it = std::lower_bound(ids_.mentions.begin(), ids_.mentions.end(), r.first,
                               [](const Mention& m, TokenIndex at) { return m.at < at; });
    for (; it != ids_.mentions.end() && it->at < last; ++it) g.entities.push_back(it->entity);
  }
  // "A budget office report estimated": itself what a denial calls the report.
  [[nodiscard]] bool is_report(std::uint32_t k) const {
    if (x_[k].source.empty()) return false;
    const Range r = x_[k].source.front();
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (reports(w_.plain(t))) return true;
    return false;
  }
  static bool said(string_view w) {
    static constexpr auto verbs = std::to_array<string_view>(
        {"said",   "says",     "say",        "denied",   "denies",     "deny",      "told",    "added", "untrue",
         "false",  "lie",      "lies",       "fake",     "completely", "entirely",  "true",    "wrong", "there",
         "absurd", "nonsense", "ridiculous", "baseless", "called",     "dismissed", "rejected"});
    return among(verbs, w);
  }
  static void tidy(std::vector<std::uint32_t>& v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
  }
  void tidy(Gist& g) const {
    tidy(g.stems);
    tidy(g.entities);
    g.points = g.stems.size() <= 2;
  }
  [[nodiscard]] Gist gist(std::uint32_t i) const {
    Gist g;
    for (const Range& r : x_[i].content) add(g, r);
    if (x_[i].cue.size() > 1) add(g, x_[i].cue);
    tidy(g);
    return g;
  }
  [[nodiscard]] const Gist& gist_of(std::uint32_t i) {
    const auto [it, fresh] = gists_.try_emplace(i);
    if (fresh) it->second = gist(i);
    return it->second;
  }

  // A claim as a denial further down may speak of it: with the rest of its sentence ("…, who backed the merger, was
  // “another man,” she said").
  [[nodiscard]] const Gist& claim_of(std::uint32_t k) {
    const auto [it, fresh] = claims_.try_emplace(k);
    Gist& g = it->second;
    if (!fresh) return g;
    g = gist_of(k);
    Gist rest;
    add(rest, d_.sentences[sentence(k)].tokens);
    g.stems.insert(g.stems.end(), rest.stems.begin(), rest.stems.end());
    g.entities.insert(g.entities.end(), rest.entities.begin(), rest.entities.end());
    tidy(g.stems);
    tidy(g.entities);
    return g;
  }
  // Something that nobody claims: a question.
  [[nodiscard]] bool asks(std::uint32_t k) const {
    return !x_[k].content.empty() && std::any_of(x_[k].content.begin(), x_[k].content.end(), [&](Range r) {
      return w_.plain(r.last - 1) == "?" || (r.size() > 1 && w_.plain(r.last - 2) == "?");
    });
  }

  // The outlet that reports a claim in the same words, where there is one.
  [[nodiscard]] std::uint32_t told_by(std::uint32_t k) const {
    const std::uint32_t outlet = out_.via[k];
    if (outlet == unrelated || sentence(outlet) != sentence(k)) return k;
    for (const Range& p : x_[outlet].content)
      for (const Range& q : x_[k].content)
        if (p.overlaps(q)) return outlet;
    return k;
  }

  // The claim speaks of somebody, or of whom they speak for.
  [[nodiscard]] bool concerns(const Gist& claim, std::uint32_t me) const {
    if (me == nobody) return false;
    const std::uint32_t owner = ids_.entities[me].owner;
    return std::binary_search(claim.entities.begin(), claim.entities.end(), me) ||
           (owner != nobody && std::binary_search(claim.entities.begin(), claim.entities.end(), owner));
  }

  // A body, its chief and their spokespeople.
  [[nodiscard]] bool one_side(std::uint32_t a, std::uint32_t b) const {
    if (a == nobody || b == nobody) return false;
    const std::uint32_t p = ids_.entities[a].owner, q = ids_.entities[b].owner;
    return p == b || q == a || (p != nobody && p == q);
  }
  // How much two gists share; rare words count more.
  [[nodiscard]] int shared(const Gist& p, const Gist& q) const {
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
  [[nodiscard]] static int shared_entities(const Gist& p, const Gist& q) {
    int n = 0;
    for (const std::uint32_t e : p.entities) n += std::binary_search(q.entities.begin(), q.entities.end(), e);
    return n;
  }
  [[nodiscard]] int weight(std::uint32_t key) const {
    const std::uint32_t n = frequency_[key % frequency_.size()];
    return n <= 3 ? 5 : n <= 6 ? 4 : n <= 12 ? 3 : 2;
  }

  void count_words() {
    frequency_.assign(1u << 15, 0);  // by hash: where two words meet, both count as more common than they are
    for (const text::Sentence& s : d_.sentences) {
      for (TokenIndex t = s.tokens.first; t < s.tokens.last; ++t)
        if (w_.word(t) && w_.plain(t).size() >= 3) ++frequency_[stem(w_.plain(t)) % frequency_.size()];
    }
  }

  void denials() {
    std::vector<std::uint32_t> deniers;
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      if (stances_[i] == Stance::denies) deniers.push_back(i);
    if (deniers.empty()) return;
    count_words();
    mark_attributed();
    std::unordered_map<std::uint32_t, std::uint32_t> latest_of;  // who -> the denial before
    std::unordered_map<std::uint32_t, std::uint32_t> contested;  // claim -> denials so far
    std::vector<std::uint32_t> plain_claim(x_.size(), unrelated);
    std::vector<bool> passes_on(x_.size());  // a denial: no claim against it
    for (const std::uint32_t i : deniers) {
      if (out_.via[i] != unrelated) passes_on[out_.via[i]] = true;
      if (out_.within[i] != unrelated) passes_on[out_.within[i]] = true;
    }
    std::unordered_set<std::uint64_t> heard;  // whose words an attribution passes on
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      for (const std::uint32_t k : {out_.via[i], out_.within[i]})
        if (k != unrelated && who(i) != nobody) heard.insert(std::uint64_t{k} << 32 | who(i));
    for (const std::uint32_t i : deniers) {
      const Gist& mine = gist_of(i);
      const std::uint32_t me = who(i);
      const bool headline =  // or the lead, which says in short what is told below
          block(i) <= 1 || w_.title_case(block(i)) || d_.blocks[block(i)].kind == text::BlockKind::headline;
      int best_score = 0;
      std::uint32_t best = unrelated;
      const std::uint32_t from = i > claims_before ? i - claims_before : 0;
      const std::uint32_t to = std::min<std::uint32_t>(static_cast<std::uint32_t>(x_.size()), i + claims_after + 1);
      const auto open_to_it = [&](std::uint32_t k) {
        if (k == i || passes_on[k] || stances_[k] == Stance::declines || stances_[k] == Stance::denies) return false;
        if (stances_[k] == Stance::believes || stances_[k] == Stance::intends) return false;  // nothing is claimed
        if (me != nobody && (who(k) == me || heard.contains(std::uint64_t{k} << 32 | me) || one_side(who(k), me)))
          return false;
        return kinds_[k].kind != Kind::unattributed || !x_[k].content.empty();
      };
      const auto answer_to = [&](std::uint32_t k) {
        if (!mine.refers) return false;
        const bool far = mine.stems.empty() && k < i && block(k) + 3 < block(i);  // an accusation, but another story's
        if (kinds_[k].kind == Kind::media || (stances_[k] == Stance::alleges && !mine.report && !far)) return true;
        return kinds_[k].kind == Kind::document && (shared(mine, gist_of(k)) > 0 || (mine.report && is_report(k)));
      };
      bool reported = false;  // what the denial calls a report or an allegation stands above
      for (std::uint32_t k = from; k < (headline ? to : i) && mine.refers && !reported; ++k)
        reported = open_to_it(k) && answer_to(k);
      for (std::uint32_t k = from; k < to; ++k) {
        if (!open_to_it(k) || (k > i && !headline && mine.refers && mine.stems.empty())) continue;
        // What the denial's own content reports is no claim against it, unless the denial is of that.
        const bool near = k < i && i - k <= 3 && block(k) + 1 >= block(i) && sentence(k) < sentence(i);
        const Gist& claim = near ? claim_of(k) : gist_of(k);
        if (claim.stems.empty()) continue;
        const int common = shared(mine, claim);
        const bool theirs = mine.claimant != nobody && who(k) == mine.claimant;
        const bool answers = answer_to(k);
        const bool accuses = stances_[k] == Stance::alleges || kinds_[k].kind == Kind::media;
        // "Doe denied the charges", right after what was told of Doe
        const bool right_after = mine.refers && mine.stems.empty() && k < i && block(k) + 1 >= block(i);
        const bool about_me = (common > 0 || accuses || right_after) && concerns(claim, me);
        if (reported && !answers && !theirs && !contested.contains(k) && !(about_me && right_after)) continue;
        const bool next_to_it = !mine.refers && mine.stems.size() <= 1 && k < i && i - k == 1 &&
                                block(k) + 1 >= block(i);    // "It's not true"
        const bool bare = theirs && mine.stems.size() <= 3;  // "denied Doe's claim", and no word of what it was
        const bool again = contested.contains(k) && (mine.refers || mine.points);
        if (common == 0 && !about_me && !bare && !again && !answers && !next_to_it) continue;
        int score = 2 * std::min(common, 15) + 5 * std::min(shared_entities(mine, claim), 3);
        if (about_me) score += 16;
        if (mine.negative != claim.negative) score += 5;
        if (answers) score += mine.points ? 16 : 10;
        if (mine.claimant != nobody) score += theirs ? 16 : -8;
        if (stances_[k] == Stance::alleges) score += 6;
        if (contested.contains(k)) score += common > 0 ? 12 : 6;
        if (stances_[k] == Stance::decides || asks(k) || kinds_[k].kind == Kind::unattributed) score -= 8;
        if (k > i && !headline) score -= 12;
        if (k > i && sentence(k) == sentence(i) && out_.within[k] != i) score -= 4;
        score -= static_cast<int>(k < i      ? std::min<std::uint32_t>(i - k, 16)
                                  : headline ? std::min<std::uint32_t>(k - i, 16)
                                             : k - i);
        if (next_to_it) score += 10;
        if (score > best_score) {
          best_score = score;
          best = k;
        }
      }
      const bool the_claim = best_score < floor_score && mine.refers && !mine.report;  // "The claim was false"
      const bool nowhere_else = best_score < floor_score && mine.refers && !mine.report && mine.claimant == nobody;
      if ((((mine.last_said || the_claim) && mine.stems.empty()) || nowhere_else) && i > 0 && !headline) {
        std::uint32_t k = i - 1;  // what was said right before it
        if (open_to_it(k) && block(k) + 1 >= block(i) && kinds_[k].kind != Kind::unattributed) {
          while (k > 0 && who(k) != nobody && who(k - 1) == who(k) && block(k - 1) == block(k) && open_to_it(k - 1))
            --k;
          best = k;
          best_score = std::max(best_score, 2 * floor_score);
        }
      }
      if (best != unrelated) best = told_by(best);
      // Who denies again denies the same, unless other words point elsewhere.
      if (me != nobody) {
        if (const auto it = latest_of.find(me); it != latest_of.end()) {
          const std::uint32_t before_i = it->second;
          const std::uint32_t claim = out_.denies[before_i];
          if (claim != unrelated) {
            const int repeated = 2 * std::min(shared(mine, gist_of(claim)), 15) + 14;
            if (claim == best || repeated >= best_score || mine.points) {
              best = claim;
              best_score = std::max({repeated, best_score, floor_score});
            }
          } else if (claim == unrelated && plain_claim[before_i] != unrelated &&
                     (mine.points || best_score < floor_score + 8)) {
            plain_claim[i] = plain_claim[before_i];
            latest_of[me] = i;
            continue;
          }
        }
      }
      // "Doe rejected it. “That is absurd,” her lawyer said."
      if (best_score < floor_score && mine.points && i > 0 && stances_[i - 1] == Stance::denies &&
          block(i - 1) == block(i) && out_.denies[i - 1] != unrelated) {
        best = out_.denies[i - 1];
        best_score = floor_score;
      }
      const auto [sentence_score, plain] = plain_sentence(i, mine);
      if (best != unrelated && best_score >= floor_score && best_score + 6 >= sentence_score) {
        out_.denies[i] = best;
        ++contested[best];
      } else if (plain != unrelated && sentence_score >= floor_score + 6) {
        plain_claim[i] = plain;
      }
      if (me != nobody && (out_.denies[i] != unrelated || plain_claim[i] != unrelated)) latest_of[me] = i;
    }
    gather(deniers, plain_claim);
  }

  static constexpr int floor_score = 10;

  // The article's own sentence, before the denial, that shares most with it.
  [[nodiscard]] std::pair<int, std::uint32_t> plain_sentence(std::uint32_t i, const Gist& mine) {
    const std::uint32_t here = sentence(i);
    int best_score = 0;
    std::uint32_t best = unrelated;
    for (std::uint32_t s = here > sentences_before ? here - sentences_before : 0; s < here; ++s) {
      const Range r = d_.sentences[s].tokens;
      if (d_.tokens[r.first].quote_depth > 0 || d_.tokens[r.last - 1].quote_depth > 0) continue;  // somebody's words
      if (attributed_[s] || w_.title_case(d_.sentences[s].block) ||
          d_.blocks[d_.sentences[s].block].kind == text::BlockKind::headline)
        continue;
      Gist g;
      add(g, d_.sentences[s].tokens);
      tidy(g);
      if (g.stems.size() < 3) continue;
      const int score = 3 * shared(mine, g) - static_cast<int>(2 * (here - s));
      if (score > best_score) {
        best_score = score;
        best = s;
      }
    }
    return {best_score, best};
  }
  // Where some attribution's cue or content stands, the sentence is not the article's own claim.
  void mark_attributed() {
    attributed_.assign(d_.sentences.size(), false);
    const auto mark = [&](Range r) {
      if (r.empty()) return;
      for (std::uint32_t s = d_.tokens[r.first].sentence; s <= d_.tokens[r.last - 1].sentence; ++s)
        attributed_[s] = true;
    };
    for (const Extraction& x : x_) {
      mark(x.cue);
      for (const Range& r : x.content) mark(r);
    }
  }

  void gather(const std::vector<std::uint32_t>& deniers, const std::vector<std::uint32_t>& plain_claim) {
    std::unordered_map<std::uint32_t, std::uint32_t> by_claim, by_sentence;
    for (const std::uint32_t i : deniers) {
      const std::uint32_t claim = out_.denies[i], s = plain_claim[i];
      if (claim == unrelated && s == unrelated) continue;
      const auto [it, fresh] =
          (claim != unrelated ? by_claim : by_sentence)
              .try_emplace(claim != unrelated ? claim : s, static_cast<std::uint32_t>(out_.contests.size()));
      if (fresh) out_.contests.push_back({claim, claim != unrelated ? unrelated : s, {}});
      out_.contests[it->second].denials.push_back(i);
    }
  }

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  const Identities& ids_;
  const std::vector<labels::KindLabel>& kinds_;
  std::span<const labels::Wording> wordings_;
  std::vector<Stance> stances_;
  Relations out_;
  std::unordered_map<std::uint32_t, Gist> gists_, claims_;
  std::vector<std::uint32_t> frequency_;
  std::vector<bool> attributed_;  // sentences
};

}  // namespace

Relations relate(const Words& words, const std::vector<Extraction>& extractions, const Identities& identities,
                 const std::vector<labels::KindLabel>& kinds, std::span<const labels::Wording> wordings) {
  return Relater(words, extractions, identities, kinds, wordings).run();
}

}  // namespace hearsay::report
