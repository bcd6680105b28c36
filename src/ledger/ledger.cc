// Opening and adding. What is asked of the record is in queries.cc, its verification in check.cc.
#include "ledger/ledger.h"

#include <filesystem>
#include <utility>

#include "io/sha256.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

Result<std::int64_t> PragmaOf(const Database& database, std::string_view question) {
  DL_ASSIGN_OR_RETURN(auto pragma, database.Prepare(question));
  DL_ASSIGN_OR_RETURN(const bool has_row, pragma.Step());
  return has_row ? pragma.Integer(0) : 0;
}

}  // namespace

Result<Ledger> Ledger::Open(const std::string& path, Mode mode) {
  std::error_code ignored;  // what cannot be looked at cannot be opened either, and that says why
  const bool exists = std::filesystem::exists(path, ignored);
  if (!exists && mode != Mode::kCreate) {
    return Error{ErrorCode::kNotFound,
                 "found no ledger; expected a file made by `dateline add`: check the path", path};
  }
  if (exists && !std::filesystem::is_regular_file(path, ignored)) {
    return Error{ErrorCode::kIo,
                 "found a folder or a device, expected a ledger file; name a file, new or made by "
                 "`dateline add`",
                 path};
  }
  Ledger ledger;
  const auto database_mode = mode == Mode::kRead    ? Database::Mode::kReadOnly
                             : mode == Mode::kWrite ? Database::Mode::kReadWrite
                                                    : Database::Mode::kCreate;
  DL_ASSIGN_OR_RETURN(ledger.database_, Database::Open(path, database_mode));
  bool is_empty = false;
  DL_RETURN_IF_ERROR(ledger.Identify(mode == Mode::kCreate, is_empty));
  if (is_empty) DL_RETURN_IF_ERROR(ledger.CreateTables());
  if (mode != Mode::kRead) {
    // FULL: what Add has acknowledged outlives a loss of power.
    DL_RETURN_IF_ERROR(ledger.database_.Execute(
        "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
    // Another writer is met here, before any work is done, and not at the first document.
    { DL_ASSIGN_OR_RETURN(const auto probe, Transaction::Begin(ledger.database_)); }
    // From here on writers take turns, a document each, and a long batch shall not end because the
    // other one was quicker a few times: SQLite's waiting knows no order.
    DL_RETURN_IF_ERROR(ledger.database_.Execute("PRAGMA busy_timeout = 60000"));
  }
  return ledger;
}

// Is it a ledger that this program knows? `is_empty`: there is nothing in it and it may be made
// one.
Status Ledger::Identify(bool may_create, bool& is_empty) const {
  DL_ASSIGN_OR_RETURN(const auto found_id, PragmaOf(database_, "PRAGMA application_id"));
  DL_ASSIGN_OR_RETURN(const auto found_version, PragmaOf(database_, "PRAGMA user_version"));
  DL_ASSIGN_OR_RETURN(const auto tables, PragmaOf(database_, "SELECT count(*) FROM sqlite_master"));
  is_empty = may_create && tables == 0;
  if (is_empty) return Done{};
  if (found_id != kApplicationId) {
    return Error{ErrorCode::kCorrupt,
                 tables == 0 ? "found an empty file, expected a ledger made by `dateline add`"
                             : "found an SQLite database that is no ledger, expected one made by "
                               "`dateline add`; nothing was changed",
                 database_.path()};
  }
  if (found_version == kLedgerVersion) return Done{};
  const std::string found = "found a ledger of version " + std::to_string(found_version) +
                            ", this program knows version " + std::to_string(kLedgerVersion);
  return Error{ErrorCode::kUnsupportedVersion,
               found_version < kLedgerVersion
                   ? found + "; make a new one of its reports by `dateline add`"
                   : found + "; use the release that it was made with, or a newer one",
               database_.path()};
}

// In one transaction, so that whatever stops it leaves an empty file or a ledger.
Status Ledger::CreateTables() {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  // Two programs may create the same ledger at once; the second finds it made.
  DL_ASSIGN_OR_RETURN(const auto tables, PragmaOf(database_, "SELECT count(*) FROM sqlite_master"));
  if (tables > 0) return Done{};
  DL_RETURN_IF_ERROR(database_.Execute(SchemaSql().c_str()));
  const std::string pragmas = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(kLedgerVersion);
  DL_RETURN_IF_ERROR(database_.Execute(pragmas.c_str()));
  return transaction.Commit();
}

Result<std::string> Ledger::Append(std::string_view kind, std::string_view subject,
                                   std::string_view payload, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(const Head head, LastEntry());
  const std::string payload_sha256 = io::Sha256Hex(payload);
  const std::string hash = HashOf(head.hash, kind, subject, payload_sha256, now);
  DL_ASSIGN_OR_RETURN(
      auto insert, database_.Prepare("INSERT INTO entries(number, kind, subject, payload_sha256, "
                                     "previous_hash, hash, recorded) VALUES (?, ?, ?, ?, ?, ?, "
                                     "?)"));
  insert.Bind(1, head.number + 1).Bind(2, kind).Bind(3, subject).Bind(4, payload_sha256);
  insert.Bind(5, head.hash).Bind(6, hash).Bind(7, now);
  DL_RETURN_IF_ERROR(insert.Run());
  return hash;
}

Result<bool> Ledger::IsReadBy(std::string_view document_id, const std::string& engine) const {
  DL_ASSIGN_OR_RETURN(
      auto find,
      database_.Prepare(
          "SELECT engine FROM readings WHERE document = ? ORDER BY number DESC LIMIT 1"));
  find.Bind(1, document_id);
  DL_ASSIGN_OR_RETURN(const bool has_row, find.Step());
  return has_row && find.Text(0) == engine;
}

Result<std::set<std::string>> Ledger::ReadBy(const record::EngineRecord& engine) const {
  DL_ASSIGN_OR_RETURN(auto select,
                      database_.Prepare("SELECT document FROM readings r WHERE engine = ? AND "
                                        "number = (SELECT max(number) FROM readings WHERE "
                                        "document = r.document)"));
  select.Bind(1, record::ToJson(engine));
  std::set<std::string> ids;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return ids;
    ids.insert(select.Text(0));
  }
}

// The newest document at an address, or nothing.
Result<std::string> Ledger::CurrentAt(std::string_view uri) const {
  if (uri.empty()) return std::string();
  DL_ASSIGN_OR_RETURN(
      auto newest,
      database_.Prepare("SELECT id FROM documents WHERE uri = ? ORDER BY entry DESC LIMIT 1"));
  newest.Bind(1, uri);
  DL_ASSIGN_OR_RETURN(const bool has_row, newest.Step());
  return has_row ? newest.Text(0) : std::string();
}

Result<AddOutcome> Ledger::Add(std::string_view bytes, const record::DocumentRecord& document,
                               const record::EngineRecord& engine,
                               const std::vector<record::ClaimRecord>& claims, std::int64_t now) {
  const std::string engine_record = record::ToJson(engine);
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  DL_ASSIGN_OR_RETURN(const bool is_read, IsReadBy(document.id, engine_record));
  if (is_read) return AddOutcome::kUnchanged;
  DL_ASSIGN_OR_RETURN(auto known, database_.Prepare("SELECT 1 FROM documents WHERE id = ?"));
  known.Bind(1, document.id);
  DL_ASSIGN_OR_RETURN(const bool is_known, known.Step());
  known.Reset();
  AddOutcome outcome = AddOutcome::kNewReading;
  if (!is_known) {
    DL_ASSIGN_OR_RETURN(const std::string previous, CurrentAt(document.uri));
    outcome = previous.empty() ? AddOutcome::kAdded : AddOutcome::kNewVersion;
    DL_RETURN_IF_ERROR(InsertDocument(bytes, document, previous, now));
  }
  DL_RETURN_IF_ERROR(InsertReading(document.id, engine_record, claims, now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return outcome;
}

Status Ledger::InsertDocument(std::string_view bytes, const record::DocumentRecord& document,
                              const std::string& previous, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(const auto capture_hash, Append("capture", document.id, bytes, now));
  DL_ASSIGN_OR_RETURN(auto capture,
                      database_.Prepare("INSERT INTO captures(id, bytes, entry) VALUES (?, ?, ?)"));
  capture.Bind(1, document.id).BindBlob(2, bytes).Bind(3, database_.last_row_id());
  DL_RETURN_IF_ERROR(capture.Run());
  const std::string record = record::ToJson(document);
  DL_ASSIGN_OR_RETURN(const auto document_hash, Append("document", document.id, record, now));
  const std::int64_t entry = database_.last_row_id();
  DL_ASSIGN_OR_RETURN(auto insert,
                      database_.Prepare("INSERT INTO documents(id, uri, title, publisher, "
                                        "language, text, published, published_basis, "
                                        "previous_version, record, entry) VALUES "
                                        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.Bind(1, document.id).BindOrNull(2, document.uri).BindOrNull(3, document.title);
  insert.BindOrNull(4, document.publisher).BindOrNull(5, document.language);
  insert.Bind(6, document.text).BindOrNull(7, TextOf(document.published));
  insert.Bind(8, document.published_basis).BindOrNull(9, previous).Bind(10, record).Bind(11, entry);
  return insert.Run();
}

Status Ledger::InsertReading(std::string_view document, const std::string& engine,
                             const std::vector<record::ClaimRecord>& claims, std::int64_t now) {
  std::vector<std::string> records;
  for (const record::ClaimRecord& claim : claims) records.push_back(record::ToJson(claim));
  DL_ASSIGN_OR_RETURN(
      const auto reading_hash,
      Append("reading", document, PayloadOfReading(document, engine, records), now));
  const std::int64_t entry = database_.last_row_id();
  DL_ASSIGN_OR_RETURN(
      auto reading,
      database_.Prepare("INSERT INTO readings(document, engine, entry) VALUES (?, ?, ?)"));
  reading.Bind(1, document).Bind(2, engine).Bind(3, entry);
  DL_RETURN_IF_ERROR(reading.Run());
  return InsertClaims(database_.last_row_id(), claims, records);
}

Status Ledger::InsertClaims(std::int64_t reading, const std::vector<record::ClaimRecord>& claims,
                            const std::vector<std::string>& records) {
  DL_ASSIGN_OR_RETURN(
      auto insert,
      database_.Prepare(
          "INSERT INTO claims(reading, position, id, record, type, source_name, "
          "source_side, source_kind, realis, happened_begin, happened_end, confidence) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  DL_ASSIGN_OR_RETURN(
      auto insert_place,
      database_.Prepare("INSERT INTO claim_places(reading, position, place, key, name, lat, lng) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const record::ClaimRecord& claim = claims[i];
    const auto position = static_cast<std::int64_t>(i);
    insert.Bind(1, reading).Bind(2, position).Bind(3, claim.id).Bind(4, records[i]);
    insert.Bind(5, claim.type).BindOrNull(6, claim.source_name);
    insert.BindOrNull(7, claim.source_side).BindOrNull(8, claim.source_kind);
    insert.Bind(9, claim.realis);
    insert.BindOrNull(10, claim.happened ? TextOf(claim.happened->begin) : "");
    insert.BindOrNull(11, claim.happened ? TextOf(claim.happened->end) : "");
    insert.Bind(12, claim.confidence);
    DL_RETURN_IF_ERROR(insert.Run());
    for (std::size_t p = 0; p < claim.places.size(); ++p) {
      const record::PlaceRecord& place = claim.places[p];
      insert_place.Bind(1, reading).Bind(2, position).Bind(3, static_cast<std::int64_t>(p));
      insert_place.Bind(4, place.key).Bind(5, place.name);
      if (place.lat && place.lng) insert_place.Bind(6, *place.lat).Bind(7, *place.lng);
      DL_RETURN_IF_ERROR(insert_place.Run());
    }
  }
  return Done{};
}

}  // namespace dateline::ledger
