// Word classes: which words occur in company like each other's, at two grains.
//
// They tell the models something of words that training has not seen. The classes were grouped from
// public word vectors (training/words/cluster_words.cc); here is only the table, read in place.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/lexeme.h"
#include "language/tables.h"

namespace dateline::language {

// Eight words of a bucket: sixteen bits of each one's hash and its fine class; 0 is free.
struct alignas(32) ClassBucket {
  Lane fingerprint;
  std::uint16_t fine[kBucket];
};
static_assert(sizeof(ClassBucket) == 32);

class WordClasses {
 public:
  // Errors: kCorrupt.
  static Result<WordClasses> Load(const model::Container& container);

  // Fills `fine` and `coarse` of every word; both stay 0 for a word that has no class.
  void Fill(std::span<Lexeme> words) const;

 private:
  std::span<const ClassBucket> buckets_;
  std::span<const std::uint16_t> coarse_;  // of a fine class
};

}  // namespace dateline::language
