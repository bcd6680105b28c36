// Brings a ledger of format 1 into one of the format that this program writes.
#pragma once

#include <cstdint>
#include <string>

#include "dateline/result.h"
#include "ledger/ledger.h"

namespace dateline::ledger {

struct Migrated {
  std::size_t documents = 0, readings = 0, claims = 0;
};

// Records in `into` every reading of the file at `old_path`, in its order and with the days and
// seconds at which it was recorded there; nothing is read anew. The old file is not touched: its
// last entry is noted in the log of the new one. Errors: those of Ledger::Open; kCorrupt where the
// old chain, or what an entry vouches for, does not hold.
Result<Migrated> Migrate(const std::string& old_path, Ledger& into, std::int64_t now);

}  // namespace dateline::ledger
