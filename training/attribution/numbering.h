// Which features are seen often enough to be learned, and their dense numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "model/feature_hash.h"

namespace dateline::attribution::training {

using model::Feature;

// Features to dense numbers, in the order in which they are met.
class Numbering {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  explicit Numbering(std::size_t bits) : keys_(std::size_t{1} << bits, 0), numbers_(keys_.size()) {}

  std::uint32_t Find(Feature feature) const {
    const Feature key = feature | 1u;
    for (std::size_t at = Slot(key);; at = (at + 1) & (keys_.size() - 1)) {
      if (keys_[at] == key) return numbers_[at];
      if (keys_[at] == 0) return kNone;
    }
  }
  void Add(Feature feature) {
    const Feature key = feature | 1u;
    std::size_t at = Slot(key);
    while (keys_[at] != 0) {
      if (keys_[at] == key) return;
      at = (at + 1) & (keys_.size() - 1);
    }
    keys_[at] = key;
    numbers_[at] = static_cast<std::uint32_t>(features_.size());
    features_.push_back(feature);
  }
  const std::vector<Feature>& features() const { return features_; }

 private:
  std::size_t Slot(Feature key) const { return (key >> 20) & (keys_.size() - 1); }
  std::vector<Feature> keys_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Feature> features_;
};

// Counts features up to 255 in a table without keys: what collides counts together, which only
// lets a few rare ones through.
class Census {
 public:
  Census() : counts_(std::size_t{1} << 28, 0) {}
  bool Reaches(Feature feature, std::uint8_t least) {
    std::uint8_t& count = counts_[(feature >> 24) & (counts_.size() - 1)];
    if (count < 255) ++count;
    return count == least;
  }

 private:
  std::vector<std::uint8_t> counts_;
};

}  // namespace dateline::attribution::training
