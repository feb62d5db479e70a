// Interviews and transcripts: whose "I" a paragraph's is, and whom its "you" means.
#include <algorithm>
#include <array>
#include <span>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

enum class Part : std::uint8_t { none, question, answer, named };

struct Label {
  Part part = Part::none;
  Range words;  // up to the mark
};

constexpr TokenIndex longest_label = 5;

// "Q:", "A.", "BRANDT:", "Jo Brandt:"
Label label_of(const Words& w, Range block) {
  static constexpr auto asks = std::to_array<string_view>({"q", "q.", "question"});
  static constexpr auto answers = std::to_array<string_view>({"a", "a.", "answer"});
  if (block.size() < 2 || !w.is(block.first, capital)) return {};
  const TokenIndex second = block.first + 1;
  const string_view first = w.plain(block.first);
  const bool marked = first.ends_with('.') || w.plain(second) == ":" || w.plain(second) == ".";
  const Range alone{block.first, second};
  if (marked && among(asks, first)) return {Part::question, alone};
  if (marked && among(answers, first)) return {Part::answer, alone};
  TokenIndex colon = block.first;
  while (colon < block.last && colon - block.first <= longest_label && w.word(colon) && w.is(colon, capital)) ++colon;
  if (colon + 1 >= block.last || w.plain(colon) != ":") return {};
  return {Part::named, {block.first, colon}};
}

}  // namespace

// The person to whom the article says that somebody spoke: of the headline, else of the lines before the first turn.
std::uint32_t Identifier::interviewed(std::uint32_t first_turn) const {
  std::uint32_t best = nobody;
  std::uint32_t most = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> times;
  for (std::uint32_t n = 0; n < out_.names.size(); ++n) {
    const TokenIndex t = out_.names[n].whole.first;
    const std::uint32_t e = out_.entity_of_name[n];
    if (d_.tokens[out_.names[n].name.first].block >= first_turn) break;
    if (e == nobody || out_.entities[e].kind != Kind::person) continue;
    const bool with = t > 0 && d_.tokens[t].block == 0 && w_.plain(t - 1) == "with";
    times[e] += with ? 100 : d_.tokens[t].block == 0 ? 10 : 1;
    if (times[e] > most) {
      most = times[e];
      best = e;
    }
  }
  return best;
}

// Does the article say of itself that it is an interview?
bool Identifier::says_interview(std::uint32_t first_turn) const {
  static constexpr auto words =
      std::to_array<string_view>({"q&a", "interview", "interviewed", "transcript", "conversation", "questions"});
  const std::uint32_t blocks = std::min<std::uint32_t>(first_turn, 4);
  for (std::uint32_t b = 0; b < blocks; ++b)
    for (TokenIndex t = d_.blocks[b].tokens.first; t < d_.blocks[b].tokens.last; ++t)
      if (among(words, w_.plain(t)) ||
          (w_.plain(t) == "q" && t + 2 < w_.size() && w_.plain(t + 1) == "&" && w_.plain(t + 2) == "a"))
        return true;
  return false;
}

void Identifier::find_turns() {
  turns_.assign(d_.blocks.size(), {});
  std::vector<Label> labels(d_.blocks.size());
  std::uint32_t questions = 0, answers = 0, named = 0, asked = 0;
  std::vector<bool> asks(d_.blocks.size());
  for (std::uint32_t b = 0; b < d_.blocks.size(); ++b) {
    const Range block = d_.blocks[b].tokens;
    if (block.empty() || d_.blocks[b].kind == text::BlockKind::headline) continue;
    labels[b] = label_of(w_, block);
    questions += labels[b].part == Part::question;
    answers += labels[b].part == Part::answer;
    named += labels[b].part == Part::named;
    asks[b] = w_.plain(block.last - 1) == "?" && d_.tokens[block.first].quote_depth == 0;
    asked += b > 0 && asks[b] && b + 1 < d_.blocks.size();
  }
  if (questions >= 2 && answers >= 1) return turns_of_one([&](std::uint32_t b) { return labels[b].part; });
  if (named >= 3) {
    std::vector<Range> names(d_.blocks.size());
    for (std::uint32_t b = 0; b < d_.blocks.size(); ++b)
      if (labels[b].part == Part::named) names[b] = labels[b].words;
    if (turns_of_several(names, asks)) return;
  }
  // Questions as paragraphs of their own, without any mark.
  constexpr std::uint32_t least_questions = 3;
  if (asked >= least_questions && says_interview(4))
    turns_of_one([&](std::uint32_t b) { return b == 0 ? Part::none : asks[b] ? Part::question : Part::answer; });
}

// One who asks and one who answers; `part` tells of a block which it opens.
template <typename PartOf>
void Identifier::turns_of_one(PartOf part) {
  std::uint32_t first = 0;
  while (first < d_.blocks.size() && part(first) != Part::question) ++first;
  const std::uint32_t answering = interviewed(first);
  if (answering == nobody) return;
  Part now = Part::none;
  for (std::uint32_t b = first; b < d_.blocks.size(); ++b) {
    if (const Part p = part(b); p == Part::question || p == Part::answer) now = p;
    if (now == Part::question)
      turns_[b].you = answering;
    else
      turns_[b].i = answering;
  }
}

// By names: "BRANDT: …". The one whom a question means speaks next.
bool Identifier::turns_of_several(std::span<const Range> labels, const std::vector<bool>& asks) {
  std::unordered_map<std::uint32_t, std::uint32_t> turns;  // of each speaker
  std::vector<std::uint32_t> speaker(labels.size(), nobody);
  bool by_turns = false;
  for (std::size_t b = 0; b < labels.size(); ++b) {
    if (labels[b].empty()) continue;
    const std::uint32_t n = name_at_[labels[b].last - 1];
    std::uint32_t e = n != nobody ? out_.entity_of_name[n] : nobody;
    if (e == nobody) {  // in capitals
      const auto it = persons_.find(w_.key(labels[b].last - 1));
      if (it != persons_.end()) e = it->second.back();
    }
    if (e == nobody || out_.entities[e].kind != Kind::person) continue;
    speaker[b] = e;
    by_turns = by_turns || ++turns[e] >= 2;
  }
  if (!by_turns) return false;
  std::uint32_t now = nobody, next = nobody;
  for (std::size_t b = 0; b < labels.size(); ++b) {
    if (!labels[b].empty()) now = speaker[b];
    turns_[b].i = now;
  }
  bool asking = false;  // somewhere in the turn
  for (std::size_t b = labels.size(); b-- > 0;) {
    asking = asking || asks[b];
    const bool question = asking || (!labels[b].empty() && speaker[b] == nobody);
    if (!labels[b].empty()) asking = false;
    if (question && next != turns_[b].i) turns_[b].you = next;
    if (!labels[b].empty() && speaker[b] != nobody) next = speaker[b];
  }
  return true;
}

// "Q" and "A" before a question and its answer are no names.
void Identifier::drop_labels() {
  std::erase_if(out_.names, [&](const Name& n) {
    const TokenIndex t = n.name.first;
    const Range block = d_.blocks[d_.tokens[t].block].tokens;
    return t == block.first && n.name.size() == 1 && w_.plain(t).size() <= 2 && label_of(w_, block).part != Part::none;
  });
}

}  // namespace hearsay::identities
