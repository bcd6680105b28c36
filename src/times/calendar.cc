#include "times/calendar.h"

#include <algorithm>
#include <cstdio>

namespace dateline::times {
namespace {

struct Civil {
  int year;
  int month;
  int day;
};

Civil CivilOf(Day day) {
  const auto civil = day.civil();
  return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
          static_cast<int>(static_cast<unsigned>(civil.day()))};
}

// The period of `months` months from the first of `month` (which may lie outside 1 to 12).
Period Months(Grain grain, int year, int month, int months) {
  const int index = year * 12 + month - 1;
  const auto first = [](int at) {
    return Day::FromCivil(at / 12, static_cast<unsigned>(at % 12 + 1), 1);
  };
  return {grain, first(index), first(index + months)};
}

}  // namespace

bool IsInRange(Day day) {
  const int year = CivilOf(day).year;
  return year >= 1000 && year <= 9999;
}

int IsoWeekday(Day day) { return static_cast<int>(day.weekday().iso_encoding()); }

std::optional<Day> MakeDay(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1000 || year > 9999) return std::nullopt;
  return Day(std::chrono::sys_days(date));
}

// The computus of Meeus, Jones and Butcher (Meeus, "Astronomical Algorithms", 1991, chapter 8).
Day EasterOf(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Day::FromCivil(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

// The same chapter's Julian computus; the calendars lie one day further apart after each century
// year that is no Gregorian leap year.
Day OrthodoxEasterOf(int year) {
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int n = d + e + 114;
  const Day julian =
      Day::FromCivil(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
  return julian.Plus(year / 100 - year / 400 - 2);
}

std::optional<Day> NthWeekday(int year, int month, int weekday, int n) {
  const Period whole = MonthPeriod(year, month);
  const Day day = n == 0 ? NearestWeekday(whole.end.Plus(-1), weekday, -1)
                         : NearestWeekday(whole.begin, weekday, 1).Plus(7 * (n - 1));
  if (day < whole.begin || day >= whole.end) return std::nullopt;
  return day;
}

Day NearestWeekday(Day day, int weekday, int direction) {
  const int here = IsoWeekday(day);
  return direction < 0 ? day.Plus(-((here - weekday + 7) % 7)) : day.Plus((weekday - here + 7) % 7);
}

Day AddMonths(Day day, int count) {
  const Civil civil = CivilOf(day);
  const int index = civil.year * 12 + civil.month - 1 + count;
  const Period month = Months(Grain::kMonth, index / 12, index % 12 + 1, 1);
  return std::min(month.begin.Plus(civil.day - 1), month.end.Plus(-1));
}

Period MonthPeriod(int year, int month) { return Months(Grain::kMonth, year, month, 1); }
Period YearPeriod(int year) { return Months(Grain::kYear, year, 1, 12); }
Period SeasonPeriod(int year, int season) {
  return Months(Grain::kSeason, year, 3 + 3 * season, 3);
}

Period PeriodOf(Grain grain, Day day) {
  const Civil civil = CivilOf(day);
  switch (grain) {
    case Grain::kDay:
      return {grain, day, day.Plus(1)};
    case Grain::kWeek: {
      const Day monday = day.Plus(1 - IsoWeekday(day));
      return {grain, monday, monday.Plus(7)};
    }
    case Grain::kWeekend: {
      const Day monday = day.Plus(1 - IsoWeekday(day));
      return {grain, monday.Plus(5), monday.Plus(7)};
    }
    case Grain::kMonth:
      return Months(grain, civil.year, civil.month, 1);
    case Grain::kQuarter:
      return Months(grain, civil.year, (civil.month - 1) / 3 * 3 + 1, 3);
    case Grain::kHalf:
      return Months(grain, civil.year, (civil.month - 1) / 6 * 6 + 1, 6);
    case Grain::kSeason:
      return civil.month < 3 ? SeasonPeriod(civil.year - 1, 3)
                             : SeasonPeriod(civil.year, (civil.month - 3) / 3);
    case Grain::kYear:
      return Months(grain, civil.year, 1, 12);
    case Grain::kDecade:
      return Months(grain, civil.year / 10 * 10, 1, 120);
    case Grain::kCentury:
      return Months(grain, civil.year / 100 * 100, 1, 1200);
  }
  return {};
}

Period Shift(const Period& period, int count) {
  switch (period.grain) {
    case Grain::kDay:
      return PeriodOf(period.grain, period.begin.Plus(count));
    case Grain::kWeek:
    case Grain::kWeekend:
      return PeriodOf(period.grain, period.begin.Plus(7 * count));
    case Grain::kMonth:
      return PeriodOf(period.grain, AddMonths(period.begin, count));
    case Grain::kQuarter:
    case Grain::kSeason: {
      const Period moved{period.grain, AddMonths(period.begin, 3 * count),
                         AddMonths(period.end, 3 * count)};
      return moved;
    }
    case Grain::kHalf:
      return PeriodOf(period.grain, AddMonths(period.begin, 6 * count));
    case Grain::kYear:
      return PeriodOf(period.grain, AddMonths(period.begin, 12 * count));
    case Grain::kDecade:
      return PeriodOf(period.grain, AddMonths(period.begin, 120 * count));
    case Grain::kCentury:
      return PeriodOf(period.grain, AddMonths(period.begin, 1200 * count));
  }
  return period;
}

std::string Period::Value() const {
  const Civil civil = CivilOf(begin);
  char out[48];
  switch (grain) {
    case Grain::kDay:
      return begin.ToString();
    case Grain::kWeek:
    case Grain::kWeekend: {
      // The ISO week belongs to the year of its Thursday.
      const Day thursday = begin.Plus(4 - IsoWeekday(begin));
      const int year = CivilOf(thursday).year;
      const int week = thursday.Since(Day::FromCivil(year, 1, 1)) / 7 + 1;
      std::snprintf(out, sizeof out, "%04d-W%02d%s", year, week,
                    grain == Grain::kWeekend ? "-WE" : "");
      return out;
    }
    case Grain::kMonth:
      std::snprintf(out, sizeof out, "%04d-%02d", civil.year, civil.month);
      return out;
    case Grain::kQuarter:
      std::snprintf(out, sizeof out, "%04d-Q%d", civil.year, (civil.month + 2) / 3);
      return out;
    case Grain::kHalf:
      std::snprintf(out, sizeof out, "%04d-H%d", civil.year, (civil.month + 5) / 6);
      return out;
    case Grain::kSeason: {
      static constexpr const char* kNames[] = {"SP", "SU", "FA", "WI"};
      std::snprintf(out, sizeof out, "%04d-%s", civil.year, kNames[(civil.month - 3) / 3 % 4]);
      return out;
    }
    case Grain::kYear:
      std::snprintf(out, sizeof out, "%04d", civil.year);
      return out;
    case Grain::kDecade:
      std::snprintf(out, sizeof out, "%03d", civil.year / 10);
      return out;
    case Grain::kCentury:
      std::snprintf(out, sizeof out, "%02d", civil.year / 100);
      return out;
  }
  return {};
}

}  // namespace dateline::times
