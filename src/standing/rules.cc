#include "standing/rules.h"

#include <algorithm>
#include <charconv>

#include "io/table.h"
#include "standing/table_error.h"

namespace dateline::standing {
namespace {

constexpr std::array<std::string_view, Counts::kSize> kNames = {
    "withdrawn", "debunked", "firm",    "opposed",    "admissions", "parties",
    "located",   "origins",  "neutral", "attributed", "named",      "denials"};

// "neutral>=1", "firm=0".
bool ReadNeed(std::string_view text, Rules::Need& need) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  need.is_exact = text[equals - 1] != '>';
  const auto name =
      std::find(kNames.begin(), kNames.end(), text.substr(0, need.is_exact ? equals : equals - 1));
  if (name == kNames.end()) return false;
  need.name = static_cast<Counts::Name>(name - kNames.begin());
  const char* end = text.data() + text.size();
  const auto [reached, error] = std::from_chars(text.data() + equals + 1, end, need.count);
  return error == std::errc() && reached == end;
}

bool Holds(const Rules::Need& need, const Counts& counts) {
  return need.is_exact ? counts[need.name] == need.count : counts[need.name] >= need.count;
}

}  // namespace

Result<Rules> Rules::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  Rules rules;
  for (const io::TableRow& row : rows) {
    if (row[0] == "version") {
      rules.version_ = row[1];
      continue;
    }
    Rule rule{std::string(row[0]), std::string(row[1]), {}, std::string(row[2])};
    for (std::string_view rest = row[1]; !rest.empty();) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      Need need;
      if (!ReadNeed(rest.substr(0, space), need))
        return WrongCell(row, 1, "needs such as \"origins>=2 firm=0\"", name);
      rule.all_of.push_back(need);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    rules.rules_.push_back(std::move(rule));
  }
  if (rules.version_.empty())
    return Error{ErrorCode::kCorrupt, "found no row \"version\"", std::string(name)};
  return rules;
}

std::size_t Rules::Of(const Counts& counts) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return std::all_of(rule.all_of.begin(), rule.all_of.end(),
                       [&](const Need& need) { return Holds(need, counts); });
  });
  return static_cast<std::size_t>(found - rules_.begin());
}

}  // namespace dateline::standing
