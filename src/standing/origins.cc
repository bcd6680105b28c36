// Shingles of five words (Broder 1997), an inverted index over them for candidates, and containment
// in the smaller set to confirm. Of a long text only the shingles whose hash is 0 modulo 4 are
// kept; a short one keeps all, and counts of a pair with a long text are taken over the sample of
// both. A shingle lists at most 200 texts, which bounds the work: a later copy still meets the
// first 200 and joins them, so that the thousandth copy of a wire story is no new origin.
#include "standing/origins.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace dateline::standing {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr double kContainment = 0.5;
constexpr std::size_t kLongWords = 200;
constexpr std::uint64_t kSampling = 4;
constexpr std::size_t kMostListed = 200;

struct Shingles {
  std::vector<std::uint64_t> hashes;  // sorted, each once
  std::size_t sampled = 0;            // how many of them are in the sample
  bool is_long = false;               // then only the sample is here
};

bool IsSampled(std::uint64_t shingle) { return shingle % kSampling == 0; }

std::vector<std::uint64_t> WordsOf(std::string_view text) {
  std::vector<std::uint64_t> words;
  std::uint64_t hash = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_word = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                         (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (is_word) {
      const unsigned lower = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
      hash = ((hash == 0 ? 0xCBF29CE484222325u : hash) ^ lower) * 0x100000001B3u;
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
  }
  if (hash != 0) words.push_back(hash);
  return words;
}

Shingles ShinglesOf(std::string_view text) {
  const auto words = WordsOf(text);
  Shingles out;
  out.is_long = words.size() >= kLongWords;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::uint64_t shingle = 0;
    for (std::size_t k = 0; k < kShingleWords; ++k) {
      shingle = (shingle ^ words[i + k]) * 0x9FB21C651E98DF25u;
      shingle ^= shingle >> 31;
    }
    if (!out.is_long || IsSampled(shingle)) out.hashes.push_back(shingle);
  }
  std::sort(out.hashes.begin(), out.hashes.end());
  out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
  out.sampled =
      static_cast<std::size_t>(std::count_if(out.hashes.begin(), out.hashes.end(), IsSampled));
  return out;
}

struct Shared {
  std::uint32_t all = 0;
  std::uint32_t sampled = 0;
};

bool IsCopy(const Shingles& a, const Shingles& b, Shared shared) {
  const bool by_sample = a.is_long || b.is_long;
  const std::size_t size =
      by_sample ? std::min(a.sampled, b.sampled) : std::min(a.hashes.size(), b.hashes.size());
  const std::uint32_t count = by_sample ? shared.sampled : shared.all;
  return size > 0 && static_cast<double>(count) >= kContainment * static_cast<double>(size);
}

// Union by the smaller index, so that a group is named by its first text.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Join(std::size_t i, std::size_t j) {
    const std::size_t a = Find(i), b = Find(j);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::size_t> OriginsOf(const std::vector<std::string_view>& texts) {
  Groups groups(texts.size());
  std::vector<Shingles> shingles;
  shingles.reserve(texts.size());
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> texts_with;
  std::vector<Shared> shared(texts.size());
  std::vector<std::uint32_t> met;  // the texts whose `shared` is not zero
  for (std::size_t i = 0; i < texts.size(); ++i) {
    shingles.push_back(ShinglesOf(texts[i]));
    for (const std::uint64_t shingle : shingles[i].hashes) {
      auto& others = texts_with[shingle];
      for (const std::uint32_t other : others) {
        if (shared[other].all++ == 0) met.push_back(other);
        if (IsSampled(shingle)) ++shared[other].sampled;
      }
      if (others.size() < kMostListed) others.push_back(static_cast<std::uint32_t>(i));
    }
    for (const std::uint32_t other : met) {
      if (IsCopy(shingles[i], shingles[other], shared[other])) groups.Join(i, other);
      shared[other] = {};
    }
    met.clear();
  }
  std::vector<std::size_t> origins(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) origins[i] = groups.Find(i);
  return origins;
}

}  // namespace dateline::standing
