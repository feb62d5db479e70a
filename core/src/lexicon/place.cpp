#include "lexicon/place.hpp"

namespace hearsay::lexicon {
namespace {

class Walker {
 public:
  explicit Walker(std::string_view json) noexcept : json_(json) {}

  std::size_t locate(std::span<const std::string> path) noexcept {
    blank();
    for (const std::string& step : path) {
      const std::size_t here = at_;
      if (!enter(step)) {
        at_ = here;
        break;
      }
    }
    return at_;
  }

 private:
  char now() const noexcept { return at_ < json_.size() ? json_[at_] : '\0'; }
  void blank() noexcept {
    while (now() == ' ' || now() == '\t' || now() == '\n' || now() == '\r') ++at_;
  }
  std::string_view string() noexcept {  // at an opening quotation mark; what stands between the marks, as written
    const std::size_t start = ++at_;
    while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2 : 1;
    const std::string_view inside = json_.substr(start, at_ - start);
    ++at_;
    return inside;
  }
  void skip() noexcept {
    int depth = 0;
    do {
      const char c = now();
      if (c == '"') {
        string();
      } else {
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        ++at_;
      }
    } while (at_ < json_.size() && (depth > 0 || (now() != ',' && now() != '}' && now() != ']')));
  }
  // Moves from the start of an object or array to the start of its member.
  bool enter(const std::string& step) noexcept {
    const bool object = now() == '{';
    if (!object && now() != '[') return false;
    ++at_;
    for (std::size_t i = 0;; ++i) {
      blank();
      if (at_ >= json_.size() || now() == '}' || now() == ']') return false;
      bool here = false;
      if (object) {
        here = string() == step;
        blank();
        ++at_;  // the colon
        blank();
      } else {
        here = std::to_string(i) == step;
      }
      if (here) return true;
      skip();
      blank();
      if (now() != ',') return false;
      ++at_;
    }
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

}  // namespace

Place place_of(std::string_view json, std::size_t offset) noexcept {
  Place place{.offset = offset < json.size() ? offset : json.size()};
  for (std::size_t i = 0; i < place.offset; ++i) {
    if (json[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  }
  return place;
}

std::size_t locate(std::string_view json, std::span<const std::string> path) noexcept {
  return Walker(json).locate(path);
}

}  // namespace hearsay::lexicon
