#include "attributions/extract.hpp"

#include <optional>
#include <span>
#include <string_view>

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

// None where the stretch is a part of an endless block.
std::optional<Memory::Key> key_of(const text::Document& document, text::Range stretch) {
  const text::Block& first = document.blocks[document.tokens[stretch.first].block];
  const text::Block& last = document.blocks[document.tokens[stretch.last - 1].block];
  if (stretch.first != first.tokens.first || stretch.last != last.tokens.last) return std::nullopt;
  return Memory::Key{std::string_view(document.text).substr(first.start, last.end - first.start),
                     first.kind == text::BlockKind::headline};
}

}  // namespace

std::vector<Extraction> extract(const text::Document& document, const model::Model& model, Memory* memory) {
  struct Fresh {
    Memory::Key key;
    text::TokenIndex first;    // of the stretch
    std::size_t begin, count;  // in the result
  };
  std::vector<Extraction> result;
  std::vector<Fresh> fresh;
  std::optional<model::StateReader> reader;
  for (const text::Range stretch : model::stretches(document)) {
    const std::optional<Memory::Key> key = memory ? key_of(document, stretch) : std::nullopt;
    if (key && memory->recall(*key, stretch.first, result)) continue;
    if (!reader) reader.emplace(document, model.words, model.vocabulary, model.network);
    const std::size_t begin = result.size();
    const model::States states = reader->read(stretch);
    ArgumentTagger tagger(document, states, model);
    for (const cues::Candidate& candidate : cues::find(document, states, model)) {
      Extraction& found = result.emplace_back(tagger.parse(candidate.cue));
      found.confidence = static_cast<double>(candidate.probability);
      stay_outside_quotations(document, found.source);
    }
    if (key) fresh.push_back({*key, stretch.first, begin, result.size() - begin});
  }
  reader.reset();
  for (const Fresh& f : fresh) memory->keep(f.key, f.first, std::span(result).subspan(f.begin, f.count));
  carry_over(document, result);
  find_speakers(document, result);
  return result;
}

}  // namespace hearsay::attributions
