#include "times/operators.h"

#include <algorithm>
#include <cstdio>

namespace dateline::times {

std::string TwoDigits(int number) {
  char out[16];
  std::snprintf(out, sizeof out, "%02d", number);
  return out;
}

Grain GrainOf(std::string_view unit, int multiple) {
  if (unit == "W") return Grain::kWeek;
  if (unit == "WE") return Grain::kWeekend;
  if (unit == "M") return Grain::kMonth;
  if (unit == "Q") return Grain::kQuarter;
  if (unit == "Y") {
    return multiple >= 100 ? Grain::kCentury : multiple >= 10 ? Grain::kDecade : Grain::kYear;
  }
  return Grain::kDay;
}

bool IsWithinDay(std::string_view unit) { return unit == "H" || unit == "TM" || unit == "S"; }

int UnitMultiple(const Slots& slots) { return std::max(1, slots.number(Meaning::kUnit)); }

Day Moved(Day from, std::string_view unit, int count) {
  if (IsWithinDay(unit)) {
    const int hours = unit == "H" ? count : 1;
    return from.Plus(hours >= 0 ? (hours + 23) / 24 : -((-hours + 23) / 24));
  }
  if (unit == "D") return from.Plus(count);
  if (unit == "W" || unit == "WE") return from.Plus(7 * count);
  if (unit == "M") return AddMonths(from, count);
  if (unit == "Q") return AddMonths(from, 3 * count);
  return AddMonths(from, 12 * count);
}

std::string DurationValue(std::string_view unit, int count, bool is_vague) {
  std::string out = IsWithinDay(unit) ? "PT" : "P";
  out += is_vague ? "X" : std::to_string(count);
  out += unit == "TM" ? "M" : std::string(unit);
  return out;
}

std::string Unknown(std::string_view unit) {
  if (unit == "W") return "XXXX-WXX";
  if (unit == "WE") return "XXXX-WXX-WE";
  if (unit == "M") return "XXXX-XX";
  if (unit == "Q") return "XXXX-QX";
  if (unit == "Y") return "XXXX";
  return "XXXX-XX-XX";
}

namespace {
std::string ModOf(std::string_view edge) {
  return edge == "START" || edge == "MID" || edge == "END" ? std::string(edge) : std::string();
}

}  // namespace

Resolved FromPeriod(const Period& period, const Slots& slots, const Context& context) {
  Resolved out;
  out.value = period.Value();
  out.mod = ModOf(slots.text(Meaning::kEdge));
  if (slots.text(Meaning::kCompare) == "APPROX") out.mod = "APPROX";
  out.interval = Edge(period, slots.text(Meaning::kEdge), context.published);
  // "advanced this week" is over on the day of publication, "will vote this week" begins on it.
  if (slots.has(Meaning::kRelative) && slots.number(Meaning::kRelative) == 0 &&
      !slots.has(Meaning::kEdge) && period.grain != Grain::kDay && context.published) {
    out.interval = Edge(period, context.direction == Direction::kFuture ? "LATER" : "TODATE",
                        context.published);
  }
  out.period = period;
  return out;
}

Resolved Unresolved(std::string value, const Slots& slots) {
  Resolved out;
  out.value = std::move(value);
  out.mod = ModOf(slots.text(Meaning::kEdge));
  return out;
}

std::optional<std::string> TimeOfDay(const Slots& slots) {
  if (slots.has(Meaning::kClock) || slots.has(Meaning::kHour)) {
    const bool is_clock = slots.has(Meaning::kClock);
    int hour = is_clock ? slots.number(Meaning::kClock) / 100 : slots.number(Meaning::kHour);
    const int minute = is_clock ? slots.number(Meaning::kClock) % 100 : 0;
    const std::string_view half = slots.text(Meaning::kMeridiem);
    const std::string_view part = slots.text(Meaning::kPart);
    if (half == "AM" && hour == 12) hour = 0;
    if ((half == "PM" || part == "AF" || part == "EV") && hour < 12) hour += 12;
    return "T" + TwoDigits(hour) + ":" + TwoDigits(minute);
  }
  if (slots.has(Meaning::kPart)) return "T" + std::string(slots.text(Meaning::kPart));
  return std::nullopt;
}

}  // namespace dateline::times
