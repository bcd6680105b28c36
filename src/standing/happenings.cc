#include "standing/happenings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "io/table.h"
#include "standing/table_error.h"

namespace dateline::standing {
namespace {

using Aspect = Happening::Aspect;
using Split = Happening::Split;

constexpr std::array<std::pair<std::string_view, Aspect>, 5> kAspects = {{
    {"happened", Aspect::kHappened},
    {"casualties", Aspect::kCasualties},
    {"damage", Aspect::kDamage},
    {"holds", Aspect::kHolds},
    {"", Aspect::kHappened},
}};
constexpr std::array<std::pair<std::string_view, Split>, 5> kSplits = {{
    {"", Split::kNobody},
    {"agent", Split::kAgent},
    {"holder", Split::kHolder},
    {"service", Split::kService},
    {"asset", Split::kAsset},
}};

template <typename Pairs, typename Value>
bool Read(const Pairs& pairs, std::string_view word, Value& value) {
  for (const auto& [name, meant] : pairs) {
    if (name != word) continue;
    value = meant;
    return true;
  }
  return false;
}

}  // namespace

Result<Happenings> Happenings::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 7, name));
  Happenings out;
  for (const io::TableRow& row : rows) {
    Happening one;
    one.name = row[1];
    if (!Read(kAspects, row[2], one.aspect))
      return WrongCell(row, 2, "happened, casualties, damage or holds", name);
    const char* end = row[3].data() + row[3].size();
    if (std::from_chars(row[3].data(), end, one.window_days).ptr != end || row[3].empty())
      return WrongCell(row, 3, "a number of days", name);
    if (!Read(kSplits, row[4], one.split))
      return WrongCell(row, 4, "agent, holder, service, asset or -", name);
    if (row[5] != "here" && row[5] != "from") return WrongCell(row, 5, "here or from", name);
    one.is_at_origin = row[5] == "from";
    out.rows_.emplace(row[0], std::move(one));
  }
  // Who must agree, and for how long, is a matter of the class and not of the type: casualties name
  // no agent, the fire that caused them does.
  for (auto& [type, one] : out.rows_) {
    for (const auto& [other_type, other] : out.rows_) {
      if (other.name != one.name) continue;
      one.split = std::max(one.split, other.split);
      one.window_days = std::max(one.window_days, other.window_days);
    }
  }
  return out;
}

Happening Happenings::Of(std::string_view type) const {
  const auto found = rows_.find(type);
  if (found != rows_.end()) return found->second;
  Happening own;
  own.name = type;
  return own;
}

}  // namespace dateline::standing
