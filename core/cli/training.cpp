#include "training.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

#include "attributions/arguments.hpp"
#include "attributions/relation.hpp"
#include "layers.hpp"

namespace hearsay::training {
namespace {

using attributions::Extraction;
using model::embedding_size, model::first_size, model::second_size, model::pair_size, model::pair_sums;
using model::middle_size, model::state_size;

constexpr int steps_between = 25;  // of additions to the mean

struct Example {
  text::Document document;
  std::unique_ptr<model::AtomList> atoms;
  std::vector<Extraction> gold;           // in order of their cues, each within one paragraph
  std::vector<std::uint8_t> cue_states;   // of each token
  std::vector<std::uint32_t> rows, ends;  // of the embedding table, and where each token's end
  std::vector<float> word_chance;         // that a token's own row is left out
};

std::string format(const char* text, auto... values) {
  char line[200];
  std::snprintf(line, sizeof line, text, values...);
  return line;
}

Example make_example(const corpus::Article& article, const model::Words& words) {
  Example x;
  x.document = corpus::parse_article(article);
  x.atoms = std::make_unique<model::AtomList>(x.document, words);
  for (const corpus::Marked& m : article.attributions) {
    Extraction e = corpus::align(x.document, m);
    if (!e.cue.empty() && x.document.tokens[e.cue.first].block == x.document.tokens[e.cue.last - 1].block) {
      x.gold.push_back(std::move(e));
    }
  }
  std::stable_sort(x.gold.begin(), x.gold.end(),
                   [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
  x.cue_states.assign(x.document.tokens.size(), model::outside);
  std::size_t kept = 0;
  for (Extraction& e : x.gold) {  // of cues that overlap, the first counts
    if (x.cue_states[e.cue.first] != model::outside) continue;
    for (text::TokenIndex t = e.cue.first; t < e.cue.last; ++t) {
      x.cue_states[t] = t == e.cue.first ? model::first : model::later;
    }
    if (kept != static_cast<std::size_t>(&e - x.gold.data())) x.gold[kept] = std::move(e);
    ++kept;
  }
  x.gold.resize(kept);
  return x;
}

// The words met often, and how often.
model::Vocabulary count_words(const std::vector<Example>& examples, std::uint32_t least,
                              std::vector<std::uint32_t>& counts) {
  std::map<std::uint32_t, std::uint32_t> all;
  for (const Example& x : examples) {
    for (text::TokenIndex t = 0; t < x.document.tokens.size(); ++t)
      ++all[model::Vocabulary::key(x.atoms->of(x.document.tokens[t].type).word)];
  }
  std::vector<std::uint32_t> keys;
  for (const auto& [key, count] : all) {
    if (count < least) continue;
    keys.push_back(key);
    counts.push_back(count);
  }
  return model::Vocabulary(std::move(keys));
}

void read_inputs(Example& x, const model::Vocabulary& vocabulary, const std::vector<std::uint32_t>& counts) {
  for (text::TokenIndex t = 0; t < x.document.tokens.size(); ++t) {
    const std::size_t own = x.rows.size();
    model::input_rows(x.document, *x.atoms, vocabulary, t, [&](std::uint32_t row) { x.rows.push_back(row); });
    x.ends.push_back(static_cast<std::uint32_t>(x.rows.size()));
    const bool known = x.rows[own] >= model::first_word_row;
    x.word_chance.push_back(known ? 2.0f / static_cast<float>(2 + counts[x.rows[own] - model::first_word_row]) : 0.0f);
  }
}

// The states of the gold source and content over the cue's window.
std::vector<std::uint8_t> argument_states(const Extraction& gold, text::Range around) {
  enum Role : std::uint8_t { none, source, content };
  std::vector<Role> roles(around.size(), none);
  const auto fill = [&](text::Range r, Role role) {
    for (text::TokenIndex t = std::max(r.first, around.first); t < std::min(r.last, around.last); ++t) {
      roles[t - around.first] = role;
    }
  };
  for (const text::Range& r : gold.content) fill(r, content);
  // One source: the piece that lies in the window and is longest.
  const text::Range* longest = nullptr;
  for (const text::Range& r : gold.source) {
    if (r.overlaps(around) && (longest == nullptr || r.size() > longest->size())) longest = &r;
  }
  if (longest != nullptr) fill(*longest, source);
  fill(gold.cue, none);
  std::vector<std::uint8_t> states;
  bool had_source = false, had_content = false;
  Role before = none;
  for (const Role role : roles) {
    Role r = role;
    if (r == source && had_source && before != source) r = none;  // a source that the cue cuts in two
    had_source |= r == source;
    had_content |= r == content;
    using namespace model;
    states.push_back(r == source    ? (had_content ? source_c : source_0)
                     : r == content ? (had_source ? content_s : content_0)
                     : had_source   ? (had_content ? o_sc : o_s0)
                                    : (had_content ? o_0c : o_00));
    before = r;
  }
  return states;
}

// The network while it learns; its parts are those of model::Network.
class Learner {
 public:
  Learner(std::size_t rows, const Floats& vectors, const Options& options)
      : options_(options), random_(options.seed), adam_(all_weights()), mean_(all_weights()) {
    embeddings_.make(rows, embedding_size, 0.08f, random_, true);
    std::copy(vectors.begin(), vectors.end(), embeddings_.values.data() + model::first_code_row * embedding_size);
    first_in_.make(embedding_size, 6 * first_size, random_);
    first_.make(random_);
    second_in_.make(middle_size, 6 * second_size, random_);
    second_.make(random_);
    cue_scores_.make(state_size, 8, random_);
    cues_.make(random_);
    pair_token_.make(state_size, pair_sums, random_);
    pair_cue_.make(state_size, pair_sums, random_);
    relations_.make(model::relation_rows, pair_sums, 0.3f, random_);
    pair_.make(random_);
    pair_scores_.make(2 * pair_size, 8, random_);
    arguments_.make(random_);
    for (DenseLayer& direction : neighbours_) direction.make(first_size, model::WordEntry::entries, random_);
    for (DenseLayer* layer : {&first_in_, &second_in_, &pair_token_}) {  // at first, remember rather than forget
      const std::size_t size = layer->outputs / 6;
      for (std::size_t i = 0; i < 2 * size; ++i) layer->biases.values[i / size * 3 * size + size + i % size] = 0.5f;
    }
  }

  struct Loss {
    double cues = 0, arguments = 0;
    std::size_t tokens = 0, attributions = 0;
  };

  // One step on a stretch of an article. `progress`: 0 at the start of training, 1 at its end.
  void learn(const Example& x, text::Range stretch, float progress, Loss& loss) {
    disturbance_.clear();
    add_gradient(x, stretch, loss);
    if (options_.disturbance > 0) {
      // The same again with the inputs moved to where the loss grows fastest (Miyato, Dai and Goodfellow, Adversarial
      // Training Methods for Semi-Supervised Text Classification, 2017).
      const float far = options_.disturbance * length(inputs_) / length(to_inputs_);
      disturbance_ = to_inputs_;
      for (float& v : disturbance_) v *= far;
      Loss again;
      add_gradient(x, stretch, again);
    }
    const float warm = std::min(1.0f, 0.1f + progress * static_cast<float>(options_.epochs) * 3);
    adam_.step(options_.rate * warm * (1 - progress) + 1e-6f, options_.clip);
  }

  void add_to_mean() { mean_.add(); }
  void use_mean() { mean_.use(); }

  // In bytes.
  [[nodiscard]] model::Network network() const {
    model::Network n;
    n.embeddings = bytes(embeddings_.values, n.embedding_scale);
    n.first = {dense(first_in_), first_.forget.values, first_.output.values};
    n.second = {dense(second_in_), second_.forget.values, second_.output.values};
    n.cue_scores = dense(cue_scores_);
    n.pair_token = dense(pair_token_);
    n.pair_cue = dense(pair_cue_);
    n.relations = bytes(relations_.values, n.relation_scale);
    n.pair_forget = pair_.forget.values;
    n.pair_output = pair_.output.values;
    n.pair_scores = dense(pair_scores_);
    n.prepare();
    return n;
  }
  [[nodiscard]] model::Tagger<model::cue_lattice> cues() const { return tagger(cues_); }
  [[nodiscard]] model::Tagger<model::argument_lattice> arguments() const { return tagger(arguments_); }

 private:
  std::vector<Weights*> all_weights() {
    return {&embeddings_,
            &first_in_.weights,
            &first_in_.biases,
            &first_.forget,
            &first_.output,
            &second_in_.weights,
            &second_in_.biases,
            &second_.forget,
            &second_.output,
            &cue_scores_.weights,
            &cue_scores_.biases,
            &cues_.transition,
            &cues_.final,
            &pair_token_.weights,
            &pair_token_.biases,
            &pair_cue_.weights,
            &pair_cue_.biases,
            &relations_,
            &pair_.forget,
            &pair_.output,
            &pair_scores_.weights,
            &pair_scores_.biases,
            &arguments_.transition,
            &arguments_.final,
            &neighbours_[0].weights,
            &neighbours_[0].biases,
            &neighbours_[1].weights,
            &neighbours_[1].biases};
  }

  // Adds to the gradient of all weights.
  void add_gradient(const Example& x, text::Range stretch, Loss& loss) {
    read_states(x, stretch);
    const std::size_t n = stretch.size();
    to_states_.assign(n * state_size, 0);

    cue_scores_.forward(n, states_, scores_);
    Floats to_scores;
    to_scores.reserve(n * 8);
    for (text::TokenIndex first = stretch.first; first < stretch.last;) {
      const text::TokenIndex last =
          std::min(x.document.blocks[x.document.tokens[first].block].tokens.last, stretch.last);
      const auto from = scores_.begin() + static_cast<std::ptrdiff_t>((first - stretch.first) * 8);
      const Floats scores(from, from + static_cast<std::ptrdiff_t>((last - first) * 8));
      std::vector<std::uint8_t> gold(x.cue_states.begin() + first, x.cue_states.begin() + last);
      if (gold.front() == model::later) gold.front() = model::first;  // cut by the stretch's border
      loss.cues += cues_.learn(scores, gold, gradient_);
      to_scores.insert(to_scores.end(), gradient_.begin(), gradient_.end());
      first = last;
    }
    cue_scores_.backward(n, states_, to_scores, to_states_);
    loss.tokens += n;

    pair_token_.forward(n, states_, tokens_);
    to_tokens_.assign(tokens_.size(), 0);
    for (const Extraction& gold : x.gold) {
      if (gold.cue.first < stretch.first || gold.cue.last > stretch.last) continue;
      loss.arguments += learn_arguments(x.document, stretch, gold);
      ++loss.attributions;
    }
    pair_token_.backward(n, states_, to_tokens_, to_states_);
    read_states_back(x, stretch);
  }

  void read_states(const Example& x, text::Range stretch) {
    const std::size_t n = stretch.size();
    inputs_.assign(n * embedding_size, 0);
    rows_.clear();
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t t = stretch.first + i;
      const std::uint32_t from = t == 0 ? 0 : x.ends[t - 1];
      const bool drop = random_.uniform() < options_.drop_word || random_.uniform() < x.word_chance[t];
      float* sum = inputs_.data() + i * embedding_size;
      for (std::uint32_t r = from; r < x.ends[t]; ++r) {
        rows_.push_back(r == from && drop ? model::unknown_row : x.rows[r]);
        const float* row = embeddings_.row(rows_.back());
        for (std::size_t j = 0; j < embedding_size; ++j) sum[j] += row[j];
      }
    }
    for (std::size_t i = 0; i < disturbance_.size(); ++i) inputs_[i] += disturbance_[i];
    input_dropout_.apply(inputs_, options_.drop_embedding, random_);
    first_in_.forward(n, inputs_, first_sums_);
    first_.forward(n, first_sums_, middle_);
    middle_dropout_.apply(middle_, options_.drop_state, random_);
    second_in_.forward(n, middle_, second_sums_);
    second_.forward(n, second_sums_, states_);
    state_dropout_.apply(states_, options_.drop_state, random_);
  }

  void read_states_back(const Example& x, text::Range stretch) {
    const std::size_t n = stretch.size();
    state_dropout_.back(to_states_);
    second_.backward(n, second_sums_, to_states_, gradient_);
    Floats to_middle(n * middle_size);
    second_in_.backward(n, middle_, gradient_, to_middle);
    if (disturbance_.empty()) guess_neighbours(x, stretch, to_middle);
    middle_dropout_.back(to_middle);
    first_.backward(n, first_sums_, to_middle, gradient_);
    to_inputs_.assign(n * embedding_size, 0);
    first_in_.backward(n, inputs_, gradient_, to_inputs_);
    input_dropout_.back(to_inputs_);
    const std::uint32_t start = stretch.first == 0 ? 0 : x.ends[stretch.first - 1];
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t t = stretch.first + i;
      for (std::uint32_t r = t == 0 ? 0 : x.ends[t - 1]; r < x.ends[t]; ++r) {
        float* row = embeddings_.gradient_row(rows_[r - start]);
        for (std::size_t j = 0; j < embedding_size; ++j) row[j] += to_inputs_[i * embedding_size + j];
      }
    }
  }

  // What comes next in the article's words, guessed from what was read so far, in either direction: a second task that
  // teaches the first layer what words are alike (Rei, Semi-supervised Multitask Learning for Sequence Labeling, 2017).
  // Adds to the gradient of the first layer's states.
  void guess_neighbours(const Example& x, text::Range stretch, Floats& to_middle) {
    constexpr std::size_t classes = model::WordEntry::entries;
    const std::size_t n = stretch.size();
    if (options_.neighbour_weight == 0) return;
    Floats halves(n * first_size), guesses, to_guesses, to_halves;
    for (std::size_t d = 0; d < 2; ++d) {
      for (std::size_t i = 0; i < n; ++i) {
        std::copy_n(middle_.data() + i * middle_size + d * first_size, first_size, halves.data() + i * first_size);
      }
      neighbours_[d].forward(n, halves, guesses);
      to_guesses.assign(guesses.size(), 0);
      for (std::size_t i = 0; i < n; ++i) {
        const std::size_t t = stretch.first + i;
        if (d == 0 ? i + 1 == n : i == 0) continue;
        const text::Token& next = x.document.tokens[d == 0 ? t + 1 : t - 1];
        const model::WordEntry* coded = x.atoms->of(next.type).coded;
        if (coded == nullptr) continue;
        const float* guess = guesses.data() + i * classes;
        float* back = to_guesses.data() + i * classes;
        float sum = 0;
        for (std::size_t c = 0; c < classes; ++c)
          sum += back[c] = model::exponential(std::clamp(guess[c], -20.0f, 20.0f));
        for (std::size_t c = 0; c < classes; ++c) back[c] *= options_.neighbour_weight / sum;
        back[coded->codes[0]] -= options_.neighbour_weight;
      }
      to_halves.assign(halves.size(), 0);
      neighbours_[d].backward(n, halves, to_guesses, to_halves);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < first_size; ++j) {
          to_middle[i * middle_size + d * first_size + j] += to_halves[i * first_size + j];
        }
      }
    }
  }

  double learn_arguments(const text::Document& document, text::Range stretch, const Extraction& gold) {
    const text::Range around = attributions::window(document, gold.cue, stretch);
    const std::size_t n = around.size();
    const float share = 1 / static_cast<float>(gold.cue.size());
    Floats cue(state_size), own;
    for (text::TokenIndex t = gold.cue.first; t < gold.cue.last; ++t) {
      for (std::size_t i = 0; i < state_size; ++i) cue[i] += states_[(t - stretch.first) * state_size + i] * share;
    }
    pair_cue_.forward(1, cue, own);
    Floats sums(n * pair_sums), pairs, scores, to_scores;
    std::vector<attributions::Relation> relations(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto t = around.first + static_cast<text::TokenIndex>(i);
      relations[i] = attributions::relation(document, gold.cue, t);
      float* sum = sums.data() + i * pair_sums;
      const float* token = tokens_.data() + (t - stretch.first) * pair_sums;
      for (std::size_t j = 0; j < pair_sums; ++j) sum[j] = token[j] + own[j];
      for (const std::uint8_t r : {relations[i].distance, relations[i].sentence, relations[i].quotation}) {
        const float* row = relations_.row(r);
        for (std::size_t j = 0; j < pair_sums; ++j) sum[j] += row[j];
      }
    }
    pair_.forward(n, sums, pairs);
    pair_dropout_.apply(pairs, options_.drop_pair, random_);
    pair_scores_.forward(n, pairs, scores);
    for (text::TokenIndex t = gold.cue.first; t < gold.cue.last; ++t) {  // the cue's own tokens are neither
      scores[(t - around.first) * 8] = scores[(t - around.first) * 8 + 1] = -20;
    }
    const double loss = arguments_.learn(scores, argument_states(gold, around), to_scores);
    for (text::TokenIndex t = gold.cue.first; t < gold.cue.last; ++t) {
      to_scores[(t - around.first) * 8] = to_scores[(t - around.first) * 8 + 1] = 0;
    }
    Floats to_pairs(n * 2 * pair_size), to_sums, to_own(pair_sums), to_cue(state_size);
    pair_scores_.backward(n, pairs, to_scores, to_pairs);
    pair_dropout_.back(to_pairs);
    pair_.backward(n, sums, to_pairs, to_sums);
    for (std::size_t i = 0; i < n; ++i) {
      const float* g = to_sums.data() + i * pair_sums;
      float* token = to_tokens_.data() + (around.first + i - stretch.first) * pair_sums;
      for (std::size_t j = 0; j < pair_sums; ++j) token[j] += g[j];
      for (std::size_t j = 0; j < pair_sums; ++j) to_own[j] += g[j];
      for (const std::uint8_t r : {relations[i].distance, relations[i].sentence, relations[i].quotation}) {
        float* row = relations_.gradient_row(r);
        for (std::size_t j = 0; j < pair_sums; ++j) row[j] += g[j];
      }
    }
    pair_cue_.backward(1, cue, to_own, to_cue);
    for (text::TokenIndex t = gold.cue.first; t < gold.cue.last; ++t) {
      for (std::size_t i = 0; i < state_size; ++i)
        to_states_[(t - stretch.first) * state_size + i] += to_cue[i] * share;
    }
    return loss;
  }

  static float length(const Floats& values) {
    double sum = 1e-12;
    for (const float v : values) sum += static_cast<double>(v * v);
    return static_cast<float>(std::sqrt(sum));
  }

  static std::vector<std::int8_t> bytes(const Floats& values, float& scale) {
    float most = 1e-6f;
    for (const float v : values) most = std::max(most, std::abs(v));
    scale = most / 127;
    std::vector<std::int8_t> result;
    for (const float v : values) result.push_back(static_cast<std::int8_t>(std::nearbyint(v / scale)));
    return result;
  }

  static model::Dense dense(const DenseLayer& layer) {
    model::Dense d;
    d.inputs = layer.inputs;
    d.outputs = layer.outputs;
    d.biases = layer.biases.values;
    for (std::size_t n = 0; n < d.outputs; ++n) {
      float most = 1e-6f;
      for (std::size_t k = 0; k < d.inputs; ++k) most = std::max(most, std::abs(layer.weights.row(k)[n]));
      d.scales.push_back(most / 127);
    }
    for (std::size_t i = 0; i < layer.weights.values.size(); ++i) {
      d.weights.push_back(static_cast<std::int8_t>(std::nearbyint(layer.weights.values[i] / d.scales[i % d.outputs])));
    }
    return d;
  }

  template <const auto& Chain>
  static model::Tagger<Chain> tagger(const ChainLayer<Chain>& chain) {
    model::Tagger<Chain> result;
    const auto whole = [](float w) { return static_cast<std::int16_t>(std::nearbyint(w / model::score_unit)); };
    for (std::size_t k = 0; k < Chain.transitions; ++k) result.transition[k] = whole(chain.transition.values[k]);
    for (std::size_t s = 0; s < Chain.states; ++s) result.final[s] = whole(chain.final.values[s]);
    return result;
  }

  Options options_;
  Random random_;
  Weights embeddings_, relations_;
  DenseLayer first_in_, second_in_, cue_scores_, pair_token_, pair_cue_, pair_scores_;
  std::array<DenseLayer, 2> neighbours_;  // forwards, backwards
  ScanLayer<first_size> first_;
  ScanLayer<second_size> second_;
  ScanLayer<pair_size> pair_;
  ChainLayer<model::cue_lattice> cues_;
  ChainLayer<model::argument_lattice> arguments_;
  Dropout input_dropout_, middle_dropout_, state_dropout_, pair_dropout_;
  std::vector<std::uint32_t> rows_;
  Floats inputs_, to_inputs_, disturbance_, first_sums_, middle_, second_sums_, states_, scores_, tokens_, to_states_,
      to_tokens_, gradient_;
  Adam adam_;
  Mean mean_;
};

}  // namespace

model::Model learn(std::span<const corpus::Article> articles, const Knowledge& knowledge, const Options& options,
                   const Progress& progress) {
  model::Model result;
  std::map<std::string_view, model::WordEntry> entries;
  for (const auto& [word, word_class] : knowledge.classes) entries[word].word_class = word_class;
  for (const auto& [word, codes] : knowledge.vectors.codes) {
    model::WordEntry& entry = entries[word];
    entry.coded = true;
    entry.codes = codes;
  }
  result.words.add_all(entries);
  std::vector<Example> examples;
  for (const corpus::Article& article : articles) examples.push_back(make_example(article, result.words));
  std::vector<std::uint32_t> counts;
  result.vocabulary = count_words(examples, options.word_count, counts);
  for (Example& x : examples) read_inputs(x, result.vocabulary, counts);
  progress(format("%zu articles read, %u words with rows of their own", articles.size(), result.vocabulary.size()));

  struct Stretch {
    const Example* example;
    text::Range tokens;
  };
  std::vector<Stretch> all;
  for (const Example& x : examples) {
    for (const text::Range r : model::stretches(x.document)) all.push_back({&x, r});
  }
  const auto learner =
      std::make_unique<Learner>(model::first_word_row + result.vocabulary.size(), knowledge.vectors.rows, options);
  Random random(options.seed);
  const auto steps = static_cast<float>(all.size()) * static_cast<float>(options.epochs);
  float step = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    random.shuffle(all);
    Learner::Loss loss;
    for (const Stretch& s : all) {
      learner->learn(*s.example, s.tokens, step++ / steps, loss);
      if (step / steps > options.average_from && static_cast<int>(step) % steps_between == 0) learner->add_to_mean();
    }
    progress(format("epoch %d of %d, loss %.4f a token for cues, %.3f an attribution for arguments", epoch + 1,
                    options.epochs, loss.cues / static_cast<double>(std::max<std::size_t>(loss.tokens, 1)),
                    loss.arguments / static_cast<double>(std::max<std::size_t>(loss.attributions, 1))));
  }
  learner->use_mean();
  result.network = learner->network();
  result.cues = learner->cues();
  result.arguments = learner->arguments();
  result.cue_bonus = static_cast<std::int32_t>(options.cue_bonus / model::score_unit);
  return result;
}

}  // namespace hearsay::training
