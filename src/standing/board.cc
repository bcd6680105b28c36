// The accounts of each thing that still count (accounts.h), in words and with their voices.
#include "standing/board.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "standing/accounts.h"

namespace dateline::standing {
namespace {

using Kind = Effects::Kind;

// Each voice once, with its newest claim; newest first.
std::vector<Asserter> VoicesOf(const Index& index, const std::vector<Word>& words) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Word> newest;
  const auto rank = [&](const Word& word) {
    return std::tuple(word.day, ~index.claim(word.row).id, ~word.row);
  };
  for (const Word& word : words) {
    const Facts& facts = index.claim(word.row);
    const auto [found, is_new] = newest.try_emplace({facts.speaker, facts.side}, word);
    if (!is_new && rank(found->second) < rank(word)) found->second = word;
  }
  std::vector<Asserter> voices;
  for (const auto& [voice, word] : newest) {
    voices.push_back({index.name(voice.first), index.name(voice.second),
                      index.name(index.claim(word.row).kind), standing::DayOf(word.day), word.row});
  }
  std::sort(voices.begin(), voices.end(), [](const Asserter& a, const Asserter& b) {
    return std::tie(b.day, a.name, a.side) < std::tie(a.day, b.name, b.side);
  });
  return voices;
}

std::vector<ClaimRow> RowsOf(const std::vector<Word>& words) {
  std::vector<ClaimRow> rows;
  for (const Word& word : words) rows.push_back(word.row);
  return rows;
}

std::string InWords(const Index& index, const Account& account) {
  const std::string& state = index.name(account.state);
  return account.is_left ? "unknown, no longer " + state : state;
}

bool IsStale(const Index& index, const Thing& thing, DayNumber last, const Moment& moment,
             DayNumber newest) {
  const auto days = index.policy().effects.DaysOf(
      index.policy().effects.dimensions()[thing.dimension], index.name(thing.about));
  const DayNumber now = moment.as_of == kForever ? newest : moment.as_of;
  return days && now - last > *days;
}

State StateOf(const Index& index, const Thing& thing, const Account& account,
              const Moment& moment) {
  State state;
  state.dimension = index.policy().effects.dimensions()[thing.dimension];
  state.about = index.name(thing.about);
  state.state = InWords(index, account);
  state.day = state.since = standing::DayOf(account.day);
  state.is_dated_by_publication = account.is_dated_by_publication;
  state.asserters = VoicesOf(index, account.asserted);
  state.deniers = VoicesOf(index, account.denied);
  state.is_disputed = !state.deniers.empty();
  const Judgement judgement =
      JudgementOf(index, RowsOf(account.asserted), RowsOf(account.denied), moment.known_at);
  state.origins = account.asserted.empty() ? judgement.denying.size() : judgement.affirming.size();
  state.standing = StandingOf(index, judgement);
  return state;
}

// The first day of the last run of this state.
DayNumber SinceOf(const std::vector<Interval>& history, const State& state) {
  for (auto interval = history.rbegin(); interval != history.rend(); ++interval) {
    if (interval->dimension == state.dimension && interval->about == state.about &&
        interval->state == state.state) {
      return NumberOf(interval->since);
    }
  }
  return NumberOf(state.day);
}

// The states of one thing, newest first.
std::vector<State> StatesOfThing(const Index& index, const Thing& thing, const Moment& moment) {
  const Kind kind = KindOf(index, thing);
  const std::vector<Account> accounts = AccountsOf(index, thing, moment);
  std::vector<State> states;
  for (const Account& account : accounts) {
    State state = StateOf(index, thing, account, moment);
    for (const Account& other : accounts) {
      if (&other != &account && Contradict(index, account, other, kind)) state.is_disputed = true;
    }
    if (kind != Kind::kEvent)
      state.is_stale = IsStale(index, thing, account.day, moment, index.last_said());
    states.push_back(std::move(state));
  }
  std::sort(states.begin(), states.end(), [](const State& a, const State& b) {
    return std::tie(b.day, b.origins, a.state) < std::tie(a.day, a.origins, b.state);
  });
  return states;
}

}  // namespace

PlaceState StatesOf(const Index& index, std::uint32_t place, const Moment& moment) {
  PlaceState out{place, {}};
  const PlaceFacts& facts = index.places()[place];
  const std::uint32_t end = facts.first_thing + facts.thing_count;
  for (std::uint32_t first = facts.first_thing; first < end;) {
    // Things of one dimension: the place as such comes first, then those with the newest word.
    std::vector<std::vector<State>> things;
    const std::uint32_t dimension = index.things()[first].dimension;
    for (; first < end && index.things()[first].dimension == dimension; ++first) {
      auto states = StatesOfThing(index, index.things()[first], moment);
      if (!states.empty()) things.push_back(std::move(states));
    }
    std::stable_sort(things.begin(), things.end(), [](const auto& a, const auto& b) {
      return std::tuple(!a[0].about.empty(), b[0].day, a[0].about) <
             std::tuple(!b[0].about.empty(), a[0].day, b[0].about);
    });
    for (auto& states : things)
      std::move(states.begin(), states.end(), std::back_inserter(out.states));
  }
  const std::vector<Interval> history = HistoryOf(index, place, moment);
  for (State& state : out.states) state.since = standing::DayOf(SinceOf(history, state));
  return out;
}

std::vector<std::string> UnreportedOf(const Index& index, std::uint32_t place,
                                      const Moment& moment) {
  const PlaceState reported = StatesOf(index, place, moment);
  std::vector<std::string> out;
  for (const Effects::Ageing& ageing : index.policy().effects.ageing()) {
    const bool is_reported =
        std::any_of(reported.states.begin(), reported.states.end(), [&](const State& state) {
          return state.dimension == ageing.dimension &&
                 (ageing.about.empty() || state.about == ageing.about);
        });
    if (!is_reported) out.push_back(ageing.about.empty() ? ageing.dimension : ageing.about);
  }
  return out;
}

Board BoardOf(const Index& index, const Moment& moment) {
  Board board;
  for (ClaimRow row = 0; row < index.size(); ++row) {
    const Facts& facts = index.claim(row);
    if (!index.IsKnown(facts, moment.known_at)) continue;
    board.unlocated += facts.is_unlocated;
    board.undated += facts.last == kNoDay;
    board.not_asserted += facts.realis == Realis::kOther;
  }
  for (const std::uint32_t place : index.places_by_name()) {
    PlaceState state = StatesOf(index, place, moment);
    if (!state.states.empty()) board.places.push_back(std::move(state));
  }
  return board;
}

}  // namespace dateline::standing
