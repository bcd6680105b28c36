#include "ledger/ledger.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/sha256.h"

namespace dateline::ledger {
namespace {

constexpr std::int64_t kApplicationId = 0x444C4E31;  // "DLN1"

constexpr const char* kTables = R"sql(
CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  recorded INTEGER NOT NULL) STRICT;
CREATE TABLE captures (
  id TEXT PRIMARY KEY, bytes BLOB NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
CREATE TABLE documents (
  id TEXT PRIMARY KEY REFERENCES captures(id),
  uri TEXT, title TEXT, publisher TEXT, language TEXT, text TEXT NOT NULL,
  published TEXT, published_basis TEXT NOT NULL,
  previous_version TEXT REFERENCES documents(id),
  record TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
CREATE INDEX documents_by_uri ON documents(uri);
CREATE TABLE readings (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
  engine TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
CREATE INDEX readings_by_document ON readings(document);
CREATE TABLE claims (
  reading INTEGER NOT NULL REFERENCES readings(number), position INTEGER NOT NULL,
  id TEXT NOT NULL, record TEXT NOT NULL,
  type TEXT NOT NULL, source_name TEXT, source_side TEXT, source_kind TEXT, realis TEXT NOT NULL,
  happened_begin TEXT, happened_end TEXT, confidence REAL NOT NULL,
  PRIMARY KEY (reading, position)) STRICT;
CREATE INDEX claims_by_id ON claims(id);
CREATE TABLE claim_places (
  reading INTEGER NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lng REAL,
  PRIMARY KEY (reading, position, place)) STRICT;
CREATE INDEX claim_places_by_key ON claim_places(key);
)sql";

// The newest reading of a document counts, and the newest version at an address.
constexpr std::string_view kCurrentClaims =
    "SELECT c.record, d.id, d.publisher, d.title, d.published, e.recorded FROM claims c "
    "JOIN readings r ON r.number = c.reading JOIN documents d ON d.id = r.document "
    "JOIN entries e ON e.number = r.entry "
    "WHERE r.number = (SELECT max(number) FROM readings WHERE document = d.id) "
    "AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.id) ";

std::string HashOf(std::string_view previous, std::string_view kind, std::string_view subject,
                   std::string_view payload_sha256, std::int64_t recorded) {
  return io::Sha256Hex(std::string(previous) + "\n" + std::string(kind) + "\n" +
                       std::string(subject) + "\n" + std::string(payload_sha256) + "\n" +
                       std::to_string(recorded));
}

std::string PayloadOfReading(std::string_view document, std::string_view engine,
                             const std::vector<std::string>& claims) {
  std::string payload = std::string(document) + "\n" + std::string(engine) + "\n";
  for (const std::string& claim : claims) payload += claim + "\n";
  return payload;
}

std::optional<Day> DayOrNothing(const std::string& text) {
  const auto day = ParseDay(text);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

std::string TextOf(const std::optional<Day>& day) { return day ? day->ToString() : ""; }

}  // namespace

Result<Ledger> Ledger::Open(const std::string& path, Mode mode) {
  std::error_code ignored;  // what cannot be looked at cannot be opened either, and that says why
  const bool exists = std::filesystem::exists(path, ignored);
  if (!exists && mode != Mode::kCreate) {
    return Error{ErrorCode::kNotFound,
                 "found no ledger; expected a file made by `dateline add`: check the path", path};
  }
  if (exists && std::filesystem::is_directory(path, ignored)) {
    return Error{ErrorCode::kIo, "found a folder, expected a ledger file; name a file", path};
  }
  Ledger ledger;
  const auto database_mode = mode == Mode::kRead    ? Database::Mode::kReadOnly
                             : mode == Mode::kWrite ? Database::Mode::kReadWrite
                                                    : Database::Mode::kCreate;
  DL_ASSIGN_OR_RETURN(ledger.database_, Database::Open(path, database_mode));
  DL_ASSIGN_OR_RETURN(auto application, ledger.database_.Prepare("PRAGMA application_id"));
  DL_ASSIGN_OR_RETURN(const bool has_application, application.Step());
  const std::int64_t found_id = has_application ? application.Integer(0) : 0;
  application.Reset();
  DL_ASSIGN_OR_RETURN(auto version, ledger.database_.Prepare("PRAGMA user_version"));
  DL_ASSIGN_OR_RETURN(const bool has_version, version.Step());
  const std::int64_t found_version = has_version ? version.Integer(0) : 0;
  version.Reset();
  DL_ASSIGN_OR_RETURN(auto tables, ledger.database_.Prepare("SELECT count(*) FROM sqlite_master"));
  DL_ASSIGN_OR_RETURN(const bool has_count, tables.Step());
  const bool is_empty = !has_count || tables.Integer(0) == 0;
  tables.Reset();
  if (is_empty && mode == Mode::kCreate) {
    DL_RETURN_IF_ERROR(ledger.CreateTables());
    return ledger;
  }
  if (found_id != kApplicationId) {
    return Error{ErrorCode::kCorrupt,
                 "found an SQLite database that is no ledger, expected one made by `dateline add`",
                 path};
  }
  if (found_version != kLedgerVersion) {
    return Error{ErrorCode::kUnsupportedVersion,
                 "found a ledger of version " + std::to_string(found_version) +
                     ", this program knows version " + std::to_string(kLedgerVersion) +
                     "; use the release that it was made with, or a newer one",
                 path};
  }
  if (mode != Mode::kRead)
    DL_RETURN_IF_ERROR(
        ledger.database_.Execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
  return ledger;
}

Status Ledger::CreateTables() {
  DL_RETURN_IF_ERROR(database_.Execute(
      "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  DL_RETURN_IF_ERROR(database_.Execute(kTables));
  const std::string pragmas = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(kLedgerVersion);
  DL_RETURN_IF_ERROR(database_.Execute(pragmas.c_str()));
  return transaction.Commit();
}

Result<std::string> Ledger::Append(std::string_view kind, std::string_view subject,
                                   std::string_view payload, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto last,
                      database_.Prepare("SELECT hash FROM entries ORDER BY number DESC LIMIT 1"));
  DL_ASSIGN_OR_RETURN(const bool has_last, last.Step());
  const std::string previous = has_last ? last.Text(0) : std::string(64, '0');
  last.Reset();
  const std::string payload_sha256 = io::Sha256Hex(payload);
  const std::string hash = HashOf(previous, kind, subject, payload_sha256, now);
  DL_ASSIGN_OR_RETURN(
      auto insert,
      database_.Prepare("INSERT INTO entries(kind, subject, payload_sha256, previous_hash, hash, "
                        "recorded) VALUES (?, ?, ?, ?, ?, ?)"));
  insert.Bind(1, kind)
      .Bind(2, subject)
      .Bind(3, payload_sha256)
      .Bind(4, previous)
      .Bind(5, hash)
      .Bind(6, now);
  DL_RETURN_IF_ERROR(insert.Run());
  return hash;
}

Result<bool> Ledger::Has(std::string_view document_id, const record::EngineRecord& engine) const {
  DL_ASSIGN_OR_RETURN(
      auto find,
      database_.Prepare(
          "SELECT engine FROM readings WHERE document = ? ORDER BY number DESC LIMIT 1"));
  find.Bind(1, document_id);
  DL_ASSIGN_OR_RETURN(const bool has_row, find.Step());
  return has_row && find.Text(0) == record::ToJson(engine);
}

Result<AddOutcome> Ledger::Add(std::string_view bytes, const record::DocumentRecord& document,
                               const record::EngineRecord& engine,
                               const std::vector<record::ClaimRecord>& claims, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  DL_ASSIGN_OR_RETURN(const bool is_read, Has(document.id, engine));
  if (is_read) return AddOutcome::kUnchanged;
  DL_ASSIGN_OR_RETURN(auto known, database_.Prepare("SELECT 1 FROM documents WHERE id = ?"));
  known.Bind(1, document.id);
  DL_ASSIGN_OR_RETURN(const bool is_known, known.Step());
  known.Reset();
  AddOutcome outcome = is_known ? AddOutcome::kNewReading : AddOutcome::kAdded;
  if (!is_known) {
    std::string previous;
    if (!document.uri.empty()) {
      DL_ASSIGN_OR_RETURN(
          auto older,
          database_.Prepare(
              "SELECT id FROM documents d WHERE uri = ? AND NOT EXISTS (SELECT 1 FROM "
              "documents n WHERE n.previous_version = d.id) ORDER BY entry DESC LIMIT 1"));
      older.Bind(1, document.uri);
      DL_ASSIGN_OR_RETURN(const bool has_older, older.Step());
      if (has_older) previous = older.Text(0);
    }
    if (!previous.empty()) outcome = AddOutcome::kNewVersion;
    DL_ASSIGN_OR_RETURN(const auto capture_hash, Append("capture", document.id, bytes, now));
    DL_ASSIGN_OR_RETURN(
        auto capture, database_.Prepare("INSERT INTO captures(id, bytes, entry) VALUES (?, ?, ?)"));
    capture.Bind(1, document.id).BindBlob(2, bytes).Bind(3, database_.last_row_id());
    DL_RETURN_IF_ERROR(capture.Run());
    const std::string record = record::ToJson(document);
    DL_ASSIGN_OR_RETURN(const auto document_hash, Append("document", document.id, record, now));
    const std::int64_t entry = database_.last_row_id();
    DL_ASSIGN_OR_RETURN(
        auto insert,
        database_.Prepare(
            "INSERT INTO documents(id, uri, title, publisher, language, text, published, "
            "published_basis, previous_version, record, entry) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.Bind(1, document.id)
        .BindOrNull(2, document.uri)
        .BindOrNull(3, document.title)
        .BindOrNull(4, document.publisher);
    insert.BindOrNull(5, document.language)
        .Bind(6, document.text)
        .BindOrNull(7, TextOf(document.published));
    insert.Bind(8, document.published_basis)
        .BindOrNull(9, previous)
        .Bind(10, record)
        .Bind(11, entry);
    DL_RETURN_IF_ERROR(insert.Run());
  }
  std::vector<std::string> records;
  for (const record::ClaimRecord& claim : claims) records.push_back(record::ToJson(claim));
  const std::string engine_record = record::ToJson(engine);
  DL_ASSIGN_OR_RETURN(
      const auto reading_hash,
      Append("reading", document.id, PayloadOfReading(document.id, engine_record, records), now));
  const std::int64_t entry = database_.last_row_id();
  DL_ASSIGN_OR_RETURN(
      auto reading,
      database_.Prepare("INSERT INTO readings(document, engine, entry) VALUES (?, ?, ?)"));
  reading.Bind(1, document.id).Bind(2, engine_record).Bind(3, entry);
  DL_RETURN_IF_ERROR(reading.Run());
  const std::int64_t number = database_.last_row_id();
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
    insert.Bind(1, number)
        .Bind(2, position)
        .Bind(3, claim.id)
        .Bind(4, records[i])
        .Bind(5, claim.type);
    insert.BindOrNull(6, claim.source_name)
        .BindOrNull(7, claim.source_side)
        .BindOrNull(8, claim.source_kind);
    insert.Bind(9, claim.realis)
        .BindOrNull(10, claim.happened ? TextOf(claim.happened->begin) : "");
    insert.BindOrNull(11, claim.happened ? TextOf(claim.happened->end) : "")
        .Bind(12, claim.confidence);
    DL_RETURN_IF_ERROR(insert.Run());
    for (std::size_t p = 0; p < claim.places.size(); ++p) {
      const record::PlaceRecord& place = claim.places[p];
      insert_place.Bind(1, number)
          .Bind(2, position)
          .Bind(3, static_cast<std::int64_t>(p))
          .Bind(4, place.key)
          .Bind(5, place.name);
      if (place.lat && place.lng) insert_place.Bind(6, *place.lat).Bind(7, *place.lng);
      DL_RETURN_IF_ERROR(insert_place.Run());
    }
  }
  DL_RETURN_IF_ERROR(transaction.Commit());
  return outcome;
}

Result<std::vector<StoredClaim>> Ledger::SelectClaims(std::string_view condition,
                                                      std::string_view argument) const {
  DL_ASSIGN_OR_RETURN(auto select,
                      database_.Prepare(std::string(kCurrentClaims) + std::string(condition) +
                                        " ORDER BY d.entry, c.position"));
  if (!argument.empty()) select.Bind(1, argument);
  std::vector<StoredClaim> claims;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return claims;
    StoredClaim stored;
    DL_ASSIGN_OR_RETURN(stored.claim, record::ClaimFromJson(select.Text(0)));
    stored.document = select.Text(1);
    stored.publisher = select.Text(2);
    stored.title = select.Text(3);
    stored.published = DayOrNothing(select.Text(4));
    stored.recorded = select.Integer(5);
    claims.push_back(std::move(stored));
  }
}

Result<std::vector<StoredClaim>> Ledger::Claims(std::optional<Day> known_at) const {
  if (!known_at) return SelectClaims("", "");
  return SelectClaims("AND coalesce(d.published, date(e.recorded, 'unixepoch')) <= ?",
                      known_at->ToString());
}

Result<std::vector<StoredClaim>> Ledger::FindClaims(std::string_view prefix) const {
  DL_ASSIGN_OR_RETURN(auto all, SelectClaims("AND substr(c.id, 1, length(?1)) = ?1", prefix));
  return all;
}

Result<std::vector<StoredDocument>> Ledger::Documents() const {
  DL_ASSIGN_OR_RETURN(
      auto select, database_.Prepare("SELECT d.id, d.uri, d.title, d.publisher, d.language, "
                                     "d.text, d.published, d.published_basis, d.previous_version, "
                                     "e.recorded, e.hash FROM documents d JOIN entries e ON "
                                     "e.number = d.entry ORDER BY d.entry"));
  std::vector<StoredDocument> documents;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return documents;
    StoredDocument stored;
    stored.document = {select.Text(0),
                       select.Text(1),
                       select.Text(2),
                       select.Text(3),
                       select.Text(4),
                       select.Text(5),
                       DayOrNothing(select.Text(6)),
                       select.Text(7)};
    stored.previous_version = select.Text(8);
    stored.recorded = select.Integer(9);
    stored.entry_hash = select.Text(10);
    documents.push_back(std::move(stored));
  }
}

Result<StoredDocument> Ledger::Document(std::string_view id) const {
  DL_ASSIGN_OR_RETURN(auto documents, Documents());
  for (StoredDocument& stored : documents) {
    if (stored.document.id == id) return std::move(stored);
  }
  return Error{ErrorCode::kNotFound, "the ledger holds no document " + std::string(id),
               database_.path()};
}

Result<std::vector<Finding>> Ledger::Check() const {
  std::vector<Finding> findings;
  DL_ASSIGN_OR_RETURN(auto integrity, database_.Prepare("PRAGMA integrity_check"));
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, integrity.Step());
    if (!has_row) break;
    if (integrity.Text(0) != "ok") findings.push_back({"storage: " + integrity.Text(0)});
  }
  DL_RETURN_IF_ERROR(CheckChain(findings));
  DL_RETURN_IF_ERROR(CheckCaptures(findings));
  DL_RETURN_IF_ERROR(CheckClaims(findings));
  return findings;
}

// Every entry follows its predecessor, and its payload is what is stored under its subject.
Status Ledger::CheckChain(std::vector<Finding>& findings) const {
  DL_ASSIGN_OR_RETURN(
      auto entries,
      database_.Prepare("SELECT number, kind, subject, payload_sha256, previous_hash, hash, "
                        "recorded FROM entries ORDER BY number"));
  DL_ASSIGN_OR_RETURN(auto document,
                      database_.Prepare("SELECT record FROM documents WHERE entry = ?"));
  DL_ASSIGN_OR_RETURN(auto reading,
                      database_.Prepare("SELECT number, engine FROM readings WHERE entry = ?"));
  DL_ASSIGN_OR_RETURN(
      auto claims,
      database_.Prepare("SELECT record FROM claims WHERE reading = ? ORDER BY position"));
  std::string previous(64, '0');
  for (std::int64_t expected = 1;; ++expected) {
    DL_ASSIGN_OR_RETURN(const bool has_row, entries.Step());
    if (!has_row) return Done{};
    const std::int64_t number = entries.Integer(0);
    const std::string name = "entry " + std::to_string(number);
    const std::string kind = entries.Text(1), subject = entries.Text(2),
                      payload_sha256 = entries.Text(3);
    if (number != expected) findings.push_back({name + " follows a gap: an entry was taken out"});
    expected = number;
    if (entries.Text(4) != previous)
      findings.push_back({name + " does not follow the one before it"});
    if (entries.Text(5) !=
        HashOf(entries.Text(4), kind, subject, payload_sha256, entries.Integer(6))) {
      findings.push_back({name + " does not have the hash that its fields give"});
    }
    previous = entries.Text(5);
    std::string payload;
    if (kind == "document") {
      document.Bind(1, number);
      DL_ASSIGN_OR_RETURN(const bool has_document, document.Step());
      if (has_document) payload = document.Text(0);
      document.Reset();
    } else if (kind == "reading") {
      reading.Bind(1, number);
      DL_ASSIGN_OR_RETURN(const bool has_reading, reading.Step());
      std::vector<std::string> records;
      if (has_reading) {
        claims.Bind(1, reading.Integer(0));
        while (true) {
          DL_ASSIGN_OR_RETURN(const bool has_claim, claims.Step());
          if (!has_claim) break;
          records.push_back(claims.Text(0));
        }
        claims.Reset();
        payload = PayloadOfReading(subject, reading.Text(1), records);
      }
      reading.Reset();
    } else {
      continue;  // captures are checked by their own hash
    }
    if (io::Sha256Hex(payload) != payload_sha256)
      findings.push_back({name + " (" + kind + ") was changed after it was recorded"});
  }
}

Status Ledger::CheckCaptures(std::vector<Finding>& findings) const {
  DL_ASSIGN_OR_RETURN(auto select, database_.Prepare("SELECT id, bytes FROM captures"));
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) break;
    if (select.Text(0) != "sha256:" + io::Sha256Hex(select.Text(1))) {
      findings.push_back({"the bytes of " + select.Text(0) + " do not have this hash"});
    }
  }
  DL_ASSIGN_OR_RETURN(const auto documents, Documents());
  DL_ASSIGN_OR_RETURN(auto record, database_.Prepare("SELECT record FROM documents WHERE id = ?"));
  for (const StoredDocument& stored : documents) {
    record.Bind(1, stored.document.id);
    DL_ASSIGN_OR_RETURN(const bool has_row, record.Step());
    if (has_row && record.Text(0) != record::ToJson(stored.document)) {
      findings.push_back({"the columns of " + stored.document.id + " differ from its record"});
    }
    record.Reset();
  }
  return Done{};
}

Status Ledger::CheckClaims(std::vector<Finding>& findings) const {
  DL_ASSIGN_OR_RETURN(
      auto select,
      database_.Prepare("SELECT c.id, c.record, c.type, c.source_name, c.realis, c.happened_begin, "
                        "c.happened_end, d.text, "
                        "(SELECT group_concat(key, '|') FROM claim_places p WHERE p.reading = "
                        "c.reading AND p.position = c.position), c.source_side "
                        "FROM claims c JOIN readings r ON r.number = c.reading JOIN documents d ON "
                        "d.id = r.document ORDER BY c.reading, c.position"));
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return Done{};
    const std::string name = "claim " + select.Text(0);
    const auto claim = record::ClaimFromJson(select.Text(1));
    if (!claim.ok()) {
      findings.push_back({name + ": " + claim.error().message});
      continue;
    }
    const std::string text = select.Text(7);
    for (const auto& [span, words] : {std::pair(claim->trigger, &claim->trigger_words),
                                      std::pair(claim->sentence, &claim->sentence_words)}) {
      if (span.end().value() > text.size() || span.In(text) != *words) {
        findings.push_back({name + ": its words do not stand where it says"});
      }
    }
    std::string keys;
    for (const record::PlaceRecord& place : claim->places)
      keys += (keys.empty() ? "" : "|") + place.key;
    const bool is_derived =
        claim->id == select.Text(0) && claim->type == select.Text(2) &&
        claim->source_name == select.Text(3) && claim->realis == select.Text(4) &&
        claim->source_side == select.Text(9) && keys == select.Text(8) &&
        (claim->happened ? TextOf(claim->happened->begin) : "") == select.Text(5) &&
        (claim->happened ? TextOf(claim->happened->end) : "") == select.Text(6);
    if (!is_derived) findings.push_back({name + ": its columns differ from what its record gives"});
  }
}

}  // namespace dateline::ledger
