// What each attribution's words do: quotation, stance, anonymity, badge.
//
// Two calls, because the first needs only the words and the second also who the source is:
//
//   auto wordings = labels::read_wordings(lexicon, reading, extractions);
//   … kind and official of each source are decided …
//   auto secrecy = labels::read_secrecy(lexicon, reading, extractions, sources);
//   attribution.badge = labels::badge(kind, secrecy[i].anonymity, official, state_run, wordings[i].stance);
//
// The definitions: core/README.md, “What it recognises”. The words that decide are in core/lexicon.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "attributions/extraction.hpp"
#include "hearsay/hearsay.hpp"
#include "lexicon/lexicon.hpp"
#include "text/document.hpp"

namespace hearsay::labels {

// ── Rules on an attribution ─────────────────────────────────────────────────────────────────────────────────────────

// The rules on `target` that hold for an extraction. A source is read on to the end of its description, up to cue,
// content or whom it cites; a clause is the cue with some words on both sides, of which those that decide must touch
// the cue; of a content the first words count; a sentence is the cue's.
[[nodiscard]] std::vector<lexicon::Hit> find_hits(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                                                  const attributions::Extraction& extraction, lexicon::Target target);

// ── By the words alone ──────────────────────────────────────────────────────────────────────────────────────────────

struct Wording {
  Quotation quotation = Quotation::indirect;
  Stance stance = Stance::states;
  bool by_content = false;        // it denies by what is said, not by the cue: a claim to deny should be near
  std::vector<Evidence> because;  // of the stance; empty where no rule held and `states` is the default
};

// One for each extraction.
[[nodiscard]] std::vector<Wording> read_wordings(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                                                 std::span<const attributions::Extraction> extractions);

// ── By the words and the source ─────────────────────────────────────────────────────────────────────────────────────

// What the steps before know of an attribution's source.
struct SourceFacts {
  Kind kind = Kind::person;
  std::uint32_t who = UINT32_MAX;  // the same number for the same source; UINT32_MAX: unknown
  bool named = false;              // the article gives it a name
};

// A denial goes on: who is quoted as negating right after the article has them deny something denies it, too
// ("Doe rejected the claim. “I was not there,” she said."). And what a text does not say it does not decline to say.
void carry_denials(const lexicon::Reading& reading, std::span<const attributions::Extraction> extractions,
                   std::span<const SourceFacts> sources, std::span<Wording> wordings);

struct Secrecy {
  Anonymity anonymity = Anonymity::none;  // of an anonymous source only, or of one that its words show to be anonymous
  std::optional<Span> terms;              // "on condition of anonymity"
  std::optional<Span> reason;             // "to discuss a sensitive matter"
  std::vector<Evidence> because;
};

// One for each extraction. People in general, or somebody without a name, become anonymous where the words withhold a
// name
// ("the people, who asked not to be identified"): give their attributions Kind::anonymous. What the article says of a
// source once, or of “others interviewed for this story”, holds for that source everywhere in it.
[[nodiscard]] std::vector<Secrecy> read_secrecy(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                                                std::span<const attributions::Extraction> extractions,
                                                std::span<const SourceFacts> sources);

// The first row of the table of badges that fits.
[[nodiscard]] Badge badge(Kind kind, Anonymity anonymity, bool official, bool state_run, Stance stance) noexcept;

}  // namespace hearsay::labels
