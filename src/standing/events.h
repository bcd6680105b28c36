// Events: claims about the same happening, joined across documents by what happened, where, when,
// by whom and of what. Each with its independent origins, its standing, and the slots that are in
// dispute although the event is agreed. Pure functions of the index and the moment.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "standing/index.h"
#include "standing/origins.h"

namespace dateline::standing {

enum class Slot : std::uint8_t { kHappened, kAgent, kHolder, kCount };

struct Dispute {
  Slot slot = Slot::kHappened;
  std::uint32_t count_of = 0;  // of kCount: "killed"
  // One claim of each account, in the order of their ids.
  std::vector<ClaimRow> accounts;
};
// "happened", "agent", "holder", or what is counted.
std::string NameOf(const Index& index, const Dispute& dispute);

// How accounts of one thing stand: the origins on both sides, what they differ about, and the rule.
struct Judgement {
  std::vector<Origin> affirming;  // independent origins of those that assert it
  std::vector<Origin> denying;
  std::vector<Dispute> disputes;
  std::size_t rule = 0;  // of Policy::rules; its size where none holds
};
// Who said the contrary later counts with its later word only. Claims each once, in any order.
Judgement JudgementOf(const Index& index, std::vector<ClaimRow> affirm, std::vector<ClaimRow> deny,
                      DayNumber known_at);
// "disputed", "single-source"; "none" where no rule holds.
std::string_view StandingOf(const Index& index, const Judgement& judgement);
std::string_view StandingOf(const Index& index, std::size_t rule);

struct Event : Judgement {
  std::string
      id;  // "e-" and 14 hexadecimal digits: 8 over class, place and thing, 6 over day and agent
  std::uint32_t group = 0;
  DayNumber first = kNoDay;
  DayNumber last = kNoDay;
  bool is_dated_by_publication = true;
  std::vector<ClaimRow> claims;  // all that belong to it, by id
  std::size_t documents = 0;     // reports, copies counted each
  std::size_t outlets = 0;       // publishers
  bool is_unverified = false;    // a report says that it could not verify it
};

// "attack", "control".
const std::string& ClassOf(const Index& index, const Event& event);

// The events of one group, oldest first; none where nothing is affirmed or denied by then.
std::vector<Event> EventsOf(const Index& index, std::uint32_t group, const Moment& moment);

// All events of the record, newest first, then by id.
std::vector<Event> AllEvents(const Index& index, const Moment& moment);

// The events that a claim belongs to.
std::vector<Event> EventsOfClaim(const Index& index, ClaimRow row, const Moment& moment);

// Many claims of one moment, each event made once and only where a claim asks for it: a page of
// claims, the map.
class EventFinder {
 public:
  // `index` outlives it.
  EventFinder(const Index& index, const Moment& moment);
  ~EventFinder();
  // The events that a claim belongs to, newest first; they live as long as this finder.
  std::vector<const Event*> Of(ClaimRow row);

 private:
  struct Group;
  const Index& index_;
  Moment moment_;
  std::map<std::uint32_t, std::unique_ptr<Group>> groups_;
};

// How each claim's first event stands, by row: the number of its rule, the number of rules where
// none holds, or kNoEvent. A pass over the whole record.
inline constexpr std::uint8_t kNoEvent = UINT8_MAX;
std::vector<std::uint8_t> RulesOfClaims(const Index& index, const Moment& moment);

// By its id or the beginning of it; more than one where it is too short.
std::vector<Event> FindEvents(const Index& index, std::string_view prefix, const Moment& moment);

}  // namespace dateline::standing
