// The rule packs: word lists and patterns that decide labels, and that a reader can change without a compiler.
//
//   auto lexicon = lexicon::Lexicon::load(packs);             // once
//   lexicon::Reading reading = lexicon->read(document);       // once an article: every phrase of every list
//   reading.first(lexicon->list("outlets"), range);           // the first outlet named in these tokens
//   lexicon->match(reading, Target::source, range, hits);     // the rules that hold for these words
//
// How a pack is written: core/lexicon/README.md and core/lexicon/pack.schema.json.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"
#include "text/document.hpp"

namespace hearsay::lexicon {

// What a rule decides. The value of a Rule is the enum value of hearsay.hpp for kind, anonymity and stance, 0 or 1 for
// official and state_run, and 1 for the others.
enum class Axis : std::uint8_t {
  kind,
  anonymity,
  official,
  stance,
  state_run,
  terms,     // the words that say on what terms an unnamed source spoke
  reason,    // … and why
  others,    // the words extend the terms of one source to the article's other sources
  rebuttal,  // content that negates a claim, whatever the cue
};

// What a rule's pattern or list is held against.
enum class Target : std::uint8_t { source, cue, clause, content, sentence };
inline constexpr std::size_t target_count = 5;

// A stance rule on the cue or the clause of at least this priority is final: no rule on the content is asked.
inline constexpr std::int32_t final_priority = 70;

using ListId = std::uint16_t;
inline constexpr ListId no_list = UINT16_MAX;  // what a name that no pack has gets; nothing is ever found in it

// An entry of a list where it stands in an article.
struct Phrase {
  text::Range tokens;
  ListId list = no_list;
  std::uint32_t entry = 0;  // Lexicon::entry
};

struct Entry {
  std::string name;  // as written in the pack; the `name` of an entry that has other forms
};

struct Rule {
  std::string id, why;
  Axis axis{};
  Target on{};
  std::uint8_t value = 0;
  std::int32_t priority = 0;
  bool phrase = false;  // it looks for phrases of a list, not for a pattern
};

// A rule that holds, and the words that decided it (bytes of Document::text).
struct Hit {
  std::uint32_t rule = 0;
  Span words;
};

class Lexicon;

// An article as the lexicon reads it. Refers to the Document and to the Lexicon: both must outlive it.
class Reading {
 public:
  [[nodiscard]] const text::Document& document() const noexcept { return *document_; }

  // All phrases, by first token; of one list, the longest at each token.
  [[nodiscard]] std::span<const Phrase> phrases() const noexcept { return phrases_; }
  // Those that begin at a token.
  [[nodiscard]] std::span<const Phrase> at(text::TokenIndex t) const noexcept;
  // The longest of `list` that begins at a token and ends before `limit`; null if none.
  [[nodiscard]] const Phrase* at(ListId list, text::TokenIndex t, text::TokenIndex limit = text::none) const noexcept;
  // The first or the last of `list` that lies wholly inside `where`; null if none.
  [[nodiscard]] const Phrase* first(ListId list, text::Range where) const noexcept;
  [[nodiscard]] const Phrase* last(ListId list, text::Range where) const noexcept;
  // The one of `list` that is all of `where`; null if none.
  [[nodiscard]] const Phrase* exactly(ListId list, text::Range where) const noexcept;

  // The words of a range as rules see them: in lower case, one space or none between tokens as in the article, every
  // double quotation mark as ", every apostrophe as '.
  [[nodiscard]] std::string_view plain(text::Range range) const noexcept { return words(plain_, range); }
  // The same with its capitals.
  [[nodiscard]] std::string_view cased(text::Range range) const noexcept { return words(cased_, range); }

 private:
  friend class Lexicon;
  [[nodiscard]] std::span<const Phrase> shorter(text::TokenIndex t) const noexcept;
  [[nodiscard]] Span back(std::uint32_t begin, std::uint32_t end) const noexcept;
  [[nodiscard]] std::string_view words(std::string_view text, text::Range range) const noexcept {
    if (range.empty() || range.last > plain_end_.size()) return {};
    const std::uint32_t start = plain_start_[range.first];
    return {text.data() + start, plain_end_[range.last - 1] - start};
  }
  const text::Document* document_ = nullptr;
  std::vector<Phrase> phrases_;
  std::vector<Phrase> shorter_;                              // those that a longer one of their list begins with
  std::vector<std::uint32_t> first_phrase_, first_shorter_;  // of each token; one more at the end
  std::string plain_, cased_;                                // the same length
  std::vector<std::uint32_t> plain_start_, plain_end_;       // of each token
};

class Lexicon {
 public:
  // Later packs add to the lists of earlier ones, and replace rules of the same id.
  // Error: lexicon_invalid; the message is "PACK:LINE:COLUMN: rule ID: what is wrong".
  [[nodiscard]] static Result<Lexicon> load(std::span<const Pack> packs);

  [[nodiscard]] ListId list(std::string_view name) const noexcept;
  [[nodiscard]] const Entry& entry(std::uint32_t index) const noexcept;
  [[nodiscard]] std::span<const Rule> rules() const noexcept;

  [[nodiscard]] Reading read(const text::Document& document) const;

  // Adds the rules on `target` that hold for the tokens of `where`, in the order of rules(). With `touching`, only
  // those whose deciding words overlap it.
  void match(const Reading& reading, Target target, text::Range where, std::vector<Hit>& hits,
             std::optional<text::Range> touching = std::nullopt) const;

  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

 private:
  struct Parts;
  explicit Lexicon(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace hearsay::lexicon
