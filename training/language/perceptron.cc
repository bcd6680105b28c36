#include "perceptron.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "language/tables.h"

namespace dateline::training {

using language::BucketOf;
using language::FingerprintOf;
using language::kBucket;

void Perceptron::Grow() {
  std::vector<Slot> slots(slots_.size() * 2);
  slots.swap(slots_);
  for (const Slot& slot : slots) {
    if (slot.key != 0) slots_[SlotOf(slot.key)] = slot;
  }
}

void Perceptron::Update(Feature feature, std::size_t klass, float by) {
  if (feature == 0) return;
  std::size_t at = SlotOf(feature);
  if (slots_[at].key == 0) {
    if (++used_ * 2 > slots_.size()) {
      Grow();
      at = SlotOf(feature);
    }
    slots_[at].key = feature;
  }
  Row& row = slots_[at].row;
  std::size_t place = row.begin;
  const std::size_t end = place + row.size;
  while (place != end && weights_[place].klass != klass) ++place;
  if (place == end) {
    if (row.size == row.room) {
      const std::uint32_t begin = row.begin;
      row.begin = static_cast<std::uint32_t>(weights_.size());
      row.room = static_cast<std::uint16_t>(row.room == 0 ? 2 : row.room * 2);
      weights_.resize(weights_.size() + row.room);
      totals_.resize(weights_.size());
      std::copy_n(weights_.begin() + begin, row.size, weights_.begin() + row.begin);
      std::copy_n(totals_.begin() + begin, row.size, totals_.begin() + row.begin);
      place = row.begin + std::size_t{row.size};
    }
    weights_[place] = Weight{0, static_cast<std::uint32_t>(klass)};
    ++row.size;
  }
  weights_[place].value += by;
  totals_[place] += static_cast<double>(by) * time_;
}

void Perceptron::Average() {
  for (std::size_t i = 0; i < weights_.size(); ++i)
    weights_[i].value -= static_cast<float>(totals_[i] / time_);
}

void Perceptron::MixWith(const Perceptron& other, float share) {
  for (Weight& weight : weights_) weight.value *= 1 - share;
  for (const Slot& slot : other.slots_) {
    if (slot.key == 0) continue;
    for (const Weight weight : other.WeightsOf(slot.row))
      Update(slot.key, weight.klass, share * weight.value);
  }
}

std::vector<Perceptron::Ranked> Perceptron::ByWeight() const {
  std::vector<Ranked> ranked;
  for (const Slot& slot : slots_) {
    if (slot.key == 0) continue;
    float size = 0;
    for (const Weight weight : WeightsOf(slot.row)) size += std::abs(weight.value);
    ranked.push_back({size, slot.key, slot.row});
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
    for (const Weight exact : WeightsOf(feature.row)) {
      const auto weight = std::lround(exact.value * kScale);
      if (weight == 0) continue;
      row.push_back({static_cast<std::uint8_t>(exact.klass),
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
  for (const Weight weight : weights_) greatest = std::max(greatest, std::abs(weight.value));
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
    for (const Weight weight : WeightsOf(feature.row)) {
      bucket[kBucket * (weight.klass + 1u) + slot] =
          static_cast<std::int16_t>(std::lround(weight.value * scale));
    }
    ++kept;
  }
  std::fprintf(stderr, "  %s: %zu of %zu features kept, greatest weight %.1f\n", name.c_str(), kept,
               used_, static_cast<double>(greatest));
  writer.AddArray<std::int16_t>(name, table);
}

}  // namespace dateline::training
