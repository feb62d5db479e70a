#include "vectors.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "layers.hpp"

namespace hearsay::training {
namespace {

using model::WordEntry;
constexpr std::size_t dimensions = 100, size = model::embedding_size;

struct Table {
  std::vector<std::string> words;
  std::vector<float> values;  // `width` a word
  std::size_t width = dimensions;
  [[nodiscard]] float* row(std::size_t i) { return values.data() + i * width; }
};

// Takes the first words of "vectors" and stops the parser after them.
class Reader : public nlohmann::json_sax<nlohmann::json> {
 public:
  Reader(Table& table, std::size_t count) : table_(table), count_(count) {}
  bool key(string_t& k) override {
    if (depth_ == 1) inside_ = k == "vectors";
    if (depth_ == 2 && inside_) {
      close();
      if (table_.words.size() == count_) return false;
      word_ = k;
    }
    return true;
  }
  bool number_float(number_float_t v, const string_t&) override { return number(static_cast<float>(v)); }
  bool number_integer(number_integer_t v) override { return number(static_cast<float>(v)); }
  bool number_unsigned(number_unsigned_t v) override { return number(static_cast<float>(v)); }
  bool start_object(std::size_t) override { return ++depth_, true; }
  bool end_object() override {
    close();
    return --depth_, true;
  }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool number(float v) {
    if (inside_ && depth_ == 2 && row_.size() < dimensions) row_.push_back(v);
    return true;
  }
  // Digits are 0 in the engine's words: those with digits are left out.
  void close() {
    if (row_.size() == dimensions && word_.find_first_of("0123456789") == std::string::npos) {
      table_.words.push_back(word_);
      table_.values.insert(table_.values.end(), row_.begin(), row_.end());
    }
    row_.clear();
  }
  Table& table_;
  std::size_t count_;
  int depth_ = 0;
  bool inside_ = false;
  std::string word_;
  std::vector<float> row_;
};

// Eigenvectors of a symmetric matrix, one a row, the largest eigenvalue first (Jacobi's method, cyclic).
void eigenvectors(std::vector<double>& a, std::vector<double>& vectors, std::vector<double>& values) {
  constexpr std::size_t n = dimensions;
  std::vector<double> v(n * n);
  for (std::size_t i = 0; i < n; ++i) v[i * n + i] = 1;
  for (int sweep = 0; sweep < 30; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a[p * n + q]) < 1e-15) continue;
        const double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[k * n + p], y = a[k * n + q];
          a[k * n + p] = c * x - s * y;
          a[k * n + q] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[p * n + k], y = a[q * n + k];
          a[p * n + k] = c * x - s * y;
          a[q * n + k] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = v[p * n + k], y = v[q * n + k];
          v[p * n + k] = c * x - s * y;
          v[q * n + k] = s * x + c * y;
        }
      }
    }
  }
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t x, std::size_t y) { return a[x * n + x] > a[y * n + y]; });
  for (const std::size_t i : order) {
    values.push_back(a[i * n + i]);
    vectors.insert(vectors.end(), v.begin() + static_cast<std::ptrdiff_t>(i * n),
                   v.begin() + static_cast<std::ptrdiff_t>((i + 1) * n));
  }
}

void centre(Table& table) {
  std::vector<double> mean(table.width);
  const std::size_t n = table.words.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < table.width; ++j) mean[j] += static_cast<double>(table.row(i)[j]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < table.width; ++j) {
      table.row(i)[j] -= static_cast<float>(mean[j] / static_cast<double>(n));
    }
  }
}

// The principal components, the larger shrunk to the square root of their share, of `spread` on the whole.
Table reduce(Table& table) {
  constexpr float spread = 0.15f;
  const std::size_t n = table.words.size();
  centre(table);
  for (std::size_t i = 0; i < n; ++i) {
    float length = 1e-6f;
    for (std::size_t j = 0; j < dimensions; ++j) length += table.row(i)[j] * table.row(i)[j];
    for (std::size_t j = 0; j < dimensions; ++j) table.row(i)[j] /= std::sqrt(length);
  }
  centre(table);
  std::vector<double> covariance(dimensions * dimensions), vectors, values;
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = table.row(i);
    for (std::size_t p = 0; p < dimensions; ++p) {
      for (std::size_t q = 0; q < dimensions; ++q) {
        covariance[p * dimensions + q] += static_cast<double>(row[p] * row[q]) / static_cast<double>(n);
      }
    }
  }
  eigenvectors(covariance, vectors, values);
  Table reduced{table.words, {}, size};
  double total = 0;
  for (std::size_t c = 0; c < size; ++c) total += std::sqrt(values[c]);
  const double scale = static_cast<double>(spread) / std::sqrt(total / static_cast<double>(size));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t c = 0; c < size; ++c) {
      double sum = 0;
      for (std::size_t j = 0; j < dimensions; ++j) {
        sum += vectors[c * dimensions + j] * static_cast<double>(table.row(i)[j]);
      }
      reduced.values.push_back(static_cast<float>(sum / std::sqrt(std::sqrt(values[c])) * scale));
    }
  }
  return reduced;
}

float distance(const float* a, const float* b) {
  model::Float4 sum{};
  for (std::size_t j = 0; j < size; j += 4) {
    const auto d = model::read<model::Float4>(a + j) - model::read<model::Float4>(b + j);
    sum += d * d;
  }
  return sum[0] + sum[1] + sum[2] + sum[3];
}

// Lloyd's k-means; which of `centres` each row is nearest to.
std::vector<std::uint8_t> cluster(Table& table, float* centres, Random& random) {
  const std::size_t n = table.words.size(), k = WordEntry::entries;
  for (std::size_t c = 0; c < k; ++c) {
    std::copy_n(table.row(random.below(static_cast<std::uint32_t>(n))), size, centres + c * size);
  }
  std::vector<std::uint8_t> nearest(n);
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = 0; i < n; ++i) {
      float least = 1e30f;
      for (std::size_t c = 0; c < k; ++c) {
        const float d = distance(table.row(i), centres + c * size);
        if (d < least) least = d, nearest[i] = static_cast<std::uint8_t>(c);
      }
    }
    if (round == 19) break;
    std::vector<float> sums(k * size), members(k);
    for (std::size_t i = 0; i < n; ++i) {
      members[nearest[i]] += 1;
      for (std::size_t j = 0; j < size; ++j) sums[nearest[i] * size + j] += table.row(i)[j];
    }
    for (std::size_t c = 0; c < k; ++c) {
      if (members[c] == 0) continue;
      for (std::size_t j = 0; j < size; ++j) centres[c * size + j] = sums[c * size + j] / members[c];
    }
  }
  return nearest;
}

}  // namespace

Result<Vectors> read_vectors(const std::string& path, std::size_t count) {
  Table table;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failure{Error::corpus_invalid, path + ": can't be read", 0};
  Reader reader(table, count);
  nlohmann::json::sax_parse(file, &reader);
  if (table.words.size() < count) {
    return Failure{Error::corpus_invalid,
                   path + ": " + std::to_string(table.words.size()) + " words of 100 numbers, where " +
                       std::to_string(count) + " are needed",
                   0};
  }
  Table rest = reduce(table);
  Vectors vectors;
  vectors.rows.resize(WordEntry::parts * WordEntry::entries * size);
  Random random(1);
  std::vector<std::array<std::uint8_t, WordEntry::parts>> codes(count);
  for (std::size_t part = 0; part < WordEntry::parts; ++part) {
    float* centres = vectors.rows.data() + part * WordEntry::entries * size;
    const std::vector<std::uint8_t> nearest = cluster(rest, centres, random);
    for (std::size_t i = 0; i < count; ++i) {
      codes[i][part] = nearest[i];
      for (std::size_t j = 0; j < size; ++j) rest.row(i)[j] -= centres[nearest[i] * size + j];
    }
  }
  for (std::size_t i = 0; i < count; ++i) vectors.codes.emplace(table.words[i], codes[i]);
  return vectors;
}

}  // namespace hearsay::training
