// Points: which day, month or year the date words of a match name.
//
// A bare weekday or month is the latest on or before publication, unless the tense turns it to the
// future (docs/guidelines; `../shared` rule 5 of the claim guideline: "a weekday is the latest
// one").
#include <cstdio>

#include "times/resolve.h"

namespace dateline::times {
namespace {

constexpr int kFarMonthDays = 300;   // nor a month
constexpr int kFarDays = 250;        // a cue of the future turns no day that lies further ahead
constexpr int kSoonDays = 60;        // a day of a month this near ahead is the coming one in news
constexpr int kSoonMonthDays = 100;  // and so is a month that begins this near ahead

std::string Pattern(const char* format, int a, int b = 0) {
  char out[32];
  std::snprintf(out, sizeof out, format, a, b);
  return out;
}

int FullYear(int year) { return year >= 100 ? year : year + (year < 40 ? 2000 : 1900); }

// A feast of a year by its code: "1225" for 25 December, "4-4-11" for the fourth Thursday of
// November ("L" for the last), "4-4-11+1" for the day after it, "EASTER-2" or "ORTHODOX+0" counted
// from Easter Sunday.
std::optional<Day> FeastOf(const Slots& slots, int year) {
  const std::string_view code = slots.text(Meaning::kHoliday);
  const int fixed = slots.number(Meaning::kHoliday);
  if (fixed >= 100) return MakeDay(year, fixed / 100, fixed % 100);
  const auto digits = [&](std::size_t at) {
    int number = 0;
    for (; at < code.size() && code[at] >= '0' && code[at] <= '9'; ++at) {
      number = number * 10 + (code[at] - '0');
    }
    return number;
  };
  const std::size_t sign = code.find_first_of("+-");
  if (year < 1000 || year > 9998 || sign == std::string_view::npos) return std::nullopt;
  const std::string_view kind = code.substr(0, sign);
  const int days = (code[sign] == '-' ? -1 : 1) * digits(sign + 1);
  if (kind == "EASTER") return EasterOf(year).Plus(days);
  if (kind == "ORTHODOX") return OrthodoxEasterOf(year).Plus(days);
  const std::size_t second = code.find('-', sign + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto day =
      NthWeekday(year, digits(second + 1), digits(sign + 1), kind == "L" ? 0 : digits(0));
  const std::size_t later = code.find('+', second);
  if (!day || later == std::string_view::npos) return day;
  return day->Plus(digits(later + 1));
}

// The year for what comes once a year, of which `day_in` gives the first day.
template <typename DayIn>
std::optional<int> YearFor(const Context& context, bool is_day, const Slots& slots,
                           const DayIn& day_in) {
  if (!context.published) return std::nullopt;
  const Day today = *context.published;
  const int year = static_cast<int>(today.civil().year());
  const auto now = day_in(year);
  const bool has_relative = slots.has(Meaning::kRelative);
  const int relative = slots.number(Meaning::kRelative);
  if (!now || (has_relative && relative == 0)) return year;
  const bool is_here = !is_day && now->civil().month() == today.civil().month();
  const bool is_begun = *now <= today;
  if (has_relative && relative < 0) {
    // The month that is just over is "last month": in March, "last February" is of the year before.
    const bool is_just_over =
        !is_day && is_begun && AddMonths(*now, 1).civil().month() == today.civil().month();
    return is_begun && !is_here && !is_just_over ? year : year - 1;
  }
  if (has_relative) return *now > today && !is_here ? year : year + 1;
  if (is_here) return year;
  const int coming = is_begun ? year + 1 : year;
  const auto next = day_in(coming);
  if (!next) return year;
  const int ahead = next->Since(today);
  // "will … after he was rescued on Nov. 25" in January: a cue does not reach that far.
  if (*now == today) return year;
  // A day so near ahead is never meant as the one almost a year ago, whatever the tense.
  int limit = is_day ? kSoonDays : kSoonMonthDays;
  if (context.direction == Direction::kFuture) limit = is_day ? kFarDays : kFarMonthDays;
  if (context.direction == Direction::kPast && context.is_direct && !is_day) limit = 0;
  const bool is_future = ahead <= limit;
  return is_future ? coming : coming - 1;
}

std::optional<Period> WeekdayOf(const Slots& slots, const Context& context,
                                std::string& unresolved) {
  const int weekday = slots.number(Meaning::kWeekday);
  unresolved = Pattern("XXXX-WXX-%d", weekday);
  const auto on = [](Day day) { return PeriodOf(Grain::kDay, day); };
  if (slots.has(Meaning::kAnchored)) {
    const auto base = context.last_day ? context.last_day : context.published;
    if (!base) return std::nullopt;
    const int way = slots.number(Meaning::kAnchored);
    if (way > 0) return on(NearestWeekday(base->Plus(1), weekday, 1));
    return on(NearestWeekday(way < 0 ? base->Plus(-1) : *base, weekday, -1));
  }
  if (!context.published) return std::nullopt;
  const Day today = *context.published;
  if (slots.has(Meaning::kRelative)) {
    const int way = slots.number(Meaning::kRelative);
    const Period week = PeriodOf(Grain::kWeek, today);
    if (slots.text(Meaning::kUnit) == "W") return on(Shift(week, way).begin.Plus(weekday - 1));
    if (way < 0) return on(NearestWeekday(today.Plus(-1), weekday, -1));
    if (way > 0) return on(NearestWeekday(today.Plus(1), weekday, 1));
    return on(week.begin.Plus(weekday - 1));
  }
  return on(NearestWeekday(today, weekday, context.direction == Direction::kFuture ? 1 : -1));
}

// "Saturday, April 25" is one day: of the years next to the likeliest, that in which it exists.
// None when the two contradict each other.
std::optional<int> YearWithWeekday(int likeliest, int month, int day, int weekday) {
  for (const int year : {likeliest, likeliest + 1, likeliest - 1}) {
    const auto found = MakeDay(year, month, day);
    if (found && IsoWeekday(*found) == weekday) return year;
  }
  return std::nullopt;
}

std::optional<Period> MonthDayOf(const Slots& slots, const Context& context,
                                 std::string& unresolved) {
  const int month = slots.number(Meaning::kMonth);
  const bool has_day = slots.has(Meaning::kDay);
  const int day = has_day ? slots.number(Meaning::kDay) : 1;
  std::optional<int> year;
  if (slots.has(Meaning::kYear)) {
    year = FullYear(slots.number(Meaning::kYear));
  } else {
    const bool has_relative = slots.has(Meaning::kRelative);
    const auto told = context.last_period ? context.last_period : context.published;
    if (slots.has(Meaning::kAnchored) && told) {  // "in March that year"
      year = static_cast<int>(told->civil().year()) + slots.number(Meaning::kAnchored);
    } else if (has_relative && slots.text(Meaning::kUnit) == "Y" &&
               context.published) {  // "June of last year"
      year = static_cast<int>(context.published->civil().year()) + slots.number(Meaning::kRelative);
    } else {
      year =
          YearFor(context, has_day, slots, [&](int which) { return MakeDay(which, month, day); });
      if (year && has_day && slots.has(Meaning::kWeekday)) {
        year = YearWithWeekday(*year, month, day, slots.number(Meaning::kWeekday));
      }
    }
  }
  if (!year) {
    if (day > 31 || (has_day && !MakeDay(2000, month, day))) return std::nullopt;
    unresolved = has_day ? Pattern("XXXX-%02d-%02d", month, day) : Pattern("XXXX-%02d", month);
    return std::nullopt;
  }
  if (*year < 1000 || *year > 9998) return std::nullopt;
  if (!has_day) return MonthPeriod(*year, month);
  auto found = MakeDay(*year, month, day);
  if (!found && !slots.has(Meaning::kYear) && MakeDay(2000, month, day)) {
    found = MakeDay(*year / 4 * 4, month, day);  // 29 February: the latest that there was
  }
  if (!found) return std::nullopt;
  return PeriodOf(Grain::kDay, *found);
}

// "31/08/2022"; "8/9/2022" names one of two days.
std::optional<Period> NumericDay(const Slots& slots, std::string& unresolved) {
  const int number = slots.number(Meaning::kFullDate);
  unresolved = Pattern("%04d-XX-XX", number / 10000);
  const auto day = MakeDay(number / 10000, number / 100 % 100, number % 100);
  if (!day) return std::nullopt;
  return PeriodOf(Grain::kDay, *day);
}

}  // namespace

std::optional<Period> PointOf(const Slots& slots, const Context& context, std::string& unresolved) {
  unresolved.clear();
  if (slots.has(Meaning::kFullDate)) return NumericDay(slots, unresolved);
  if (slots.has(Meaning::kMonth)) return MonthDayOf(slots, context, unresolved);
  if (slots.has(Meaning::kHoliday)) {
    std::optional<int> year;
    if (slots.has(Meaning::kYear)) {
      year = FullYear(slots.number(Meaning::kYear));
    } else {
      year = YearFor(context, true, slots, [&](int which) { return FeastOf(slots, which); });
    }
    unresolved = "XXXX-XX-XX";
    const auto day = year ? FeastOf(slots, *year) : std::nullopt;
    if (!day) return std::nullopt;
    return PeriodOf(Grain::kDay, day->Plus(slots.number(Meaning::kDeictic)));  // "Christmas Eve"
  }
  if (slots.has(Meaning::kWeekday)) return WeekdayOf(slots, context, unresolved);
  if (slots.has(Meaning::kDeictic)) {
    unresolved = "XXXX-XX-XX";
    if (!context.published) return std::nullopt;
    return PeriodOf(Grain::kDay, context.published->Plus(slots.number(Meaning::kDeictic)));
  }
  if (slots.has(Meaning::kYear)) {
    const int year = FullYear(slots.number(Meaning::kYear));
    if (year < 1000 || year > 9998) return std::nullopt;
    return YearPeriod(year);
  }
  return std::nullopt;
}

DayInterval Edge(const Period& period, std::string_view edge, std::optional<Day> published) {
  DayInterval whole = period.interval();
  const int days = period.end.Since(period.begin);
  if (edge == "TODATE" || edge == "EARLIER" || edge == "LATER") {
    if (!published || !(period.begin <= *published && *published < period.end)) return whole;
    if (edge == "LATER") return {*published, period.end};
    return {period.begin, published->Plus(1)};
  }
  if (days < 3) return whole;
  const int third = (days + 2) / 3;
  if (edge == "START") return {period.begin, period.begin.Plus(third)};
  if (edge == "END") return {period.end.Plus(-third), period.end};
  if (edge == "MID") return {period.begin.Plus(days / 3), period.end.Plus(-(days / 3))};
  return whole;
}

}  // namespace dateline::times
