// An annotation as JSON, brat standoff, W3C Web Annotation, CSV and text for eyes.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "hearsay/hearsay.hpp"
#include "text/unicode.hpp"

namespace hearsay {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string slice(const Annotation& a, Span s) { return a.text.substr(s.start, s.end - s.start); }

std::string numbered(char letter, Index i) { return std::string(1, letter).append(std::to_string(i + 1)); }
std::string attribution_id(Index i) { return numbered('a', i); }

// Writes compact JSON, member after member: building a tree of it first takes longer than finding a short article's
// sources.
class JsonWriter {
 public:
  JsonWriter(const Annotation& a, Offsets offsets) : offset_(a.text, offsets) {}

  void open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  JsonWriter& key(std::string_view name) {
    separate();
    quote(name);
    out_ += ':';
    first_ = true;
    return *this;
  }
  void value(std::string_view text) {
    separate();
    if (text::first_bad_byte(text)) {
      out_ += dump(Json(text));
      return;
    }
    quote(text);
  }
  void quote(std::string_view text) {  // which must be valid UTF-8
    out_ += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out_.append(text, from, i - from);
      from = i + 1;
      escape(c);
    }
    out_.append(text, from);
    out_ += '"';
  }
  void value(std::unsigned_integral auto number) {
    separate();
    std::array<char, 24> digits;
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }
  void value(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
  }
  void value(std::nullptr_t) {
    separate();
    out_ += "null";
  }
  // 0 to 1, with two digits.
  void share(double number) {
    separate();
    const auto hundredths = static_cast<unsigned>(std::round(number * 100));
    out_ += static_cast<char>('0' + hundredths / 100);
    out_ += '.';
    out_ += static_cast<char>('0' + hundredths / 10 % 10);
    if (hundredths % 10 > 0) out_ += static_cast<char>('0' + hundredths % 10);
  }

  void value(char letter, Index i) {  // an identifier
    separate();
    out_ += '"';
    out_ += letter;
    first_ = true;
    value(i + 1);
    out_ += '"';
  }
  void value(char letter, const std::optional<Index>& i) { i ? value(letter, *i) : value(nullptr); }
  void ids(const std::vector<Index>& indices) {
    open('[');
    for (const Index i : indices) value('a', i);
    close(']');
  }
  void ends(Span s) {
    key("start").value(offset_(s.start));
    key("end").value(offset_(s.end));
  }
  void value(Span s) {
    open('{');
    ends(s);
    close('}');
  }
  void value(const std::optional<Span>& s) { s ? value(*s) : value(nullptr); }
  void value(std::span<const Span> spans) {
    open('[');
    for (const Span s : spans) value(s);
    close(']');
  }
  void value(Anonymity x) { x == Anonymity::none ? value(nullptr) : value(name(x)); }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void escape(unsigned char c) {
    constexpr std::string_view hex = "0123456789abcdef", plain = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
    out_ += '\\';
    if (const std::size_t known = plain.find(static_cast<char>(c)); known != std::string_view::npos)
      out_ += letters[known];
    else
      out_.append("u00").append({hex[c >> 4], hex[c & 15]});
  }

  text::OffsetMap offset_;
  std::string out_;
  bool first_ = true;
};

// "official-denial" → "Official denial"
std::string label(Badge badge) {
  std::string out(name(badge));
  std::replace(out.begin(), out.end(), '-', ' ');
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::string to_json(const Annotation& a, Offsets offsets) {
  JsonWriter json(a, offsets);
  std::map<std::string_view, std::string_view> rules;
  std::array<std::uint32_t, static_cast<std::size_t>(Badge::none) + 1> badges{};
  json.open('{');
  json.key("version").value(1u);
  json.key("id").value(a.id);
  json.key("attributions").open('[');
  for (Index i = 0; i < a.attributions.size(); ++i) {
    const Attribution& x = a.attributions[i];
    ++badges[static_cast<std::size_t>(x.badge)];
    json.open('{');
    json.key("id").value('a', i);
    json.key("source").value(std::span(x.source));
    json.key("cue").value(std::span(&x.cue, 1));
    json.key("content").value(std::span(x.content));
    json.key("quotation").value(name(x.quotation));
    json.key("kind").value(name(x.kind));
    json.key("anonymity").value(x.anonymity);
    json.key("official").value(x.official);
    json.key("stance").value(name(x.stance));
    json.key("badge").value(name(x.badge));
    json.key("who").value('s', x.who);
    json.key("via").value('a', x.via);
    json.key("within").value('a', x.within);
    json.key("denies").value('a', x.denies);
    json.key("confidence").share(x.confidence);
    json.key("doubtful").value(x.doubtful);
    json.key("because").open('[');
    for (const Evidence& e : x.because) {
      if (!e.why.empty()) rules.emplace(e.rule, e.why);
      json.open('{');
      json.key("rule").value(e.rule);
      json.ends(e.words);
      json.close('}');
    }
    json.close(']');
    json.close('}');
  }
  json.close(']');
  json.key("sources").open('[');
  for (Index i = 0; i < a.sources.size(); ++i) {
    const Source& s = a.sources[i];
    json.open('{');
    json.key("id").value('s', i);
    json.key("name").value(s.name);
    json.key("description");
    s.description ? json.value(*s.description) : json.value(nullptr);
    json.key("kind").value(name(s.kind));
    json.key("anonymity").value(s.anonymity);
    json.key("official").value(s.official);
    json.key("terms").value(s.terms);
    json.key("reason").value(s.reason);
    json.key("attributions").ids(s.attributions);
    json.close('}');
  }
  json.close(']');
  json.key("disputes").open('[');
  for (const Dispute& d : a.disputes) {
    json.open('{');
    json.key("claim").value('a', d.claim);
    json.key("sentence").value(d.sentence);
    json.key("denials").ids(d.denials);
    json.close('}');
  }
  json.close(']');
  json.key("summary").open('{');
  json.key("words").value(a.words);
  json.key("attributedWords").value(a.attributed_words);
  json.key("attributions").value(a.attributions.size());
  json.key("sources").value(a.sources.size());
  json.key("badges").open('{');
  for (std::size_t b = 0; b < badges.size(); ++b)
    if (badges[b] > 0) json.key(name(static_cast<Badge>(b))).value(badges[b]);
  json.close('}');
  json.close('}');
  json.key("rules").open('{');
  for (const auto& [rule, why] : rules) json.key(rule).value(why);
  json.close('}');
  json.close('}');
  return json.take();
}

std::string to_brat(const Annotation& a) {
  const text::OffsetMap at(a.text, Offsets::codepoint);
  std::string out;
  std::uint32_t t = 0, e = 0;
  const auto row = [&](std::string_view type, const std::vector<Span>& spans) {
    const std::string id = numbered('T', t++);
    std::string words;
    out += id + "\t" + std::string(type) + " ";
    for (std::size_t k = 0; k < spans.size(); ++k) {
      if (k > 0) {
        out += ';';
        words += ' ';
      }
      out += std::to_string(at(spans[k].start)) + " " + std::to_string(at(spans[k].end));
      words += slice(a, spans[k]);
    }
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    out += "\t" + words + "\n";
    return id;
  };
  for (const Attribution& x : a.attributions) {
    std::string roles;
    if (!x.content.empty()) roles += " Content:" + row("Content", x.content);
    roles += " Cue:" + row("Cue", {x.cue});
    if (!x.source.empty()) roles += " Source:" + row("Source", x.source);
    const std::string type = x.source.empty() ? "Attribution-no-source" : "Attribution";
    const std::string id = row(type, {x.cue});
    out += numbered('E', e++) + "\t" + type + ":" + id + roles + "\n";
  }
  return out;
}

std::string to_web_annotation(const Annotation& a) {
  const text::OffsetMap at(a.text, Offsets::codepoint);
  constexpr std::size_t context = 32;  // bytes, cut back to whole code points
  const auto boundary = [&](std::size_t byte) {
    while (byte < a.text.size() && (static_cast<unsigned char>(a.text[byte]) & 0xC0) == 0x80) ++byte;
    return byte;
  };
  const auto target = [&](Span s, std::string_view role) -> Json {
    const std::size_t before = boundary(s.start > context ? s.start - context : 0);
    const std::size_t after = boundary(std::min(a.text.size(), s.end + context));
    return {{"source", a.id},
            {"hearsay:role", role},
            {"selector", Json::array({{{"type", "TextPositionSelector"}, {"start", at(s.start)}, {"end", at(s.end)}},
                                      {{"type", "TextQuoteSelector"},
                                       {"exact", slice(a, s)},
                                       {"prefix", a.text.substr(before, s.start - before)},
                                       {"suffix", a.text.substr(s.end, after - s.end)}}})}};
  };
  Json items = Json::array();
  for (Index i = 0; i < a.attributions.size(); ++i) {
    const Attribution& x = a.attributions[i];
    Json targets = Json::array();
    for (const Span s : x.source) targets.push_back(target(s, "source"));
    targets.push_back(target(x.cue, "cue"));
    for (const Span s : x.content) targets.push_back(target(s, "content"));
    Json bodies = Json::array({{{"type", "TextualBody"}, {"purpose", "tagging"}, {"value", name(x.badge)}}});
    if (x.who)
      bodies.push_back({{"type", "TextualBody"}, {"purpose", "identifying"}, {"value", a.sources[*x.who].name}});
    items.push_back({{"id", "urn:hearsay:" + attribution_id(i)},
                     {"type", "Annotation"},
                     {"motivation", "classifying"},
                     {"body", std::move(bodies)},
                     {"target", std::move(targets)}});
  }
  const Json out = {
      {"@context", Json::array({"http://www.w3.org/ns/anno.jsonld", {{"hearsay", "urn:hearsay:"}}})},
      {"id", a.id},
      {"type", "AnnotationCollection"},
      {"label", "Attributions found by Hearsay"},
      {"total", items.size()},
      {"first", {{"id", a.id + "#page1"}, {"type", "AnnotationPage"}, {"startIndex", 0}, {"items", std::move(items)}}}};
  return dump(out);
}

std::string to_csv(const Annotation& a, Offsets offsets) {
  const text::OffsetMap at(a.text, offsets);
  std::string out;
  const auto field = [&](std::string_view value) {
    const bool quote = value.find_first_of("\",\r\n") != std::string_view::npos;
    if (quote) out += '"';
    for (const char c : value) {
      if (c == '"') out += '"';
      out += c;
    }
    if (quote) out += '"';
  };
  const auto words = [&](const std::vector<Span>& spans) {
    std::string joined;
    for (const Span s : spans) joined += (joined.empty() ? "" : " … ") + slice(a, s);
    return joined;
  };
  out +=
      "article,id,start,end,badge,kind,anonymity,official,stance,quotation,who,via,within,denies,confidence,source,cue,"
      "content\r\n";
  for (Index i = 0; i < a.attributions.size(); ++i) {
    const Attribution& x = a.attributions[i];
    const auto id = [](const std::optional<Index>& k) { return k ? attribution_id(*k) : std::string(); };
    char confidence[16];
    std::snprintf(confidence, sizeof confidence, "%.2f", x.confidence);
    const std::array<std::string, 18> row = {
        a.id,
        attribution_id(i),
        std::to_string(at(x.cue.start)),
        std::to_string(at(x.cue.end)),
        std::string(name(x.badge)),
        std::string(name(x.kind)),
        x.anonymity == Anonymity::none ? std::string() : std::string(name(x.anonymity)),
        x.official ? "true" : "false",
        std::string(name(x.stance)),
        std::string(name(x.quotation)),
        x.who ? a.sources[*x.who].name : std::string(),
        id(x.via),
        id(x.within),
        id(x.denies),
        confidence,
        words(x.source),
        slice(a, x.cue),
        words(x.content),
    };
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) out += ',';
      field(row[k]);
    }
    out += "\r\n";
  }
  return out;
}

bool shown_by_default(const Attribution& a) noexcept {
  return !a.doubtful && a.badge != Badge::none && a.stance != Stance::believes && a.stance != Stance::intends;
}

std::string to_text(const Annotation& a, bool colour) {
  // What happens at a byte of the text: underlines and cues open and close, badges stand after the cue.
  struct Mark {
    std::uint32_t at = 0;
    int content = 0, cue = 0;
    std::string badge;
  };
  std::vector<Mark> marks;
  for (const Attribution& x : a.attributions) {
    if (!shown_by_default(x)) continue;
    for (const Span s : x.content) {
      marks.push_back({.at = s.start, .content = 1});
      marks.push_back({.at = s.end, .content = -1});
    }
    marks.push_back({.at = x.cue.start, .cue = 1});
    std::string badge = label(x.badge);
    if (x.who) badge += ": " + a.sources[*x.who].name;
    marks.push_back({.at = x.cue.end, .cue = -1, .badge = std::move(badge)});
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& p, const Mark& q) { return p.at < q.at; });
  std::string out;
  std::uint32_t from = 0;
  int content = 0, cue = 0;
  const auto style = [&] {
    if (!colour) return;
    out += "\x1b[0m";
    if (content > 0) out += "\x1b[4m";
    if (cue > 0) out += "\x1b[1m";
  };
  for (const Mark& m : marks) {
    if (m.at > from) {
      out.append(a.text, from, m.at - from);
      from = m.at;
    }
    content += m.content;
    cue += m.cue;
    style();
    if (!m.badge.empty()) {
      out += colour ? " \x1b[0;30;47m " + m.badge + " " : " [" + m.badge + "]";
      style();
    }
  }
  out.append(a.text, from);
  if (colour) out += "\x1b[0m";
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

}  // namespace hearsay
