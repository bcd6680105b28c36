// Lexemes: what the models see of a word's form, computed once a token.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::language {

// How the letters of a sentence are cased. Words of a headline in capitals are looked at in lower
// case, so that "KYIV SHELLED" and "Kyiv shelled" share what was learned.
enum class Casing : std::uint8_t { kMixed, kCapitals, kTitle };

// Longer tokens (addresses, encoded data) are looked at up to here, so that a token costs O(1).
inline constexpr std::size_t kMaxLexemeBytes = 64;

struct Lexeme {
  std::uint64_t form = 0;   // case kept (unless the sentence is in capitals), digits as 0
  std::uint64_t lower = 0;  // lower case, digits as 0
  std::uint64_t shape = 0;  // runs of X, x, 0 and other characters, with the sentence's casing
  std::uint64_t suffix[5] = {0, 0, 0, 0, 0};  // last 1 to 5 bytes of the lower form; 0 if shorter
  std::uint64_t prefix[4] = {0, 0, 0, 0};     // first 1 to 4 bytes
  std::uint32_t fine = 0;                     // classes of the word (word_classes.h), 0: none
  std::uint32_t coarse = 0;
  bool is_capitalised = false;
  std::string text;  // the lower form itself, digits kept, for lemmas
};

// The analysis of one sentence's surfaces, in place of `out` (whose memory is reused).
void MakeLexemes(std::span<const std::string_view> surfaces, std::vector<Lexeme>& out);
// REQUIRES: `out` is as long as the sentence.
void MakeLexemes(std::span<const std::string_view> surfaces, std::span<Lexeme> out);

Casing CasingOf(std::span<const std::string_view> surfaces);

}  // namespace dateline::language
