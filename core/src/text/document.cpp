#include "text/document.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "text/unicode.hpp"

namespace hearsay::text {
namespace {

using enum CharacterClass;

// ── Abbreviations ───────────────────────────────────────────────────────────────────────────────────────────────────

// Written with a full stop and followed by a name: never the end of a sentence.
constexpr auto titles = std::to_array<std::string_view>(
    {"adm",  "amb",  "brig", "capt", "cmdr", "col", "cpl", "del",  "det", "dr", "drs", "fr",   "ft",    "gen",
     "gov",  "govs", "hon",  "insp", "lt",   "maj", "mme", "mr",   "mrs", "ms", "mt",  "no",   "ofc",   "pfc",
     "pres", "prof", "pvt",  "rep",  "reps", "rev", "sen", "sens", "sgt", "sr", "st",  "supt", "messrs"});

// Written with a full stop that may also end the sentence. Those of the second list count in lower case too.
constexpr auto capitalised_abbreviations = std::to_array<std::string_view>(
    {"ala", "apr",  "ariz", "ark", "assn", "aug", "ave",  "blvd", "bros", "calif", "co",   "colo", "conn", "corp",
     "dec", "dept", "feb",  "fla", "inc",  "jan", "jr",   "kan",  "ltd",  "mass",  "mich", "minn", "mont", "nev",
     "nov", "oct",  "okla", "ore", "penn", "ph",  "sept", "sep",  "tenn", "tex",   "univ", "vt",   "wis",  "wyo"});
constexpr auto other_abbreviations = std::to_array<std::string_view>({"al", "approx", "cf", "etc", "v", "vs"});

constexpr auto top_level_domains = std::to_array<std::string_view>(
    {"com", "org", "net", "gov", "edu", "co", "uk", "ru", "io", "tv", "info", "de", "fr", "eu", "in", "news"});

// Words that, capitalised after an abbreviation, open a new sentence.
constexpr auto sentence_openers = std::to_array<std::string_view>(
    {"a",       "after", "all",    "although", "an",      "and",   "as",    "at",   "because", "before",
     "but",     "by",    "during", "for",      "from",    "he",    "her",   "here", "his",     "how",
     "however", "i",     "if",     "in",       "instead", "it",    "its",   "last", "many",    "meanwhile",
     "most",    "my",    "no",     "now",      "of",      "on",    "one",   "our",  "she",     "since",
     "so",      "some",  "still",  "such",     "that",    "the",   "their", "then", "there",   "these",
     "they",    "this",  "those",  "though",   "to",      "under", "until", "we",   "what",    "when",
     "where",   "while", "who",    "why",      "with",    "yet",   "you"});

// ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────────────────────

constexpr bool is_apostrophe(char32_t c) noexcept { return c == '\'' || c == 0x2019 || c == 0x02BC; }
constexpr bool is_hyphen(char32_t c) noexcept { return c == '-' || c == 0x2010 || c == 0x2011; }
constexpr bool is_double(char32_t c) noexcept {
  return c == '"' || (0x201C <= c && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x300C || c == 0x300D ||
         c == 0x300E || c == 0x300F || c == 0xFF02 || c == 0x2033;
}

class Tokenizer {
 public:
  Tokenizer(const std::string& text, std::uint32_t block, std::uint32_t start, std::uint32_t end,
            std::vector<Token>& tokens)
      : s_(text), block_(block), i_(start), end_(end), tokens_(tokens) {}

  void run() {
    while (i_ < end_) {
      const CodePoint p = decode(s_, i_);
      switch (character_class(p.value)) {
        case space:
          space_ = true;
          i_ += p.size;
          break;
        case ignorable:
          i_ += p.size;
          break;
        case letter:
        case digit:
          word();
          break;
        case quote:
          mark(p);
          break;
        case punctuation:
          punctuation_mark(p);
          break;
        case symbol:
          symbol_run(p);
          break;
      }
    }
  }

 private:
  void emit(std::uint32_t start, std::uint32_t end, TokenKind kind) {
    tokens_.push_back({.start = start, .end = end, .block = block_, .kind = kind, .space_before = space_});
    space_ = false;
  }

  [[nodiscard]] char32_t peek(std::uint32_t at) const { return at < end_ ? decode(s_, at).value : U' '; }
  [[nodiscard]] CharacterClass peek_class(std::uint32_t at) const {
    return at < end_ ? character_class(peek(at)) : space;
  }
  static bool is_word(CharacterClass c) { return c == letter || c == digit; }

  // Does a full stop at `dot` belong to the word that starts at `start` and whose last segment starts at `segment`?
  [[nodiscard]] bool stop_belongs(std::uint32_t start, std::uint32_t segment, std::uint32_t dot) const {
    const std::string_view last = std::string_view(s_).substr(segment, dot - segment);
    const CharacterClass next = peek_class(dot + 1);
    const CodePoint first = decode(last, 0);
    const bool one_letter = first.size == last.size() && character_class(first.value) == letter;
    if (next == digit && character_class(first.value) == digit) return true;
    if (one_letter && next == letter) {  // U.S  a.m
      const std::uint32_t after = dot + 1 + decode(s_, dot + 1).size;
      return peek(after) == '.' || segment > start || is_upper(first.value);
    }
    if (one_letter && segment > start) return true;  // the last stop of U.S.
    if (one_letter && is_upper(first.value)) return last != "I" && !(last == "X" && posted(start));  // J. Doe
    if (next == letter) {
      if (last == "Ph") return true;
      std::uint32_t e = dot + 1;
      while (e < end_ && peek_class(e) == letter) e += decode(s_, e).size;
      return among(top_level_domains, std::string_view(s_).substr(dot + 1, e - dot - 1));
    }
    const std::string low = lower(last);
    if (among(other_abbreviations, low)) return true;
    if (!is_upper(first.value)) return false;
    if (low == "no") {  // No. 10
      std::uint32_t e = dot + 1;
      while (e < end_ && peek_class(e) == space) e += decode(s_, e).size;
      return peek_class(e) == digit;
    }
    return among(titles, low) || among(capitalised_abbreviations, low);
  }

  // "wrote on X."
  [[nodiscard]] bool posted(std::uint32_t start) const {
    const std::string_view before = std::string_view(s_).substr(0, start);
    return before.ends_with(" on ") || before.ends_with(" to ") || before.ends_with(" via ");
  }

  void word() {
    const std::uint32_t start = i_;
    std::uint32_t segment = i_, apostrophe = none;
    while (i_ < end_) {
      const CodePoint p = decode(s_, i_);
      const CharacterClass c = character_class(p.value);
      if (is_word(c) || c == ignorable || p.value == '_') {
        i_ += p.size;
        continue;
      }
      if (i_ == start) break;
      const std::uint32_t after = i_ + p.size;
      const CharacterClass next = peek_class(after);
      const bool digits = next == digit && s_[i_ - 1] >= '0' && s_[i_ - 1] <= '9';
      if (is_apostrophe(p.value) && next == letter) {
        apostrophe = i_;
      } else if (p.value == '.' && stop_belongs(start, segment, i_)) {
        segment = after;
        if (!is_word(next)) {
          i_ = after;
          break;
        }
      } else if (is_hyphen(p.value) && is_word(next)) {
        segment = after;
      } else if (!(digits && (p.value == ',' || p.value == ':' || p.value == '/')) &&
                 !(p.value == '&' && next == letter && is_upper(peek(after)) && s_[i_ - 1] >= 'A' &&
                   s_[i_ - 1] <= 'Z')) {
        break;
      }
      i_ = after;
    }
    const TokenKind kind = peek_class(start) == digit ? TokenKind::number : TokenKind::word;
    const std::uint32_t clitic = clitic_start(start, apostrophe);
    if (clitic == none || clitic <= start) {
      emit(start, i_, kind);
    } else {
      emit(start, clitic, kind);
      emit(clitic, i_, TokenKind::word);
    }
  }

  // Where 's, 're, n't … begins in the word, by the Penn Treebank's way of splitting.
  [[nodiscard]] std::uint32_t clitic_start(std::uint32_t start, std::uint32_t apostrophe) const {
    if (apostrophe == none) return none;
    const std::uint32_t after = apostrophe + decode(s_, apostrophe).size;
    const std::string tail = lower(std::string_view(s_).substr(after, i_ - after));
    if (tail == "t" && apostrophe > start + 1 && (s_[apostrophe - 1] | 0x20) == 'n') return apostrophe - 1;
    static constexpr auto tails = std::to_array<std::string_view>({"s", "re", "ve", "ll", "d", "m"});
    return among(tails, tail) ? apostrophe : none;
  }

  void mark(CodePoint p) {
    std::uint32_t end = i_ + p.size;
    if ((p.value == '`' || p.value == '\'' || p.value == 0x2019) && peek(end) == p.value) end += p.size;  // ``…''
    emit(i_, end, TokenKind::open_quote);  // which of the two is decided below, in Quotations
    i_ = end;
  }

  void punctuation_mark(CodePoint p) {
    const std::uint32_t start = i_;
    i_ += p.size;
    if (p.value == '@' && is_word(peek_class(i_))) {
      while (i_ < end_ && (is_word(peek_class(i_)) || s_[i_] == '_')) i_ += decode(s_, i_).size;
      return emit(start, i_, TokenKind::word);
    }
    if (p.value == '.') {  // ...  . . .
      std::uint32_t dots = 1, at = i_, last = i_;
      while (at < end_ && (s_[at] == '.' || (s_[at] == ' ' && at + 1 < end_ && s_[at + 1] == '.'))) {
        if (s_[at] == '.') {
          ++dots;
          last = at + 1;
        }
        ++at;
      }
      if (dots >= 3) i_ = last;
    } else if (p.value == '-') {
      while (i_ < end_ && s_[i_] == '-') ++i_;
    }
    emit(start, i_, TokenKind::punctuation);
  }

  void symbol_run(CodePoint p) {
    const std::uint32_t start = i_;
    i_ += p.size;
    if (p.value == '#' && peek_class(i_) == letter) {
      while (i_ < end_ && (is_word(peek_class(i_)) || s_[i_] == '_')) i_ += decode(s_, i_).size;
      return emit(start, i_, TokenKind::word);
    }
    bool joined = false;  // an emoji with its modifiers and what joiners tie to it
    while (i_ < end_) {
      const CodePoint q = decode(s_, i_);
      const bool joiner = q.value == 0x200D;
      const bool modifier = character_class(q.value) == ignorable || (0x1F3FB <= q.value && q.value <= 0x1F3FF);
      if (!modifier && !(joined && character_class(q.value) == symbol)) break;
      joined = joiner;
      i_ += q.size;
    }
    emit(start, i_, TokenKind::symbol);
  }

  const std::string& s_;
  std::uint32_t block_, i_, end_;
  bool space_ = false;
  std::vector<Token>& tokens_;
};

// ── Quotations ──────────────────────────────────────────────────────────────────────────────────────────────────────

// Pairs the marks of a block with a stack. Which side a mark is on comes from its shape, else from the spaces around
// it.
class Quotations {
 public:
  Quotations(Document& d, Range tokens) : d_(d), range_(tokens) {
    for (TokenIndex t = tokens.first; t < tokens.last; ++t)
      if (d.tokens[t].kind == TokenKind::open_quote && !is_double_mark(t) && could_close(t)) last_single_close_ = t;
  }

  // Returns the quotation that the block leaves open (an outermost double one), or none.
  std::uint32_t run(std::uint32_t open_before) {
    for (TokenIndex t = range_.first; t < range_.last; ++t) {
      Token& token = d_.tokens[t];
      bool closes = false;
      if (token.kind == TokenKind::open_quote) closes = resolve(t);
      token.quotation = stack_.empty() ? none : stack_.back();
      token.quote_depth = static_cast<std::uint8_t>(stack_.size());
      if (closes) {
        Quotation& q = d_.quotations[stack_.back()];
        q.tokens.last = t + 1;
        stack_.pop_back();
      }
    }
    std::uint32_t open = none;
    while (!stack_.empty()) {
      Quotation& q = d_.quotations[stack_.back()];
      q.closed = false;
      q.tokens.last = range_.last;
      open = q.single ? none : stack_.back();
      stack_.pop_back();
    }
    if (open_before != none && !d_.quotations.empty()) {
      for (std::size_t k = first_of_block_; k < d_.quotations.size(); ++k) {
        Quotation& q = d_.quotations[k];
        if (q.tokens.first == range_.first && !q.single) q.continues = open_before;
      }
    }
    return open;
  }

 private:
  static constexpr std::size_t max_depth = 8;

  [[nodiscard]] char32_t mark(TokenIndex t) const { return decode(d_.text, d_.tokens[t].start).value; }
  [[nodiscard]] bool is_double_mark(TokenIndex t) const {
    const Token& k = d_.tokens[t];
    const char32_t m = mark(t);
    return is_double(m) || (is_apostrophe(m) && k.end - k.start > (m == '\'' ? 1u : 3u)) ||
           (m == '`' && k.end - k.start == 2);
  }
  [[nodiscard]] bool space_after(TokenIndex t) const { return t + 1 >= range_.last || d_.tokens[t + 1].space_before; }
  [[nodiscard]] bool space_before(TokenIndex t) const { return t == range_.first || d_.tokens[t].space_before; }
  [[nodiscard]] char32_t first_of_next(TokenIndex t) const {
    return t + 1 < range_.last ? decode(d_.text, d_.tokens[t + 1].start).value : U' ';
  }
  [[nodiscard]] bool could_open(TokenIndex t) const {
    if (space_after(t)) return false;
    if (space_before(t)) return true;
    const TokenKind before = d_.tokens[t - 1].kind;
    if (before == TokenKind::open_quote) return true;
    const std::string_view w = d_.word(t - 1);
    return w == "(" || w == "[" || w == "—" || w == "–" || w.starts_with("--") || w == "…" || w == "/" || w == ":";
  }
  [[nodiscard]] bool could_close(TokenIndex t) const { return !space_before(t); }
  [[nodiscard]] char last_byte_before(TokenIndex t) const {
    const std::uint32_t at = d_.tokens[t].start;
    return at > 0 ? d_.text[at - 1] : ' ';
  }

  [[nodiscard]] std::uint32_t top() const { return stack_.empty() ? none : stack_.back(); }
  [[nodiscard]] bool top_is_single() const { return !stack_.empty() && d_.quotations[stack_.back()].single; }
  [[nodiscard]] bool any_double_open() const {
    return std::any_of(stack_.begin(), stack_.end(), [&](std::uint32_t q) { return !d_.quotations[q].single; });
  }
  [[nodiscard]] bool any_single_open() const {
    return std::any_of(stack_.begin(), stack_.end(), [&](std::uint32_t q) { return d_.quotations[q].single; });
  }

  bool open(TokenIndex t, bool single) {
    if (stack_.size() >= max_depth) return false;
    d_.quotations.push_back({.tokens = {t, t + 1}, .single = single, .parent = top()});
    marks_.push_back(mark(t));
    stack_.push_back(static_cast<std::uint32_t>(d_.quotations.size() - 1));
    return false;
  }

  // Ends the innermost open quotation of that kind, and what is open inside it.
  bool close(TokenIndex t, bool single) {
    d_.tokens[t].kind = TokenKind::close_quote;
    if (single ? !any_single_open() : !any_double_open()) return false;  // a stray closing mark
    while (d_.quotations[stack_.back()].single != single) {
      Quotation& q = d_.quotations[stack_.back()];
      q.closed = false;
      q.tokens.last = t;
      stack_.pop_back();
    }
    return true;
  }

  // True when the mark closes the quotation on top of the stack.
  bool resolve(TokenIndex t) {
    const char32_t m = mark(t);
    if (!is_double_mark(t)) return resolve_single(t, m);
    switch (m) {
      case 0x201E:
      case 0x201F:
      case 0x300C:
      case 0x300E:
        return open(t, false);
      case 0x300D:
      case 0x300F:
      case 0x2019:
        return close(t, false);
      case 0x201C:  // “ opens in English and closes in German („…“)
        if (innermost_double_mark() == 0x201E && !could_open(t)) return close(t, false);
        return open(t, false);
      case 0x201D:  // ” closes in English and does both in Swedish (”…”)
        if (!any_double_open() && could_open(t)) return open(t, false);
        return close(t, false);
      case 0xAB:
      case 0xBB: {  // «…» and »…«
        const char32_t inner = innermost_double_mark();
        const bool closes = (m == 0xBB && inner == 0xAB) || (m == 0xAB && inner == 0xBB);
        return closes ? close(t, false) : (m == 0xAB || could_open(t) ? open(t, false) : close(t, false));
      }
      case '`':
        return open(t, false);
      default:
        break;
    }
    // A straight mark.
    if (any_double_open()) {
      if (could_open(t) && !could_close(t) && top_is_single()) return open(t, false);
      return close(t, false);
    }
    if (last_byte_before(t) >= '0' && last_byte_before(t) <= '9' && !could_open(t)) {  // 5'10"
      d_.tokens[t].kind = TokenKind::symbol;
      return false;
    }
    return could_open(t) ? open(t, false) : close(t, false);
  }

  bool resolve_single(TokenIndex t, char32_t m) {
    const char32_t next = first_of_next(t);
    const bool next_is_word = character_class(next) == letter || character_class(next) == digit;
    const bool before_open_quote = !space_after(t) && character_class(next) == quote;
    if (m == 0x2039) return open(t, true);
    if (m == 0x203A) return close(t, true);
    if (m == 0x201A) return open(t, true);
    const bool opening_shape = m == 0x2018 || m == 0x201B || m == '`';
    const bool straight = m == '\'';
    if (any_single_open() && could_close(t) && !opening_shape) {
      // the leaders’ view: an apostrophe, as long as a mark that can close follows
      const bool plural = (last_byte_before(t) | 0x20) == 's' && space_after(t) && t < last_single_close_ &&
                          t + 1 < range_.last && next_is_word && !is_upper(next);
      if (!plural) return close(t, true);
    } else if (opening_shape && any_single_open() && innermost_single_mark() == 0x201A) {
      return close(t, true);  // ‚…‘
    } else if ((opening_shape || straight) && could_open(t) &&
               (next_is_word || before_open_quote || next == '.' || next == 0x2026) && last_single_close_ != none &&
               t < last_single_close_ && !(character_class(next) == digit && straight)) {
      return open(t, true);
    }
    d_.tokens[t].kind = TokenKind::punctuation;  // an apostrophe
    return false;
  }

  [[nodiscard]] char32_t innermost_mark(bool single) const {
    for (std::size_t k = stack_.size(); k-- > 0;)
      if (d_.quotations[stack_[k]].single == single) return marks_[stack_[k] - first_of_block_];
    return 0;
  }
  [[nodiscard]] char32_t innermost_double_mark() const { return innermost_mark(false); }
  [[nodiscard]] char32_t innermost_single_mark() const { return innermost_mark(true); }

  Document& d_;
  Range range_;
  TokenIndex last_single_close_ = none;
  std::size_t first_of_block_ = d_.quotations.size();
  std::vector<std::uint32_t> stack_;
  std::vector<char32_t> marks_;  // the opening mark of each quotation of this block
};

// ── Sentences ───────────────────────────────────────────────────────────────────────────────────────────────────────

bool ends_with_stop(std::string_view w) { return w.size() > 1 && w.back() == '.'; }

bool is_title(std::string_view w) {
  w.remove_suffix(1);
  const CodePoint first = decode(w, 0);
  return (first.size == w.size() && is_upper(first.value)) || among(titles, lower(w));  // an initial, or a title
}

// Does a sentence end at token `t`; if so, the token after its closing marks.
TokenIndex sentence_end(const Document& d, Range block, TokenIndex t) {
  const std::string_view w = d.word(t);
  const char last = w.back();
  if (last != '.' && last != '!' && last != '?' && last != '\xA6') return none;  // the last of these is that of …
  const Token& token = d.tokens[t];
  const bool ellipsis = w == "…" || w.starts_with("...") || w.starts_with(". .");
  const bool mark = token.kind == TokenKind::punctuation && (w == "." || w == "!" || w == "?");
  const bool abbreviation = token.kind == TokenKind::word && ends_with_stop(w);
  if (!ellipsis && !mark && !abbreviation) return none;
  TokenIndex next = t + 1;
  while (next < block.last && !d.tokens[next].space_before) {
    const Token& k = d.tokens[next];
    const std::string_view c = d.word(next);
    if (k.kind != TokenKind::close_quote && c != ")" && c != "]" && c != "!" && c != "?" && c != ".") break;
    ++next;
  }
  if (next >= block.last) return next;
  const Token& after = d.tokens[next];
  const char32_t first = decode(d.text, after.start).value;
  if (!after.space_before) {  // “end.Next”
    return mark && w == "." && next == t + 1 && t > block.first && d.tokens[t - 1].kind == TokenKind::word &&
                   d.word(t - 1).size() > 2 && is_upper(first)
               ? next
               : none;
  }
  const bool opens = is_upper(first) || after.kind == TokenKind::open_quote || after.kind == TokenKind::number ||
                     d.word(next) == "(" || d.word(next) == "[" || d.word(next).starts_with("@") ||
                     (after.kind == TokenKind::symbol) || (first >= 0x250 && character_class(first) == letter);
  if (!opens) return none;
  if (abbreviation) {
    if (is_title(w)) return none;
    if (next > t + 1) return next;  // a closing mark after the stop
    return after.kind != TokenKind::number &&
                   (after.kind == TokenKind::open_quote || among(sentence_openers, lower(d.word(next))))
               ? next
               : none;
  }
  return next;
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

// A look-up by hash. After a few full slots in a row a token is taken for new: no text is slow.
void find_types(Document& d) {
  constexpr std::size_t probes = 8;
  std::vector<std::uint32_t> slots(std::bit_ceil(2 * d.tokens.size() + probes), none);
  for (TokenIndex t = 0; t < d.tokens.size(); ++t) {
    Token& token = d.tokens[t];
    const std::string_view word = d.word(t);
    std::uint32_t hash = static_cast<std::uint32_t>(token.kind) ^ 0x811C9DC5u;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
    hash ^= hash >> 15;
    token.type = static_cast<std::uint32_t>(d.types.size());
    std::uint32_t* slot = nullptr;
    for (std::size_t i = 0; i < probes; ++i) {
      slot = &slots[(hash + i) & (slots.size() - 1)];
      if (*slot == none) break;
      const TokenIndex same = d.types[*slot];
      if (d.tokens[same].kind != token.kind || d.word(same) != word) continue;
      token.type = *slot;
      break;
    }
    if (token.type < d.types.size()) continue;
    *slot = token.type;
    d.types.push_back(t);
  }
}

}  // namespace

Range Document::range(Span s) const noexcept {
  const auto first =
      std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end <= s.start; });
  const auto last = std::partition_point(first, tokens.end(), [&](const Token& t) { return t.start < s.end; });
  return {static_cast<TokenIndex>(first - tokens.begin()), static_cast<TokenIndex>(last - tokens.begin())};
}

Document parse(std::string text, bool has_headline) {
  Document d;
  d.text = std::move(text);
  const auto size = static_cast<std::uint32_t>(d.text.size());
  d.tokens.reserve(size / 5 + 8);
  std::uint32_t open = none;
  for (std::uint32_t start = 0; start <= size;) {
    const std::size_t newline = d.text.find('\n', start);
    const std::uint32_t line_end = newline == std::string::npos ? size : static_cast<std::uint32_t>(newline);
    std::uint32_t end = line_end;
    if (end > start && d.text[end - 1] == '\r') --end;
    const auto first = static_cast<TokenIndex>(d.tokens.size());
    const auto index = static_cast<std::uint32_t>(d.blocks.size());
    Tokenizer(d.text, index, start, end, d.tokens).run();
    const Range tokens{first, static_cast<TokenIndex>(d.tokens.size())};
    if (!tokens.empty()) {
      Block block{.start = start, .end = end, .tokens = tokens};
      block.kind = d.blocks.empty() && has_headline ? BlockKind::headline : BlockKind::paragraph;
      open = Quotations(d, tokens).run(open);
      block.first_sentence = static_cast<std::uint32_t>(d.sentences.size());
      TokenIndex sentence = tokens.first;
      for (TokenIndex t = tokens.first; t < tokens.last;) {
        TokenIndex next = sentence_end(d, tokens, t);
        if (t + 1 == tokens.last) next = tokens.last;
        if (next != none) {
          for (TokenIndex k = sentence; k < next; ++k)
            d.tokens[k].sentence = static_cast<std::uint32_t>(d.sentences.size());
          d.sentences.push_back({.tokens = {sentence, next}, .block = index});
          sentence = next;
          t = next;
        } else {
          ++t;
        }
      }
      block.last_sentence = static_cast<std::uint32_t>(d.sentences.size());
      d.blocks.push_back(block);
    }
    start = line_end + 1;
  }
  find_types(d);
  return d;
}

}  // namespace hearsay::text
