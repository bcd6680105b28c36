#include "language/encoder_input.h"

#include <algorithm>

namespace dateline::language {

InputRows RowsOf(const Lexeme& word, const Lexicon& vocabulary) {
  const std::array<std::uint64_t, kHashedColumns> seen = {
      word.form,      word.prefix[1], word.prefix[2], word.suffix[1], word.suffix[2],
      word.suffix[3], word.shape,     word.fine,      word.coarse};
  InputRows rows;
  rows[0] = std::max(vocabulary.Find(word.lower), 0);
  for (std::size_t i = 0; i < kHashedColumns; ++i) {
    // 400 and up: numbers of templates that no other feature of the language core has.
    const Feature feature = Hash(401 + i, seen[i]);
    rows[i + 1] =
        seen[i] == 0 ? kNoRow : static_cast<std::int32_t>((feature >> 32) & (kHashedRows - 1));
  }
  return rows;
}

}  // namespace dateline::language
