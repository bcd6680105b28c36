#include "times/resolve.h"

#include <algorithm>
#include <cstdio>

namespace dateline::times {
namespace {

constexpr int kLongestShift = 5000;        // units; beyond it nothing is reckoned in days
constexpr int kLargestQuantity = 1000000;  // larger counts are cut: no text means them

struct OperationName {
  std::string_view name;
  Operation operation;
};
constexpr OperationName kOperations[] = {
    {"date", Operation::kDate},
    {"day-of-month", Operation::kDayOfMonth},
    {"range", Operation::kRange},
    {"relative", Operation::kRelative},
    {"rolling", Operation::kRolling},
    {"ago", Operation::kAgo},
    {"shifted", Operation::kShifted},
    {"offset", Operation::kOffset},
    {"duration", Operation::kDuration},
    {"half-duration", Operation::kHalfDuration},
    {"set", Operation::kSet},
    {"reference", Operation::kReference},
    {"part", Operation::kPart},
    {"overnight", Operation::kOvernight},
    {"quarter", Operation::kQuarter},
    {"half", Operation::kHalf},
    {"year-earlier", Operation::kYearEarlier},
    {"season", Operation::kSeason},
    {"decade", Operation::kDecade},
    {"century", Operation::kCentury},
};

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

// "P3D", "PT5H", "PXW".
std::string DurationValue(std::string_view unit, int count, bool is_vague) {
  std::string out = IsWithinDay(unit) ? "PT" : "P";
  out += is_vague ? "X" : std::to_string(count);
  out += unit == "TM" ? "M" : std::string(unit);
  return out;
}

// The unresolved value of a period of this unit.
std::string Unknown(std::string_view unit) {
  if (unit == "W") return "XXXX-WXX";
  if (unit == "WE") return "XXXX-WXX-WE";
  if (unit == "M") return "XXXX-XX";
  if (unit == "Q") return "XXXX-QX";
  if (unit == "Y") return "XXXX";
  return "XXXX-XX-XX";
}

std::string ModOf(std::string_view edge) {
  return edge == "START" || edge == "MID" || edge == "END" ? std::string(edge) : std::string();
}

Resolved FromPeriod(const Period& period, const Slots& slots, const Context& context) {
  Resolved out;
  out.value = period.Value();
  out.mod = ModOf(slots.text(Meaning::kEdge));
  out.interval = Edge(period, slots.text(Meaning::kEdge), context.published);
  out.period = period;
  return out;
}

Resolved Unresolved(std::string value, const Slots& slots) {
  Resolved out;
  out.value = std::move(value);
  out.mod = ModOf(slots.text(Meaning::kEdge));
  return out;
}

// "T06:00", "TMO", or nothing: what the match says of the time of day.
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

void AddTimeOfDay(const Slots& slots, Resolved& out) {
  const auto time = TimeOfDay(slots);
  if (!time) return;
  out.type = TimexType::kTime;
  out.value += *time;
  if (slots.has(Meaning::kCompare)) out.mod = slots.text(Meaning::kCompare);
}

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

// "September 5-9": one expression, both days inside.
std::optional<Resolved> Range(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto first = PointOf(slots, context, unresolved);
  const int length = slots.number(Meaning::kDay, 1) - slots.number(Meaning::kDay);
  if (length <= 0) return std::nullopt;
  if (!first) {
    if (unresolved.empty()) return std::nullopt;
    return Unresolved(
        unresolved + "/" + unresolved.substr(0, 8) + TwoDigits(slots.number(Meaning::kDay, 1)),
        slots);
  }
  const Day last = first->begin.Plus(length);
  if (PeriodOf(Grain::kMonth, last).begin != PeriodOf(Grain::kMonth, first->begin).begin) {
    return std::nullopt;
  }
  Resolved out = FromPeriod(*first, slots, context);
  out.value += "/" + last.ToString();
  out.interval = DayInterval{first->begin, last.Plus(1)};
  return out;
}

// "last week", "this year", "next month" from publication; "the previous month", "that week" from
// where the text stands.
std::optional<Resolved> Relative(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  const Grain grain = GrainOf(unit, UnitMultiple(slots));
  const bool is_anchored = slots.has(Meaning::kAnchored);
  auto base = context.published;
  if (is_anchored) {
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

// Days that `count` units take, for intervals that roll from publication.
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

bool CanReckon(Day from, const Slots& slots, int count) {
  return count <= kLongestShift && (slots.text(Meaning::kUnit) != "Y" ||
                                    count < static_cast<int>(from.civil().year()) - 1000);
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
  if (!context.published || count <= 0 || !CanReckon(*context.published, slots, count)) return out;
  const Day today = *context.published;
  if (slots.number(Meaning::kRelative) > 0) {
    out.interval = DayInterval{today, Moved(today, unit, count).Plus(1)};
  } else {
    out.interval =
        DayInterval{Moved(today, unit, -count).Plus(IsWithinDay(unit) ? 0 : 1), today.Plus(1)};
  }
  return out;
}

// The period of the unit's grain that lies `count` units from `base`.
Resolved Counted(const Slots& slots, const Context& context, std::optional<Day> base, int way) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  const int count = slots.quantity() * UnitMultiple(slots);
  if (slots.is_vague()) return Unresolved(way < 0 ? "PAST_REF" : "FUTURE_REF", slots);
  if (!base || !CanReckon(*base, slots, count)) return Unresolved(Unknown(unit), slots);
  if (IsWithinDay(unit)) {
    const Day other = Moved(*base, unit, way * count);
    Resolved out;
    out.type = TimexType::kTime;
    out.value = (count <= 12 ? *base : other).ToString() + "TXX";
    out.interval = way < 0 ? DayInterval{other, base->Plus(1)} : DayInterval{*base, other.Plus(1)};
    return out;
  }
  Resolved out =
      FromPeriod(PeriodOf(GrainOf(unit, 1), Moved(*base, unit, way * count)), slots, context);
  if (slots.has(Meaning::kCompare)) out.mod = slots.text(Meaning::kCompare);
  return out;
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

std::optional<Resolved> Duration(const Slots& slots) {
  Resolved out;
  out.type = TimexType::kDuration;
  const std::string_view unit = slots.text(Meaning::kUnit);
  out.value = DurationValue(unit, slots.quantity() * UnitMultiple(slots), slots.is_vague());
  out.mod = slots.text(Meaning::kCompare);
  return out;
}

// "half an hour": in the next smaller unit.
std::optional<Resolved> HalfDuration(const Slots& slots) {
  const std::string_view unit = slots.text(Meaning::kUnit);
  Resolved out;
  out.type = TimexType::kDuration;
  if (unit == "TM") {
    out.value = "PT30S";
  } else if (unit == "H") {
    out.value = "PT30M";
  } else if (unit == "D") {
    out.value = "PT12H";
  } else if (unit == "M") {
    out.value = "P15D";
  } else if (unit == "Y") {
    const int years = UnitMultiple(slots);
    out.value = years == 1 ? "P6M" : DurationValue("Y", years / 2, false);
  } else {
    return std::nullopt;
  }
  return out;
}

std::optional<Resolved> Set(const Slots& slots) {
  Resolved out;
  out.type = TimexType::kSet;
  char buffer[32];
  if (slots.has(Meaning::kFrequency)) {
    out.value = slots.text(Meaning::kFrequency);
  } else if (slots.has(Meaning::kUnit)) {
    out.value = DurationValue(slots.text(Meaning::kUnit), slots.quantity() * UnitMultiple(slots),
                              slots.is_vague());
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

// "this morning", "last night", "tonight", "the previous evening".
std::optional<Resolved> Part(const Slots& slots, const Context& context) {
  auto base = context.published;
  int way = slots.number(Meaning::kRelative);
  if (slots.has(Meaning::kAnchored)) {
    if (context.last_day) base = context.last_day;
    way = slots.number(Meaning::kAnchored);
  }
  Resolved out = base ? FromPeriod(PeriodOf(Grain::kDay, base->Plus(way)), slots, context)
                      : Unresolved("XXXX-XX-XX", slots);
  AddTimeOfDay(slots, out);
  return out;
}

// The night that ends on the day of publication: both of its days are inside.
std::optional<Resolved> Overnight(const Slots& slots, const Context& context) {
  if (!context.published) {
    Resolved out = Unresolved("XXXX-XX-XXTNI", slots);
    out.type = TimexType::kTime;
    return out;
  }
  const Day today = *context.published;
  Resolved out = FromPeriod(PeriodOf(Grain::kDay, today.Plus(-1)), slots, context);
  out.type = TimexType::kTime;
  out.value += "TNI";
  out.interval = DayInterval{today.Plus(-1), today.Plus(1)};
  out.period.reset();
  return out;
}

// "the third quarter", "the first half of 2019": without a year, the latest that has begun.
std::optional<Resolved> PartOfYear(const Slots& slots, const Context& context, Grain grain) {
  const int parts = grain == Grain::kQuarter ? 4 : 2;
  int ordinal = slots.number(Meaning::kOrdinal);
  if (ordinal < 1 || ordinal > parts) return std::nullopt;
  const auto in = [&](int year) {
    return Shift(PeriodOf(grain, Day::FromCivil(year, 1, 1)), ordinal - 1);
  };
  if (slots.has(Meaning::kYear)) {
    std::string unresolved;
    const auto year = PointOf(slots, context, unresolved);
    if (!year) return std::nullopt;
    return FromPeriod(in(static_cast<int>(year->begin.civil().year())), slots, context);
  }
  if (!context.published) {
    return Unresolved((grain == Grain::kQuarter ? "XXXX-Q" : "XXXX-H") + std::to_string(ordinal),
                      slots);
  }
  const int this_year = static_cast<int>(context.published->civil().year());
  if (slots.has(Meaning::kRelative)) {
    return FromPeriod(in(this_year + slots.number(Meaning::kRelative)), slots, context);
  }
  Period period = in(this_year);
  if (period.begin > *context.published && context.direction != Direction::kFuture) {
    period = Shift(period, -parts);
  }
  return FromPeriod(period, slots, context);
}

// "the year-earlier quarter": the quarter before publication, a year back; alone, the year before.
std::optional<Resolved> YearEarlier(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.has(Meaning::kUnit) ? slots.text(Meaning::kUnit) : "Y";
  if (!context.published) return Unresolved(Unknown(unit), slots);
  Period period = PeriodOf(GrainOf(unit, 1), *context.published);
  if (slots.has(Meaning::kOrdinal)) {
    const auto same = PartOfYear(slots, context, Grain::kQuarter);
    if (!same || !same->period) return std::nullopt;
    return FromPeriod(Shift(*same->period, -4), slots, context);
  }
  return FromPeriod(Shift(period, unit == "Q" ? -5 : -1), slots, context);
}

std::optional<Resolved> Season(const Slots& slots, const Context& context) {
  static constexpr std::string_view kSeasons = "SPSUFAWI";
  const std::string_view name = slots.text(Meaning::kSeason);
  const std::size_t at = kSeasons.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const int season = static_cast<int>(at / 2);
  if (slots.has(Meaning::kYear)) {
    std::string unresolved;
    const auto year = PointOf(slots, context, unresolved);
    if (!year) return std::nullopt;
    return FromPeriod(SeasonPeriod(static_cast<int>(year->begin.civil().year()), season), slots,
                      context);
  }
  if (!context.published) return Unresolved("XXXX-" + std::string(name), slots);
  const Day today = *context.published;
  Period period = SeasonPeriod(static_cast<int>(today.civil().year()), season);
  const bool has_relative = slots.has(Meaning::kRelative);
  const int way = has_relative ? slots.number(Meaning::kRelative)
                               : (context.direction == Direction::kFuture ? 1 : -1);
  if (way > 0 && period.end <= today) period = Shift(period, 4);
  if (way < 0 && period.begin > today) period = Shift(period, -4);
  if (has_relative && way < 0 && period.end > today) period = Shift(period, -4);
  if (has_relative && way > 0 && period.begin <= today) period = Shift(period, 4);
  return FromPeriod(period, slots, context);
}

std::optional<Resolved> Decade(const Slots& slots, const Context& context) {
  int year = slots.number(Meaning::kDecade);
  if (year < 100) year += year < 30 ? 2000 : 1900;
  return FromPeriod(PeriodOf(Grain::kDecade, Day::FromCivil(year, 1, 1)), slots, context);
}

std::optional<Resolved> Century(const Slots& slots, const Context& context) {
  const int ordinal = slots.number(Meaning::kOrdinal);
  if (ordinal < 11 || ordinal > 30) return std::nullopt;
  return FromPeriod(PeriodOf(Grain::kCentury, Day::FromCivil((ordinal - 1) * 100, 1, 1)), slots,
                    context);
}

}  // namespace

std::optional<Operation> OperationOf(std::string_view name) {
  for (const OperationName& known : kOperations) {
    if (known.name == name) return known.operation;
  }
  return std::nullopt;
}

Slots::Slots(const PatternMatch& match) {
  for (const MatchedToken& token : match.tokens) {
    if (token.meaning == Meaning::kNone) continue;
    is_plural_ = is_plural_ || token.is_plural;
    const std::size_t index = Index(token.meaning);
    if (count_[index] < 2) {
      values_[index][count_[index]] = {token.number, token.text};
      ++count_[index];
    }
    if (!token.edge.empty() && !has(Meaning::kEdge)) {
      values_[Index(Meaning::kEdge)][0].text = token.edge;
      count_[Index(Meaning::kEdge)] = 1;
    }
    if (token.meaning == Meaning::kNumber) {
      AddQuantity(token.number, token.number == 1 && !has_quantity_);
    }
  }
}

void Slots::AddQuantity(int number, bool is_article) {
  if (quantity_is_complete_) return;
  number = std::min(number, kLargestQuantity);
  if (!has_quantity_ || quantity_is_article_) {
    quantity_is_article_ = is_article;
    has_quantity_ = true;
    quantity_ = number;
  } else if (number == 100 || number == 1000) {
    quantity_ = std::min(quantity_ * number, kLargestQuantity);
  } else if (quantity_ >= 20 && quantity_ < 100 && quantity_ % 10 == 0 && number < 10) {
    quantity_ += number;
  } else if (quantity_ >= 100 && quantity_ % 100 == 0 && number < 100) {
    quantity_ += number;
  } else {
    quantity_is_complete_ = true;  // "two or three": the first
  }
}

std::optional<Resolved> Resolve(Operation operation, const Slots& slots, const Context& context) {
  switch (operation) {
    case Operation::kDate:
      return Date(slots, context);
    case Operation::kDayOfMonth:
      return DayOfMonth(slots, context);
    case Operation::kRange:
      return Range(slots, context);
    case Operation::kRelative:
      return Relative(slots, context);
    case Operation::kRolling:
      return Rolling(slots, context);
    case Operation::kAgo:
      return Counted(slots, context, context.published,
                     slots.text(Meaning::kEdge) == "LATER" ? 1 : -1);
    case Operation::kShifted:
      return Counted(slots, context, context.last_day ? context.last_day : context.published,
                     slots.text(Meaning::kEdge) == "LATER" ? 1 : -1);
    case Operation::kOffset:
      return Offset(slots, context);
    case Operation::kDuration:
      return Duration(slots);
    case Operation::kHalfDuration:
      return HalfDuration(slots);
    case Operation::kSet:
      return Set(slots);
    case Operation::kReference: {
      Resolved out;
      out.value = slots.text(Meaning::kReference);
      return out;
    }
    case Operation::kPart:
      return Part(slots, context);
    case Operation::kOvernight:
      return Overnight(slots, context);
    case Operation::kQuarter:
      return PartOfYear(slots, context, Grain::kQuarter);
    case Operation::kHalf:
      return PartOfYear(slots, context, Grain::kHalf);
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
