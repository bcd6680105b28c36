#include "standing/events.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "standing/event_links.h"
#include "standing/event_seeds.h"
#include "standing/word_hashes.h"

namespace dateline::standing {
namespace {

constexpr std::size_t kGroupDigits = 8;
constexpr std::size_t kSeedDigits = 6;

std::string Hexadecimal(std::uint64_t number, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i-- > 0; number >>= 4) out[i] = "0123456789abcdef"[number & 15];
  return out;
}

std::string IdOfEvent(const Index& index, const EventGroup& group, const Seed& seed,
                      const std::vector<ClaimRow>& claims) {
  std::uint64_t hash = HashOfText(std::to_string(seed.first), 1);
  hash = HashOfText(index.name(seed.actor), hash);
  if (seed.is_interval) hash = HashOfText(std::to_string(seed.last), hash);
  // Without a place the first claim stands for it.
  if (group.place == kNone || seed.is_split) hash = Mixed(hash, index.claim(claims.front()).id);
  return "e-" + Hexadecimal(group.hash, kGroupDigits) + Hexadecimal(hash >> 32, kSeedDigits);
}

void CountReports(const Index& index, Event& event) {
  std::set<std::uint32_t> documents, outlets;
  for (const ClaimRow row : event.claims) {
    const Facts& facts = index.claim(row);
    documents.insert(facts.document);
    outlets.insert(index.document(facts.document).publisher);
    event.is_unverified |= facts.is_unverified;
  }
  event.documents = documents.size();
  event.outlets = outlets.size();
}

void SortById(const Index& index, std::vector<ClaimRow>& claims) {
  std::sort(claims.begin(), claims.end(), [&](ClaimRow a, ClaimRow b) {
    return std::tuple(index.claim(a).id, a) < std::tuple(index.claim(b).id, b);
  });
}

bool IsNewer(const Event& a, const Event& b) {
  return std::tuple(b.last, a.id) < std::tuple(a.last, b.id);
}

}  // namespace

const std::string& ClassOf(const Index& index, const Event& event) {
  return index.name(index.groups()[event.group].happening);
}

namespace {

// The report, with its copies, by which a claim without a place is joined.
std::uint32_t ReportOf(const Index& index, ClaimRow row, const Moment& moment) {
  const ClaimRow with = StandsWith(index, row, moment.known_at);
  return index.CopiesOf(index.claim(with).document, moment.known_at);
}

std::optional<Event> EventOf(const Index& index, std::uint32_t group, const Seed& seed,
                             const Moment& moment) {
  std::vector<ClaimRow> affirm, deny;
  for (const ClaimRow row : seed.claims) {
    const Facts& facts = index.claim(row);
    if (facts.realis == Realis::kAsserted) affirm.push_back(row);
    if (facts.realis == Realis::kDenied) deny.push_back(row);
  }
  for (const ClaimRow row : seed.against) {
    const Facts& facts = index.claim(row);
    // Who says that the other side no longer holds it says that this one does.
    if (facts.realis == Realis::kAsserted) deny.push_back(row);
    if (facts.realis == Realis::kDenied) affirm.push_back(row);
  }
  if (affirm.empty() && deny.empty()) return std::nullopt;
  Event event;
  event.group = group;
  event.first = seed.first;
  event.last = seed.last;
  event.is_dated_by_publication = seed.is_by_report;
  event.claims = seed.claims;
  event.claims.insert(event.claims.end(), seed.against.begin(), seed.against.end());
  SortById(index, event.claims);
  event.id = IdOfEvent(index, index.groups()[group], seed, event.claims);
  static_cast<Judgement&>(event) =
      JudgementOf(index, std::move(affirm), std::move(deny), moment.known_at);
  CountReports(index, event);
  return event;
}

// The seeds of a group that its claims make by the moment, those of one report after the other
// where there is no place.
std::vector<Seed> SeedsOfGroup(const Index& index, std::uint32_t number, const Moment& moment) {
  const EventGroup& group = index.groups()[number];
  std::map<std::uint32_t, std::vector<ClaimRow>> parts;  // without a place: by report and copies
  for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
    const ClaimRow row = index.event_claims()[i];
    const Facts& facts = index.claim(row);
    if (!index.Counts(facts, moment) || facts.begin == kNoDay ||
        !IsInGroup(index, row, number, moment.known_at)) {
      continue;
    }
    const std::uint32_t part = group.place == kNone ? ReportOf(index, row, moment) : 0;
    parts[part].push_back(row);
  }
  std::vector<Seed> all;
  for (const auto& [part, claims] : parts) {
    auto seeds = SeedsOf(index, group, ToldBy(index, claims, moment.known_at));
    ApplyLinks(index, moment.known_at, seeds);
    std::move(seeds.begin(), seeds.end(), std::back_inserter(all));
  }
  return all;
}

bool Has(const Seed& seed, ClaimRow row) {
  return std::count(seed.claims.begin(), seed.claims.end(), row) > 0 ||
         std::count(seed.against.begin(), seed.against.end(), row) > 0;
}

}  // namespace

std::vector<Event> EventsOf(const Index& index, std::uint32_t number, const Moment& moment) {
  std::vector<Event> events;
  for (const Seed& seed : SeedsOfGroup(index, number, moment)) {
    if (auto event = EventOf(index, number, seed, moment)) events.push_back(std::move(*event));
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return IsNewer(b, a); });
  return events;
}

struct EventFinder::Group {
  std::vector<Seed> seeds;
  std::vector<std::unique_ptr<std::optional<Event>>> events;  // by seed; null: not looked at yet
};

EventFinder::EventFinder(const Index& index, const Moment& moment)
    : index_(index), moment_(moment) {}
EventFinder::~EventFinder() = default;

std::vector<const Event*> EventFinder::Of(ClaimRow row) {
  std::vector<const Event*> out;
  for (const std::uint32_t number : index_.GroupsOf(row)) {
    std::unique_ptr<Group>& held = groups_[number];
    if (held == nullptr) {
      held = std::make_unique<Group>();
      held->seeds = SeedsOfGroup(index_, number, moment_);
      held->events.resize(held->seeds.size());
    }
    Group& group = *held;
    for (std::size_t i = 0; i < group.seeds.size(); ++i) {
      if (!Has(group.seeds[i], row)) continue;
      auto& event = group.events[i];
      if (event == nullptr)
        event = std::make_unique<std::optional<Event>>(
            EventOf(index_, number, group.seeds[i], moment_));
      if (event->has_value()) out.push_back(&**event);
    }
  }
  std::sort(out.begin(), out.end(), [](const Event* a, const Event* b) { return IsNewer(*a, *b); });
  return out;
}

std::vector<Event> AllEvents(const Index& index, const Moment& moment) {
  std::vector<Event> all;
  for (std::uint32_t group = 0; group < index.groups().size(); ++group) {
    for (Event& event : EventsOf(index, group, moment)) all.push_back(std::move(event));
  }
  std::sort(all.begin(), all.end(), IsNewer);
  return all;
}

std::vector<Event> EventsOfClaim(const Index& index, ClaimRow row, const Moment& moment) {
  EventFinder finder(index, moment);
  std::vector<Event> out;
  for (const Event* event : finder.Of(row)) out.push_back(*event);
  return out;
}

std::vector<std::uint8_t> RulesOfClaims(const Index& index, const Moment& moment) {
  std::vector<std::uint8_t> rules(index.size(), kNoEvent);
  struct Key {
    DayNumber last = kNoDay;
    std::string id;
  };
  std::unordered_map<ClaimRow, Key> shared;  // of claims that belong to several groups
  for (std::uint32_t group = 0; group < index.groups().size(); ++group) {
    for (const Event& event : EventsOf(index, group, moment)) {
      for (const ClaimRow row : event.claims) {
        if (rules[row] != kNoEvent || index.GroupsOf(row).size() > 1) {
          Key& best = shared[row];
          const bool is_first =
              best.id.empty() || std::tie(best.last, event.id) < std::tie(event.last, best.id);
          if (!is_first) continue;
          best = {event.last, event.id};
        }
        rules[row] = static_cast<std::uint8_t>(event.rule);
      }
    }
  }
  return rules;
}

std::vector<Event> FindEvents(const Index& index, std::string_view prefix, const Moment& moment) {
  std::vector<Event> out;
  const auto look = [&](std::uint32_t group) {
    for (Event& event : EventsOf(index, group, moment)) {
      if (event.id.starts_with(prefix)) out.push_back(std::move(event));
    }
  };
  constexpr std::size_t kGroupEnd = 2 + kGroupDigits;
  std::uint32_t hash = 0;
  if (prefix.size() >= kGroupEnd &&
      std::from_chars(prefix.data() + 2, prefix.data() + kGroupEnd, hash, 16).ptr ==
          prefix.data() + kGroupEnd) {
    for (const std::uint32_t group : index.GroupsWith(hash)) look(group);
  } else {
    for (std::uint32_t group = 0; group < index.groups().size(); ++group) look(group);
  }
  std::sort(out.begin(), out.end(), IsNewer);
  return out;
}

}  // namespace dateline::standing
