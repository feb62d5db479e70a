// Word vectors made small for training.
#include <algorithm>
#include <random>
#include <string>

#include "catch.hpp"
#include "cli/vectors.hpp"
#include "temporary_folder.hpp"

using namespace hearsay;

namespace {

// Words "aa…", "ba…" and so on, in four crowds, each around a direction of its own; one with digits among them.
std::string crowds(int words) {
  std::mt19937 random(7);
  const auto noise = [&] { return static_cast<int>(random() % 200) - 100; };
  std::string text = R"({"size":1,"words":["x","y"],"vectors":{)";
  for (int i = 0; i < words; ++i) {
    std::string word(1, static_cast<char>('a' + i % 4));
    for (int rest = i / 4; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    if (i == 5) word = "b2b";
    text += (i > 0 ? ",\"" : "\"") + word + "\":[";
    for (int d = 0; d < 102; ++d) {
      text += (d > 0 ? "," : "") + std::to_string((d % 4 == i % 4 ? 900 : 0) + noise()) + "e-3";
    }
    text += ']';
  }
  return text + R"(},"unkVector":[0,0]})";
}

}  // namespace

TEST_CASE("vectors: words that are used alike stay near each other in a few bytes", "[vectors]") {
  const TemporaryFolder folder;
  const auto vectors = training::read_vectors(folder.write("vectors.json", crowds(1200)), 1000);
  REQUIRE(vectors);
  REQUIRE(vectors->codes.size() == 1000);
  CHECK(!vectors->codes.contains("b2b"));
  const auto vector = [&](const auto& codes) {
    std::vector<float> sum(model::embedding_size);
    for (std::size_t part = 0; part < codes.size(); ++part) {
      for (std::size_t j = 0; j < sum.size(); ++j) {
        sum[j] += vectors->rows[(part * model::WordEntry::entries + codes[part]) * sum.size() + j];
      }
    }
    return sum;
  };
  int right = 0, asked = 0;
  for (auto a = vectors->codes.begin(); a != vectors->codes.end() && asked < 50; ++a, ++asked) {
    const auto mine = vector(a->second);
    float least = 1e30f;
    char nearest = 0;
    for (auto b = vectors->codes.begin(); b != vectors->codes.end(); ++b) {
      if (a == b) continue;
      const auto theirs = vector(b->second);
      float distance = 0;
      for (std::size_t j = 0; j < mine.size(); ++j) distance += (mine[j] - theirs[j]) * (mine[j] - theirs[j]);
      if (distance < least) least = distance, nearest = b->first[0];
    }
    right += nearest == a->first[0] ? 1 : 0;
  }
  CHECK(asked == 50);
  CHECK(right >= 48);
}

TEST_CASE("vectors: the same file gives the same codes", "[vectors]") {
  const TemporaryFolder folder;
  const std::string file = folder.write("vectors.json", crowds(600));
  const auto one = training::read_vectors(file, 500), two = training::read_vectors(file, 500);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(one->codes == two->codes);
  CHECK(one->rows == two->rows);
}

TEST_CASE("vectors: what is no file of vectors is refused, with its name", "[vectors]") {
  const TemporaryFolder folder;
  const std::string absent = (folder.path / "no-such.json").string();
  const auto missing = training::read_vectors(absent, 10);
  REQUIRE(!missing);
  CHECK(missing.failure().message == absent + ": can't be read");
  const auto few = training::read_vectors(folder.write("cut.json", crowds(600).substr(0, 9000)), 500);
  REQUIRE(!few);
  CHECK(few.failure().error == Error::corpus_invalid);
  CHECK(few.failure().message.find("500 are needed") != std::string::npos);
}
