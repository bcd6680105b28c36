#include "ledger/sqlite_store.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <utility>

#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

constexpr int kBusyTimeoutMs = 3000;

// SQLite's code as one of ours with a sentence: what was found, what to do.
Error ErrorOf(int code, const char* detail, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error{
          ErrorCode::kLocked,
          "the ledger is locked by another process; wait until that has ended, then try again",
          path};
    case SQLITE_FULL:
      return Error{ErrorCode::kIo,
                   "the disk (or the quota) is full, and what was acknowledged so far is kept; "
                   "free some space and add "
                   "the rest again",
                   path};
    case SQLITE_NOTADB:
      return Error{ErrorCode::kCorrupt,
                   "found a file that is no ledger (it is not an SQLite database), expected one "
                   "made by `dateline add`",
                   path};
    case SQLITE_CORRUPT:
      return Error{ErrorCode::kCorrupt,
                   "the ledger is damaged or cut short; restore it from a copy, or add its "
                   "documents to a new one",
                   path};
    case SQLITE_CANTOPEN:
      return Error{ErrorCode::kIo,
                   "cannot open the ledger; check the path and the rights of the folder", path};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Error{ErrorCode::kIo,
                   "the ledger may not be written; check its rights and those of its folder", path};
    case SQLITE_IOERR:
      return Error{ErrorCode::kIo,
                   "the system could not read or write the ledger; what was acknowledged so far is "
                   "kept; check the space, the quota and the health of the disk, then try again",
                   path};
    default:
      return Error{ErrorCode::kIo, std::string("the ledger's storage failed: ") + detail, path};
  }
}

class SqliteStatement : public Statement {
 public:
  SqliteStatement(sqlite3_stmt* statement, const std::string& path)
      : statement_(statement), path_(path) {}

  Statement& Bind(int index, std::int64_t value) override {
    sqlite3_bind_int64(statement_.get(), index, value);
    return *this;
  }
  Statement& Bind(int index, double value) override {
    sqlite3_bind_double(statement_.get(), index, value);
    return *this;
  }
  Statement& Bind(int index, std::string_view text) override {
    sqlite3_bind_text64(statement_.get(), index, text.data() == nullptr ? "" : text.data(),
                        text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
  }
  Statement& BindBytes(int index, std::string_view bytes) override {
    sqlite3_bind_blob64(statement_.get(), index, bytes.data() == nullptr ? "" : bytes.data(),
                        bytes.size(), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& BindNull(int index) override {
    sqlite3_bind_null(statement_.get(), index);
    return *this;
  }

  Result<bool> Step() override {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return ErrorOf(code, sqlite3_errmsg(sqlite3_db_handle(statement_.get())), path_);
  }
  void Reset() override {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
  }

  std::int64_t Integer(int column) const override {
    return sqlite3_column_int64(statement_.get(), column);
  }
  double Real(int column) const override { return sqlite3_column_double(statement_.get(), column); }
  std::string Text(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr
               ? std::string()
               : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }
  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
  const std::string& path_;
};

// SQLite's file header (sqlite.org/fileformat2.html, 1.3): page size at 16, pages at 28.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

// Does the file have fewer bytes than its header counts? SQLite itself finds out only when it
// happens upon a missing page. A ledger with a write-ahead log may be longer than its main file.
bool IsCutShort(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size == 0 || std::filesystem::exists(path + "-wal", error)) return false;
  std::array<char, kHeaderBytes> header{};
  std::ifstream file(path, std::ios::binary);
  file.read(header.data(), header.size());
  const std::string_view found(header.data(), static_cast<std::size_t>(file.gcount()));
  if (found.substr(0, kMagic.size()) != kMagic) return kMagic.substr(0, found.size()) == found;
  if (found.size() < kHeaderBytes) return true;
  const auto byte = [&](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(header[at])};
  };
  std::uint64_t page_bytes = byte(16) << 8 | byte(17);
  if (page_bytes == 1) page_bytes = 65536;
  const std::uint64_t pages = byte(28) << 24 | byte(29) << 16 | byte(30) << 8 | byte(31);
  return size < page_bytes * pages;
}

Result<sqlite3*> OpenHandle(const std::string& name, const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    return handle;
  }
  const Error error = ErrorOf(code, handle == nullptr ? "no memory" : sqlite3_errmsg(handle), path);
  sqlite3_close_v2(handle);
  return error;
}

// A path as SQLite's URI, for a file that nobody can write (sqlite.org/uri.html).
std::string ImmutableUri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    } else {
      uri.push_back(c);
    }
  }
  return uri + "?immutable=1";
}

class SqliteStore : public Store {
 public:
  SqliteStore(const std::string& path, int version) : path_(path), version_(version) {}

  Status Open(Mode mode) {
    if (IsCutShort(path_)) return ErrorOf(SQLITE_CORRUPT, "", path_);
    const int flags = mode == Mode::kRead    ? SQLITE_OPEN_READONLY
                      : mode == Mode::kWrite ? SQLITE_OPEN_READWRITE
                                             : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    DL_ASSIGN_OR_RETURN(sqlite3* const handle, OpenHandle(path_, path_, flags));
    database_.reset(handle);
    if (mode == Mode::kRead) DL_RETURN_IF_ERROR(PrepareToRead());
    DL_ASSIGN_OR_RETURN(const bool is_empty, Identify(mode == Mode::kCreate));
    if (is_empty) DL_RETURN_IF_ERROR(CreateTables());
    return mode == Mode::kRead ? Status(Done{}) : PrepareToWrite();
  }

  Dialect dialect() const override { return Dialect::kSqlite; }
  const std::string& name() const override { return path_; }

  Status Execute(const std::string& sql) override {
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return Done{};
    return ErrorOf(code, sqlite3_errmsg(database_.get()), path_);
  }

  Result<std::unique_ptr<Statement>> Prepare(std::string_view sql) override {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        &handle, nullptr);
    if (code == SQLITE_ERROR) {
      return Error{ErrorCode::kCorrupt,
                   std::string("the ledger lacks a part of its structure (") +
                       sqlite3_errmsg(database_.get()) + "); restore it from a copy",
                   path_};
    }
    if (code != SQLITE_OK) return ErrorOf(code, sqlite3_errmsg(database_.get()), path_);
    return std::unique_ptr<Statement>(std::make_unique<SqliteStatement>(handle, path_));
  }

  Status InsertRows(std::string_view table, std::string_view columns,
                    const std::vector<Row>& rows) override {
    if (rows.empty()) return Done{};
    std::string sql =
        "INSERT INTO " + std::string(table) + "(" + std::string(columns) + ") VALUES (?";
    for (std::size_t i = 1; i < rows.front().size(); ++i) sql += ", ?";
    DL_ASSIGN_OR_RETURN(const auto insert, Prepare(sql + ")"));
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i)
        BindCell(*insert, static_cast<int>(i) + 1, row[i]);
      DL_RETURN_IF_ERROR(insert->Run());
    }
    return Done{};
  }

  Status BeginWrite() override { return Execute("BEGIN IMMEDIATE"); }
  // A first read, because SQLite takes its view of the file only then.
  Status BeginRead() override { return Execute("BEGIN; SELECT 1 FROM sqlite_master"); }
  Status Commit() override { return Execute("COMMIT"); }
  void Rollback() override {
    // One that fails leaves nothing committed either: SQLite has rolled back by itself.
    (void)Execute("ROLLBACK");
  }

  Status CheckStorage(const std::function<void(std::string finding)>& say) override {
    DL_ASSIGN_OR_RETURN(const auto integrity, Prepare("PRAGMA integrity_check"));
    DL_RETURN_IF_ERROR(ForEachRow(*integrity, [&](const Statement& row) -> Status {
      if (row.Text(0) != "ok") say("storage: " + row.Text(0));
      return Done{};
    }));
    DL_ASSIGN_OR_RETURN(const auto boxes, Prepare("SELECT rtreecheck('place_boxes')"));
    DL_RETURN_IF_ERROR(ForEachRow(*boxes, [&](const Statement& row) -> Status {
      if (row.Text(0) != "ok") say("storage of boxes: " + row.Text(0));
      return Done{};
    }));
    DL_ASSIGN_OR_RETURN(
        const auto guards,
        Number("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'no_%'"));
    if (guards != GuardCount()) say("the guards against changes were taken out");
    DL_ASSIGN_OR_RETURN(const auto strays, Prepare("PRAGMA foreign_key_check"));
    return ForEachRow(*strays, [&](const Statement& row) -> Status {
      say("a row of " + row.Text(0) + " refers to a row of " + row.Text(2) + " that is not there");
      return Done{};
    });
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };

  static void BindCell(Statement& statement, int index, const Cell& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
      statement.Bind(index, *integer);
    } else if (const auto* real = std::get_if<double>(&cell)) {
      statement.Bind(index, *real);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
      statement.Bind(index, std::string_view(*text));
    } else {
      statement.BindNull(index);
    }
  }

  Result<std::int64_t> Number(std::string_view question) {
    DL_ASSIGN_OR_RETURN(const auto statement, Prepare(question));
    DL_ASSIGN_OR_RETURN(const bool has_row, statement->Step());
    return has_row ? statement->Integer(0) : 0;
  }

  // Two things may keep a reader that changes nothing from reading. A writer was killed: what it
  // left half done has to be rolled back first. Or the folder may not be written, and the file that
  // readers of a write-ahead log need cannot be made; then there is no log either, and the ledger
  // can be read as it is.
  Status PrepareToRead() {
    const auto look = [&] {
      return sqlite3_exec(database_.get(), "SELECT 1 FROM sqlite_master", nullptr, nullptr,
                          nullptr) &
             0xFF;
    };
    int found = look();
    if (found == SQLITE_READONLY) {
      // Whoever may write rolls back by reading; then reading alone is enough.
      DL_ASSIGN_OR_RETURN(sqlite3* const recovering,
                          OpenHandle(path_, path_, SQLITE_OPEN_READWRITE));
      database_.reset(recovering);
      (void)look();
      DL_ASSIGN_OR_RETURN(sqlite3* const reading, OpenHandle(path_, path_, SQLITE_OPEN_READONLY));
      database_.reset(reading);
      found = look();
    }
    std::error_code ignored;
    const bool has_log = std::filesystem::exists(path_ + "-wal", ignored);
    if ((found == SQLITE_CANTOPEN || found == SQLITE_READONLY) && !has_log) {
      DL_ASSIGN_OR_RETURN(
          sqlite3* const immutable,
          OpenHandle(ImmutableUri(path_), path_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
      database_.reset(immutable);
    }
    return Done{};
  }

  Status PrepareToWrite() {
    // FULL: what was acknowledged outlives a loss of power.
    DL_RETURN_IF_ERROR(
        Execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
    // Another writer is met here, before any work is done, and not at the first document.
    { DL_ASSIGN_OR_RETURN(const auto probe, Transaction::ToWrite(*this)); }
    // From here on writers take turns, a document each, and a long batch shall not end because the
    // other one was quicker a few times: SQLite's waiting knows no order.
    return Execute("PRAGMA busy_timeout = 60000");
  }

  // Is it a ledger that this program knows? True: there is nothing in it and it may be made one.
  Result<bool> Identify(bool may_create) {
    DL_ASSIGN_OR_RETURN(const auto found_id, Number("PRAGMA application_id"));
    DL_ASSIGN_OR_RETURN(const auto found_version, Number("PRAGMA user_version"));
    DL_ASSIGN_OR_RETURN(const auto tables, Number("SELECT count(*) FROM sqlite_master"));
    if (may_create && tables == 0) return true;
    if (found_id != kApplicationId) {
      return Error{ErrorCode::kCorrupt,
                   tables == 0 ? "found an empty file, expected a ledger made by `dateline add`"
                               : "found an SQLite database that is no ledger, expected one made by "
                                 "`dateline add`; nothing was changed",
                   path_};
    }
    if (found_version != version_) return OtherVersion(found_version, path_);
    return false;
  }

  // In one transaction, so that whatever stops it leaves an empty file or a ledger.
  Status CreateTables() {
    DL_ASSIGN_OR_RETURN(auto transaction, Transaction::ToWrite(*this));
    // Two programs may create the same ledger at once; the second finds it made.
    DL_ASSIGN_OR_RETURN(const auto tables, Number("SELECT count(*) FROM sqlite_master"));
    if (tables > 0) return Done{};
    DL_RETURN_IF_ERROR(Execute(SchemaSql(Dialect::kSqlite)));
    return transaction.Commit();
  }

  std::string path_;
  int version_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace

Result<std::unique_ptr<Store>> OpenSqlite(const std::string& path, Store::Mode mode, int version) {
  std::error_code ignored;  // what cannot be looked at cannot be opened either, and that says why
  const bool exists = std::filesystem::exists(path, ignored);
  if (!exists && mode != Store::Mode::kCreate) return NoLedger(path);
  if (exists && !std::filesystem::is_regular_file(path, ignored)) {
    return Error{ErrorCode::kIo,
                 "found a folder or a device, expected a ledger file; name a file, new or made by "
                 "`dateline add`",
                 path};
  }
  auto store = std::make_unique<SqliteStore>(path, version);
  DL_RETURN_IF_ERROR(store->Open(mode));
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace dateline::ledger
