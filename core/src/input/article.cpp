// The two ways in: one text, or JSON.
#include <optional>

#include "hearsay/hearsay.hpp"
#include "input/json_reader.hpp"
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
  struct Text {
    bool given = false;
    std::optional<std::string> value;  // none: something else than a string
  };
  Text id, text, headline;
  bool object = false, has_blocks = false, blocks_array = false, null_headline = false;
  std::vector<std::string> blocks;
  std::optional<std::size_t> wrong_block;
  input::JsonReader reader(json);
  const auto read = [&](Text& into) {
    into = {.given = true};
    return reader.peek() == '"' ? reader.string(into.value.emplace()) : reader.skip();
  };
  const auto read_blocks = [&] {
    has_blocks = true;
    blocks_array = reader.peek() == '[';
    blocks.clear();
    wrong_block.reset();
    if (!blocks_array) return reader.skip();
    return reader.array([&] {
      if (reader.peek() == '"') return reader.string(blocks.emplace_back());
      if (!wrong_block) wrong_block = blocks.size();
      blocks.emplace_back();
      return reader.skip();
    });
  };
  const auto member = [&](std::string_view key) {
    if (key == "id") return read(id);
    if (key == "text") return read(text);
    if (key == "blocks") return read_blocks();
    if (key != "headline") return reader.skip();
    null_headline = reader.peek() == 'n';
    return read(headline);
  };
  object = reader.peek() == '{';
  if (!(object ? reader.object(member) : reader.skip()) || !reader.finished()) {
    return Failure{
        .error = Error::not_json, .message = "not JSON at byte " + std::to_string(reader.at()), .offset = reader.at()};
  }
  if (!object) return wrong_shape("an article must be a JSON object with \"text\" or \"blocks\"");
  if (id.given && !id.value) return wrong_shape("\"id\" must be a string");
  Article article{.id = std::move(id.value).value_or("")};
  if (text.given) {
    if (!text.value) return wrong_shape("\"text\" must be a string");
    return article_from_text(std::move(article.id), *text.value);
  }
  if (!has_blocks) return wrong_shape("an article must have \"text\" or \"blocks\"");
  if (!blocks_array) return wrong_shape("\"blocks\" must be an array of strings");
  if (headline.given && !headline.value && !null_headline) return wrong_shape("\"headline\" must be a string");
  if (wrong_block) return wrong_shape("block " + std::to_string(*wrong_block) + " is not a string");
  article.headline = std::move(headline.value).value_or("");
  article.blocks = std::move(blocks);
  return article;
}

}  // namespace hearsay
