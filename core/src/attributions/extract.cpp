#include "attributions/extract.hpp"

#include "attributions/arguments.hpp"
#include "attributions/carry.hpp"
#include "attributions/speakers.hpp"
#include "cues/cues.hpp"

namespace hearsay::attributions {
namespace {

// A source does not run over the end of a quotation that began before it: of `…,” one of them said,” the Post` the Post
// is left.
void stay_outside_quotations(const text::Document& document, std::vector<text::Range>& source) {
  for (text::Range& piece : source) {
    text::TokenIndex first = piece.first;
    std::uint32_t open = 0;
    for (text::TokenIndex t = piece.first; t < piece.last; ++t) {
      const text::TokenKind kind = document.tokens[t].kind;
      if (kind == text::TokenKind::open_quote) ++open;
      if (kind != text::TokenKind::close_quote) continue;
      if (open > 0)
        --open;
      else if (t > piece.first && t + 1 < piece.last)
        first = t + 1;
    }
    piece.first = first;
  }
}

}  // namespace

std::vector<Extraction> extract(const text::Document& document, const model::Model& model) {
  std::vector<Extraction> result;
  const model::AtomList atoms(document, model.words);
  model::StateReader reader(document, atoms, model.vocabulary, model.network);
  for (const text::Range stretch : model::stretches(document)) {
    const model::States states = reader.read(stretch);
    ArgumentTagger tagger(document, states, model);
    for (const cues::Candidate& candidate : cues::find(document, states, model)) {
      Extraction& found = result.emplace_back(tagger.parse(candidate.cue));
      found.confidence = static_cast<double>(candidate.probability);
      stay_outside_quotations(document, found.source);
    }
  }
  carry_over(document, result);
  find_speakers(document, result);
  return result;
}

}  // namespace hearsay::attributions
