// Candidate spans: the stretches that the second pass of the tagger thinks may be a source, a cue
// or a content, each with the share of all sequences of tags that have exactly this span.
//
// The best sequence shows one reading of a paragraph; the sum over all sequences (Rabiner 1989)
// shows where else a span may well end. A span's share is the forward sum up to its begin, times
// its insides one by one, times the backward sum behind its end.
#pragma once

#include <span>
#include <vector>

#include "attribution/tag_features.h"
#include "attribution/tags.h"

namespace dateline::attribution {

struct Candidate {
  Part part = Part::kNone;
  std::uint32_t first = 0;  // tokens
  std::uint32_t end = 0;
  float share = 0;  // 0 to 1
};

// Spans below this share are nothing to think about.
inline constexpr float kLeastShare = 0.01f;

// Weights of transitions as factors: exp of them, and zero where a tag may not follow.
struct EdgeFactors {
  float of[kEdges][kTags][kTags] = {};
};

// Of one segment that begins at token `offset`. `scores` holds kTags numbers a token, in natural
// logarithms. In order of first token. Linear in the number of tokens: at each token at most
// 1 / kLeastShare begins are still open.
void AddCandidates(std::span<const float> scores, std::span<const std::uint8_t> edges,
                   const EdgeFactors& factors, std::uint32_t offset, std::vector<Candidate>& out);

}  // namespace dateline::attribution
