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
  explicit Perceptron(std::size_t classes) : classes_(classes), keys_(1u << 16), rows_(1u << 16) {}

  std::size_t classes() const { return classes_; }

  // Adds the weights of features to `scores` (one a class).
  void Score(std::span<const Feature> features, float* scores) const {
    for (const Feature feature : features) __builtin_prefetch(&keys_[FirstSlot(feature)]);
    for (const Feature feature : features) {
      for (std::uint32_t at = HeadOf(feature); at != kNone; at = entries_[at].next)
        scores[entries_[at].klass] += entries_[at].weight;
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

  // The `keep` features with the greatest weights, in eighths; the rest is forgotten.
  void SaveSparse(model::ContainerWriter& writer, const std::string& name, std::size_t log2_buckets,
                  std::size_t keep) const;
  // REQUIRES: classes() == 3.
  void SaveMoves(model::ContainerWriter& writer, const std::string& name,
                 std::size_t log2_buckets) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  struct Entry {
    double total = 0;  // sum of updates times their time
    float weight = 0;
    std::uint32_t next = kNone;
    std::uint16_t klass = 0;
  };
  struct Ranked {
    float size;
    Feature feature;
    std::uint32_t head;
  };

  std::size_t FirstSlot(Feature feature) const { return (feature >> 20) & (keys_.size() - 1); }
  std::size_t SlotOf(Feature feature) const;
  std::uint32_t HeadOf(Feature feature) const {
    const std::size_t at = SlotOf(feature);
    return keys_[at] == 0 ? kNone : rows_[at];
  }
  void Grow();
  // All features, the weightiest first.
  std::vector<Ranked> ByWeight() const;

  std::size_t classes_;
  std::vector<Feature> keys_;  // 0: free
  std::vector<std::uint32_t> rows_;
  std::size_t used_ = 0;
  std::vector<Entry> entries_;
  double time_ = 1;
};

}  // namespace dateline::training
