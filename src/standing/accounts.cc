#include "standing/accounts.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <tuple>
#include <utility>

namespace dateline::standing {
namespace {

using Kind = Effects::Kind;

// Reports of one event differ by a day: some are dated by their publication.
constexpr int kSameEventDays = 1;

using Sides = std::vector<std::uint32_t>;

bool Has(const Sides& sides, std::uint32_t side) {
  return std::find(sides.begin(), sides.end(), side) != sides.end();
}

Sides SidesOf(const Index& index, const std::vector<Word>& words) {
  Sides sides;
  for (const Word& word : words) {
    const std::uint32_t side = index.claim(word.row).side;
    if (side != 0 && !Has(sides, side)) sides.push_back(side);
  }
  return sides;
}

// Sides that both speak, and share none.
bool AreOpposed(const Sides& a, const Sides& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](std::uint32_t side) { return Has(b, side); });
}

bool ShareAVoice(const Index& index, const Account& a, const Account& b) {
  const auto voice_of = [&](const Word& word) {
    return std::pair(index.claim(word.row).speaker, index.claim(word.row).side);
  };
  std::set<std::pair<std::uint32_t, std::uint32_t>> voices;
  for (const Word& word : a.asserted) voices.insert(voice_of(word));
  return std::any_of(b.asserted.begin(), b.asserted.end(),
                     [&](const Word& word) { return voices.count(voice_of(word)) > 0; });
}

// Of an event: whoever denies it on another day denies another event of the same words.
Account TakeOtherDenials(Account& account) {
  Account others;
  others.state = account.state;
  if (account.asserted.empty()) return others;
  DayNumber newest = kNoDay;
  for (const Word& word : account.asserted) newest = std::max(newest, word.day);
  const auto is_other = [&](const Word& denial) {
    return std::abs(newest - denial.day) > kSameEventDays;
  };
  for (const Word& denial : account.denied) {
    if (is_other(denial)) others.denied.push_back(denial);
  }
  std::erase_if(account.denied, is_other);
  return others;
}

// A side that has affirmed since no longer denies, and the other way round.
void DropOvertaken(const Index& index, std::vector<Word>& words, const std::vector<Word>& by) {
  std::map<std::uint32_t, DayNumber> newest;
  for (const Word& word : by) {
    if (const std::uint32_t side = index.claim(word.row).side) {
      const auto [found, is_new] = newest.try_emplace(side, word.day);
      if (!is_new) found->second = std::max(found->second, word.day);
    }
  }
  std::erase_if(words, [&](const Word& word) {
    const auto found = newest.find(index.claim(word.row).side);
    return found != newest.end() && found->second > word.day;
  });
}

// Dates an account by what it asserts, or by its denials if it is only denied.
void Date(const Index& index, Account& account, Kind kind) {
  const auto& words = account.asserted.empty() ? account.denied : account.asserted;
  for (const Word& word : words) account.day = std::max(account.day, word.day);
  for (const Word& word : words) {
    if (word.day == account.day && !index.claim(word.row).is_dated_by_publication)
      account.is_dated_by_publication = false;
  }
  const int window = kind == Kind::kEvent ? kSameEventDays : kWindowDays;
  const auto forget_old = [&](std::vector<Word>& some, int days) {
    std::erase_if(some, [&](const Word& word) { return account.day - word.day > days; });
  };
  forget_old(account.asserted, window);
  forget_old(account.denied, kWindowDays);
  const std::vector<Word> denied = account.denied;
  DropOvertaken(index, account.denied, account.asserted);
  DropOvertaken(index, account.asserted, denied);
}

// Which of two accounts of one thing still count, the newest asserted one being `newest`.
bool StillCounts(const Index& index, const Account& account, const Account& newest,
                 const Sides& newest_sides, Kind kind) {
  const int age = newest.day - account.day;
  if (age <= 0) return true;
  if (age > kWindowDays) return false;
  switch (kind) {
    case Kind::kEvent:
      return true;
    case Kind::kRival:
    case Kind::kLeaves: {
      const Sides sides = SidesOf(index, account.asserted);
      const bool is_of_another = std::any_of(
          sides.begin(), sides.end(), [&](std::uint32_t side) { return !Has(newest_sides, side); });
      return is_of_another || (account.asserted.empty() && !account.denied.empty());
    }
    case Kind::kState:
      return false;
  }
  return false;
}

// Who has left holds no longer what was said of it before; without a newer holder nobody does.
void EndWhatWasLeft(std::vector<Account>& accounts, const std::vector<Account>& left) {
  for (const Account& leaving : left) {
    DayNumber day = kNoDay;
    for (const Word& word : leaving.asserted) day = std::max(day, word.day);
    if (day == kNoDay) continue;
    for (Account& account : accounts) {
      if (account.state != leaving.state) continue;
      std::erase_if(account.asserted, [&](const Word& word) { return word.day <= day; });
    }
    std::erase_if(accounts, [](const Account& account) {
      return account.asserted.empty() && account.denied.empty();
    });
    const bool is_held = std::any_of(accounts.begin(), accounts.end(), [&](const Account& account) {
      return std::any_of(account.asserted.begin(), account.asserted.end(),
                         [&](const Word& word) { return word.day + kWindowDays >= day; });
    });
    if (is_held) continue;
    accounts.push_back(leaving);
    accounts.back().is_left = true;
  }
}

std::vector<Account> Gathered(const Index& index, const Thing& thing, const Moment& moment) {
  std::map<std::uint32_t, Account> by_state, by_leaver;
  for (std::uint32_t i = thing.first; i < thing.first + thing.count; ++i) {
    const StateClaim& claim = index.state_claims()[i];
    const Facts& facts = index.claim(claim.claim);
    if (facts.realis == Realis::kOther) continue;
    const DayNumber day = DayOf(index, facts, moment);
    if (day == kNoDay) continue;
    const bool is_leaving = claim.kind == Kind::kLeaves;
    if (is_leaving && facts.realis == Realis::kDenied) continue;
    Account& account = (is_leaving ? by_leaver : by_state)[claim.state];
    account.state = claim.state;
    (facts.realis == Realis::kDenied ? account.denied : account.asserted)
        .push_back({claim.claim, day});
  }
  const auto listed = [](std::map<std::uint32_t, Account>& some) {
    std::vector<Account> out;
    for (auto& [state, account] : some) out.push_back(std::move(account));
    return out;
  };
  std::vector<Account> accounts = listed(by_state);
  EndWhatWasLeft(accounts, listed(by_leaver));
  return accounts;
}

}  // namespace

DayNumber DayOf(const Index& index, const Facts& facts, const Moment& moment) {
  if (facts.last == kNoDay || facts.is_withdrawn || !index.Counts(facts, moment)) return kNoDay;
  return std::min(facts.last, moment.as_of);
}

Effects::Kind KindOf(const Index& index, const Thing& thing) {
  for (std::uint32_t i = thing.first; i < thing.first + thing.count; ++i) {
    if (index.state_claims()[i].kind != Kind::kLeaves) return index.state_claims()[i].kind;
  }
  return Kind::kRival;
}

// The same voice, or two of one side, may tell a sequence; of services, so may an outlet that takes
// no side.
bool Contradict(const Index& index, const Account& a, const Account& b, Kind kind) {
  if (kind == Kind::kEvent || a.asserted.empty() || b.asserted.empty()) return false;
  const Sides a_sides = SidesOf(index, a.asserted), b_sides = SidesOf(index, b.asserted);
  if (kind == Kind::kState || (!a_sides.empty() && !b_sides.empty()))
    return AreOpposed(a_sides, b_sides);
  return !ShareAVoice(index, a, b);
}

std::vector<Account> AccountsOf(const Index& index, const Thing& thing, const Moment& moment) {
  const Kind kind = KindOf(index, thing);
  std::vector<Account> kept;
  for (Account& account : Gathered(index, thing, moment)) {
    if (kind == Kind::kEvent) {
      Account others = TakeOtherDenials(account);
      if (!others.denied.empty()) kept.push_back(std::move(others));
    }
    kept.push_back(std::move(account));
  }
  if (kept.empty()) return kept;
  for (Account& account : kept) Date(index, account, kind);
  const auto rank = [](const Account& a) { return std::tuple(!a.asserted.empty(), a.day); };
  const Account newest =
      *std::max_element(kept.begin(), kept.end(),
                        [&](const Account& a, const Account& b) { return rank(a) < rank(b); });
  Sides newest_sides;
  for (const Account& account : kept) {
    if (account.day != newest.day) continue;
    for (const std::uint32_t side : SidesOf(index, account.asserted)) newest_sides.push_back(side);
  }
  std::erase_if(kept, [&](const Account& account) {
    return !StillCounts(index, account, newest, newest_sides, kind);
  });
  return kept;
}

}  // namespace dateline::standing
