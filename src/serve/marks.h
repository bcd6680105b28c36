// How the first event of a claim stands, in short, and kept: the map asks it of the newest claim of
// thousands of places, again for each day over which a slider is moved.
//
// What the events of a group are as of a day changes only on the days of the group's claims. So an
// answer is kept under the last of these days, and a move over days on which nothing happened at a
// place costs a look-up. Of claims known on another day only those of the last such day are kept.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "standing/events.h"

namespace dateline::serve {

struct EventMark {
  std::string id;        // empty: the claim belongs to no event
  std::size_t rule = 0;  // as standing::Judgement::rule
  std::vector<std::string> disputes;
  std::size_t origins = 0;
  std::size_t documents = 0;
};

class KeptMarks {
 public:
  KeptMarks() = default;
  explicit KeptMarks(const standing::Index& index);

  // `rows`: the claim in its versions, of which the first that has an event counts. `events` is of
  // the same index and moment.
  EventMark Of(const standing::Index& index, const std::vector<standing::ClaimRow>& rows,
               const standing::Moment& moment, standing::EventFinder& events);

 private:
  struct Kept {
    standing::DayNumber known_at = standing::kForever;
    std::unordered_map<std::uint64_t, EventMark> marks;  // by row and day
  };

  // The last day, not after `as_of`, on which the events of the rows' groups can have changed.
  standing::DayNumber LastChange(const standing::Index& index,
                                 const std::vector<standing::ClaimRow>& rows,
                                 standing::DayNumber as_of) const;
  Kept& KeptOf(standing::DayNumber known_at);

  std::vector<standing::DayNumber> days_;  // as index.event_claims(), sorted within each group
  std::mutex mutex_;
  Kept now_, then_;
};

}  // namespace dateline::serve
