// The two ways in: one text, or JSON.
#include <nlohmann/json.hpp>

#include "hearsay/hearsay.hpp"
#include "text/unicode.hpp"

namespace hearsay {
namespace {

constexpr std::size_t longest_headline_words = 40;

// Short, and without a full stop at its end unless most of its longer words are capitalised. `line` is valid UTF-8.
bool looks_like_headline(std::string_view line) {
  std::size_t words = 0, longer = 0, capitalised = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = line.find(' ', i);
    if (end == std::string_view::npos) end = line.size();
    if (end > i) {
      ++words;
      if (end - i >= 5) {
        ++longer;
        capitalised += text::is_upper(text::decode(line, i).value);
      }
    }
    i = end + 1;
  }
  if (words == 0 || words > longest_headline_words) return false;
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return !line.ends_with('.') || capitalised * 2 > longer;
}

constexpr int hex(char c) noexcept {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= (c | 0x20) && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
  return -1;
}

// The code unit of an escape \uXXXX at `i`, or -1.
int escaped_unit(std::string_view json, std::size_t i) noexcept {
  if (i + 6 > json.size() || json[i] != '\\' || json[i + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t k = i + 2; k < i + 6; ++k) {
    const int digit = hex(json[k]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// Escaped surrogates without their pair, which the JSON grammar allows and UTF-8 does not, become \ufffd.
std::string with_paired_surrogates(std::string_view json) {
  std::string out(json);
  for (std::size_t i = 0; i + 1 < out.size();) {
    if (out[i] != '\\') {
      ++i;
      continue;
    }
    const int unit = escaped_unit(out, i);
    if (unit < 0xD800 || unit > 0xDFFF) {
      i += 2;
      continue;
    }
    const int next = escaped_unit(out, i + 6);
    if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
      i += 12;
    } else {
      out.replace(i + 2, 4, "fffd");
      i += 6;
    }
  }
  return out;
}

Failure wrong_shape(std::string message) { return {.error = Error::wrong_shape, .message = std::move(message)}; }

}  // namespace

Article article_from_text(std::string id, std::string_view text) {
  Article article{.id = std::move(id)};
  const std::size_t first_end = text.find('\n');
  std::size_t start = 0;
  if (first_end != std::string_view::npos && !text::first_bad_byte(text.substr(0, first_end)) &&
      text.find_first_not_of(" \r\n", first_end) != std::string_view::npos &&
      looks_like_headline(text.substr(0, first_end))) {
    article.headline = text.substr(0, first_end);
    start = first_end + 1;
  }
  while (true) {
    const std::size_t end = text.find('\n', start);
    article.blocks.emplace_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos) break;
    start = end + 1;
  }
  return article;
}

Result<Article> article_from_json(std::string_view json) {
  if (const auto bad = text::first_bad_byte(json))
    return Failure{.error = Error::not_utf8, .message = "not UTF-8 at byte " + std::to_string(*bad), .offset = *bad};
  const std::string paired = with_paired_surrogates(json);
  struct Position : nlohmann::json_sax<nlohmann::json> {  // only to say where the parser stopped
    std::size_t offset = 0;
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
      offset = position > 0 ? position - 1 : 0;
      return false;
    }
  };
  const auto value = nlohmann::json::parse(paired, nullptr, false);
  if (value.is_discarded()) {
    Position position;
    nlohmann::json::sax_parse(paired, &position);
    return Failure{.error = Error::not_json,
                   .message = "not JSON at byte " + std::to_string(position.offset),
                   .offset = position.offset};
  }
  if (!value.is_object()) return wrong_shape("an article must be a JSON object with \"text\" or \"blocks\"");
  std::string id;
  if (const auto it = value.find("id"); it != value.end()) {
    if (!it->is_string()) return wrong_shape("\"id\" must be a string");
    id = it->get<std::string>();
  }
  if (const auto it = value.find("text"); it != value.end()) {
    if (!it->is_string()) return wrong_shape("\"text\" must be a string");
    return article_from_text(std::move(id), it->get_ref<const std::string&>());
  }
  const auto blocks = value.find("blocks");
  if (blocks == value.end()) return wrong_shape("an article must have \"text\" or \"blocks\"");
  if (!blocks->is_array()) return wrong_shape("\"blocks\" must be an array of strings");
  Article article{.id = std::move(id)};
  if (const auto it = value.find("headline"); it != value.end() && !it->is_null()) {
    if (!it->is_string()) return wrong_shape("\"headline\" must be a string");
    article.headline = it->get<std::string>();
  }
  for (const auto& block : *blocks) {
    if (!block.is_string()) return wrong_shape("block " + std::to_string(article.blocks.size()) + " is not a string");
    article.blocks.push_back(block.get<std::string>());
  }
  return article;
}

}  // namespace hearsay
