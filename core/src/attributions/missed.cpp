#include "attributions/missed.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "attributions/clauses.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using std::string_view;
using text::among;
using text::Range;
using text::TokenIndex;
using text::TokenKind;

constexpr std::uint32_t words_to_claim = 4, words_near_cue = 3, words_of_poll = 10;
constexpr double rule_confidence = 0.8;

constexpr auto denying = std::to_array<string_view>({"denied", "denies", "disputed", "disputes", "rejected", "rejects",
                                                     "dismissed", "dismisses", "refuted", "refutes"});
constexpr auto reporting = std::to_array<string_view>({"reports", "reported", "notes", "noted", "writes", "wrote"});
constexpr auto hopes =
    std::to_array<string_view>({"idea", "hopes", "talk", "prospect", "that", "plans", "proposal", "suggestion"});
constexpr auto polls = std::to_array<string_view>({"poll", "polls", "survey", "surveys"});
constexpr auto standings = std::to_array<string_view>({"lead", "leads", "led", "ahead", "behind", "trailed", "trails"});
constexpr auto answers = std::to_array<string_view>({"comment", "response", "reply", "word"});
constexpr auto messages = std::to_array<string_view>(
    {"call", "calls", "message", "messages", "email", "emails", "e-mail", "e-mails", "request", "requests"});
constexpr auto addressed = std::to_array<string_view>({"to", "with", "from", "for"});
constexpr auto claim_pronouns = std::to_array<string_view>({"it", "this", "that"});
constexpr auto against = std::to_array<string_view>({"on", "against", "at"});
constexpr auto modals = std::to_array<string_view>({"could", "may", "might", "would", "can", "should", "must"});
constexpr auto hearsay_adverbs = std::to_array<string_view>({"reportedly", "allegedly"});
constexpr auto hearsay_verbs = std::to_array<string_view>(
    {"said", "believed", "thought", "understood", "reported", "alleged", "rumored", "rumoured", "expected"});
constexpr auto no_clause =
    std::to_array<string_view>({"it", "so", "this", "yes", "no", "nothing", "to", "goodbye", "of"});

class Finder : Clauses {
 public:
  Finder(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions)
      : Clauses(lexicon, reading),
        extractions_(extractions),
        claims_(lexicon.list("claim-nouns")),
        documents_(lexicon.list("documents")) {}

  void run(std::vector<Extraction>& added) {
    find_no_comment(added);
    find_silence(added);
    find_charges(added);
    find_hearsay(added);
    find_denied_charges(added);
    find_claims_rejected_by(added);
    find_as_reported(added);
    find_polls(added);
    find_plain(added);
  }

 private:
  // "Brandt could not be reached for comment": no comment, where the model saw nothing.
  void find_no_comment(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      const Range cue = no_comment_at(t);
      if (cue.empty() || quoted(t)) continue;
      while (next != extractions_.end() && next->cue.last <= cue.first) ++next;
      const TokenIndex last = end_of_words(cue.last);
      if (next != extractions_.end() && next->cue.first < last) {  // found, and sure
        if (next->cue.overlaps(cue)) {
          next->confidence = std::max(next->confidence, rule_confidence);
          give_subject(*next, cue);
        }
        continue;
      }
      Range subject = subject_of(t);
      if (subject.empty() && next != extractions_.begin()) subject = same_subject(*(next - 1), t);
      for (TokenIndex k = subject.first; k < subject.last; ++k)  // "Brandt said | the police"
        if (among(plain_say, plain(k))) subject.first = k + 1;
      if (subject.empty()) continue;
      // "Brandt told the Post | he would not comment": what Brandt told says so already.
      if (among(pronouns, plain(t - 1)) && next != extractions_.begin() && touches((next - 1)->content, {t - 1, t + 1}))
        continue;
      Extraction e{.cue = cue, .source = {subject}, .confidence = rule_confidence};
      if (last > cue.last) e.content = {{cue.last, last}};
      added.push_back(std::move(e));
    }
  }

  // "There was no immediate comment from the port", "calls to the port went unanswered": who gave none stands behind a
  // preposition.
  void find_silence(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (const text::Sentence& sentence : document_.sentences) {
      TokenIndex t = sentence.tokens.first;
      enter(t);
      if (quoted(t)) continue;
      Extraction e{.confidence = rule_confidence};
      if (plain(t) == "there" && (plain(t + 1) == "was" || plain(t + 1) == "were") && plain(t + 2) == "no") {
        TokenIndex noun = t + 3;
        while (noun <= t + words_near_cue + 2 && word(noun) && !among(answers, plain(noun))) ++noun;
        if (!among(answers, plain(noun)) || plain(noun + 1) != "from") continue;
        e.cue = {t + 2, noun + 1};
        e.source = {noun_phrase_after(noun + 1)};
      } else {
        TokenIndex message = t;
        while (message <= t + 2 && !among(messages, plain(message))) ++message;
        if (!among(messages, plain(message))) continue;
        TokenIndex verb = message + 1, to = text::none;
        while (sentence_.contains(verb) && verb <= message + words_of_subject_clause && !unanswered_at(verb)) {
          if (among(addressed, plain(verb))) to = verb;
          ++verb;
        }
        if (to == text::none || unanswered_at(verb) == 0) continue;
        e.cue = {verb, unanswered_at(verb)};
        e.source = {{to + 1, verb}};
      }
      while (next != extractions_.end() && next->cue.first < sentence_.first) ++next;
      if (e.source.front().empty()) continue;
      auto same = next;
      while (same != extractions_.end() && same->cue.first < e.cue.last && !same->cue.overlaps(e.cue)) ++same;
      if (same != extractions_.end() && same->cue.overlaps(e.cue)) {  // found, and sure
        same->confidence = std::max(same->confidence, rule_confidence);
        if (same->source.empty()) same->source = e.source;
        continue;
      }
      added.push_back(std::move(e));
    }
  }
  // Behind "went unanswered", "were not immediately returned"; 0 where neither stands.
  [[nodiscard]] TokenIndex unanswered_at(TokenIndex t) const {
    if (plain(t) == "went" && (plain(t + 1) == "unanswered" || plain(t + 1) == "unreturned")) return t + 2;
    if ((plain(t) != "was" && plain(t) != "were") || plain(t + 1) != "not") return 0;
    TokenIndex verb = t + 2;
    while (adverb(verb)) ++verb;
    return plain(verb) == "returned" || plain(verb) == "answered" ? verb + 1 : 0;
  }

  // "Brandt confirmed the plan but | would not say when": whoever did the first did the second.
  [[nodiscard]] Range same_subject(const Extraction& before, TokenIndex verb) const {
    if (verb == sentence_.first || plain(verb - 1) != "but" || before.source.size() != 1) return {};
    const Range source = before.source.front();
    const bool active = source.last <= before.cue.first && sentence_.contains(source.first) && !quoted(source.first);
    return active && before.cue.last <= verb ? source : Range{};
  }

  // "Brandt did not return calls from the Post": who does not answer stands before the verb.
  void give_subject(Extraction& e, Range cue) const {
    if (!e.source.empty() && e.source.front().first < cue.last) return;
    const Range subject = subject_of(cue.first);
    if (subject.empty()) return;
    std::erase_if(e.content, [&](const Range& r) { return r.overlaps(subject); });
    e.source = {subject};
  }

  // "Brandt was charged with fraud": somebody charges Brandt, and the words leave out who.
  void find_charges(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      if (plain(t) != "charged" || plain(t + 1) != "with" || quoted(t)) continue;
      const TokenIndex be = be_before(t);
      if (be == text::none) continue;
      while (next != extractions_.end() && next->cue.last <= be) ++next;
      const TokenIndex last = end_of_words(t + 1);
      if (next != extractions_.end() && next->cue.first < last) continue;
      TokenIndex verb = be;
      bool maybe = false;
      while (verb > sentence_.first && among(finite, plain(verb - 1))) maybe = maybe || among(modals, plain(--verb));
      const Range subject = subject_of(verb);
      if (maybe || subject.empty()) continue;
      added.push_back({.cue = {be, t + 1}, .content = {subject, {t + 1, last}}, .confidence = rule_confidence});
    }
  }

  // "Brandt is believed to have left", "the pier was reportedly sold": hearsay, where the model saw nothing and nobody
  // is said to say it.
  void find_hearsay(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      if (quoted(t)) continue;
      enter(t);
      Range cue = {t, t + 1};
      if (!among(hearsay_adverbs, plain(t))) {
        const TokenIndex be = among(hearsay_verbs, plain(t)) && plain(t + 1) == "to" ? be_before(t) : text::none;
        if (be == text::none || !word(t + 2) || capital(t + 2) || among(articles, plain(t + 2))) continue;
        cue.first = be;
      }
      TokenIndex verb = cue.first;
      while (verb > sentence_.first && (among(finite, plain(verb - 1)) || adverb(verb - 1))) --verb;
      const Range subject = subject_of(verb);
      if (subject.empty()) continue;
      while (next != extractions_.end() && next->cue.last <= sentence_.first) ++next;
      bool told = false;
      for (auto e = next; e != extractions_.end() && e->cue.first < sentence_.last && !told; ++e)
        told = e->cue.overlaps(cue) || touches(e->content, cue) || touches(e->source, cue);
      if (told) continue;
      const TokenIndex last = end_of_words(cue.last);
      added.push_back({.cue = cue, .content = {{subject.first, cue.first}}, .confidence = rule_confidence});
      if (last > cue.last) added.back().content.push_back({cue.last, last});
    }
  }

  // "…, a charge that Brandt has always denied", "…, an allegation the port rejects", "…, something Brandt disputes": a
  // denial at the end of what is charged.
  void find_denied_charges(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      if (!(among(denying, plain(t)) || plain(t) == "deny") || quoted(t)) continue;
      TokenIndex verb = t;
      while (verb > sentence_.first &&
             (among(finite, plain(verb - 1)) || adverb(verb - 1) || plain(verb - 1) == "always"))
        --verb;
      const Range charge = charge_before(verb);
      if (charge.empty()) continue;
      while (next != extractions_.end() && next->cue.last <= verb) ++next;
      if (next != extractions_.end() && next->cue.first <= t) continue;
      TokenIndex subject = charge.last;
      if (plain(subject) == ",") ++subject;
      if (plain(subject) == "that" || plain(subject) == "which") ++subject;
      if (subject >= verb) continue;
      added.push_back(
          {.cue = {verb, t + 1}, .source = {{subject, verb}}, .content = {charge}, .confidence = rule_confidence});
    }
  }
  // What a relative clause before `verb` is about, where that is a claim: "a charge | that Brandt", "an allegation |
  // the port", "something | Brandt".
  [[nodiscard]] Range charge_before(TokenIndex verb) const {
    for (TokenIndex t = verb; t > sentence_.first && verb - t < words_of_plain_subject && word(t - 1);) {
      const bool relative = plain(--t) == "that" || plain(t) == "which";
      if (relative) {
        if (t + 1 >= verb || t < sentence_.first + 2) return {};
        const TokenIndex noun = plain(t - 1) == "," ? t - 2 : t - 1;
        return noun > sentence_.first && reading_.at(claims_, noun) ? Range{noun_phrase(noun), noun + 1} : Range{};
      }
      const bool subject = capital(t + 1) || among(articles, plain(t + 1)) || among(pronouns, plain(t + 1));
      if (t + 1 >= verb || !subject || capital(t) || !opens_apposition(t)) continue;
      if (plain(t) == "something") return {t, t + 1};
      if (reading_.at(claims_, t)) return {noun_phrase(t), t + 1};
    }
    return {};
  }
  [[nodiscard]] bool opens_apposition(TokenIndex noun) const {
    const TokenIndex first = plain(noun) == "something" ? noun : noun_phrase(noun);
    return first > sentence_.first && plain(first - 1) == ",";
  }
  // The first token of a claim's noun phrase.
  [[nodiscard]] TokenIndex noun_phrase(TokenIndex noun) const {
    TokenIndex first = noun;
    while (first > sentence_.first && word(first - 1) && noun - first < words_near_cue) {
      --first;
      if (among(articles, plain(first))) break;
    }
    return first;
  }

  // "…, a claim dismissed by the port": at the end of what is claimed.
  void find_claims_rejected_by(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 1; t < document_.tokens.size(); ++t) {
      enter(t);
      if (!among(denying, plain(t)) || plain(t + 1) != "by" || quoted(t)) continue;
      if (t == sentence_.first || !reading_.at(claims_, t - 1) || !opens_apposition(t - 1)) continue;
      while (next != extractions_.end() && next->cue.last <= t) ++next;
      if (next != extractions_.end() && next->cue.first <= t + 1) continue;
      TokenIndex last = t + 2;
      while (word(last) && last < t + 2 + words_of_plain_subject && !among(relatives, plain(last))) ++last;
      if (last == t + 2) continue;
      added.push_back({.cue = {t, t + 1},
                       .source = {{t + 2, last}},
                       .content = {{noun_phrase(t - 1), t}},
                       .confidence = rule_confidence});
    }
  }

  // "As the Harbour Post reports, the pier was sold": an outlet or a name between "as" and a comma.
  void find_as_reported(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (const text::Sentence& sentence : document_.sentences) {
      const TokenIndex as = sentence.tokens.first;
      enter(as);
      if (plain(as) != "as" || quoted(as)) continue;
      TokenIndex verb = as + 1;
      while (verb <= as + words_of_plain_subject && word(verb) && !among(reporting, plain(verb))) ++verb;
      const Range subject{as + 1, verb};
      if (!among(reporting, plain(verb)) || plain(verb + 1) != "," || subject.empty() || !capital(verb - 1)) continue;
      if (!(capital(subject.first) || among(articles, plain(subject.first))) || has_verb(subject)) continue;
      TokenIndex last = sentence_.last;
      while (last > verb + 2 && document_.tokens[last - 1].kind == TokenKind::punctuation) --last;
      for (TokenIndex k = verb + 3; k < last; ++k)
        if (among(plain_say, plain(k)) && plain(k - 1) == ",") last = k - 1;
      if (last <= verb + 2) continue;
      while (next != extractions_.end() && next->cue.last <= as) ++next;
      if (next != extractions_.end() && next->cue.first <= verb) {
        next->confidence = std::max(next->confidence, rule_confidence);
        continue;
      }
      added.push_back(
          {.cue = {verb, verb + 1}, .source = {subject}, .content = {{verb + 2, last}}, .confidence = rule_confidence});
    }
  }

  // "In the latest Harbour Post poll, Brandt led by four points": what a poll gives, without a verb.
  void find_polls(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (const text::Sentence& sentence : document_.sentences) {
      const TokenIndex in = sentence.tokens.first;
      enter(in);
      if (plain(in) != "in" || quoted(in)) continue;
      TokenIndex poll = in + 1;
      while (poll <= in + words_of_poll && plain(poll) != "," && sentence_.contains(poll) && !among(polls, plain(poll)))
        ++poll;
      if (poll == in + 1 || !sentence_.contains(poll) || !among(polls, plain(poll)) || has_verb({in + 1, poll}))
        continue;
      TokenIndex comma = poll + 1;
      while (comma <= poll + words_of_poll && word(comma)) ++comma;
      if (plain(comma) != ",") continue;
      TokenIndex last = sentence_.last;
      while (last > comma + 1 && document_.tokens[last - 1].kind == TokenKind::punctuation) --last;
      bool counts = false;
      for (TokenIndex t = comma + 1; t < last; ++t)
        counts = counts || document_.tokens[t].kind == TokenKind::number || among(standings, plain(t));
      if (!counts) continue;
      while (next != extractions_.end() && next->cue.last <= in) ++next;
      bool told = false;
      for (auto e = next; e != extractions_.end() && e->cue.first < sentence_.last && !told; ++e)
        told = e->cue.first < comma || touches(e->source, {in, comma}) || touches(e->content, {in, in + 1});
      if (told) continue;
      added.push_back({.cue = {in, in + 1},
                       .source = {{in + 1, comma}},
                       .content = {{comma + 1, last}},
                       .confidence = rule_confidence});
    }
  }

  // "Brandt's lawyer said records would prove otherwise", "the guilds called on the port to reopen": plain speech
  // after a plain subject, where the model saw nothing.
  void find_plain(std::vector<Extraction>& added) {
    auto next = extractions_.begin();  // in order of the cues
    for (TokenIndex t = 0; t < document_.tokens.size(); ++t) {
      enter(t);
      const Range cue = plain_speech_at(t);
      if (cue.empty() || quoted(t)) continue;
      const Range subject = subject_of(t);
      if (subject.empty() || subject.size() > words_of_plain_subject || !speaker(subject)) continue;
      while (next != extractions_.end() && next->cue.last <= subject.first) ++next;
      TokenIndex last = sentence_.last;
      while (last > cue.last && document_.tokens[last - 1].kind == TokenKind::punctuation) --last;
      if (next != extractions_.end() && next->cue.first < std::min(last, cue.last + words_near_cue)) continue;
      added.push_back({.cue = cue, .source = {subject}, .content = {{cue.last, last}}, .confidence = rule_confidence});
    }
  }
  [[nodiscard]] Range plain_speech_at(TokenIndex t) const {
    const string_view w = plain(t), after = plain(t + 1);
    if (w == "said" || w == "says") {
      const bool clause = word(t + 1) && word(t + 2) && !among(no_clause, after);
      return clause ? Range{t, t + 1} : Range{};
    }
    if (after == "that" && word(t + 2) && reading_.at(claiming_, t, sentence_.last)) return {t, t + 1};
    // "disputes that account", "pushed back on the mayor's account"
    const bool back = after == "back" && (w == "pushed" || w == "hit") && among(against, plain(t + 2));
    const bool off = (w == "brushed" || w == "laughed") && (after == "off" || after == "aside");
    if (const TokenIndex last = back ? t + 3 : off ? t + 2 : t + 1; back || off || among(denying, w))
      for (TokenIndex k = last; k < last + words_to_claim && word(k); ++k)
        if (reading_.at(claims_, k, sentence_.last)) return {t, last};
    if (w == "poured" && after == "cold" && plain(t + 2) == "water" && plain(t + 3) == "on")
      for (TokenIndex k = t + 4; k < t + 4 + words_to_claim && word(k); ++k)
        if (reading_.at(claims_, k, sentence_.last) || among(hopes, plain(k))) return {t, t + 4};
    if ((w == "disputes" || w == "denies" || w == "disputed" || w == "denied") && among(claim_pronouns, after) &&
        !word(t + 2))
      return {t, t + 1};
    // "The complaint states that"
    if (w == "states" && after == "that" && t > sentence_.first && reading_.at(documents_, t - 1)) return {t, t + 1};
    if (w == "called" && (after == "on" || after == "upon" || after == "for") && word(t + 2) &&
        !plain(t + 2).ends_with("day"))
      return {t, t + 2};
    return {};
  }

  std::vector<Extraction>& extractions_;
  const ListId claims_, documents_;
};

}  // namespace

void find_missed(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading, std::vector<Extraction>& extractions,
                 std::vector<Extraction>& added) {
  Finder(lexicon, reading, extractions).run(added);
}

}  // namespace hearsay::attributions
