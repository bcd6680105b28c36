// What reviewers say of events: which claims speak of one, and which do not.
#pragma once

#include <vector>

#include "standing/event_seeds.h"

namespace dateline::standing {

// Does the claim count in this group by then? Merged with a claim of another group it has left its
// own; before that it was not yet in the other.
bool IsInGroup(const Index& index, ClaimRow row, std::uint32_t group, DayNumber known_at);

// The claim by whose report it is joined where there is no place: itself, or the one it is merged
// with.
ClaimRow StandsWith(const Index& index, ClaimRow row, DayNumber known_at);

// Moves merged claims to the seed of the other one, and split ones out of it. The later word
// counts.
void ApplyLinks(const Index& index, DayNumber known_at, std::vector<Seed>& seeds);

}  // namespace dateline::standing
