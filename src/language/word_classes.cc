#include "language/word_classes.h"

#include <algorithm>
#include <bit>

namespace dateline::language {

Result<WordClasses> WordClasses::Load(const model::Container& container) {
  WordClasses classes;
  DL_ASSIGN_OR_RETURN(classes.buckets_, container.Array<ClassBucket>("class"));
  DL_ASSIGN_OR_RETURN(classes.coarse_, container.Array<std::uint16_t>("class.coarse"));
  const bool is_whole = std::has_single_bit(classes.buckets_.size()) && !classes.coarse_.empty() &&
                        std::ranges::all_of(classes.buckets_, [&](const ClassBucket& bucket) {
                          return std::ranges::all_of(bucket.fine, [&](std::uint16_t fine) {
                            return fine < classes.coarse_.size();
                          });
                        });
  if (!is_whole) {
    return Error{ErrorCode::kCorrupt,
                 "the word classes of the language model are not a power of two of buckets that "
                 "name known classes; use the model that came with the program",
                 "model"};
  }
  return classes;
}

void WordClasses::Fill(std::span<Lexeme> words) const {
  for (const Lexeme& word : words)
    __builtin_prefetch(&buckets_[BucketOf(word.lower, buckets_.size())]);
  for (Lexeme& word : words) {
    const ClassBucket& bucket = buckets_[BucketOf(word.lower, buckets_.size())];
    word.fine = 0;
    if (const int slot = SlotOf(bucket.fingerprint, FingerprintOf(word.lower)); slot >= 0)
      word.fine = bucket.fine[slot];
    word.coarse = coarse_[word.fine];
  }
}

}  // namespace dateline::language
