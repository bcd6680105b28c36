#include "standing/word_hashes.h"

namespace dateline::standing {

std::vector<HashedWord> HashedWordsOf(std::string_view text) {
  std::vector<HashedWord> words;
  std::uint64_t hash = 0;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_word = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                         (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (is_word) {
      if (hash == 0) begin = static_cast<std::uint32_t>(i);
      const unsigned lower = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
      hash = ((hash == 0 ? 0xCBF29CE484222325u : hash) ^ lower) * 0x100000001B3u;
    } else if (hash != 0) {
      words.push_back({hash, begin});
      hash = 0;
    }
  }
  if (hash != 0) words.push_back({hash, begin});
  return words;
}

std::uint64_t HashOfRun(const std::vector<HashedWord>& words, std::size_t first,
                        std::size_t count) {
  std::uint64_t run = 0;
  for (std::size_t i = first; i < first + count; ++i) run = Mixed(run, words[i].hash);
  return run;
}

}  // namespace dateline::standing
