#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "commands.hpp"

namespace {

constexpr std::string_view usage = R"(usage: hearsay COMMAND [ARGUMENT...]

  annotate [--format json|brat|web-annotation|csv|text] [--offsets utf16|codepoint|byte]
           [--out DIR] [--lexicon DIR] [--model FILE] [--jsonl] [FILE...]
      finds who said what in articles: UTF-8 text (paragraphs end at a newline), or, in a .jsonl file,
      one {"id": …, "text": …} or {"id": …, "headline": …, "blocks": ["…", …]} a line
  evaluate GOLD_DIR [--format text|json]
      annotates GOLD_DIR/*.txt and scores the result against GOLD_DIR/*.ann (brat standoff)
  train CORPUS_DIR --out MODEL
      makes a model from CORPUS_DIR/*.txt and *.ann
  lexicon check DIR
      checks rule packs, and says where a fault is
)";

struct Command {
  std::string_view name;
  int (*run)(hearsay::cli::Arguments);
};

constexpr auto commands = std::to_array<Command>({{"annotate", hearsay::cli::annotate},
                                                  {"evaluate", hearsay::cli::evaluate},
                                                  {"train", hearsay::cli::train},
                                                  {"lexicon", hearsay::cli::lexicon}});

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  if (!arguments.empty()) {
    for (const Command& command : commands)
      if (arguments[0] == command.name) return command.run(hearsay::cli::Arguments(arguments).subspan(1));
    if (arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") {
      std::fwrite(usage.data(), 1, usage.size(), stdout);
      return 0;
    }
    std::fprintf(stderr, "hearsay: no command '%s'\n", argv[1]);
  }
  std::fwrite(usage.data(), 1, usage.size(), stderr);
  return 2;
}
