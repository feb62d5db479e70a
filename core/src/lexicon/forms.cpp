#include "lexicon/forms.hpp"

#include <algorithm>
#include <array>

namespace hearsay::lexicon {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string with_s(std::string_view word) {
  const char last = word.back();
  const char before = word.size() > 1 ? word[word.size() - 2] : 'a';
  std::string form(word);
  if (last == 'y' && !vowel(before)) {
    form.back() = 'i';
    return form + "es";
  }
  const bool hisses = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
  return form + (hisses ? "es" : "s");
}

std::string plural(std::string_view word) {
  // Germans, and not Germen.
  static constexpr auto no_men = std::to_array<std::string_view>(
      {"German", "german", "Roman", "roman", "Norman", "norman", "Ottoman", "ottoman", "human"});
  if (word.ends_with("man") &&
      std::none_of(no_men.begin(), no_men.end(), [&](std::string_view end) { return word.ends_with(end); }))
    return std::string(word.substr(0, word.size() - 2)) + "en";
  return with_s(word);
}

}  // namespace

void add_forms(std::string_view entry, Inflect inflect, std::vector<std::string>& forms) {
  forms.emplace_back(entry);
  if (inflect == Inflect::no || entry.empty()) return;
  if (inflect == Inflect::noun) {
    const std::size_t space = entry.rfind(' ');
    const std::size_t at = space == std::string_view::npos ? 0 : space + 1;
    if (at < entry.size()) forms.push_back(std::string(entry.substr(0, at)) + plural(entry.substr(at)));
    return;
  }
  const std::size_t space = entry.find(' ');
  const std::string_view verb = entry.substr(0, space);
  const std::string rest(space == std::string_view::npos ? std::string_view{} : entry.substr(space));
  if (verb.empty()) return;
  const char last = verb.back();
  const char before = verb.size() > 1 ? verb[verb.size() - 2] : 'a';
  const std::string stem(verb);
  const std::string cut = stem.substr(0, stem.size() - 1);
  forms.push_back(with_s(verb) + rest);
  if (last == 'e') {
    forms.push_back(stem + "d" + rest);
    forms.push_back((before == 'e' || before == 'y' || before == 'o' ? stem : cut) + "ing" + rest);
    return;
  }
  forms.push_back((last == 'y' && !vowel(before) ? cut + "ied" : stem + "ed") + rest);
  forms.push_back(stem + "ing" + rest);
  const bool may_double = verb.size() > 2 && !vowel(last) && last != 'w' && last != 'x' && last != 'y' &&
                          vowel(before) && (!vowel(verb[verb.size() - 3]) || verb.substr(0, 2) == "qu");
  if (may_double) {
    forms.push_back(stem + last + "ed" + rest);
    forms.push_back(stem + last + "ing" + rest);
  }
}

}  // namespace hearsay::lexicon
