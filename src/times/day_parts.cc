// Ranges of days, parts of the day, and nights that touch two days.
#include "times/operators.h"

namespace dateline::times {
namespace {

Resolved NightFrom(Day evening) {
  Resolved out;
  out.type = TimexType::kTime;
  out.value = evening.ToString() + "TNI";
  out.interval = DayInterval{evening, evening.Plus(2)};
  return out;
}

}  // namespace

void AddTimeOfDay(const Slots& slots, Resolved& out) {
  const auto time = TimeOfDay(slots);
  if (!time) return;
  out.type = TimexType::kTime;
  out.value += *time;
  if (slots.has(Meaning::kCompare)) out.mod = slots.text(Meaning::kCompare);
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

// "in the morning": of the day of which the text spoke.
std::optional<Resolved> ThePart(const Slots& slots, const Context& context) {
  const auto base = context.last_day ? context.last_day : context.published;
  Resolved out = base ? FromPeriod(PeriodOf(Grain::kDay, *base), slots, context)
                      : Unresolved("XXXX-XX-XX", slots);
  AddTimeOfDay(slots, out);
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

// "the night of 7-8 September": it has the name of the day on which it begins and touches both.
std::optional<Resolved> NightRange(const Slots& slots, const Context& context) {
  auto out = Range(slots, context);
  if (!out) return std::nullopt;
  if (!out->period) {
    out->type = TimexType::kTime;
    return out;
  }
  if (!out->interval || out->interval->end != out->period->begin.Plus(2)) return out;
  Resolved night = NightFrom(out->period->begin);
  night.period = out->period;
  return night;
}

// "overnight into Friday".
std::optional<Resolved> NightInto(const Slots& slots, const Context& context) {
  std::string unresolved;
  const auto point = PointOf(slots, context, unresolved);
  if (!point) return Unresolved("XXXX-XX-XXTNI", slots);
  Resolved night = NightFrom(point->begin.Plus(-1));
  night.period = point;
  return night;
}

}  // namespace dateline::times
