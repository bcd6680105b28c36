#include "priors.h"

namespace dateline::attribution::training {
namespace {

std::uint8_t BinOfCounts(double cue, double all) {
  const double share = cue / (all + 2.0);
  if (share < 0.02) return 0;
  if (share < 0.1) return 1;
  if (share < 0.3) return 2;
  return share < 0.6 ? 3 : 4;
}

}  // namespace

CountMap CountCues(const Article& article) {
  CountMap counts;
  for (TokenIndex t; t < article.view->words.end_index(); ++t)
    ++counts[PriorKey(*article.scene, t)].all;
  for (const TokenIndex t : article.cue_heads.front()) ++counts[PriorKey(*article.scene, t)].cue;
  return counts;
}

std::uint8_t CountedPriors::BinOf(Feature key) const {
  const auto found = all_.find(key);
  if (found == all_.end()) return 0;
  Counts counts = found->second;
  if (own_ != nullptr) {
    if (const auto mine = own_->find(key); mine != own_->end()) {
      counts.cue -= mine->second.cue;
      counts.all -= mine->second.all;
    }
  }
  return BinOfCounts(counts.cue, counts.all);
}

std::vector<PriorEntry> PriorTable(const CountMap& counts) {
  std::vector<PriorEntry> table(1 << 14, PriorEntry{0, 0});
  for (const auto& [key, count] : counts) {
    const std::uint8_t bin = BinOfCounts(count.cue, count.all);
    if (bin == 0) continue;
    std::size_t at = (key >> 32) & (table.size() - 1);
    while (table[at].fingerprint != 0) at = (at + 1) & (table.size() - 1);
    table[at] = {static_cast<std::uint32_t>(key) | 1u, bin};
  }
  return table;
}

}  // namespace dateline::attribution::training
