// Days as whole numbers, small enough for a column of a million claims, with two that are no days.
#pragma once

#include <cstdint>

#include "dateline/day.h"

namespace dateline::standing {

using DayNumber = std::int32_t;  // days since 1970-01-01
inline constexpr DayNumber kNoDay = INT32_MIN;
inline constexpr DayNumber kForever = INT32_MAX;

inline DayNumber NumberOf(Day day) { return day.Since(Day()); }
inline Day DayOf(DayNumber number) { return Day().Plus(number); }

// The two questions "what had happened by" and "what was known by"; kForever asks for all and for
// now.
struct Moment {
  DayNumber as_of = kForever;
  DayNumber known_at = kForever;
};

// Has this day come? kForever is no day.
inline bool IsBy(DayNumber day, DayNumber known_at) { return day != kForever && day <= known_at; }

}  // namespace dateline::standing
