// Tables: the tab-separated files of data/ in which the words and rules of a language are kept.
//
// A line that begins with '#' is a comment, an empty line is skipped. Every other line has exactly
// the stated number of columns; a column that has nothing to say holds "-". The last column of a
// rule table is the reason for the entry.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::io {

struct TableRow {
  std::vector<std::string_view> cells;  // "-" is given as an empty view; views borrow from the text
  std::size_t line = 0;                 // 1-based
  std::string_view operator[](std::size_t i) const { return cells[i]; }
};

// Errors: kCorrupt naming `name`, the line and how many columns were found and expected.
Result<std::vector<TableRow>> ParseTable(std::string_view text, std::size_t columns,
                                         std::string_view name);

// For tables that people write by hand: without blanks and carriage returns at the ends, and the
// cells between separators, each so trimmed. Views borrow from the text.
std::string_view Trimmed(std::string_view text);
std::vector<std::string_view> SplitCells(std::string_view text, char separator);

}  // namespace dateline::io
