// Features of the language core (model/feature_hash.h), and the list that its templates write to.
#pragma once

#include <cstddef>

#include "model/feature_hash.h"

namespace dateline::language {

using model::Feature;
using model::Hash;
using model::HashBytes;
using model::Join;
using model::Scramble;

// A fixed list that templates write to; no allocation while reading.
template <std::size_t kCapacity>
class FeatureList {
 public:
  void clear() { size_ = 0; }
  void Add(Feature feature) { items_[size_++] = feature; }  // REQUIRES: size() < kCapacity
  std::size_t size() const { return size_; }
  const Feature* begin() const { return items_; }
  const Feature* end() const { return items_ + size_; }

 private:
  Feature items_[kCapacity];
  std::size_t size_ = 0;
};

}  // namespace dateline::language
