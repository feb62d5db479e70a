#include "evaluation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>
#include <tuple>

#include "text/unicode.hpp"

namespace hearsay::evaluation {
namespace {

using Words = std::vector<std::uint32_t>;  // indices, rising

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode(text, i);
    const text::CharacterClass kind = text::character_class(c.value);
    const bool part = c.value == '_' || kind == text::CharacterClass::letter || kind == text::CharacterClass::digit;
    const auto at = static_cast<std::uint32_t>(i);
    if (part && !inside) words.push_back({at, at});
    if (part) words.back().end = at + c.size;
    inside = part;
    i += c.size;
  }
  return words;
}

Words covered(const std::vector<Span>& words, const std::vector<Span>& spans) {
  Words result;
  for (const Span& span : spans) {
    auto it = std::partition_point(words.begin(), words.end(), [&](const Span& w) { return w.end <= span.start; });
    for (; it != words.end() && it->start < span.end; ++it) {
      result.push_back(static_cast<std::uint32_t>(it - words.begin()));
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::size_t common(const Words& a, const Words& b) {
  std::size_t n = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j)
      ++n, ++i, ++j;
    else if (*i < *j)
      ++i;
    else
      ++j;
  }
  return n;
}

std::size_t joint(const Words& a, const Words& b) { return a.size() + b.size() - common(a, b); }

Words all_of(const std::vector<Words>& sets) {
  Words all;
  for (const Words& set : sets) all.insert(all.end(), set.begin(), set.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::string lower_word(std::string_view text, Span word) {
  return text::lower(text.substr(word.start, word.end - word.start));
}

// Without a leading article, unless it is all there is.
Words without_article(const Words& words, const std::vector<Span>& spans, std::string_view text) {
  if (words.size() < 2) return words;
  const std::string first = lower_word(text, spans[words[0]]);
  if (first != "the" && first != "a" && first != "an") return words;
  return Words(words.begin() + 1, words.end());
}

// Words of speech: whole words, or stems with anything after them ('*') or at least one more letter ('+').
constexpr std::string_view speech_words[] = {
    "said",      "say",     "says",      "saying",     "tell",     "tells",    "told",        "telling",   "deny",
    "denies",    "denied",  "denying",   "add",        "adds",     "added",    "adding",      "according", "announc+",
    "report",    "reports", "reported",  "reporting",  "claim*",   "argu+",    "acknowledg+", "state",     "states",
    "stated",    "stating", "statement", "statements", "wrote",    "writ+",    "tweet*",      "declin+",   "confirm*",
    "insist*",   "warn*",   "suggest*",  "call",       "calls",    "called",   "calling",     "ask",       "asks",
    "asked",     "asking",  "admit*",    "alleg+",     "accus+",   "assert*",  "explain*",    "describ+",  "note",
    "notes",     "noted",   "noting",    "quot+",      "respond*", "replied",  "reply*",      "declar+",   "comment*",
    "promis+",   "vow*",    "pledg+",    "urge",       "urges",    "urged",    "urging",      "criticis+", "criticiz+",
    "spoke",     "speak*",  "testif+",   "remark*",    "recall*",  "conced+",  "contend*",    "maintain*", "emphasis+",
    "emphasiz+", "stress*", "mention*",  "disclos+",   "reveal*",  "predict*", "propos+",     "demand*"};

bool is_speech_word(std::string_view word) {
  return std::any_of(std::begin(speech_words), std::end(speech_words), [&](std::string_view entry) {
    const char last = entry.back();
    if (last != '*' && last != '+') return word == entry;
    entry.remove_suffix(1);
    return word.starts_with(entry) && word.size() >= entry.size() + (last == '+' ? 1 : 0);
  });
}

bool is_speech(std::string_view text, const corpus::Marked& marked) {
  for (const Span& span : marked.cue) {
    const std::string_view cue = text.substr(span.start, span.end - span.start);
    for (const Span& word : words_of(cue)) {
      if (is_speech_word(lower_word(cue, word))) return true;
    }
  }
  for (const Span& span : marked.content) {
    const std::string_view content = text.substr(span.start, span.end - span.start);
    for (const std::string_view mark : {"\"", "“", "”"}) {
      if (content.find(mark) != std::string_view::npos) return true;
    }
  }
  return false;
}

struct Roles {
  Words source, cue, content;
  bool speech = false;
};

Roles roles_of(const std::vector<Span>& words, const corpus::Marked& marked) {
  return {covered(words, marked.source), covered(words, marked.cue), covered(words, marked.content), false};
}

std::string one_line(std::string_view s) {
  std::string line;
  for (const char c : s) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

std::string pieces(std::string_view text, const std::vector<Span>& spans) {
  std::string s;
  for (const Span& span : spans) {
    if (!s.empty()) s += " … ";
    s += one_line(text.substr(span.start, span.end - span.start));
  }
  return s;
}

std::string show(std::string_view text, const corpus::Marked& marked) {
  return pieces(text, marked.source) + " | " + pieces(text, marked.cue) + " | " + pieces(text, marked.content);
}

constexpr std::string_view miss_name(Miss::What what) {
  constexpr std::string_view names[] = {"missed", "spurious", "source", "content"};
  return names[static_cast<std::size_t>(what)];
}

double rounded(double x) {
  std::array<char, 32> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.3f", x);
  return std::strtod(buffer.data(), nullptr);
}

}  // namespace

std::vector<bool> score(const std::string& name, std::string_view text, std::span<const corpus::Marked> gold,
                        std::span<const corpus::Marked> found, Scores& scores, std::vector<Miss>* misses) {
  const std::vector<Span> words = words_of(text);
  std::vector<Roles> marked, predicted;
  for (const corpus::Marked& m : gold) {
    marked.push_back(roles_of(words, m));
    marked.back().speech = is_speech(text, m);
  }
  for (const corpus::Marked& m : found) predicted.push_back(roles_of(words, m));

  std::vector<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>> candidates;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      const std::size_t shared = common(marked[i].cue, predicted[j].cue);
      if (shared > 0) candidates.emplace_back(shared, common(marked[i].content, predicted[j].content), i, j);
    }
  }
  std::sort(candidates.rbegin(), candidates.rend());
  constexpr std::size_t unpaired = SIZE_MAX;
  std::vector<std::size_t> partner(marked.size(), unpaired), owner(predicted.size(), unpaired);
  for (const auto& [shared, shared_content, i, j] : candidates) {
    if (partner[i] != unpaired || owner[j] != unpaired) continue;
    partner[i] = j;
    owner[j] = i;
  }

  ++scores.articles;
  const auto gold_count = static_cast<double>(marked.size()), found_count = static_cast<double>(predicted.size());
  for (Ratio* ratio : {&scores.cue, &scores.source_overlap, &scores.source_exact, &scores.content_exact, &scores.full,
                       &scores.strict}) {
    ratio->gold += gold_count;
    ratio->found += found_count;
  }
  const auto tokens = [&](Ratio& ratio, Words Roles::*role) {
    std::vector<Words> g, p;
    for (const Roles& r : marked) g.push_back(r.*role);
    for (const Roles& r : predicted) p.push_back(r.*role);
    const Words all_gold = all_of(g), all_found = all_of(p);
    ratio.hits += static_cast<double>(common(all_gold, all_found));
    ratio.gold += static_cast<double>(all_gold.size());
    ratio.found += static_cast<double>(all_found.size());
  };
  tokens(scores.source_tokens, &Roles::source);
  tokens(scores.content_tokens, &Roles::content);

  struct RoleRatio {
    Words Roles::*role;
    Ratio* ratio;
  };
  const RoleRatio roles[] = {{&Roles::source, &scores.spans_source},
                             {&Roles::cue, &scores.spans_cue},
                             {&Roles::content, &scores.spans_content}};
  for (const auto& [role, ratio] : roles) {
    Ratio here;
    for (const Roles& r : marked) here.gold += (r.*role).empty() ? 0 : 1;
    for (const Roles& r : predicted) here.found += (r.*role).empty() ? 0 : 1;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (partner[i] == unpaired || (marked[i].*role).empty()) continue;
      here.hits += marked[i].*role == predicted[partner[i]].*role ? 1 : 0;
    }
    for (Ratio* into : {ratio, &scores.spans}) {
      into->hits += here.hits;
      into->found += here.found;
      into->gold += here.gold;
    }
  }

  text::Document document;
  if (misses != nullptr) document = text::parse(std::string(text), false);
  const auto sentence = [&](const corpus::Marked& m) -> std::string {
    const text::Range cue = document.range(m.cue.front());
    if (cue.empty()) return {};
    const text::Range around = document.sentences[document.tokens[cue.first].sentence].tokens;
    return one_line(document.slice(around));
  };

  for (std::size_t i = 0; i < marked.size(); ++i) {
    const Roles& g = marked[i];
    scores.speech.gold += g.speech;
    scores.speech_full.gold += g.speech;
    if (partner[i] == unpaired) {
      if (misses != nullptr) {
        misses->push_back({Miss::What::missed,
                           std::max<std::size_t>(g.content.size(), 1),
                           name,
                           sentence(gold[i]),
                           show(text, gold[i]),
                           {},
                           g.speech});
      }
      continue;
    }
    const Roles& p = predicted[partner[i]];
    const bool source_overlap = common(g.source, p.source) > 0 || (g.source.empty() && p.source.empty());
    const bool source_exact = without_article(g.source, words, text) == without_article(p.source, words, text);
    const std::size_t shared = common(g.content, p.content), all = joint(g.content, p.content);
    const bool full = source_overlap && (all == 0 || 2 * shared >= all);
    const bool content_exact = g.content == p.content;
    scores.cue.hits += 1;
    scores.speech.hits += g.speech;
    scores.source_overlap.hits += source_overlap;
    scores.source_exact.hits += source_exact;
    scores.content_exact.hits += content_exact;
    scores.full.hits += full;
    scores.speech_full.hits += full && g.speech;
    scores.strict.hits += source_exact && content_exact;
    if (misses == nullptr || (source_exact && content_exact)) continue;
    const std::size_t source_words = joint(g.source, p.source) - common(g.source, p.source);
    const auto what =
        content_exact || (!source_overlap && 2 * shared >= all) ? Miss::What::source : Miss::What::content;
    misses->push_back({what, what == Miss::What::source ? source_words : all - shared, name, sentence(gold[i]),
                       show(text, gold[i]), show(text, found[partner[i]]), g.speech});
  }
  std::vector<bool> paired;
  for (const std::size_t i : owner) paired.push_back(i != unpaired);
  if (misses == nullptr) return paired;
  for (std::size_t j = 0; j < predicted.size(); ++j) {
    if (owner[j] != unpaired || found[j].cue.empty()) continue;
    misses->push_back({Miss::What::spurious,
                       std::max<std::size_t>(predicted[j].content.size(), 1),
                       name,
                       sentence(found[j]),
                       {},
                       show(text, found[j]),
                       is_speech(text, found[j])});
  }
  return paired;
}

void sort_worst_first(std::vector<Miss>& misses) {
  std::stable_sort(misses.begin(), misses.end(),
                   [](const Miss& a, const Miss& b) { return a.speech != b.speech ? a.speech : a.words > b.words; });
}

std::string to_json(const Scores& scores, std::span<const Miss> misses) {
  using json = nlohmann::ordered_json;
  const auto prf = [](const Ratio& r) {
    return json{{"P", rounded(r.precision())}, {"R", rounded(r.recall())}, {"F1", rounded(r.f1())}};
  };
  json out{{"docs", scores.articles},
           {"gold", static_cast<std::size_t>(scores.cue.gold)},
           {"pred", static_cast<std::size_t>(scores.cue.found)},
           {"cue", prf(scores.cue)},
           {"source_overlap", prf(scores.source_overlap)},
           {"source_exact", prf(scores.source_exact)},
           {"source_tokens", prf(scores.source_tokens)},
           {"content_tokens", prf(scores.content_tokens)},
           {"content_exact", prf(scores.content_exact)},
           {"full", prf(scores.full)},
           {"strict", prf(scores.strict)},
           {"speech_recall", scores.speech.gold > 0 ? json(rounded(scores.speech.recall())) : json()},
           {"speech_full_recall", scores.speech.gold > 0 ? json(rounded(scores.speech_full.recall())) : json()},
           {"spans", prf(scores.spans)},
           {"spans_source", prf(scores.spans_source)},
           {"spans_cue", prf(scores.spans_cue)},
           {"spans_content", prf(scores.spans_content)},
           {"badge_precision", scores.shown.found > 0 ? json(rounded(scores.shown.precision())) : json()},
           {"misses", json::array()}};
  for (const Miss& miss : misses) {
    out["misses"].push_back({{"what", miss_name(miss.what)},
                             {"words", miss.words},
                             {"speech", miss.speech},
                             {"article", miss.article},
                             {"sentence", miss.sentence},
                             {"gold", miss.gold},
                             {"found", miss.found}});
  }
  return out.dump(1, ' ', false, json::error_handler_t::replace);
}

std::string to_table(const Scores& scores, std::span<const Miss> misses) {
  std::array<char, 160> line;
  std::string out;
  const auto print = [&](const char* format, auto... values) {
    std::snprintf(line.data(), line.size(), format, values...);
    out += line.data();
  };
  print("%zu articles, %.0f attributions marked, %.0f found\n\n", scores.articles, scores.cue.gold, scores.cue.found);
  print("%-26s %9s %9s %9s\n", "", "precision", "recall", "F1");
  const std::pair<const char*, const Ratio*> rows[] = {{"cue", &scores.cue},
                                                       {"source, overlap", &scores.source_overlap},
                                                       {"source, exact", &scores.source_exact},
                                                       {"source, tokens", &scores.source_tokens},
                                                       {"content, tokens", &scores.content_tokens},
                                                       {"content, exact", &scores.content_exact},
                                                       {"full", &scores.full},
                                                       {"strict", &scores.strict},
                                                       {"exact spans", &scores.spans},
                                                       {"exact spans, source", &scores.spans_source},
                                                       {"exact spans, cue", &scores.spans_cue},
                                                       {"exact spans, content", &scores.spans_content}};
  for (const auto& [label, ratio] : rows) {
    print("%-26s %9.3f %9.3f %9.3f\n", label, ratio->precision(), ratio->recall(), ratio->f1());
  }
  print("%-26s %9s %9.3f\n", "speech", "", scores.speech.recall());
  print("%-26s %9s %9.3f\n", "speech, full", "", scores.speech_full.recall());
  print("%-26s %9.3f\n", "badges shown by default", scores.shown.precision());
  for (const Miss& miss : misses) {
    out += '\n';
    out += miss_name(miss.what);
    out += ", " + std::to_string(miss.words) + (miss.words == 1 ? " word, " : " words, ") + miss.article + '\n';
    out += "  " + miss.sentence + '\n';
    if (!miss.gold.empty()) out += "  marked: " + miss.gold + '\n';
    if (!miss.found.empty()) out += "  found:  " + miss.found + '\n';
  }
  return out;
}

}  // namespace hearsay::evaluation
