// What a match means: TIMEX3 type, value, mod and the interval of days, by the rule's operator.
//
// Values follow the TimeML 1.2.1 guidelines (section 2.2, TIMEX3). Where no day of publication is
// known, what counts from it keeps its unresolved form ("XXXX-WXX-5") and has no interval.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "dateline/reading.h"
#include "times/calendar.h"
#include "times/grammar.h"

namespace dateline::times {

// The operators that rules name. What each does stands beside its function in resolve.cc.
enum class Operation : std::uint8_t {
  kDate,
  kDayOfMonth,
  kRange,
  kRelative,
  kRolling,
  kAgo,
  kShifted,
  kOffset,
  kDuration,
  kHalfDuration,
  kSet,
  kReference,
  kPart,
  kOvernight,
  kQuarter,
  kHalf,
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
  Direction direction = Direction::kNone;
  bool is_direct = false;  // the verb that tells the direction governs the expression itself
};

// The values of a match by their meaning; the second where a pattern has two ("5 to 9").
class Slots {
 public:
  explicit Slots(const PatternMatch& match);
  bool has(Meaning meaning) const { return count_[Index(meaning)] > 0; }
  bool has_two(Meaning meaning) const { return count_[Index(meaning)] > 1; }
  int number(Meaning meaning, std::size_t which = 0) const {
    return values_[Index(meaning)][which].number;
  }
  std::string_view text(Meaning meaning) const { return values_[Index(meaning)][0].text; }
  // A quantity in words or digits; 1 when the match names none.
  int quantity() const { return quantity_; }
  // "a few weeks", "weeks": how many is not told.
  bool is_vague() const { return has(Meaning::kVague) || (is_plural_ && !has_quantity_); }

 private:
  struct Value {
    int number = 0;
    std::string_view text;
  };
  static std::size_t Index(Meaning meaning) { return static_cast<std::size_t>(meaning); }
  void AddQuantity(int number, bool is_article);

  std::array<std::array<Value, 2>, kMeaningCount> values_{};
  std::array<std::uint8_t, kMeaningCount> count_{};
  int quantity_ = 1;
  bool has_quantity_ = false;
  bool is_plural_ = false;
  bool quantity_is_article_ = false;
  bool quantity_is_complete_ = false;
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
