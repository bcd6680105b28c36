#include "io/table.h"

#include <algorithm>
#include <string>

namespace dateline::io {

Result<std::vector<TableRow>> ParseTable(std::string_view text, std::size_t columns,
                                         std::string_view name) {
  std::vector<TableRow> rows;
  std::size_t line_number = 0;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    std::string_view line = text.substr(0, newline);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    TableRow row;
    row.line = line_number;
    for (std::size_t begin = 0;;) {
      const std::size_t tab = line.find('\t', begin);
      const std::string_view cell =
          line.substr(begin, tab == std::string_view::npos ? tab : tab - begin);
      row.cells.push_back(cell == "-" ? std::string_view() : cell);
      if (tab == std::string_view::npos) break;
      begin = tab + 1;
    }
    if (row.cells.size() != columns) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(line_number) + " has " +
                       std::to_string(row.cells.size()) + " columns, expected " +
                       std::to_string(columns) + " separated by tabs",
                   std::string(name)};
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> SplitCells(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(Trimmed(text.substr(0, end)));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace dateline::io
