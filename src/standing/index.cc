#include "standing/index.h"

#include <algorithm>
#include <cstdio>

namespace dateline::standing {

std::string Index::IdOf(std::uint64_t id) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "c-%012llx", static_cast<unsigned long long>(id));
  return buffer;
}

namespace {

// The second of all pairs with this first, of a sorted vector.
std::vector<std::uint32_t> SecondsOf(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, std::uint32_t first) {
  std::vector<std::uint32_t> seconds;
  auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair(first, std::uint32_t{0}));
  for (; at != pairs.end() && at->first == first; ++at) seconds.push_back(at->second);
  return seconds;
}

}  // namespace

std::vector<std::uint32_t> Index::GroupsOf(ClaimRow row) const {
  return SecondsOf(groups_of_claim_, row);
}

std::vector<EventLink> Index::LinksOf(ClaimRow row, DayNumber known_at) const {
  std::vector<EventLink> links;
  auto at =
      std::lower_bound(links_.begin(), links_.end(), row,
                       [](const EventLink& link, ClaimRow claim) { return link.claim < claim; });
  for (; at != links_.end() && at->claim == row; ++at) {
    if (at->day <= known_at) links.push_back(*at);
  }
  return links;
}

bool Index::IsLinkedInto(ClaimRow row, std::uint32_t group) const {
  return std::binary_search(linked_into_.begin(), linked_into_.end(), std::pair(row, group));
}

std::vector<std::uint32_t> Index::GroupsWith(std::uint32_t hash) const {
  return SecondsOf(groups_with_hash_, hash);
}

std::optional<std::uint32_t> Index::PlaceOf(const std::string& key) const {
  const auto found = place_of_.find(key);
  return found == place_of_.end() ? std::nullopt : std::optional(found->second);
}

Relation Index::Between(std::uint32_t a, std::uint32_t b) const {
  if (a == 0 || b == 0) return Relation::kUnknown;
  if (a == b) return Relation::kSame;
  if (rank_of_side_[a] == kNoRank || rank_of_side_[b] == kNoRank) return Relation::kThird;
  return relations_[rank_of_side_[a]][rank_of_side_[b]];
}

// The table is asked once for each pair of sides that it knows.
void Index::RankSides() {
  const Parties& parties = policy_->parties;
  rank_of_side_.assign(names_.size(), kNoRank);
  std::vector<std::uint32_t> sides;
  for (const bool fights : {true, false}) {
    for (std::uint32_t name = 1; name < names_.size() && sides.size() < kNoRank; ++name) {
      if (!parties.IsKnown(names_[name]) || parties.IsParty(names_[name]) != fights) continue;
      rank_of_side_[name] = static_cast<std::uint8_t>(sides.size());
      sides.push_back(name);
    }
    if (fights) party_count_ = static_cast<std::uint8_t>(sides.size());
  }
  for (const std::uint32_t one : sides) {
    relations_.emplace_back();
    for (const std::uint32_t other : sides)
      relations_.back().push_back(parties.Between(names_[one], names_[other]));
  }
}

}  // namespace dateline::standing
