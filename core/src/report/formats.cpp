// An annotation as JSON, brat standoff, W3C Web Annotation, CSV and text for eyes.
#include <algorithm>
#include <array>
#include <cmath>
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
std::string source_id(Index i) { return numbered('s', i); }

Json or_null(const std::optional<Index>& i, std::string (*id)(Index)) { return i ? Json(id(*i)) : Json(nullptr); }

// A JSON object of these members, moved in, not copied as from an initializer list: half the time of a short article's
// result goes into building it.
template <class... Values>
Json object(std::pair<const char*, Values>... members) {
  Json::object_t out;
  out.reserve(sizeof...(members));
  (static_cast<Json::object_t::Container&>(out).emplace_back(members.first, Json(std::move(members.second))), ...);
  return Json(std::move(out));
}

template <class Value>
std::pair<const char*, Value> member(const char* name, Value value) {
  return {name, std::move(value)};
}

class SpanWriter {
 public:
  SpanWriter(const Annotation& a, Offsets offsets) : map_(a.text, offsets) {}
  Json operator()(Span s) const { return object(member("start", map_(s.start)), member("end", map_(s.end))); }
  Json operator()(std::span<const Span> spans) const {
    Json::array_t out;
    out.reserve(spans.size());
    for (const Span s : spans) out.push_back((*this)(s));
    return Json(std::move(out));
  }
  std::uint32_t operator[](std::uint32_t byte) const { return map_(byte); }

 private:
  text::OffsetMap map_;
};

double two_digits(double value) { return std::round(value * 100) / 100; }

// "official-denial" → "Official denial"
std::string label(Badge badge) {
  std::string out(name(badge));
  std::replace(out.begin(), out.end(), '-', ' ');
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::string to_json(const Annotation& a, Offsets offsets) {
  const SpanWriter span(a, offsets);
  const auto ids = [](const std::vector<Index>& indices) {
    Json::array_t out;
    out.reserve(indices.size());
    for (const Index i : indices) out.emplace_back(attribution_id(i));
    return Json(std::move(out));
  };
  const auto anonymity = [](Anonymity x) { return x == Anonymity::none ? Json(nullptr) : Json(name(x)); };

  Json::array_t attributions, sources, disputes;
  std::map<std::string_view, std::string_view> rules;
  std::array<std::uint32_t, static_cast<std::size_t>(Badge::none) + 1> badges{};
  attributions.reserve(a.attributions.size());
  for (Index i = 0; i < a.attributions.size(); ++i) {
    const Attribution& x = a.attributions[i];
    ++badges[static_cast<std::size_t>(x.badge)];
    Json::array_t because;
    because.reserve(x.because.size());
    for (const Evidence& e : x.because) {
      if (!e.why.empty()) rules.emplace(e.rule, e.why);
      because.push_back(
          object(member("rule", e.rule), member("start", span[e.words.start]), member("end", span[e.words.end])));
    }
    attributions.push_back(object(
        member("id", attribution_id(i)), member("source", span(x.source)), member("cue", span(std::span(&x.cue, 1))),
        member("content", span(x.content)), member("quotation", name(x.quotation)), member("kind", name(x.kind)),
        member("anonymity", anonymity(x.anonymity)), member("official", x.official), member("stance", name(x.stance)),
        member("badge", name(x.badge)), member("who", or_null(x.who, source_id)),
        member("via", or_null(x.via, attribution_id)), member("within", or_null(x.within, attribution_id)),
        member("denies", or_null(x.denies, attribution_id)), member("confidence", two_digits(x.confidence)),
        member("doubtful", x.doubtful), member("because", Json(std::move(because)))));
  }
  sources.reserve(a.sources.size());
  for (Index i = 0; i < a.sources.size(); ++i) {
    const Source& s = a.sources[i];
    sources.push_back(object(member("id", source_id(i)), member("name", s.name),
                             member("description", s.description ? Json(*s.description) : Json(nullptr)),
                             member("kind", name(s.kind)), member("anonymity", anonymity(s.anonymity)),
                             member("official", s.official), member("terms", s.terms ? span(*s.terms) : Json(nullptr)),
                             member("reason", s.reason ? span(*s.reason) : Json(nullptr)),
                             member("attributions", ids(s.attributions))));
  }
  for (const Dispute& d : a.disputes) {
    disputes.push_back(object(member("claim", or_null(d.claim, attribution_id)),
                              member("sentence", d.sentence ? span(*d.sentence) : Json(nullptr)),
                              member("denials", ids(d.denials))));
  }
  Json glosses = Json::object(), counts = Json::object();
  for (const auto& [rule, why] : rules) glosses[std::string(rule)] = why;
  for (std::size_t b = 0; b < badges.size(); ++b)
    if (badges[b] > 0) counts[std::string(name(static_cast<Badge>(b)))] = badges[b];
  const std::size_t found = attributions.size(), speakers = sources.size();
  return dump(object(member("version", 1), member("id", a.id), member("attributions", Json(std::move(attributions))),
                     member("sources", Json(std::move(sources))), member("disputes", Json(std::move(disputes))),
                     member("summary", object(member("words", a.words), member("attributedWords", a.attributed_words),
                                              member("attributions", found), member("sources", speakers),
                                              member("badges", std::move(counts)))),
                     member("rules", std::move(glosses))));
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

std::string to_text(const Annotation& a, bool colour) {
  // What happens at a byte of the text: underlines and cues open and close, badges stand after the cue.
  struct Mark {
    std::uint32_t at = 0;
    int content = 0, cue = 0;
    std::string badge;
  };
  std::vector<Mark> marks;
  for (const Attribution& x : a.attributions) {
    for (const Span s : x.content) {
      marks.push_back({.at = s.start, .content = 1});
      marks.push_back({.at = s.end, .content = -1});
    }
    marks.push_back({.at = x.cue.start, .cue = 1});
    std::string badge;
    if (x.badge != Badge::none) {
      badge = label(x.badge);
      if (x.who) badge += ": " + a.sources[*x.who].name;
    }
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
