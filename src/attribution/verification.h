// Verification notes: what a report says about checking ("could not independently verify",
// "geolocated by", "without providing evidence", "declined to comment"), and which of the things
// that were said it bears on.
//
// Guideline, section 9. An absence of verification is no statement against what was said, and
// silence is no denial: the layer says what was checked, and nothing of what is true.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"
#include "attribution/verification_patterns.h"

namespace dateline::attribution {

struct FoundNote {
  VerificationKind kind = VerificationKind::kUnverified;
  TokenRange words;
  std::optional<TokenRange> about;
  std::optional<TokenIndex> by;    // head of who checked
  bool is_by_speaker = false;      // whose statement the last of `scope` is: no `by` then
  std::vector<std::size_t> scope;  // drafts, ascending
};

// In text order, disjoint. `speakers` are those of the drafts. Linear in the number of tokens.
std::vector<FoundNote> FindVerifications(const Scene& scene, const VerificationPatterns& patterns,
                                         const Composed& composed,
                                         const std::vector<Source>& speakers);

}  // namespace dateline::attribution
