// The names of errors and labels, as results and messages spell them.
#include <array>

#include "hearsay/hearsay.hpp"

namespace hearsay {
namespace {

template <class E, std::size_t n>
std::string_view at(const std::array<std::string_view, n>& names, E value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < n ? names[index] : std::string_view("?");
}

}  // namespace

std::string_view name(Error error) noexcept {
  static constexpr auto names =
      std::to_array<std::string_view>({"not_utf8", "empty", "too_large", "not_json", "wrong_shape", "lexicon_invalid",
                                       "model_foreign", "model_version", "model_damaged", "corpus_invalid"});
  return at(names, error);
}

std::string_view name(Quotation quotation) noexcept {
  static constexpr auto names = std::to_array<std::string_view>({"direct", "mixed", "indirect"});
  return at(names, quotation);
}

std::string_view name(Kind kind) noexcept {
  static constexpr auto names = std::to_array<std::string_view>(
      {"person", "organisation", "anonymous", "group", "media", "document", "social", "unattributed", "author"});
  return at(names, kind);
}

std::string_view name(Anonymity anonymity) noexcept {
  static constexpr auto names = std::to_array<std::string_view>({"none", "shielded", "unnamed"});
  return at(names, anonymity);
}

std::string_view name(Stance stance) noexcept {
  static constexpr auto names = std::to_array<std::string_view>(
      {"states", "denies", "confirms", "declines", "alleges", "believes", "intends", "decides"});
  return at(names, stance);
}

std::string_view name(Badge badge) noexcept {
  static constexpr auto names = std::to_array<std::string_view>(
      {"no-comment", "official-denial", "denial", "anonymous-source", "unnamed-official", "unnamed-source",
       "state-media", "media-report", "unattributed", "unspecified-group", "allegation", "official-confirmation",
       "confirmation", "document", "social-post", "official-statement", "organisation", "named-source", "none"});
  return at(names, badge);
}

}  // namespace hearsay
