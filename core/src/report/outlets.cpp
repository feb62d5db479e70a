#include "report/outlets.hpp"

#include <algorithm>
#include <unordered_map>

namespace hearsay::report {
namespace {

using namespace identities;
using attributions::Extraction;
using std::string_view;

class Outlets {
 public:
  Outlets(const Words& words, const std::vector<Extraction>& extractions, const Identities& ids,
          const std::vector<labels::KindLabel>& kinds, std::span<const labels::Wording> wordings,
          const std::vector<std::uint32_t>& within)
      : w_(words),
        d_(words.document()),
        x_(extractions),
        ids_(ids),
        kinds_(kinds),
        wordings_(wordings),
        within_(within),
        via_(extractions.size(), unrelated) {}

  std::vector<std::uint32_t> run() {
    // Inside what an outlet reports.
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      if (!reportable(i)) continue;
      std::uint32_t outer = within_[i];
      for (int depth = 0; outer != unrelated && depth < 4; ++depth) {
        if (reporter(outer) && who(outer) != who(i)) {
          via_[i] = outer;
          break;
        }
        outer = within_[outer];
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
        if (closes && reportable(k) && via_[k] == unrelated && before(k, i)) via_[k] = i;
      }
      // "The Courier reported, citing two officials"
      for (std::uint32_t k = i > 2 ? i - 2 : 0; k < x_.size() && k <= i + 4; ++k)
        if (k != i && sentence(k) == sentence(i) && reportable(k) && via_[k] == unrelated && cited(i, k)) via_[k] = i;
    }
    told();
    return std::move(via_);
  }

 private:
  [[nodiscard]] std::uint32_t who(std::uint32_t i) const { return ids_.sources[i].entity; }
  [[nodiscard]] std::uint32_t sentence(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].sentence; }
  [[nodiscard]] std::uint32_t block(std::uint32_t i) const { return d_.tokens[x_[i].cue.first].block; }

  [[nodiscard]] bool reporter(std::uint32_t i) const {
    return kinds_[i].kind == Kind::media && (wordings_[i].stance == Stance::states ||
                                             wordings_[i].stance == Stance::confirms || wordings_[i].by_content);
  }
  [[nodiscard]] bool reportable(std::uint32_t i) const {
    const Kind k = kinds_[i].kind;
    return k == Kind::person || k == Kind::anonymous || k == Kind::organisation || k == Kind::group ||
           k == Kind::document;
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
      if (via_[i] != unrelated || !reportable(i)) continue;
      const Range s = d_.sentences[sentence(i)].tokens;
      const TokenIndex last = std::min(s.last, x_[i].cue.last + 14);
      bool toward = false;
      for (TokenIndex t = x_[i].cue.first; t < last; ++t) {
        const string_view p = w_.plain(t);
        if (p == "told" || p == "interview" || p == "tells" || p == "telling") toward = true;
        if (p == "that" || d_.tokens[t].kind == text::TokenKind::open_quote) break;
        if (!toward) continue;
        const std::uint32_t e = ids_.mentioned(t);
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
        if (best != unrelated && distance(best, i) <= 2) via_[i] = best;
        break;
      }
    }
  }
  [[nodiscard]] std::uint32_t distance(std::uint32_t p, std::uint32_t q) const {
    return block(p) > block(q) ? block(p) - block(q) : block(q) - block(p);
  }

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  const Identities& ids_;
  const std::vector<labels::KindLabel>& kinds_;
  std::span<const labels::Wording> wordings_;
  const std::vector<std::uint32_t>& within_;
  std::vector<std::uint32_t> via_;
};

}  // namespace

std::vector<std::uint32_t> find_outlets(const Words& words, const std::vector<Extraction>& extractions,
                                        const Identities& identities, const std::vector<labels::KindLabel>& kinds,
                                        std::span<const labels::Wording> wordings,
                                        const std::vector<std::uint32_t>& within) {
  return Outlets(words, extractions, identities, kinds, wordings, within).run();
}

}  // namespace hearsay::report
