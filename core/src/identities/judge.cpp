// The kind of a source that is described and not named.
#include <algorithm>
#include <array>

#include "identities/identifier.hpp"

namespace hearsay::identities {
namespace {

// Words that say or imply that a name is being withheld, after the noun: "people familiar with the matter".
bool insider(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"familiar", "close", "briefed", "knowledgeable", "privy", "involved", "speaking",
                                  "granted", "requesting", "reached", "contacted"});
  return among(words, w);
}

// People of whom a bare plural means all: lawmakers want it, and so do leaders.
bool of_a_class(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"leaders", "lawmakers", "legislators", "executives", "ministers", "members",
                                  "politicians", "senators", "governors", "congressmen", "mayors", "elders",
                                  "strategists", "lobbyists", "consultants", "developers", "technologists"});
  return among(words, w);
}

// Who are particular people where they are somebody's: "her lawyers", "the senator's neighbors".
bool of_somebody(string_view w) {
  static constexpr auto words =
      std::to_array<string_view>({"lawyers", "attorneys", "workers", "employees", "doctors", "physicians", "neighbors",
                                  "neighbours", "colleagues", "classmates", "teammates", "roommates", "teachers",
                                  "brothers", "guards", "bodyguards", "organizers", "organisers", "volunteers"});
  return among(words, w);
}

}  // namespace

// "Lawmakers want" is said of all of them, "lawmakers said" of some who did.
Verdict Identifier::judge_cited(const NounPhrase& np, Range source, Range cue) const {
  const Verdict v = judge(np, source);
  if (np.plural && np.vague && v.kind == Kind::anonymous && v.rule == "group.quantifier" && !speaks_out(cue))
    return {Kind::group, v.rule};
  if (v.rule == "group.plural" && shows(cue)) return {Kind::document, "document.thing"};
  // "Analysts at Vallin said": those who were asked.
  if (v.kind == Kind::group && np.plural && !np.vague && np.head + 2 < source.last && w_.plain(np.head + 1) == "at" &&
      w_.is(np.head, people) && speaks_out(cue))
    return {Kind::anonymous, "anonymous.role"};
  if (!np.plural || np.definite || np.number || np.vague || !of_a_class(w_.plain(np.head))) return v;
  if (v.kind != Kind::group && v.rule != "anonymous.role") return v;
  if (w_.plain(np.head) == "executives" && np.head > np.core.first && w_.is(np.head - 1, capital) &&
      !w_.is(np.head - 1, opens | demonym | people))
    return {Kind::anonymous, "anonymous.role"};  // Vallin executives
  // "Tech executives say": all of them. "Executives who were there say", "tech executives said": some who did.
  const bool bare = np.head + 1 >= source.last || w_.is(np.head + 1, conjunction);
  const bool of_all = bare && (w_.plain(cue.first) == "say" || w_.plain(cue.last - 1) == "say");
  if (speaks_out(cue) && !of_all) return {Kind::anonymous, "anonymous.role"};
  return {Kind::group, "group.people"};
}

bool Identifier::speaks_out(Range cue) const {
  static constexpr auto verbs =
      std::to_array<string_view>({"said", "say", "saying", "told", "tell", "added", "according", "indicate",
                                  "indicated", "confirmed", "denied", "admitted", "acknowledged"});
  for (TokenIndex t = cue.first; t < cue.last; ++t)
    if (among(verbs, w_.plain(t))) return true;
  return false;
}

// What things do, and persons seldom: "the letters seem to show".
bool Identifier::shows(Range cue) const {
  for (TokenIndex t = cue.first; t < cue.last; ++t)
    for (const string_view v : {"show", "reveal", "suggest", "demonstrat", "indicat"})
      if (w_.plain(t).starts_with(v)) return true;
  return false;
}

Verdict Identifier::judge(const NounPhrase& np, Range source) const {
  const TokenIndex h = np.head;
  const Classes c = w_.of(h);
  const string_view p = w_.plain(h);
  bool near_insider = false;
  for (TokenIndex t = h + 1; t < std::min(source.last, h + 8); ++t) near_insider = near_insider || insider(w_.plain(t));
  const bool modified_for = h + 1 < source.last && (w_.plain(h + 1) == "for" || w_.plain(h + 1) == "representing");
  if ((c & person_noun) && near_insider) return {Kind::anonymous, "anonymous.insider"};
  if ((p == "rep" || p == "reps") && (modified_for || !w_.is(h, capital))) return {Kind::anonymous, "anonymous.role"};
  if (p == "figures" && counted(np)) return {Kind::document, "document.noun"};
  if (p == "regulator" && np.definite) return {Kind::organisation, "organisation.public"};
  if ((p == "defence" || p == "defense") && np.definite && np.core.size() == 2)
    return {Kind::organisation, "organisation.noun"};  // at a trial
  if (!np.possessor.empty() && (p == "staff" || p == "folks")) return {Kind::anonymous, "anonymous.role"};
  if (p.starts_with('@')) return {Kind::social, "social.account"};
  if (web_address(p)) return {Kind::media, "media.outlet"};
  if (w_.is(h, document) && published(np, source)) return {Kind::media, "media.noun"};
  if (p == "papers" && !np.definite && h + 1 < source.last && w_.plain(h + 1).ends_with("ed"))
    return {Kind::document, "document.noun"};  // papers released under the law
  if (c & media &&
      !((c & (people | role)) && (!np.plural || np.number || np.vague || !np.possessor.empty() || name_before(np))))
    return {Kind::media, "media.noun"};
  if ((c & social) && (c & document) && (p == "account" || p == "post" || p == "page") && posted(np))
    return {Kind::social, "social.noun"};
  if (c & social && !(c & document)) return {Kind::social, "social.noun"};
  if (np.part && np.indefinite) return {Kind::anonymous, "anonymous.one-of"};
  if (p.ends_with("-year-old")) return {Kind::anonymous, "anonymous.role"};
  if (p == "those" || p == "these")
    return near_insider ? Verdict{Kind::anonymous, "anonymous.insider"} : Verdict{Kind::group, "group.those"};
  const bool of_numbers =
      h + 1 < source.last && (w_.plain(h + 1) == "in" || w_.plain(h + 1) == "out");  // six in 10 voters
  if ((of_numbers && (p == "one" || c & number_word)) || p == "quarter" || p == "third" || p == "fifth")
    return {Kind::group, "group.share"};
  if (share(source)) return {Kind::group, "group.share"};
  if (h > np.core.first && p == "one" && w_.plain(h - 1) == "no") return {Kind::group, "group.quantifier"};
  if ((p == "one" && (!w_.is(h, capital) || w_.is(h, opens))) || p == "another" || p == "someone" || p == "somebody")
    return {Kind::anonymous, "anonymous.one"};
  if (((c & number_word) && !(c & person_noun)) || (p == "others" && np.number && !crowd(np)))
    return {Kind::anonymous, "anonymous.number"};
  if (c & vague_word) return {Kind::group, "group.quantifier"};
  if (p == "this" || p == "that") return {Kind::document, "document.thing"};
  if (p == "authority" && !np.plural && !np.indefinite && (h > np.core.first + 1 || np.definite))
    return {Kind::organisation, "organisation.public"};
  if (p == "authorities") return {Kind::anonymous, "anonymous.role"};
  const bool body_phrase = !np.indefinite && of_body(np);  // the coast guard
  const bool person = !body_phrase && (c & person_noun) &&
                      !(np.plural && (c & (private_body | public_body)) && !(c & (role | office | post)));
  // Its journalists as such are the press; who used to be one is not.
  if (!np.number && !near_insider && (c & media) && (c & role) &&
      (np.indefinite || (np.definite && np.possessor.empty()))) {
    bool once = false;
    const string_view after = h + 1 < source.last ? w_.plain(h + 1) : string_view();
    bool of_outlet = np.definite || np.plural || after == "for" || after == "at" || after == "from" ||
                     after == "with";  // "a reporter" is somebody, "a Post reporter" the Post
    for (TokenIndex t = np.core.first; t < h; ++t) {
      once = once || w_.is(t, former);
      of_outlet = of_outlet || w_.is(t, outlet | media) || (w_.is(t, capital) && !w_.is(t, opens));
    }
    if (!once && of_outlet) return {Kind::media, "media.noun"};
  }
  // "The Kestovians announce": their state does.
  if (np.plural && np.definite && np.core.size() == 2 && np.possessor.empty() && (c & demonym) && w_.is(h, capital))
    return {Kind::organisation, "organisation.state"};
  if (np.plural && person) {
    if (np.vague)
      return {c & withheld && !(c & people) && !of_a_class(p) &&
                      !among(std::array<string_view, 3>{"many", "most", "all"}, w_.plain(np.core.first))
                  ? Kind::anonymous
                  : Kind::group,
              "group.quantifier"};
    if (np.number && (c & people) && crowd(np)) return {Kind::group, "group.people"};
    if (np.number && !w_.is(h, candidate)) return {Kind::anonymous, "anonymous.number"};
    if (!near_insider && ((c & candidate) || p == "rivals" || p == "opponents" || p == "competitors"))
      return {Kind::group, "group.people"};
    if (c & kin) return {Kind::anonymous, "anonymous.relatives"};
    if (!np.possessor.empty() && of_somebody(p)) return {Kind::anonymous, "anonymous.role"};
    if (!np.definite && !np.number && !modified_for && of_a_class(p) && p != "lawmakers" && p != "legislators")
      return {Kind::group, "group.people"};
    if ((c & people) && !modified_for && (!(c & office) || p == "delegates")) return {Kind::group, "group.people"};
    if ((c & people) && !(c & withheld)) return {Kind::group, "group.people"};
    return {Kind::anonymous, "anonymous.role"};
  }
  if (body_phrase) return {Kind::organisation, "organisation.public"};
  if ((c & (private_body | public_body | company | party | body)) && !(person && !np.plural && !(c & people))) {
    if ((np.plural && (c & people)) || np.vague) return {Kind::group, "group.bodies"};
    const bool named = (c & company) && w_.is(h, capital);  // Hamas
    if (np.plural && !w_.is(h, public_body) && !named) return {Kind::group, "group.bodies"};
    return {Kind::organisation, c & public_body ? "organisation.public" : "organisation.noun"};
  }
  if (c & document && np.plural && np.definite && np.core.size() == 2 && w_.is(h, capital) && !w_.is(h, opens))
    return {Kind::organisation, "organisation.name"};  // a team of that name
  if (c & document && !(person && !(c & people))) return {Kind::document, "document.noun"};
  if (person) {
    if (p == "people" || p == "public" || p == "crowd" || p == "audience" || p == "majority" || p == "community" ||
        p == "world" || p == "establishment" || p == "minority" || p == "nation" || p == "half" || p == "opposition" ||
        p == "generation" || p == "population" || p == "electorate" || p == "industry")
      return {Kind::group, "group.people"};
    return {Kind::anonymous, "anonymous.role"};
  }
  if (c & social) return {Kind::social, "social.noun"};
  if (p == "%" || p == "percent") return {Kind::group, "group.share"};
  if (d_.tokens[h].kind == TokenKind::number) {  // "39 said", and "61% of voters"
    const bool figure = d_.word(h).find_first_not_of("0123456789,") == string_view::npos;  // and not 7pm
    const bool counted_people =
        figure && h + 1 == source.last && w_.plain(h + 1) != "%" && w_.plain(h + 1) != "percent";
    return counted_people ? Verdict{Kind::anonymous, "anonymous.number"} : Verdict{Kind::group, "group.share"};
  }
  const bool alone = h == np.core.first || !w_.is(h - 1, capital);
  if (!np.plural && np.definite && np.core.size() == 2 && np.possessor.empty() && (c & demonym) &&
      !(c & (place | body)))
    return {Kind::anonymous, "anonymous.role"};  // the Italian
  if ((np.plural || (!np.definite && alone)) && c & demonym) return {Kind::group, "group.people"};
  if (w_.is(h, capital) && h > np.core.first && w_.is(h - 1, capital) && w_.is(h - 1, male_name | female_name))
    return {Kind::person, "person.name"};  // Cecile Richards, in a headline
  if (np.plural && w_.is(h, capital)) return {Kind::group, w_.is(h, opens) ? "group.plural" : "group.people"};
  if (w_.is(h, capital) && !(w_.is(h, opens) && common_ending(p))) {
    if (np.definite || w_.is(h, acronym)) return {Kind::organisation, "organisation.name"};
    return {Kind::person, "person.name"};
  }
  const auto ends = [&](string_view e) { return p.ends_with(e) && p.size() > e.size() + 2; };
  string_view single = p;
  if (np.plural && single.size() > 3 && single.back() == 's') single.remove_suffix(1);
  static constexpr auto things = std::to_array<string_view>(
      {"cancer",    "power",    "paper",       "number",   "order",   "matter",   "winter",    "summer",    "water",
       "weather",   "letter",   "computer",    "center",   "chapter", "disaster", "factor",    "sector",    "labor",
       "error",     "mirror",   "behavior",    "honor",    "humor",   "color",    "answer",    "character", "manner",
       "corner",    "gender",   "border",      "transfer", "offer",   "danger",   "fever",     "hunger",    "anger",
       "silver",    "tower",    "flower",      "twitter",  "career",  "murder",   "slaughter", "surrender", "disorder",
       "encounter", "register", "shutter",     "monitor",  "motor",   "reactor",  "indicator", "tenor",     "terror",
       "river",     "quarter",  "filter",      "layer",    "theater", "theatre",  "committee", "coffee",    "degree",
       "guarantee", "fee",      "refugee camp"});
  const bool agent = !among(things, single) &&
                     (single.ends_with("er") || single.ends_with("or") || single.ends_with("ist") ||
                      single.ends_with("man") || single.ends_with("woman") || single.ends_with("ian") ||
                      single.ends_with("ee") || single.ends_with("eer") || single.ends_with("-candidate") ||
                      single.ends_with("-politician") || ends("men") || ends("women") || single.ends_with("crat"));
  if (np.plural) return {agent && np.number ? Kind::anonymous : Kind::group, "group.plural"};
  // "A former mate", "a mate who was there": nothing but a person.
  bool human = h + 1 < source.last && (w_.plain(h + 1) == "who" || (h + 2 < source.last && w_.plain(h + 2) == "who"));
  for (TokenIndex t = np.core.first; t < h; ++t) human = human || w_.plain(t) == "former";
  const bool pointed =
      np.core.first > 0 && (w_.plain(np.core.first) == "this" || w_.plain(np.core.first - 1) == "that");
  if ((agent && !pointed) || human) return {Kind::anonymous, "anonymous.agent"};
  if (np.vague) return {Kind::group, "group.quantifier"};  // each side
  return {Kind::document, "document.thing"};
}

// "Nearly a third", "more than half, 52 %": of those who were asked.
bool Identifier::share(Range source) const {
  static constexpr auto parts =
      std::to_array<string_view>({"half", "third", "thirds", "quarter", "quarters", "fifth", "fifths"});
  static constexpr auto before =
      std::to_array<string_view>({"a", "one", "two", "three", "of", "nearly", "about", "than"});
  for (TokenIndex t = source.first; t < source.last; ++t) {
    if (w_.is(t, person_noun) || w_.is(t, male_name | female_name)) return false;
    if (t == source.first || (t + 1 < source.last && w_.plain(t + 1) != ",")) continue;
    if (among(parts, w_.plain(t)) && among(before, w_.plain(t - 1))) return true;
  }
  return false;
}

// "Official figures", "figures from the ministry": numbers, and not persons.
bool Identifier::counted(const NounPhrase& np) const {
  static constexpr auto of_data = std::to_array<string_view>(
      {"official", "police",   "government", "crime",    "sales",       "unemployment", "jobs",    "inflation",
       "trade",    "growth",   "latest",     "new",      "provisional", "preliminary",  "recent",  "quarterly",
       "annual",   "monthly",  "internal",   "industry", "company",     "published",    "updated", "revised",
       "census",   "ministry", "department", "agency",   "polling"});
  static constexpr auto of_rank =
      std::to_array<string_view>({"senior", "leading", "top", "prominent", "key", "public", "influential", "powerful"});
  for (TokenIndex t = np.core.first; t < np.head; ++t)
    if (among(of_rank, w_.plain(t))) return false;
  if (np.head == np.core.first || (np.definite && np.head == np.core.first + 1)) return true;
  for (TokenIndex t = np.core.first; t < np.head; ++t)
    if (among(of_data, w_.plain(t)) || w_.is(t, body | public_body)) return true;
  return false;
}

// "A report in a Lindmar paper"
bool Identifier::published(const NounPhrase& np, Range source) const {
  static constexpr auto papers =
      std::to_array<string_view>({"paper", "newspaper", "magazine", "tabloid", "daily", "weekly", "website", "outlet"});
  const TokenIndex in = np.head + 1;
  if (in >= source.last || (w_.plain(in) != "in" && w_.plain(in) != "by" && w_.plain(in) != "from")) return false;
  const NounPhrase of = parse_noun_phrase(w_, {in + 1, source.last});
  return of.found() && of.indefinite && among(papers, w_.plain(of.head));
}

// "the 57-year-old captain": of whom the story is
bool Identifier::aged(const NounPhrase& np) const {
  for (TokenIndex t = np.core.first; t < np.head; ++t)
    if (w_.plain(t).ends_with("-year-old")) return true;
  return false;
}

// Hundreds, thousands: nobody in particular.
bool Identifier::crowd(const NounPhrase& np) const {
  for (TokenIndex t = np.core.first; t < np.head; ++t) {
    const string_view w = w_.plain(t);
    if (w == "hundreds" || w == "thousands" || w == "millions" || w == "million" || w == "tens" ||
        (w_.is(t, number_word) && w.ends_with("ty")) ||  // ninety
        (d_.tokens[t].kind == TokenKind::number && w.size() >= 5 && w.find(',') != string_view::npos))
      return true;
  }
  return false;
}

// The head is the last word of a body's name of several words, which a list holds.
bool Identifier::of_body(const NounPhrase& np) const {
  constexpr TokenIndex longest = 3;
  for (TokenIndex t = np.head > longest ? np.head - longest : 0; t < np.head; ++t)
    if (t >= np.core.first && w_.phrase_end(t, public_body) == np.head + 1 && w_.phrase_end(t, office) <= np.head)
      return true;
  return false;
}

// Cues of texts and data: what has them for a cue says something, whatever it is.
bool Identifier::tells(Range cue) const {
  static constexpr auto verbs =
      std::to_array<string_view>({"show", "found", "find", "says", "said", "sugg", "indi", "reve", "read", "note",
                                  "stat", "desc",  "repo", "conc", "warn", "prov", "list", "acco", "conf", "cont",
                                  "demo", "esti",  "dete", "cite", "argu", "poin", "call", "ment"});
  for (TokenIndex t = cue.first; t < cue.last; ++t)
    for (const string_view v : verbs)
      if (w_.plain(t).starts_with(v)) return true;
  return false;
}

bool Identifier::posted(const NounPhrase& np) const {
  static constexpr auto platforms =
      std::to_array<string_view>({"twitter", "facebook", "instagram", "campaign", "social", "official", "tiktok",
                                  "telegram", "youtube", "reddit", "blog", "x", "weibo", "media"});
  for (TokenIndex t = np.core.first; t < np.head; ++t)
    if (among(platforms, w_.plain(t))) return true;
  return false;
}

bool Identifier::name_before(const NounPhrase& np) const {
  return np.head > np.core.first && name_at_[np.head - 1] != nobody;
}

}  // namespace hearsay::identities
