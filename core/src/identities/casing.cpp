#include "identities/casing.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "text/unicode.hpp"

namespace hearsay::identities {

using std::string_view;
using text::among;
using text::TokenKind;

Casing::Casing(const Words& words) : w_(words) {
  const text::Document& d = w_.document();
  // Only of words that open a sentence somewhere does it matter that they are written small elsewhere.
  std::vector<bool> openers(1u << 14);
  for (TokenIndex t = 0; t < w_.size(); ++t)
    if (w_.is(t, opens) && w_.is(t, capital)) openers[w_.key(t) % openers.size()] = true;
  for (const text::Sentence& s : d.sentences) {
    if (w_.title_case(s.block)) continue;
    for (TokenIndex t = s.tokens.first; t < s.tokens.last; ++t) {
      if (d.tokens[t].kind != TokenKind::word) continue;
      if (!w_.is(t, capital)) {
        if (openers[w_.key(t) % openers.size()]) small_.insert(w_.key(t));
      } else if (!w_.is(t, opens))
        capitals_.insert(w_.key(t));
      else if (t + 1 < s.tokens.last && w_.is(t + 1, capital) && !grammatical(t) && !w_.is(t, calendar))
        capitals_.insert(w_.key(t));
      if (w_.is(t, capital) && !grammatical(t) && owned_by_many(t, s.tokens)) companies_.insert(w_.key(t));
    }
  }
}

// "Vallin's shares", "shares in Vallin": what only a company has.
bool Casing::owned_by_many(TokenIndex t, Range s) const {
  static constexpr auto assets = std::to_array<string_view>(
      {"shares", "stock", "shareholders", "stockholders", "customers", "subsidiary", "subsidiaries", "earnings"});
  if (t + 2 < s.last && w_.is(t + 1, possessive)) return among(assets, w_.plain(t + 2));
  const bool alone = !(t + 1 < s.last && w_.is(t + 1, capital));
  if (alone && t >= s.first + 2 && w_.plain(t - 1) == "for" && w_.plain(t - 2).starts_with("spokes")) return true;
  return t >= s.first + 2 && (w_.plain(t - 1) == "in" || w_.plain(t - 1) == "of") && w_.plain(t - 2) == "shares" &&
         alone;
}

bool Casing::proper(TokenIndex t) const {
  if (w_.document().tokens[t].kind != TokenKind::word || !w_.is(t, capital)) return false;
  if (w_.is(t, calendar) && (!w_.is(t, female_name) || dates(t))) return false;
  if (w_.plain(t) == "i" || w_.plain(t) == "i'm" || w_.plain(t).ends_with("-old")) return false;
  const bool given = (w_.plain(t) == "will" || w_.plain(t) == "may") && !asks(t);
  return !(grammatical(t) && (w_.is(t, opens) || !w_.is(t, acronym)) && !given);
}

// "Will Doe run?": no Will.
bool Casing::asks(TokenIndex t) const {
  const Range s = w_.document().sentences[w_.document().tokens[t].sentence].tokens;
  if (t != s.first) return false;
  return w_.plain(s.last - 1) == "?" || (s.size() > 1 && w_.plain(s.last - 2) == "?");
}

// "in June", "last April", "June 5", and not June Doe.
bool Casing::dates(TokenIndex t) const {
  if (t + 1 < w_.size() && w_.document().tokens[t + 1].kind == TokenKind::number) return true;
  if (t + 1 < w_.size() && w_.is(t + 1, capital) && w_.word(t + 1) && !w_.is(t + 1, opens)) return false;
  static constexpr auto before =
      std::to_array<string_view>({"in", "since", "until", "by", "last", "this", "next", "late", "early", "mid", "of",
                                  "through", "before", "after"});
  return t > 0 && among(before, w_.plain(t - 1));
}

}  // namespace hearsay::identities
