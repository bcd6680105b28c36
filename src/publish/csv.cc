#include "publish/csv.h"

#include <cstdio>

namespace dateline::publish {

std::string CsvText(std::string_view value, CsvDialect dialect) {
  std::string text(value);
  // OWASP, CSV injection.
  if (dialect == CsvDialect::kSpreadsheet && text.find_first_of("=+-@\t\r") == 0)
    text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  return out + "\"";
}

std::string NumberText(double number) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", number);
  return buffer;
}

std::string NumberText(const std::optional<double>& number) {
  return number ? NumberText(*number) : "";
}

std::string DayText(const std::optional<Day>& day) { return day ? day->ToString() : ""; }

void AppendCsvLine(std::span<const std::string> cells, std::string& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(',');
    out += cells[i];
  }
  out += "\r\n";
}

}  // namespace dateline::publish
