#include <cstdio>
#include <string>
#include <vector>

#include "commands.hpp"
#include "corpus.hpp"
#include "evaluation.hpp"
#include "files.hpp"

namespace hearsay::cli {

int evaluate(Arguments arguments) {
  std::string folder, format = "text", model_path;
  std::size_t worst = 40;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string argument(arguments[i]);
    if (!argument.starts_with("--")) {
      if (!folder.empty()) return complain("evaluate", "one GOLD_DIR only"), 2;
      folder = argument;
      continue;
    }
    if (i + 1 == arguments.size()) return complain("evaluate", "no value after " + argument), 2;
    const std::string value(arguments[++i]);
    if (argument == "--format" && (value == "text" || value == "json"))
      format = value;
    else if (argument == "--format")
      return complain("evaluate", "no format '" + value + "': text or json"), 2;
    else if (argument == "--model")
      model_path = value;
    else if (argument == "--misses")
      worst = std::strtoull(value.c_str(), nullptr, 10);
    else
      return complain("evaluate", "no option " + argument), 2;
  }
  if (folder.empty()) {
    return complain("evaluate", "usage: hearsay evaluate GOLD_DIR [--format text|json] [--model FILE] [--misses N]"), 2;
  }
  Resources resources = built_in_resources();
  std::string model;
  if (!model_path.empty()) {
    std::string why;
    auto bytes = read_file(model_path, why);
    if (!bytes) return complain(model_path, why), 1;
    model = *std::move(bytes);
    resources.model = model;
  }
  const auto engine = Engine::load(resources);
  if (!engine) return complain("evaluate", engine.failure().message), 1;
  const auto corpus = corpus::read_corpus(folder);
  if (!corpus) return complain("evaluate", corpus.failure().message), 1;

  evaluation::Scores scores;
  std::vector<evaluation::Miss> misses;
  for (const corpus::Article& article : *corpus) {
    const auto annotation = engine->annotate(article_from_text(article.name, article.text));
    if (!annotation) return complain(article.name, annotation.failure().message), 1;
    std::vector<corpus::Marked> found;
    for (const Attribution& a : annotation->attributions) found.push_back({a.source, {a.cue}, a.content});
    const std::vector<bool> paired =
        evaluation::score(article.name, article.text, article.attributions, found, scores, &misses);
    for (std::size_t i = 0; i < paired.size(); ++i) {
      if (!shown_by_default(annotation->attributions[i])) continue;
      scores.shown.found += 1;
      scores.shown.hits += paired[i] ? 1 : 0;
    }
  }
  evaluation::sort_worst_first(misses);
  if (misses.size() > worst) misses.resize(worst);
  const std::string text =
      format == "json" ? evaluation::to_json(scores, misses) + "\n" : evaluation::to_table(scores, misses);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace hearsay::cli
