// Amounts of time and what repeats: durations and sets (TimeML 1.2.1, 2.2.1 "DURATION", "SET").
#include <cstdio>

#include "times/operators.h"

namespace dateline::times {
namespace {

// Half a unit in the next smaller one; `is_added` when it follows whole units of a value.
std::string_view HalfOf(std::string_view unit, bool is_added) {
  if (unit == "TM") return "30S";
  if (unit == "H") return "30M";
  if (unit == "D") return "T12H";
  if (unit == "M") return "15D";
  if (unit == "Y") return "6M";
  return is_added && unit == "W" ? "T84H" : "";
}

// "3M" of "two years and three months", "T6H" of "two days and six hours".
std::string SecondPart(const Slots& slots) {
  const std::string_view unit = slots.text(Meaning::kUnit, 1);
  const bool has_time = IsWithinDay(slots.text(Meaning::kUnit));
  const std::string part = DurationValue(unit, slots.second_quantity(), false);
  return part.substr(IsWithinDay(unit) && !has_time ? 1 : has_time ? 2 : 1);
}

}  // namespace

std::optional<Resolved> Duration(const Slots& slots) {
  Resolved out;
  out.type = TimexType::kDuration;
  const std::string_view unit = slots.text(Meaning::kUnit);
  const bool is_count = slots.has(Meaning::kNumber);
  if (slots.has(Meaning::kFraction) && UnitMultiple(slots) == 1) {
    out.value = DurationValue(unit, is_count ? slots.quantity() : 1, false) +
                std::string(HalfOf(unit, true));
  } else if (slots.has(Meaning::kFraction)) {
    out.value = DurationValue(
        unit, UnitMultiple(slots) * slots.quantity() + UnitMultiple(slots) / 2, false);
  } else {
    out.value = DurationValue(unit, slots.quantity() * UnitMultiple(slots), slots.is_vague());
    if (slots.has_two(Meaning::kUnit)) out.value += SecondPart(slots);
  }
  out.mod = slots.text(Meaning::kCompare);
  return out;
}

// "half an hour": in the next smaller unit.
std::optional<Resolved> HalfDuration(const Slots& slots) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  Resolved out;
  out.type = TimexType::kDuration;
  if (UnitMultiple(slots) > 1) {
    out.value = DurationValue(unit, UnitMultiple(slots) / 2, false);
    return out;
  }
  const std::string_view half = HalfOf(unit, false);
  if (half.empty()) return std::nullopt;
  out.value = (IsWithinDay(unit) ? "PT" : "P") + std::string(half);
  return out;
}

std::optional<Resolved> Set(const Slots& slots, int count) {
  Resolved out;
  out.type = TimexType::kSet;
  char buffer[32];
  if (slots.has(Meaning::kFrequency)) {
    out.value = slots.text(Meaning::kFrequency);
  } else if (slots.has(Meaning::kUnit)) {
    out.value =
        DurationValue(slots.text(Meaning::kUnit), count * UnitMultiple(slots), slots.is_vague());
  } else if (slots.has(Meaning::kWeekday)) {
    std::snprintf(buffer, sizeof buffer, "XXXX-WXX-%d", slots.number(Meaning::kWeekday));
    out.value = buffer;
    if (slots.has(Meaning::kPart)) out.value += "T" + std::string(slots.text(Meaning::kPart));
  } else if (slots.has(Meaning::kMonth)) {
    out.value = "XXXX-" + TwoDigits(slots.number(Meaning::kMonth));
  } else if (slots.has(Meaning::kSeason)) {
    out.value = "XXXX-" + std::string(slots.text(Meaning::kSeason));
  } else if (slots.has(Meaning::kPart)) {
    out.value = "XXXX-XX-XXT" + std::string(slots.text(Meaning::kPart));
  } else {
    return std::nullopt;
  }
  return out;
}

}  // namespace dateline::times
