#include "attributions/content_ends.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "attributions/clauses.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using std::string_view;
using text::among;
using text::Range;
using text::TokenIndex;

constexpr std::uint32_t words_of_verdict = 4, words_to_verb = 8;

constexpr auto turning = std::to_array<string_view>({"but", "though", "although"});
constexpr auto pointing = std::to_array<string_view>({"that", "this", "it", "which"});
constexpr auto is_now = std::to_array<string_view>({"is", "'s"});
constexpr auto verdicts =
    std::to_array<string_view>({"true", "untrue", "false", "incorrect", "wrong", "inaccurate", "misleading", "unproven",
                                "unproved", "nonsense", "baseless", "debunked", "accurate", "correct"});

constexpr auto showing =
    std::to_array<string_view>({"show", "shows", "showed", "suggest", "suggested", "estimated", "estimates"});
constexpr auto stops = std::to_array<string_view>({".", "!", "?", ";", "”", "\"", ")"});

class ContentFitter : Clauses {
 public:
  ContentFitter(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
      : Clauses(lexicon, reading), outlets_(lexicon.list("outlets")) {}

  void fit(Extraction& e) {
    for (Range& r : e.content) {
      enter(r.first);
      leave_addressee(e, r);
      for (TokenIndex t = r.first + 1; t < r.last; ++t) {
        enter(t);
        if (quoted(t) || !(verdict_at(t) || contrary_at(t))) continue;
        if (r.last <= sentence_.last) r.last = plain(t - 1) == "," ? t - 1 : t;
        break;
      }
    }
    std::erase_if(e.content, [](const Range& r) { return r.empty(); });
  }

 private:
  // "Brandt said the pier was safe, | which is false", "… | but that's not true": the article's own word on it.
  [[nodiscard]] bool verdict_at(TokenIndex t) const {
    TokenIndex k = t;
    if (among(turning, plain(k))) ++k;
    if (!among(pointing, plain(k)) || (k == t && plain(k) != "which")) return false;
    if (plain(t - 1) != "," && (k == t || plain(k) == "it")) return false;  // "… is cheap but it is wrong", he says
    // "but that was not true" may be Brandt's word as well
    if (!among(is_now, plain(k + 1)) && !(plain(k) == "which" && plain(k + 1) == "was")) return false;
    for (TokenIndex v = k + 2; v <= k + 1 + words_of_verdict && word(v); ++v) {
      if (!among(verdicts, plain(v))) continue;
      TokenIndex end = v + 1;
      if (word(end) && !word(end + 1)) ++end;  // "an unproven | assumption"
      return !sentence_.contains(end) || among(stops, plain(end));
    }
    return false;
  }

  // "Brandt said crime had fallen | even as police figures showed that it had doubled": what another says.
  [[nodiscard]] bool contrary_at(TokenIndex t) const {
    if (plain(t) != "even" || plain(t + 1) != "as" || plain(t + 2) == "a" || plain(t + 2) == "an") return false;
    for (TokenIndex v = t + 3; v < t + 2 + words_to_verb && word(v); ++v)
      if (among(showing, plain(v))) return true;
    return false;
  }

  // "Police tell | the Harbour Post the car was stolen": whom they tell.
  void leave_addressee(const Extraction& e, Range& r) const {
    if (r.first != e.cue.last || !among(telling, plain(e.cue.last - 1)) || quoted(r.first)) return;
    const TokenIndex t = plain(r.first) == "the" ? r.first + 1 : r.first;
    const lexicon::Phrase* outlet = reading_.at(outlets_, t, sentence_.last);
    if (outlet && outlet->tokens.last < r.last && word(outlet->tokens.last) && plain(outlet->tokens.last) != "'s")
      r.first = outlet->tokens.last;
  }

  const ListId outlets_;
};

}  // namespace

void fit_contents(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                  std::vector<Extraction>& extractions) {
  ContentFitter fitter(lexicon, reading);
  for (Extraction& e : extractions) fitter.fit(e);
}

}  // namespace hearsay::attributions
