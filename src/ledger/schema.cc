#include "ledger/schema.h"

#include <array>

#include "io/sha256.h"

namespace dateline::ledger {
namespace {

constexpr std::string_view kTables = R"sql(
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
CREATE INDEX documents_by_previous_version ON documents(previous_version);
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
  PRIMARY KEY (reading, position, place),
  FOREIGN KEY (reading, position) REFERENCES claims(reading, position)) STRICT;
CREATE INDEX claim_places_by_key ON claim_places(key);
CREATE TABLE acts (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, record TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
CREATE INDEX acts_by_kind ON acts(kind);
)sql";

constexpr std::array<const char*, 7> kAppendOnly = {
    "entries", "captures", "documents", "readings", "claims", "claim_places", "acts"};

}  // namespace

std::string SchemaSql() {
  static_assert(2 * kAppendOnly.size() == kGuardCount);
  std::string sql(kTables);
  for (const char* table : kAppendOnly) {
    for (const char* change : {"UPDATE", "DELETE"}) {
      sql += std::string("CREATE TRIGGER no_") + change + "_" + table + " BEFORE " + change +
             " ON " + table + " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;\n";
    }
  }
  return sql;
}

std::string_view NoHash() {
  return "0000000000000000000000000000000000000000000000000000000000000000";
}

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

}  // namespace dateline::ledger
