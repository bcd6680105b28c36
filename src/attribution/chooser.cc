#include "attribution/chooser.h"

#include <algorithm>
#include <cmath>

#include "attribution/proposal_features.h"
#include "attribution/tagger.h"

namespace dateline::attribution {

std::vector<Tag> ChooseSpans(std::span<const Candidate> candidates, std::span<const float> sure,
                             const Thresholds& thresholds, std::size_t size) {
  // best[t] is the most that tokens from t on can give; taken[t] is the candidate that begins there
  // in it, plus one.
  std::vector<float> best(size + 1, 0.0f);
  std::vector<std::uint32_t> taken(size, 0);
  std::size_t k = candidates.size();
  for (std::size_t t = size; t-- > 0;) {
    best[t] = best[t + 1];
    for (; k > 0 && candidates[k - 1].first == t; --k) {
      const Candidate& c = candidates[k - 1];
      const float gain = sure[k - 1] - thresholds.of[static_cast<std::size_t>(c.part)];
      if (gain <= 0.0f || gain + best[c.end] <= best[t]) continue;
      best[t] = gain + best[c.end];
      taken[t] = static_cast<std::uint32_t>(k);
    }
  }
  std::vector<Tag> out(size, Tag::kOutside);
  for (std::size_t t = 0; t < size;) {
    if (taken[t] == 0) {
      ++t;
      continue;
    }
    const Candidate& c = candidates[taken[t] - 1];
    for (; t < c.end; ++t) out[t] = t == c.first ? BeginOf(c.part) : InsideOf(c.part);
  }
  return out;
}

Result<SpanChooser> SpanChooser::Load(const model::Container& container) {
  SpanChooser out;
  DL_ASSIGN_OR_RETURN(out.buckets_, container.Array<ChoiceBucket>("choice"));
  DL_ASSIGN_OR_RETURN(const auto scales, container.Array<float>("choice.scales"));
  // Steps, the thresholds of source, cue and content; of proposals: content, cue, how much the cue
  // counts, and what a rule alone found.
  constexpr std::size_t kScales = 8;
  const auto is_share = [](float threshold) { return threshold > 0.0f && threshold <= 1.0f; };
  if (out.buckets_.empty() || scales.size() != kScales || !(scales[0] >= 1.0f) ||
      !std::all_of(scales.begin() + 1, scales.end(), is_share)) {
    return Error{ErrorCode::kCorrupt,
                 "the attribution model has no weights for candidate spans or wrong scales; use "
                 "the model that came with the program",
                 "model"};
  }
  out.steps_ = scales[0];
  std::copy(scales.begin() + 1, scales.begin() + 4, out.thresholds_.of + 1);
  out.assembly_ = {scales[4], scales[5], scales[6], scales[7]};
  return out;
}

int SpanChooser::WeightOf(Feature feature) const {
  const ChoiceBucket& bucket = buckets_[BucketOf(feature, buckets_.size())];
  const std::uint16_t wanted = FingerprintOf(feature);
  for (const ChoiceRow& row : bucket.rows) {
    if (row.fingerprint == wanted) return row.weight;
  }
  return 0;
}

float SpanChooser::Sure(const FeatureList& features) const {
  int sum = 0;
  for (const Feature feature : features) sum += WeightOf(feature);
  return 1.0f / (1.0f + std::exp(-static_cast<float>(sum) / steps_));
}

std::vector<float> SpanChooser::Judge(const Scene& scene, const Facts& facts,
                                      std::span<const Candidate> candidates,
                                      const SpanContext& context) const {
  std::vector<float> out;
  out.reserve(candidates.size());
  FeatureList features;
  for (const Candidate& candidate : candidates) {
    SpanFeatures(scene, facts, context, candidate, features);
    out.push_back(Sure(features));
  }
  return out;
}

std::vector<float> SpanChooser::Judge(const Scene& scene, const Facts& facts,
                                      const Proposals& proposals) const {
  std::vector<float> out;
  out.reserve(proposals.all.size());
  FeatureList features;
  for (std::size_t i = 0; i < proposals.all.size(); ++i) {
    ProposalFeatures(scene, facts, proposals, i, features);
    out.push_back(Sure(features));
  }
  return out;
}

}  // namespace dateline::attribution
