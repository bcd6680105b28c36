// Accounts: what several claims say of one thing of a place in the same words, and which of them
// still count as of a day. For the board's own sources only.
#pragma once

#include <map>
#include <vector>

#include "standing/index.h"

namespace dateline::standing {

// How long a contradicting account is still shown beside the newest one, and an event beside a
// newer one.
inline constexpr int kWindowDays = 7;

struct Word {  // of one claim
  ClaimRow row = 0;
  DayNumber day = kNoDay;
};

struct Account {
  std::uint32_t state = 0;  // in words, by number
  bool is_left = false;     // nobody is said to hold it: `state` is what has ended
  DayNumber day = kNoDay;
  bool is_dated_by_publication = true;
  std::vector<Word> asserted;
  std::vector<Word> denied;
};

// The last day on which the claim has it so, no later than `as_of`; kNoDay where it does not count.
DayNumber DayOf(const Index& index, const Facts& facts, const Moment& moment);

// The accounts of a thing that are shown.
std::vector<Account> AccountsOf(const Index& index, const Thing& thing, const Moment& moment);

// Two accounts of one thing that both still count, and cannot both be.
bool Contradict(const Index& index, const Account& a, const Account& b, Effects::Kind kind);

Effects::Kind KindOf(const Index& index, const Thing& thing);

}  // namespace dateline::standing
