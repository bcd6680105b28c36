// CSV (RFC 4180) in two dialects: exact, for programs, and safe for spreadsheets, which run what
// begins like a formula.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dateline/day.h"

namespace dateline::publish {

enum class CsvDialect : std::uint8_t {
  kExact,        // every text as it is
  kSpreadsheet,  // "'" before a text that begins with =, +, -, @, a tab or a return
};

// A cell of text. Numbers are written by the others and keep their sign.
std::string CsvText(std::string_view value, CsvDialect dialect);
std::string NumberText(double number);
std::string NumberText(const std::optional<double>& number);
std::string DayText(const std::optional<Day>& day);

// Cells with commas between them and the end of a line.
void AppendCsvLine(std::span<const std::string> cells, std::string& out);

}  // namespace dateline::publish
