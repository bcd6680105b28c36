// Opening and adding. What is asked of the record is in queries.cc and find.cc, its verification in
// check.cc.
#include "ledger/ledger.h"

#include <algorithm>
#include <utility>

#include "io/compression.h"
#include "io/json_writer.h"
#include "io/sha256.h"
#include "ledger/derive.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

// What the entry of a capture vouches for: the bytes by their hash, and how they came.
std::string CaptureRecord(std::string_view bytes, const Arrival& arrival) {
  io::JsonWriter json;
  json.BeginObject().Key("sha256").String(io::Sha256Hex(bytes));
  json.Key("size_bytes").Number(bytes.size()).Key("via").StringOrNull(arrival.via);
  json.Key("from").StringOrNull(arrival.from).EndObject();
  return json.Take();
}

// The row of a place, made where there is none yet.
Result<std::int64_t> PlaceNumber(Store& store, const PlaceShape& place) {
  DL_ASSIGN_OR_RETURN(const auto find,
                      store.Prepare("SELECT number, name, precision, west, south, east, north "
                                    "FROM places WHERE key = ?"));
  find->Bind(1, place.key);
  std::int64_t number = 0;
  DL_RETURN_IF_ERROR(ForEachRow(*find, [&](const Statement& row) -> Status {
    PlaceShape found{place.key, row.Text(1), row.Text(2), std::nullopt};
    if (!row.IsNull(3))
      found.extent = BoundingBox{row.Real(3), row.Real(4), row.Real(5), row.Real(6)};
    if (found == place) number = row.Integer(0);
    return Done{};
  }));
  if (number > 0) return number;
  DL_ASSIGN_OR_RETURN(const auto last,
                      store.Prepare("SELECT number FROM places ORDER BY number DESC LIMIT 1"));
  DL_ASSIGN_OR_RETURN(const bool has_last, last->Step());
  number = has_last ? last->Integer(0) + 1 : 1;
  Row row = {number, place.key, place.name, place.precision, {}, {}, {}, {}};
  if (const auto& box = place.extent) {
    row[4] = box->west;
    row[5] = box->south;
    row[6] = box->east;
    row[7] = box->north;
    if (store.dialect() == Dialect::kSqlite) {
      DL_RETURN_IF_ERROR(
          store.InsertRows("place_boxes", "place, west, east, south, north",
                           {{number, box->west, box->east, box->south, box->north}}));
    }
  }
  DL_RETURN_IF_ERROR(store.InsertRows(
      "places", "number, key, name, precision, west, south, east, north", {std::move(row)}));
  return number;
}

}  // namespace

Result<Ledger> Ledger::Open(const std::string& address, Mode mode) {
  Ledger ledger;
  DL_ASSIGN_OR_RETURN(ledger.store_, Store::Open(address, mode));
  return ledger;
}

Result<Head> Ledger::Append(std::string_view kind, std::string_view subject,
                            std::string_view payload, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(const Head head, LastEntry());
  const std::string payload_sha256 = io::Sha256Hex(payload);
  const Head next{head.number + 1, HashOf(head.hash, kind, subject, payload_sha256, now)};
  DL_ASSIGN_OR_RETURN(const auto insert,
                      store_->Prepare("INSERT INTO entries(number, kind, subject, payload_sha256, "
                                      "hash, recorded) VALUES (?, ?, ?, ?, ?, ?)"));
  insert->Bind(1, next.number).Bind(2, kind).Bind(3, subject).Bind(4, payload_sha256);
  insert->Bind(5, next.hash).Bind(6, now);
  DL_RETURN_IF_ERROR(insert->Run());
  return next;
}

// Is the newest reading of the document by this engine?
Result<bool> Ledger::IsReadBy(std::int64_t document, const std::string& engine) const {
  DL_ASSIGN_OR_RETURN(
      const auto find,
      store_->Prepare(
          "SELECT engine FROM readings WHERE document = ? ORDER BY entry DESC LIMIT 1"));
  find->Bind(1, document);
  DL_ASSIGN_OR_RETURN(const bool has_row, find->Step());
  return has_row && find->Text(0) == engine;
}

Result<std::set<std::string>> Ledger::ReadBy(const record::EngineRecord& engine) const {
  DL_ASSIGN_OR_RETURN(const auto select,
                      store_->Prepare("SELECT d.id FROM readings r JOIN documents d ON d.entry = "
                                      "r.document WHERE r.engine = ? AND r.entry = (SELECT "
                                      "max(entry) FROM readings WHERE document = r.document)"));
  select->Bind(1, record::ToJson(engine));
  std::set<std::string> ids;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    ids.insert(row.Text(0));
    return Done{};
  }));
  return ids;
}

Result<AddOutcome> Ledger::Add(std::string_view bytes, const record::DocumentRecord& document,
                               const record::EngineRecord& engine,
                               const std::vector<record::ClaimRecord>& claims, std::int64_t now,
                               const Arrival& arrival) {
  const std::string engine_record = record::ToJson(engine);
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::ToWrite(*store_));
  DL_ASSIGN_OR_RETURN(const auto known,
                      store_->Prepare("SELECT entry FROM documents WHERE id = ?"));
  known->Bind(1, document.id);
  DL_ASSIGN_OR_RETURN(const bool is_known, known->Step());
  std::int64_t number = is_known ? known->Integer(0) : 0;
  known->Reset();
  AddOutcome outcome = AddOutcome::kNewReading;
  if (is_known) {
    DL_ASSIGN_OR_RETURN(const bool is_read, IsReadBy(number, engine_record));
    if (is_read) return AddOutcome::kUnchanged;
  } else {
    // The newest document at the address, if there is one.
    DL_ASSIGN_OR_RETURN(const auto newest,
                        store_->Prepare("SELECT entry FROM documents WHERE uri = ? ORDER BY entry "
                                        "DESC LIMIT 1"));
    newest->Bind(1, document.uri);
    DL_ASSIGN_OR_RETURN(const bool has_version, newest->Step());
    const std::int64_t previous = has_version && !document.uri.empty() ? newest->Integer(0) : 0;
    newest->Reset();
    outcome = previous == 0 ? AddOutcome::kAdded : AddOutcome::kNewVersion;
    DL_ASSIGN_OR_RETURN(number, InsertDocument(bytes, document, previous, now, arrival));
  }
  DL_RETURN_IF_ERROR(InsertReading(number, document, engine_record, claims, now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return outcome;
}

Result<std::int64_t> Ledger::InsertDocument(std::string_view bytes,
                                            const record::DocumentRecord& document,
                                            std::int64_t previous, std::int64_t now,
                                            const Arrival& arrival) {
  const std::string record = CaptureRecord(bytes, arrival);
  DL_ASSIGN_OR_RETURN(const Head capture, Append("capture", document.id, record, now));
  DL_ASSIGN_OR_RETURN(
      const auto insert_capture,
      store_->Prepare("INSERT INTO captures(entry, record, bytes) VALUES (?, ?, ?)"));
  insert_capture->Bind(1, capture.number).Bind(2, record).BindBytes(3, io::Compress(bytes));
  DL_RETURN_IF_ERROR(insert_capture->Run());
  std::optional<Day> published_before;
  if (previous > 0) {
    DL_ASSIGN_OR_RETURN(const auto before,
                        store_->Prepare("SELECT published FROM documents WHERE entry = ?"));
    before->Bind(1, previous);
    DL_ASSIGN_OR_RETURN(const bool has_before, before->Step());
    if (has_before) published_before = DayOrNothing(before->Text(0));
    before->Reset();
  }
  DL_ASSIGN_OR_RETURN(const Head entry,
                      Append("document", document.id, record::ToJson(document), now));
  DL_ASSIGN_OR_RETURN(
      const auto insert,
      store_->Prepare("INSERT INTO documents(entry, id, capture, uri, title, publisher, language, "
                      "published, published_basis, text, previous_version, known_from) VALUES "
                      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  insert->Bind(1, entry.number).Bind(2, document.id).Bind(3, capture.number);
  insert->BindOrNull(4, document.uri).BindOrNull(5, document.title);
  insert->BindOrNull(6, document.publisher).BindOrNull(7, document.language);
  insert->BindOrNull(8, TextOf(document.published)).Bind(9, document.published_basis);
  insert->BindBytes(10, io::Compress(document.text));
  if (previous > 0) {
    insert->Bind(11, previous);
  } else {
    insert->BindNull(11);
  }
  insert->Bind(12, KnownFrom(document.published, published_before, now).ToString());
  DL_RETURN_IF_ERROR(insert->Run());
  return entry.number;
}

Status Ledger::InsertReading(std::int64_t document, const record::DocumentRecord& about,
                             const std::string& engine,
                             const std::vector<record::ClaimRecord>& claims, std::int64_t now) {
  std::vector<std::string> records;
  for (const record::ClaimRecord& claim : claims) records.push_back(record::ToJson(claim));
  const std::string lines = LinesOf(records);
  DL_ASSIGN_OR_RETURN(const Head entry,
                      Append("reading", about.id, PayloadOfReading(about.id, engine, lines), now));
  DL_ASSIGN_OR_RETURN(const auto insert,
                      store_->Prepare("INSERT INTO readings(entry, document, engine, claims) "
                                      "VALUES (?, ?, ?, ?)"));
  insert->Bind(1, entry.number).Bind(2, document).Bind(3, engine);
  insert->BindBytes(4, io::Compress(lines));
  DL_RETURN_IF_ERROR(insert->Run());
  return InsertDerived(entry.number, about, claims);
}

Status Ledger::InsertDerived(std::int64_t reading, const record::DocumentRecord& about,
                             const std::vector<record::ClaimRecord>& claims) {
  const Dialect dialect = store_->dialect();
  std::vector<Row> rows, words, places;
  std::vector<std::pair<PlaceShape, std::int64_t>> known;  // the same few places, many times
  for (std::size_t i = 0; i < claims.size(); ++i) {
    DerivedClaim derived =
        Derive(reading, static_cast<std::int64_t>(i), claims[i], about.publisher, about.published);
    const std::int64_t number = std::get<std::int64_t>(derived.columns[0]);
    for (std::size_t p = 0; p < derived.places.size(); ++p) {
      const PlaceShape& shape = derived.places[p];
      auto found = std::find_if(known.begin(), known.end(),
                                [&](const auto& one) { return one.first == shape; });
      if (found == known.end()) {
        DL_ASSIGN_OR_RETURN(const std::int64_t place, PlaceNumber(*store_, shape));
        found = known.insert(known.end(), {shape, place});
      }
      places.push_back({found->second, number, static_cast<std::int64_t>(p)});
    }
    words.push_back({number, StoredWords(dialect, derived.words)});
    rows.push_back(std::move(derived.columns));
  }
  DL_RETURN_IF_ERROR(store_->InsertRows("claims", kClaimColumns, rows));
  DL_RETURN_IF_ERROR(store_->InsertRows("claim_places", "place, claim, position", places));
  return store_->InsertRows("claim_words",
                            dialect == Dialect::kSqlite ? "rowid, words" : "claim, words", words);
}

}  // namespace dateline::ledger
