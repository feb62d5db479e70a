// Hearsay: who says so?
//
// Finds, in a news article, whose word each statement rests on.
//
//   #include <hearsay/hearsay.hpp>
//
//   auto engine = hearsay::Engine::load(hearsay::built_in_resources());
//   if (!engine) return report(engine.failure());
//
//   hearsay::Article article{.id = "a.txt", .blocks = {"“No,” the minister said."}};
//   auto annotation = engine->annotate(article);
//   if (!annotation) return report(annotation.failure());
//
//   annotation->attributions[0].cue;      // a span: byte offsets into annotation->text
//   hearsay::to_json(*annotation);        // the same in UTF-16 code units, as the browser wants it
//
// The engine knows no browser, no DOM, no file system and no clock. It never throws: what can fail returns a Result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hearsay {

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

// Everything that can go wrong, in one list.
enum class Error : std::uint8_t {
  not_utf8,         // the text is not UTF-8; Failure::offset is the first bad byte
  empty,            // the article holds no words
  too_large,        // the article is over max_article_bytes
  not_json,         // the input is not JSON; Failure::offset is the byte where the parser stopped
  wrong_shape,      // the JSON is not an article (an object with "text" or "blocks")
  lexicon_invalid,  // a rule pack breaks the schema, or a pattern does not compile; the message names file, rule,
                    // column
  model_foreign,    // the bytes are not a Hearsay model
  model_version,    // a Hearsay model, but of a version that this engine does not read
  model_damaged,    // truncated, or its checksum does not match
  corpus_invalid,   // a brat standoff file cannot be read (training and evaluation only)
};

// The enum's own name of an error, as it stands above: "not_utf8".
[[nodiscard]] std::string_view name(Error error) noexcept;

// What went wrong and where, for a person: one line, no newline at its end.
struct Failure {
  Error error{};
  std::string message;     // "not UTF-8 at byte 17"
  std::size_t offset = 0;  // a byte offset into the input, where that means something
};

// A value, or the reason why there is none. Reading the value of a failed Result is undefined: test it first.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Failure failure) : held_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT(google-explicit-constructor)
  explicit operator bool() const noexcept { return held_.index() == 0; }
  T& operator*() & noexcept { return *std::get_if<0>(&held_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&held_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() noexcept { return std::get_if<0>(&held_); }
  const T* operator->() const noexcept { return std::get_if<0>(&held_); }
  [[nodiscard]] const Failure& failure() const noexcept { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Failure> held_;
};

// ── What goes in ────────────────────────────────────────────────────────────────────────────────────────────────────

// An article of more bytes than this is refused (Error::too_large): far more than any news story, and a bound on the
// memory and time that a page can make the engine use.
inline constexpr std::size_t max_article_bytes = 4u << 20;

// An article to annotate. The engine's text is the headline (if any) and the blocks, joined by one '\n' each.
struct Article {
  std::string id;                   // comes back unchanged in the result
  std::string headline;             // UTF-8; empty: unknown
  std::vector<std::string> blocks;  // paragraphs, list items, captions … in reading order, UTF-8
};

// The one-text form: paragraphs end at '\n'; the first is taken for the headline when it looks like one (short, more
// text below, and no full stop at its end or most words capitalised). The text comes back as it went in: offsets are
// into it.
[[nodiscard]] Article article_from_text(std::string id, std::string_view text);

// {"id": …, "text": …} or {"id": …, "headline": …, "blocks": ["…", …]}. Lone surrogates (\ud83d without its pair)
// become U+FFFD, which has their length in UTF-16. Errors: not_json, wrong_shape.
[[nodiscard]] Result<Article> article_from_json(std::string_view json);

// ── What comes out ──────────────────────────────────────────────────────────────────────────────────────────────────

// Half-open range of bytes of Annotation::text; never splits a code point.
struct Span {
  std::uint32_t start = 0, end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// The labels. Their definitions: core/README.md, “What it recognises”.
enum class Quotation : std::uint8_t { direct, mixed, indirect };
enum class Kind : std::uint8_t {
  person,
  organisation,
  anonymous,
  group,
  media,
  document,
  social,
  unattributed,
  author
};
enum class Anonymity : std::uint8_t { none, shielded, unnamed };
enum class Stance : std::uint8_t { states, denies, confirms, declines, alleges, believes, intends, decides };
enum class Badge : std::uint8_t {
  no_comment,
  official_denial,
  denial,
  anonymous_source,
  unnamed_official,
  unnamed_source,
  state_media,
  media_report,
  unattributed,
  unspecified_group,
  allegation,
  official_confirmation,
  confirmation,
  document,
  social_post,
  official_statement,
  organisation,
  named_source,
  none,
};

// A label's name in results: "official-denial". Valid for the program's life.
[[nodiscard]] std::string_view name(Quotation) noexcept;
[[nodiscard]] std::string_view name(Kind) noexcept;
[[nodiscard]] std::string_view name(Anonymity) noexcept;
[[nodiscard]] std::string_view name(Stance) noexcept;
[[nodiscard]] std::string_view name(Badge) noexcept;

// Why a label was given: a rule of the lexicon (its id), or "model:…", the words that decided it, and the rule's own
// line about itself, for a reader.
struct Evidence {
  std::string rule;
  Span words;
  std::string why;
};

// Index into Annotation::attributions or ::sources.
using Index = std::uint32_t;

struct Attribution {
  std::vector<Span> source;  // empty where the article names none
  Span cue;
  std::vector<Span> content;  // in order; may be empty, may hold several pieces
  Quotation quotation = Quotation::indirect;
  Kind kind = Kind::person;
  Anonymity anonymity = Anonymity::none;
  bool official = false;
  bool state_run = false;  // a media source that is run by a state
  Stance stance = Stance::states;
  Badge badge = Badge::none;
  std::optional<Index> who;                  // Annotation::sources
  std::optional<Index> via, within, denies;  // Annotation::attributions
  double confidence = 0;                     // 0 to 1, of having found an attribution here
  bool doubtful = false;                     // too unsure to be shown by default
  std::vector<Evidence> because;
};

struct Source {
  std::string name;                        // the fullest name, or the fullest description of an unnamed source
  std::optional<std::string> description;  // role or title as the article gives it
  Kind kind = Kind::person;
  Anonymity anonymity = Anonymity::none;
  bool official = false;
  std::optional<Span> terms;   // "on condition of anonymity"
  std::optional<Span> reason;  // "to discuss a sensitive matter"
  std::vector<Index> attributions;
};

struct Dispute {
  std::optional<Index> claim;    // the attribution whose claim is denied, or
  std::optional<Span> sentence;  // the article's own sentence
  std::vector<Index> denials;
};

struct Annotation {
  std::string id;
  std::string text;                       // what the spans point into
  std::vector<Attribution> attributions;  // in order of their cues
  std::vector<Source> sources;            // in order of first mention
  std::vector<Dispute> disputes;
  std::uint32_t words = 0;
  std::uint32_t attributed_words = 0;  // words that lie in some content
};

enum class Offsets : std::uint8_t { utf16, codepoint, byte };

// The result format, one line of JSON without a newline at its end.
[[nodiscard]] std::string to_json(const Annotation& annotation, Offsets offsets = Offsets::utf16);
// brat standoff as PolNeAR writes it; offsets in code points.
[[nodiscard]] std::string to_brat(const Annotation& annotation);
// W3C Web Annotation (https://www.w3.org/TR/annotation-model/), JSON-LD, one line; offsets in code points, as its
// TextPositionSelector asks.
[[nodiscard]] std::string to_web_annotation(const Annotation& annotation);
// RFC 4180, one row an attribution, with a header row.
[[nodiscard]] std::string to_csv(const Annotation& annotation, Offsets offsets = Offsets::utf16);
// Does a page show it before a reader asks for more? Nothing doubtful, believed or intended, and nothing without a
// badge.
[[nodiscard]] bool shown_by_default(const Attribution& attribution) noexcept;
// For eyes: the article with the badges shown by default, with ANSI colours or without.
[[nodiscard]] std::string to_text(const Annotation& annotation, bool colour);

// ── The engine ──────────────────────────────────────────────────────────────────────────────────────────────────────

// One rule pack: its file name (for messages) and its JSON.
struct Pack {
  std::string name;
  std::string json;
};

// What an engine is made of. The views must live until Engine::load returns, no longer.
struct Resources {
  std::string_view model;
  std::vector<Pack> packs;
};

// The model and the packs that this build carries. Valid for the program's life.
[[nodiscard]] Resources built_in_resources();

// A Memory keeps no more text than this.
inline constexpr std::size_t max_memory_bytes = 1u << 20;

// What an engine found in the paragraphs that it read last, for articles that come again with something added: pages
// that go on as one scrolls, live blogs (an entry on top shifts which paragraphs are read together, so less is saved
// there). What stands among the same few paragraphs as before (some 300 words) is not searched for sources and
// statements again; results are the same as without. Keeps those paragraphs' text, up to max_memory_bytes, until it
// ends. For one engine, and for one thread at a time.
class Memory {
 public:
  Memory();
  Memory(Memory&&) noexcept;
  Memory& operator=(Memory&&) noexcept;
  ~Memory();

 private:
  friend class Engine;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Immutable once loaded: any number of threads may annotate with one engine.
class Engine {
 public:
  // Errors: lexicon_invalid, model_foreign, model_version, model_damaged.
  [[nodiscard]] static Result<Engine> load(const Resources& resources);

  // Time and memory in proportion to the article's length. Errors: not_utf8, empty, too_large.
  [[nodiscard]] Result<Annotation> annotate(const Article& article, Memory* memory = nullptr) const;

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<const Parts> parts) noexcept;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace hearsay
