// How an event came to stand as it does: the days on which something new was known of it, what was
// different then, and the claims that made the difference. A pure function of the index, the event
// and the moment.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "standing/events.h"

namespace dateline::standing {

// What a reader wants to know of an event at a glance.
struct EventState {
  std::size_t rule = 0;  // of Policy::rules; its size where none holds
  std::vector<std::string> disputes;
  // "agent", "holder", "killed" with the values that are on record for it, each once, sorted.
  std::vector<std::pair<std::string, std::vector<std::string>>> slots;
  std::size_t affirming = 0, denying = 0;  // independent origins
  friend bool operator==(const EventState&, const EventState&) = default;
};
EventState StateOf(const Index& index, const Event& event);

struct EventChange {
  enum class Kind : std::uint8_t {
    kNew,       // was not on record, or not in this event
    kReplaced,  // corrected by a reviewer, withdrawn by its outlet, or given back
    kGone,      // rejected by a reviewer, read otherwise, or told of another event
  };
  struct Cause {
    ClaimRow claim = 0;
    Kind kind = Kind::kNew;
  };
  DayNumber day = kNoDay;  // known from this day on
  EventState state;
  std::vector<std::string> changed;  // "standing", "disputes", "origins", and names of slots
  // Those that stand in a dispute or deny first, then by id; never empty.
  std::vector<Cause> causes;
};
std::string_view NameOf(EventChange::Kind kind);

struct EventChanges {
  std::vector<EventChange> changes;  // by day; the first is how the event became known
  bool is_cut = false;               // there are days that were not looked at
};
// As of the moment's day and known at each day up to that of the moment. Days on which nothing of
// the state changed (another printing, a word that was said before) are left out.
EventChanges ChangesOf(const Index& index, const Event& event, const Moment& moment);

}  // namespace dateline::standing
