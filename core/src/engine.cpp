// The steps, one after the other.
#include <algorithm>
#include <utility>

#include "attributions/doubt.hpp"
#include "attributions/extract.hpp"
#include "attributions/memory.hpp"
#include "attributions/repairs.hpp"
#include "attributions/withheld.hpp"
#include "hearsay/hearsay.hpp"
#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "labels/labels.hpp"
#include "lexicon/lexicon.hpp"
#include "model/model.hpp"
#include "report/assemble.hpp"
#include "report/relations.hpp"
#include "text/document.hpp"
#include "text/unicode.hpp"

namespace hearsay {

struct Memory::Parts {
  attributions::Memory stretches;
};

Memory::Memory() : parts_(std::make_unique<Parts>()) {}
Memory::Memory(Memory&&) noexcept = default;
Memory& Memory::operator=(Memory&&) noexcept = default;
Memory::~Memory() = default;

struct Engine::Parts {
  model::Model model;
  lexicon::Lexicon lexicon;
};

namespace {

using attributions::Extraction;

// The article's text in one, or why it cannot be annotated.
Result<std::string> joined(const Article& article) {
  std::size_t size = article.headline.size();
  for (const std::string& block : article.blocks) size += block.size() + 1;
  if (size > max_article_bytes + 1) {
    return Failure{.error = Error::too_large,
                   .message = "the article is over " + std::to_string(max_article_bytes >> 20) + " MiB (" +
                              std::to_string(size) + " bytes)"};
  }
  std::string text;
  text.reserve(size);
  text = article.headline;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    if (i > 0 || !article.headline.empty()) text += '\n';
    text += article.blocks[i];
  }
  if (const auto bad = text::first_bad_byte(text))
    return Failure{.error = Error::not_utf8, .message = "not UTF-8 at byte " + std::to_string(*bad), .offset = *bad};
  return text;
}

// A word as a reader counts: what stands between spaces and holds a letter or digit.
bool starts_word(const text::Document& d, text::TokenIndex t) {
  const auto worded = [&](text::TokenIndex k) {
    return d.tokens[k].kind == text::TokenKind::word || d.tokens[k].kind == text::TokenKind::number;
  };
  return worded(t) &&
         (d.tokens[t].space_before || t == 0 || d.tokens[t - 1].block != d.tokens[t].block || !worded(t - 1));
}

// What the model doubts, and no rule of the lexicon knows, is no attribution.
void drop_unknown(std::vector<Extraction>& found, std::vector<labels::Wording>& wordings) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].doubtful && wordings[i].because.empty()) continue;
    if (kept < i) {
      found[kept] = std::move(found[i]);
      wordings[kept] = std::move(wordings[i]);
    }
    ++kept;
  }
  found.resize(kept);
  wordings.resize(kept);
}

void count_words(const text::Document& d, const std::vector<Extraction>& found, Annotation& annotation) {
  std::vector<bool> attributed(d.tokens.size());
  for (const Extraction& x : found)
    for (const text::Range r : x.content) std::fill(attributed.begin() + r.first, attributed.begin() + r.last, true);
  for (text::TokenIndex t = 0; t < d.tokens.size(); ++t) {
    if (!starts_word(d, t)) continue;
    ++annotation.words;
    annotation.attributed_words += attributed[t];
  }
}

}  // namespace

Engine::Engine(std::unique_ptr<const Parts> parts) noexcept : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const Resources& resources) {
  auto model = model::Model::load(resources.model);
  if (!model) return model.failure();
  auto lexicon = lexicon::Lexicon::load(resources.packs);
  if (!lexicon) return lexicon.failure();
  return Engine(std::unique_ptr<const Parts>(new Parts{*std::move(model), *std::move(lexicon)}));
}

Result<Annotation> Engine::annotate(const Article& article, Memory* memory) const {
  auto text = joined(article);
  if (!text) return text.failure();
  const text::Document document = text::parse(*std::move(text), !article.headline.empty());
  Annotation annotation{.id = article.id};
  const lexicon::Reading reading = parts_->lexicon.read(document);
  std::vector<Extraction> found =
      attributions::extract(document, parts_->model, memory ? &memory->parts_->stretches : nullptr);
  attributions::find_withheld(parts_->lexicon, reading, found);
  attributions::repair(parts_->lexicon, reading, found);
  attributions::doubt(parts_->lexicon, reading, found);
  auto wordings = labels::read_wordings(parts_->lexicon, reading, found);
  drop_unknown(found, wordings);
  count_words(document, found, annotation);
  if (annotation.words == 0) return Failure{.error = Error::empty, .message = "the article holds no words"};

  const identities::Words words(parts_->lexicon, reading);
  auto identified = identities::identify(words, found);
  auto kinds = labels::label_kinds(words, parts_->lexicon, found, identified);
  std::vector<labels::SourceFacts> facts;
  for (std::size_t i = 0; i < found.size(); ++i) {
    // "A person", "two people" are none of those whom the article names.
    const auto& [entity, by, source_words, phrase] = identified.sources[i];
    const bool named = entity != identities::nobody && identified.entities[entity].named;
    // … and "most insiders" are everybody, whatever they are called.
    const bool most = kinds[i].kind == Kind::group && phrase.vague && phrase.found() &&
                      (words.plain(phrase.core.first) == "most" || words.plain(phrase.core.first) == "many");
    facts.push_back({kinds[i].kind, entity, most || (named && !phrase.indefinite && !phrase.number)});
  }
  labels::carry_denials(reading, found, facts, wordings);
  const auto secrecy = labels::read_secrecy(parts_->lexicon, reading, found, facts);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (secrecy[i].anonymity == Anonymity::none) continue;
    kinds[i].kind = Kind::anonymous;
    std::uint32_t& entity = identified.sources[i].entity;
    if (entity == identities::nobody) continue;
    if (identified.entities[entity].named)
      entity = identities::nobody;
    else
      identified.entities[entity].kind = Kind::anonymous;
  }
  const auto relations = report::relate(words, found, identified, kinds, wordings);
  report::assemble({document, found, wordings, identified, kinds, secrecy, relations}, annotation);
  annotation.text = document.text;
  return annotation;
}

}  // namespace hearsay
