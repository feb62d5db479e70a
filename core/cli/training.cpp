#include "training.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "attributions/arguments.hpp"
#include "attributions/verdict.hpp"
#include "cues/cues.hpp"
#include "cues/features.hpp"

namespace hearsay::training {
namespace {

using attributions::Extraction;
using model::Hash;

struct Example {
  text::Document document;
  std::unique_ptr<model::AtomList> atoms;
  std::vector<Extraction> gold;  // in order of their cues
  std::vector<Sequence> cue_sequences;
  std::vector<cues::Candidate> candidates;
  std::vector<int> owner;  // of each candidate: the gold attribution that it stands for, or -1
  std::vector<std::uint8_t> cue_at;
  std::vector<Sequence> argument_sequences;
};

std::string format(const char* text, auto... values) {
  char line[200];
  std::snprintf(line, sizeof line, text, values...);
  return line;
}

void add_cue_sequences(Example& x) {
  std::vector<std::uint8_t> gold(x.document.tokens.size(), model::outside);
  for (const Extraction& e : x.gold) {
    for (text::TokenIndex t = e.cue.first; t < e.cue.last; ++t) {
      if (gold[t] == model::outside) gold[t] = t == e.cue.first ? model::first : model::later;
    }
  }
  const auto facts = cues::sentence_facts(x.document);
  for (const text::Block& block : x.document.blocks) {
    Sequence& q = x.cue_sequences.emplace_back();
    for (text::TokenIndex t = block.tokens.first; t < block.tokens.last; ++t) {
      cues::features(x.document, *x.atoms, facts, t, [&](Hash f) { q.features.push_back(f); });
      q.ends.push_back(static_cast<std::uint32_t>(q.features.size()));
      const bool orphan = gold[t] == model::later && (t == block.tokens.first || gold[t - 1] == model::outside);
      q.gold.push_back(orphan ? std::uint8_t{model::first} : gold[t]);
    }
  }
}

template <const auto& Chain>
model::Tagger<Chain> train_tagger(std::vector<const Sequence*> sequences, const Settings& settings, std::uint64_t seed,
                                  float clip, const std::string& what, const Progress& progress) {
  Random random(seed);
  Learner<Chain> learner(settings);
  for (int epoch = 0; epoch < settings.epochs; ++epoch) {
    random.shuffle(sequences);
    const double loss = learner.epoch(sequences, random);
    progress(format("%s: epoch %d of %d, loss %.4f a position", what.c_str(), epoch + 1, settings.epochs, loss));
    if (epoch >= settings.epochs - settings.averaged) learner.remember();
  }
  return learner.tagger(clip);
}

// Pairs candidates with gold attributions as the score does: by the tokens that their cues share.
void assign_owners(Example& x) {
  x.owner.assign(x.candidates.size(), -1);
  std::vector<bool> taken(x.gold.size());
  for (std::size_t i = 0; i < x.candidates.size(); ++i) {
    std::uint32_t best = 0;
    for (std::size_t g = 0; g < x.gold.size(); ++g) {
      if (taken[g] || !x.gold[g].cue.overlaps(x.candidates[i].cue)) continue;
      const std::uint32_t shared = std::min(x.gold[g].cue.last, x.candidates[i].cue.last) -
                                   std::max(x.gold[g].cue.first, x.candidates[i].cue.first);
      if (shared > best) {
        best = shared;
        x.owner[i] = static_cast<int>(g);
      }
    }
    if (x.owner[i] >= 0) taken[static_cast<std::size_t>(x.owner[i])] = true;
  }
  x.cue_at.assign(x.document.tokens.size(), 0);
  for (const cues::Candidate& c : x.candidates) {
    for (text::TokenIndex t = c.cue.first; t < c.cue.last; ++t) x.cue_at[t] = t == c.cue.first ? 1 : 2;
  }
}

// The states of the gold source and content over the cue's window.
std::vector<std::uint8_t> argument_states(const text::Document& d, text::Range cue, const Extraction* gold) {
  const text::Range around = attributions::window(d, cue);
  enum Role : std::uint8_t { none, source, content };
  std::vector<Role> roles(around.size() + 1, none);
  const auto fill = [&](text::Range r, Role role) {
    for (text::TokenIndex t = std::max(r.first, around.first); t < std::min(r.last, around.last); ++t) {
      roles[t - around.first] = role;
    }
  };
  if (gold != nullptr) {
    for (const text::Range& r : gold->content) fill(r, content);
    // One source: the piece that lies in the window and is longest.
    const text::Range* longest = nullptr;
    for (const text::Range& r : gold->source) {
      if (r.overlaps(around) && (longest == nullptr || r.size() > longest->size())) longest = &r;
    }
    if (longest != nullptr) fill(*longest, source);
  }
  fill(cue, none);
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

void add_argument_sequence(Example& x, text::Range cue, const Extraction* gold, float weight) {
  const attributions::Scene scene{x.document, *x.atoms, x.cue_at};
  const attributions::CueFacts facts = attributions::cue_facts(scene, cue);
  Sequence& q = x.argument_sequences.emplace_back();
  q.weight = weight;
  q.gold = argument_states(x.document, cue, gold);
  std::vector<std::vector<Hash>> features(q.gold.size());
  q.allowed.assign(q.gold.size(), attributions::any_state);
  q.allowed.back() = attributions::outside_states;
  attributions::walk(scene, facts, [&](std::uint32_t i, std::uint32_t t, const auto& between, bool own) {
    if (own) q.allowed[i] = attributions::outside_states;
    const bool left = t < cue.last;
    const auto sink = [&](Hash f) { features[i].push_back(f); };
    attributions::token_features(scene, t, [&](Hash f) { sink(attributions::on_side(f, left)); });
    attributions::relative_features(scene, facts, between, t, sink);
  });
  for (const auto& f : features) {
    q.features.insert(q.features.end(), f.begin(), f.end());
    q.ends.push_back(static_cast<std::uint32_t>(q.features.size()));
  }
}

struct Case {
  std::vector<Hash> features;
  bool right = false;
  std::size_t fold = 0;
};

// Logistic regression by AdaGrad.
class VerdictLearner {
 public:
  explicit VerdictLearner(std::uint32_t bits)
      : bits_(bits), weights_(std::size_t{1} << bits), history_(weights_.size()) {}
  void learn(const std::vector<const Case*>& cases, int epochs, Random& random) {
    std::vector<const Case*> order = cases;
    std::vector<float> sum(weights_.size());
    float bias_sum = 0;
    int summed = 0;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      random.shuffle(order);
      for (const Case* c : order) {
        const float g = (c->right ? 1.0f : 0.0f) - model::logistic(score(*c));
        const auto step = [&](float& w, float& h, float decay) {
          const float d = g - decay * w;
          h += d * d;
          w += 0.06f * d / (std::sqrt(h) + 0.1f);
        };
        for (const Hash f : c->features) step(weights_[f >> (32 - bits_)], history_[f >> (32 - bits_)], 0.01f);
        step(bias_, bias_history_, 0);
      }
      if (epoch < epochs / 2) continue;
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weights_[i];
      bias_sum += bias_;
      ++summed;
    }
    for (std::size_t i = 0; i < sum.size(); ++i) weights_[i] = sum[i] / static_cast<float>(summed);
    bias_ = bias_sum / static_cast<float>(summed);
  }
  [[nodiscard]] float score(const Case& c) const {
    float s = bias_;
    for (const Hash f : c.features) s += weights_[f >> (32 - bits_)];
    return s;
  }
  [[nodiscard]] model::Verdict verdict() const {
    model::Verdict v;
    v.bits = bits_;
    v.scale = 2.0f / 127;
    for (const float w : weights_) {
      v.weights.push_back(static_cast<std::int8_t>(std::clamp(std::nearbyint(w / v.scale), -127.0f, 127.0f)));
    }
    v.bias = static_cast<std::int16_t>(std::nearbyint(bias_ / v.scale));
    return v;
  }

 private:
  std::uint32_t bits_;
  std::vector<float> weights_, history_;
  float bias_ = 0, bias_history_ = 0;
};

}  // namespace

model::Model learn(std::span<const corpus::Article> articles, model::Words words, const Options& options,
                   const Progress& progress) {
  model::Model result;
  result.words = std::move(words);
  std::vector<Example> examples(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Example& x = examples[i];
    x.document = corpus::parse_article(articles[i]);
    x.atoms = std::make_unique<model::AtomList>(x.document, result.words);
    for (const corpus::Marked& m : articles[i].attributions) {
      Extraction e = corpus::align(x.document, m);
      if (!e.cue.empty() && x.document.tokens[e.cue.first].block == x.document.tokens[e.cue.last - 1].block) {
        x.gold.push_back(std::move(e));
      }
    }
    std::stable_sort(x.gold.begin(), x.gold.end(),
                     [](const Extraction& a, const Extraction& b) { return a.cue.first < b.cue.first; });
    add_cue_sequences(x);
  }
  progress(format("%zu articles read", articles.size()));

  const auto folds = static_cast<std::size_t>(std::max(2, options.folds));
  const auto gather = [&](auto member, std::size_t without) {
    std::vector<const Sequence*> all;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (i % folds == without) continue;
      for (const Sequence& q : examples[i].*member) all.push_back(&q);
    }
    return all;
  };
  constexpr float cue_clip = 2.5f, argument_clip = 2.5f;
  const auto propose = [&](model::Model& m) {
    m.cue_bonus = static_cast<std::int32_t>(options.cue_bonus / m.cues.scale);
  };

  // Cues: each article's candidates by a tagger that has not seen it.
  model::Model partial;
  partial.words = result.words;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    partial.cues = train_tagger<model::cue_lattice>(gather(&Example::cue_sequences, fold), options.cues, options.seed,
                                                    cue_clip, format("cues, without part %zu", fold + 1), progress);
    propose(partial);
    for (std::size_t i = fold; i < examples.size(); i += folds) {
      examples[i].candidates = cues::find(examples[i].document, *examples[i].atoms, partial);
      assign_owners(examples[i]);
    }
  }
  result.cues = train_tagger<model::cue_lattice>(gather(&Example::cue_sequences, folds), options.cues, options.seed,
                                                 cue_clip, "cues", progress);
  propose(result);

  // Arguments, of the candidates as found and of the marked cues that were not.
  for (Example& x : examples) {
    x.cue_sequences = {};
    std::vector<bool> found(x.gold.size());
    for (std::size_t i = 0; i < x.candidates.size(); ++i) {
      const int owner = x.owner[i];
      if (owner >= 0) {
        found[static_cast<std::size_t>(owner)] = true;
        add_argument_sequence(x, x.candidates[i].cue, &x.gold[static_cast<std::size_t>(owner)], 1);
      } else if (options.false_weight > 0) {
        add_argument_sequence(x, x.candidates[i].cue, nullptr, options.false_weight);
      }
    }
    for (std::size_t g = 0; g < x.gold.size(); ++g) {
      if (!found[g]) add_argument_sequence(x, x.gold[g].cue, &x.gold[g], 1);
    }
  }
  std::vector<Case> cases;
  std::size_t marked = 0;
  for (const Example& x : examples) marked += x.gold.size();
  for (std::size_t fold = 0; fold < folds; ++fold) {
    partial.arguments = train_tagger<model::argument_lattice>(
        gather(&Example::argument_sequences, fold), options.arguments, options.seed, argument_clip,
        format("arguments, without part %zu", fold + 1), progress);
    for (std::size_t i = fold; i < examples.size(); i += folds) {
      Example& x = examples[i];
      const attributions::Scene scene{x.document, *x.atoms, x.cue_at};
      attributions::ArgumentTagger tagger(scene, partial);
      for (std::size_t c = 0; c < x.candidates.size(); ++c) {
        const attributions::Parse parse = tagger.parse(x.candidates[c].cue);
        Case& one = cases.emplace_back();
        one.right = x.owner[c] >= 0;
        one.fold = fold;
        attributions::verdict_features(scene, parse, x.candidates[c].probability,
                                       [&](Hash f) { one.features.push_back(f); });
      }
    }
  }
  result.arguments =
      train_tagger<model::argument_lattice>(gather(&Example::argument_sequences, folds), options.arguments,
                                            options.seed, argument_clip, "arguments", progress);

  // The verdict, and the threshold that makes most of precision and recall.
  std::vector<std::pair<float, bool>> judged;
  std::vector<const Case*> all;
  for (const Case& c : cases) all.push_back(&c);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Case*> rest;
    for (const Case& c : cases) {
      if (c.fold != fold) rest.push_back(&c);
    }
    VerdictLearner learner(options.verdict_bits);
    Random random(options.seed);
    learner.learn(rest, 8, random);
    for (const Case& c : cases) {
      if (c.fold == fold) judged.emplace_back(learner.score(c), c.right);
    }
  }
  VerdictLearner learner(options.verdict_bits);
  Random random(options.seed);
  learner.learn(all, 8, random);
  result.verdict = learner.verdict();
  std::sort(judged.begin(), judged.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::size_t right = 0;
  double best = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    right += judged[i].second;
    const double f1 = 2.0 * static_cast<double>(right) / static_cast<double>(i + 1 + marked);
    if (f1 <= best) continue;
    best = f1;
    result.threshold = model::logistic(judged[i].first);
  }
  progress(format("verdict: cue F1 %.4f across the parts, threshold %.3f, %zu candidates, recall %.3f", best,
                  static_cast<double>(result.threshold), judged.size(),
                  static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(marked, 1))));
  return result;
}

}  // namespace hearsay::training
