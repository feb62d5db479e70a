// Training and evaluation as commands, on a corpus of three invented articles.
#include <filesystem>
#include <string>
#include <vector>

#include "catch.hpp"
#include "cli/commands.hpp"
#include "model/model.hpp"
#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace hearsay;

namespace {

// An article of statements by one speaker, and its standoff. ASCII, so that code points are bytes.
void write_article(const TemporaryFolder& folder, const std::string& name, const std::string& speaker) {
  std::string text = "News of the day\n", rows;
  int t = 0, e = 0;
  for (const std::string claim : {"the road is closed", "the bridge will open in June", "nobody was hurt"}) {
    const auto mark = [&](const std::string& role, const std::string& words) {
      const std::string from = std::to_string(text.size());
      text += words;
      rows += "T" + std::to_string(++t) + "\t" + role + " " + from + " " + std::to_string(text.size()) + "\t" + words +
              "\n";
    };
    mark("Source", speaker);
    text += ' ';
    mark("Cue", "said");
    text += " that ";
    mark("Content", claim);
    text += ".\n";
    const std::string last = std::to_string(t), cue = std::to_string(t - 1), source = std::to_string(t - 2);
    rows += "E" + std::to_string(++e) + "\tAttribution:T" + cue + " Content:T" + last + " Cue:T" + cue + " Source:T" +
            source + "\n";
  }
  folder.write(name + ".txt", text);
  folder.write(name + ".ann", rows);
}

int run(int (*command)(cli::Arguments), const std::vector<std::string>& arguments) {
  const std::vector<std::string_view> views(arguments.begin(), arguments.end());
  return command(views);
}

}  // namespace

TEST_CASE("train: the same corpus and seed give the same bytes, another seed others", "[slow]") {
  const TemporaryFolder folder;
  write_article(folder, "a", "The mayor");
  write_article(folder, "b", "Officials");
  write_article(folder, "c", "Ana Prado");
  const std::string corpus = folder.path.string();
  const auto train = [&](const std::string& name, const std::string& seed) {
    REQUIRE(run(cli::train, {corpus, "--out", (folder.path / name).string(), "--wordnet", "none", "--seed", seed}) ==
            0);
    return folder.read(name);
  };
  const std::string first = train("1.model", "1"), again = train("2.model", "1"), other = train("3.model", "2");
  CHECK(model::Model::load(first));
  CHECK(first == again);
  CHECK(first != other);
  CHECK(run(cli::evaluate, {corpus, "--model", (folder.path / "1.model").string(), "--format", "json"}) == 0);
}

TEST_CASE("train and evaluate: what cannot be used is refused") {
  const TemporaryFolder folder;
  const std::string here = folder.path.string();
  CHECK(run(cli::train, {}) == 2);
  CHECK(run(cli::train, {here}) == 2);
  CHECK(run(cli::train, {here, "--out"}) == 2);
  CHECK(run(cli::train, {here, "--out", here + "/m", "--nonsense", "1"}) == 2);
  CHECK(run(cli::train, {here, "--out", here + "/m", "--wordnet", "none"}) == 1);  // no articles
  CHECK_FALSE(fs::exists(folder.path / "m"));
  CHECK(run(cli::evaluate, {}) == 2);
  CHECK(run(cli::evaluate, {here, "--format", "xml"}) == 2);
  CHECK(run(cli::evaluate, {here}) == 1);
  write_article(folder, "a", "The mayor");
  folder.write("bad.model", "no model");
  CHECK(run(cli::evaluate, {here, "--model", here + "/bad.model"}) == 1);
  CHECK(run(cli::evaluate, {here, "--model", here + "/none.model"}) == 1);
}
