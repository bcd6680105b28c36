// PostgreSQL by libpq (manual, chapter 34). Statements are prepared once a connection and answered
// in the binary format; rows are inserted by COPY. A writer locks the table of entries against
// other writers until it commits, which keeps the chain one chain; readers are not in its way.
#include "ledger/postgres_store.h"

#include <postgresql/libpq-fe.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <map>
#include <utility>

#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

// Of binary answers (pg_type.dat).
enum TypeId : Oid { kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat8 = 701 };

std::uint64_t BigEndian(const char* bytes, int size) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// Without its line feeds and the password that the address may carry.
std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string WithoutPassword(const std::string& address) {
  const std::size_t scheme = address.find("://");
  const std::size_t at = address.find('@');
  const std::size_t colon = address.find(':', scheme + 3);
  if (at == std::string::npos || colon > at) return address;
  return address.substr(0, colon) + address.substr(at);
}

// A class of SQLSTATE (manual, appendix A) as one of our codes with a sentence.
Error ErrorOf(const PGresult* result, const std::string& detail, const std::string& where) {
  const char* field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  if (state == "55P03") {
    return Error{
        ErrorCode::kLocked,
        "the ledger is locked by another process; wait until that has ended, then try again",
        where};
  }
  if (state == "25006" || state == "42501") {
    return Error{ErrorCode::kIo,
                 "the ledger may not be written; check the rights of the user in the database",
                 where};
  }
  if (state == "53100") {
    return Error{
        ErrorCode::kIo,
        "the disk of the server is full, and what was acknowledged so far is kept; free some "
        "space and add the rest again",
        where};
  }
  if (state == "42P01" || state == "42703") {
    return Error{ErrorCode::kCorrupt,
                 "the ledger lacks a part of its structure (" + OneLine(detail) +
                     "); restore it from a copy",
                 where};
  }
  return Error{ErrorCode::kIo, "the ledger's storage failed: " + OneLine(detail), where};
}

// "?", "?1" as "$1".
std::string WithDollars(std::string_view sql) {
  std::string out;
  int count = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] != '?') {
      out.push_back(sql[i]);
      continue;
    }
    out.push_back('$');
    const bool is_numbered = i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9';
    if (!is_numbered) out += std::to_string(++count);
  }
  return out;
}

// COPY's text format (manual, COPY): tabs between cells, a backslash before what has a meaning.
void AppendCell(const Cell& cell, std::string& out) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    out += std::to_string(*integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, *real);
    out.append(buffer, end.ptr);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    for (const char c : *text) {
      if (c == '\\' || c == '\t' || c == '\n' || c == '\r') out.push_back('\\');
      out.push_back(c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c);
    }
  } else {
    out += "\\N";
  }
}

class PostgresStatement : public Statement {
 public:
  PostgresStatement(PGconn* connection, const std::string& name, const std::string& where)
      : connection_(connection), name_(name), where_(where) {}

  Statement& Bind(int index, std::int64_t value) override {
    return Set(index, std::to_string(value), 0);
  }
  Statement& Bind(int index, double value) override {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return Set(index, std::string(buffer, end.ptr), 0);
  }
  Statement& Bind(int index, std::string_view text) override {
    return Set(index, std::string(text), 0);
  }
  Statement& BindBytes(int index, std::string_view bytes) override {
    return Set(index, std::string(bytes), 1);
  }
  Statement& BindNull(int index) override { return Set(index, std::nullopt, 0); }

  Result<bool> Step() override {
    if (answer_ == nullptr) DL_RETURN_IF_ERROR(Run());
    return ++row_ < PQntuples(answer_.get());
  }
  void Reset() override {
    values_.clear();
    formats_.clear();
    answer_.reset();
  }

  std::int64_t Integer(int column) const override {
    const std::string bytes = Text(column);
    const auto value = BigEndian(bytes.data(), static_cast<int>(bytes.size()));
    switch (PQftype(answer_.get(), column)) {
      case kInt8:
        return static_cast<std::int64_t>(value);
      case kInt4:
        return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
      case kInt2:
        return static_cast<std::int16_t>(static_cast<std::uint16_t>(value));
      case kBool:
        return value != 0;
      default:
        return 0;
    }
  }
  double Real(int column) const override {
    const std::string bytes = Text(column);
    if (PQftype(answer_.get(), column) != kFloat8 || bytes.size() != sizeof(double)) return 0;
    return std::bit_cast<double>(BigEndian(bytes.data(), sizeof(double)));
  }
  std::string Text(int column) const override {
    const char* bytes = PQgetvalue(answer_.get(), row_, column);
    return std::string(bytes, static_cast<std::size_t>(PQgetlength(answer_.get(), row_, column)));
  }
  bool IsNull(int column) const override { return PQgetisnull(answer_.get(), row_, column) != 0; }

 private:
  Statement& Set(int index, std::optional<std::string> value, int format) {
    const auto count = static_cast<std::size_t>(index);
    if (values_.size() < count) {
      values_.resize(count);
      formats_.resize(count);
    }
    values_[count - 1] = std::move(value);
    formats_[count - 1] = format;
    return *this;
  }

  Status Run() {
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const auto& value : values_) {
      values.push_back(value ? value->data() : nullptr);
      lengths.push_back(value ? static_cast<int>(value->size()) : 0);
    }
    row_ = -1;
    answer_.reset(PQexecPrepared(connection_, name_.c_str(), static_cast<int>(values.size()),
                                 values.data(), lengths.data(), formats_.data(), 1));
    const auto status = PQresultStatus(answer_.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return Done{};
    return ErrorOf(answer_.get(), PQerrorMessage(connection_), where_);
  }

  PGconn* connection_;
  const std::string& name_;
  const std::string& where_;
  std::vector<std::optional<std::string>> values_;
  std::vector<int> formats_;
  Answer answer_;
  int row_ = -1;
};

class PostgresStore : public Store {
 public:
  explicit PostgresStore(const std::string& address) : name_(WithoutPassword(address)) {}

  Status Open(const std::string& address, Mode mode) {
    connection_.reset(PQconnectdb(address.c_str()));
    if (connection_ == nullptr || PQstatus(connection_.get()) != CONNECTION_OK) {
      return Error{
          ErrorCode::kIo,
          "cannot open the ledger: " +
              OneLine(connection_ == nullptr ? "no memory" : PQerrorMessage(connection_.get())) +
              "; check the address, the server and the rights of the user",
          name_};
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    DL_RETURN_IF_ERROR(Execute("SET client_encoding = 'UTF8'; SET lock_timeout = '3s'"));
    DL_ASSIGN_OR_RETURN(const bool is_empty, Identify(mode == Mode::kCreate));
    if (is_empty) DL_RETURN_IF_ERROR(CreateTables());
    if (mode == Mode::kRead) return Execute("SET default_transaction_read_only = on");
    // As in an SQLite file: another writer is met here, and later on writers take turns.
    { DL_ASSIGN_OR_RETURN(const auto probe, Transaction::ToWrite(*this)); }
    return Execute("SET lock_timeout = '60s'");
  }

  Dialect dialect() const override { return Dialect::kPostgres; }
  const std::string& name() const override { return name_; }

  Status Execute(const std::string& sql) override {
    const Answer answer(PQexec(connection_.get(), sql.c_str()));
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return Done{};
    return ErrorOf(answer.get(), PQerrorMessage(connection_.get()), name_);
  }

  Result<std::unique_ptr<Statement>> Prepare(std::string_view sql) override {
    const auto [at, is_new] =
        prepared_.try_emplace(std::string(sql), "s" + std::to_string(prepared_.size()));
    if (is_new) {
      const Answer answer(
          PQprepare(connection_.get(), at->second.c_str(), WithDollars(sql).c_str(), 0, nullptr));
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        prepared_.erase(at);
        return ErrorOf(answer.get(), PQerrorMessage(connection_.get()), name_);
      }
    }
    return std::unique_ptr<Statement>(
        std::make_unique<PostgresStatement>(connection_.get(), at->second, name_));
  }

  Status InsertRows(std::string_view table, std::string_view columns,
                    const std::vector<Row>& rows) override {
    if (rows.empty()) return Done{};
    std::string data;
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) data.push_back('\t');
        AppendCell(row[i], data);
      }
      data.push_back('\n');
    }
    const std::string sql =
        "COPY " + std::string(table) + "(" + std::string(columns) + ") FROM STDIN";
    const Answer begun(PQexec(connection_.get(), sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN)
      return ErrorOf(begun.get(), PQerrorMessage(connection_.get()), name_);
    const bool is_sent =
        PQputCopyData(connection_.get(), data.data(), static_cast<int>(data.size())) == 1 &&
        PQputCopyEnd(connection_.get(), nullptr) == 1;
    Status done =
        is_sent ? Status(Done{}) : ErrorOf(nullptr, PQerrorMessage(connection_.get()), name_);
    while (const Answer answer{PQgetResult(connection_.get())}) {
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK && done.ok())
        done = ErrorOf(answer.get(), PQerrorMessage(connection_.get()), name_);
    }
    return done;
  }

  Status BeginWrite() override {
    DL_RETURN_IF_ERROR(Execute("BEGIN"));
    const Status locked = Execute("LOCK TABLE entries IN EXCLUSIVE MODE");
    if (!locked.ok()) Rollback();
    return locked;
  }
  Status BeginRead() override { return Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  // A transaction that has failed is rolled back by COMMIT, without an error.
  Status Commit() override {
    const Answer answer(PQexec(connection_.get(), "COMMIT"));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK &&
        std::string_view(PQcmdStatus(answer.get())) == "COMMIT")
      return Done{};
    return ErrorOf(answer.get(), "nothing was committed", name_);
  }
  void Rollback() override { (void)Execute("ROLLBACK"); }

  Status CheckStorage(const std::function<void(std::string finding)>& say) override {
    DL_ASSIGN_OR_RETURN(const auto guards,
                        Number("SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = "
                               "t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid WHERE p.proname = "
                               "'refuse_change' AND t.tgenabled <> 'D' AND c.relnamespace = "
                               "current_schema()::regnamespace"));
    if (guards != GuardCount()) say("the guards against changes were taken out");
    return Done{};
  }

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  Result<std::int64_t> Number(std::string_view question) {
    DL_ASSIGN_OR_RETURN(const auto statement, Prepare(question));
    DL_ASSIGN_OR_RETURN(const bool has_row, statement->Step());
    return has_row ? statement->Integer(0) : 0;
  }

  // True: there is nothing in it and it may be made a ledger.
  Result<bool> Identify(bool may_create) {
    DL_ASSIGN_OR_RETURN(const auto tables,
                        Number("SELECT count(*) FROM pg_class WHERE relnamespace = "
                               "current_schema()::regnamespace AND relkind = 'r'"));
    DL_ASSIGN_OR_RETURN(const auto is_ledger,
                        Number("SELECT count(*) FROM pg_class WHERE relnamespace = "
                               "current_schema()::regnamespace AND relname = 'dateline_ledger'"));
    if (is_ledger == 0 && tables == 0 && may_create) return true;
    if (is_ledger == 0 && tables == 0) return NoLedger(name_);
    if (is_ledger == 0) {
      return Error{
          ErrorCode::kCorrupt,
          "found a database that holds other tables, expected an empty one or a ledger made "
          "by `dateline add`; nothing was changed",
          name_};
    }
    DL_ASSIGN_OR_RETURN(const auto version, Number("SELECT max(version) FROM dateline_ledger"));
    if (version != kLedgerVersion) return OtherVersion(version, name_);
    return false;
  }

  Status CreateTables() {
    DL_RETURN_IF_ERROR(Execute("BEGIN"));
    // Two programs may create the same ledger at once; the second finds it made.
    Status made = Execute("SELECT pg_advisory_xact_lock(" + std::to_string(kApplicationId) + ")");
    if (made.ok()) {
      const auto is_still_empty = Identify(true);
      if (!is_still_empty.ok()) {
        made = is_still_empty.error();
      } else if (*is_still_empty) {
        made = Execute(SchemaSql(Dialect::kPostgres));
      }
    }
    if (made.ok()) return Commit();
    Rollback();
    return made;
  }

  std::string name_;
  std::unique_ptr<PGconn, Finish> connection_;
  std::map<std::string, std::string> prepared_;  // by the text; nodes stay where they are
};

}  // namespace

Result<std::unique_ptr<Store>> OpenPostgres(const std::string& address, Store::Mode mode) {
  auto store = std::make_unique<PostgresStore>(address);
  DL_RETURN_IF_ERROR(store->Open(address, mode));
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace dateline::ledger
