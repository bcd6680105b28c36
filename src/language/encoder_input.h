// The input of the encoder: which rows of two tables are summed for a word.
//
// One row of a vocabulary of known words, and a hashed row for each of what the form shows: itself,
// beginnings, endings, shape and classes. The same function serves training (encoder_data rows) and
// reading, so that both always see the same rows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "language/lexeme.h"
#include "language/tables.h"

namespace dateline::language {

inline constexpr std::size_t kHashedColumns = 9;
inline constexpr std::size_t kInputColumns = 1 + kHashedColumns;
inline constexpr std::uint32_t kHashedRows = 1u << 15;
inline constexpr std::int32_t kNoRow = -1;

// Column 0 is the row of the vocabulary (0: a word that it does not know), the others are hashed
// rows, or kNoRow where the word has nothing to show.
using InputRows = std::array<std::int32_t, kInputColumns>;

// REQUIRES: the classes of `word` are filled in. `vocabulary`: lower form to row.
InputRows RowsOf(const Lexeme& word, const Lexicon& vocabulary);

}  // namespace dateline::language
