#include "ledger/database.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <utility>

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

}  // namespace

void Statement::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Statement& Statement::Bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}
Statement& Statement::Bind(int index, double value) {
  sqlite3_bind_double(statement_.get(), index, value);
  return *this;
}
Statement& Statement::Bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data() == nullptr ? "" : text.data(),
                      text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}
Statement& Statement::BindBlob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.data() == nullptr ? "" : bytes.data(),
                      bytes.size(), SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::BindNull(int index) {
  sqlite3_bind_null(statement_.get(), index);
  return *this;
}
Statement& Statement::BindOrNull(int index, std::string_view text) {
  return text.empty() ? BindNull(index) : Bind(index, text);
}

Result<bool> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return ErrorOf(code, sqlite3_errmsg(sqlite3_db_handle(statement_.get())), *path_);
}

Status Statement::Run() {
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, Step());
    if (!has_row) break;
  }
  Reset();
  return Done{};
}

void Statement::Reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double Statement::Real(int column) const { return sqlite3_column_double(statement_.get(), column); }
std::string Statement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}
bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

namespace {

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

}  // namespace

Result<Database> Database::Open(const std::string& path, Mode mode) {
  Database database;
  database.path_ = std::make_unique<std::string>(path);
  if (IsCutShort(path)) return ErrorOf(SQLITE_CORRUPT, "", path);
  const int flags = mode == Mode::kReadOnly    ? SQLITE_OPEN_READONLY
                    : mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  DL_ASSIGN_OR_RETURN(sqlite3* const handle, OpenHandle(path, path, flags));
  database.database_.reset(handle);
  if (mode == Mode::kReadOnly) DL_RETURN_IF_ERROR(database.PrepareToRead());
  return database;
}

// Two things may keep a reader that changes nothing from reading. A writer was killed: what it left
// half done has to be rolled back first. Or the folder may not be written, and the file that
// readers of a write-ahead log need cannot be made; then there is no log either, and the ledger can
// be read as it is.
Status Database::PrepareToRead() {
  const int found =
      sqlite3_exec(database_.get(), "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr);
  if ((found & 0xFF) == SQLITE_READONLY) {
    DL_ASSIGN_OR_RETURN(sqlite3* const recovering,
                        OpenHandle(*path_, *path_, SQLITE_OPEN_READWRITE));
    database_.reset(recovering);
    return Execute("PRAGMA query_only = ON");
  }
  if ((found & 0xFF) == SQLITE_CANTOPEN) {
    DL_ASSIGN_OR_RETURN(
        sqlite3* const immutable,
        OpenHandle(ImmutableUri(*path_), *path_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
    database_.reset(immutable);
  }
  return Done{};
}

Status Database::Execute(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return Done{};
  return ErrorOf(code, sqlite3_errmsg(database_.get()), *path_);
}

Result<Statement> Database::Prepare(std::string_view sql) const {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &handle, nullptr);
  if (code == SQLITE_ERROR) {
    return Error{ErrorCode::kCorrupt,
                 std::string("the ledger lacks a part of its structure (") +
                     sqlite3_errmsg(database_.get()) + "); restore it from a copy",
                 *path_};
  }
  if (code != SQLITE_OK) return ErrorOf(code, sqlite3_errmsg(database_.get()), *path_);
  Statement statement;
  statement.statement_.reset(handle);
  statement.path_ = path_.get();
  return statement;
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(database_.get()); }

Result<Transaction> Transaction::Begin(Database& database) {
  DL_RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  return Transaction(&database);
}

Transaction::~Transaction() {
  // A rollback that fails leaves nothing committed either: SQLite has rolled back by itself.
  if (database_ != nullptr) (void)database_->Execute("ROLLBACK");
}

Status Transaction::Commit() {
  DL_RETURN_IF_ERROR(database_->Execute("COMMIT"));
  database_ = nullptr;
  return Done{};
}

}  // namespace dateline::ledger
