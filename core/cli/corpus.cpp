#include "corpus.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace hearsay::corpus {
namespace {

Failure invalid(std::string message) { return {Error::corpus_invalid, std::move(message), 0}; }

// Byte offset of every code point, and of the end.
std::vector<std::uint32_t> code_points(std::string_view text) {
  std::vector<std::uint32_t> starts;
  starts.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(static_cast<std::uint32_t>(i));
  }
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  return starts;
}

std::vector<std::string_view> split(std::string_view s, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = s.find(separator);
    parts.push_back(s.substr(0, at));
    if (at == std::string_view::npos) return parts;
    s.remove_prefix(at + 1);
  }
}

bool to_number(std::string_view s, std::size_t& value) {
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  return error == std::errc() && end == s.data() + s.size();
}

// NAME_1a2b -> NAME
std::string without_annotator(const std::string& name) {
  if (name.size() < 6 || name[name.size() - 5] != '_') return name;
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return std::all_of(name.end() - 4, name.end(), hex) ? name.substr(0, name.size() - 5) : name;
}

void join(std::vector<text::Range>& ranges) {
  std::erase_if(ranges, [](const text::Range& r) { return r.empty(); });
  std::sort(ranges.begin(), ranges.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.last < b.last; });
  std::size_t kept = 0;
  for (const text::Range& r : ranges) {
    if (kept > 0 && r.first <= ranges[kept - 1].last) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, r.last);
    } else {
      ranges[kept++] = r;
    }
  }
  ranges.resize(kept);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return invalid(path + ": cannot be read");
  std::ostringstream all;
  all << in.rdbuf();
  return std::move(all).str();
}

Result<std::vector<Marked>> read_standoff(std::string_view ann, std::string_view text) {
  const std::vector<std::uint32_t> bytes = code_points(text);
  std::map<std::string_view, std::vector<Span>> bound;
  std::vector<std::vector<std::string_view>> events;
  std::size_t number = 0;
  for (std::string_view line : split(ann, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto fail = [&](const char* what) { return invalid("line " + std::to_string(number) + ": " + what); };
    const auto columns = split(line, '\t');
    if (columns.size() < 2 || columns[0].empty()) continue;
    if (columns[0][0] == 'E') events.push_back(split(columns[1], ' '));
    if (columns[0][0] != 'T') continue;
    const std::size_t space = columns[1].find(' ');
    if (space == std::string_view::npos) return fail("a text-bound row without offsets");
    std::vector<Span>& spans = bound[columns[0]];
    for (const std::string_view piece : split(columns[1].substr(space + 1), ';')) {
      const auto ends = split(piece, ' ');
      std::size_t start = 0, end = 0;
      if (ends.size() != 2 || !to_number(ends[0], start) || !to_number(ends[1], end)) return fail("offsets expected");
      if (start > end || end >= bytes.size()) return fail("offsets outside the text");
      spans.push_back({bytes[start], bytes[end]});
    }
  }
  std::vector<Marked> result;
  for (const auto& event : events) {
    const std::string_view type = event[0].substr(0, event[0].find(':'));
    if (type != "Attribution" && type != "Attribution-no-source") continue;
    Marked marked;
    for (std::size_t i = 1; i < event.size(); ++i) {
      const std::size_t colon = event[i].find(':');
      if (colon == std::string_view::npos) continue;
      const std::string_view role = event[i].substr(0, event[i].find_first_of("0123456789:"));
      const auto spans = bound.find(event[i].substr(colon + 1));
      if (spans == bound.end()) continue;
      std::vector<Span>* into = role == "Source"    ? &marked.source
                                : role == "Cue"     ? &marked.cue
                                : role == "Content" ? &marked.content
                                                    : nullptr;
      if (into != nullptr) into->insert(into->end(), spans->second.begin(), spans->second.end());
    }
    if (!marked.cue.empty()) result.push_back(std::move(marked));
  }
  return result;
}

Result<std::vector<Article>> read_corpus(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".ann") names.push_back(it->path().stem().string());
  }
  if (error) return invalid(folder + ": " + error.message());
  if (names.empty()) return invalid(folder + ": holds no .ann files");
  std::sort(names.begin(), names.end());
  std::vector<Article> articles;
  for (const std::string& name : names) {
    const std::string ann_path = (fs::path(folder) / (name + ".ann")).string();
    Article article{.name = name, .text = {}, .attributions = {}};
    if (!fs::exists(fs::path(folder) / (name + ".txt"), error)) article.name = without_annotator(name);
    if (!articles.empty() && articles.back().name == article.name) continue;
    Result<std::string> text = read_file((fs::path(folder) / (article.name + ".txt")).string());
    if (!text) return text.failure();
    Result<std::string> ann = read_file(ann_path);
    if (!ann) return ann.failure();
    article.text = *std::move(text);
    Result<std::vector<Marked>> marked = read_standoff(*ann, article.text);
    if (!marked) return invalid(ann_path + ": " + marked.failure().message);
    article.attributions = *std::move(marked);
    articles.push_back(std::move(article));
  }
  return articles;
}

text::Document parse_article(const Article& article) {
  return text::parse(article.text, !article_from_text({}, article.text).headline.empty());
}

attributions::Extraction align(const text::Document& document, const Marked& marked) {
  const auto ranges = [&](const std::vector<Span>& spans) {
    std::vector<text::Range> result;
    for (const Span& span : spans) result.push_back(document.range(span));
    join(result);
    return result;
  };
  attributions::Extraction result;
  const std::vector<text::Range> cue = ranges(marked.cue);
  if (!cue.empty()) result.cue = {cue.front().first, cue.back().last};
  result.source = ranges(marked.source);
  result.content = ranges(marked.content);
  result.confidence = 1;
  return result;
}

}  // namespace hearsay::corpus
