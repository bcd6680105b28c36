#include "times/resolve.h"

#include "times/operators.h"

namespace dateline::times {
namespace {

constexpr int kHoursOfADay = 12;  // counted hours up to this many do not leave the day

struct OperationName {
  std::string_view name;
  Operation operation;
};
constexpr OperationName kOperations[] = {
    {"date", Operation::kDate},
    {"day-of-month", Operation::kDayOfMonth},
    {"range", Operation::kRange},
    {"year-range", Operation::kYearRange},
    {"relative", Operation::kRelative},
    {"the-quarter", Operation::kTheQuarter},
    {"year-period", Operation::kYearPeriod},
    {"week-of", Operation::kWeekOf},
    {"the-part", Operation::kThePart},
    {"rolling", Operation::kRolling},
    {"ago", Operation::kAgo},
    {"shifted", Operation::kShifted},
    {"offset", Operation::kOffset},
    {"event-offset", Operation::kEventOffset},
    {"list-day", Operation::kListDay},
    {"duration", Operation::kDuration},
    {"half-duration", Operation::kHalfDuration},
    {"set", Operation::kSet},
    {"set-per", Operation::kSetPer},
    {"reference", Operation::kReference},
    {"part", Operation::kPart},
    {"overnight", Operation::kOvernight},
    {"night-range", Operation::kNightRange},
    {"night-into", Operation::kNightInto},
    {"quarter", Operation::kQuarter},
    {"half", Operation::kHalf},
    {"half-of", Operation::kHalfOf},
    {"nth-of", Operation::kNthOf},
    {"year-earlier", Operation::kYearEarlier},
    {"season", Operation::kSeason},
    {"decade", Operation::kDecade},
    {"century", Operation::kCentury},
};

// Dates, weekdays, feasts, "yesterday", each with or without a time of day; clock times alone are
// of the day of publication.
std::optional<Resolved> Date(const Slots& slots, const Context& context) {
  std::string unresolved;
  const bool is_time_alone = TimeOfDay(slots) && !slots.has(Meaning::kMonth) &&
                             !slots.has(Meaning::kWeekday) && !slots.has(Meaning::kDeictic) &&
                             !slots.has(Meaning::kYear) && !slots.has(Meaning::kHoliday);
  std::optional<Period> period;
  if (is_time_alone) {
    if (context.published) period = PeriodOf(Grain::kDay, *context.published);
    unresolved = "XXXX-XX-XX";
  } else {
    period = PointOf(slots, context, unresolved);
  }
  if (!period && unresolved.empty()) return std::nullopt;
  Resolved out =
      period ? FromPeriod(*period, slots, context) : Unresolved(std::move(unresolved), slots);
  AddTimeOfDay(slots, out);
  if (is_time_alone) out.period.reset();
  return out;
}

// "the 8th": of the month of which the text spoke, else the latest before publication.
std::optional<Resolved> DayOfMonth(const Slots& slots, const Context& context) {
  const int number = slots.number(Meaning::kDay);
  const auto base = context.last_period ? context.last_period : context.published;
  if (!base) return Unresolved("XXXX-XX-" + TwoDigits(number), slots);
  const auto civil = base->civil();
  Period month = MonthPeriod(static_cast<int>(civil.year()),
                             static_cast<int>(static_cast<unsigned>(civil.month())));
  if (!context.last_period && month.begin.Plus(number - 1) > *base &&
      context.direction != Direction::kFuture) {
    month = Shift(month, -1);
  }
  const Day day = month.begin.Plus(number - 1);
  if (day >= month.end) return std::nullopt;
  return FromPeriod(PeriodOf(Grain::kDay, day), slots, context);
}

// "last week", "this year", "next month" from publication; "the previous month", "that week" from
// where the text stands.
std::optional<Resolved> Relative(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  const Grain grain = GrainOf(unit, UnitMultiple(slots));
  const bool is_anchored = slots.has(Meaning::kAnchored);
  auto base = context.published;
  if (is_anchored && grain == Grain::kQuarter && context.last_quarter) {
    base = context.last_quarter->begin;
  } else if (is_anchored) {
    const auto last =
        grain == Grain::kDay || grain == Grain::kWeek ? context.last_day : context.last_period;
    if (last) base = last;
  }
  if (!base) return Unresolved(Unknown(unit), slots);
  const int way = slots.number(is_anchored ? Meaning::kAnchored : Meaning::kRelative);
  Period period = PeriodOf(grain, *base);
  if (grain == Grain::kWeekend && way == 0 && !slots.has(Meaning::kRelative) &&
      context.direction != Direction::kFuture && period.begin > *base) {
    period = Shift(period, -1);
  }
  return FromPeriod(Shift(period, way), slots, context);
}

// "the week of March 6".
std::optional<Resolved> WeekOf(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto point = PointOf(slots, context, unresolved);
  if (!point) return Unresolved("XXXX-WXX", slots);
  return FromPeriod(PeriodOf(Grain::kWeek, point->begin), slots, context);
}

bool CanReckon(Day from, const Slots& slots, int count) {
  return count <= kLongestShift && (slots.text(Meaning::kUnit) != "Y" ||
                                    count < static_cast<int>(from.civil().year()) - 1000);
}

// "recent weeks": a reference to the past without a length; its interval is reckoned as of three.
bool IsLoose(const Slots& slots) {
  return slots.is_vague() && !slots.has(Meaning::kVague) && slots.number(Meaning::kRelative) < 0;
}

// "the last two weeks": that long, up to and with the day of publication; "the next few days": from
// it on. With "hours" the first day is touched as well.
std::optional<Resolved> Rolling(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  const int guess = slots.has(Meaning::kVague) ? slots.number(Meaning::kVague) : 3;
  const int count = (slots.is_vague() ? guess : slots.quantity()) * UnitMultiple(slots);
  Resolved out;
  out.type = TimexType::kDuration;
  out.value = DurationValue(unit, count, slots.is_vague());
  out.mod = slots.text(Meaning::kCompare);
  if (IsLoose(slots)) {
    out.type = TimexType::kDate;
    out.value = "PAST_REF";
  }
  if (!context.published || count <= 0 || !CanReckon(*context.published, slots, count)) return out;
  const Day today = *context.published;
  if (slots.number(Meaning::kRelative) > 0) {
    out.interval = DayInterval{today, Moved(today, unit, count).Plus(1)};
  } else {
    // 24 hours, which "the past day" are as well, begin on the day before.
    const bool is_of_hours = IsWithinDay(unit) || (unit == "D" && count == 1);
    out.interval = DayInterval{Moved(today, unit, -count).Plus(is_of_hours ? 0 : 1), today.Plus(1)};
  }
  return out;
}

// "more than two years ago" lies before, "less than two years ago" behind the day counted to.
void ModOfPoint(const Slots& slots, const Context& context, int way, Resolved& out) {
  const std::string_view mod = slots.text(Meaning::kCompare);
  const bool is_more = mod == "MORE_THAN" || mod == "EQUAL_OR_MORE";
  const bool is_less = mod == "LESS_THAN" || mod == "EQUAL_OR_LESS";
  if (!is_more && !is_less) {
    if (slots.has(Meaning::kCompare)) out.mod = mod;
    return;
  }
  const bool is_before = is_more == (way < 0);
  const bool is_strict = mod == "MORE_THAN" || mod == "LESS_THAN";
  out.mod = std::string(is_strict ? "" : "ON_OR_") + (is_before ? "BEFORE" : "AFTER");
  if (!out.interval) return;
  if (is_before) {
    out.interval->begin = way < 0 ? std::nullopt : context.published;
  } else if (way < 0 && context.published) {
    out.interval->end = context.published->Plus(1);
  } else {
    out.interval->end.reset();
  }
}

// The period of the unit's grain that lies `count` units from `base`.
Resolved Counted(const Slots& slots, const Context& context, std::optional<Day> base, int way) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  const int count = slots.quantity() * UnitMultiple(slots);
  if (slots.is_vague()) return Unresolved(way < 0 ? "PAST_REF" : "FUTURE_REF", slots);
  if (!base || !CanReckon(*base, slots, count)) return Unresolved(Unknown(unit), slots);
  if (unit == "Y" && count == 1 && context.last_quarter) {
    const Period& quarter = *context.last_quarter;
    if (!context.is_of_year) return FromPeriod(Shift(quarter, 4 * way), slots, context);
    return FromPeriod(Shift(PeriodOf(Grain::kYear, quarter.begin), way), slots, context);
  }
  if (IsWithinDay(unit)) {
    const Day other = Moved(*base, unit, way * count);
    Resolved out;
    out.type = TimexType::kTime;
    out.value = (count <= kHoursOfADay ? *base : other).ToString() + "TXX";
    const bool is_same_day = unit != "H" || count <= kHoursOfADay / 2;
    if (is_same_day) {
      out.interval = DayInterval::Single(*base);
      return out;
    }
    out.interval = way < 0 ? DayInterval{other, base->Plus(1)} : DayInterval{*base, other.Plus(1)};
    return out;
  }
  Resolved out =
      FromPeriod(PeriodOf(GrainOf(unit, 1), Moved(*base, unit, way * count)), slots, context);
  ModOfPoint(slots, context, way, out);
  return out;
}

// Where the text stands, for units of days or of months.
std::optional<Day> StandOf(const Slots& slots, const Context& context) {
  const Grain grain = GrainOf(slots.text(Meaning::kUnit), 1);
  const bool is_of_days = grain == Grain::kDay || grain == Grain::kWeek;
  const auto& stand = is_of_days ? context.last_day : context.last_period;
  return stand ? stand : context.published;
}

// "two days after Friday", "a week from today".
std::optional<Resolved> Offset(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto point = PointOf(slots, context, unresolved);
  if (!point && unresolved.empty()) return std::nullopt;
  std::optional<Day> base;
  if (point) base = point->begin;
  return Counted(slots, context, base, slots.text(Meaning::kEdge) == "EARLIER" ? -1 : 1);
}

// "two days after the blast": by TimeML a duration; its interval is where the two days lead from
// the event's day. "the day after the blast" is a date.
std::optional<Resolved> EventOffset(const Slots& slots, const Context& context) {
  const int way = slots.text(Meaning::kEdge) == "EARLIER" ? -1 : 1;
  const bool is_counted = slots.has(Meaning::kNumber) || slots.has(Meaning::kVague);
  if (!is_counted && !slots.is_vague()) return Counted(slots, context, context.event_day, way);
  auto out = Duration(slots);
  if (!out || slots.is_vague()) return out;
  if (context.event_day) {
    out->interval = Counted(slots, context, context.event_day, way).interval;
  } else if (context.main_day) {
    // "Sunday's blast came two days after two attacks": they lead back to the attacks.
    out->interval = Counted(slots, context, context.main_day, -way).interval;
  }
  return out;
}

}  // namespace

std::optional<Operation> OperationOf(std::string_view name) {
  for (const OperationName& known : kOperations) {
    if (known.name == name) return known.operation;
  }
  return std::nullopt;
}

std::optional<Resolved> Resolve(Operation operation, const Slots& slots, const Context& context) {
  switch (operation) {
    case Operation::kDate:
      return Date(slots, context);
    case Operation::kDayOfMonth:
      return DayOfMonth(slots, context);
    case Operation::kRange:
      return Range(slots, context);
    case Operation::kYearRange:
      return YearRange(slots, context);
    case Operation::kRelative:
      return Relative(slots, context);
    case Operation::kTheQuarter:
      return TheQuarter(slots, context);
    case Operation::kYearPeriod:
      return YearPeriodOf(slots, context);
    case Operation::kWeekOf:
      return WeekOf(slots, context);
    case Operation::kThePart:
      return ThePart(slots, context);
    case Operation::kRolling:
      return Rolling(slots, context);
    case Operation::kAgo:
      return Counted(slots, context, context.published,
                     slots.text(Meaning::kEdge) == "LATER" ? 1 : -1);
    case Operation::kShifted:
      // "a few days later": how far is not told, so that it has a length but no place.
      if (slots.is_vague()) return Duration(slots);
      return Counted(slots, context, StandOf(slots, context),
                     slots.text(Meaning::kEdge) == "LATER" ? 1 : -1);
    case Operation::kOffset:
      return Offset(slots, context);
    case Operation::kEventOffset:
      return EventOffset(slots, context);
    case Operation::kListDay:
      return Date(slots, context);
    case Operation::kDuration:
      return Duration(slots);
    case Operation::kHalfDuration:
      return HalfDuration(slots);
    case Operation::kSet:
      return Set(slots, slots.quantity());
    case Operation::kSetPer:
      return Set(slots, 1);
    case Operation::kReference: {
      Resolved out;
      out.value = slots.text(Meaning::kReference);
      return out;
    }
    case Operation::kPart:
      return Part(slots, context);
    case Operation::kOvernight:
      return Overnight(slots, context);
    case Operation::kNightRange:
      return NightRange(slots, context);
    case Operation::kNightInto:
      return NightInto(slots, context);
    case Operation::kQuarter:
      return PartOfYear(slots, context, Grain::kQuarter);
    case Operation::kHalf:
      return PartOfYear(slots, context, Grain::kHalf);
    case Operation::kHalfOf:
      return HalfOfPeriod(slots, context);
    case Operation::kNthOf:
      return NthOfPeriod(slots, context);
    case Operation::kYearEarlier:
      return YearEarlier(slots, context);
    case Operation::kSeason:
      return Season(slots, context);
    case Operation::kDecade:
      return Decade(slots, context);
    case Operation::kCentury:
      return Century(slots, context);
  }
  return std::nullopt;
}

}  // namespace dateline::times
