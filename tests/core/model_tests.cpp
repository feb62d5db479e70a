// The network: what it computes, and how it learns.
#include <random>
#include <string>
#include <vector>

#include "attributions/extract.hpp"
#include "catch.hpp"
#include "cli/corpus.hpp"
#include "cli/layers.hpp"
#include "cli/training.hpp"
#include "model/model.hpp"
#include "model/network.hpp"

using namespace hearsay;
using training::Floats;

namespace {

// A marked article from a text in which [s …], [c …] and [t …] mark source, cue and content of one attribution a line.
corpus::Article marked(const std::string& name, const std::vector<std::string>& lines) {
  corpus::Article article{.name = name, .text = {}, .attributions = {}};
  for (const std::string& line : lines) {
    corpus::Marked attribution;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '[') {
        article.text += line[i];
        continue;
      }
      const std::size_t end = line.find(']', i);
      const auto start = static_cast<std::uint32_t>(article.text.size());
      article.text += line.substr(i + 3, end - i - 3);
      const Span span{start, static_cast<std::uint32_t>(article.text.size())};
      (line[i + 1] == 's'   ? attribution.source
       : line[i + 1] == 'c' ? attribution.cue
                            : attribution.content)
          .push_back(span);
      i = end;
    }
    article.text += '\n';
    if (!attribution.cue.empty()) article.attributions.push_back(attribution);
  }
  return article;
}

std::vector<corpus::Article> small_corpus() {
  const std::vector<std::string> people = {"Vale",        "the mayor",    "Ms. Orrin",
                                           "a spokesman", "Tamsin Reyes", "the clerk"};
  const std::vector<std::string> matters = {"the bridge was safe", "nobody had seen the letter",
                                            "the vote would be held", "prices had doubled since May"};
  std::vector<corpus::Article> articles;
  for (std::size_t i = 0; i < 24; ++i) {
    const std::string &who = people[i % people.size()], &what = matters[i % matters.size()];
    articles.push_back(
        marked("a" + std::to_string(100 + i), {
                                                  "The council met on Tuesday in the old hall.",
                                                  "[s " + who + "] [c said] [t that " + what + "].",
                                                  "[t “Perhaps " + what + ",”] [s " + who + "] [c said].",
                                                  "It rained, and " + who + " went home.",
                                              }));
  }
  return articles;
}

std::string words(const text::Document& d, const std::vector<text::Range>& ranges) {
  std::string all;
  for (const text::Range& r : ranges) all += (all.empty() ? "" : "|") + std::string(d.slice(r));
  return all;
}

}  // namespace

TEST_CASE("A network learns attributions from a handful of articles, and finds new ones", "[model]") {
  training::Options options;
  options.epochs = 12;
  options.rate = 5e-3f;
  const model::Model model = training::learn(small_corpus(), {}, options, [](const std::string&) {});
  const text::Document d = text::parse(
      "Ms. Orrin said that the bridge was safe.\n“Perhaps the vote would be held,” a spokesman said.", false);
  const auto found = attributions::extract(d, model);
  REQUIRE(found.size() == 2);
  CHECK(words(d, found[0].source) == "Ms. Orrin");
  CHECK(words(d, {found[0].cue}) == "said");
  CHECK(words(d, found[0].content) == "that the bridge was safe");
  CHECK(words(d, found[1].source) == "a spokesman");
  CHECK(words(d, found[1].content) == "“Perhaps the vote would be held,”");
  CHECK(found[0].confidence > 0.5);
}

TEST_CASE("Stretches cover a document once, in pieces of bounded length", "[model]") {
  std::string text;
  for (int block = 0; block < 60; ++block) {
    for (int word = 0; word < (block == 30 ? 7000 : block * 5 % 90); ++word) text += "word ";
    text += '\n';
  }
  const text::Document d = text::parse(text, false);
  text::TokenIndex next = 0;
  for (const text::Range r : model::stretches(d)) {
    CHECK(r.first == next);
    CHECK(r.last > r.first);
    CHECK(r.size() <= model::longest_stretch);
    next = r.last;
  }
  CHECK(next == d.tokens.size());
  CHECK(model::stretches(text::parse("", false)).empty());
}

TEST_CASE("A layer multiplies whole numbers exactly, whatever the number of rows", "[model]") {
  std::mt19937 random(3);
  model::Dense layer;
  layer.inputs = 10;
  layer.outputs = 16;
  for (std::size_t i = 0; i < 160; ++i)
    layer.weights.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127));
  for (std::size_t i = 0; i < 16; ++i) {
    layer.scales.push_back(0.25f * static_cast<float>(i + 1));
    layer.biases.push_back(static_cast<float>(i) - 8);
  }
  layer.prepare();
  for (const std::size_t rows : {1u, 3u, 4u, 7u, 12u}) {
    std::vector<std::int16_t> in;
    for (std::size_t i = 0; i < rows * 10; ++i)
      in.push_back(static_cast<std::int16_t>(static_cast<int>(random() % 65535) - 32767));
    std::vector<float> out(rows * 16);
    layer.apply(in.data(), rows, 0.5f, out.data());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t n = 0; n < 16; ++n) {
        std::int32_t sum = 0;
        for (std::size_t k = 0; k < 10; ++k) sum += in[r * 10 + k] * layer.weights[k * 16 + n];
        CHECK(out[r * 16 + n] == static_cast<float>(sum) * (layer.scales[n] * 0.5f) + layer.biases[n]);
      }
    }
  }
}

namespace {

// The slope of f by the weight w, by trying.
template <class F>
double slope(float& w, F&& f) {
  constexpr float step = 1e-2f;
  const float before = w;
  w = before + step;
  const double above = f();
  w = before - step;
  const double below = f();
  w = before;
  return (above - below) / (2 * static_cast<double>(step));
}

Floats noise(std::size_t n, training::Random& random, float range = 1) {
  Floats values(n);
  for (float& v : values) v = (random.uniform() * 2 - 1) * range;
  return values;
}

}  // namespace

TEST_CASE("Gradients are what trying gives: a dense and a recurrent layer", "[model]") {
  training::Random random(5);
  constexpr std::size_t n = 5, size = 8;
  training::DenseLayer dense;
  dense.make(8, 6 * size, random);
  training::ScanLayer<size> scan;
  scan.make(random);
  Floats in = noise(n * 8, random);
  const Floats wanted = noise(n * 2 * size, random);
  Floats sums, out;
  const auto loss = [&] {
    dense.forward(n, in, sums);
    scan.forward(n, sums, out);
    double total = 0;
    for (std::size_t i = 0; i < out.size(); ++i) total += static_cast<double>(out[i] * wanted[i]);
    return total;
  };
  loss();
  Floats to_sums, to_in(in.size());
  scan.backward(n, sums, wanted, to_sums);
  dense.backward(n, in, to_sums, to_in);
  const auto near = [](double value) { return Approx(value).epsilon(0.02).margin(2e-3); };
  for (std::size_t i = 0; i < in.size(); i += 3) CHECK(static_cast<double>(to_in[i]) == near(slope(in[i], loss)));
  for (training::Weights* w : {&dense.weights, &dense.biases, &scan.forget, &scan.output}) {
    for (std::size_t i = 0; i < w->values.size(); i += 7) {
      CHECK(static_cast<double>(w->gradient[i]) == near(slope(w->values[i], loss)));
    }
  }
}

TEST_CASE("Gradients are what trying gives: a chain", "[model]") {
  training::Random random(6);
  training::ChainLayer<model::argument_lattice> chain;
  chain.make(random);
  for (float& v : chain.transition.values) v = random.uniform() - 0.5f;
  for (float& v : chain.final.values) v = random.uniform() - 0.5f;
  using namespace model;
  const std::vector<std::uint8_t> gold = {o_00, source_0, source_0, o_s0, content_s, o_sc, content_s, content_s};
  Floats scores = noise(gold.size() * 8, random, 2), gradient, ignored;
  const double loss = chain.learn(scores, gold, gradient);
  CHECK(loss > 0);
  const Floats by_transition = chain.transition.gradient, by_final = chain.final.gradient;
  const auto value = [&] { return chain.learn(scores, gold, ignored); };
  const auto near = [](double v) { return Approx(v).epsilon(0.02).margin(2e-3); };
  for (std::size_t i = 0; i < scores.size(); ++i) {
    CHECK(static_cast<double>(gradient[i]) == near(slope(scores[i], value)));
  }
  for (std::size_t k = 0; k < by_transition.size(); ++k) {
    CHECK(static_cast<double>(by_transition[k]) == near(slope(chain.transition.values[k], value)));
  }
  for (std::size_t s = 0; s < by_final.size(); ++s) {
    CHECK(static_cast<double>(by_final[s]) == near(slope(chain.final.values[s], value)));
  }
}
