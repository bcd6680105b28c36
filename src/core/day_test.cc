#include "dateline/day.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(ParseDay, ReadsAnIsoDateAndPrintsItBack) {
  const auto day = ParseDay("2022-09-09");
  ASSERT_TRUE(day.ok());
  EXPECT_EQ(day->ToString(), "2022-09-09");
  EXPECT_EQ(day->weekday(), std::chrono::Friday);
}

TEST(ParseDay, RefusesADayThatTheCalendarLacks) {
  for (const char* text :
       {"2022-02-30", "2022-13-01", "0000-01-01", "2022-9-9", "22-09-2022", "", "2022-09-0a"}) {
    SCOPED_TRACE(text);
    const auto day = ParseDay(text);
    ASSERT_FALSE(day.ok());
    EXPECT_EQ(day.error().code, ErrorCode::kInvalidInput);
    EXPECT_NE(day.error().message.find("expected YYYY-MM-DD"), std::string::npos);
  }
}

TEST(Day, CountsDaysAcrossALeapYear) {
  const Day day = Day::FromCivil(2024, 2, 28);
  EXPECT_EQ(day.Plus(2).ToString(), "2024-03-01");
  EXPECT_EQ(day.Plus(366).Since(day), 366);
}

}  // namespace
}  // namespace dateline
