// The templates of the span tagger (tag_features.cc): which facts make which features.
//
// Two passes: the first sees words, quotation, tree and the rules; the second also the tags of the
// first, which tells it how many sources and cues a sentence has and what hangs below them.
#pragma once

#include <vector>

#include "attribution/facts.h"

namespace dateline::attribution {

inline constexpr std::size_t kMaxFeatures = 96;

class FeatureList {
 public:
  void clear() { size_ = 0; }
  void Add(Feature feature) { items_[size_++] = feature; }  // REQUIRES: size() < kMaxFeatures
  std::size_t size() const { return size_; }
  const Feature* begin() const { return items_; }
  const Feature* end() const { return items_ + size_; }

 private:
  Feature items_[kMaxFeatures];
  std::size_t size_ = 0;
};

// What the second pass knows of the first: computed once a document.
struct FirstTags {
  std::vector<Tag> tags;
  std::vector<std::uint32_t> left_cue;   // nearest tagged cue in the sentence, its last word
  std::vector<std::uint32_t> right_cue;  // its first word
  std::vector<std::uint8_t> left_part;   // the nearest other part in the sentence, as Part
  std::vector<std::uint8_t> right_part;
  std::vector<std::uint8_t> counts;  // per token: cues and sources of its sentence
  std::vector<std::uint32_t> above;
  std::vector<std::uint64_t> entry;
};
FirstTags DescribeFirst(const Scene& scene, std::vector<Tag> tags);

void FirstFeatures(const Scene& scene, const Facts& facts, std::size_t i, FeatureList& out);
void SecondFeatures(const Scene& scene, const Facts& facts, const FirstTags& first, std::size_t i,
                    FeatureList& out);

// What a transition looks at, besides the two tags.
inline constexpr std::size_t kEdges = 8;
std::uint8_t EdgeOf(const Scene& scene, const Facts& facts, std::size_t i);

}  // namespace dateline::attribution
