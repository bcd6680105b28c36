// An SQLite file behind the interface of store.h.
#pragma once

#include <memory>
#include <string>

#include "ledger/store.h"

namespace dateline::ledger {

// `version` is that of another format only to read what was made with it (migrate.cc).
Result<std::unique_ptr<Store>> OpenSqlite(const std::string& path, Store::Mode mode,
                                          int version = kLedgerVersion);

}  // namespace dateline::ledger
