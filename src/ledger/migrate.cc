// Format 1 kept each claim's record as text beside its columns, in a chain over the same payloads.
// So a migration is what was recorded, recorded once more: documents with their bytes, readings
// with their engines, in the order of their entries. Hashes of entries differ, since entries name
// other things; the new log says which entry of which chain was the last.
#include "ledger/migrate.h"

#include "io/json_writer.h"
#include "io/sha256.h"
#include "ledger/sqlite_store.h"

namespace dateline::ledger {
namespace {

constexpr int kOldVersion = 1;

Error Damaged(const std::string& what, const std::string& where) {
  return Error{ErrorCode::kCorrupt,
               what + "; expected a sound ledger of version 1: add its reports to a new one",
               where};
}

class Migration {
 public:
  Migration(Store& old, Ledger& into) : old_(old), into_(into) {}

  Result<Migrated> Run(std::int64_t now) {
    DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(old_));
    DL_RETURN_IF_ERROR(CheckChain());
    DL_ASSIGN_OR_RETURN(
        const auto readings,
        old_.Prepare("SELECT r.number, r.document, r.engine, e.recorded, e.payload_sha256 FROM "
                     "readings r JOIN entries e ON e.number = r.entry ORDER BY r.entry"));
    DL_RETURN_IF_ERROR(ForEachRow(*readings, [&](const Statement& row) {
      return Take(row.Integer(0), row.Text(1), row.Text(2), row.Integer(3));
    }));
    io::JsonWriter json;
    json.BeginObject().Key("migrated_from").Number(kOldVersion);
    json.Key("entries").Number(last_number_).Key("head").String(last_hash_);
    json.Key("documents").Number(done_.documents).Key("readings").Number(done_.readings);
    json.Key("claims").Number(done_.claims).EndObject();
    DL_RETURN_IF_ERROR(into_.LogImport(old_.name(), json.Take(), now));
    return done_;
  }

 private:
  // Entries count without a gap, and each names the hash of the one before.
  Status CheckChain() {
    DL_ASSIGN_OR_RETURN(
        const auto entries,
        old_.Prepare("SELECT number, previous_hash, hash FROM entries ORDER BY number"));
    return ForEachRow(*entries, [&](const Statement& row) -> Status {
      const bool follows =
          row.Integer(0) == last_number_ + 1 && (last_number_ == 0 || row.Text(1) == last_hash_);
      if (!follows)
        return Damaged("the chain breaks at entry " + std::to_string(row.Integer(0)), old_.name());
      last_number_ = row.Integer(0);
      last_hash_ = row.Text(2);
      return Done{};
    });
  }

  Status Take(std::int64_t reading, const std::string& id, const std::string& engine_record,
              std::int64_t recorded) {
    DL_ASSIGN_OR_RETURN(
        const auto find,
        old_.Prepare("SELECT d.uri, d.title, d.publisher, d.language, d.text, d.published, "
                     "d.published_basis, d.record, c.bytes FROM documents d JOIN captures c ON "
                     "c.id = d.id WHERE d.id = ?"));
    find->Bind(1, id);
    DL_ASSIGN_OR_RETURN(const bool is_there, find->Step());
    if (!is_there) return Damaged("found no document " + id, old_.name());
    record::DocumentRecord document{
        id, find->Text(0), find->Text(1), find->Text(2), find->Text(3), find->Text(4),
        {}, find->Text(6)};
    if (!find->IsNull(5)) {
      DL_ASSIGN_OR_RETURN(document.published, ParseDay(find->Text(5)));
    }
    const std::string bytes = find->Text(8);
    if (id != "sha256:" + io::Sha256Hex(bytes) || record::ToJson(document) != find->Text(7))
      return Damaged("document " + id + " was changed", old_.name());
    DL_ASSIGN_OR_RETURN(const auto engine, record::EngineFromJson(engine_record));
    DL_ASSIGN_OR_RETURN(const auto claims, ClaimsOf(reading));
    DL_ASSIGN_OR_RETURN(const AddOutcome outcome,
                        into_.Add(bytes, document, engine, claims, recorded, {"migration", ""}));
    if (outcome == AddOutcome::kAdded || outcome == AddOutcome::kNewVersion) ++done_.documents;
    ++done_.readings;
    done_.claims += claims.size();
    return Done{};
  }

  Result<std::vector<record::ClaimRecord>> ClaimsOf(std::int64_t reading) {
    DL_ASSIGN_OR_RETURN(
        const auto select,
        old_.Prepare("SELECT record FROM claims WHERE reading = ? ORDER BY position"));
    select->Bind(1, reading);
    std::vector<record::ClaimRecord> claims;
    DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
      const std::string text = row.Text(0);
      DL_ASSIGN_OR_RETURN(auto claim, record::ClaimFromJson(text));
      if (record::ToJson(claim) != text)
        return Damaged("claim " + claim.id + " has other fields than its format", old_.name());
      claims.push_back(std::move(claim));
      return Done{};
    }));
    return claims;
  }

  Store& old_;
  Ledger& into_;
  std::int64_t last_number_ = 0;
  std::string last_hash_;
  Migrated done_;
};

}  // namespace

Result<Migrated> Migrate(const std::string& old_path, Ledger& into, std::int64_t now) {
  if (const auto current = OpenSqlite(old_path, Store::Mode::kRead); current.ok()) {
    return Error{ErrorCode::kInvalidInput,
                 "found a ledger of version " + std::to_string(kLedgerVersion) +
                     " already; there is nothing to migrate",
                 old_path};
  }
  DL_ASSIGN_OR_RETURN(const auto old, OpenSqlite(old_path, Store::Mode::kRead, kOldVersion));
  DL_ASSIGN_OR_RETURN(const Head head, into.LastEntry());
  if (head.number > 0) {
    return Error{ErrorCode::kInvalidInput,
                 "found a ledger with entries, expected a new one to migrate into", ""};
  }
  return Migration(*old, into).Run(now);
}

}  // namespace dateline::ledger
