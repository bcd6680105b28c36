// What the operators of resolve.cc share; no part of the stage's surface.
#pragma once

#include <optional>
#include <string>

#include "times/resolve.h"

namespace dateline::times {

constexpr int kLongestShift = 5000;  // units; beyond it nothing is reckoned in days

std::string TwoDigits(int number);
Grain GrainOf(std::string_view unit, int multiple);
bool IsWithinDay(std::string_view unit);
int UnitMultiple(const Slots& slots);
// The day that lies `count` units further on; less than a day counts as one.
Day Moved(Day from, std::string_view unit, int count);
// "P3D", "PT5H", "PXW".
std::string DurationValue(std::string_view unit, int count, bool is_vague);
// The unresolved value of a period of this unit.
std::string Unknown(std::string_view unit);
Resolved FromPeriod(const Period& period, const Slots& slots, const Context& context);
Resolved Unresolved(std::string value, const Slots& slots);
// "T06:00", "TMO", or nothing: what the match says of the time of day.
std::optional<std::string> TimeOfDay(const Slots& slots);

// day_parts.cc
void AddTimeOfDay(const Slots& slots, Resolved& out);
std::optional<Resolved> Range(const Slots& slots, const Context& context);
std::optional<Resolved> Part(const Slots& slots, const Context& context);
std::optional<Resolved> ThePart(const Slots& slots, const Context& context);
std::optional<Resolved> Overnight(const Slots& slots, const Context& context);
std::optional<Resolved> NightRange(const Slots& slots, const Context& context);
std::optional<Resolved> NightInto(const Slots& slots, const Context& context);

// amounts.cc
std::optional<Resolved> Duration(const Slots& slots);
std::optional<Resolved> HalfDuration(const Slots& slots);
// `count`: how many units lie between two times.
std::optional<Resolved> Set(const Slots& slots, int count);

// year_parts.cc
std::optional<Resolved> PartOfYear(const Slots& slots, const Context& context, Grain grain);
std::optional<Resolved> HalfOfPeriod(const Slots& slots, const Context& context);
std::optional<Resolved> NthOfPeriod(const Slots& slots, const Context& context);
std::optional<Resolved> TheQuarter(const Slots& slots, const Context& context);
std::optional<Resolved> YearPeriodOf(const Slots& slots, const Context& context);
std::optional<Resolved> YearEarlier(const Slots& slots, const Context& context);
std::optional<Resolved> Season(const Slots& slots, const Context& context);
std::optional<Resolved> YearRange(const Slots& slots, const Context& context);
std::optional<Resolved> Decade(const Slots& slots, const Context& context);
std::optional<Resolved> Century(const Slots& slots, const Context& context);

}  // namespace dateline::times
