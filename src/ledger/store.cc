#include "ledger/store.h"

#include "ledger/postgres_store.h"
#include "ledger/schema.h"
#include "ledger/sqlite_store.h"

namespace dateline::ledger {

Status Statement::Run() {
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, Step());
    if (!has_row) break;
  }
  Reset();
  return Done{};
}

Result<std::unique_ptr<Store>> Store::Open(const std::string& address, Mode mode) {
  const bool is_server = address.starts_with("postgresql://") || address.starts_with("postgres://");
  return is_server ? OpenPostgres(address, mode) : OpenSqlite(address, mode);
}

Result<Transaction> Transaction::ToWrite(Store& store) {
  DL_RETURN_IF_ERROR(store.BeginWrite());
  return Transaction(&store);
}

Result<Transaction> Transaction::ToRead(Store& store) {
  DL_RETURN_IF_ERROR(store.BeginRead());
  return Transaction(&store);
}

Transaction::~Transaction() {
  if (store_ != nullptr) store_->Rollback();
}

Status Transaction::Commit() {
  DL_RETURN_IF_ERROR(store_->Commit());
  store_ = nullptr;
  return Done{};
}

Error NoLedger(const std::string& where) {
  return Error{
      ErrorCode::kNotFound,
      "found no ledger; expected one made by `dateline add`: check the path or the address", where};
}

Error OtherVersion(std::int64_t found, const std::string& where) {
  const std::string both = "found a ledger of version " + std::to_string(found) +
                           ", this program knows version " + std::to_string(kLedgerVersion);
  return Error{
      ErrorCode::kUnsupportedVersion,
      found < kLedgerVersion
          ? both + "; nothing was changed. `dateline migrate OLD NEW` makes a new one of it"
          : both + "; use the release that it was made with, or a newer one",
      where};
}

}  // namespace dateline::ledger
