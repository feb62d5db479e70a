#include "lexicon/lexicon.hpp"

#include <cstdio>
#include <string>

#include "commands.hpp"
#include "files.hpp"

namespace hearsay::cli {

int lexicon(Arguments arguments) {
  if (arguments.size() != 2 || arguments[0] != "check") {
    std::fputs("usage: hearsay lexicon check DIR\n", stderr);
    return 2;
  }
  const std::string folder(arguments[1]);
  std::string why;
  auto own = read_packs(folder, why);
  if (!own) return complain(folder, why), 1;
  // On top of the built-in packs, whose lists a pack may name; of two packs of one name the reader's own counts.
  std::vector<Pack> packs;
  for (Pack& pack : built_in_resources().packs) {
    bool replaced = false;
    for (const Pack& mine : *own) replaced |= mine.name == pack.name;
    if (!replaced) packs.push_back(std::move(pack));
  }
  for (Pack& pack : *own) packs.push_back(std::move(pack));
  const auto loaded = hearsay::lexicon::Lexicon::load(packs);
  if (!loaded) return complain(folder, loaded.failure().message), 1;
  std::printf("%zu packs, %zu rules: no fault found\n", own->size(), loaded->rules().size());
  return 0;
}

}  // namespace hearsay::cli
