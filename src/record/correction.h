// A claim with the corrections of its reviewers. The claim as it was read stays in the ledger;
// whatever derives states from claims derives them from the corrected ones.
//
// Fields and what they take (an empty value: the text does not say):
//   type, realis                           as the ontology and the contract name them; not empty
//   source_name, source_side, source_kind  who says so
//   medium, unit                           words
//   happened                               2022-09-08, 2022-09-08/2022-09-10 (both included),
//                                          2022-09-08/ or /2022-09-10 with an open end
//   quantity                               15, 15..20, 15.. or ..20
//   places                                 a JSON array of places as a claim's record has them
//   agent, target, holder_after, ...       the name of a role; agent_side, ... its side
#pragma once

#include <vector>

#include "record/act_record.h"
#include "record/claim_record.h"

namespace dateline::record {

// Words and spans of a corrected slot are dropped: nothing in the text says what the reviewer says.
// Errors: kInvalidInput naming the field, what was found and what was expected.
Result<ClaimRecord> Corrected(ClaimRecord claim, const std::vector<Correction>& corrections);

}  // namespace dateline::record
