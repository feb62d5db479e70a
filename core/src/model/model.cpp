#include "model/model.hpp"

#include <bit>

namespace hearsay::model {
namespace {

constexpr std::string_view magic = "HSAYMODL";
constexpr std::uint32_t version = 1;
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
  void planes(std::vector<std::int8_t>& rows, std::uint32_t bits, std::size_t width) {
    if (bits == 0 || bits > 20 || !take((std::size_t{1} << bits) * width)) {
      good_ = false;
      return;
    }
    rows.resize((std::size_t{1} << bits) * width);
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
  out.number(tagger.bits, 1);
  out.real(tagger.scale);
  for (const std::int16_t w : tagger.transition) out.number(static_cast<std::uint16_t>(w), 2);
  for (const std::int16_t w : tagger.final) out.number(static_cast<std::uint16_t>(w), 2);
  out.planes(tagger.rows, tagger.outputs);
}

template <const auto& Chain>
void read(Reader& in, Tagger<Chain>& tagger) {
  tagger.bits = static_cast<std::uint32_t>(in.number(1));
  tagger.scale = in.real();
  for (std::int16_t& w : tagger.transition) w = in.small();
  for (std::int16_t& w : tagger.final) w = in.small();
  in.planes(tagger.rows, tagger.bits, tagger.outputs);
}

}  // namespace

std::string Model::save() const {
  std::string parts;
  Writer out(parts);
  out.text(words.save());
  write(out, cues);
  write(out, arguments);
  out.number(verdict.bits, 1);
  out.real(verdict.scale);
  out.number(static_cast<std::uint16_t>(verdict.bias), 2);
  out.planes(verdict.weights, 1);
  out.number(static_cast<std::uint32_t>(cue_bonus), 4);
  out.real(threshold);
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
  read(in, model.cues);
  read(in, model.arguments);
  model.verdict.bits = static_cast<std::uint32_t>(in.number(1));
  model.verdict.scale = in.real();
  model.verdict.bias = in.small();
  in.planes(model.verdict.weights, model.verdict.bits, 1);
  model.cue_bonus = static_cast<std::int32_t>(in.number(4));
  model.threshold = in.real();
  if (!in.finished()) return damaged;
  return model;
}

}  // namespace hearsay::model
