#include "ledger/schema.h"

#include <array>
#include <utility>

#include "io/sha256.h"
#include "ledger/claim_query.h"

namespace dateline::ledger {
namespace {

// In SQLite's words; the other dialect's are put in their place below.
constexpr std::string_view kTables = R"sql(
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL, hash TEXT NOT NULL, recorded INTEGER NOT NULL) STRICT;
CREATE TABLE captures (
  entry INTEGER PRIMARY KEY REFERENCES entries(number),
  record TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE documents (
  entry INTEGER PRIMARY KEY REFERENCES entries(number), id TEXT NOT NULL UNIQUE,
  capture INTEGER NOT NULL REFERENCES captures(entry),
  uri TEXT, title TEXT, publisher TEXT, language TEXT, published TEXT,
  published_basis TEXT NOT NULL, text BLOB NOT NULL,
  previous_version INTEGER REFERENCES documents(entry), known_from TEXT NOT NULL) STRICT;
CREATE INDEX documents_by_uri ON documents(uri);
CREATE INDEX documents_by_previous_version ON documents(previous_version);
CREATE TABLE readings (
  entry INTEGER PRIMARY KEY REFERENCES entries(number),
  document INTEGER NOT NULL REFERENCES documents(entry),
  engine TEXT NOT NULL, claims BLOB NOT NULL) STRICT;
CREATE INDEX readings_by_document ON readings(document);
CREATE TABLE acts (
  entry INTEGER PRIMARY KEY REFERENCES entries(number),
  kind TEXT NOT NULL, target TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE INDEX acts_by_kind ON acts(kind);
CREATE TABLE claims (
  number INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings(entry),
  id TEXT NOT NULL, type TEXT NOT NULL, realis TEXT NOT NULL,
  source_name TEXT, source_side TEXT, source_kind TEXT, voice TEXT NOT NULL,
  happened_begin TEXT, happened_end TEXT, first_day INTEGER, last_day INTEGER,
  lane TEXT NOT NULL, confidence REAL NOT NULL) STRICT;
CREATE INDEX claims_by_id ON claims(id);
CREATE TABLE places (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, precision TEXT NOT NULL,
  west REAL, south REAL, east REAL, north REAL) STRICT;
CREATE INDEX places_by_key ON places(key);
)sql";

// Places that a claim names, in its order; words that its sentence, its voice and its places hold;
// the boxes around places.
constexpr std::string_view kSqliteIndices = R"sql(
CREATE TABLE claim_places (
  place INTEGER NOT NULL REFERENCES places(number), claim INTEGER NOT NULL REFERENCES claims(number),
  position INTEGER NOT NULL, PRIMARY KEY (place, claim, position)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE claim_words USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE place_boxes USING rtree(place, west, east, south, north);
)sql";

constexpr std::string_view kPostgresIndices = R"sql(
CREATE TABLE claim_places (
  place BIGINT NOT NULL REFERENCES places(number), claim BIGINT NOT NULL REFERENCES claims(number),
  position BIGINT NOT NULL, PRIMARY KEY (place, claim, position));
CREATE TABLE claim_words (claim BIGINT PRIMARY KEY REFERENCES claims(number), words TSVECTOR NOT NULL);
CREATE INDEX claim_words_by_word ON claim_words USING gin (words);
CREATE INDEX place_boxes ON places USING gist (box(point(east, north), point(west, south)));
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TABLE dateline_ledger (version INTEGER NOT NULL);
)sql";

constexpr std::array<const char*, 8> kAppendOnly = {
    "entries", "captures", "documents", "readings", "acts", "claims", "places", "claim_places"};
constexpr std::array<const char*, 2> kChanges = {"UPDATE", "DELETE"};

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string GuardSql(Dialect dialect, const std::string& table, const std::string& change) {
  const std::string head =
      "CREATE TRIGGER no_" + change + "_" + table + " BEFORE " + change + " ON " + table;
  return dialect == Dialect::kSqlite
             ? head + " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;\n"
             : head + " FOR EACH ROW EXECUTE FUNCTION refuse_change();\n";
}

}  // namespace

std::string SchemaSql(Dialect dialect) {
  std::string sql(kTables);
  if (dialect == Dialect::kPostgres) {
    // Ids and days are compared byte by byte, as SQLite does.
    for (const auto& [from, to] :
         {std::pair<std::string_view, std::string_view>(" INTEGER", " BIGINT"),
          {" TEXT", " TEXT COLLATE \"C\""},
          {" BLOB", " BYTEA"},
          {" REAL", " DOUBLE PRECISION"},
          {" STRICT", ""}})
      ReplaceAll(sql, from, to);
  }
  sql += dialect == Dialect::kSqlite ? kSqliteIndices : kPostgresIndices;
  for (const char* table : kAppendOnly) {
    for (const char* change : kChanges) sql += GuardSql(dialect, table, change);
  }
  sql += dialect == Dialect::kSqlite
             ? "PRAGMA application_id = " + std::to_string(kApplicationId) +
                   "; PRAGMA user_version = " + std::to_string(kLedgerVersion) + ";"
             : "INSERT INTO dateline_ledger VALUES (" + std::to_string(kLedgerVersion) + ");";
  return sql;
}

std::int64_t GuardCount() {
  return static_cast<std::int64_t>(kAppendOnly.size() * kChanges.size());
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

std::string LinesOf(const std::vector<std::string>& records) {
  std::string lines;
  for (const std::string& record : records) lines += record + "\n";
  return lines;
}

std::string PayloadOfReading(std::string_view document, std::string_view engine,
                             std::string_view lines) {
  std::string payload;
  payload.reserve(document.size() + engine.size() + lines.size() + 2);
  payload.append(document).append("\n").append(engine).append("\n").append(lines);
  return payload;
}

std::optional<Day> DayOrNothing(const std::string& text) {
  const auto day = ParseDay(text);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

std::string TextOf(const std::optional<Day>& day) { return day ? day->ToString() : ""; }

// That of its publication. Without one, and for a later
// version that keeps the day of the one before, the day on which it was recorded: a correction does
// not reach back.
Day KnownFrom(const std::optional<Day>& published, const std::optional<Day>& published_before,
              std::int64_t recorded) {
  const bool is_new_day = published && (!published_before || *published_before < *published);
  return is_new_day ? *published : DayOfSeconds(recorded);
}

}  // namespace dateline::ledger
