#include "report/claims.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "report/gist.hpp"

namespace hearsay::report {
namespace {

using namespace identities;
using attributions::Extraction;

constexpr std::uint32_t claims_before = 40, claims_after = 10;  // attributions that a denial is compared with
constexpr std::uint32_t sentences_before = 8, told_after = 3;

// What speaks for an attribution being the claim that a denial denies. Each sign is a number, of which 1 is much.
enum Sign : std::uint8_t {
  paragraph_words,     // words that the denial's paragraph shares with the claim
  shared_words,        // … that the denial itself shares with the claim and its sentence
  share_of_claim,      // … as a share of the claim's
  about_denier,        // the claim speaks of who denies
  sentence_on_denier,  // its sentence does
  names_claimant,      // the denial names who claims
  near_claimant,       // its paragraph does
  one_negates,         // one of the two says "not"
  claimant_told,       // "denied Doe's claim", and Doe claims
  another_told,        // … and somebody else claims
  answers,             // "denied the report", and an outlet claims
  no_answer,           // … and this one is no outlet, but another is
  accuses,
  believes,
  intends,
  decides,
  author_claims,
  outlet_claims,
  document_claims,
  nobody_claims,
  stands_after,       // the claim stands behind the denial
  stands_after_lead,  // … which is a headline's or lead's
  nearness,           // 1 for the attribution right before, 1/2 for the one before it, …
  nearness_after,
  sentences_away,
  same_paragraph,
  right_before,   // the denial has no words of its own, and the claim is the attribution right before it
  inside,         // the claim lies in the denial's content
  denied_before,  // another denial was tied to it
  sign_count
};
using Signs = std::array<float, sign_count>;

// How much each sign says, and how much they must say together. The weights are those of a logistic regression that
// chooses between a denial's candidates and none (conditional logit: McFadden, 1974; L2 penalty 10), learnt from 440
// denials, and what may be read as one, in 188 articles of the training part, which independent readers tied to the
// claims they deny. Of the denials that the engine finds 0.47 come to the right claim by it, cross-validated by
// article, and 0.60 of the links given are right; weights set by hand had 0.28 and 0.37. The four on what a denial
// calls its claim, rare in those articles, and the last one, which follows from the links before, are set by hand.
constexpr Signs weights = [] {
  Signs w{};
  w[paragraph_words] = 1.20f;
  w[shared_words] = 0.91f;
  w[share_of_claim] = 0.20f;
  w[about_denier] = 0.68f;
  w[sentence_on_denier] = 0.26f;
  w[names_claimant] = 0.26f;
  w[near_claimant] = 0.29f;
  w[one_negates] = 0.10f;
  w[claimant_told] = 2.00f;
  w[another_told] = -1.20f;
  w[answers] = 1.00f;
  w[no_answer] = -1.00f;
  w[accuses] = 0.96f;
  w[believes] = -0.71f;
  w[intends] = -0.38f;
  w[decides] = -0.32f;
  w[author_claims] = -0.28f;
  w[outlet_claims] = 0.10f;
  w[document_claims] = 0.17f;
  w[nobody_claims] = 0.05f;
  w[stands_after] = -1.03f;
  w[stands_after_lead] = 0.34f;
  w[nearness] = 0.51f;
  w[nearness_after] = -0.31f;
  w[sentences_away] = -0.60f;
  w[same_paragraph] = -0.50f;
  w[right_before] = 0.40f;
  w[inside] = -0.46f;
  w[denied_before] = 0.90f;
  return w;
}();
constexpr float floor_score = 0.86f;

// A denial's possible claims, and the signs of each.
struct Candidates {
  std::vector<std::uint32_t> claims;
  std::vector<Signs> signs;
};

class Claimer {
 public:
  explicit Claimer(const Statements& s)
      : w_(s.words),
        d_(s.words.document()),
        x_(s.extractions),
        ids_(s.identities),
        kinds_(s.kinds),
        stances_(s.stances),
        within_(s.within),
        via_(s.via),
        gists_(s.words, s.extractions, s.identities) {
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      for (const std::uint32_t k : {via_[i], within_[i]})
        if (k != unrelated && who(i) != nobody) passed_on_.insert(std::uint64_t{k} << 32 | who(i));
    mark_attributed();
  }

  Claims run() {
    Claims out;
    out.denies.assign(x_.size(), unrelated);
    std::vector<std::uint32_t> deniers, own_claim(x_.size(), unrelated);
    for (std::uint32_t i = 0; i < x_.size(); ++i)
      if (stances_[i] == Stance::denies) deniers.push_back(i);
    std::unordered_map<std::uint32_t, std::uint32_t> latest;  // who -> their denial before
    for (const std::uint32_t i : deniers) {
      const Gist& mine = gists_.of(i);
      const auto denied = [&](std::uint32_t k) { return out.denies[k] != unrelated || own_claim[k] != unrelated; };
      const auto repeat = [&](std::uint32_t k) {
        out.denies[i] = out.denies[k];
        own_claim[i] = own_claim[k];
      };
      const auto earlier = latest.find(who(i));
      const std::uint32_t own = who(i) == nobody || earlier == latest.end() ? unrelated : earlier->second;
      // "Doe rejected it. “That is absurd,” her lawyer said. “It is a lie,” Doe said again."
      const bool nothing_new = mine.points && !mine.refers && !mine.last_said;
      if (const std::uint32_t told = as_told(i); told != unrelated) {
        out.denies[i] = told;
      } else if (nothing_new && own != unrelated) {
        repeat(own);
      } else if (nothing_new && i > 0 && block(i - 1) == block(i) && stances_[i - 1] == Stance::denies &&
                 denied(i - 1)) {
        repeat(i - 1);
      } else if (mine.last_said && mine.stems.empty() && said_right_before(i) != unrelated) {
        out.denies[i] = said_right_before(i);
      } else {
        out.denies[i] = best(candidates(i));
        if (out.denies[i] == unrelated) own_claim[i] = plain_sentence(i);
        if (!denied(i) && own != unrelated && block(own) + 1 >= block(i)) repeat(own);
        if (!denied(i) && mine.refers && !mine.report && mine.claimant == nobody) out.denies[i] = said_right_before(i);
        if (out.denies[i] != unrelated) out.denies[i] = told_by(out.denies[i]);
      }
      if (denied(i)) latest[who(i)] = i;
      if (out.denies[i] != unrelated) denied_.insert(out.denies[i]);
    }
    gather(deniers, own_claim, out);
    return out;
  }

 private:
  [[nodiscard]] std::uint32_t who(std::uint32_t i) const { return ids_.sources[i].entity; }
  [[nodiscard]] std::uint32_t sentence(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].sentence; }
  [[nodiscard]] std::uint32_t block(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].block; }
  // A headline, or the lead, which says in short what is told below.
  [[nodiscard]] bool in_lead(std::uint32_t i) const {
    return block(i) <= 1 || w_.title_case(block(i)) || d_.blocks[block(i)].kind == text::BlockKind::headline;
  }

  [[nodiscard]] Candidates candidates(std::uint32_t i) {
    Candidates out;
    const Gist mine = gists_.of(i), around = gists_.paragraph(i);
    const std::uint32_t from = i > claims_before ? i - claims_before : 0;
    const auto to = std::min(static_cast<std::uint32_t>(x_.size()), i + claims_after + 1);
    bool answered = false;
    for (std::uint32_t k = from; k < to; ++k) {
      if (!may_be_denied(k, i)) continue;
      if (k > i && sentence(k) == sentence(i) && within_[k] != i) continue;  // "…, who heads Acme, which filed for …"
      if (mine.spelt_out && gists_.shared(mine, gists_.with_sentence(k)) == 0) continue;
      const bool attitude = stances_[k] == Stance::believes || stances_[k] == Stance::intends;
      if (attitude && !mine.stems.empty() && gists_.shared(mine, gists_.with_sentence(k)) == 0) continue;
      out.claims.push_back(k);
      out.signs.push_back(signs(i, mine, around, k));
      answered = answered || (out.signs.back()[answers] > 0 && (k < i || in_lead(i)));
    }
    for (std::size_t n = 0; answered && n < out.claims.size(); ++n) {
      Signs& s = out.signs[n];
      const std::uint32_t k = out.claims[n];
      const bool told_right_before = mine.stems.empty() && k < i && block(k) + 1 >= block(i);
      s[no_answer] = s[answers] == 0 && s[claimant_told] == 0 && !(s[about_denier] > 0 && told_right_before);
    }
    return out;
  }

  [[nodiscard]] static std::uint32_t best(const Candidates& all) {
    std::uint32_t claim = unrelated;
    float most = floor_score;
    for (std::size_t n = 0; n < all.claims.size(); ++n) {
      float score = 0;
      for (std::size_t s = 0; s < sign_count; ++s) score += weights[s] * all.signs[n][s];
      if (score > most) {
        claim = all.claims[n];
        most = score;
      }
    }
    return claim;
  }

  [[nodiscard]] bool reports(std::uint32_t k) const {
    static constexpr auto verbs = std::to_array<std::string_view>(
        {"reported", "reports", "claimed", "claims", "alleged", "alleges", "suggested", "suggests", "charged"});
    return std::find(verbs.begin(), verbs.end(), w_.plain(x_[k].cue.last - 1)) != verbs.end() &&
           stances_[k] != Stance::declines && stances_[k] != Stance::denies;
  }

  // "Denied that …, as the Harbour Post | reported": what it reported is what is denied.
  [[nodiscard]] std::uint32_t as_told(std::uint32_t i) const {
    const auto end = std::min(static_cast<std::uint32_t>(x_.size()), i + 1 + told_after);
    for (std::uint32_t k = i + 1; k < end && sentence(k) == sentence(i); ++k) {
      TokenIndex first = x_[k].cue.first;
      for (const Range& r : x_[k].source) first = std::min(first, r.first);
      if (first > 0 && w_.plain(first - 1) == "had") --first;
      if (first > 0 && w_.plain(first - 1) == "as" && first > x_[i].cue.last && who(k) != who(i) && reports(k))
        return k;
    }
    return unrelated;
  }

  // "That account": what the one before said, from where they begin to say it.
  [[nodiscard]] std::uint32_t said_right_before(std::uint32_t i) {
    if (i == 0 || in_lead(i) || !may_be_denied(i - 1, i) || block(i - 1) + 1 < block(i)) return unrelated;
    std::uint32_t k = i - 1;
    if (kinds_[k].kind == Kind::unattributed) return unrelated;
    while (k > 0 && who(k) != nobody && who(k - 1) == who(k) && block(k - 1) == block(k) && may_be_denied(k - 1, i))
      --k;
    return k;
  }

  // Nobody denies what they or their side say, what passes their words on, another denial, or a question.
  [[nodiscard]] bool may_be_denied(std::uint32_t k, std::uint32_t i) {
    if (k == i || stances_[k] == Stance::declines || stances_[k] == Stance::denies) return false;
    const std::uint32_t me = who(i);
    if (me != nobody && (who(k) == me || passed_on_.contains(std::uint64_t{k} << 32 | me) || one_side(who(k), me)))
      return false;
    return !gists_.of(k).stems.empty() && !asks(k);
  }
  [[nodiscard]] bool asks(std::uint32_t k) const {
    return std::any_of(x_[k].content.begin(), x_[k].content.end(), [&](Range r) {
      return w_.plain(r.last - 1) == "?" || (r.size() > 1 && w_.plain(r.last - 2) == "?");
    });
  }

  [[nodiscard]] Signs signs(std::uint32_t i, const Gist& mine, const Gist& around, std::uint32_t k) {
    const auto few = [](int shared) { return static_cast<float>(std::min(shared, 20)) / 10; };
    const Gist &claim = gists_.of(k), &whole = gists_.with_sentence(k);
    const std::uint32_t me = who(i), claimant = who(k);
    const auto speaks_of = [&](const Gist& g) {
      return claimant != nobody && std::binary_search(g.entities.begin(), g.entities.end(), claimant);
    };
    const std::uint32_t distance = k < i ? i - k : k - i;
    const std::uint32_t sentences = sentence(k) < sentence(i) ? sentence(i) - sentence(k) : sentence(k) - sentence(i);
    Signs s{};
    s[paragraph_words] = few(gists_.shared(around, claim));
    s[shared_words] = few(gists_.shared(mine, whole));
    s[share_of_claim] =
        static_cast<float>(gists_.shared(mine, claim)) / static_cast<float>(std::max(1, gists_.weight(claim)));
    s[about_denier] = concerns(claim, me);
    s[sentence_on_denier] = concerns(whole, me);
    s[names_claimant] = speaks_of(mine);
    s[near_claimant] = speaks_of(around);
    s[one_negates] = mine.negative != claim.negative;
    s[claimant_told] = mine.claimant != nobody && claimant == mine.claimant;
    s[another_told] = mine.claimant != nobody && claimant != mine.claimant;
    s[answers] = is_answer(i, mine, k);
    s[accuses] = stances_[k] == Stance::alleges;
    s[believes] = stances_[k] == Stance::believes;
    s[intends] = stances_[k] == Stance::intends;
    s[decides] = stances_[k] == Stance::decides;
    s[author_claims] = kinds_[k].kind == Kind::author;
    s[outlet_claims] = kinds_[k].kind == Kind::media;
    s[document_claims] = kinds_[k].kind == Kind::document;
    s[nobody_claims] = kinds_[k].kind == Kind::unattributed;
    s[stands_after] = k > i;
    s[stands_after_lead] = k > i && in_lead(i);
    (k < i ? s[nearness] : s[nearness_after]) = 1.0f / static_cast<float>(distance);
    s[sentences_away] = static_cast<float>(std::min(sentences, 12u)) / 4;
    s[same_paragraph] = block(k) == block(i);
    s[right_before] = mine.points && k < i && distance == 1;
    s[inside] = within_[k] == i;
    s[denied_before] = denied_.contains(k);
    return s;
  }

  // "The report", "the allegation": what an outlet or an accuser says, or a document.
  [[nodiscard]] bool is_answer(std::uint32_t i, const Gist& mine, std::uint32_t k) {
    if (!mine.refers || stances_[k] == Stance::believes || stances_[k] == Stance::intends) return false;
    const bool far = mine.stems.empty() && k < i && block(k) + 3 < block(i);  // an accusation, but another story's
    if (kinds_[k].kind == Kind::media || (stances_[k] == Stance::alleges && !mine.report && !far)) return true;
    return kinds_[k].kind == Kind::document && (gists_.shared(mine, gists_.of(k)) > 0 || (mine.report && is_report(k)));
  }
  // "A budget office report estimated": itself what a denial calls the report.
  [[nodiscard]] bool is_report(std::uint32_t k) const {
    if (x_[k].source.empty()) return false;
    const Range r = x_[k].source.front();
    for (TokenIndex t = r.first; t < r.last; ++t)
      if (names_a_report(w_.plain(t))) return true;
    return false;
  }

  // The outlet that reports a claim in the same words, where there is one.
  [[nodiscard]] std::uint32_t told_by(std::uint32_t k) const {
    const std::uint32_t outlet = via_[k];
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
    return p == b || q == a || (p != nobody && p == q) || described_by(a, b) || described_by(b, a);
  }

  // "The guild's chief, Jane Doe": of the guild.
  [[nodiscard]] bool described_by(std::uint32_t person, std::uint32_t body) const {
    constexpr std::size_t most = 4;
    const Entity& e = ids_.entities[person];
    if (e.kind != Kind::person || ids_.entities[body].kind == Kind::person) return false;
    for (std::size_t i = 0; i < std::min(e.descriptions.size(), most); ++i)
      for (TokenIndex t = e.descriptions[i].first; t < e.descriptions[i].last; ++t)
        if (ids_.named(t) == body) return true;
    return false;
  }

  // The article's own sentence, before the denial, that shares most with it; unrelated if none shares much.
  [[nodiscard]] std::uint32_t plain_sentence(std::uint32_t i) {
    constexpr int least = 16;
    const Gist& mine = gists_.of(i);
    const std::uint32_t here = sentence(i);
    int best_score = least - 1;
    std::uint32_t best = unrelated;
    for (std::uint32_t s = here > sentences_before ? here - sentences_before : 0; s < here; ++s) {
      const Range r = d_.sentences[s].tokens;
      if (d_.tokens[r.first].quote_depth > 0 || d_.tokens[r.last - 1].quote_depth > 0) continue;  // somebody's words
      if (attributed_[s] || w_.title_case(d_.sentences[s].block) ||
          d_.blocks[d_.sentences[s].block].kind == text::BlockKind::headline)
        continue;
      const Gist g = gists_.sentence(s);
      if (g.stems.size() < 3) continue;
      const int score = 3 * gists_.shared(mine, g) - static_cast<int>(2 * (here - s));
      if (score > best_score) {
        best_score = score;
        best = s;
      }
    }
    return best;
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

  static void gather(const std::vector<std::uint32_t>& deniers, const std::vector<std::uint32_t>& own_claim,
                     Claims& out) {
    std::unordered_map<std::uint32_t, std::uint32_t> by_claim, by_sentence;
    for (const std::uint32_t i : deniers) {
      const std::uint32_t claim = out.denies[i], s = own_claim[i];
      if (claim == unrelated && s == unrelated) continue;
      const auto [it, fresh] =
          (claim != unrelated ? by_claim : by_sentence)
              .try_emplace(claim != unrelated ? claim : s, static_cast<std::uint32_t>(out.contests.size()));
      if (fresh) out.contests.push_back({claim, claim != unrelated ? unrelated : s, {}});
      out.contests[it->second].denials.push_back(i);
    }
  }

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  const Identities& ids_;
  const std::vector<labels::KindLabel>& kinds_;
  std::span<const Stance> stances_;
  const std::vector<std::uint32_t>&within_, &via_;
  Gists gists_;
  std::unordered_set<std::uint64_t> passed_on_;  // whose words an attribution passes on
  std::unordered_set<std::uint32_t> denied_;     // claims, by the denials so far
  std::vector<bool> attributed_;                 // sentences
};

}  // namespace

Claims find_claims(const Statements& statements) {
  if (std::find(statements.stances.begin(), statements.stances.end(), Stance::denies) == statements.stances.end())
    return {.denies = std::vector<std::uint32_t>(statements.extractions.size(), unrelated), .contests = {}};
  return Claimer(statements).run();
}

}  // namespace hearsay::report
