#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "lexicon/lexicon.hpp"
#include "lexicon/parts.hpp"

namespace hearsay::lexicon {

void Lexicon::match(const Reading& reading, Target target, text::Range where, std::vector<Hit>& hits,
                    std::optional<text::Range> touching) const {
  where.last = std::min(where.last, static_cast<text::TokenIndex>(reading.document_->tokens.size()));
  if (where.empty()) return;
  const std::size_t before = hits.size();
  const auto t = static_cast<std::size_t>(target);
  const auto overlaps = [&](Span words) {
    if (!touching) return words.end > words.start;
    const Span wanted = reading.document_->span(*touching);
    return words.start < wanted.end && wanted.start < words.end;
  };
  const auto excused = [&](const Finder& finder) {
    if (!finder.unless) return false;
    const std::string_view text = finder.cased ? reading.cased(where) : reading.plain(where);
    return RE2::PartialMatch(text, finder.unless->compiled());
  };

  const auto& by_list = parts_->list_rules[t];
  const auto found = [&](const Phrase& phrase) {
    if (phrase.tokens.last > where.last || by_list[phrase.list].empty()) return;
    const Span words = reading.document_->span(phrase.tokens);
    if (!overlaps(words)) return;
    for (const std::uint32_t rule : by_list[phrase.list]) {
      const bool had = std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
                                   [&](const Hit& hit) { return hit.rule == rule; });
      if (!had && !excused(parts_->finders[rule])) hits.push_back({rule, words});
    }
  };
  for (text::TokenIndex at = where.first; at < where.last; ++at) {
    for (const Phrase& phrase : reading.at(at)) found(phrase);
    for (const Phrase& phrase : reading.shorter(at)) found(phrase);
  }

  std::vector<int> indices;
  for (const bool cased : {false, true}) {
    const PatternSet& set = parts_->sets[t][cased];
    if (!set.set) continue;
    const std::string_view text = cased ? reading.cased(where) : reading.plain(where);
    const std::uint32_t base = reading.plain_start_[where.first];
    indices.clear();
    if (!set.set->Match(text, &indices)) continue;
    for (const int index : indices) {
      const std::uint32_t rule = set.rules[static_cast<std::size_t>(index)];
      const Finder& finder = parts_->finders[rule];
      const RE2& re2 = finder.pattern->compiled();
      // The first group, where a pattern has one, says which words decide.
      std::string_view found[2];
      const int groups = re2.NumberOfCapturingGroups() > 0 ? 2 : 1;
      for (std::size_t from = 0; from <= text.size();) {
        if (!re2.Match(text, from, text.size(), RE2::UNANCHORED, found, groups)) break;
        const std::string_view words = groups == 2 && found[1].data() ? found[1] : found[0];
        const auto begin = static_cast<std::uint32_t>(words.data() - text.data());
        const Span span = reading.back(base + begin, base + begin + static_cast<std::uint32_t>(words.size()));
        if (overlaps(span)) {
          if (!excused(finder)) hits.push_back({rule, span});
          break;
        }
        from = static_cast<std::size_t>(found[0].data() - text.data()) + std::max<std::size_t>(found[0].size(), 1);
      }
    }
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
            [](const Hit& a, const Hit& b) { return a.rule < b.rule; });
}

}  // namespace hearsay::lexicon
