// Periods: stretches of the calendar with their TIMEX3 value (ISO 8601 weeks, TimeML seasons).
#pragma once

#include <cstdint>
#include <string>

#include "dateline/day.h"

namespace dateline::times {

enum class Grain : std::uint8_t {
  kDay,
  kWeek,     // from Monday: "2022-W36"
  kWeekend,  // Saturday and Sunday: "2022-W36-WE"
  kMonth,    // "2022-09"
  kQuarter,  // "2022-Q3"
  kHalf,     // "2022-H2"
  kSeason,   // meteorological: "2022-SU"; winter is that of the year it begins in
  kYear,     // "2022"
  kDecade,   // "202"
  kCentury,  // "20"
};

struct Period {
  Grain grain = Grain::kDay;
  Day begin;
  Day end;  // one past

  DayInterval interval() const { return {begin, end}; }
  std::string Value() const;
};

// The first and last days that can be reckoned with; years 1000 to 9999.
bool IsInRange(Day day);

Period PeriodOf(Grain grain, Day day);  // the one that contains the day
Period Shift(const Period& period, int count);
Day AddMonths(Day day, int count);  // the day of the month is kept, or the month's last

// A day by its parts, if the calendar has it.
std::optional<Day> MakeDay(int year, int month, int day);
Period MonthPeriod(int year, int month);
Period YearPeriod(int year);
Period SeasonPeriod(int year, int season);  // season: 0 spring, 1 summer, 2 autumn, 3 winter

// Easter Sunday of the western and of the eastern (Julian) churches, as a Gregorian day.
Day EasterOf(int year);
Day OrthodoxEasterOf(int year);
// The n-th such weekday of a month; the last one when n is 0.
std::optional<Day> NthWeekday(int year, int month, int weekday, int n);

// Monday 1 to Sunday 7.
int IsoWeekday(Day day);
// The latest (direction -1) or earliest (+1) such weekday on or before/after `day`.
Day NearestWeekday(Day day, int weekday, int direction);

}  // namespace dateline::times
