// The sentence for a cell of a table that holds none of the words it may hold.
#pragma once

#include <string>
#include <string_view>

#include "dateline/result.h"
#include "io/table.h"

namespace dateline::standing {

inline Error WrongCell(const io::TableRow& row, std::size_t column, std::string_view expected,
                       std::string_view table) {
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + " has \"" + std::string(row[column]) +
                   "\", expected " + std::string(expected),
               std::string(table)};
}

}  // namespace dateline::standing
