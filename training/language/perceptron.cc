#include "perceptron.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "language/tables.h"

namespace dateline::training {

using language::BucketOf;
using language::FingerprintOf;
using language::kBucket;

std::size_t Perceptron::SlotOf(Feature feature) const {
  const std::size_t mask = keys_.size() - 1;
  std::size_t at = FirstSlot(feature);
  while (keys_[at] != 0 && keys_[at] != feature) at = (at + 1) & mask;
  return at;
}

void Perceptron::Grow() {
  std::vector<Feature> keys(keys_.size() * 2);
  std::vector<std::uint32_t> rows(keys.size());
  keys.swap(keys_);
  rows.swap(rows_);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == 0) continue;
    const std::size_t at = SlotOf(keys[i]);
    keys_[at] = keys[i];
    rows_[at] = rows[i];
  }
}

void Perceptron::Update(Feature feature, std::size_t klass, float by) {
  if (feature == 0) return;
  std::size_t slot = SlotOf(feature);
  if (keys_[slot] == 0) {
    if (++used_ * 2 > keys_.size()) {
      Grow();
      slot = SlotOf(feature);
    }
    keys_[slot] = feature;
    rows_[slot] = kNone;
  }
  std::uint32_t at = rows_[slot];
  while (at != kNone && entries_[at].klass != klass) at = entries_[at].next;
  if (at == kNone) {
    at = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(Entry{0, 0, rows_[slot], static_cast<std::uint16_t>(klass)});
    rows_[slot] = at;
  }
  entries_[at].weight += by;
  entries_[at].total += static_cast<double>(by) * time_;
}

void Perceptron::Average() {
  for (Entry& entry : entries_) entry.weight -= static_cast<float>(entry.total / time_);
}

std::vector<Perceptron::Ranked> Perceptron::ByWeight() const {
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] == 0) continue;
    float size = 0;
    for (std::uint32_t at = rows_[i]; at != kNone; at = entries_[at].next)
      size += std::abs(entries_[at].weight);
    ranked.push_back({size, keys_[i], rows_[i]});
  }
  std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) {
    return a.size != b.size ? a.size > b.size : a.feature < b.feature;
  });
  return ranked;
}

void Perceptron::SaveSparse(model::ContainerWriter& writer, const std::string& name,
                            std::size_t log2_buckets, std::size_t keep) const {
  constexpr float kScale = 8;
  const std::size_t buckets = std::size_t{1} << log2_buckets;
  std::vector<std::uint16_t> keys(buckets * kBucket, 0);
  std::vector<std::uint32_t> rows(buckets * kBucket, 0);
  std::vector<language::SparseWeight> pool;
  std::size_t kept = 0;
  for (const Ranked& feature : ByWeight()) {
    if (kept == keep) break;
    const std::size_t first = BucketOf(feature.feature, buckets) * kBucket;
    const std::uint16_t wanted = FingerprintOf(feature.feature);
    std::size_t slot = 0;
    while (slot < kBucket && keys[first + slot] != 0 && keys[first + slot] != wanted) ++slot;
    if (slot == kBucket || keys[first + slot] == wanted) continue;  // full, or a weightier is there
    std::vector<language::SparseWeight> row;
    for (std::uint32_t at = feature.head; at != kNone; at = entries_[at].next) {
      const auto weight = std::lround(entries_[at].weight * kScale);
      if (weight == 0) continue;
      row.push_back({static_cast<std::uint8_t>(entries_[at].klass),
                     static_cast<std::int8_t>(std::clamp(weight, -127L, 127L))});
    }
    if (row.empty()) continue;
    std::ranges::sort(row, {}, &language::SparseWeight::klass);
    keys[first + slot] = wanted;
    rows[first + slot] = static_cast<std::uint32_t>(pool.size() << 8 | row.size());
    pool.insert(pool.end(), row.begin(), row.end());
    ++kept;
  }
  std::fprintf(stderr, "  %s: %zu of %zu features kept, %zu weights\n", name.c_str(), kept, used_,
               pool.size());
  writer.AddArray<std::uint16_t>(name + ".keys", keys);
  writer.AddArray<std::uint32_t>(name + ".rows", rows);
  writer.AddArray<language::SparseWeight>(name + ".pool", pool);
}

void Perceptron::SaveMoves(model::ContainerWriter& writer, const std::string& name,
                           std::size_t log2_buckets) const {
  const std::size_t buckets = std::size_t{1} << log2_buckets;
  std::vector<std::int16_t> table(buckets * kBucket * 4, 0);  // eight keys, then 3 x 8 weights
  float greatest = 0;
  for (const Entry& entry : entries_) greatest = std::max(greatest, std::abs(entry.weight));
  // No lane can overflow: 80 features of at most 400 stay below 2^15.
  const float scale = 400.0F / std::max(greatest, 1e-6F);
  std::size_t kept = 0;
  for (const Ranked& feature : ByWeight()) {
    std::int16_t* bucket = &table[BucketOf(feature.feature, buckets) * kBucket * 4];
    const auto wanted = static_cast<std::int16_t>(FingerprintOf(feature.feature));
    std::size_t slot = 0;
    while (slot < kBucket && bucket[slot] != 0 && bucket[slot] != wanted) ++slot;
    if (slot == kBucket || bucket[slot] == wanted) continue;
    bucket[slot] = wanted;
    for (std::uint32_t at = feature.head; at != kNone; at = entries_[at].next) {
      bucket[kBucket * (entries_[at].klass + 1u) + slot] =
          static_cast<std::int16_t>(std::lround(entries_[at].weight * scale));
    }
    ++kept;
  }
  std::fprintf(stderr, "  %s: %zu of %zu features kept, greatest weight %.1f\n", name.c_str(), kept,
               used_, static_cast<double>(greatest));
  writer.AddArray<std::int16_t>(name, table);
}

}  // namespace dateline::training
