// Days and intervals of days: the granularity at which the record speaks of when something
// happened.
//
// A Day is a civil (proleptic Gregorian) day without a time zone. Intervals are half-open, and an
// end that the text leaves open stays open: nothing is filled in.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/result.h"

namespace dateline {

class Day {
 public:
  constexpr Day() = default;
  constexpr explicit Day(std::chrono::sys_days days) : days_(days) {}
  // REQUIRES: the date exists (see ParseDay for outside input).
  static constexpr Day FromCivil(int year, unsigned month, unsigned day) {
    return Day(std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                                     static_cast<int>(day)));
  }
  constexpr std::chrono::sys_days days() const { return days_; }
  constexpr std::chrono::year_month_day civil() const { return days_; }
  constexpr std::chrono::weekday weekday() const { return std::chrono::weekday(days_); }
  constexpr Day Plus(int days) const { return Day(days_ + std::chrono::days(days)); }
  // Days from `other` to this one.
  constexpr int Since(Day other) const { return static_cast<int>((days_ - other.days_).count()); }
  friend constexpr auto operator<=>(Day, Day) = default;

  // "2022-09-09".
  std::string ToString() const;

 private:
  std::chrono::sys_days days_{};
};

// Reads "YYYY-MM-DD", years 1000 to 9999. Errors: kInvalidInput with what was found and expected.
Result<Day> ParseDay(std::string_view text);

// Half-open [begin, end); an absent bound is open.
struct DayInterval {
  std::optional<Day> begin;
  std::optional<Day> end;

  static DayInterval Single(Day day) { return {day, day.Plus(1)}; }
  bool is_bounded() const { return begin && end; }
  friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

}  // namespace dateline
