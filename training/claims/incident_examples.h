// Which strands of a report (src/claims/incidents.h) are happenings that its gold knows.
#pragma once

#include <vector>

#include "claims/incidents.h"
#include "corpus.h"
#include "dateline/reading.h"

namespace dateline::training {

// By strand. Each template stands for the strand of its type that tells most of its fillers, of two
// the one that stands first; a strand stands for one template. Where the gold has claims, a strand
// is one of its acts that is `is_right`; where the rules count as right, each is.
std::vector<bool> KnownStrands(const GoldDocument& gold, const Reading& reading,
                               const IndexedVector<Claim, ClaimIndex>& claims,
                               const std::vector<claims::Strand>& strands);

// Is the claim one of the gold: by its type and its sentence, or by the type alone of templates?
bool IsRight(const GoldDocument& gold, const Reading& reading, const Claim& claim);

}  // namespace dateline::training
