// What is asked of the record.
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

// The newest reading of a document counts.
constexpr std::string_view kClaims =
    "SELECT c.record, d.id, d.publisher, d.title, d.published, e.recorded FROM claims c "
    "JOIN readings r ON r.number = c.reading JOIN documents d ON d.id = r.document "
    "JOIN entries e ON e.number = r.entry "
    "WHERE r.number = (SELECT max(number) FROM readings WHERE document = d.id) ";
// And the newest version at an address.
constexpr std::string_view kNotReplaced =
    "AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.id) ";
// What was known on a day: published by then, else recorded by then. A corrected page mostly keeps
// its day of publication, so that a later version counts from the day on which it was recorded.
constexpr std::string_view kKnownAt =
    "AND (SELECT known FROM known_days WHERE id = d.id) <= ?1 "
    "AND NOT EXISTS (SELECT 1 FROM known_days n WHERE n.previous_version = d.id "
    "AND n.known <= ?1) ";
}  // namespace

std::string_view KnownDaysSql() {
  return "WITH known_days(id, previous_version, known) AS (SELECT v.id, v.previous_version, "
         "CASE WHEN v.published IS NULL OR v.published <= (SELECT p.published FROM documents p "
         "WHERE "
         "p.id = v.previous_version) THEN date(ve.recorded, 'unixepoch') ELSE v.published END "
         "FROM documents v JOIN entries ve ON ve.number = v.entry) ";
}

Result<StoredClaim> Ledger::StoredClaimOf(const Statement& row) const {
  StoredClaim stored;
  auto claim = record::ClaimFromJson(row.Text(0));
  if (!claim.ok()) return Error{claim.error().code, claim.error().message, database_.path()};
  stored.claim = std::move(claim).value();
  stored.document = row.Text(1);
  stored.publisher = row.Text(2);
  stored.title = row.Text(3);
  stored.published = DayOrNothing(row.Text(4));
  stored.recorded = row.Integer(5);
  return stored;
}

Result<std::vector<StoredClaim>> Ledger::SelectClaims(std::string_view condition,
                                                      std::string_view argument) const {
  DL_ASSIGN_OR_RETURN(auto select,
                      database_.Prepare(std::string(KnownDaysSql()) + std::string(kClaims) +
                                        std::string(condition) + " ORDER BY d.entry, c.position"));
  if (!argument.empty()) select.Bind(1, argument);
  std::vector<StoredClaim> claims;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return claims;
    DL_ASSIGN_OR_RETURN(auto stored, StoredClaimOf(select));
    claims.push_back(std::move(stored));
  }
}

Result<std::vector<StoredClaim>> Ledger::Claims(std::optional<Day> known_at) const {
  if (!known_at) return SelectClaims(kNotReplaced, "");
  return SelectClaims(kKnownAt, known_at->ToString());
}

Result<std::vector<StoredClaim>> Ledger::FindClaims(std::string_view prefix) const {
  return SelectClaims(
      std::string(kNotReplaced) + "AND c.id >= ?1 AND substr(c.id, 1, length(?1)) = ?1", prefix);
}

Result<std::vector<StoredDocument>> Ledger::SelectDocuments(std::string_view condition,
                                                            std::string_view argument) const {
  DL_ASSIGN_OR_RETURN(
      auto select,
      database_.Prepare("SELECT d.id, d.uri, d.title, d.publisher, d.language, d.text, "
                        "d.published, d.published_basis, d.previous_version, e.recorded, e.hash "
                        "FROM documents d JOIN entries e ON e.number = d.entry " +
                        std::string(condition) + " ORDER BY d.entry"));
  if (!argument.empty()) select.Bind(1, argument);
  std::vector<StoredDocument> documents;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return documents;
    StoredDocument stored;
    record::DocumentRecord& document = stored.document;
    document.id = select.Text(0);
    document.uri = select.Text(1);
    document.title = select.Text(2);
    document.publisher = select.Text(3);
    document.language = select.Text(4);
    document.text = select.Text(5);
    document.published = DayOrNothing(select.Text(6));
    document.published_basis = select.Text(7);
    stored.previous_version = select.Text(8);
    stored.recorded = select.Integer(9);
    stored.entry_hash = select.Text(10);
    documents.push_back(std::move(stored));
  }
}

Result<std::vector<StoredDocument>> Ledger::Documents() const { return SelectDocuments("", ""); }

Result<StoredDocument> Ledger::Document(std::string_view id) const {
  DL_ASSIGN_OR_RETURN(auto documents, SelectDocuments("WHERE d.id = ?1", id));
  if (!documents.empty()) return std::move(documents.front());
  return Error{ErrorCode::kNotFound, "the ledger holds no document " + std::string(id),
               database_.path()};
}

Result<Head> Ledger::LastEntry() const {
  DL_ASSIGN_OR_RETURN(
      auto last,
      database_.Prepare("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"));
  DL_ASSIGN_OR_RETURN(const bool has_last, last.Step());
  if (!has_last) return Head{0, std::string(NoHash())};
  return Head{last.Integer(0), last.Text(1)};
}

Result<bool> Ledger::HasEntry(std::string_view hash) const {
  DL_ASSIGN_OR_RETURN(auto find, database_.Prepare("SELECT 1 FROM entries WHERE hash = ?"));
  find.Bind(1, hash);
  return find.Step();
}

}  // namespace dateline::ledger
