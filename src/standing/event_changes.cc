// An event has no name that lasts: its id hangs on its days and its actor, which new claims move.
// So it is followed by its claims: on each day it is the event that holds most of those that it
// holds in the end.
#include "standing/event_changes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace dateline::standing {
namespace {

// Days that are looked at; an event about which something new is known on more is no single event.
constexpr std::size_t kMostDays = 300;

using Ids = std::set<std::uint64_t>;

Ids IdsOf(const Index& index, const Event& event) {
  Ids ids;
  for (const ClaimRow row : event.claims) ids.insert(index.claim(row).id);
  return ids;
}

std::string CountInWords(const Index& index, const Facts& facts) {
  Quantity quantity;
  if (facts.count_min > 0) quantity.min = static_cast<double>(facts.count_min);
  if (facts.count_max < std::numeric_limits<float>::max())
    quantity.max = static_cast<double>(facts.count_max);
  return index.policy().words.InWords(quantity);
}

// The days on which the claims of the event's group come and go, and reviewers joined or parted
// them.
std::vector<DayNumber> DaysOf(const Index& index, const Event& event, const Moment& moment) {
  std::set<DayNumber> days;
  const auto note = [&](DayNumber day) {
    if (day != kForever && day <= moment.known_at) days.insert(day);
  };
  const EventGroup& group = index.groups()[event.group];
  std::set<ClaimRow> rows(event.claims.begin(), event.claims.end());
  for (std::uint32_t i = group.first; i < group.first + group.count; ++i)
    rows.insert(index.event_claims()[i]);
  for (const ClaimRow row : rows) {
    note(index.claim(row).known_from);
    note(index.claim(row).known_until);
    for (const EventLink& link : index.LinksOf(row, moment.known_at)) note(link.day);
  }
  return {days.begin(), days.end()};
}

// All rows of the event's claims, also those that reviews have replaced.
std::vector<ClaimRow> VersionsOf(const Index& index, const Event& event, const Ids& ids) {
  std::set<ClaimRow> rows(event.claims.begin(), event.claims.end());
  const EventGroup& group = index.groups()[event.group];
  for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
    const ClaimRow row = index.event_claims()[i];
    if (ids.count(index.claim(row).id) > 0) rows.insert(row);
  }
  return {rows.begin(), rows.end()};
}

// A claim may be told of in two events ("lost electricity and water"): of those that hold as many,
// the one of this event's group, then the one that holds the fewest others.
std::optional<Event> EventThen(const Index& index, const Event& now,
                               const std::vector<ClaimRow>& versions, const Moment& moment) {
  EventFinder finder(index, moment);
  std::map<std::string, std::pair<const Event*, std::size_t>> found;
  for (const ClaimRow row : versions) {
    if (!index.Counts(index.claim(row), moment)) continue;
    for (const Event* event : finder.Of(row)) {
      auto& [held, shared] = found[event->id];
      held = event;
      ++shared;
    }
  }
  const auto rank = [&](const std::pair<const Event*, std::size_t>& one) {
    return std::tuple(one.second, one.first->group == now.group,
                      std::numeric_limits<std::size_t>::max() - one.first->claims.size());
  };
  const std::pair<const Event*, std::size_t>* best = nullptr;
  for (const auto& [id, one] : found) {
    if (best == nullptr || rank(one) > rank(*best)) best = &one;
  }
  return best == nullptr ? std::nullopt : std::optional(*best->first);
}

using Rows = std::map<std::uint64_t, ClaimRow>;

Rows RowsOf(const Index& index, const std::optional<Event>& event) {
  Rows rows;
  if (event) {
    for (const ClaimRow row : event->claims) rows[index.claim(row).id] = row;
  }
  return rows;
}

std::vector<EventChange::Cause> CausesOf(const Index& index, const Event& event, const Rows& before,
                                         const Rows& after) {
  using Kind = EventChange::Kind;
  std::vector<EventChange::Cause> causes;
  for (const auto& [id, row] : after) {
    const auto old = before.find(id);
    if (old == before.end()) causes.push_back({row, Kind::kNew});
    if (old != before.end() && old->second != row) causes.push_back({row, Kind::kReplaced});
  }
  for (const auto& [id, row] : before) {
    if (after.count(id) == 0) causes.push_back({row, Kind::kGone});
  }
  std::set<ClaimRow> first;
  for (const Dispute& dispute : event.disputes)
    first.insert(dispute.accounts.begin(), dispute.accounts.end());
  for (const Origin& origin : event.denying)
    first.insert(origin.claims.begin(), origin.claims.end());
  std::stable_sort(causes.begin(), causes.end(), [&](const auto& a, const auto& b) {
    const auto rank = [&](const EventChange::Cause& cause) {
      return std::tuple(first.count(cause.claim) == 0, index.claim(cause.claim).id);
    };
    return rank(a) < rank(b);
  });
  return causes;
}

std::vector<std::string> ChangedBetween(const EventState& before, const EventState& after) {
  std::vector<std::string> changed;
  if (before.rule != after.rule) changed.emplace_back("standing");
  if (before.disputes != after.disputes) changed.emplace_back("disputes");
  const auto value_of = [](const EventState& state, const std::string& slot) {
    for (const auto& [name, values] : state.slots) {
      if (name == slot) return values;
    }
    return std::vector<std::string>();
  };
  std::set<std::string> slots;
  for (const auto* state : {&before, &after}) {
    for (const auto& [name, values] : state->slots) slots.insert(name);
  }
  for (const std::string& slot : slots) {
    if (value_of(before, slot) != value_of(after, slot)) changed.push_back(slot);
  }
  if (before.affirming != after.affirming || before.denying != after.denying)
    changed.emplace_back("origins");
  return changed;
}

}  // namespace

std::string_view NameOf(EventChange::Kind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"new", "replaced", "gone"};
  return kNames[static_cast<std::size_t>(kind)];
}

EventState StateOf(const Index& index, const Event& event) {
  EventState state;
  state.rule = event.rule;
  for (const Dispute& dispute : event.disputes) state.disputes.push_back(NameOf(index, dispute));
  state.affirming = event.affirming.size();
  state.denying = event.denying.size();
  std::map<std::string, std::set<std::string>> slots;
  for (const Origin& origin : event.affirming) {
    for (const ClaimRow row : origin.claims) {
      const Facts& facts = index.claim(row);
      const bool is_gain = facts.holder != 0;
      if (is_gain) slots["holder"].insert(index.name(facts.holder));
      if (!is_gain && facts.agent_side != 0) slots["agent"].insert(index.name(facts.agent_side));
      if (facts.count_of != 0) slots[index.name(facts.count_of)].insert(CountInWords(index, facts));
    }
  }
  for (auto& [slot, values] : slots) {
    values.erase("");
    if (!values.empty())
      state.slots.emplace_back(slot, std::vector<std::string>(values.begin(), values.end()));
  }
  return state;
}

EventChanges ChangesOf(const Index& index, const Event& event, const Moment& moment) {
  EventChanges out;
  auto days = DaysOf(index, event, moment);
  const auto versions = VersionsOf(index, event, IdsOf(index, event));
  DayNumber first = kForever;
  for (const ClaimRow row : versions) first = std::min(first, index.claim(row).known_from);
  days.erase(days.begin(), std::lower_bound(days.begin(), days.end(), first));
  out.is_cut = days.size() > kMostDays;
  if (out.is_cut) days.erase(days.begin(), days.end() - kMostDays);
  EventState state;
  state.rule = index.policy().rules.rules().size();
  Rows rows;
  for (const DayNumber day : days) {
    const auto then = EventThen(index, event, versions, {moment.as_of, day});
    if (!then) continue;
    const Rows before = std::exchange(rows, RowsOf(index, then));
    EventState after = StateOf(index, *then);
    auto changed = ChangedBetween(state, after);
    if (out.changes.empty() && changed.empty()) changed.emplace_back("standing");
    if (changed.empty()) continue;
    auto causes = CausesOf(index, *then, before, rows);
    // Without a claim of its own the change comes of what joins two reports: a copy that is known.
    if (causes.empty()) causes.push_back({then->claims.front(), EventChange::Kind::kReplaced});
    out.changes.push_back({day, after, std::move(changed), std::move(causes)});
    state = std::move(after);
  }
  return out;
}

}  // namespace dateline::standing
