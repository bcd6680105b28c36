// Words of a folded text, as search finds them.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::unicode {

// No word of a language is longer; what is longer is found by its beginning.
inline constexpr std::size_t kLongestWordBytes = 120;

// Visits the words of a text that FoldName gave: runs of letters and digits. Bytes of other scripts
// count as letters.
template <typename Visit>
void EachWord(std::string_view folded, const Visit& visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(i < folded.size() ? folded[i] : ' ');
    const bool is_word =
        byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    if (is_word) continue;
    std::size_t end = i;
    if (end - begin > kLongestWordBytes) {
      end = begin + kLongestWordBytes;
      while ((static_cast<unsigned char>(folded[end]) & 0xC0) == 0x80) --end;  // cuts no character
    }
    if (end > begin) visit(folded.substr(begin, end - begin));
    begin = i + 1;
  }
}

}  // namespace dateline::unicode
