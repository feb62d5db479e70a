// The words of one sentence after another, as rules of grammar ask for them.
#pragma once

#include <string_view>

#include "lexicon/lexicon.hpp"
#include "text/document.hpp"

namespace hearsay::attributions {

class Prose {
 protected:
  // Keeps a reference.
  explicit Prose(const lexicon::Reading& reading) : reading_(reading), document_(reading.document()) {}

  // From here on the sentence of `t` is read. What the others are asked about other sentences' tokens is no or empty.
  void enter(text::TokenIndex t) { sentence_ = document_.sentences[document_.tokens[t].sentence].tokens; }
  // In lower case.
  [[nodiscard]] std::string_view plain(text::TokenIndex t) const {
    return sentence_.contains(t) ? reading_.plain({t, t + 1}) : std::string_view{};
  }
  [[nodiscard]] bool word(text::TokenIndex t) const {
    return sentence_.contains(t) &&
           (document_.tokens[t].kind == text::TokenKind::word || document_.tokens[t].kind == text::TokenKind::number);
  }
  // It begins with a capital.
  [[nodiscard]] bool capital(text::TokenIndex t) const {
    const std::string_view cased = sentence_.contains(t) ? reading_.cased({t, t + 1}) : std::string_view{};
    return !cased.empty() && cased.front() != plain(t).front();
  }

  const lexicon::Reading& reading_;
  const text::Document& document_;
  text::Range sentence_;
};

}  // namespace hearsay::attributions
