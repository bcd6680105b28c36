#include "standing/words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <utility>

#include "io/table.h"
#include "standing/table_error.h"
#include "unicode/fold.h"

namespace dateline::standing {
namespace {

constexpr std::size_t kLongestEnding = 4;  // bytes

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
  const std::pair<std::string_view, Table*> kinds[] = {
      {"plural", &words.plurals_}, {"ending", &words.endings_},    {"service", &words.services_},
      {"harm", &words.harms_},     {"everyone", &words.everyone_}, {"alert", &words.alerts_}};
  for (const io::TableRow& row : rows) {
    const auto kind = std::find_if(std::begin(kinds), std::end(kinds),
                                   [&](const auto& one) { return one.first == row[0]; });
    if (kind == std::end(kinds))
      return WrongCell(row, 0, "plural, ending, service, harm, everyone or alert", name);
    kind->second->emplace(row[1], row[2]);
  }
  return words;
}

// The unit as it stands behind the number: "people", "square km", "settlements".
std::string Words::UnitFor(const Quantity& quantity) const {
  const bool is_one = quantity.min.value_or(1.0) == 1.0 && quantity.max.value_or(1.0) == 1.0;
  if (quantity.unit.empty() || is_one) return quantity.unit;
  const std::size_t space = quantity.unit.rfind(' ');
  const std::size_t last = space == std::string::npos ? 0 : space + 1;
  const std::string_view word = std::string_view(quantity.unit).substr(last);
  if (const auto found = plurals_.find(word); found != plurals_.end())
    return quantity.unit.substr(0, last) + found->second;
  for (std::size_t letters = std::min(kLongestEnding, word.size()); letters > 0; --letters) {
    const auto found = endings_.find(word.substr(word.size() - letters));
    if (found != endings_.end())
      return quantity.unit.substr(0, quantity.unit.size() - letters) + found->second;
  }
  return quantity.unit + "s";
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

std::string Words::FirstIn(std::string_view text, const Table& table) {
  const std::string folded = unicode::FoldName(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" ,;'", at), folded.size());
    const auto found = table.find(std::string_view(folded).substr(at, end - at));
    if (found != table.end()) return found->second;
    at = end + 1;
  }
  return "";
}

std::string Words::ServiceIn(std::string_view text) const { return FirstIn(text, services_); }

std::string Words::HarmIn(std::string_view text) const { return FirstIn(text, harms_); }

bool Words::IsEveryone(std::string_view victims) const {
  return victims.empty() || !FirstIn(victims, everyone_).empty();
}

bool Words::EndsAlert(std::string_view text) const { return !FirstIn(text, alerts_).empty(); }

}  // namespace dateline::standing
