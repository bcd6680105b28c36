#include "dateline/interval.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace dateline {
namespace {

// The slow implementation: an interval is the set of its days among those of a world that is wider
// than any bound in the test, so that an open side reaches the world's edge.
constexpr int kBounds = 6;
constexpr int kEdge = kBounds + 2;
const Day kOrigin = Day::FromCivil(2024, 2, 26);  // a leap day lies among the bounds

std::set<int> DaysOf(const DayInterval& interval) {
  std::set<int> days;
  for (int day = -kEdge; day <= kEdge + kBounds; ++day) {
    const bool is_after_begin = !interval.begin || kOrigin.Plus(day) >= *interval.begin;
    const bool is_before_end = !interval.end || kOrigin.Plus(day) < *interval.end;
    if (is_after_begin && is_before_end) days.insert(day);
  }
  return days;
}

// Every interval with bounds among the first days or open, the empty ones too.
std::vector<DayInterval> AllIntervals() {
  std::vector<DayInterval> all;
  for (int begin = -1; begin <= kBounds; ++begin) {
    for (int end = -1; end <= kBounds; ++end) {
      DayInterval interval;
      if (begin >= 0) interval.begin = kOrigin.Plus(begin);
      if (end >= 0) interval.end = kOrigin.Plus(end);
      all.push_back(interval);
    }
  }
  return all;
}

std::string Show(const DayInterval& a) {
  return "[" + (a.begin ? a.begin->ToString() : "open") + ", " +
         (a.end ? a.end->ToString() : "open") + ")";
}

template <typename Check>
void ForAllPairs(const Check& check) {
  const auto all = AllIntervals();
  for (const DayInterval& a : all) {
    for (const DayInterval& b : all) {
      SCOPED_TRACE(Show(a) + " and " + Show(b));
      check(a, b, DaysOf(a), DaysOf(b));
    }
  }
}

TEST(Interval, BeforeSaysThatEveryDayOfTheFirstIsEarlier) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    const bool expected = !days_a.empty() && !days_b.empty() && *days_a.rbegin() < *days_b.begin();
    ASSERT_EQ(Before(a, b), expected);
  });
}

TEST(Interval, MeetsSaysThatNothingLiesBetween) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    const bool expected =
        !days_a.empty() && !days_b.empty() && *days_a.rbegin() + 1 == *days_b.begin();
    ASSERT_EQ(Meets(a, b), expected);
  });
}

TEST(Interval, OverlapsSaysThatADayIsShared) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    bool expected = false;
    for (const int day : days_a) expected = expected || days_b.count(day) > 0;
    ASSERT_EQ(Overlaps(a, b), expected);
    ASSERT_EQ(Overlaps(b, a), expected);
  });
}

TEST(Interval, ContainsSaysThatEveryDayIsInside) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    bool expected = !days_b.empty();
    for (const int day : days_b) expected = expected && days_a.count(day) > 0;
    // A bounded interval does not reach the edge of the real world.
    if (!b.begin) expected = expected && !a.begin;
    if (!b.end) expected = expected && !a.end;
    ASSERT_EQ(Contains(a, b), expected);
  });
}

TEST(Interval, ContainsADayIfTheDayIsOneOfIts) {
  for (const DayInterval& a : AllIntervals()) {
    SCOPED_TRACE(Show(a));
    const auto days = DaysOf(a);
    for (int day = -kEdge; day <= kEdge + kBounds; ++day) {
      ASSERT_EQ(Contains(a, kOrigin.Plus(day)), days.count(day) > 0) << day;
    }
  }
}

TEST(Interval, IntersectionHoldsTheSharedDaysAndNoOthers) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    std::set<int> expected;
    for (const int day : days_a) {
      if (days_b.count(day) > 0) expected.insert(day);
    }
    const auto shared = Intersection(a, b);
    ASSERT_EQ(shared.has_value(), !expected.empty());
    if (shared) {
      ASSERT_EQ(DaysOf(*shared), expected);
    }
  });
}

TEST(Interval, CoverIsTheShortestThatHoldsBoth) {
  ForAllPairs([](const auto& a, const auto& b, const auto& days_a, const auto& days_b) {
    std::set<int> both = days_a;
    both.insert(days_b.begin(), days_b.end());
    const auto covered = DaysOf(Cover(a, b));
    if (both.empty()) {
      ASSERT_TRUE(covered.empty());
    } else {
      ASSERT_EQ(*covered.begin(), *both.begin());
      ASSERT_EQ(*covered.rbegin(), *both.rbegin());
    }
  });
}

TEST(Interval, LengthCountsTheDaysOfABoundedInterval) {
  for (const DayInterval& a : AllIntervals()) {
    SCOPED_TRACE(Show(a));
    if (!a.is_bounded()) {
      ASSERT_FALSE(LengthDays(a).has_value());
    } else {
      ASSERT_EQ(LengthDays(a), static_cast<int>(DaysOf(a).size()));
    }
  }
}

}  // namespace
}  // namespace dateline
