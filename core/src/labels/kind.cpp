#include "labels/kind.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "labels/officials.hpp"

namespace hearsay::labels {
namespace {

using namespace identities;
using attributions::Extraction;
using std::string_view;

// What each rule says of itself, a line for a reader.
constexpr auto reasons = std::to_array<std::pair<string_view, string_view>>({
    {"kind.person.name", "A person whom the article names."},
    {"kind.pronoun", "A pronoun that points to nobody named before it."},
    {"kind.organisation.name", "The name of a body."},
    {"kind.organisation.state", "A country or capital, for its government."},
    {"kind.organisation.public", "A common noun of a public body."},
    {"kind.organisation.noun", "A common noun of a body."},
    {"kind.media.outlet", "The name of an outlet."},
    {"kind.media.noun", "A common noun of an outlet, or of what it publishes."},
    {"kind.document.name", "The name of a text."},
    {"kind.document.noun", "A common noun of a text, a record or data."},
    {"kind.document.thing", "Something that shows or says, and is no person."},
    {"kind.social.noun", "A post or an account on a social platform."},
    {"kind.social.account", "An account on a social platform, by its handle."},
    {"kind.author.pronoun", "The writer of the article, or its reader."},
    {"kind.anonymous.insider", "Words that keep back a name: familiar with, close to, briefed on."},
    {"kind.anonymous.one-of", "One of several, without a name."},
    {"kind.anonymous.one", "Somebody, without a name."},
    {"kind.anonymous.number", "A number of particular people, without names."},
    {"kind.anonymous.role", "A role, and no name in the article."},
    {"kind.anonymous.agent", "A role, and no name in the article."},
    {"kind.anonymous.relatives", "A relative or relatives, without a name."},
    {"kind.group.those", "People in general."},
    {"kind.group.people", "People in general, or of one mind."},
    {"kind.group.plural", "A plural that names nobody in particular."},
    {"kind.group.bodies", "Bodies in general."},
    {"kind.group.quantifier", "Some, many, most: nobody in particular."},
    {"kind.group.share", "A share of people asked."},
    {"kind.no-source", "The words leave out who says so."},
    {"kind.unattributed.thing", "What is said to say so is no person, body or text."},
    {"official.office", "Holds public office, by the article's own words."},
    {"official.party-and-state", "Party and state, as the press gives them for members of a legislature."},
    {"official.public-body", "A public body."},
    {"official.state", "A country or capital, for its government."},
    {"official.speaks-for-office", "Speaks for somebody in public office."},
    {"official.public-document", "A text that only a public body issues."},
    {"official.issued-by-public-body", "Issued by a public body."},
    {"state.run", "Run by a state, by the article's own words or the list of outlets."},
});

Evidence evidence(std::string rule, Span words) {
  const auto it =
      std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) { return reason.first == rule; });
  return {
      .rule = std::move(rule), .words = words, .why = it == reasons.end() ? std::string() : std::string(it->second)};
}

// The words that show what an entity is: the source's own, or, where they are a pronoun or a role, the fullest name
// that the article gives.
Range telling(const Entity& e, const Resolved& r) {
  if (!e.named || e.names.empty() || r.by == Reference::name) return r.words;
  return *std::max_element(e.names.begin(), e.names.end(),
                           [](const Range& p, const Range& q) { return p.size() < q.size(); });
}

// The words that call an outlet a state's own; empty if none do.
Range state_run(const Words& w, const std::array<lexicon::ListId, 2>& lists, const Entity& e, const Extraction& x) {
  const auto in = [&](Range r) -> Range {
    const lexicon::Phrase* p = w.reading().first(lists[0], r);
    if (!p) p = w.reading().first(lists[1], r);
    return p ? p->tokens : Range{};
  };
  for (const Range& r : x.source)
    if (const Range found = in(r); !found.empty()) return found;
  const text::Document& d = w.document();
  for (const Range& r : e.names) {
    const TokenIndex block = d.blocks[d.tokens[r.first].block].tokens.first;
    const Range wide{r.first > block + 3 ? r.first - 3 : block, r.last};
    if (const Range found = in(wide); !found.empty()) return found;
  }
  for (const Range& r : e.descriptions)
    if (const Range found = in(r); !found.empty()) return found;
  return {};
}

}  // namespace

std::vector<KindLabel> label_kinds(const Words& words, const lexicon::Lexicon& lexicon,
                                   const std::vector<Extraction>& extractions, const Identities& identities) {
  const text::Document& d = words.document();
  const std::array state_lists{lexicon.list("state-outlets"), lexicon.list("state-run")};
  const std::vector<Official> officials = find_officials(words, lexicon, identities);
  std::vector<KindLabel> labels(extractions.size());
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    KindLabel& l = labels[i];
    const Resolved& r = identities.sources[i];
    if (r.entity == nobody) {
      l.kind = Kind::unattributed;
      const bool thing = r.by == Reference::description && !r.words.empty();
      l.because.push_back(thing ? evidence("kind.unattributed.thing", d.span(r.words))
                                : evidence("kind.no-source", d.span(extractions[i].cue)));
      continue;
    }
    const Entity& e = identities.entities[r.entity];
    l.kind = e.kind;
    const Range shown = telling(e, r);
    l.because.push_back(evidence("kind." + std::string(e.rule), d.span(shown.empty() ? extractions[i].cue : shown)));
    if (const Official& o = officials[r.entity]; !o.rule.empty()) {
      l.official = true;
      l.because.push_back(evidence("official." + std::string(o.rule), d.span(o.words)));
    }
    if (l.kind == Kind::media) {
      if (const Range state = state_run(words, state_lists, e, extractions[i]); !state.empty()) {
        l.state_run = true;
        l.because.push_back(evidence("state.run", d.span(state)));
      }
    }
  }
  return labels;
}

}  // namespace hearsay::labels
