// The calendar against a slow one that knows only how one day follows another.
#include "times/calendar.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline::times {
namespace {

// The day after, by the rules of the Gregorian calendar carried back before 1582 (proleptic).
struct SlowDay {
  int year = 1000;
  int month = 1;
  int day = 1;
  int weekday = 3;  // Monday 1; 1 January 1000 is a Wednesday

  int DaysInMonth() const {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return kDays[month - 1] + (month == 2 && is_leap ? 1 : 0);
  }
  void Step() {
    weekday = weekday % 7 + 1;
    if (++day <= DaysInMonth()) return;
    day = 1;
    if (++month <= 12) return;
    month = 1;
    ++year;
  }
};

TEST(Calendar, DaysFollowOneAnotherFromTheYear1000To3000) {
  SlowDay slow;
  for (Day day = Day::FromCivil(1000, 1, 1); slow.year < 3000; day = day.Plus(1), slow.Step()) {
    const auto made = MakeDay(slow.year, slow.month, slow.day);
    ASSERT_TRUE(made.has_value()) << slow.year << "-" << slow.month << "-" << slow.day;
    ASSERT_EQ(*made, day) << day.ToString();
    ASSERT_EQ(IsoWeekday(day), slow.weekday) << day.ToString();
  }
}

TEST(Calendar, DaysThatDoNotExistAreNotMade) {
  EXPECT_FALSE(MakeDay(2023, 2, 29));
  EXPECT_FALSE(MakeDay(1900, 2, 29));
  EXPECT_TRUE(MakeDay(2000, 2, 29));
  EXPECT_FALSE(MakeDay(2022, 4, 31));
  EXPECT_FALSE(MakeDay(2022, 13, 1));
  EXPECT_FALSE(MakeDay(999, 1, 1));
}

// ISO 8601: week 1 is that of 4 January, weeks run from Monday.
TEST(Calendar, WeeksAreThoseOfIso8601) {
  SlowDay slow;
  Day day = Day::FromCivil(1000, 1, 1);
  for (; slow.year < 1500; day = day.Plus(1), slow.Step()) {
    if (slow.weekday != 4) continue;  // the week's Thursday lies in the week's year
    const int first = (day.Since(Day::FromCivil(slow.year, 1, 1))) / 7 + 1;
    const std::string expected =
        std::to_string(slow.year) + "-W" + (first < 10 ? "0" : "") + std::to_string(first);
    for (int offset = -3; offset <= 3; ++offset) {
      ASSERT_EQ(PeriodOf(Grain::kWeek, day.Plus(offset)).Value(), expected) << day.ToString();
    }
  }
  EXPECT_EQ(PeriodOf(Grain::kWeek, Day::FromCivil(2021, 1, 3)).Value(), "2020-W53");
  EXPECT_EQ(PeriodOf(Grain::kWeek, Day::FromCivil(2024, 12, 30)).Value(), "2025-W01");
}

TEST(Calendar, EveryPeriodHoldsItsDayAndMeetsTheNext) {
  static constexpr Grain kGrains[] = {Grain::kDay,     Grain::kWeek,   Grain::kMonth,
                                      Grain::kQuarter, Grain::kHalf,   Grain::kSeason,
                                      Grain::kYear,    Grain::kDecade, Grain::kCentury};
  for (Day day = Day::FromCivil(1899, 1, 1); day < Day::FromCivil(2030, 1, 1); day = day.Plus(17)) {
    for (const Grain grain : kGrains) {
      const Period period = PeriodOf(grain, day);
      ASSERT_LE(period.begin, day);
      ASSERT_LT(day, period.end);
      const Period next = Shift(period, 1);
      ASSERT_EQ(next.begin, period.end) << day.ToString() << " " << period.Value();
      ASSERT_EQ(Shift(next, -1).begin, period.begin);
      ASSERT_EQ(PeriodOf(grain, next.begin).end, next.end);
    }
  }
}

TEST(Calendar, MonthsAreAddedWithTheDayKeptWhereItExists) {
  for (Day day = Day::FromCivil(1999, 1, 1); day < Day::FromCivil(2005, 1, 1); day = day.Plus(1)) {
    const auto civil = day.civil();
    const int month = static_cast<int>(static_cast<unsigned>(civil.month()));
    const int of_month = static_cast<int>(static_cast<unsigned>(civil.day()));
    for (int count = -30; count <= 30; ++count) {
      int year = static_cast<int>(civil.year());
      int other = month + count;
      for (; other < 1; other += 12) --year;
      for (; other > 12; other -= 12) ++year;
      int last = of_month;
      while (!MakeDay(year, other, last)) --last;
      ASSERT_EQ(AddMonths(day, count), *MakeDay(year, other, last)) << day.ToString() << count;
    }
  }
}

TEST(Calendar, TheNearestWeekdayIsAtMostSixDaysAway) {
  for (int i = 0; i < 40; ++i) {
    const Day day = Day::FromCivil(2022, 9, 1).Plus(i);
    for (int weekday = 1; weekday <= 7; ++weekday) {
      const Day back = NearestWeekday(day, weekday, -1);
      const Day on = NearestWeekday(day, weekday, 1);
      ASSERT_EQ(IsoWeekday(back), weekday);
      ASSERT_EQ(IsoWeekday(on), weekday);
      ASSERT_TRUE(day.Since(back) >= 0 && day.Since(back) < 7);
      ASSERT_TRUE(on.Since(day) >= 0 && on.Since(day) < 7);
    }
  }
}

}  // namespace
}  // namespace dateline::times
