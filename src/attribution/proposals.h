// Proposals: what may be the whole content of a cue. A cue that the tagger or a rule found, or that
// only may be one, is a slot; the stretches near it, alone and two by two, are its proposals.
//
// A span by itself may look well and still belong to nobody, or be half of a content in two parts.
// A proposal is judged as a whole (proposal_features.h), by how likely it is that its parts are all
// of the content and that the cue is one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "attribution/candidates.h"
#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

enum class SlotOrigin : std::uint8_t {
  kTagged,  // the tagger chose cue and content
  kRule,    // a rule found it
  kExtra,   // the tagger thinks the cue possible
};

struct Slot {
  std::size_t draft = 0;  // that of an extra cue has no content yet
  SlotOrigin origin = SlotOrigin::kTagged;
  bool is_of_rule = false;
  float sure = 0;  // of the cue as a span
  float source_sure = 0;
  TokenRange cue;
  TokenIndex head;
  std::optional<TokenRange> source;
};

struct Proposal {
  std::uint32_t slot = 0;
  bool is_given = false;  // the content that the draft has by itself
  std::vector<TokenRange> parts;
  float least = 0;  // the least sure of its parts
};

struct Proposals {
  std::vector<Draft> drafts;
  std::vector<Slot> slots;    // by cue
  std::vector<Proposal> all;  // by slot
};

// `sure` is the probability of each candidate, `drafts` what linking made of the chosen ones.
// Linear in tokens, candidates and drafts but for a logarithm.
Proposals FindProposals(const Scene& scene, std::span<const Candidate> candidates,
                        std::span<const float> sure, std::vector<Draft> drafts);

}  // namespace dateline::attribution
