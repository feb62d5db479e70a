#include "lexicon/lexicon.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <utility>

#include "lexicon/packs.hpp"
#include "lexicon/parts.hpp"
#include "lexicon/plain_text.hpp"

namespace hearsay::lexicon {
namespace {

// Null where the patterns are too large together.
std::unique_ptr<RE2::Set> compile(std::span<const std::uint32_t> rules, const std::vector<Finder>& finders) {
  auto set = std::make_unique<RE2::Set>(Pattern::options(16 << 20), RE2::UNANCHORED);
  for (const std::uint32_t rule : rules) set->Add(finders[rule].pattern->source(), nullptr);
  return set->Compile() ? std::move(set) : nullptr;
}

}  // namespace

Lexicon::Lexicon(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(std::span<const Pack> packs) {
  Result<PackContents> read = read_packs(packs);
  if (!read) return read.failure();
  PackContents& contents = *read;

  auto parts = std::make_unique<Parts>();
  parts->lists = std::move(contents.lists);
  parts->entries = std::move(contents.entries);
  parts->rules = std::move(contents.rules);
  parts->finders = std::move(contents.finders);

  // Entries are cut into words by the very step that cuts articles.
  const text::Document words = text::parse(std::move(contents.form_text), false);
  parts->trie = Trie(words.tokens.size());
  PlainText word(words.text.size());
  for (std::size_t b = 0; b < words.blocks.size() && b < contents.forms.size(); ++b) {
    const text::Range range = words.blocks[b].tokens;
    if (range.empty() || range.size() > Trie::longest) continue;
    std::uint32_t node = Trie::root, capitals = 0;
    for (text::TokenIndex t = range.first; t < range.last; ++t) {
      word.clear();
      word.add(words.word(t));
      node = parts->trie.add(node, word_key(word.plain()));
      capitals |= static_cast<std::uint32_t>(capitals_of(word.cased())) << (2 * (t - range.first));
    }
    parts->trie.end(node, contents.forms[b].list, contents.forms[b].entry, capitals);
  }

  for (auto& by_list : parts->list_rules) by_list.resize(parts->lists.size());
  for (std::uint32_t i = 0; i < parts->rules.size(); ++i) {
    const auto target = static_cast<std::size_t>(parts->rules[i].on);
    const Finder& finder = parts->finders[i];
    if (!finder.pattern) {
      parts->list_rules[target][finder.list].push_back(i);
      continue;
    }
    parts->sets[target][finder.cased].rules.push_back(i);
  }
  for (auto& by_case : parts->sets) {
    for (PatternSet& set : by_case) {
      if (set.rules.empty()) continue;
      set.set = compile(set.rules, parts->finders);
      if (set.set) continue;
      // The first rule that is too many: that of a reader, whose packs come last.
      const auto fits = [&](std::size_t count) {
        return compile(std::span(set.rules).first(count), parts->finders) != nullptr;
      };
      std::size_t fitting = 0, failing = set.rules.size();
      while (failing - fitting > 1) {
        const std::size_t middle = (fitting + failing) / 2;
        (fits(middle) ? fitting : failing) = middle;
      }
      const std::uint32_t rule = set.rules[fitting];
      return rule_fault(packs, contents.places[rule], parts->rules[rule],
                        "pattern: too large together with those of the rules before it");
    }
  }
  return Lexicon(std::move(parts));
}

ListId Lexicon::list(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < parts_->lists.size(); ++i) {
    if (parts_->lists[i] == name) return static_cast<ListId>(i);
  }
  return no_list;
}

const Entry& Lexicon::entry(std::uint32_t index) const noexcept { return parts_->entries[index]; }
std::span<const Rule> Lexicon::rules() const noexcept { return parts_->rules; }

}  // namespace hearsay::lexicon
