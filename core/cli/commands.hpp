// The hearsay command's subcommands. Each takes the arguments after its name and returns the exit status:
// 0 all went well, 1 some input could not be used (each said in one line on standard error), 2 wrong usage.
#pragma once

#include <span>
#include <string_view>

namespace hearsay::cli {

using Arguments = std::span<const std::string_view>;

int annotate(Arguments arguments);
int evaluate(Arguments arguments);
int train(Arguments arguments);
int lexicon(Arguments arguments);

}  // namespace hearsay::cli
