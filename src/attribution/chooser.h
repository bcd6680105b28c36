// The choice among candidate spans: how sure each is by its features, a logistic model that
// training/attribution/ learns, and the best set of spans that do not overlap; and how sure each
// proposal of a whole content is, by a second model in the same table.
#pragma once

#include <span>
#include <vector>

#include "attribution/assembly.h"
#include "attribution/candidates.h"
#include "attribution/facts.h"
#include "attribution/proposals.h"
#include "attribution/span_features.h"
#include "attribution/tags.h"
#include "model/container.h"

namespace dateline::attribution {

// What a span must be worth, by its part. A span helps F1 as long as it is right more often than
// half of the F1 that is reached (Lipton, Elkan and Narayanaswamy 2014).
struct Thresholds {
  float of[4] = {1, 1, 1, 1};  // by Part
};

// Tags of the spans whose gains over the threshold of their part have the largest sum; `sure` holds
// the probability of each. Linear in tokens and candidates. REQUIRES: candidates by first token.
std::vector<Tag> ChooseSpans(std::span<const Candidate> candidates, std::span<const float> sure,
                             const Thresholds& thresholds, std::size_t size);

// Weights of the features of candidates and of proposals: sixteen to a cache line.
struct ChoiceRow {
  std::uint16_t fingerprint;  // 0: free
  std::int16_t weight;
};
inline constexpr std::size_t kChoiceRowsInBucket = 16;
struct alignas(64) ChoiceBucket {
  ChoiceRow rows[kChoiceRowsInBucket];
};

class SpanChooser {
 public:
  // Reads the sections "choice" and "choice.scales" in place. Errors: kCorrupt.
  static Result<SpanChooser> Load(const model::Container& container);

  // The probability of each candidate.
  std::vector<float> Judge(const Scene& scene, const Facts& facts,
                           std::span<const Candidate> candidates, const SpanContext& context) const;
  std::vector<float> Judge(const Scene& scene, const Facts& facts,
                           const Proposals& proposals) const;
  const Thresholds& thresholds() const { return thresholds_; }
  const AssemblyThresholds& assembly() const { return assembly_; }

 private:
  int WeightOf(Feature feature) const;
  float Sure(const FeatureList& features) const;

  std::span<const ChoiceBucket> buckets_;
  float steps_ = 1;  // of a weight that make one
  Thresholds thresholds_;
  AssemblyThresholds assembly_;
};

}  // namespace dateline::attribution
