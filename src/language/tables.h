// Weight tables: the released form of the linear models, read in place from the artefact.
//
// A feature's hash picks a bucket of eight entries; sixteen further bits of it must agree. Features
// that training did not keep therefore score nothing, rather than what a colliding one has learned.
// (Plain hashing without the check was tried: it needs four times the rows for the same accuracy.)
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "language/feature.h"
#include "model/container.h"

namespace dateline::language {

inline constexpr std::size_t kBucket = 8;
using Lane = std::int16_t __attribute__((vector_size(16)));  // eight numbers, gcc and clang

// The bits of a feature that a table checks; never 0, which marks a free entry.
constexpr std::uint16_t FingerprintOf(Feature feature) {
  return static_cast<std::uint16_t>((feature & 0xFFFFu) | 1u);
}
// REQUIRES: buckets a power of two, at most 2^31.
constexpr std::size_t BucketOf(Feature feature, std::size_t buckets) {
  return (feature >> 32) & (buckets - 1);
}

// Which of eight fingerprints is the wanted one, or -1.
inline int SlotOf(const Lane& fingerprints, std::uint16_t wanted) {
  const Lane hit = fingerprints == (Lane{} + static_cast<std::int16_t>(wanted));
  std::int64_t halves[2];
  __builtin_memcpy(halves, &hit, sizeof halves);
  if (halves[0] != 0) return __builtin_ctzll(static_cast<std::uint64_t>(halves[0])) / 16;
  if (halves[1] != 0) return 4 + __builtin_ctzll(static_cast<std::uint64_t>(halves[1])) / 16;
  return -1;
}

// The three moves of the parser: a bucket is one cache line.
struct alignas(64) MoveBucket {
  Lane fingerprint;
  Lane weight[3];
};
static_assert(sizeof(MoveBucket) == 64);

class MoveTable {
 public:
  static Result<MoveTable> Load(const model::Container& container, const std::string& name);

  void Prefetch(Feature feature) const {
    __builtin_prefetch(&buckets_[BucketOf(feature, buckets_.size())]);
  }
  // Adds the weights of a feature, lane by lane; Total() sums the lanes at the end.
  struct Sums {
    Lane lane[3] = {};
    std::int32_t Total(std::size_t move) const {
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < kBucket; ++i) sum += lane[move][i];
      return sum;
    }
  };
  void Score(Feature feature, Sums& sums) const {
    const MoveBucket& bucket = buckets_[BucketOf(feature, buckets_.size())];
    const auto wanted = static_cast<std::int16_t>(FingerprintOf(feature));
    const Lane hit = bucket.fingerprint == (Lane{} + wanted);
    for (std::size_t move = 0; move < 3; ++move) sums.lane[move] += bucket.weight[move] & hit;
  }

 private:
  std::span<const MoveBucket> buckets_;
};

// Classes with few non-zero weights a feature: tags, labels, names.
struct SparseWeight {
  std::uint8_t klass;
  std::int8_t weight;
};
// Where a row lies in the pool: offset * 256 + number of weights.
struct SparseBucket {
  std::uint32_t row[kBucket];
};

class SparseTable {
 public:
  // Checks that every row lies inside the pool and that no class is `classes` or more.
  static Result<SparseTable> Load(const model::Container& container, const std::string& name,
                                  std::size_t classes);

  void Prefetch(Feature feature) const {
    const std::size_t at = BucketOf(feature, fingerprints_.size());
    __builtin_prefetch(&fingerprints_[at]);
    __builtin_prefetch(&rows_[at]);
  }
  // Where the weights of a feature lie; 0 when training kept none.
  std::uint32_t RowOf(Feature feature) const {
    const std::size_t at = BucketOf(feature, fingerprints_.size());
    const int slot = SlotOf(fingerprints_[at], FingerprintOf(feature));
    return slot < 0 ? 0 : rows_[at].row[slot];
  }
  // Adds the weights of all features to `scores`. In three rounds, so that the memory that one
  // round asks for is there when the next one reads it.
  template <std::size_t kCapacity>
  void Score(const FeatureList<kCapacity>& features, std::int32_t* scores) const {
    for (const Feature feature : features) Prefetch(feature);
    std::uint32_t rows[kCapacity];
    std::size_t hits = 0;
    for (const Feature feature : features) {
      const std::uint32_t row = RowOf(feature);
      __builtin_prefetch(pool_.data() + (row >> 8));
      rows[hits] = row;
      hits += (row & 255u) != 0 ? 1 : 0;
    }
    for (std::size_t i = 0; i < hits; ++i) {
      const SparseWeight* weight = pool_.data() + (rows[i] >> 8);
      for (const SparseWeight* end = weight + (rows[i] & 255u); weight != end; ++weight)
        scores[weight->klass] += weight->weight;
    }
  }

 private:
  std::span<const Lane> fingerprints_;
  std::span<const SparseBucket> rows_;
  std::span<const SparseWeight> pool_;
};

// Words and word endings to small numbers (edit scripts, feature sets): exact at 32 bits.
struct LexiconEntry {
  std::uint32_t fingerprint;  // 0: free
  std::uint32_t value;
};

class Lexicon {
 public:
  static Result<Lexicon> Load(const model::Container& container, const std::string& name,
                              std::size_t values);
  // The value of a key, or -1.
  std::int32_t Find(Feature key) const {
    const std::size_t mask = entries_.size() - 1;
    const auto wanted = static_cast<std::uint32_t>(key) | 1u;
    for (std::size_t at = (key >> 32) & mask;; at = (at + 1) & mask) {
      if (entries_[at].fingerprint == wanted) return static_cast<std::int32_t>(entries_[at].value);
      if (entries_[at].fingerprint == 0) return -1;
    }
  }

 private:
  std::span<const LexiconEntry> entries_;
};

}  // namespace dateline::language
