// What speaks for and against a candidate span being marked exactly as it is: the words at its
// ends, how it lies in the tree, in quotations and sentences, the nearest cue, and what else may
// begin or end there.
#pragma once

#include <span>
#include <vector>

#include "attribution/candidates.h"
#include "attribution/facts.h"
#include "attribution/tag_features.h"

namespace dateline::attribution {

// Computed once a document, for all its candidates.
struct SpanContext {
  // `first` are the tags of the first pass, `second` describes the best sequence of the second.
  SpanContext(const Scene& scene, const std::vector<Candidate>& candidates, std::vector<Tag> first,
              FirstTags second);

  std::vector<Tag> first;
  FirstTags second;
  std::vector<std::uint32_t> verbs;      // up to each token
  std::vector<std::uint32_t> last_mark;  // the comma, colon or dash at or before each token
  // Of each part but none: shares of all candidates that begin or end at a token, and the largest.
  struct Shares {
    std::vector<float> begin, end, best_begin, best_end;
  };
  Shares shares[3];
};

void SpanFeatures(const Scene& scene, const Facts& facts, const SpanContext& context,
                  const Candidate& candidate, FeatureList& out);

}  // namespace dateline::attribution
