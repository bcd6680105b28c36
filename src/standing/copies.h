// Copies: ten printings of a wire story are one document.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "standing/day_number.h"
#include "standing/timed_groups.h"

namespace dateline::standing {

struct PrintedText {
  std::string_view id;
  std::string_view text;
  std::optional<Day> published{};
  DayNumber known_from = kNoDay;
  std::optional<std::uint32_t> replaces{};  // index of the version before this one
};

// Which texts belong together, as of any day: those that share at least half of the word five-grams
// of the shorter one (containment, so that a shortened copy counts) and were published within a
// week of one another, directly or by way of others; and the versions of one page. The order of the
// texts does not matter. A text shorter than five words is a copy of nothing.
TimedGroups CopiesOf(const std::vector<PrintedText>& texts);

}  // namespace dateline::standing
