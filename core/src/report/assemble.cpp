#include "report/assemble.hpp"

#include <algorithm>
#include <string>

namespace hearsay::report {
namespace {

using identities::Entity;
using identities::nobody;
using text::Range;

std::vector<Span> spans(const text::Document& d, const std::vector<Range>& ranges) {
  std::vector<Span> out;
  out.reserve(ranges.size());
  for (const Range r : ranges) out.push_back(d.span(r));
  return out;
}

std::optional<Index> related(std::uint32_t other) {
  return other == unrelated ? std::nullopt : std::optional<Index>(other);
}

// The words with one blank for any run of them.
std::string words(const text::Document& d, Range r) {
  std::string s;
  for (const char c : d.slice(r)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank)
      s += c;
    else if (!s.empty() && s.back() != ' ')
      s += ' ';
  }
  return s;
}

// The description that says most about a bearer of a name: more than a title of respect, less than a paragraph.
std::optional<std::string> description(const text::Document& d, const Entity& e) {
  constexpr std::uint32_t enough = 12;  // tokens
  const Range* best = nullptr;
  for (const Range& r : e.descriptions) {
    const auto worth = [&](const Range& x) {
      return x.size() <= enough ? x.size() : 2 * enough - std::min(x.size(), 2 * enough);
    };
    if (d.tokens[r.first].quote_depth > 0) continue;
    if (!best || worth(r) > worth(*best)) best = &r;
  }
  if (!best) return std::nullopt;
  std::string s = words(d, *best);
  if (s.size() <= 4 && s.back() == '.') return std::nullopt;  // Mr.
  return s;
}

}  // namespace

void assemble(const Findings& f, Annotation& annotation) {
  const text::Document& d = f.document;
  std::vector<std::uint32_t> order;  // entities that are a source, by first mention
  std::vector<Index> index(f.identities.entities.size(), 0);
  std::vector<bool> used(f.identities.entities.size());
  for (const identities::Resolved& r : f.identities.sources)
    if (r.entity != nobody) used[r.entity] = true;
  for (std::uint32_t e = 0; e < used.size(); ++e)
    if (used[e]) order.push_back(e);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t p, std::uint32_t q) {
    return f.identities.entities[p].first < f.identities.entities[q].first;
  });
  annotation.sources.reserve(order.size());
  for (const std::uint32_t e : order) {
    const Entity& entity = f.identities.entities[e];
    index[e] = static_cast<Index>(annotation.sources.size());
    annotation.sources.push_back({.name = entity.name, .description = description(d, entity), .kind = entity.kind});
  }

  annotation.attributions.reserve(f.extractions.size());
  for (std::size_t i = 0; i < f.extractions.size(); ++i) {
    const attributions::Extraction& x = f.extractions[i];
    const labels::KindLabel& kind = f.kinds[i];
    const labels::Secrecy& secrecy = f.secrecy[i];
    Attribution a{.source = spans(d, x.source), .cue = d.span(x.cue), .content = spans(d, x.content)};
    a.quotation = f.wordings[i].quotation;
    a.kind = kind.kind;
    a.anonymity = secrecy.anonymity;
    a.official = kind.official;
    a.state_run = kind.state_run;
    a.stance = f.relations.stances[i];
    a.badge = labels::badge(a.kind, a.anonymity, a.official, a.state_run, a.stance);
    a.within = related(f.relations.within[i]);
    a.via = related(f.relations.via[i]);
    a.denies = related(f.relations.denies[i]);
    a.confidence = x.confidence;
    a.doubtful = x.doubtful;
    a.because = kind.because;
    a.because.insert(a.because.end(), secrecy.because.begin(), secrecy.because.end());
    if (a.stance == f.wordings[i].stance)
      a.because.insert(a.because.end(), f.wordings[i].because.begin(), f.wordings[i].because.end());
    if (const std::uint32_t e = f.identities.sources[i].entity; e != nobody) {
      a.who = index[e];
      Source& source = annotation.sources[index[e]];
      source.attributions.push_back(static_cast<Index>(i));
      source.official = source.official || a.official;
      if (secrecy.anonymity == Anonymity::shielded || source.anonymity == Anonymity::none)
        source.anonymity = secrecy.anonymity;
      if (secrecy.terms && !source.terms) source.terms = secrecy.terms;
      if (secrecy.reason && !source.reason) source.reason = secrecy.reason;
    }
    annotation.attributions.push_back(std::move(a));
  }

  for (const Contest& c : f.relations.contests) {
    Dispute dispute{.claim = related(c.claim)};
    if (c.claim == unrelated) dispute.sentence = d.span(d.sentences[c.sentence].tokens);
    dispute.denials.assign(c.denials.begin(), c.denials.end());
    annotation.disputes.push_back(std::move(dispute));
  }
}

}  // namespace hearsay::report
