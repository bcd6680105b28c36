// Claims whose slots reviewers corrected. The columns and words of the tables hold each claim as it
// was read, so that a query asks the few corrected ones one by one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "dateline/day.h"
#include "dateline/result.h"
#include "ledger/claim_query.h"
#include "ledger/ledger.h"
#include "ledger/store.h"

namespace dateline::ledger {

// Those that are corrected by a day, of no day: by now, as they then are. By number, in all
// readings. Errors: those of the ledger, and of a correction that fits no slot.
Result<std::map<std::int64_t, StoredClaim>> CorrectedClaims(const Ledger& ledger, Store& store,
                                                            std::optional<Day> known_at);

// Does the query ask for this claim, if its reading counts at the day of the query?
bool Fits(const ClaimQuery& query, const StoredClaim& stored);

}  // namespace dateline::ledger
