#include "standing/event_links.h"

#include <algorithm>
#include <optional>

namespace dateline::standing {
namespace {

// The newest merge that no later split has undone.
std::optional<EventLink> MergeOf(const Index& index, ClaimRow row, DayNumber known_at) {
  std::optional<EventLink> merge;
  for (const EventLink& link : index.LinksOf(row, known_at)) {
    if (!link.is_split) {
      merge = link;
    } else if (merge && merge->other == link.other) {
      merge.reset();
    }
  }
  return merge;
}

Seed* SeedWith(std::vector<Seed>& seeds, ClaimRow row) {
  for (Seed& seed : seeds) {
    for (const auto* rows : {&seed.claims, &seed.against}) {
      if (std::find(rows->begin(), rows->end(), row) != rows->end()) return &seed;
    }
  }
  return nullptr;
}

void Remove(Seed& seed, ClaimRow row) {
  std::erase(seed.claims, row);
  std::erase(seed.against, row);
}

}  // namespace

bool IsInGroup(const Index& index, ClaimRow row, std::uint32_t group, DayNumber known_at) {
  const auto merge = MergeOf(index, row, known_at);
  if (!merge) return !index.IsLinkedInto(row, group);
  const auto groups = index.GroupsOf(merge->other);
  return groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end();
}

ClaimRow StandsWith(const Index& index, ClaimRow row, DayNumber known_at) {
  const auto merge = MergeOf(index, row, known_at);
  return merge ? merge->other : row;
}

void ApplyLinks(const Index& index, DayNumber known_at, std::vector<Seed>& seeds) {
  std::vector<ClaimRow> rows;
  for (const Seed& seed : seeds) {
    for (const auto* some : {&seed.claims, &seed.against}) {
      for (const ClaimRow row : *some) {
        if (!index.LinksOf(row, known_at).empty()) rows.push_back(row);
      }
    }
  }
  std::sort(rows.begin(), rows.end(),
            [&](ClaimRow a, ClaimRow b) { return index.claim(a).id < index.claim(b).id; });
  for (const ClaimRow row : rows) {
    if (const auto merge = MergeOf(index, row, known_at)) {
      Seed* from = SeedWith(seeds, row);
      Seed* to = SeedWith(seeds, merge->other);
      if (from != nullptr && to != nullptr && from != to) {
        Remove(*from, row);
        to->claims.push_back(row);
      }
      continue;
    }
    for (const EventLink& link : index.LinksOf(row, known_at)) {
      Seed* shared = SeedWith(seeds, row);
      if (!link.is_split || shared == nullptr || shared != SeedWith(seeds, link.other)) continue;
      Seed own = *shared;
      own.claims = {row};
      own.against.clear();
      own.is_split = true;
      Remove(*shared, row);
      seeds.push_back(std::move(own));
    }
  }
  std::erase_if(seeds,
                [](const Seed& seed) { return seed.claims.empty() && seed.against.empty(); });
}

}  // namespace dateline::standing
