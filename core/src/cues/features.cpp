#include "cues/features.hpp"

namespace hearsay::cues {

std::vector<SentenceFacts> sentence_facts(const text::Document& document) {
  std::vector<SentenceFacts> facts(document.sentences.size());
  for (text::TokenIndex t = 0; t < document.tokens.size(); ++t) {
    if (document.tokens[t].quote_depth == 0) continue;
    SentenceFacts& f = facts[document.tokens[t].sentence];
    if (f.first_quote == text::none) f.first_quote = t;
    f.last_quote = t;
  }
  return facts;
}

}  // namespace hearsay::cues
