// Shingles of five words (Broder 1997), kept where their hash is 0 modulo 4 to bound the work,
// joined by an inverted index; pairs are confirmed by containment in the smaller set. Shingles that
// stand in more than 50 texts are boilerplate.
#include "standing/origins.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace dateline::standing {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr double kContainment = 0.5;
constexpr std::size_t kCommon = 50;

std::vector<std::uint64_t> ShinglesOf(std::string_view text) {
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
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::uint64_t shingle = 0;
    for (std::size_t k = 0; k < kShingleWords; ++k) {
      shingle = (shingle ^ words[i + k]) * 0x9FB21C651E98DF25u;
      shingle ^= shingle >> 31;
    }
    if (words.size() < 200 || shingle % 4 == 0) shingles.push_back(shingle);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace

std::vector<std::size_t> OriginsOf(const std::vector<std::string_view>& texts) {
  std::vector<std::size_t> parent(texts.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> texts_with;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto shingles = ShinglesOf(texts[i]);
    sizes.push_back(shingles.size());
    std::map<std::size_t, std::size_t> shared;
    for (const std::uint64_t shingle : shingles) {
      auto& others = texts_with[shingle];
      if (others.size() > kCommon) continue;
      for (const std::size_t other : others) ++shared[other];
      others.push_back(i);
    }
    for (const auto& [other, count] : shared) {
      const std::size_t smaller = std::min(sizes[i], sizes[other]);
      if (static_cast<double>(count) < kContainment * static_cast<double>(smaller)) continue;
      const std::size_t a = find(i), b = find(other);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t i = 0; i < texts.size(); ++i) parent[i] = find(i);
  return parent;
}

}  // namespace dateline::standing
