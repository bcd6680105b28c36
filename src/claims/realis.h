// Realis: how the text puts a happening, from grammar and cue words (data/claims/cues.en.tsv) and
// from the class of the attribution's cue. Never from world knowledge, and never made firmer on the
// way: of several cues the least firm one counts.
#pragma once

#include <string>

#include "claims/clause.h"
#include "dateline/reading.h"

namespace dateline::claims {

struct RealisReading {
  Realis realis = Realis::kAsserted;
  std::string ground;  // "modal may", "denied by the cue"; empty when asserted
};

// `attribution`: the innermost one whose content holds the trigger, or nullptr.
// `is_about_negation`: the trigger's type is itself about what is lacking or unverified, so that a
// negation is part of it.
RealisReading ReadRealis(const Clauses& clauses, TokenIndex predicate,
                         const Attribution* attribution, bool is_about_negation);

}  // namespace dateline::claims
