#include "identities/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/unicode.hpp"

namespace hearsay::identities {
namespace {

using std::string_view;
using text::among;

struct Group {
  Classes classes;
  string_view words;  // separated by spaces
};

// The closed classes of English. What is open is in the lexicon.
constexpr auto grammar = std::to_array<Group>({
    {definite_word, "the this these those"},
    {indefinite_word, "a an one another"},
    {vague_word,
     "some many most few fewer any each both all every others everyone everybody nobody none anyone much no plenty"},
    {number_word,
     "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
     "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety several dozens dozen hundreds thousands "
     "couple "
     "multiple numerous"},
    {preposition,
     "of in for with from at on to by about after before against over under during through into near around across "
     "among "
     "between behind inside outside within without upon toward towards via per like as than including amid "
     "along throughout beneath above below off out up down beyond aboard atop alongside despite regarding concerning "
     "until since"},
    {conjunction, "and or but nor yet so because although though while when where if whether unless once"},
    {relative, "who whom whose which that"},
    {masculine, "he him himself"},
    {masculine | possessive, "his"},
    {feminine, "she herself"},
    {feminine | possessive, "her hers"},
    {neuter, "it itself"},
    {neuter | possessive, "its"},
    {plural_pronoun, "they them themselves"},
    {plural_pronoun | possessive, "their theirs"},
    {first_person, "i me we us myself ourselves"},
    {first_person | possessive, "my our mine ours"},
    {second_person, "you yourself"},
    {second_person | possessive, "your yours"},
    {possessive, "'s '"},
    {auxiliary,
     "is are was were be been being am has have had having do does did will would can could may might must shall "
     "should "
     "'re 've 'd 'll 'm n't not wo ca"},
    {adverb,
     "however meanwhile still also then now here there later earlier instead indeed moreover perhaps maybe too even "
     "just "
     "only again never always often sometimes soon already recently today yesterday tomorrow ago yes well what why how "
     "nevertheless nonetheless otherwise besides therefore thus hence furthermore additionally asked according "
     "let please very more less neither either ever almost such same not"},
    {calendar,
     "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
     "september october november december jan feb mar apr aug sept oct nov dec"},
});

// The same by hash, for a look-up without comparing: words of one length and one hash are taken for equal.
class Grammar {
 public:
  Grammar() {
    for (const Group& group : grammar) {
      string_view rest = group.words;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        Slot& s = slot(key_of(rest.substr(0, space)), space);
        s.key = key_of(rest.substr(0, space));
        s.size = space;
        s.classes |= group.classes;
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
    }
  }
  [[nodiscard]] Classes operator()(std::uint32_t key, std::size_t size) const {
    for (std::uint32_t at = key;; ++at) {
      const Slot& s = slots_[at % slots_.size()];
      if (s.size == 0 || (s.key == key && s.size == size)) return s.classes;
    }
  }

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::size_t size = 0;
    Classes classes = 0;
  };
  Slot& slot(std::uint32_t key, std::size_t size) {
    for (std::uint32_t at = key;; ++at) {
      Slot& s = slots_[at % slots_.size()];
      if (s.size == 0 || (s.key == key && s.size == size)) return s;
    }
  }
  std::array<Slot, 1024> slots_{};
};

constexpr auto lists = std::to_array<std::pair<string_view, Classes>>({
    {"honorifics", honorific},
    {"honorifics-male", honorific | male_word},
    {"honorifics-female", honorific | female_word},
    {"offices", office},
    {"office-titles", office},
    {"public-roles", post},
    {"private-roles", role},
    {"anonymous-roles", role | withheld},
    {"source-nouns", role | withheld},
    {"groups", people},
    {"more-persons", role},
    {"kin", kin},
    {"candidates", candidate},
    {"former-marks", former},
    {"words-male", male_word},
    {"words-female", female_word},
    {"bodies", body},
    {"body-nouns", public_body},
    {"private-body-nouns", private_body},
    {"more-people", people},
    {"outlet-endings", outlet_ending},
    {"companies", company},
    {"parties", party},
    {"outlets", outlet},
    {"state-outlets", outlet},
    {"media-nouns", media},
    {"outlet-nouns", media},
    {"documents", document},
    {"more-documents", document},
    {"social-words", social},
    {"countries", place},
    {"regions", place},
    {"nations", demonym},
    {"given-names-male", male_name},
    {"given-names-female", female_name},
    {"known-persons", known_person},
});

constexpr std::uint32_t fnv(std::uint32_t hash, string_view bytes) {
  for (const char c : bytes)
    if (c != '.') hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}
constexpr std::uint32_t fnv_start = 2166136261u;

bool looks_plural(string_view w) {
  static constexpr auto irregular =
      std::to_array<string_view>({"people", "men", "women", "children", "police", "media", "data", "folks", "personnel",
                                  "alumni", "clergy", "mps", "meps", "msps", "tds"});
  if (std::find(irregular.begin(), irregular.end(), w) != irregular.end()) return true;
  if (w.ends_with("men") && w.size() > 5) return true;
  return w.size() > 3 && w.back() == 's' && !w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is") &&
         !w.ends_with("'s");
}

// al-Marzouq, el-Sayed: a name, though it begins with a small letter.
bool arabic(string_view plain, string_view word) {
  static constexpr auto articles = std::to_array<string_view>({"al-", "el-", "ad-", "as-", "ar-", "an-"});
  return plain.size() > 4 && std::any_of(articles.begin(), articles.end(), [&](string_view article) {
           return word.starts_with(article) && word.size() > 3 && word[3] >= 'A' && word[3] <= 'Z';
         });
}

}  // namespace

std::uint32_t key_of(string_view plain) noexcept { return fnv(fnv_start, plain); }

std::uint32_t role_key(string_view w) noexcept {
  static constexpr auto same = std::to_array<std::pair<string_view, string_view>>({
      {"sen", "senator"},
      {"sens", "senator"},
      {"rep", "congress"},
      {"reps", "congress"},
      {"representative", "congress"},
      {"congressman", "congress"},
      {"congresswoman", "congress"},
      {"congressmen", "congress"},
      {"gov", "governor"},
      {"nominee", "candidate"},
      {"contender", "candidate"},
      {"hopeful", "candidate"},
      {"front-runner", "candidate"},
      {"frontrunner", "candidate"},
      {"president-elect", "president"},
      {"pres", "president"},
      {"attorney", "lawyer"},
      {"counsel", "lawyer"},
      {"tycoon", "businessman"},
      {"mogul", "businessman"},
      {"billionaire", "businessman"},
      {"executive", "ceo"},
      {"gen", "general"},
      {"dr", "doctor"},
      {"physician", "doctor"},
      {"prof", "professor"},
      {"del", "delegate"},
      {"advisor", "adviser"},
      {"actress", "actor"},
      {"pm", "minister"},
      {"premier", "minister"},
      {"deputy", "deputy"},
      {"mep", "lawmaker"},
      {"mp", "lawmaker"},
      {"legislator", "lawmaker"},
      {"judge", "judge"},
      {"justice", "judge"},
      {"capt", "captain"},
      {"lt", "lieutenant"},
      {"col", "colonel"},
      {"sgt", "sergeant"},
      {"secretary", "secretary"},
      {"head", "chief"},
      {"boss", "chief"},
  });
  std::string_view s = w;
  while (!s.empty() && s.back() == '.') s.remove_suffix(1);
  for (const string_view ending :
       {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople", "spokeswomen"})
    if (s.ends_with(ending)) return key_of("spokesman");
  if (s.starts_with("chair")) return key_of("chair");
  if (s.size() > 4 && s.ends_with("ies")) return fnv(fnv(fnv_start, s.substr(0, s.size() - 3)), "y");
  if (s.size() > 3 && s.back() == 's' && !s.ends_with("ss")) s.remove_suffix(1);
  for (const auto& [from, to] : same)
    if (s == from) return key_of(to);
  if (s.ends_with("woman") || s.ends_with("women")) return fnv(fnv(fnv_start, s.substr(0, s.size() - 5)), "man");
  if (s.size() > 3 && s.ends_with("men")) return fnv(fnv(fnv_start, s.substr(0, s.size() - 3)), "man");
  return key_of(s);
}

std::uint32_t body_key(string_view w) noexcept {
  static constexpr auto campaign =
      std::to_array<string_view>({"campaign", "team", "camp", "organization", "operation"});
  if (among(campaign, w)) return key_of("campaign");
  static constexpr auto paper = std::to_array<string_view>({"daily", "newspaper", "paper", "tabloid", "broadsheet"});
  if (among(paper, w)) return key_of("newspaper");
  static constexpr auto network = std::to_array<string_view>(
      {"network", "channel", "station", "broadcaster", "outlet", "website", "site", "agency", "magazine", "program"});
  if (among(network, w)) return key_of("network");
  if (w == "university" || w == "college") return key_of("school");
  return role_key(w);
}

std::uint32_t document_key(string_view w) noexcept {
  static constexpr auto study = std::to_array<string_view>(
      {"report", "study", "analysis", "paper", "research", "review", "finding", "findings", "assessment"});
  if (among(study, w)) return key_of("study");
  static constexpr auto poll = std::to_array<string_view>({"poll", "survey", "polling"});
  if (among(poll, w)) return key_of("poll");
  static constexpr auto video = std::to_array<string_view>({"video", "footage", "recording", "tape", "clip"});
  if (among(video, w)) return key_of("video");
  static constexpr auto suit = std::to_array<string_view>({"lawsuit", "suit", "complaint", "filing"});
  if (among(suit, w)) return key_of("lawsuit");
  return role_key(w);
}

bool web_address(string_view w) noexcept {
  static constexpr auto ends =
      std::to_array<string_view>({".com", ".org", ".net", ".info", ".fr", ".de", ".ru", ".uk", ".eu"});
  return w.size() > 6 && std::any_of(ends.begin(), ends.end(), [&](string_view e) { return w.ends_with(e); });
}

bool club_ending(string_view w) noexcept {
  static constexpr auto endings = std::to_array<string_view>({"rovers", "united", "wanderers", "athletic", "albion"});
  return among(endings, w);
}

bool firm_ending(string_view w) noexcept {
  static constexpr auto endings = std::to_array<string_view>({"fisheries",
                                                              "air",
                                                              "uk",
                                                              "telecom",
                                                              "mobile",
                                                              "pharma",
                                                              "therapeutics",
                                                              "biotech",
                                                              "retail",
                                                              "rail",
                                                              "trains",
                                                              "industries",
                                                              "holdings",
                                                              "motors",
                                                              "airlines",
                                                              "airways",
                                                              "shipping",
                                                              "logistics",
                                                              "foods",
                                                              "energy",
                                                              "finance",
                                                              "economics",
                                                              "analytics",
                                                              "steel",
                                                              "mining",
                                                              "metals",
                                                              "technologies",
                                                              "systems",
                                                              "software",
                                                              "ventures",
                                                              "securities",
                                                              "insurance",
                                                              "aviation",
                                                              "chemicals",
                                                              "laboratories",
                                                              "labs",
                                                              "electric",
                                                              "electronics",
                                                              "maritime",
                                                              "marine",
                                                              "pharmaceuticals",
                                                              "pictures",
                                                              "records",
                                                              "studios",
                                                              "films",
                                                              "entertainment",
                                                              "productions",
                                                              "games",
                                                              "books",
                                                              "breweries",
                                                              "railways",
                                                              "properties",
                                                              "partners",
                                                              "associates",
                                                              "enterprises",
                                                              "solutions",
                                                              "works",
                                                              "shipyards",
                                                              "refineries",
                                                              "foundry",
                                                              "distillery",
                                                              "homes",
                                                              "residential",
                                                              "ratings",
                                                              "semiconductor",
                                                              "semiconductors",
                                                              "mutual",
                                                              "water",
                                                              "rail",
                                                              "biotech",
                                                              "therapeutics",
                                                              "biosciences",
                                                              "robotics",
                                                              "capital",
                                                              "lines",
                                                              "corp",
                                                              "corp.",
                                                              "inc",
                                                              "inc.",
                                                              "ltd",
                                                              "ltd.",
                                                              "llc",
                                                              "llp",
                                                              "plc",
                                                              "co.",
                                                              "gmbh",
                                                              "asa",
                                                              "ag",
                                                              "se",
                                                              "nv",
                                                              "oyj",
                                                              "ai"});
  return among(endings, w);
}

bool common_ending(string_view w) noexcept {
  static constexpr auto endings = std::to_array<string_view>(
      {"ing", "ed", "ism", "tion", "sion", "ment", "ness", "ity", "ly", "ance", "ence", "ful"});
  return w.size() >= 6 && std::any_of(endings.begin(), endings.end(), [&](string_view e) { return w.ends_with(e); });
}

Words::Words(const lexicon::Lexicon& lexicon, const lexicon::Reading& reading)
    : document_(&reading.document()), reading_(&reading) {
  const text::Document& d = *document_;
  classes_.resize(d.tokens.size());
  keys_.resize(d.tokens.size());
  for (const auto& [name, classes] : lists) {
    const lexicon::ListId id = lexicon.list(name);
    if (id == lexicon::no_list) continue;
    if (class_of_list_.size() <= id) class_of_list_.resize(id + 1);
    class_of_list_[id] |= classes;
  }
  states_ = lexicon.list("countries");
  titles_ = lexicon.list("office-titles");
  static const Grammar known;
  std::vector<std::pair<Classes, std::uint32_t>> types;  // what a type of token tells: its classes and key
  types.reserve(d.types.size());
  for (const TokenIndex t : d.types) {
    const string_view plain_word = plain(t);
    Classes c = 0;
    if (word(t)) {
      string_view bare = plain_word;
      if (bare.size() > 2 && bare.back() == '.') bare.remove_suffix(1);
      c |= known(key_of(bare), bare.size());
      const text::CodePoint first = text::decode(d.text, d.tokens[t].start);
      const bool article = arabic(plain_word, d.word(t));
      if (article) c |= capital;
      if (text::is_upper(first.value)) {
        c |= capital;
        std::size_t letters = 0, capitals = 0;
        for (const char ch : d.word(t)) {
          letters += ch != '.' && ch != '-' && ch != '&';
          capitals += ch >= 'A' && ch <= 'Z';
        }
        if (letters >= 2 && letters == capitals) c |= acronym;
        if (plain_word == "us" && (c & acronym)) c &= ~(first_person);
      }
      if (looks_plural(plain_word)) c |= plural;
    }
    types.emplace_back(c, key_of(plain_word));
  }
  for (TokenIndex t = 0; t < size(); ++t) {
    const auto& [classes, key] = types[d.tokens[t].type];
    classes_[t] = classes;
    keys_[t] = key;
    // The apostrophe of "the workers' union" is a word of its own kind.
    if (d.tokens[t].kind == text::TokenKind::punctuation && t > 0 && !d.tokens[t].space_before && plain(t) == "'")
      classes_[t] |= possessive;
  }
  for (const lexicon::Phrase& p : reading.phrases()) {
    if (p.list >= class_of_list_.size() || p.tokens.empty() || !class_of_list_[p.list]) continue;
    if (proper_only(p)) continue;
    classes_[p.tokens.last - 1] |= class_of_list_[p.list];
    for (TokenIndex t = p.tokens.first + 1; t + 1 < p.tokens.last; ++t)  // speaker of the house
      if (plain(t) == "of") classes_[t - 1] |= class_of_list_[p.list] & (office | post | role);
  }
  for (const text::Sentence& s : d.sentences) {
    bool initial = true;
    for (TokenIndex t = s.tokens.first; t < s.tokens.last; ++t) {
      if (word(t)) {
        if (initial) classes_[t] |= opens;
        initial = false;
      } else {
        initial = initial || d.tokens[t].kind == text::TokenKind::open_quote || plain(t) == ":";
      }
    }
  }
  for (TokenIndex t = 1; t < size(); ++t)  // 3 PM
    if (plain(t) == "pm" && d.tokens[t - 1].kind == text::TokenKind::number) classes_[t] &= ~(office | capital);
  for (TokenIndex t = 0; t + 1 < size(); ++t) {  // Will Estrand, outside a question
    constexpr Classes will = male_name | auxiliary | capital;
    if ((classes_[t] & will) != will || !(classes_[t + 1] & capital)) continue;
    const Range s = d.sentences[d.tokens[t].sentence].tokens;
    if (s.last > t + 1 && plain(s.last - 1) != "?") classes_[t] &= ~auxiliary;
  }
  for (const text::Block& b : d.blocks) {
    std::uint32_t long_words = 0, capitals = 0;
    for (TokenIndex t = b.tokens.first; t < b.tokens.last && long_words < 40; ++t) {
      if (d.tokens[t].kind != text::TokenKind::word || plain(t).size() < 4 ||
          is(t, preposition | conjunction | relative | auxiliary))
        continue;
      ++long_words;
      capitals += is(t, capital);
    }
    title_case_.push_back(long_words >= 4 && long_words < 40 && capitals * 8 >= long_words * 7);
  }
}

bool Words::proper_only(const lexicon::Phrase& p) const noexcept {
  constexpr Classes proper_lists =
      outlet | outlet_ending | body | company | place | party | demonym | male_name | female_name | known_person;
  if (!(class_of_list_[p.list] & proper_lists) && p.list != titles_) return false;
  for (TokenIndex t = p.tokens.first; t < p.tokens.last; ++t)
    if (classes_[t] & capital) return false;
  return true;
}

TokenIndex Words::phrase_end(TokenIndex t, Classes any_of) const noexcept {
  TokenIndex end = t;
  for (const lexicon::Phrase& p : reading_->at(t))
    if (p.list < class_of_list_.size() && (class_of_list_[p.list] & any_of) && !proper_only(p))
      end = std::max(end, p.tokens.last);
  return end;
}

Classes Words::in(Range range) const noexcept {
  Classes all = 0;
  for (TokenIndex t = range.first; t < range.last; ++t) all |= classes_[t];
  return all;
}

}  // namespace hearsay::identities
