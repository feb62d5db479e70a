#include "attributions/mistaken_cues.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "attributions/clauses.hpp"
#include "text/unicode.hpp"

namespace hearsay::attributions {
namespace {

using lexicon::ListId;
using lexicon::Phrase;
using std::string_view;
using text::among;
using text::Range;
using text::TokenIndex;

constexpr std::uint32_t words_before_terms = 6, words_of_credit = 16, words_to_not = 4;
constexpr std::uint32_t words_of_thing = 9, words_to_request = 9;

constexpr auto labels = std::to_array<string_view>(
    {"read", "watch", "listen", "review", "more", "related", "photos", "video", "opinion", "analysis", "explainer"});

// "The income declined sharply": it fell, and kept nothing back.
constexpr auto falling = std::to_array<string_view>({"declined", "declines", "decline", "declining"});
constexpr auto by_how_much = std::to_array<string_view>(
    {"by", "from", "sharply", "slightly", "steadily", "rapidly", "since", "over", "during", "in", "between"});

constexpr auto adding = std::to_array<string_view>({"add", "adds", "added", "adding"});
constexpr auto determiners = std::to_array<string_view>({"a", "an", "another", "its"});
constexpr auto words_said = std::to_array<string_view>(
    {"note", "plug", "caveat", "warning", "comment", "line", "postscript", "word", "joke", "swipe", "jab", "detail",
     "message", "statement", "caption", "quip", "remark", "touch", "twist"});

class Dropper : Clauses {
 public:
  Dropper(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
      : Clauses(lexicon, reading),
        addressing_(lexicon.list("addressing-participles")),
        asking_(lexicon.list("asking-participles")),
        shielding_(lexicon.list("shielding")),
        outlets_(lexicon.list("outlets")),
        outlet_nouns_(lexicon.list("outlet-nouns")) {}

  void run(std::vector<Extraction>& extractions) {
    for (Extraction& e : extractions) {
      enter(e.cue.first);
      if (asks(e) || of_nobody(e)) e.doubtful = true;
    }
    std::erase_if(extractions, [&](const Extraction& e) {
      enter(e.cue.first);
      return to_reader(e) || labels_link(e) || says_nothing(e);
    });
    drop_terms(extractions);
  }

 private:
  // "Asked whether the ferry was safe, she laughed": a reporter's question, which nobody need see marked.
  [[nodiscard]] bool asks(const Extraction& e) const {
    if (!e.source.empty() || find(asking_, e.cue) == text::none) return false;
    const TokenIndex t = e.cue.first;
    return t == sentence_.first || !word(t - 1) || among(opens_clause, plain(t - 1)) || among(opens_clause, plain(t));
  }

  // "No group has claimed the attack": nobody said so.
  [[nodiscard]] bool of_nobody(const Extraction& e) const {
    if (e.source.empty() || e.source.front().first >= e.cue.first) return false;
    const string_view first = plain(e.source.front().first);
    return first == "nobody" || first == "none" || (first == "no" && e.source.front().size() > 1);
  }

  // "Be warned:", "You are advised to book": said to the reader.
  [[nodiscard]] bool to_reader(const Extraction& e) const {
    const TokenIndex participle = find(addressing_, e.cue);
    if (participle == text::none || be_before(participle) == text::none) return false;
    if (e.source.empty()) return plain(sentence_.first) == "be" && e.cue.first == sentence_.first;
    return all_before(e.source, participle) && among(reader, plain(e.source.front().first));
  }

  // "Watch: The ferry comes home": a link's label.
  [[nodiscard]] bool labels_link(const Extraction& e) const {
    return e.source.size() == 1 && e.source.front().size() == 1 && plain(e.cue.last - 1) == ":" &&
           document_.blocks[document_.tokens[e.cue.first].block].tokens.first == e.source.front().first &&
           among(labels, plain(e.source.front().first));
  }

  // "Four men were admitted to hospital", "the day is observed on Friday", "having said that", "That said, …": words of
  // another sense.
  [[nodiscard]] bool says_nothing(const Extraction& e) const {
    const TokenIndex participle = e.cue.last - 1;
    const string_view after = plain(e.cue.last);
    if (plain(participle) == "covered" && plain(e.cue.first) == "has") return true;  // a reporter's trade
    if (plain(participle) == "said" && after == "that" && plain(e.cue.first - 1) == "having") return true;
    if (plain(participle) == "said" && after == "," && e.cue.first == sentence_.first + 1 &&
        plain(sentence_.first) == "that")
      return true;
    if ((plain(participle) == "think" && after.starts_with("tank")) ||
        (plain(participle) == "thought" && after.starts_with("leader")))
      return true;
    // "…, which added to its lead"
    const TokenIndex to = plain(participle) == "to" ? participle : e.cue.last;
    if (plain(to) == "to" && to > e.cue.first && plain(to - 1).starts_with("add") && among(articles, plain(to + 1)))
      return true;
    // "which added another link to the chain"
    if (among(adding, plain(participle)) && adds_thing(e)) return true;
    // "The Post has asked the port for comment": how the story was made
    if (plain(e.cue.first).starts_with("ask") || plain(participle).starts_with("ask"))
      for (TokenIndex t = e.cue.last; t < e.cue.last + words_to_request && sentence_.contains(t); ++t)
        if (plain(t) == "for" && (plain(t + 1) == "comment" || plain(t + 2) == "comment")) return true;
    // "Brandt reported from Lindmar; Lund, from the port.": who wrote it, below an article
    if (plain(participle) == "reported" && after == "from" && capital(e.cue.last + 1) &&
        document_.blocks[document_.tokens[e.cue.first].block].tokens.last - e.cue.last < words_of_credit)
      return true;
    // "has not been charged": nobody says so
    if (e.source.empty())
      for (TokenIndex t = e.cue.first; t < e.cue.last; ++t)
        if ((plain(t) == "charged" || plain(t) == "accused") && be_before(t) != text::none && negated(t)) return true;
    // "a letter seen by the Harbour Post"
    if (plain(e.cue.first) == "seen" && !e.source.empty() && e.source.front().first == e.cue.first + 2 &&
        plain(e.cue.first + 1) == "by" &&
        (reading_.last(outlets_, e.source.front()) || reading_.last(outlet_nouns_, e.source.front())))
      return true;
    if (among(falling, plain(participle)) && (e.source.empty() || among(by_how_much, after))) return true;
    if (plain(e.cue.first - 1) == "please" || plain(e.cue.first) == "please") return true;  // said to the reader
    if (!e.source.empty() || be_before(participle) == text::none) return false;
    if (plain(participle) == "admitted") return after != "that" && after != "by";
    return plain(participle) == "observed" && (after == "as" || after == "on" || after == "every");
  }

  // What is added is a thing and no word.
  [[nodiscard]] bool adds_thing(const Extraction& e) const {
    const TokenIndex t = e.cue.last;
    const bool counted = sentence_.contains(t) && document_.tokens[t].kind == text::TokenKind::number;
    if (!counted && !among(determiners, plain(t))) return false;
    if (e.source.empty() || e.source.front().first > e.cue.first) return false;
    for (TokenIndex k = t; k < t + words_of_thing && sentence_.contains(k); ++k) {
      if (quoted(k) || among(words_said, plain(k)) || among(finite, plain(k)) || plain(k) == "that") return false;
      if (!word(k)) break;
    }
    return true;
  }

  [[nodiscard]] bool negated(TokenIndex participle) const {
    for (TokenIndex t = participle; t > sentence_.first && participle - t < words_to_not;)
      if (--t; plain(t) == "not" || plain(t) == "n't" || plain(t) == "never") return true;
    return false;
  }

  // "…, said a deckhand, who was not authorised to speak": the terms on which the source of the same sentence speaks.
  void drop_terms(std::vector<Extraction>& extractions) {
    std::vector<bool> drop(extractions.size());
    for (std::size_t i = 0; i < extractions.size(); ++i) {
      const Range cue = extractions[i].cue;
      enter(cue.first);
      const auto beside = [&](std::size_t k) {
        return k < extractions.size() && !drop[k] && sentence_.contains(extractions[k].cue.first) &&
               !extractions[k].source.empty();
      };
      if (!beside(i + 1) && (i == 0 || !beside(i - 1))) continue;
      // Nobody may be lost who is a source by these words alone.
      const std::vector<Range>& source = extractions[i].source;
      if (!source.empty() && (source.front().size() > 1 || !among(pronouns, plain(source.front().first)))) continue;
      const TokenIndex from = std::max(sentence_.first, cue.first - std::min(cue.first, words_before_terms));
      for (TokenIndex t = from; t < cue.last && !drop[i]; ++t) {
        const Phrase* terms = reading_.at(shielding_, t, sentence_.last);
        drop[i] = terms && terms->tokens.overlaps(cue);
      }
    }
    std::size_t i = 0;
    std::erase_if(extractions, [&](const Extraction&) { return drop[i++]; });
  }

  const ListId addressing_, asking_, shielding_, outlets_, outlet_nouns_;
};

}  // namespace

void drop_mistaken(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading,
                   std::vector<Extraction>& extractions) {
  Dropper(lexicon, reading).run(extractions);
}

}  // namespace hearsay::attributions
