#include "model/model.hpp"

#include <algorithm>
#include <bit>

namespace hearsay::model {
namespace {

constexpr std::string_view magic = "HSAYMODL";
constexpr std::uint32_t version = 4;
constexpr std::size_t header_size = 8 + 4 + 8;

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return h;
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  void number(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out_ += static_cast<char>(value >> (8 * i));
  }
  void real(float value) { number(__builtin_bit_cast(std::uint32_t, value), 4); }
  void text(std::string_view bytes) {
    number(bytes.size(), 4);
    out_ += bytes;
  }
  // One plane for each column of a row: each has its own distribution, which compresses better.
  void planes(const std::vector<std::int8_t>& rows, std::size_t width) {
    for (std::size_t column = 0; column < width; ++column) {
      for (std::size_t i = column; i < rows.size(); i += width) out_ += static_cast<char>(rows[i]);
    }
  }

 private:
  std::string& out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t number(std::size_t size) {
    if (!take(size)) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[at_ - size + i])) << (8 * i);
    }
    return value;
  }
  float real() { return __builtin_bit_cast(float, static_cast<std::uint32_t>(number(4))); }
  std::int16_t small() { return static_cast<std::int16_t>(number(2)); }
  std::string_view text() {
    const std::size_t size = number(4);
    return take(size) ? bytes_.substr(at_ - size, size) : std::string_view{};
  }
  void planes(std::vector<std::int8_t>& rows, std::size_t count, std::size_t width) {
    if (!take(count * width)) return;
    rows.resize(count * width);
    std::size_t from = at_ - rows.size();
    for (std::size_t column = 0; column < width; ++column) {
      for (std::size_t i = column; i < rows.size(); i += width) rows[i] = static_cast<std::int8_t>(bytes_[from++]);
    }
  }
  void fail() { good_ = false; }
  [[nodiscard]] bool finished() const { return good_ && at_ == bytes_.size(); }

 private:
  bool take(std::size_t size) {
    if (!good_ || bytes_.size() - at_ < size) return good_ = false;
    at_ += size;
    return true;
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool good_ = true;
};

template <const auto& Chain>
void write(Writer& out, const Tagger<Chain>& tagger) {
  for (const std::int16_t w : tagger.transition) out.number(static_cast<std::uint16_t>(w), 2);
  for (const std::int16_t w : tagger.final) out.number(static_cast<std::uint16_t>(w), 2);
}

template <const auto& Chain>
void read(Reader& in, Tagger<Chain>& tagger) {
  for (std::int16_t& w : tagger.transition) w = in.small();
  for (std::int16_t& w : tagger.final) w = in.small();
}

void write(Writer& out, const std::vector<float>& values) {
  for (const float v : values) out.real(v);
}

void read(Reader& in, std::vector<float>& values, std::size_t count) {
  values.resize(count);
  for (float& v : values) v = in.real();
}

void write(Writer& out, const Dense& layer) {
  out.planes(layer.weights, layer.outputs);
  write(out, layer.scales);
  write(out, layer.biases);
}

void read(Reader& in, Dense& layer, std::size_t inputs, std::size_t outputs) {
  layer.inputs = inputs;
  layer.outputs = outputs;
  in.planes(layer.weights, inputs, outputs);
  read(in, layer.scales, outputs);
  read(in, layer.biases, outputs);
}

void write(Writer& out, const Recurrent& layer) {
  write(out, layer.in);
  write(out, layer.forget);
  write(out, layer.output);
}

void read(Reader& in, Recurrent& layer, std::size_t inputs, std::size_t size) {
  read(in, layer.in, inputs, 6 * size);
  read(in, layer.forget, 2 * size);
  read(in, layer.output, 2 * size);
}

// Three byte planes: the keys rise, so the upper one compresses to nothing.
void write(Writer& out, const Vocabulary& vocabulary) {
  out.number(vocabulary.size(), 4);
  for (int shift = 16; shift >= 0; shift -= 8) {
    for (const std::uint32_t k : vocabulary.all()) out.number(k >> shift & 255, 1);
  }
}

void read(Reader& in, Vocabulary& vocabulary) {
  const std::size_t count = in.number(4);
  if (count > 1u << 20) return in.fail();
  std::vector<std::uint32_t> keys(count);
  for (int plane = 0; plane < 3; ++plane) {
    for (std::uint32_t& k : keys) k = k << 8 | static_cast<std::uint32_t>(in.number(1));
  }
  if (!std::is_sorted(keys.begin(), keys.end())) return in.fail();
  vocabulary = Vocabulary(std::move(keys));
}

void write(Writer& out, const Network& network) {
  out.planes(network.embeddings, embedding_size);
  out.real(network.embedding_scale);
  write(out, network.first);
  write(out, network.second);
  write(out, network.cue_scores);
  write(out, network.pair_token);
  write(out, network.pair_cue);
  out.planes(network.relations, pair_sums);
  out.real(network.relation_scale);
  write(out, network.pair_forget);
  write(out, network.pair_output);
  write(out, network.pair_scores);
}

void read(Reader& in, Network& network, std::size_t rows) {
  in.planes(network.embeddings, rows, embedding_size);
  network.embedding_scale = in.real();
  read(in, network.first, embedding_size, first_size);
  read(in, network.second, middle_size, second_size);
  read(in, network.cue_scores, state_size, 8);
  read(in, network.pair_token, state_size, pair_sums);
  read(in, network.pair_cue, state_size, pair_sums);
  in.planes(network.relations, relation_rows, pair_sums);
  network.relation_scale = in.real();
  read(in, network.pair_forget, 2 * pair_size);
  read(in, network.pair_output, 2 * pair_size);
  read(in, network.pair_scores, 2 * pair_size, 8);
}

}  // namespace

std::string Model::save() const {
  std::string parts;
  Writer out(parts);
  out.text(words.save());
  write(out, vocabulary);
  write(out, network);
  write(out, cues);
  write(out, arguments);
  out.number(static_cast<std::uint32_t>(cue_bonus), 4);
  std::string file(magic);
  Writer header(file);
  header.number(version, 4);
  header.number(checksum(parts), 8);
  return file + parts;
}

Result<Model> Model::load(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return Failure{Error::model_foreign, "not a Hearsay model", 0};
  if (bytes.size() < header_size) return Failure{Error::model_damaged, "the model is cut short", bytes.size()};
  Reader header(bytes.substr(magic.size(), header_size - magic.size()));
  const std::uint64_t found = header.number(4);
  if (found != version) {
    return Failure{Error::model_version,
                   "a model of version " + std::to_string(found) + "; this engine reads " + std::to_string(version),
                   magic.size()};
  }
  const std::uint64_t expected = header.number(8);
  bytes.remove_prefix(header_size);
  const Failure damaged{Error::model_damaged, "the model is damaged: its checksum does not match", header_size};
  if (checksum(bytes) != expected) return damaged;
  Reader in(bytes);
  Model model;
  if (!model.words.load(in.text())) in.fail();
  read(in, model.vocabulary);
  read(in, model.network, first_word_row + model.vocabulary.size());
  read(in, model.cues);
  read(in, model.arguments);
  model.cue_bonus = static_cast<std::int32_t>(in.number(4));
  if (!in.finished()) return damaged;
  model.network.prepare();
  return model;
}

}  // namespace hearsay::model
