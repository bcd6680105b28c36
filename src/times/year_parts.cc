// Quarters, halves, seasons, decades and centuries.
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

// "the quarter", "the latest period": that of which the text spoke, else the last that is over.
std::optional<Resolved> TheQuarter(const Slots& slots, const Context& context) {
  if (context.last_quarter) return FromPeriod(*context.last_quarter, slots, context);
  if (!context.published) return Unresolved(Unknown("Q"), slots);
  return FromPeriod(Shift(PeriodOf(Grain::kQuarter, *context.published), -1), slots, context);
}

// "the 1988 quarter": the same quarter as that of which the text spoke; else the year.
std::optional<Resolved> YearPeriodOf(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto year = PointOf(slots, context, unresolved);
  if (!year) return std::nullopt;
  if (!context.last_quarter) return FromPeriod(*year, slots, context);
  const int years = static_cast<int>(year->begin.civil().year()) -
                    static_cast<int>(context.last_quarter->begin.civil().year());
  return FromPeriod(Shift(*context.last_quarter, 4 * years), slots, context);
}

// "the year-earlier quarter": the quarter before publication, a year back; alone, the year before.
std::optional<Resolved> YearEarlier(const Slots& slots, const Context& context) {
  const std::string_view unit = slots.has(Meaning::kUnit) ? slots.text(Meaning::kUnit) : "Y";
  if (context.last_quarter && !slots.has(Meaning::kOrdinal) && unit != "M") {
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
