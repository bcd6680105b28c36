// An SQLite file behind the interface of store.h.
#pragma once

#include <memory>
#include <string>

#include "ledger/store.h"

namespace dateline::ledger {

Result<std::unique_ptr<Store>> OpenSqlite(const std::string& path, Store::Mode mode);

}  // namespace dateline::ledger
