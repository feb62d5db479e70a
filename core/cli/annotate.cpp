#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "hearsay/hearsay.hpp"

namespace hearsay::cli {
namespace {

struct Options {
  std::string format = "json";
  Offsets offsets = Offsets::utf16;
  std::string out, lexicon, model;
  bool jsonl = false;
  std::vector<std::string> files;
};

int misused(std::string_view what) {
  std::fprintf(stderr, "hearsay annotate: %.*s\n", static_cast<int>(what.size()), what.data());
  return 2;
}

// The exit status where the arguments are wrong, else 0.
int parse(Arguments arguments, Options& options) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string argument(arguments[i]);
    if (argument == "--jsonl") {
      options.jsonl = true;
    } else if (argument.starts_with("--")) {
      if (i + 1 == arguments.size()) return misused("no value after " + argument);
      const std::string value(arguments[++i]);
      if (argument == "--format") {
        static const std::set<std::string> formats = {"json", "brat", "web-annotation", "csv", "text"};
        if (!formats.contains(value))
          return misused("no format '" + value + "': json, brat, web-annotation, csv or text");
        options.format = value;
      } else if (argument == "--offsets") {
        if (value == "utf16")
          options.offsets = Offsets::utf16;
        else if (value == "codepoint")
          options.offsets = Offsets::codepoint;
        else if (value == "byte")
          options.offsets = Offsets::byte;
        else
          return misused("no offsets '" + value + "': utf16, codepoint or byte");
      } else if (argument == "--out") {
        options.out = value;
      } else if (argument == "--lexicon") {
        options.lexicon = value;
      } else if (argument == "--model") {
        options.model = value;
      } else {
        return misused("no option " + argument);
      }
    } else {
      options.files.push_back(argument);
    }
  }
  if (options.files.empty()) options.files.emplace_back("-");
  return 0;
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
}

class Annotator {
 public:
  Annotator(const Engine& engine, const Options& options) : engine_(engine), options_(options) {}

  void file(const std::string& path) {
    std::string why;
    const auto bytes = read_file(path, why);
    if (!bytes) return fail(path, why);
    if (!options_.jsonl && !path.ends_with(".jsonl")) return article(article_from_text(path, *bytes), path);
    std::size_t line = 1;
    for (std::size_t start = 0; start < bytes->size(); ++line) {
      std::size_t end = bytes->find('\n', start);
      if (end == std::string::npos) end = bytes->size();
      const std::string_view json = std::string_view(*bytes).substr(start, end - start);
      start = end + 1;
      if (json.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::string where = path + ":" + std::to_string(line);
      auto parsed = article_from_json(json);
      if (!parsed) {
        fail(where, parsed.failure().message);
        continue;
      }
      if (parsed->id.empty()) parsed->id = where;
      article(*parsed, where);
    }
  }

  [[nodiscard]] int status() const { return failed_ ? 1 : 0; }

 private:
  void fail(std::string_view where, std::string_view what) {
    failed_ = true;
    complain(where, what);
  }

  void article(const Article& article, const std::string& where) {
    const auto annotation = engine_.annotate(article);
    if (!annotation) return fail(where, annotation.failure().message);
    std::string bytes, suffix;
    if (options_.format == "json")
      bytes = to_json(*annotation, options_.offsets) + "\n", suffix = ".json";
    else if (options_.format == "brat")
      bytes = to_brat(*annotation), suffix = ".ann";
    else if (options_.format == "web-annotation")
      bytes = to_web_annotation(*annotation) + "\n", suffix = ".jsonld";
    else if (options_.format == "csv")
      bytes = to_csv(*annotation, options_.offsets), suffix = ".csv";
    else
      bytes = to_text(*annotation, options_.out.empty() && colour_wanted()), suffix = ".annotated.txt";
    if (options_.out.empty()) {
      if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0)
        fail("standard output", "could not be written");
      return;
    }
    std::string stem = std::filesystem::path(article.id).filename().string();
    if (stem.ends_with(".txt")) stem.resize(stem.size() - 4);
    if (stem.empty() || stem == "-" || stem == "." || stem == "..") stem = "standard-input";
    const std::string path = (std::filesystem::path(options_.out) / (stem + suffix)).string();
    if (!written_.insert(path).second) return fail(where, "another input has already been written to " + path);
    std::string why;
    if (!write_file(path, bytes, why)) fail(path, why);
  }

  const Engine& engine_;
  const Options& options_;
  std::set<std::string> written_;
  bool failed_ = false;
};

}  // namespace

int annotate(Arguments arguments) {
  Options options;
  if (const int status = parse(arguments, options)) return status;
  if (options.format == "brat" && options.out.empty() && options.files.size() > 1)
    return misused("standoff of several articles needs --out DIR");

  Resources resources = built_in_resources();
  std::string model, why;
  if (!options.model.empty()) {
    auto bytes = read_file(options.model, why);
    if (!bytes) return complain(options.model, why), 1;
    model = std::move(*bytes);
    resources.model = model;
  }
  if (!options.lexicon.empty()) {
    auto packs = read_packs(options.lexicon, why);
    if (!packs) return complain(options.lexicon, why), 1;
    for (Pack& pack : *packs) resources.packs.push_back(std::move(pack));
  }
  const auto engine = Engine::load(resources);
  if (!engine) return complain(options.model.empty() ? "lexicon" : options.model, engine.failure().message), 1;
  if (!options.out.empty()) {
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    if (error) return complain(options.out, error.message()), 1;
  }
  Annotator annotator(*engine, options);
  for (const std::string& file : options.files) annotator.file(file);
  return annotator.status();
}

}  // namespace hearsay::cli
