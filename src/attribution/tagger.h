// The span tagger: a linear-chain model over hashed features, in two passes, and a choice among the
// spans that the second pass thinks possible; read in place.
//
// One row of sixteen bytes holds the weights of a feature for both passes and a fingerprint, four
// rows make a cache line, so that a feature costs one look. Trained by training/attribution/; its
// scores are in models/attribution.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "attribution/candidates.h"
#include "attribution/chooser.h"
#include "attribution/facts.h"
#include "attribution/tag_features.h"
#include "model/container.h"

namespace dateline::attribution {

inline constexpr std::string_view kModelKind = "dateline-attribution";
// Raised whenever a section or the meaning of a feature changes: weights fit one set of features.
inline constexpr std::uint32_t kModelVersion = 3;

inline constexpr std::size_t kRowsInBucket = 4;
struct TagRow {
  std::int8_t first[kTags];
  std::int8_t second[kTags];
  std::uint16_t fingerprint;  // 0: free
};
static_assert(sizeof(TagRow) == 16);
struct alignas(64) TagBucket {
  TagRow rows[kRowsInBucket];
};

constexpr std::uint16_t FingerprintOf(Feature feature) {
  return static_cast<std::uint16_t>((feature & 0xFFFFu) | 1u);
}
// REQUIRES: at most 2^32 buckets.
constexpr std::size_t BucketOf(Feature feature, std::size_t buckets) {
  return ((feature >> 32) * buckets) >> 32;
}

struct PriorEntry {
  std::uint32_t fingerprint;  // 0: free
  std::uint32_t bin;
};

// Sums of weights, and of transitions: [edge][tag before][tag].
using TagScores = std::int32_t[kTags];
using EdgeWeights = std::int32_t[kEdges][kTags][kTags];

// The best sequence of tags that the scores allow. `scores` and `edges` run over one segment.
void BestTags(std::span<const std::int32_t> scores, std::span<const std::uint8_t> edges,
              const EdgeWeights& weights, std::vector<Tag>& out);

// The stretches that are tagged on their own: a block, or parts of a very long one.
std::vector<TokenRange> SegmentsOf(const text::LanguageView& input);

// What the tagger made of a document: the spans that it chose, and all that it thought of.
struct TaggedSpans {
  std::vector<Tag> tags;
  std::vector<Candidate> candidates;
  std::vector<float> sure;  // the probability of each candidate
};

class SpanTagger : public CuePriors {
 public:
  // Reads the tables in place. REQUIRES: `artefact` outlives the tagger and is aligned to 64 bytes.
  // Errors: kCorrupt, kUnsupportedVersion.
  static Result<SpanTagger> Load(std::string_view artefact);

  const std::string& name() const { return name_; }
  std::uint8_t BinOf(Feature key) const override;
  TaggedSpans Run(const Scene& scene, const Facts& facts) const;
  const SpanChooser& chooser() const { return chooser_; }

 private:
  const TagRow* Find(Feature feature) const;
  std::vector<Tag> Decode(const text::LanguageView& input, std::span<const std::int32_t> scores,
                          std::span<const std::uint8_t> edges, std::size_t pass) const;
  std::vector<Candidate> Candidates(const text::LanguageView& input,
                                    std::span<const std::int32_t> scores,
                                    std::span<const std::uint8_t> edges) const;

  std::string name_;
  std::span<const TagBucket> buckets_;
  std::span<const std::int32_t> edges_;  // two EdgeWeights
  std::span<const PriorEntry> priors_;
  float steps_ = 1;  // of a score of the second pass that make one
  EdgeFactors factors_;
  SpanChooser chooser_;
};

}  // namespace dateline::attribution
