// Words as hashes, so that texts are compared whatever their case and punctuation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::standing {

struct HashedWord {
  std::uint64_t hash;
  std::uint32_t begin;  // byte in the text
};

// Runs of letters, digits and bytes beyond ASCII; ASCII letters in lower case. O(size).
std::vector<HashedWord> HashedWordsOf(std::string_view text);

// One number for the order and choice of `count` words from `first` on.
std::uint64_t HashOfRun(const std::vector<HashedWord>& words, std::size_t first, std::size_t count);

inline std::uint64_t Mixed(std::uint64_t hash, std::uint64_t with) {
  hash = (hash ^ with) * 0x9FB21C651E98DF25u;
  return hash ^ (hash >> 31);
}

inline std::uint64_t HashOfText(std::string_view text, std::uint64_t seed) {
  for (const char c : text) seed = Mixed(seed, static_cast<unsigned char>(c));
  return Mixed(seed, text.size());
}

}  // namespace dateline::standing
