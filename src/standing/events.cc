#include "standing/events.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

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

}  // namespace

std::vector<Event> EventsOf(const Index& index, std::uint32_t number, const Moment& moment) {
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
  std::vector<Event> events;
  for (const auto& [part, claims] : parts) {
    auto seeds = SeedsOf(index, group, ToldBy(index, claims, moment.known_at));
    ApplyLinks(index, moment.known_at, seeds);
    for (const Seed& seed : seeds) {
      if (auto event = EventOf(index, number, seed, moment)) events.push_back(std::move(*event));
    }
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return IsNewer(b, a); });
  return events;
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
  std::vector<Event> out;
  for (const std::uint32_t group : index.GroupsOf(row)) {
    for (Event& event : EventsOf(index, group, moment)) {
      if (std::count(event.claims.begin(), event.claims.end(), row) > 0)
        out.push_back(std::move(event));
    }
  }
  std::sort(out.begin(), out.end(), IsNewer);
  return out;
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
