#include "standing/words.h"

#include <cmath>
#include <cstdio>

#include "io/table.h"
#include "unicode/fold.h"

namespace dateline::standing {
namespace {

std::string InDigits(double number) {
  char buffer[48];
  const bool is_whole = std::abs(number) < 1e15 && number == std::floor(number);
  std::snprintf(buffer, sizeof buffer, is_whole ? "%.0f" : "%.6g", number);
  return buffer;
}

}  // namespace

Result<Words> Words::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  Words words;
  for (const io::TableRow& row : rows) {
    if (row[0] == "plural") {
      words.plurals_.emplace(row[1], row[2]);
    } else if (row[0] == "service") {
      words.services_.emplace(row[1], row[2]);
    } else {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has \"" + std::string(row[0]) +
                       "\", expected plural or service",
                   std::string(name)};
    }
  }
  return words;
}

// The unit as it stands behind the number: "people", "square km", "settlements".
std::string Words::UnitFor(const Quantity& quantity) const {
  const bool is_one = quantity.min.value_or(1.0) == 1.0 && quantity.max.value_or(1.0) == 1.0;
  if (quantity.unit.empty() || is_one) return quantity.unit;
  const std::size_t space = quantity.unit.rfind(' ');
  const std::size_t last = space == std::string::npos ? 0 : space + 1;
  const auto found = plurals_.find(std::string_view(quantity.unit).substr(last));
  return found == plurals_.end() ? quantity.unit + "s"
                                 : quantity.unit.substr(0, last) + found->second;
}

std::string Words::InWords(const Quantity& quantity) const {
  std::string out;
  if (quantity.min && quantity.max) {
    out = InDigits(*quantity.min);
    if (*quantity.min != *quantity.max) out += "–" + InDigits(*quantity.max);
  } else if (quantity.min) {
    out = "≥ " + InDigits(*quantity.min);
  } else if (quantity.max) {
    out = "≤ " + InDigits(*quantity.max);
  }
  const std::string unit = out.empty() ? "" : UnitFor(quantity);
  return unit.empty() ? out : out + " " + unit;
}

std::string Words::ServiceIn(std::string_view text) const {
  const std::string folded = unicode::FoldName(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" ,;-'", at), folded.size());
    const auto found = services_.find(std::string_view(folded).substr(at, end - at));
    if (found != services_.end()) return found->second;
    at = end + 1;
  }
  return "";
}

}  // namespace dateline::standing
