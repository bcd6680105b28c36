// How intervals of days lie to one another (after Allen, "Maintaining knowledge about temporal
// intervals", 1983), on the proleptic Gregorian days of day.h.
//
// Intervals are half-open. An absent begin reaches back without end, an absent end reaches on
// without end: an open bound is beyond every day. An interval that holds no day (begin >= end)
// overlaps and contains nothing, and nothing contains it.
#pragma once

#include <algorithm>
#include <optional>

#include "dateline/day.h"

namespace dateline {

constexpr bool IsEmpty(const DayInterval& a) { return a.begin && a.end && *a.begin >= *a.end; }

// Every day of `a` lies before every day of `b`. Intervals that meet are also before one another.
constexpr bool Before(const DayInterval& a, const DayInterval& b) {
  return !IsEmpty(a) && !IsEmpty(b) && a.end && b.begin && *a.end <= *b.begin;
}

// `b` begins on the day after the last of `a`: nothing lies between them.
constexpr bool Meets(const DayInterval& a, const DayInterval& b) {
  return Before(a, b) && *a.end == *b.begin;
}

// They share a day. (Allen tells nine ways of sharing apart; this is their union.)
constexpr bool Overlaps(const DayInterval& a, const DayInterval& b) {
  return !IsEmpty(a) && !IsEmpty(b) && !Before(a, b) && !Before(b, a);
}

constexpr bool Contains(const DayInterval& a, Day day) {
  return (!a.begin || *a.begin <= day) && (!a.end || day < *a.end);
}

// Every day of `b`, of which there is one, is in `a`.
constexpr bool Contains(const DayInterval& a, const DayInterval& b) {
  if (IsEmpty(a) || IsEmpty(b)) return false;
  return (!a.begin || (b.begin && *a.begin <= *b.begin)) && (!a.end || (b.end && *b.end <= *a.end));
}

// The days in both; none when they share none.
constexpr std::optional<DayInterval> Intersection(const DayInterval& a, const DayInterval& b) {
  if (!Overlaps(a, b)) return std::nullopt;
  DayInterval out = a;
  if (b.begin && (!out.begin || *out.begin < *b.begin)) out.begin = b.begin;
  if (b.end && (!out.end || *b.end < *out.end)) out.end = b.end;
  return out;
}

// The shortest interval with the days of both.
constexpr DayInterval Cover(const DayInterval& a, const DayInterval& b) {
  if (IsEmpty(a)) return b;
  if (IsEmpty(b)) return a;
  DayInterval out;
  if (a.begin && b.begin) out.begin = std::min(*a.begin, *b.begin);
  if (a.end && b.end) out.end = std::max(*a.end, *b.end);
  return out;
}

// How many days it holds; none when it is open.
constexpr std::optional<int> LengthDays(const DayInterval& a) {
  if (!a.begin || !a.end) return std::nullopt;
  return std::max(0, a.end->Since(*a.begin));
}

}  // namespace dateline
