// Quarters, halves, seasons, decades and centuries.
#include <algorithm>

#include "times/operators.h"

namespace dateline::times {
namespace {

constexpr int kSoonSeasonDays = 100;  // a season that begins this near ahead is the coming one

}  // namespace

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

// "the quarter", "the latest period": that of which the text spoke, else the last that is over;
// "the quarter ended Sept. 30" says which.
std::optional<Resolved> TheQuarter(const Slots& slots, const Context& context) {
  if (context.last_quarter) return FromPeriod(*context.last_quarter, slots, context);
  if (slots.has(Meaning::kMonth)) {
    std::string unresolved;
    const auto month = PointOf(slots, context, unresolved);
    if (!month) return Unresolved(Unknown("Q"), slots);
    return FromPeriod(PeriodOf(Grain::kQuarter, month->begin), slots, context);
  }
  if (!context.published) return Unresolved(Unknown("Q"), slots);
  return FromPeriod(Shift(PeriodOf(Grain::kQuarter, *context.published), -1), slots, context);
}

// "the 1988 quarter": the same quarter as that of which the text spoke; else the year.
std::optional<Resolved> YearPeriodOf(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto year = PointOf(slots, context, unresolved);
  if (!year) return std::nullopt;
  if (!context.last_quarter || context.is_of_year) return FromPeriod(*year, slots, context);
  const int years = static_cast<int>(year->begin.civil().year()) -
                    static_cast<int>(context.last_quarter->begin.civil().year());
  return FromPeriod(Shift(*context.last_quarter, 4 * years), slots, context);
}

// "the year-earlier quarter": the quarter before publication, a year back; alone, the year before.
std::optional<Resolved> YearEarlier(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.has(Meaning::kUnit) ? slots.text(Meaning::kUnit) : "Y";
  if (context.last_quarter && !slots.has(Meaning::kOrdinal) && unit != "M" &&
      !(context.is_of_year && unit == "Y")) {
    return FromPeriod(Shift(*context.last_quarter, -4), slots, context);
  }
  if (!context.published) return Unresolved(Unknown(unit), slots);
  Period period = PeriodOf(GrainOf(unit, 1), *context.published);
  if (slots.has(Meaning::kOrdinal)) {
    const auto same = PartOfYear(slots, context, Grain::kQuarter);
    if (!same || !same->period) return std::nullopt;
    return FromPeriod(Shift(*same->period, -4), slots, context);
  }
  return FromPeriod(Shift(period, unit == "Q" ? -5 : -1), slots, context);
}

namespace {

// The period of which something is a part: "of September", "of 2021", "of this month".
std::optional<Period> Whole(const Slots& slots, const Context& context, std::size_t unit,
                            std::string& unresolved) {
  if (slots.has(Meaning::kMonth) || slots.has(Meaning::kYear)) {
    return PointOf(slots, context, unresolved);
  }
  const std::string_view name = slots.text(Meaning::kUnit, unit);
  unresolved = Unknown(name);
  if (!context.published || name.empty()) return std::nullopt;
  return Shift(PeriodOf(GrainOf(name, 1), *context.published), slots.number(Meaning::kRelative));
}

// By TimeML a part of a period has the value of the whole and a mod that says which part.
Resolved PartOfWhole(const std::optional<Period>& whole, const std::string& unresolved,
                     std::string_view mod) {
  Resolved out;
  out.value = whole ? whole->Value() : unresolved;
  out.mod = mod;
  out.period = whole;
  return out;
}

// "the first Monday of September", "the last Friday of this month".
std::optional<Resolved> WeekdayOfMonth(const Slots& slots, const Context& context,
                                       const std::optional<Period>& month, std::string unresolved) {
  if (!month) return Unresolved(std::move(unresolved), slots);
  const auto civil = month->begin.civil();
  const auto day = NthWeekday(
      static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
      slots.number(Meaning::kWeekday), std::max(0, slots.number(Meaning::kOrdinal)));
  if (!day) return std::nullopt;
  return FromPeriod(PeriodOf(Grain::kDay, *day), slots, context);
}

}  // namespace

// "the second half of August".
std::optional<Resolved> HalfOfPeriod(const Slots& slots, const Context& context) {
  const int ordinal = slots.number(Meaning::kOrdinal);
  if (ordinal < 1 || ordinal > 2) return std::nullopt;
  std::string unresolved;
  const auto whole = Whole(slots, context, 0, unresolved);
  if (!whole && unresolved.empty()) return std::nullopt;
  Resolved out = PartOfWhole(whole, unresolved, ordinal == 1 ? "START" : "END");
  if (whole) {
    const Day middle = whole->begin.Plus(whole->end.Since(whole->begin) / 2);
    out.interval =
        ordinal == 1 ? DayInterval{whole->begin, middle} : DayInterval{middle, whole->end};
  }
  return out;
}

// "the first week of September", "the last two days of 2021", "the last days of August": counted
// in the period itself, not in the calendar's weeks. A single day has its own value.
std::optional<Resolved> NthOfPeriod(const Slots& slots, const Context& context) {
  const int ordinal = slots.number(Meaning::kOrdinal);
  const int count = slots.quantity();
  const bool is_last = ordinal < 0;
  if (ordinal == 0 || count > kLongestShift || (count > 1 && ordinal > 1)) return std::nullopt;
  std::string unresolved;
  const bool is_weekday = slots.has(Meaning::kWeekday);
  const auto whole = Whole(slots, context, is_weekday ? 0 : 1, unresolved);
  if (!whole && unresolved.empty()) return std::nullopt;
  if (is_weekday) return WeekdayOfMonth(slots, context, whole, unresolved);
  const std::string_view mod = is_last ? "END" : ordinal == 1 ? "START" : "";
  Resolved out = PartOfWhole(whole, unresolved, mod);
  if (!whole) return out;
  if (slots.is_vague()) {
    if (mod.empty()) return std::nullopt;
    out.interval = Edge(*whole, mod, context.published);
    return out;
  }
  const std::string_view unit = slots.text(Meaning::kUnit);
  const Day begin =
      is_last ? Moved(whole->end, unit, -count) : Moved(whole->begin, unit, ordinal - 1);
  const Day end = is_last ? whole->end : std::min(Moved(begin, unit, count), whole->end);
  if (begin < whole->begin || begin >= end) return std::nullopt;
  if (end.Since(begin) == 1) return FromPeriod(PeriodOf(Grain::kDay, begin), slots, context);
  out.interval = DayInterval{begin, end};
  return out;
}

std::optional<Resolved> Season(const Slots& slots, const Context& context) {
  static constexpr std::string_view kSeasons = "SPSUFAWI";
  const std::string_view name = slots.text(Meaning::kSeason);
  const std::size_t at = kSeasons.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const int season = static_cast<int>(at / 2);
  if (slots.has(Meaning::kYearRange)) {  // "the winter of 1996-97" begins in the first
    return FromPeriod(SeasonPeriod(slots.number(Meaning::kYearRange) / 10000, season), slots,
                      context);
  }
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
  const int ahead = period.begin.Since(today);
  const bool is_past = context.direction == Direction::kPast && context.is_direct;
  const bool is_soon = ahead > 0 && ahead <= kSoonSeasonDays && !is_past;
  const int way = has_relative ? slots.number(Meaning::kRelative)
                               : (context.direction == Direction::kFuture || is_soon ? 1 : -1);
  if (way > 0 && period.end <= today) period = Shift(period, 4);
  if (way < 0 && period.begin > today) period = Shift(period, -4);
  if (has_relative && way < 0 && period.end > today) period = Shift(period, -4);
  if (has_relative && way > 0 && period.begin <= today) period = Shift(period, 4);
  return FromPeriod(period, slots, context);
}

// "2020-21", "1989 - 1999".
std::optional<Resolved> YearRange(const Slots& slots, const Context& context) {
  int first = slots.number(Meaning::kYearRange) / 10000;
  int last = slots.number(Meaning::kYearRange) % 10000;
  if (!slots.has(Meaning::kYearRange)) {
    if (!slots.has_two(Meaning::kYear)) return std::nullopt;
    first = slots.number(Meaning::kYear);
    last = slots.number(Meaning::kYear, 1);
    if (last < 100) last += first / 100 * 100;
  }
  if (first < 1000 || last <= first || last - first > 100 || last > 9998) return std::nullopt;
  Resolved out = FromPeriod(YearPeriod(first), slots, context);
  out.value += "/" + std::to_string(last);
  out.interval = DayInterval{YearPeriod(first).begin, YearPeriod(last).end};
  return out;
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

}  // namespace dateline::times
