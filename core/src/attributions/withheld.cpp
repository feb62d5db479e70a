#include "attributions/withheld.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "attributions/prose.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using lexicon::Phrase;
using std::string_view;
using text::Range;
using text::TokenIndex;

constexpr std::uint32_t words_before_head = 6, words_to_phrase = 3, words_after_phrase = 12, clause_words = 25;
constexpr std::uint32_t words_to_terms = 12, words_to_passive = 8;
constexpr double rule_confidence = 0.5, sure = 0.8;

using text::among;

// What a noun phrase does not reach back over.
constexpr auto before_phrase = std::to_array<string_view>(
    {"said",   "says", "say", "saying", "told", "tells", "citing", "cited", "cites", "quoting",
     "quoted", "to",   "by",  "from",   "with", "that",  "which",  "who",   "and",   "or",
     "but",    "as",   "for", "at",     "in",   "on",    "while",  "when",  "after", "if",
     "is",     "was",  "are", "were",   "than", "about", "has",    "have",  "had"});
constexpr auto counts =
    std::to_array<string_view>({"one", "two", "three", "four", "five", "six", "some", "many", "several", "both", "all",
                                "none", "most", "number", "few", "handful", "dozen"});
constexpr auto speech = std::to_array<string_view>(
    {"said",      "says",         "say",       "told",      "tell",       "tells",      "confirmed",    "added",
     "claimed",   "reported",     "described", "noted",     "suggested",  "argued",     "explained",    "insisted",
     "warned",    "acknowledged", "recalled",  "predicted", "stressed",   "denied",     "disputed",     "asked",
     "recounted", "cautioned",    "indicated", "denies",    "confirms",   "adds",       "insists",      "warns",
     "believes",  "believe",      "expected",  "expects",   "suggests",   "describes",  "acknowledges", "recalls",
     "argues",    "stress",       "stresses",  "maintain",  "maintains",  "maintained", "contend",      "contended",
     "contends",  "revealed",     "conceded",  "admitted",  "complained", "replied",    "responded",    "testified"});
constexpr auto indefinite =
    std::to_array<string_view>({"a", "an", "one", "another", "two", "three", "four", "several"});
constexpr auto spoke = std::to_array<string_view>(
    {"spoke", "talked", "asked", "requested", "declined", "insisted", "agreed", "refused", "wished", "wanted"});
constexpr auto people = std::to_array<string_view>({"people", "someone", "somebody", "those", "persons"});
constexpr auto auxiliaries = std::to_array<string_view>({"was", "were", "has", "have", "had"});
constexpr auto copulas = std::to_array<string_view>({"is", "was", "are", "were"});
constexpr auto before_speech = std::to_array<string_view>({"also", "later", "then", "has", "have", "had", "recently"});
constexpr auto talked = std::to_array<string_view>({"spoke", "spoken", "talked"});
constexpr auto citing = std::to_array<string_view>({"citing", "cited", "cites", "quoting"});

class Finder : Prose {
 public:
  Finder(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions)
      : Prose(reading),
        extractions_(extractions),
        roles_(lexicon.list("anonymous-roles")),
        sources_(lexicon.list("source-nouns")),
        shielding_(lexicon.list("shielding")) {}

  void run() {
    const std::size_t known = extractions_.size();
    TokenIndex after = 0;  // the last phrase found
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      if (t < after) continue;
      enter(t);
      if (capital(t) && t > sentence_.first && capital(t - 1)) continue;  // Business Insider
      const Phrase* bare = reading_.at(sources_, t);
      const Phrase* role = bare ? bare : reading_.at(roles_, t);
      if (!role && !among(people, plain(t))) continue;
      const std::optional<Source> source = source_at(role ? role->tokens : Range{t, t + 1}, bare != nullptr);
      if (!source) continue;
      after = source->words.last;
      attribute(source->words, source->head, known);
    }
    std::stable_sort(extractions_.begin(), extractions_.end(),
                     [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
  }

 private:
  // "two people familiar with the talks", from its first word to the last; none where no name is withheld.
  // `secret`: the noun itself says so.
  struct Source {
    Range words;
    TokenIndex head;
  };
  [[nodiscard]] std::optional<Source> source_at(Range noun, bool secret) const {
    const Phrase* shield = nullptr;
    for (TokenIndex t = noun.last; t < sentence_.last && t <= noun.last + words_to_phrase && !shield; ++t) {
      shield = reading_.at(shielding_, t, sentence_.last);
      if (!word(t) && plain(t) != "," && document_.tokens[t].kind != text::TokenKind::open_quote) break;
    }
    Range source = noun;
    if (shield && !among(spoke, plain(noun.last))) {
      source.last = shield->tokens.last;
      while (source.last < sentence_.last && source.last < shield->tokens.last + words_after_phrase &&
             word(source.last) && !ends_description(source.last)) {
        ++source.last;
      }
    }
    secret = secret && plain(noun.last) != "of";
    while (source.first > sentence_.first && noun.first - source.first < words_before_head) {
      const TokenIndex t = source.first - 1;
      if (!word(t) || among(before_phrase, plain(t))) break;
      if (plain(t) == "of" && !(t > sentence_.first && among(counts, plain(t - 1)))) break;
      source.first = t;
    }
    TokenIndex verb = source.last;  // "the person, who | spoke on condition of anonymity"
    if (plain(verb) == ",") ++verb;
    if (plain(verb) == "who") ++verb;
    if (shield || secret || terms_after(verb)) return Source{source, noun.first};
    // "…, said a senior aide": of nobody who is named behind it.
    if (source.first == sentence_.first || !among(indefinite, plain(source.first))) return std::nullopt;
    if (!among(speech, plain(source.first - 1))) return std::nullopt;
    while (source.last < sentence_.last && source.last < noun.last + words_after_phrase && word(source.last))
      ++source.last;
    for (TokenIndex t = noun.last; t < sentence_.last && t <= source.last + 1; ++t) {
      if (capital(t)) return std::nullopt;
    }
    return Source{source, noun.first};
  }

  // What follows a description: the verb that it is the subject of.
  [[nodiscard]] bool ends_description(TokenIndex t) const {
    if (among(speech, plain(t)) || among(spoke, plain(t)) || plain(t) == "that") return true;
    const bool relative = plain(t - 1) == "who" || plain(t - 1) == "which" || plain(t - 1) == "and";
    return !relative && among(auxiliaries, plain(t));
  }
  // "spoke on condition of anonymity", "asked not to be named".
  [[nodiscard]] bool terms_after(TokenIndex t) const {
    if (!among(spoke, plain(t))) return false;
    const TokenIndex limit = std::min(sentence_.last, t + words_to_terms);
    for (; t < limit; ++t) {
      if (reading_.at(shielding_, t, sentence_.last)) return true;
    }
    return false;
  }
  // The words that attribute something to `source`, on its right or its left.
  struct Cue {
    Range words;
    bool before = false, cites = false;  // it stands before the source; it cites it
    bool bare = false;                   // nothing need be said: "spoke on condition of anonymity"
  };
  [[nodiscard]] std::optional<Cue> cue_of(Range source) const {
    TokenIndex before = source.first > sentence_.first ? source.first - 1 : text::none;
    if (before != text::none && before > sentence_.first &&
        document_.tokens[before].kind == text::TokenKind::open_quote)
      --before;
    if (among(citing, plain(before))) return Cue{{before, before + 1}, true, true};
    if (plain(before) == "to" && before > sentence_.first && plain(before - 1) == "according") {
      return Cue{{before - 1, before + 1}, true, false};
    }
    TokenIndex t = source.last;
    if (t < sentence_.last && document_.tokens[t].kind == text::TokenKind::close_quote) ++t;
    if (plain(t) == ",") {  // a clause between commas: "…, who asked not to be named, said"
      const TokenIndex comma = t++;
      if (!among(speech, plain(t))) {
        const TokenIndex limit = std::min(sentence_.last, comma + clause_words);
        while (t < limit && plain(t) != ",") ++t;
        if (t < limit) ++t;
      }
    }
    if (among(before_speech, plain(t)) && among(speech, plain(t + 1))) ++t;
    if (among(speech, plain(t))) return Cue{{t, t + 1}, false, false};
    if ((plain(t) == "was" || plain(t) == "were") && plain(t + 1) == "quoted") return Cue{{t, t + 2}, false, false};
    if (terms_after(source.last)) return Cue{{source.last, source.last + 1}, false, false, true};
    if (among(speech, plain(before))) return Cue{{before, before + 1}, true, false};
    const bool party = plain(before) == "with" || plain(before) == "to";
    if (party && before > sentence_.first && among(talked, plain(before - 1))) {
      return Cue{{before - 1, before + 1}, true, false, true};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool speaks_within(Range range) const {
    for (TokenIndex t = range.first; t < range.last; ++t)
      if (among(speech, plain(t)) || among(copulas, plain(t))) return true;
    return false;
  }

  static bool overlaps(const std::vector<Range>& ranges, Range range) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) { return r.overlaps(range); });
  }

  // Without marks at its ends that belong to no quotation.
  [[nodiscard]] Range trimmed(Range range) const {
    const auto mark = [&](TokenIndex t) { return document_.tokens[t].kind == text::TokenKind::punctuation; };
    while (!range.empty() && mark(range.first)) ++range.first;
    while (!range.empty() && mark(range.last - 1)) --range.last;
    return range;
  }

  void attribute(Range source, TokenIndex head, std::size_t known) {
    const std::optional<Cue> cue = cue_of(source);
    if (!cue) {
      if (!cut_short(source)) passive(source, known);
      return;
    }
    // Cues are in order up to `known`; what overlaps begins at most a few words before.
    const auto end = extractions_.begin() + static_cast<std::ptrdiff_t>(known);
    const TokenIndex from = cue->words.first - std::min<TokenIndex>(cue->words.first, words_after_phrase);
    const auto first = std::lower_bound(extractions_.begin(), end, from,
                                        [](const Extraction& e, TokenIndex at) { return e.cue.first < at; });
    Extraction* found = nullptr;
    Extraction* neighbour = nullptr;  // what else the sentence attributes, nearest before the cue
    for (auto e = first; e != end && e->cue.first < cue->words.last; ++e) {
      if (e->cue.overlaps(cue->words))
        found = &*e;
      else if (sentence_.contains(e->cue.first))
        neighbour = &*e;
    }
    if (found && overlaps(found->source, {head, head + 1})) {
      // "The Post reported that two aides briefed on it | said": the aides alone.
      Range& words = found->source.front();
      if (found->source.size() == 1 && words.first < source.first && words.last <= source.last + 1 &&
          speaks_within({words.first, source.first}))
        words = source;
      if (!cue->bare && !cue->cites) found->confidence = std::max(found->confidence, sure);
      return;
    }
    if (cue->cites && found && !neighbour) {  // "The Post, citing two aides, said …"
      const auto next = std::find_if(first, end, [&](const Extraction& e) { return e.cue.first >= source.last; });
      if (next != end && sentence_.contains(next->cue.first)) neighbour = &*next;
    }

    if (found && cue->bare && !found->source.empty()) return;

    std::vector<Range> content;
    if (cue->bare) {
      if (found) content = found->content;
    } else if (cue->cites) {
      if (neighbour) content = neighbour->content;
    } else if (found && !found->content.empty() && !overlaps(found->content, source)) {
      content = found->content;
    } else if (cue->before && cue->words.first > sentence_.first + 1) {
      content = {trimmed({sentence_.first, cue->words.first})};
    } else {
      content = {trimmed({std::max(cue->words.last, source.last), sentence_.last})};
    }
    std::erase_if(content, [&](const Range& r) { return r.empty() || r.overlaps(source) || r.overlaps(cue->words); });
    // "Sources with knowledge of it | told": hardly ever anything else.
    const double confidence = cue->bare || cue->cites ? rule_confidence : sure;
    if (found) {
      found->source = {source};
      found->content = std::move(content);
      found->confidence = std::max(found->confidence, confidence);
    } else {
      extractions_.push_back(
          {.cue = cue->words, .source = {source}, .content = std::move(content), .confidence = confidence});
    }
  }

  // "The sale is off, two people familiar with the": a teaser, cut before its verb.
  bool cut_short(Range source) {
    const text::Block& block = document_.blocks[document_.tokens[source.first].block];
    if (source.first < sentence_.first + 4 || plain(source.first - 1) != "," || sentence_.last != block.tokens.last)
      return false;
    TokenIndex end = source.last;
    while (end < sentence_.last && word(end)) ++end;
    if (end < sentence_.last) return false;
    extractions_.push_back({.cue = {source.first - 1, source.first},
                            .source = {{source.first, end}},
                            .content = {trimmed({sentence_.first, source.first - 1})},
                            .confidence = sure});
    return true;
  }

  // "was dismissed in May by a source close to him": the attribution before it that has no source.
  void passive(Range source, std::size_t known) {
    if (source.first == sentence_.first || plain(source.first - 1) != "by") return;
    const auto end = extractions_.begin() + static_cast<std::ptrdiff_t>(known);
    auto e = std::lower_bound(extractions_.begin(), end, source.first,
                              [](const Extraction& x, TokenIndex at) { return x.cue.first < at; });
    if (e == extractions_.begin()) return;
    --e;
    const bool near = sentence_.contains(e->cue.first) && source.first - e->cue.last <= words_to_passive;
    if (!near || e->cue.last > source.first || overlaps(e->content, source)) return;
    // "was confirmed to | the Post on condition of anonymity by two aides"
    const bool holds = e->source.size() == 1 && e->source.front().first >= e->cue.last &&
                       e->source.front().contains(source.first) && e->source.front().first < source.first;
    if (e->source.empty() || holds) e->source = {source};
  }

  std::vector<Extraction>& extractions_;
  const ListId roles_, sources_, shielding_;
};

}  // namespace

void find_withheld(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                   std::vector<Extraction>& extractions) {
  Finder(lexicon, reading, extractions).run();
}

}  // namespace hearsay::attributions
