// Steps: each claim is dated and put into words by its rule; claims of one place, dimension and
// thing are gathered into accounts (equal words); of the accounts those are kept that still count;
// denials are set beside the account that they deny.
#include "standing/board.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace dateline::standing {
namespace {

// How long a contradicting account is still shown beside the newest one, and an event beside a
// newer one.
constexpr int kWindowDays = 7;
// Reports of one event differ by a day: some are dated by their publication.
constexpr int kSameEventDays = 1;

struct Dated {
  const DatedClaim* dated = nullptr;
  std::string state;
  Day day;
  bool is_dated_by_publication = false;
};

// What several claims say in the same words.
struct Account {
  std::string state;
  Day day;
  bool is_dated_by_publication = true;
  std::vector<Dated> asserted;
  std::vector<Dated> denied;
};

struct About {  // what accounts replace one another for
  Effects::Kind kind = Effects::Kind::kState;
  std::map<std::string, Account> accounts;  // by state
};

using Sides = std::set<std::string>;

// The last day of the interval, or the day of publication. What has no end yet holds until it was
// said, and no report knows a day after its own.
std::optional<Dated> DateOf(const DatedClaim& dated, std::string state, std::optional<Day> as_of) {
  const record::ClaimRecord& claim = *dated.claim;
  Dated out{&dated, std::move(state), Day(), false};
  if (claim.happened && (claim.happened->begin || claim.happened->end)) {
    const auto& [begin_day, end_day] = *claim.happened;
    const Day begin = begin_day ? *begin_day : end_day->Plus(-1);
    if (as_of && begin > *as_of) return std::nullopt;
    out.day = end_day ? std::max(begin, end_day->Plus(-1)) : begin;
    if (dated.published) {
      const Day said = std::max(begin, *dated.published);
      out.day = end_day ? std::min(out.day, said) : said;
    }
    if (as_of) out.day = std::min(out.day, *as_of);
    out.is_dated_by_publication = claim.happened_basis == "published";
    return out;
  }
  if (!dated.published || (as_of && *dated.published > *as_of)) return std::nullopt;
  out.day = *dated.published;
  out.is_dated_by_publication = true;
  return out;
}

// Each voice once, with its newest claim; newest first.
std::vector<Asserter> VoicesOf(const std::vector<Dated>& claims) {
  std::map<std::tuple<std::string, std::string>, Asserter> voices;
  for (const Dated& one : claims) {
    const record::ClaimRecord& claim = *one.dated->claim;
    const std::string& name = claim.source_name.empty() ? one.dated->publisher : claim.source_name;
    Asserter voice{name, claim.source_side, claim.source_kind, one.day, claim.id};
    auto [found, is_new] = voices.try_emplace({name, claim.source_side}, voice);
    if (!is_new &&
        std::tie(found->second.day, voice.claim) < std::tie(voice.day, found->second.claim))
      found->second = std::move(voice);
  }
  std::vector<Asserter> out;
  for (auto& [key, voice] : voices) out.push_back(std::move(voice));
  std::stable_sort(out.begin(), out.end(),
                   [](const Asserter& a, const Asserter& b) { return a.day > b.day; });
  return out;
}

Sides SidesOf(const std::vector<Dated>& claims) {
  Sides sides;
  for (const Dated& one : claims) {
    if (!one.dated->claim->source_side.empty()) sides.insert(one.dated->claim->source_side);
  }
  return sides;
}

bool HasOther(const Sides& sides, const Sides& than) {
  return std::any_of(sides.begin(), sides.end(),
                     [&](const std::string& side) { return than.count(side) == 0; });
}

// Sides that both speak, and share none.
bool AreOpposed(const Sides& a, const Sides& b) {
  return !a.empty() && !b.empty() && std::none_of(a.begin(), a.end(), [&](const std::string& side) {
    return b.count(side) > 0;
  });
}

bool ShareAVoice(const Account& a, const Account& b) {
  for (const Asserter& voice : VoicesOf(a.asserted)) {
    for (const Asserter& other : VoicesOf(b.asserted)) {
      if (voice.name == other.name && voice.side == other.side) return true;
    }
  }
  return false;
}

// Two accounts of one thing that both still count. The same voice, or two of one side, may tell a
// sequence; of services, so may an outlet that takes no side.
bool Contradict(const Account& a, const Account& b, Effects::Kind kind) {
  if (kind == Effects::Kind::kEvent || a.asserted.empty() || b.asserted.empty()) return false;
  const Sides a_sides = SidesOf(a.asserted), b_sides = SidesOf(b.asserted);
  if (kind == Effects::Kind::kState || (!a_sides.empty() && !b_sides.empty()))
    return AreOpposed(a_sides, b_sides);
  return !ShareAVoice(a, b);
}

void Gather(About& about, Effects::Kind kind, Dated one, bool is_denial) {
  about.kind = kind;
  Account& account = about.accounts[one.state];
  account.state = one.state;
  auto& claims = is_denial ? account.denied : account.asserted;
  claims.push_back(std::move(one));
}

// Of an event: whoever denies it on another day denies another event of the same words.
Account TakeOtherDenials(Account& account) {
  Account others;
  others.state = account.state;
  if (account.asserted.empty()) return others;
  Day newest;
  for (const Dated& one : account.asserted) newest = std::max(newest, one.day);
  const auto is_other = [&](const Dated& denial) {
    return std::abs(newest.Since(denial.day)) > kSameEventDays;
  };
  for (const Dated& denial : account.denied) {
    if (is_other(denial)) others.denied.push_back(denial);
  }
  std::erase_if(account.denied, is_other);
  return others;
}

// Dates an account by what it asserts, or by its denials if it is only denied.
void Date(Account& account, Effects::Kind kind) {
  const auto& claims = account.asserted.empty() ? account.denied : account.asserted;
  for (const Dated& one : claims) account.day = std::max(account.day, one.day);
  for (const Dated& one : claims) {
    if (one.day == account.day && !one.is_dated_by_publication)
      account.is_dated_by_publication = false;
  }
  const int window = kind == Effects::Kind::kEvent ? kSameEventDays : kWindowDays;
  const auto forget_old = [&](std::vector<Dated>& some, int days) {
    std::erase_if(some, [&](const Dated& one) { return account.day.Since(one.day) > days; });
  };
  forget_old(account.asserted, window);
  forget_old(account.denied, kWindowDays);
  // A side that has affirmed since no longer denies, and the other way round.
  const auto is_overtaken = [](const Dated& word, const std::vector<Dated>& by) {
    const std::string& side = word.dated->claim->source_side;
    return !side.empty() && std::any_of(by.begin(), by.end(), [&](const Dated& later) {
      return later.day > word.day && later.dated->claim->source_side == side;
    });
  };
  const std::vector<Dated> denied = account.denied;
  std::erase_if(account.denied,
                [&](const Dated& word) { return is_overtaken(word, account.asserted); });
  std::erase_if(account.asserted, [&](const Dated& word) { return is_overtaken(word, denied); });
}

// Which of two accounts of one thing still count, the newest asserted one being `newest`.
bool StillCounts(const Account& account, const Account& newest, const Sides& newest_sides,
                 Effects::Kind kind) {
  const int age = newest.day.Since(account.day);
  if (age <= 0) return true;
  if (age > kWindowDays) return false;
  switch (kind) {
    case Effects::Kind::kEvent:
      return true;
    case Effects::Kind::kRival:
      return HasOther(SidesOf(account.asserted), newest_sides) ||
             (account.asserted.empty() && !account.denied.empty());
    case Effects::Kind::kState:
      return false;
  }
  return false;
}

State StateOf(const Account& account, const std::string& dimension) {
  State state;
  state.dimension = dimension;
  state.state = account.state;
  state.day = account.day;
  state.is_dated_by_publication = account.is_dated_by_publication;
  state.asserters = VoicesOf(account.asserted);
  state.deniers = VoicesOf(account.denied);
  state.is_disputed = !state.deniers.empty();
  std::set<std::size_t> origins;
  for (const Dated& one : account.asserted.empty() ? account.denied : account.asserted)
    origins.insert(one.dated->origin);
  state.origins = origins.size();
  return state;
}

// The accounts of one thing that are shown, newest first.
std::vector<State> StatesOf(const std::string& dimension, About about) {
  std::vector<Account> kept;
  for (auto& [state, account] : about.accounts) {
    if (about.kind == Effects::Kind::kEvent) {
      Account others = TakeOtherDenials(account);
      if (!others.denied.empty()) kept.push_back(std::move(others));
    }
    kept.push_back(std::move(account));
  }
  for (Account& account : kept) Date(account, about.kind);
  const auto rank = [](const Account& a) { return std::tuple(!a.asserted.empty(), a.day); };
  const Account newest =
      *std::max_element(kept.begin(), kept.end(),
                        [&](const Account& a, const Account& b) { return rank(a) < rank(b); });
  Sides newest_sides;
  for (const Account& account : kept) {
    if (account.day == newest.day) newest_sides.merge(SidesOf(account.asserted));
  }
  std::erase_if(kept, [&](const Account& account) {
    return !StillCounts(account, newest, newest_sides, about.kind);
  });
  std::vector<State> states;
  for (const Account& account : kept) {
    State state = StateOf(account, dimension);
    for (const Account& other : kept) {
      if (&other != &account && Contradict(account, other, about.kind)) state.is_disputed = true;
    }
    states.push_back(std::move(state));
  }
  std::stable_sort(states.begin(), states.end(), [](const State& a, const State& b) {
    return std::tuple(b.day, b.origins, a.state) < std::tuple(a.day, a.origins, b.state);
  });
  return states;
}

// Every claim, dated and in words, under its place, dimension and thing.
class Gatherer {
 public:
  using Things = std::map<std::string, About>;

  Gatherer(const Effects& effects, const Words& words, std::optional<Day> as_of)
      : effects_(effects), words_(words), as_of_(as_of) {}

  void Take(const DatedClaim& dated, Board& board) {
    const record::ClaimRecord& claim = *dated.claim;
    if (claim.places.empty()) ++board.unlocated;
    if (!claim.happened && !dated.published) ++board.undated;
    const bool is_denial = claim.realis == "denied";
    if (claim.realis != "asserted" && !is_denial) {
      ++board.not_asserted;
      return;
    }
    const Effects::Rule* rule = effects_.Of(claim.type);
    const auto effect = rule == nullptr ? std::nullopt : EffectOf(*rule, claim, words_);
    if (!effect) return;
    const auto day = DateOf(dated, effect->state, as_of_);
    if (!day) return;
    std::set<std::string> seen;  // a claim may name one place twice, "between" or as from and to
    for (const record::PlaceRecord& place : claim.places) {
      if (!CountsFor(*rule, place) || !seen.insert(place.key).second) continue;
      PlaceState head{place.key, place.name, place.admin1, place.country, place.precision, {}};
      auto [found, is_new] = places_.try_emplace(place.key, head);
      PlaceState& known = found->second;
      if (!is_new && std::tie(head.name, head.precision) < std::tie(known.name, known.precision))
        known = std::move(head);
      Gather(things_[place.key][rule->dimension][effect->about], rule->kind, *day, is_denial);
    }
  }

  std::vector<PlaceState> Places() {
    std::vector<PlaceState> out;
    for (auto& [key, place] : places_) {
      for (const std::string& dimension : effects_.dimensions()) {
        // The place as such comes first, then its things, those with the newest word in front.
        std::vector<std::vector<State>> things;
        for (auto& [about, thing] : things_[key][dimension])
          things.push_back(StatesOf(dimension, std::move(thing)));
        const bool has_place_itself = things_[key][dimension].count("") > 0;
        std::stable_sort(things.begin() + (has_place_itself ? 1 : 0), things.end(),
                         [](const auto& a, const auto& b) { return a[0].day > b[0].day; });
        for (auto& thing : things)
          std::move(thing.begin(), thing.end(), std::back_inserter(place.states));
      }
      out.push_back(std::move(place));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const PlaceState& a, const PlaceState& b) { return a.name < b.name; });
    return out;
  }

 private:
  const Effects& effects_;
  const Words& words_;
  std::optional<Day> as_of_;
  std::map<std::string, PlaceState> places_;                     // by key
  std::map<std::string, std::map<std::string, Things>> things_;  // by key, dimension
};

}  // namespace

Board BoardOf(const std::vector<DatedClaim>& claims, const Effects& effects, const Words& words,
              std::optional<Day> as_of) {
  Board board;
  Gatherer gatherer(effects, words, as_of);
  for (const DatedClaim& dated : claims) gatherer.Take(dated, board);
  board.places = gatherer.Places();
  return board;
}

}  // namespace dateline::standing
