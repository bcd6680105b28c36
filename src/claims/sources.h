// Who says a claim: the innermost attribution whose content holds the trigger (guide, 3).
#pragma once

#include <optional>
#include <vector>

#include "claims/clause.h"
#include "claims/scene.h"
#include "dateline/reading.h"

namespace dateline::claims {

class SourceMap {
 public:
  explicit SourceMap(const Scene& scene);
  // None: the outlet's own voice.
  std::optional<AttributionIndex> At(TokenIndex token) const;
  // The attribution with a named speaker whose cue the token is: "the army confirmed the attack".
  std::optional<AttributionIndex> OfCue(TokenIndex token) const;

 private:
  std::vector<std::uint32_t> cue_at_;  // by token: the attribution + 1
  std::vector<std::uint32_t> at_;      // by token: the attribution + 1
};

// "The agency said, citing the ministry": whom the speaker of the attribution cites in its
// sentence, outside of what is said; none where it cites nobody who is known.
std::optional<Source> CitedBy(const Clauses& clauses, const Attribution& attribution);

// "The ministry has recorded 448 cases of cholera": who records, counts or corrects what the noun
// names; none for countries and where nobody known does.
std::optional<Source> RecordedBy(const Clauses& clauses, TokenIndex noun);

// "Police ordered people to leave", "crews hoped to restore it": is what the attribution tells an
// act or a will rather than words?
bool IsOwnAct(const Clauses& clauses, const Attribution& attribution, TokenIndex carrier);

// "No group has said it was behind the attack": words that nobody has said.
bool IsOfNobody(const Scene& scene, const Cues& cues, const Attribution& attribution);

}  // namespace dateline::claims
