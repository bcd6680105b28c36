// Days first: claims with one stated day make the happenings, each day its own or, for what lasts,
// days no further apart than the window. Claims that are dated by their report, or only to some
// span, join a happening that they fit; those that fit none make their own.
// Then the actor: fire of two sides on one place is two happenings, unless each side only accuses
// the other, which is one happening with a disputed agent. Of a place that changes hands the
// happening is the gain by one side; who is said to hold it meanwhile supports or opposes it.
#include "standing/event_seeds.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dateline::standing {
namespace {

// A report of the day after still means the happening of the day before.
constexpr int kReportedAfterDays = 1;
// Who is said to hold a place so long after a gain still speaks of that gain.
constexpr int kHeldAfterDays = 7;

struct Span {
  DayNumber first, last;
};

bool IsOneDay(const Told& told) { return !told.is_by_report && told.begin == told.last; }

// Days no further apart than the window are one span; without a window each day is one.
std::vector<Span> SpansOf(const std::set<DayNumber>& days, int window) {
  std::vector<Span> spans;
  for (const DayNumber day : days) {
    if (!spans.empty() && window > 0 && day - spans.back().last <= window) {
      spans.back().last = day;
    } else {
      spans.push_back({day, day});
    }
  }
  return spans;
}

// The span that a claim without one stated day belongs to: of those it fits the newest before its
// report, or the only one of a stated interval.
const Span* FittingSpan(const std::vector<Span>& spans, const Told& told, int window) {
  const int slack = told.is_by_report ? std::max(window, kReportedAfterDays) : 0;
  const auto begin =
      std::lower_bound(spans.begin(), spans.end(), told.begin - slack,
                       [](const Span& span, DayNumber day) { return span.last < day; });
  const Span* found = nullptr;
  int fitting = 0;
  for (auto span = begin; span != spans.end() && span->first <= told.last; ++span) {
    found = &*span;
    ++fitting;
  }
  return told.is_by_report || fitting == 1 ? found : nullptr;
}

class Days {
 public:
  explicit Days(int window) : window_(window) {}

  std::vector<Seed> Run(const std::vector<Told>& claims) {
    std::set<DayNumber> days, reports;
    for (const Told& told : claims) {
      if (IsOneDay(told)) days.insert(told.begin);
    }
    const std::vector<Span> stated = SpansOf(days, window_);
    std::vector<const Told*> by_report;
    for (const Told& told : claims) {
      if (const Span* span = FittingSpan(stated, told, window_)) {
        Put(*span, false, told.row);
      } else if (told.is_by_report) {
        reports.insert(told.begin);
        by_report.push_back(&told);
      } else {
        Put({told.begin, told.last}, false, told.row).is_interval = true;
      }
    }
    const std::vector<Span> reported = SpansOf(reports, std::max(window_, kReportedAfterDays));
    for (const Told* told : by_report) {
      const auto span =
          std::lower_bound(reported.begin(), reported.end(), told->begin,
                           [](const Span& one, DayNumber day) { return one.last < day; });
      Put(*span, true, told->row);
    }
    std::vector<Seed> out;
    for (auto& [key, seed] : seeds_) out.push_back(std::move(seed));
    return out;
  }

 private:
  Seed& Put(Span span, bool by_report, ClaimRow row) {
    Seed& seed = seeds_[std::tuple(span.first, span.last, by_report)];
    seed.first = span.first;
    seed.last = span.last;
    seed.is_by_report = by_report;
    seed.claims.push_back(row);
    return seed;
  }

  int window_;
  std::map<std::tuple<DayNumber, DayNumber, bool>, Seed> seeds_;
};

// Does every claim of this agent come from a side that is opposed to it?
bool IsOnlyAccused(const Index& index, const std::vector<ClaimRow>& claims, std::uint32_t agent) {
  return std::all_of(claims.begin(), claims.end(), [&](ClaimRow row) {
    const Facts& facts = index.claim(row);
    return facts.agent_side != agent || index.Between(facts.side, agent) == Relation::kOpposed;
  });
}

// By agent; claims that name none go with one of their own report, else with the first agent.
std::vector<Seed> SplitByAgent(const Index& index, Seed seed) {
  std::map<std::string, std::uint32_t> agents;  // by name, so that the order is that of the names
  for (const ClaimRow row : seed.claims) {
    if (const std::uint32_t side = index.claim(row).agent_side) agents[index.name(side)] = side;
  }
  if (agents.size() < 2) {
    if (agents.size() == 1) seed.actor = agents.begin()->second;
    return {std::move(seed)};
  }
  const bool is_mutual = std::all_of(agents.begin(), agents.end(), [&](const auto& agent) {
    return IsOnlyAccused(index, seed.claims, agent.second);
  });
  if (is_mutual) return {std::move(seed)};
  std::map<std::uint32_t, std::uint32_t> agent_of_document;
  for (const ClaimRow row : seed.claims) {
    const Facts& facts = index.claim(row);
    if (facts.agent_side == 0) continue;
    const auto [found, is_new] = agent_of_document.try_emplace(facts.document, facts.agent_side);
    if (!is_new && index.name(facts.agent_side) < index.name(found->second))
      found->second = facts.agent_side;
  }
  std::map<std::uint32_t, Seed> by_agent;
  for (const ClaimRow row : seed.claims) {
    const Facts& facts = index.claim(row);
    std::uint32_t agent = facts.agent_side;
    if (agent == 0) {
      const auto found = agent_of_document.find(facts.document);
      agent = found == agent_of_document.end() ? agents.begin()->second : found->second;
    }
    Seed& part = by_agent[agent];
    if (part.claims.empty())
      part = {seed.first, seed.last, seed.is_by_report, seed.is_interval, false, agent, {}, {}};
    part.claims.push_back(row);
  }
  std::vector<Seed> out;
  for (auto& [agent, part] : by_agent) out.push_back(std::move(part));
  return out;
}

// Gains by holder; who holds it meanwhile goes to the newest gain not after it.
std::vector<Seed> ByHolder(const Index& index, const EventGroup& group,
                           const std::vector<Told>& claims) {
  std::map<std::uint32_t, std::vector<Told>> gains, alone;
  std::vector<Told> holds;
  for (const Told& told : claims) {
    const Facts& facts = index.claim(told.row);
    if (facts.aspect == Happening::Aspect::kHolds) {
      holds.push_back(told);
    } else {
      gains[facts.holder].push_back(told);
    }
  }
  std::vector<Seed> out;
  const auto add = [&](const auto& by_holder) {
    for (const auto& [holder, told] : by_holder) {
      for (Seed& seed : Days(group.window_days).Run(told)) {
        seed.actor = holder;
        out.push_back(std::move(seed));
      }
    }
  };
  add(gains);
  for (const Told& told : holds) {
    const std::uint32_t holder = index.claim(told.row).holder;
    Seed* newest = nullptr;
    for (Seed& seed : out) {
      const int age = told.last - seed.first;
      if (age < 0 || age > kHeldAfterDays + (seed.last - seed.first)) continue;
      const auto rank = [&](const Seed& one) {
        return std::tuple(one.last, one.actor == holder, index.name(one.actor), one.first);
      };
      if (newest == nullptr || rank(*newest) < rank(seed)) newest = &seed;
    }
    if (newest == nullptr) {
      alone[holder].push_back(told);
    } else {
      (newest->actor == holder ? newest->claims : newest->against).push_back(told.row);
    }
  }
  add(alone);
  return out;
}

}  // namespace

std::vector<Told> ToldBy(const Index& index, const std::vector<ClaimRow>& claims,
                         DayNumber known_at) {
  std::map<std::uint32_t, DayNumber> first_printing;  // by report and its copies
  for (const ClaimRow row : claims) {
    const Facts& facts = index.claim(row);
    const auto [found, is_new] =
        first_printing.try_emplace(index.CopiesOf(facts.document, known_at), facts.said);
    if (!is_new) found->second = std::min(found->second, facts.said);
  }
  std::vector<Told> out;
  for (const ClaimRow row : claims) {
    const Facts& facts = index.claim(row);
    const DayNumber said = first_printing.at(index.CopiesOf(facts.document, known_at));
    Told told{row, facts.begin, facts.last, facts.is_dated_by_publication};
    if (told.is_by_report && told.begin == facts.said) told.begin = told.last = said;
    // What has no end yet was known to hold until it was first said.
    if (!told.is_by_report && told.last == facts.said) told.last = std::max(told.begin, said);
    out.push_back(told);
  }
  return out;
}

std::vector<Seed> SeedsOf(const Index& index, const EventGroup& group,
                          const std::vector<Told>& claims) {
  if (group.split == Happening::Split::kHolder) return ByHolder(index, group, claims);
  std::vector<Seed> seeds = Days(group.window_days).Run(claims);
  if (group.split != Happening::Split::kAgent) return seeds;
  std::vector<Seed> out;
  for (Seed& seed : seeds) {
    for (Seed& part : SplitByAgent(index, std::move(seed))) out.push_back(std::move(part));
  }
  return out;
}

}  // namespace dateline::standing
