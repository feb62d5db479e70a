// What the steps of identify() share: the entities so far, and where they were mentioned. Each step has a file.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "identities/identities.hpp"
#include "text/unicode.hpp"

namespace hearsay::identities {

using attributions::Extraction;
using std::string_view;
using text::TokenKind;

using text::among;

constexpr std::uint32_t mix(std::uint32_t a_key, std::uint32_t b_key) {
  return (a_key ^ (b_key + 0x9e3779b9u)) * 16777619u;
}

// A name's words in their order, as one key.
constexpr std::uint32_t mix(std::span<const std::uint32_t> keys) {
  std::uint32_t all = 0;
  for (const std::uint32_t k : keys) all = mix(all, k);
  return all;
}

// What something is, and the rule that says so.
struct Verdict {
  Kind kind;
  string_view rule;
};

// Nouns that a definite phrase uses for somebody left unnamed: "the official", "the person".
inline bool generic(string_view w) {
  static constexpr auto words = std::to_array<string_view>({"official", "person", "source", "man", "woman", "aide",
                                                            "individual", "insider", "adviser", "advisor", "officer",
                                                            "people", "officials", "sources", "aides", "two", "pair"});
  return among(words, w);
}

// What may be pointed at later: an entity where it was mentioned.
struct Item {
  std::uint32_t entity;
  TokenIndex at;
  std::uint32_t sentence;
  bool subject, speaker, owner, object, quoted;
  bool main, subordinate;  // subject of the sentence; of a clause inside it
  bool opens, asked;       // opens the sentence; was asked something
};

class Identifier {
 public:
  Identifier(const Words& words, const std::vector<Extraction>& extractions)
      : w_(words), d_(words.document()), x_(extractions) {}

  Identities run();

 private:
  static constexpr std::size_t most_descriptions = 24;
  static constexpr std::size_t look_back = 28;  // items
  static constexpr std::uint32_t look_back_sentences = 5;

  // ── Names (link_names.cpp): which of them are one bearer's ─────────────────────────────────────────────────────────

  [[nodiscard]] std::vector<std::uint32_t> name_keys(Range r) const;
  [[nodiscard]] std::uint32_t generation(Range name) const;
  static std::span<const std::uint32_t> last_few(const std::vector<std::uint32_t>& list);
  static void add_words(Entity& e, Range r);
  std::uint32_t new_entity(Kind kind, TokenIndex at, string_view rule);
  static Verdict of_name(NameKind kind);
  [[nodiscard]] bool first_names_agree(const std::vector<std::uint32_t>& x, Range r, std::uint32_t e) const;
  void note_name(std::uint32_t e, const Name& n);
  void link_names();
  [[nodiscard]] std::vector<std::uint32_t> lone_sources() const;
  [[nodiscard]] bool aside(Range name) const;
  [[nodiscard]] bool sexes_agree(const Name& n, std::uint32_t e) const;
  std::uint32_t by_surname(const Name& n, const std::vector<std::uint32_t>& keys);
  [[nodiscard]] bool runs(std::uint32_t e) const;
  [[nodiscard]] bool bears(std::uint32_t e, std::uint32_t role_word) const;
  std::uint32_t family(const Name& n);
  std::uint32_t by_given(const Name& n, std::uint32_t key);
  std::uint32_t by_alias(const Name& n, const std::vector<std::uint32_t>& keys);
  std::uint32_t by_entry(const Name& n);
  void link_body(std::uint32_t i, const std::vector<std::uint32_t>& keys);
  void learn_roles(std::uint32_t e);
  void learn_roles_in(Range description, std::uint32_t e);
  void learn_parents();
  void share_titles();
  void add_bearer(std::uint32_t role_word, std::uint32_t e);

  // ── Turns (turns.cpp): whose "I" and "you" a paragraph's are ───────────────────────────────────────────────────────

  struct Turn {
    std::uint32_t i = nobody, you = nobody;
  };
  void find_turns();
  void drop_labels();
  [[nodiscard]] std::uint32_t interviewed(std::uint32_t first_turn) const;
  [[nodiscard]] bool says_interview(std::uint32_t first_turn) const;
  template <typename PartOf>
  void turns_of_one(PartOf part);
  bool turns_of_several(std::span<const Range> labels, const std::vector<bool>& asks);

  // ── Salience (salience.cpp): what "he", "it" or "the two" may point at ─────────────────────────────────────────────

  [[nodiscard]] bool speaks(TokenIndex t) const;
  enum class Position : std::uint8_t { none, subordinate, clause, sentence };
  [[nodiscard]] Position subject_position(Range r) const;
  void set_subject(Item& item, Position p) const;
  [[nodiscard]] bool possessed(TokenIndex t) const;
  void push(std::uint32_t e, Range r);
  void name_item(std::uint32_t n);
  void pair_item(std::uint32_t n);
  void people_item(TokenIndex t);
  void role_item(TokenIndex t);
  void named_at_last(std::uint32_t n, std::uint32_t e);
  [[nodiscard]] bool of_role(Range r) const;
  [[nodiscard]] std::uint32_t latest_name(std::uint32_t e) const;
  [[nodiscard]] std::uint32_t addressee_of(std::uint32_t i) const;
  [[nodiscard]] std::uint32_t by_pronoun(TokenIndex t, std::uint32_t i = nobody) const;
  [[nodiscard]] std::uint32_t of_that_sex(bool he, bool she, std::uint32_t sentence) const;
  [[nodiscard]] bool in_content(std::uint32_t i, TokenIndex t) const;
  [[nodiscard]] TokenIndex clause_start(TokenIndex t) const;
  [[nodiscard]] bool slight(const Item& item) const;
  void pronoun_item(TokenIndex t);
  void document_item(TokenIndex t);
  [[nodiscard]] std::uint32_t unresolved(TokenIndex t);
  [[nodiscard]] std::uint32_t by_plural_or_neuter(TokenIndex t, bool plural_wanted, std::uint32_t i) const;
  static bool of_texts(string_view w);
  [[nodiscard]] std::uint32_t recent_spoken_for(TokenIndex h) const;
  [[nodiscard]] bool initial_of(string_view noun, TokenIndex t) const;
  [[nodiscard]] std::uint32_t recent_body(TokenIndex h, bool outlet_wanted) const;
  std::uint32_t both(TokenIndex h);
  [[nodiscard]] std::uint32_t salient(const NounPhrase& np) const;
  [[nodiscard]] bool sits_elsewhere(const Entity& e) const;
  void remember(std::uint32_t i);

  // ── Sources (sources.cpp): to whom an attribution's words lead ─────────────────────────────────────────────────────

  void source(std::uint32_t i);
  [[nodiscard]] std::uint32_t speaks_through(std::uint32_t i, const NounPhrase& np, Range r) const;
  [[nodiscard]] std::uint32_t name_at_end(const NounPhrase& np, Range r) const;
  [[nodiscard]] bool led_by(std::uint32_t n, TokenIndex last) const;
  [[nodiscard]] std::uint32_t body_before(std::uint32_t n) const;
  [[nodiscard]] bool anchors(Range r, TokenIndex name) const;
  [[nodiscard]] TokenIndex before_titles(std::uint32_t n, Range r, bool& titled) const;
  [[nodiscard]] bool capital_noun(TokenIndex t, Range r) const;
  [[nodiscard]] bool titles_only(Range r) const;
  [[nodiscard]] bool goes_on_with_another(std::uint32_t n, Range r) const;
  [[nodiscard]] std::uint32_t named_modifier(TokenIndex h, Range core) const;
  void place_as_source(std::uint32_t e);
  void join(std::uint32_t i, std::uint32_t n, Range r);
  void speaker_or_author(std::uint32_t i, TokenIndex t);
  void author(std::uint32_t i, TokenIndex t);
  void quoted_first_persons();
  [[nodiscard]] std::uint32_t quoted_beside(std::uint32_t i) const;
  void relative_source(std::uint32_t i, TokenIndex t);
  [[nodiscard]] bool of_people(TokenIndex k, TokenIndex floor) const;
  [[nodiscard]] std::uint32_t apposed(TokenIndex floor, TokenIndex end) const;
  static bool described_in(const Name& name, TokenIndex t);
  static bool of_many(string_view w);
  [[nodiscard]] std::uint32_t one_of(TokenIndex first, TokenIndex floor) const;
  void without_source(std::uint32_t i);
  [[nodiscard]] bool done_to(Range cue) const;
  [[nodiscard]] std::uint32_t subject_after(const Extraction& x) const;
  [[nodiscard]] std::uint32_t subject_beside(Range cue);
  [[nodiscard]] bool passive(Range cue) const;
  void spoken_for(std::uint32_t e, std::uint32_t n);

  // ── Agreement (agreement.cpp): party, home and candidacy of a person and of a description ─────────────────────────

  struct Traits {
    char party = 0;         // r, d or i
    std::uint8_t home = 0;  // a state
    char race = 0;          // for which office
  };
  [[nodiscard]] std::uint32_t role_at(TokenIndex t) const;
  [[nodiscard]] Traits traits_in(Range r) const;
  void learn_traits();
  [[nodiscard]] bool contradicts(const Traits& said, std::uint32_t e) const;
  [[nodiscard]] int agreement(const Traits& said, std::uint32_t e) const;

  // ── Judgement (judge.cpp): what a described source is, by the head of its words ────────────────────────────────────

  [[nodiscard]] bool speaks_out(Range cue) const;
  [[nodiscard]] bool shows(Range cue) const;
  [[nodiscard]] Verdict judge_cited(const NounPhrase& np, Range source, Range cue) const;
  [[nodiscard]] Verdict judge(const NounPhrase& np, Range source) const;
  [[nodiscard]] bool published(const NounPhrase& np, Range source) const;
  [[nodiscard]] bool aged(const NounPhrase& np) const;
  [[nodiscard]] bool share(Range source) const;
  [[nodiscard]] bool counted(const NounPhrase& np) const;
  [[nodiscard]] bool crowd(const NounPhrase& np) const;
  [[nodiscard]] bool of_body(const NounPhrase& np) const;
  [[nodiscard]] bool tells(Range cue) const;
  [[nodiscard]] bool posted(const NounPhrase& np) const;
  [[nodiscard]] bool name_before(const NounPhrase& np) const;

  // ── Descriptions (descriptions.cpp): who is meant by a description ─────────────────────────────────────────────────

  std::uint32_t described(std::uint32_t i, const NounPhrase& np, Range r);
  std::uint32_t describe_anew(std::uint32_t i, const NounPhrase& np, Range r);
  [[nodiscard]] std::uint32_t phrase_key(const NounPhrase& np) const;
  std::uint32_t describe(Verdict v, Range r, const NounPhrase& np);
  std::uint32_t enrich(std::uint32_t e, Range r);
  std::uint32_t described_people(std::uint32_t i, const NounPhrase& np, Range r, Verdict v);
  [[nodiscard]] static bool in_charge(std::string_view w);
  [[nodiscard]] bool in_office(const Entity& e) const;
  [[nodiscard]] bool definite_part(const NounPhrase& np) const;
  [[nodiscard]] bool nothing_new(const NounPhrase& np, std::uint32_t e) const;
  std::uint32_t joint(const std::vector<std::uint32_t>& parts, TokenIndex at);
  [[nodiscard]] std::uint32_t by_role(const NounPhrase& np, Range r) const;
  [[nodiscard]] std::uint32_t possessor_of(const NounPhrase& np) const;
  [[nodiscard]] std::uint32_t from_there(const NounPhrase& np, const Traits& said) const;
  [[nodiscard]] bool names_race(TokenIndex head) const;
  [[nodiscard]] std::uint32_t titled(const NounPhrase& np);
  void learn_title(const NounPhrase& np, std::uint32_t e);
  [[nodiscard]] bool another_owner(const Entity& entity, std::uint32_t e, std::uint32_t whose) const;
  [[nodiscard]] bool holds_another(const NounPhrase& np, const Entity& e) const;
  [[nodiscard]] bool another_office(const NounPhrase& np, const Entity& entity) const;
  [[nodiscard]] std::uint32_t by_role_of_lawmaker(const NounPhrase& np, const Traits& said) const;
  static bool of_lawmakers(string_view w);

  // ── Leads (leads.cpp): whom a headline or a lead describes, and the story names below ──────────────────────────────

  [[nodiscard]] std::uint32_t later_named(std::uint32_t i, const NounPhrase& np) const;
  [[nodiscard]] std::vector<std::uint32_t> named_below(TokenIndex h, std::uint32_t blocks) const;
  [[nodiscard]] bool in_lead(TokenIndex h) const;
  [[nodiscard]] bool called(std::uint32_t e, std::uint32_t role_word) const;
  [[nodiscard]] bool in_heading(const NounPhrase& np) const;
  [[nodiscard]] bool described_before(std::uint32_t e, TokenIndex h) const;
  [[nodiscard]] bool sex_fits(TokenIndex h, std::uint32_t e) const;
  [[nodiscard]] bool other_part(TokenIndex h, std::uint32_t e) const;
  [[nodiscard]] bool by_name(std::uint32_t k, std::uint32_t e) const;
  [[nodiscard]] std::uint32_t times_source(std::uint32_t e) const;
  [[nodiscard]] int says_again(std::uint32_t i, std::uint32_t e) const;
  [[nodiscard]] int words_beside(const NounPhrase& np, std::uint32_t e) const;

  // ── The order of it all, and names for people to read (identities.cpp) ─────────────────────────────────────────────

  void discourse();
  [[nodiscard]] std::string words_of(Range r) const;
  void find_neuters();
  void finish();
  void name_owner(Entity& e) const;

  const Words& w_;
  const text::Document& d_;
  const std::vector<Extraction>& x_;
  Identities out_;
  std::vector<std::uint32_t> name_at_, whole_at_;  // of each token
  std::vector<bool> cue_at_;
  std::vector<TokenIndex> speaker_tokens_;
  std::vector<std::uint32_t> owner_of_content_;
  std::vector<std::uint32_t> bare_;
  std::vector<std::vector<std::uint32_t>> keys_;   // of each entity: the words of its fullest name
  std::vector<std::uint32_t> count_, by_surname_;  // how often mentioned; how often by the surname
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> persons_, given_, bearers_;
  std::unordered_map<TokenIndex, std::uint32_t> described_at_;  // by the head
  std::unordered_map<std::uint32_t, std::uint32_t> bodies_, aliases_, entries_, joined_, latest_by_key_;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> latest_full_;
  std::unordered_map<std::uint32_t, TokenIndex> last_seen_;
  std::unordered_map<std::uint32_t, std::uint32_t> named_later_;  // unnamed -> the person it turns out to be
  std::vector<Item> items_;
  std::vector<Turn> turns_;  // of each block
  std::vector<Traits> traits_;
  std::vector<std::uint32_t> recent_, pending_;
  std::uint32_t latest_joint_ = nobody, latest_unnamed_ = nobody, author_ = nobody, reader_ = nobody;
};

}  // namespace hearsay::identities
