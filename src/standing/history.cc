// A state over time: the accounts of one thing in the order of their days. A state holds from the
// day on which it is first said to hold until another one is; said again it goes on; not said again
// for longer than such a state lasts, it is no longer known.
#include <algorithm>
#include <map>
#include <tuple>

#include "standing/accounts.h"
#include "standing/board.h"

namespace dateline::standing {
namespace {

using Kind = Effects::Kind;

struct Said {
  DayNumber begin, last;
  ClaimRow row;
  std::uint32_t state;
  bool is_denied;
  bool is_left;
};

std::vector<Said> InOrder(const Index& index, const Thing& thing, const Moment& moment) {
  std::vector<Said> said;
  for (std::uint32_t i = thing.first; i < thing.first + thing.count; ++i) {
    const StateClaim& claim = index.state_claims()[i];
    const Facts& facts = index.claim(claim.claim);
    const DayNumber last = DayOf(index, facts, moment);
    if (last == kNoDay || facts.realis == Realis::kOther || claim.kind == Kind::kEvent) continue;
    const bool is_left = claim.kind == Kind::kLeaves;
    if (is_left && facts.realis == Realis::kDenied) continue;
    said.push_back({std::min(facts.begin, last), last, claim.claim, claim.state,
                    facts.realis == Realis::kDenied, is_left});
  }
  // Who left comes before who is said to hold it from that day on.
  std::sort(said.begin(), said.end(), [&](const Said& a, const Said& b) {
    return std::tuple(a.last, !a.is_left, index.claim(a.row).id) <
           std::tuple(b.last, !b.is_left, index.claim(b.row).id);
  });
  return said;
}

class Timeline {
 public:
  Timeline(const Index& index, const Thing& thing, const Moment& moment)
      : index_(index), thing_(thing), moment_(moment) {}

  std::vector<Interval> Run() {
    for (const Said& one : InOrder(index_, thing_, moment_)) Take(one);
    const DayNumber now = moment_.as_of == kForever ? index_.last_said() : moment_.as_of;
    if (!intervals_.empty()) Age(intervals_.back(), now);
    for (Interval& interval : intervals_) SortRows(interval);
    return std::move(intervals_);
  }

 private:
  std::string WordsOf(const Said& one) const {
    const std::string& state = index_.name(one.state);
    return one.is_left ? "unknown, no longer " + state : state;
  }

  void Take(const Said& one) {
    Interval* current = intervals_.empty() ? nullptr : &intervals_.back();
    const bool is_same = current != nullptr && current_state_ == one.state && !is_left_;
    if (one.is_denied) {
      if (is_same) Oppose(*current, one);
      return;
    }
    if (current != nullptr && one.is_left && (!is_same || is_left_)) {
      // What others hold does not end when a third leaves; said again it is the same leaving.
      if (is_left_ && current_state_ == one.state) Support(*current, one);
      return;
    }
    if (is_same && !one.is_left && !current->no_report_since && !IsAged(*current, one.last)) {
      Support(*current, one);
      return;
    }
    // A rival's word of the same days stands against the one that was there, and does not end it.
    if (current != nullptr && !is_same && IsRivalWord(*current, one)) {
      Oppose(*current, one);
      return;
    }
    Begin(one);
  }

  bool IsRivalWord(const Interval& current, const Said& one) const {
    if (one.is_left || is_left_) return false;
    const std::uint32_t side = index_.claim(one.row).side;
    // Only what its own side says of what it holds, against a newer word of the other side.
    return side != 0 && index_.claim(one.row).holder == side &&
           one.last - NumberOf(current.since) <= kWindowDays && index_.IsParty(side) &&
           std::any_of(current.supporting.begin(), current.supporting.end(),
                       [&](ClaimRow row) {
                         return index_.claim(row).aspect == Happening::Aspect::kHappened;
                       }) &&
           index_.claim(one.row).aspect == Happening::Aspect::kHolds;
  }

  void Begin(const Said& one) {
    const DayNumber since = one.begin;
    Interval next;
    next.dimension = index_.policy().effects.dimensions()[thing_.dimension];
    next.about = index_.name(thing_.about);
    next.state = WordsOf(one);
    next.since = standing::DayOf(
        intervals_.empty() ? since : std::max(since, NumberOf(intervals_.back().since)));
    next.last_report = standing::DayOf(one.last);
    next.supporting.push_back(one.row);
    if (!intervals_.empty()) {
      Age(intervals_.back(), NumberOf(next.since));
      intervals_.back().until = next.since;
    }
    current_state_ = one.state;
    is_left_ = one.is_left;
    intervals_.push_back(std::move(next));
  }

  void Support(Interval& interval, const Said& one) {
    interval.last_report = std::max(interval.last_report, standing::DayOf(one.last));
    interval.supporting.push_back(one.row);
  }
  void Oppose(Interval& interval, const Said& one) {
    interval.is_disputed = true;
    interval.opposing.push_back(one.row);
  }

  std::optional<int> Days() const {
    return index_.policy().effects.DaysOf(index_.policy().effects.dimensions()[thing_.dimension],
                                          index_.name(thing_.about));
  }
  bool IsAged(const Interval& interval, DayNumber by) const {
    const auto days = Days();
    return days && by - NumberOf(interval.last_report) > *days;
  }
  void Age(Interval& interval, DayNumber by) const {
    if (IsAged(interval, by)) interval.no_report_since = interval.last_report.Plus(*Days() + 1);
  }
  void SortRows(Interval& interval) const {
    for (auto* rows : {&interval.supporting, &interval.opposing}) {
      std::sort(rows->begin(), rows->end(),
                [&](ClaimRow a, ClaimRow b) { return index_.claim(a).id < index_.claim(b).id; });
    }
  }

  const Index& index_;
  const Thing& thing_;
  const Moment& moment_;
  std::vector<Interval> intervals_;
  std::uint32_t current_state_ = 0;
  bool is_left_ = false;
};

}  // namespace

std::vector<Interval> HistoryOf(const Index& index, std::uint32_t place, const Moment& moment) {
  std::vector<Interval> out;
  const PlaceFacts& facts = index.places()[place];
  for (std::uint32_t i = facts.first_thing; i < facts.first_thing + facts.thing_count; ++i) {
    if (KindOf(index, index.things()[i]) == Kind::kEvent) continue;
    for (Interval& interval : Timeline(index, index.things()[i], moment).Run())
      out.push_back(std::move(interval));
  }
  return out;
}

}  // namespace dateline::standing
