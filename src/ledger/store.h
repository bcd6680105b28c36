// Store: what the ledger needs of a database. Two stand behind it: an SQLite file (sqlite_store.cc)
// and PostgreSQL (postgres_store.cc). The ledger's queries are written once, in the SQL that both
// read; what differs is said here and in schema.h.
//
// Statements number their values "?1", "?2" or take them in order as "?". Errors are sentences, of
// these codes: kNotFound, kIo, kLocked (another program writes), kCorrupt, kUnsupportedVersion.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dateline/result.h"

namespace dateline::ledger {

// Of the format (docs/formats/ledger.md).
inline constexpr int kLedgerVersion = 2;

enum class Dialect : std::uint8_t { kSqlite, kPostgres };

class Statement {
 public:
  virtual ~Statement() = default;

  // Values are bound from 1. Each returns *this for chaining; texts are copied.
  virtual Statement& Bind(int index, std::int64_t value) = 0;
  virtual Statement& Bind(int index, double value) = 0;
  virtual Statement& Bind(int index, std::string_view text) = 0;
  virtual Statement& BindBytes(int index, std::string_view bytes) = 0;
  virtual Statement& BindNull(int index) = 0;
  Statement& BindOrNull(int index, std::string_view text) {  // empty is NULL
    return text.empty() ? BindNull(index) : Bind(index, text);
  }

  // True while there is a row.
  virtual Result<bool> Step() = 0;
  virtual void Reset() = 0;
  // Steps to the end and resets. For statements without rows.
  Status Run();

  virtual std::int64_t Integer(int column) const = 0;
  virtual double Real(int column) const = 0;
  virtual std::string Text(int column) const = 0;  // NULL is empty; bytes as they are
  virtual bool IsNull(int column) const = 0;
};

// A value of a row; monostate is NULL.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Cell>;

class Store {
 public:
  enum class Mode : std::uint8_t { kRead, kWrite, kCreate };

  // "postgresql://..." or "postgres://..." is a database of a PostgreSQL server, anything else the
  // path of an SQLite file. The ledger in it is of this program's version; kCreate makes one where
  // there is none.
  static Result<std::unique_ptr<Store>> Open(const std::string& address, Mode mode);
  virtual ~Store() = default;

  virtual Dialect dialect() const = 0;
  // As shown in errors: the path, or the address without a password.
  virtual const std::string& name() const = 0;

  virtual Status Execute(const std::string& sql) = 0;
  // REQUIRES: the store outlives the statement.
  virtual Result<std::unique_ptr<Statement>> Prepare(std::string_view sql) = 0;
  // Inserts rows in as few steps as the database allows. REQUIRES: no bytes among the cells, and
  // no NUL in a text.
  virtual Status InsertRows(std::string_view table, std::string_view columns,
                            const std::vector<Row>& rows) = 0;

  // Of a writer: no other one comes between Begin and End. Of a reader: everything is seen as it
  // was at Begin.
  virtual Status BeginWrite() = 0;
  virtual Status BeginRead() = 0;
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;

  // What the database itself finds wrong with its files, and whether the guards against changes
  // are in place.
  virtual Status CheckStorage(const std::function<void(std::string finding)>& say) = 0;
};

// A transaction that rolls back unless it was committed.
class Transaction {
 public:
  static Result<Transaction> ToWrite(Store& store);
  static Result<Transaction> ToRead(Store& store);
  Transaction(Transaction&& other) noexcept : store_(other.store_) { other.store_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status Commit();

 private:
  explicit Transaction(Store* store) : store_(store) {}
  Store* store_;
};

// What both kinds of store say of a ledger that they cannot open.
Error NoLedger(const std::string& where);
Error OtherVersion(std::int64_t found, const std::string& where);

// Runs `each` for every row of a statement.
template <typename Each>
Status ForEachRow(Statement& statement, const Each& each) {
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, statement.Step());
    if (!has_row) return Done{};
    DL_RETURN_IF_ERROR(each(static_cast<const Statement&>(statement)));
  }
}

}  // namespace dateline::ledger
