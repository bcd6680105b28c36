#include "actors/dated.h"

#include <string>

namespace dateline::actors {
namespace {

Error BadDay(std::string_view text) {
  return Error{
      ErrorCode::kInvalidInput,
      "found the day \"" + std::string(text) + "\", expected a year, a month or a day: 2014-05-20",
      ""};
}

// The days that a year, a month or a day covers.
Result<DayInterval> DaysOf(std::string_view text) {
  constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
  std::string whole(text);
  if (text.size() == kYear) whole += "-01-01";
  if (text.size() == kMonth) whole += "-01";
  const auto first = ParseDay(whole);
  if (!first.ok()) return BadDay(text);
  if (text.size() == kDay) return DayInterval::Single(*first);
  const std::chrono::year_month_day civil = first->civil();
  const auto next =
      text.size() == kYear ? civil + std::chrono::years(1) : civil + std::chrono::months(1);
  return DayInterval{*first, Day(std::chrono::sys_days(next))};
}

// Of one name: each mention looks at all of them.
constexpr std::size_t kMostRows = 64;

bool Holds(const DayInterval& valid, Day day) {
  return (!valid.begin || *valid.begin <= day) && (!valid.end || day < *valid.end);
}

}  // namespace

Result<DayInterval> ParseValidity(std::string_view from, std::string_view to) {
  DayInterval valid;
  if (!from.empty()) {
    DL_ASSIGN_OR_RETURN(const DayInterval days, DaysOf(from));
    valid.begin = days.begin;
  }
  if (!to.empty()) {
    DL_ASSIGN_OR_RETURN(const DayInterval days, DaysOf(to));
    valid.end = days.end;
  }
  if (valid.begin && valid.end && *valid.end <= *valid.begin) {
    return Error{ErrorCode::kInvalidInput,
                 "ends (" + std::string(to) + ") before it begins (" + std::string(from) + ")", ""};
  }
  return valid;
}

bool Overlap(const DayInterval& a, const DayInterval& b) {
  return (!a.begin || !b.end || *a.begin < *b.end) && (!b.begin || !a.end || *b.begin < *a.end);
}

void DatedName::Add(const KnownName& meaning) {
  if (meanings_.size() >= kMostRows) return;
  for (const KnownName& other : meanings_) {
    if (Overlap(other.valid, meaning.valid)) return;
  }
  meanings_.push_back(meaning);
  if (meanings_.size() == 1) {
    undated_ = meaning;
    return;
  }
  if (undated_.side != meaning.side) undated_.side = undated_.actor = {};
  if (undated_.actor != meaning.actor) undated_.actor = undated_.side;
}

const KnownName* DatedName::On(std::optional<Day> day) const {
  if (!day) return &undated_;
  const KnownName* last = nullptr;
  for (const KnownName& meaning : meanings_) {
    if (Holds(meaning.valid, *day)) return &meaning;
    const bool has_ended = meaning.valid.end && *meaning.valid.end <= *day;
    if (has_ended && (last == nullptr || *last->valid.end < *meaning.valid.end)) last = &meaning;
  }
  return last;
}

void Offices::Add(const Leader& office) {
  if (all_.size() < kMostRows) all_.push_back(office);
}

const Leader* Offices::On(std::optional<Day> day) const {
  const Leader* found = nullptr;
  for (const Leader& office : all_) {
    if (day && !Holds(office.valid, *day)) continue;
    if (found == nullptr) {
      found = &office;
    } else if (found->name != office.name || found->side != office.side) {
      return nullptr;
    }
  }
  return found;
}

}  // namespace dateline::actors
