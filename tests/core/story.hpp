// Test articles with their attributions marked in the text: [source] {cue} <content>. A source or a content belongs to
// the next cue of its sentence, else to the cue before it. Blocks are separated by '\n'.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "attributions/extraction.hpp"
#include "catch.hpp"
#include "hearsay/hearsay.hpp"
#include "identities/identities.hpp"
#include "labels/kind.hpp"
#include "labels/labels.hpp"
#include "lexicon/lexicon.hpp"
#include "report/relations.hpp"

namespace hearsay::testing {

inline const lexicon::Lexicon& built_in_lexicon() {
  static const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::load(built_in_resources().packs);
  REQUIRE(lexicon);
  return *lexicon;
}

struct Story {
  explicit Story(std::string_view marked, bool headline = false, const lexicon::Lexicon& lexicon = built_in_lexicon()) {
    struct Mark {
      char kind;
      Span span;
    };
    std::vector<Mark> marks;
    std::vector<std::size_t> open;
    std::string plain;
    for (const char c : marked) {
      const auto at = static_cast<std::uint32_t>(plain.size());
      if (c == '[' || c == '{' || c == '<') {
        open.push_back(marks.size());
        marks.push_back({c, {at, at}});
      } else if (c == ']' || c == '}' || c == '>') {
        marks[open.back()].span.end = at;
        open.pop_back();
      } else {
        plain += c;
      }
    }
    document = text::parse(plain, headline);
    for (const Mark& m : marks)
      if (m.kind == '{') extractions.push_back({.cue = document.range(m.span), .confidence = 1});
    for (const Mark& m : marks) {
      if (m.kind == '{') continue;
      const text::Range r = document.range(m.span);
      const auto sentence = [&](text::TokenIndex t) { return document.tokens[t].sentence; };
      auto owner = std::partition_point(extractions.begin(), extractions.end(),
                                        [&](const auto& x) { return x.cue.first < r.last; });
      const auto before = std::partition_point(extractions.begin(), extractions.end(),
                                               [&](const auto& x) { return x.cue.last <= r.first; });
      const bool ahead = owner != extractions.end() && sentence(owner->cue.first) == sentence(r.last - 1);
      const bool behind = before != extractions.begin() && sentence((before - 1)->cue.first) == sentence(r.first);
      if (before != extractions.begin() && (!ahead || (m.kind == '<' && behind))) owner = before - 1;
      REQUIRE(owner != extractions.end());
      (m.kind == '[' ? owner->source : owner->content).push_back(r);
    }
    reading.emplace_back(lexicon.read(document));
    words.emplace_back(lexicon, reading.front());
    identities = identities::identify(words.front(), extractions);
    kinds = labels::label_kinds(words.front(), lexicon, extractions, identities);
    wordings = labels::read_wordings(lexicon, reading.front(), extractions);
    relations = report::relate(words.front(), extractions, identities, kinds, wordings);
  }
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  // The name of an attribution's source; "" where it has none.
  [[nodiscard]] std::string who(std::size_t i) const {
    const std::uint32_t e = identities.sources.at(i).entity;
    return e == identities::nobody ? "" : identities.entities.at(e).name;
  }
  [[nodiscard]] bool same(std::size_t i, std::size_t k) const {
    return identities.sources.at(i).entity != identities::nobody &&
           identities.sources.at(i).entity == identities.sources.at(k).entity;
  }
  [[nodiscard]] std::string_view kind(std::size_t i) const { return name(kinds.at(i).kind); }
  [[nodiscard]] bool official(std::size_t i) const { return kinds.at(i).official; }

  text::Document document;
  std::vector<attributions::Extraction> extractions;
  std::vector<lexicon::Reading> reading;
  std::vector<identities::Words> words;
  identities::Identities identities;
  std::vector<labels::KindLabel> kinds;
  std::vector<labels::Wording> wordings;
  report::Relations relations;
};

}  // namespace hearsay::testing
