#include "labels/labels.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace hearsay::labels {
namespace {

using attributions::Extraction;
using lexicon::Axis;
using lexicon::Hit;
using lexicon::Lexicon;
using lexicon::Reading;
using lexicon::Target;
using text::Document;
using text::Range;
using text::TokenIndex;

// How far around a cue a rule on the clause may look, and how much of a content one on the content: what comes later in
// a long quotation is beside the point.
constexpr std::uint32_t clause_before = 6, clause_after = 12, content_words = 40;
// A verb of a lower priority than this is too light to decide: its object does ("expressed | doubts about").
constexpr std::int32_t light_priority = 10, verb_priority = 25;  // nouns and adjectives come below verbs
constexpr std::uint32_t object_words = 4;
// A rebuttal of a lower priority than this is one only where the article speaks of the matter before.
// With one word of it, or with two.
constexpr std::int32_t plain_rebuttal = 40, weak_rebuttal = 25;
constexpr std::uint32_t matter_words = 6, matter_before = 2000;  // words of the matter; how far back it may be
// How far behind a source its description may go on beyond what was found.
constexpr std::uint32_t description_words = 10;
constexpr TokenIndex longest_source = 60;  // tokens from a source to its cue, at most

Range sentence_of(const Document& document, TokenIndex t) {
  return document.sentences[document.tokens[t].sentence].tokens;
}

bool is_word(const Document& document, TokenIndex t) {
  const text::TokenKind kind = document.tokens[t].kind;
  return kind == text::TokenKind::word || kind == text::TokenKind::number;
}

// Where a source's words may go on: "said a person | familiar with the talks". Whom it cites is somebody else.
Range with_description(const Reading& reading, const Extraction& extraction, Range source) {
  const Range sentence = sentence_of(reading.document(), source.first);
  TokenIndex limit = std::min(sentence.last, source.last + description_words);
  const auto stop = [&](Range r) {
    if (r.first >= source.last) limit = std::min(limit, r.first);
  };
  stop(extraction.cue);
  for (const Range& piece : extraction.content) stop(piece);
  limit = std::max(source.last, limit);
  for (TokenIndex t = source.first + 1; t < limit; ++t) {
    const std::string_view word = reading.plain({t, t + 1});
    if (word == "citing" || word == "quoting" || word == "cited" || word == "quoted") limit = t;
  }
  return {source.first, limit};
}

Evidence evidence(const Lexicon& lexicon, const Hit& hit) {
  const lexicon::Rule& rule = lexicon.rules()[hit.rule];
  return {rule.id, hit.words, rule.why};
}

// ── Quotation ───────────────────────────────────────────────────────────────────────────────────────────────────────

Quotation quotation_of(const Document& document, const Extraction& extraction) {
  const text::Token& cue = document.tokens[extraction.cue.first];
  std::size_t inside = 0, outside = 0;
  for (const Range& piece : extraction.content) {
    for (TokenIndex t = piece.first; t < piece.last; ++t) {
      if (!is_word(document, t)) continue;
      const text::Token& token = document.tokens[t];
      const bool quoted =
          token.quotation != text::none && token.quotation != cue.quotation && token.quote_depth >= cue.quote_depth;
      ++(quoted ? inside : outside);
    }
  }
  if (inside == 0) return Quotation::indirect;
  return outside == 0 ? Quotation::direct : Quotation::mixed;
}

// ── Stance ──────────────────────────────────────────────────────────────────────────────────────────────────────────

// The rule of `axis` that decides: the one of the highest priority, of equals the one whose words come first. A phrase
// inside a longer one ("weigh" in "weigh in on") says nothing.
const Hit* decisive(const Lexicon& lexicon, const std::vector<Hit>& hits, Axis axis) {
  const Hit* best = nullptr;
  const auto rules = lexicon.rules();
  const auto swallowed = [&](const Hit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
      return rules[other.rule].phrase && rules[other.rule].axis == axis && other.words.start <= hit.words.start &&
             hit.words.end <= other.words.end && other.words != hit.words;
    });
  };
  for (const Hit& hit : hits) {
    const lexicon::Rule& rule = rules[hit.rule];
    if (rule.axis != axis || (rule.phrase && swallowed(hit))) continue;
    if (!best) {
      best = &hit;
      continue;
    }
    const lexicon::Rule& other = rules[best->rule];
    if (rule.priority > other.priority || (rule.priority == other.priority && hit.words.start < best->words.start)) {
      best = &hit;
    }
  }
  return best;
}

// Whether so many words of the matter that a rebuttal negates ("there was no | meeting with the owners") stand in
// earlier sentences, or under the headline, in whatever form: compared by their first letters.
bool matter_is_known(const Reading& reading, const Hit& hit, int wanted) {
  constexpr std::size_t shortest = 4, stem = 5;
  constexpr std::string_view empty[] = {"there", "never", "about", "such", "that", "with", "from",
                                        "have",  "been",  "were",  "this", "they", "sort", "kind"};
  const Document& document = reading.document();
  const Range words = document.range(hit.words);
  const Range sentence = sentence_of(document, words.first);
  const TokenIndex last = std::min(sentence.last, words.last + matter_words);
  const TokenIndex end = static_cast<TokenIndex>(document.tokens.size());
  // A headline, all in capitals, speaks of what the story goes on to tell.
  const bool headline = sentence.first == 0;
  const Range told = headline
                         ? Range{sentence.last, std::min(end, sentence.last + matter_before)}
                         : Range{sentence.first > matter_before ? sentence.first - matter_before : 0, sentence.first};
  for (TokenIndex t = words.first; t < last; ++t) {
    if (!is_word(document, t)) {
      if (t >= words.last) break;
      continue;
    }
    const std::string_view word = reading.plain({t, t + 1});
    const bool name = !headline && reading.cased({t, t + 1}).front() != word.front();  // names alone are no matter
    if (word.size() < shortest || name || std::find(std::begin(empty), std::end(empty), word) != std::end(empty))
      continue;
    for (TokenIndex k = told.first; k < told.last; ++k) {
      const std::string_view other = reading.plain({k, k + 1});
      // A short word begins too many others: only its plural is it.
      if (!other.starts_with(word.substr(0, stem)) || (word.size() < stem && other.size() > word.size() + 1)) continue;
      if (--wanted == 0) return true;
      break;
    }
  }
  return false;
}

// The source ends in a phrase of the list: "the annual report", "Sky News".
bool source_is(const Reading& reading, const Extraction& extraction, lexicon::ListId list) {
  if (extraction.source.empty()) return false;
  const Range source = extraction.source.front();
  const lexicon::Phrase* phrase = reading.last(list, source);
  return phrase && phrase->tokens.last == source.last;
}

struct Lists {
  lexicon::ListId documents, outlets, outlet_endings, outlet_verbs, addressing, voiced;
};

Wording read_wording(const Lexicon& lexicon, const Reading& reading, const Extraction& extraction, const Lists& lists) {
  const Document& document = reading.document();
  const auto rules = lexicon.rules();
  Wording wording;
  wording.quotation = quotation_of(document, extraction);

  std::vector<Hit> hits = find_hits(lexicon, reading, extraction, Target::cue);
  const std::vector<Hit> in_clause = find_hits(lexicon, reading, extraction, Target::clause);
  hits.insert(hits.end(), in_clause.begin(), in_clause.end());
  const Hit* by_cue = decisive(lexicon, hits, Axis::stance);
  if (by_cue && rules[by_cue->rule].priority < light_priority && !extraction.content.empty()) {
    Range object = extraction.content.front();
    object.last = std::min(object.last, object.first + object_words);
    lexicon.match(reading, Target::cue, object, hits);
    std::erase_if(hits, [&](const Hit& hit) { return rules[hit.rule].priority >= verb_priority; });
    by_cue = decisive(lexicon, hits, Axis::stance);
  }
  if (by_cue) {
    wording.stance = static_cast<Stance>(rules[by_cue->rule].value);
    wording.because = {evidence(lexicon, *by_cue)};
    // A text cannot decline to answer; “the group named in the report” can.
    constexpr std::uint32_t longest_text = 4;  // tokens
    if (wording.stance == Stance::declines && source_is(reading, extraction, lists.documents) &&
        extraction.source.front().size() <= longest_text) {
      wording.stance = Stance::states;
      wording.because.clear();
      return wording;
    }
  }
  if (wording.stance == Stance::believes &&
      (source_is(reading, extraction, lists.outlets) || source_is(reading, extraction, lists.outlet_endings)) &&
      reading.first(lists.outlet_verbs, extraction.cue)) {
    wording.stance = Stance::states;
    wording.because = {{"stance.outlet-knows", document.span(extraction.cue),
                        "An outlet reports what it says that it understands or was told."}};
    return wording;
  }
  if (wording.stance == Stance::believes && wording.quotation != Quotation::indirect &&
      reading.first(lists.voiced, extraction.cue)) {
    wording.stance = Stance::states;
    wording.because = {{"stance.voiced", document.span(extraction.cue), "Said aloud: the words are quoted."}};
    return wording;
  }
  // "The families were told that the search was over": by nobody that the words name.
  if (wording.stance == Stance::believes && extraction.source.empty() &&
      reading.last(lists.addressing, extraction.cue)) {
    wording.stance = Stance::states;
    wording.because = {
        {"stance.told-by-nobody", document.span(extraction.cue), "Somebody was told so; the words leave out by whom."}};
    return wording;
  }
  // A cue that takes a stance has said it; a neutral one leaves it to the content.
  if (wording.stance != Stance::states || (by_cue && rules[by_cue->rule].priority >= lexicon::final_priority)) {
    return wording;
  }
  std::vector<Hit> in_content = find_hits(lexicon, reading, extraction, Target::content);
  std::erase_if(in_content, [&](const Hit& hit) {
    const lexicon::Rule& rule = rules[hit.rule];
    return rule.axis == Axis::rebuttal && rule.priority < plain_rebuttal &&
           !matter_is_known(reading, hit, rule.priority < weak_rebuttal ? 2 : 1);
  });
  const Hit* stance = decisive(lexicon, in_content, Axis::stance);
  const Hit* rebuttal = decisive(lexicon, in_content, Axis::rebuttal);
  if (stance && (!rebuttal || rules[stance->rule].priority >= rules[rebuttal->rule].priority)) {
    wording.stance = static_cast<Stance>(rules[stance->rule].value);
    wording.because = {evidence(lexicon, *stance)};
  } else if (rebuttal) {
    wording.stance = Stance::denies;
    wording.by_content = true;
    wording.because = {evidence(lexicon, *rebuttal)};
  }
  return wording;
}

// ── Anonymity ───────────────────────────────────────────────────────────────────────────────────────────────────────

bool may_be_anonymous(const SourceFacts& source) {
  if (source.kind == Kind::anonymous) return true;
  return !source.named && (source.kind == Kind::group || source.kind == Kind::person);
}

// Whether the words that withhold a name are said of somebody ("officials | with knowledge of it"), and not of a body.
bool of_somebody(const Lexicon& lexicon, const Reading& reading, Range source, Range shielding) {
  if (reading.first(lexicon.list("source-nouns"), shielding)) return true;
  TokenIndex end = shielding.first;  // of the noun: "the officials, who were |"
  while (end > source.first && shielding.first - end < 3) {
    const std::string_view word = reading.plain({end - 1, end});
    if (word != "," && word != "who" && word != "was" && word != "were" && word != "is" && word != "are") break;
    --end;
  }
  for (const char* list : {"anonymous-roles", "private-roles", "groups"}) {
    const lexicon::Phrase* role = reading.last(lexicon.list(list), {source.first, end});
    if (!role) continue;
    TokenIndex next = role->tokens.last;  // "officials, | who spoke on the condition of anonymity"
    if (next < shielding.first && reading.plain({next, next + 1}) == ",") ++next;
    if (role->tokens.last == end || reading.plain({shielding.first, shielding.first + 1}).starts_with("who") ||
        reading.plain({next, next + 1}) == "who")
      return true;
  }
  return false;
}

// “Nobody was told,” “No calls were made,” “The captain did not see her.”
bool opens_with_none(const Reading& reading, Range content) {
  constexpr std::string_view none[] = {"no", "nobody", "none", "nothing", "never", "not"};
  constexpr std::uint32_t opening = 7;
  const auto is_none = [&](TokenIndex t) {
    const std::string_view word = reading.plain({t, t + 1});
    return std::find(std::begin(none), std::end(none), word) != std::end(none) || word == "n't";
  };
  TokenIndex t = content.first;
  while (t < content.last && !is_word(reading.document(), t)) ++t;
  if (t >= content.last) return false;
  const std::string_view first = reading.plain({t, t + 1});
  if (first == "no") {
    const std::string_view noun = reading.plain({t + 1, t + 2});
    return t + 1 < content.last && is_word(reading.document(), t + 1) && noun != "doubt" && noun != "question";
  }
  if (first == "nobody" || first == "none") return true;
  for (TokenIndex k = t; k < std::min(content.last, t + opening); ++k) {
    const std::string_view word = reading.plain({k, k + 1});
    if (word == "never" || ((word == "did" || word == "has" || word == "had") && is_none(k + 1))) return true;
    if (word == "," || word == "but" || word == "because") break;
  }
  return false;
}

// “I never took a penny,” “We did not.”
bool opens_negated(const Reading& reading, const Extraction& extraction) {
  constexpr std::uint32_t opening = 4;
  if (extraction.content.empty()) return false;
  const Range first = extraction.content.front();
  if (opens_with_none(reading, first)) return true;
  bool self = false;
  for (TokenIndex t = first.first; t < std::min(first.last, first.first + opening); ++t) {
    const std::string_view word = reading.plain({t, t + 1});
    self = self || word == "i" || word == "we" || word == "he" || word == "she" || word == "they";
    if (self && (word == "never" || word == "did" || word == "have" || word == "was" || word == "were")) {
      const std::string_view next = reading.plain({t + 1, t + 2});
      if (word == "never" || next == "not" || next == "n't" || next == "never") return true;
    }
    if (self && (word == "didn't" || word == "haven't" || word == "wasn't" || word == "weren't")) return true;
  }
  return false;
}

std::string_view singular(std::string_view noun) {
  if (noun.size() > 4 && noun.ends_with('s') && !noun.ends_with("ss")) noun.remove_suffix(1);
  return noun;
}

// "One", "another", "the other": of those right before.
bool one_of_before(const Reading& reading, Range source) {
  constexpr std::string_view words[] = {"one", "another", "both", "second", "third", "other", "most", "all"};
  if (source.size() > 2) return false;
  const std::string_view first = reading.plain({source.first, source.first + 1});
  if (source.size() == 2 && first != "the" && first != "a") return false;
  const std::string_view last = reading.plain({source.last - 1, source.last});
  return std::find(std::begin(words), std::end(words), last) != std::end(words);
}

// "The official", "the second official", "two of the officials", "one of the three officials": of those before.
bool points_back(const Reading& reading, Range source, TokenIndex noun) {
  constexpr std::string_view between[] = {"two",   "three",  "four",  "five",   "six",   "other", "same",
                                          "first", "second", "third", "fourth", "seven", "latter"};
  TokenIndex the = noun;
  if (the > source.first) {
    const std::string_view word = reading.plain({the - 1, the});
    if (std::find(std::begin(between), std::end(between), word) != std::end(between)) --the;
  }
  if (the == source.first || reading.plain({the - 1, the}) != "the") return false;
  return the - 1 == source.first || reading.plain({the - 2, the - 1}) == "of";
}

constexpr bool plural_subject(std::string_view first) {
  return first == "they" || first == "both" || first == "all" || first == "the" || first == "each" ||
         first == "neither";
}

}  // namespace

std::vector<Hit> find_hits(const Lexicon& lexicon, const Reading& reading, const Extraction& extraction,
                           Target target) {
  const Document& document = reading.document();
  const Range sentence = sentence_of(document, extraction.cue.first);
  std::vector<Hit> hits;
  switch (target) {
    case Target::source:
      for (const Range& piece : extraction.source) {
        lexicon.match(reading, target, with_description(reading, extraction, piece), hits);
      }
      break;
    case Target::cue:
      lexicon.match(reading, target, extraction.cue, hits);
      break;
    case Target::clause: {
      Range clause = extraction.cue;
      while (clause.first > sentence.first && extraction.cue.first - clause.first < clause_before) --clause.first;
      while (clause.last < sentence.last && clause.last - extraction.cue.last < clause_after) ++clause.last;
      lexicon.match(reading, target, clause, hits, extraction.cue);
      break;
    }
    case Target::content: {
      std::uint32_t left = content_words;
      for (Range piece : extraction.content) {
        piece.last = std::min(piece.last, piece.first + left);
        left -= piece.size();
        lexicon.match(reading, target, piece, hits);
        if (left == 0) break;
      }
      break;
    }
    case Target::sentence:
      lexicon.match(reading, target, sentence, hits);
      break;
  }
  return hits;
}

std::vector<Wording> read_wordings(const Lexicon& lexicon, const Reading& reading,
                                   std::span<const Extraction> extractions) {
  std::vector<Wording> wordings;
  wordings.reserve(extractions.size());
  const Lists lists = {lexicon.list("documents"),
                       lexicon.list("outlets"),
                       lexicon.list("outlet-endings"),
                       lexicon.list("outlet-verbs"),
                       lexicon.list("addressing-participles"),
                       lexicon.list("voiced-verbs")};
  for (const Extraction& extraction : extractions) {
    wordings.push_back(read_wording(lexicon, reading, extraction, lists));
  }
  return wordings;
}

void carry_denials(const Reading& reading, std::span<const Extraction> extractions,
                   std::span<const SourceFacts> sources, std::span<Wording> wordings) {
  const Document& document = reading.document();
  for (std::size_t i = 0; i < extractions.size(); ++i) {  // "the video does not say": a text cannot decline
    if (sources[i].kind != Kind::document || wordings[i].stance != Stance::declines) continue;
    wordings[i].stance = Stance::states;
    wordings[i].because.clear();
  }
  for (std::size_t i = 0; i + 1 < extractions.size(); ++i) {
    if (wordings[i].stance != Stance::denies || sources[i].who == UINT32_MAX) continue;
    const std::uint32_t sentences_apart = wordings[i].by_content ? 1 : 2;
    const text::Token& denial = document.tokens[extractions[i].cue.first];
    for (std::size_t next = i + 1; next < extractions.size(); ++next) {
      const text::Token& cue = document.tokens[extractions[next].cue.first];
      if (cue.sentence - denial.sentence > sentences_apart || cue.block - denial.block > 1) break;
      if (sources[next].who != sources[i].who || cue.quote_depth > 0) continue;
      Wording& wording = wordings[next];
      if (wording.stance == Stance::states && wording.quotation != Quotation::indirect &&
          opens_negated(reading, extractions[next])) {
        wording.stance = Stance::denies;
        wording.by_content = true;
        wording.because = {{"stance.denial-goes-on", document.span(extractions[i].cue),
                            "Goes on from what the same source has just denied."}};
      }
      break;
    }
  }
}

std::vector<Secrecy> read_secrecy(const Lexicon& lexicon, const Reading& reading,
                                  std::span<const Extraction> extractions, std::span<const SourceFacts> sources) {
  const Document& document = reading.document();
  const auto rules = lexicon.rules();
  std::vector<Secrecy> secrecy(extractions.size());
  std::vector<std::size_t> anonymous;  // and those who may turn out to be
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    if (may_be_anonymous(sources[i])) anonymous.push_back(i);
  }

  // By the source's own words.
  std::vector<Hit> hits;
  const auto drop_others_words = [&](std::size_t i) {  // a phrase that another source's words begin before
    if (extractions[i].source.empty()) return;
    const TokenIndex end = extractions[i].source.back().last;
    TokenIndex limit = text::none;
    for (std::size_t k = i > 3 ? i - 3 : 0; k < extractions.size() && k < i + 4; ++k) {
      if (k == i || extractions[k].source.empty()) continue;
      const TokenIndex first = extractions[k].source.front().first;
      if (first >= end && !reading.plain({first, first + 1}).starts_with("who")) limit = std::min(limit, first);
    }
    std::erase_if(hits, [&](const Hit& hit) { return document.range(hit.words).first >= limit; });
  };
  for (std::size_t i = 0; i < extractions.size(); ++i) {  // bodies and texts that are people after all
    const Kind kind = sources[i].kind;
    if (kind != Kind::organisation && kind != Kind::document && kind != Kind::media) continue;
    hits.clear();  // by its own words: who is cited after it is not the body
    for (Range piece : extractions[i].source) {
      piece.last = std::min(piece.last, with_description(reading, extractions[i], piece).last);
      lexicon.match(reading, Target::source, piece, hits);
    }
    const Hit* hit = decisive(lexicon, hits, Axis::anonymity);
    if (!hit || rules[hit->rule].value != static_cast<std::uint8_t>(Anonymity::shielded)) continue;
    if (of_somebody(lexicon, reading, extractions[i].source.front(), document.range(hit->words)))
      anonymous.push_back(i);
  }
  std::sort(anonymous.begin(), anonymous.end());
  if (anonymous.empty()) return secrecy;
  for (const std::size_t i : anonymous) {
    if (sources[i].kind == Kind::anonymous) secrecy[i].anonymity = Anonymity::unnamed;
    hits = find_hits(lexicon, reading, extractions[i], Target::source);
    drop_others_words(i);
    if (const Hit* hit = decisive(lexicon, hits, Axis::anonymity)) {
      secrecy[i].anonymity = static_cast<Anonymity>(rules[hit->rule].value);
      secrecy[i].because = {evidence(lexicon, *hit)};
    }
  }

  // By what the article says of the terms on which a source spoke.
  const auto place = [&](std::size_t i) {
    const Extraction& e = extractions[i];
    return e.source.empty() ? e.cue.first : e.source.front().first;
  };
  bool all = false;
  Evidence all_because;
  for (const text::Sentence& sentence : document.sentences) {
    hits.clear();
    lexicon.match(reading, Target::sentence, sentence.tokens, hits);
    if (hits.empty()) continue;
    const Hit* terms = decisive(lexicon, hits, Axis::terms);
    const Hit* reason = decisive(lexicon, hits, Axis::reason);
    const Hit* others = decisive(lexicon, hits, Axis::others);
    if (!terms && !reason) continue;
    const Hit& found = terms ? *terms : *reason;
    if (others) {
      all = true;
      all_because = evidence(lexicon, *others);
    }
    // Whose terms: the unnamed source of the same sentence that stands nearest before the words (or after them), or
    // else the last one of the paragraph, or the one before; "they" and "both" are all of these.
    const TokenIndex at = document.range(found.words).first;
    const auto in_sentence = [&](std::size_t i) {
      return sentence.tokens.contains(place(i)) || sentence.tokens.contains(extractions[i].cue.first);
    };
    // Those whose cues stand around the sentence; a source stands not far from its cue.
    const auto by_cue = [&](TokenIndex t) {
      return std::partition_point(anonymous.begin(), anonymous.end(),
                                  [&](std::size_t i) { return extractions[i].cue.first < t; });
    };
    const auto first_near = by_cue(sentence.tokens.first - std::min(sentence.tokens.first, longest_source));
    const auto last_near = by_cue(sentence.tokens.last + longest_source);
    std::vector<std::size_t> whose;
    std::optional<std::size_t> nearest;
    for (const bool sure : {true, false}) {
      for (auto it = first_near; it != last_near; ++it) {
        const std::size_t i = *it;
        if (nearest && !sure && sources[*nearest].kind == Kind::anonymous) break;
        if (!in_sentence(i) || (sources[i].kind == Kind::anonymous) != sure) continue;
        if (!nearest || place(i) <= at) nearest = i;
      }
    }
    if (nearest) {
      whose.push_back(*nearest);
    } else {
      const bool several = plural_subject(reading.plain({sentence.tokens.first, sentence.tokens.first + 1}));
      for (auto it = std::make_reverse_iterator(last_near); it != anonymous.rend(); ++it) {
        if (place(*it) >= sentence.tokens.first || sources[*it].kind != Kind::anonymous) continue;
        if (document.tokens[place(*it)].block + 1 < sentence.block) break;
        whose.push_back(*it);
        if (!several) break;
      }
      if (whose.empty()) {  // "Speaking on condition of anonymity, …" before the source is named
        for (auto it = first_near; it != anonymous.end(); ++it) {
          const std::size_t i = *it;
          if (document.tokens[extractions[i].cue.first].block > sentence.block) break;
          if (sources[i].kind == Kind::anonymous && place(i) >= sentence.tokens.last &&
              document.tokens[place(i)].block == sentence.block) {
            whose.push_back(i);
            break;
          }
        }
      }
    }
    for (const std::size_t i : whose) {
      Secrecy& s = secrecy[i];
      s.anonymity = Anonymity::shielded;
      if (terms && !s.terms) s.terms = terms->words;
      if (reason && !s.reason) s.reason = reason->words;
      s.because.push_back(evidence(lexicon, found));
    }
  }

  // "The official" of whom nothing more is said is the official of before.
  constexpr std::size_t sources_before = 40;
  constexpr std::uint32_t described = 8;  // "a prominent member of the harbour board"
  const lexicon::ListId roles = lexicon.list("anonymous-roles");
  std::vector<std::string_view> role(anonymous.size());
  for (std::size_t k = 0; k < anonymous.size(); ++k) {
    const std::size_t i = anonymous[k];
    if (extractions[i].source.empty()) continue;
    const Range source = extractions[i].source.front();
    const lexicon::Phrase* phrase =
        reading.first(roles, {source.first, std::min(source.last, source.first + described)});
    if (k > 0 && secrecy[i].anonymity == Anonymity::unnamed && one_of_before(reading, source)) {
      const std::size_t before = anonymous[k - 1];
      if (secrecy[before].anonymity == Anonymity::shielded && !extractions[before].source.empty() &&
          document.tokens[source.first].block - document.tokens[extractions[before].source.front().first].block <= 1)
        secrecy[i] = secrecy[before];
      continue;
    }
    Range noun = phrase ? phrase->tokens : Range{};
    for (TokenIndex t = source.first; !phrase && t < std::min(source.last, source.first + described); ++t)
      if (reading.plain({t, t + 1}) == "people") noun = {t, t + 1};
    if (noun.last != source.last && source.size() <= described) {  // "one of the three | people"
      const lexicon::Phrase* last = reading.last(roles, source);
      if (reading.plain({source.last - 1, source.last}) == "people")
        noun = {source.last - 1, source.last};
      else if (last && last->tokens.last == source.last)
        noun = last->tokens;
    }
    if (noun.empty()) continue;
    role[k] = singular(reading.plain({noun.last - 1, noun.last}));
    if (secrecy[i].anonymity != Anonymity::unnamed || noun.last != source.last ||
        !points_back(reading, source, noun.first))
      continue;
    for (std::size_t before = k; before-- > 0 && k - before <= sources_before;) {
      if (role[before] != role[k]) continue;
      const Secrecy& earlier = secrecy[anonymous[before]];
      if (earlier.anonymity == Anonymity::shielded) secrecy[i] = earlier;
      break;
    }
  }

  // The same source elsewhere, and the others.
  struct Known {
    const Secrecy *shielded = nullptr, *terms = nullptr, *reason = nullptr;  // the first of each
  };
  std::unordered_map<std::uint32_t, Known> known;
  for (const std::size_t i : anonymous) {
    if (sources[i].who == UINT32_MAX || secrecy[i].anonymity != Anonymity::shielded) continue;
    Known& k = known[sources[i].who];
    if (!k.shielded) k.shielded = &secrecy[i];
    if (!k.terms && secrecy[i].terms) k.terms = &secrecy[i];
    if (!k.reason && secrecy[i].reason) k.reason = &secrecy[i];
  }
  std::vector<Secrecy> spread = secrecy;
  for (const std::size_t i : anonymous) {
    if (all && spread[i].anonymity == Anonymity::unnamed) {
      spread[i].anonymity = Anonymity::shielded;
      spread[i].because = {all_because};
    }
    const auto it = known.find(sources[i].who);
    if (it == known.end()) continue;
    const Known& k = it->second;
    if (spread[i].anonymity != Anonymity::shielded) {
      spread[i].anonymity = Anonymity::shielded;
      spread[i].because = k.shielded->because;
    }
    if (!spread[i].terms && k.terms) spread[i].terms = k.terms->terms;
    if (!spread[i].reason && k.reason) spread[i].reason = k.reason->reason;
  }
  for (const std::size_t i : anonymous) {
    if (spread[i].anonymity == Anonymity::unnamed && spread[i].because.empty()) {
      const Extraction& e = extractions[i];
      const Span words = document.span(e.source.empty() ? e.cue : e.source.front());
      spread[i].because = {
          {"anonymity.no-name", words, "The article gives no name, and says nothing of withholding one."}};
    }
  }
  return spread;
}

Badge badge(Kind kind, Anonymity anonymity, bool official, bool state_run, Stance stance) noexcept {
  if (stance == Stance::declines) return Badge::no_comment;
  if (stance == Stance::denies) return official ? Badge::official_denial : Badge::denial;
  if (kind == Kind::anonymous) {
    if (anonymity == Anonymity::shielded) return Badge::anonymous_source;
    return official ? Badge::unnamed_official : Badge::unnamed_source;
  }
  if (kind == Kind::media) return state_run ? Badge::state_media : Badge::media_report;
  if (kind == Kind::unattributed) return Badge::unattributed;
  if (kind == Kind::group) return Badge::unspecified_group;
  if (stance == Stance::alleges) return Badge::allegation;
  if (stance == Stance::confirms) return official ? Badge::official_confirmation : Badge::confirmation;
  if (kind == Kind::document) return Badge::document;
  if (kind == Kind::social) return Badge::social_post;
  if (kind == Kind::author) return Badge::none;
  if (official) return Badge::official_statement;
  if (kind == Kind::organisation) return Badge::organisation;
  return Badge::named_source;
}

}  // namespace hearsay::labels
