// What a match means: TIMEX3 type, value, mod and the interval of days, by the rule's operator.
//
// Values follow the TimeML 1.2.1 guidelines (section 2.2, TIMEX3). Where no day of publication is
// known, what counts from it keeps its unresolved form ("XXXX-WXX-5") and has no interval.
#pragma once

#include <optional>
#include <string>

#include "dateline/reading.h"
#include "times/calendar.h"
#include "times/slots.h"

namespace dateline::times {

// The operators that rules name. What each does stands beside its function in resolve.cc.
enum class Operation : std::uint8_t {
  kDate,
  kDayOfMonth,
  kRange,
  kYearRange,
  kRelative,
  kTheQuarter,
  kYearPeriod,
  kWeekOf,
  kThePart,
  kRolling,
  kAgo,
  kShifted,
  kOffset,
  kEventOffset,
  kListDay,
  kDuration,
  kHalfDuration,
  kSet,
  kSetPer,
  kReference,
  kPart,
  kOvernight,
  kNightRange,
  kNightInto,
  kQuarter,
  kHalf,
  kHalfOf,
  kNthOf,
  kYearEarlier,
  kSeason,
  kDecade,
  kCentury,
};
std::optional<Operation> OperationOf(std::string_view name);

// Which way a bare day or month turns, by the tense around it.
enum class Direction : std::uint8_t { kNone, kPast, kFuture };

struct Context {
  std::optional<Day> published;
  std::optional<Day> last_day;     // the day that the text spoke of last
  std::optional<Day> last_period;  // the begin of the last day, month or year that it spoke of
  std::optional<Day> event_day;    // of "two days after the blast", where the text has dated it
  std::optional<Day> main_day;     // of what came two days after it, where the sentence dates that
  std::optional<Period> last_quarter;  // the quarter that a report of results is about
  bool is_of_year = false;             // the paragraph went on to results of more than that quarter
  Direction direction = Direction::kNone;
  bool is_direct = false;  // the verb that tells the direction governs the expression itself
};

struct Resolved {
  TimexType type = TimexType::kDate;
  std::string value;
  std::string mod;
  std::optional<DayInterval> interval;
  std::optional<Period> period;  // of dates: where the text now stands
};

// None when the parts make no date ("February 30").
std::optional<Resolved> Resolve(Operation operation, const Slots& slots, const Context& context);

// The period that the date words of a match name: year, month, day, weekday, feast, "yesterday".
// `unresolved` receives the value when the words name one but its place is not known.
std::optional<Period> PointOf(const Slots& slots, const Context& context, std::string& unresolved);

// The part of a period that a TIMEX3 mod or "so far" leaves.
DayInterval Edge(const Period& period, std::string_view edge, std::optional<Day> published);

}  // namespace dateline::times
