// Averaged perceptron over hashed features (Collins 2002), and its release as tables.
//
// Rows exist only for features that took part in a mistake, and a row only lists the classes it has
// weights for. Nothing depends on the order of memory: releases go by weight, then by hash.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "language/feature.h"
#include "model/container.h"

namespace dateline::training {

using language::Feature;

class Perceptron {
 public:
  explicit Perceptron(std::size_t classes) : classes_(classes), slots_(1u << 16) {}

  std::size_t classes() const { return classes_; }

  // Adds the weights of features to `scores` (one a class). Most of training is spent here, waiting
  // for memory: one round asks for what the next one reads. REQUIRES: at most kMostFeatures.
  void Score(std::span<const Feature> features, float* scores) const {
    for (const Feature feature : features) __builtin_prefetch(&slots_[FirstSlot(feature)]);
    Row rows[kMostFeatures];
    std::size_t hits = 0;
    for (const Feature feature : features) {
      const Slot& slot = slots_[SlotOf(feature)];
      if (slot.key == 0) continue;
      __builtin_prefetch(weights_.data() + slot.row.begin);
      rows[hits++] = slot.row;
    }
    for (std::size_t i = 0; i < hits; ++i) {
      const Weight* weight = weights_.data() + rows[i].begin;
      for (const Weight* end = weight + rows[i].size; weight != end; ++weight)
        scores[weight->klass] += weight->value;
    }
  }
  void Update(Feature feature, std::size_t klass, float by);
  void Update(std::span<const Feature> features, std::size_t klass, float by) {
    for (const Feature feature : features) Update(feature, klass, by);
  }
  // Call once a decision, so that the averages weigh all of training alike.
  void Tick() { ++time_; }
  // Replaces weights by their averages over time; training ends.
  void Average();

  // Moves the weights towards those of another training: `share` of the way. Weights that two
  // orders of the same examples agree on are worth more than those of either (McDonald et al.
  // 2010). REQUIRES: both are averaged.
  void MixWith(const Perceptron& other, float share);

  // The `keep` features with the greatest weights, in eighths; the rest is forgotten.
  void SaveSparse(model::ContainerWriter& writer, const std::string& name, std::size_t log2_buckets,
                  std::size_t keep) const;
  // REQUIRES: classes() == 3.
  void SaveMoves(model::ContainerWriter& writer, const std::string& name,
                 std::size_t log2_buckets) const;

 private:
  static constexpr std::size_t kMostFeatures = 128;
  struct Weight {
    float value = 0;
    std::uint32_t klass = 0;
  };
  // Weights of one feature, one after another; moved to a place of twice the room when it is full.
  struct Row {
    std::uint32_t begin = 0;
    std::uint16_t size = 0;
    std::uint16_t room = 0;
  };
  struct Slot {
    Feature key = 0;  // 0: free
    Row row;
  };
  struct Ranked {
    float size;
    Feature feature;
    Row row;
  };

  std::size_t FirstSlot(Feature feature) const { return (feature >> 20) & (slots_.size() - 1); }
  std::size_t SlotOf(Feature feature) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = FirstSlot(feature);
    while (slots_[at].key != 0 && slots_[at].key != feature) at = (at + 1) & mask;
    return at;
  }
  std::span<const Weight> WeightsOf(Row row) const {
    return std::span(weights_).subspan(row.begin, row.size);
  }
  void Grow();
  // All features, the weightiest first.
  std::vector<Ranked> ByWeight() const;

  std::size_t classes_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<Weight> weights_;
  std::vector<double> totals_;  // beside the weights: sums of updates times their time
  double time_ = 1;
};

}  // namespace dateline::training
