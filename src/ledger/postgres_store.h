// A database of a PostgreSQL server behind the interface of store.h.
#pragma once

#include <memory>
#include <string>

#include "ledger/store.h"

namespace dateline::ledger {

// `address` is a connection URI (PostgreSQL manual, 34.1.1.2). What it leaves open comes from the
// environment that libpq reads (PGUSER, PGPASSWORD, ~/.pgpass).
Result<std::unique_ptr<Store>> OpenPostgres(const std::string& address, Store::Mode mode);

}  // namespace dateline::ledger
