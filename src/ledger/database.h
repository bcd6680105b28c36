// A thin, owning wrapper over the SQLite C API: statements that finalise themselves and errors as
// sentences.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dateline::ledger {

class Statement {
 public:
  // Values are bound from 1, as SQLite counts. Each returns *this for chaining.
  Statement& Bind(int index, std::int64_t value);
  Statement& Bind(int index, double value);
  Statement& Bind(int index, std::string_view text);  // copied
  Statement& BindBlob(int index, std::string_view bytes);
  Statement& BindNull(int index);
  Statement& BindOrNull(int index, std::string_view text);  // empty is NULL

  // True while there is a row. Errors: those of the database.
  Result<bool> Step();
  // Steps to the end and resets. For statements without rows.
  Status Run();
  void Reset();

  std::int64_t Integer(int column) const;
  double Real(int column) const;
  std::string Text(int column) const;  // NULL is empty; blobs are their bytes
  bool IsNull(int column) const;

 private:
  friend class Database;
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
  const std::string* path_ = nullptr;
};

class Database {
 public:
  enum class Mode : std::uint8_t { kReadOnly, kReadWrite, kCreate };

  // Errors: kNotFound, kIo, kLocked, kCorrupt (not an SQLite file).
  static Result<Database> Open(const std::string& path, Mode mode);

  Status Execute(const char* sql);
  // REQUIRES: the database outlives the statement. Errors: kCorrupt when a table is missing.
  Result<Statement> Prepare(std::string_view sql) const;
  std::int64_t last_row_id() const;
  const std::string& path() const { return *path_; }

 private:
  Status PrepareToRead();

  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<std::string> path_;  // on the heap, so that statements may point to it
};

// A transaction that rolls back unless it was committed.
class Transaction {
 public:
  static Result<Transaction> Begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status Commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

}  // namespace dateline::ledger
