#include "dateline/day.h"

#include <charconv>
#include <cstdio>

namespace dateline {

std::string Day::ToString() const {
  const auto date = civil();
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

Result<Day> ParseDay(std::string_view text) {
  const auto wrong = [&](const char* why) {
    return Error{ErrorCode::kInvalidInput,
                 "found the date \"" + std::string(text) + "\", " + why +
                     "; expected YYYY-MM-DD with a year from 1000 to 9999, such as 2022-09-09",
                 ""};
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return wrong("which has another form");
  int parts[3] = {0, 0, 0};
  const std::string_view fields[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (int i = 0; i < 3; ++i) {
    const auto [end, error] =
        std::from_chars(fields[i].data(), fields[i].data() + fields[i].size(), parts[i]);
    if (error != std::errc() || end != fields[i].data() + fields[i].size() || parts[i] < 0) {
      return wrong("which is not made of digits");
    }
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok() || parts[0] < 1000) return wrong("which is no day of the calendar");
  return Day(std::chrono::sys_days(date));
}

}  // namespace dateline
