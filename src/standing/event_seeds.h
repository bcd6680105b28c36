// Which claims of a group are one happening: by their days, then by who acts or holds.
#pragma once

#include <vector>

#include "standing/index.h"

namespace dateline::standing {

// A claim with its days. A copy has those of the first printing: that it was printed again tells
// nothing new.
struct Told {
  ClaimRow row = 0;
  DayNumber begin = kNoDay;
  DayNumber last = kNoDay;
  bool is_by_report = false;  // no day is stated: that of the report stands for it
};
std::vector<Told> ToldBy(const Index& index, const std::vector<ClaimRow>& claims,
                         DayNumber known_at);

struct Seed {
  DayNumber first = kNoDay;
  DayNumber last = kNoDay;
  bool is_by_report = false;
  bool is_interval = false;      // no day of it is known, only that it was between these two
  bool is_split = false;         // a reviewer took it out of another one
  std::uint32_t actor = 0;       // name of the side by which it was split; 0: none
  std::vector<ClaimRow> claims;  // that tell of it
  std::vector<ClaimRow>
      against;  // that tell the contrary by telling something else ("RU holds it")
};

// `claims` of one group that count at the moment. Deterministic in the set; the order of the claims
// does not matter.
std::vector<Seed> SeedsOf(const Index& index, const EventGroup& group,
                          const std::vector<Told>& claims);

}  // namespace dateline::standing
