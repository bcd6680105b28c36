// What is asked of the record: claims, documents, the chain's end.
#include <unordered_map>
#include <utility>

#include "io/compression.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

Status WithPath(const Error& error, const std::string& path) {
  return Error{error.code, error.message, path};
}

// The line at a position, and what follows it.
std::string_view TakeLine(std::string_view& lines) {
  const std::size_t end = lines.find('\n');
  const std::string_view line = lines.substr(0, end);
  lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  return line;
}

// What is behind all ids that begin so: '~' is behind all that an id is made of.
std::string AfterAll(std::string_view prefix) { return std::string(prefix) + "~"; }

}  // namespace

// All versions in the order of their entries, with the days between which each was what was known.
Result<std::vector<Ledger::Version>> Ledger::Versions() const {
  DL_ASSIGN_OR_RETURN(
      const auto select,
      store_->Prepare(
          "SELECT d.entry, d.id, d.publisher, d.title, d.published, d.known_from, "
          "d.previous_version, r.entry, e.recorded FROM documents d JOIN readings r ON r.entry = "
          "(SELECT max(entry) FROM readings WHERE document = d.entry) JOIN entries e ON e.number = "
          "r.entry ORDER BY d.entry"));
  std::vector<Version> versions;
  std::unordered_map<std::int64_t, std::size_t> index_of;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    Version version;
    version.document = row.Integer(0);
    version.id = row.Text(1);
    version.publisher = row.Text(2);
    version.title = row.Text(3);
    version.published = DayOrNothing(row.Text(4));
    version.known_from = DayOrNothing(row.Text(5)).value_or(Day());
    version.reading = row.Integer(7);
    version.recorded = row.Integer(8);
    if (const auto previous = index_of.find(row.Integer(6)); previous != index_of.end()) {
      std::optional<Day>& until = versions[previous->second].known_until;
      until = until ? std::min(*until, version.known_from) : version.known_from;
    }
    index_of[version.document] = versions.size();
    versions.push_back(std::move(version));
    return Done{};
  }));
  return versions;
}

Status Ledger::EachClaimOf(
    const Version& version,
    const std::function<Status(std::int64_t position, StoredClaim claim)>& visit) const {
  DL_ASSIGN_OR_RETURN(const auto select,
                      store_->Prepare("SELECT claims FROM readings WHERE entry = ?"));
  select->Bind(1, version.reading);
  DL_ASSIGN_OR_RETURN(const bool has_row, select->Step());
  if (!has_row) return Done{};
  const auto text = io::Decompress(select->Text(0), kLimitReadingBytes);
  if (!text.ok()) return WithPath(text.error(), store_->name());
  std::string_view lines = *text;
  for (std::int64_t position = 0; !lines.empty(); ++position) {
    auto claim = record::ClaimFromJson(TakeLine(lines));
    if (!claim.ok()) return WithPath(claim.error(), store_->name());
    DL_RETURN_IF_ERROR(
        visit(position, StoredClaim{std::move(claim).value(), version.id, version.publisher,
                                    version.title, version.published, version.recorded}));
  }
  return Done{};
}

Result<std::vector<StoredClaim>> Ledger::Claims(std::optional<Day> known_at) const {
  DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(*store_));
  DL_ASSIGN_OR_RETURN(const auto versions, Versions());
  std::vector<StoredClaim> claims;
  for (const Version& version : versions) {
    const bool is_known = known_at ? version.known_from <= *known_at &&
                                         (!version.known_until || *known_at < *version.known_until)
                                   : !version.known_until;
    if (!is_known) continue;
    DL_RETURN_IF_ERROR(EachClaimOf(version, [&](std::int64_t, StoredClaim claim) -> Status {
      claims.push_back(std::move(claim));
      return Done{};
    }));
  }
  return claims;
}

Status Ledger::EachClaim(const std::function<Status(const ScannedClaim&)>& visit) const {
  DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(*store_));
  DL_ASSIGN_OR_RETURN(const auto versions, Versions());
  for (const Version& version : versions) {
    DL_RETURN_IF_ERROR(
        EachClaimOf(version, [&](std::int64_t position, StoredClaim claim) -> Status {
          return visit({std::move(claim), version.reading, position, version.known_from,
                        version.known_until});
        }));
  }
  return Done{};
}

Result<StoredClaim> Ledger::ClaimAt(std::int64_t reading, std::int64_t position) const {
  DL_ASSIGN_OR_RETURN(auto found, ClaimsNumbered({NumberOf(reading, position)}));
  return std::move(found.front());
}

Status Ledger::OpenReading(std::int64_t number) const {
  if (opened_ != nullptr && opened_->number == number) return Done{};
  DL_ASSIGN_OR_RETURN(
      const auto select,
      store_->Prepare("SELECT d.id, d.publisher, d.title, d.published, e.recorded, r.claims FROM "
                      "readings r JOIN documents d ON d.entry = r.document JOIN entries e ON "
                      "e.number = r.entry WHERE r.entry = ?"));
  select->Bind(1, number);
  DL_ASSIGN_OR_RETURN(const bool has_row, select->Step());
  auto opened = std::make_unique<OpenedReading>();
  opened->number = number;
  if (has_row) {
    auto text = io::Decompress(select->Text(5), kLimitReadingBytes);
    if (!text.ok()) return WithPath(text.error(), store_->name());
    opened->lines = std::move(text).value();
    for (std::string_view rest = opened->lines; !rest.empty();)
      opened->records.push_back(TakeLine(rest));
    opened->about = {{},
                     select->Text(0),
                     select->Text(1),
                     select->Text(2),
                     DayOrNothing(select->Text(3)),
                     select->Integer(4)};
    opened_ = std::move(opened);
    return Done{};
  }
  return Error{ErrorCode::kNotFound, "the ledger holds no reading " + std::to_string(number),
               store_->name()};
}

Result<std::vector<StoredClaim>> Ledger::ClaimsNumbered(
    const std::vector<std::int64_t>& numbers) const {
  constexpr std::int64_t kPositions = (std::int64_t{1} << kPositionBits) - 1;
  std::vector<StoredClaim> claims;
  for (const std::int64_t number : numbers) {
    const std::int64_t reading = number >> kPositionBits;
    DL_RETURN_IF_ERROR(OpenReading(reading));
    const auto position = static_cast<std::size_t>(number & kPositions);
    if (position >= opened_->records.size()) {
      return Error{ErrorCode::kNotFound,
                   "the ledger holds no claim " + std::to_string(position) + " of reading " +
                       std::to_string(reading),
                   store_->name()};
    }
    auto claim = record::ClaimFromJson(opened_->records[position]);
    if (!claim.ok()) return WithPath(claim.error(), store_->name()).error();
    claims.push_back(opened_->about);
    claims.back().claim = std::move(claim).value();
  }
  return claims;
}

Result<std::vector<StoredClaim>> Ledger::FindClaims(std::string_view prefix) const {
  DL_ASSIGN_OR_RETURN(
      const auto select,
      store_->Prepare(
          "SELECT c.number FROM claims c JOIN readings r ON r.entry = c.reading WHERE c.id >= ?1 "
          "AND c.id < ?2 AND r.entry = (SELECT max(entry) FROM readings WHERE document = "
          "r.document) AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = "
          "r.document) ORDER BY c.number"));
  select->Bind(1, prefix).Bind(2, AfterAll(prefix));
  std::vector<std::int64_t> numbers;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    numbers.push_back(row.Integer(0));
    return Done{};
  }));
  return ClaimsNumbered(numbers);
}

Result<std::vector<StoredDocument>> Ledger::SelectDocuments(std::string_view condition,
                                                            std::string_view argument) const {
  DL_ASSIGN_OR_RETURN(
      const auto select,
      store_->Prepare("SELECT d.id, d.uri, d.title, d.publisher, d.language, d.text, d.published, "
                      "d.published_basis, p.id, e.recorded, e.hash FROM documents d JOIN entries "
                      "e ON e.number = d.entry LEFT JOIN documents p ON p.entry = "
                      "d.previous_version " +
                      std::string(condition) + " ORDER BY d.entry"));
  if (condition.find("?1") != std::string_view::npos) select->Bind(1, argument);
  if (condition.find("?2") != std::string_view::npos) select->Bind(2, AfterAll(argument));
  std::vector<StoredDocument> documents;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    auto text = io::Decompress(row.Text(5), kLimitTextBytes);
    if (!text.ok()) return WithPath(text.error(), store_->name());
    StoredDocument stored;
    stored.document = {row.Text(0),
                       row.Text(1),
                       row.Text(2),
                       row.Text(3),
                       row.Text(4),
                       std::move(text).value(),
                       DayOrNothing(row.Text(6)),
                       row.Text(7)};
    stored.previous_version = row.Text(8);
    stored.recorded = row.Integer(9);
    stored.entry_hash = row.Text(10);
    documents.push_back(std::move(stored));
    return Done{};
  }));
  return documents;
}

Result<std::vector<StoredDocument>> Ledger::Documents() const { return SelectDocuments("", ""); }

Result<StoredDocument> Ledger::Document(std::string_view id) const {
  DL_ASSIGN_OR_RETURN(auto documents, SelectDocuments("WHERE d.id = ?1", id));
  if (!documents.empty()) return std::move(documents.front());
  return Error{ErrorCode::kNotFound, "the ledger holds no document " + std::string(id),
               store_->name()};
}

Result<std::vector<StoredDocument>> Ledger::DocumentsAt(std::string_view uri) const {
  return SelectDocuments("WHERE d.uri = ?1", uri);
}

Result<std::vector<StoredDocument>> Ledger::FindDocuments(std::string_view prefix) const {
  return SelectDocuments("WHERE d.id >= ?1 AND d.id < ?2", prefix);
}

Result<Totals> Ledger::Count() const {
  DL_ASSIGN_OR_RETURN(
      const auto select,
      store_->Prepare(
          "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims c WHERE c.reading "
          "IN (SELECT r.entry FROM readings r WHERE r.entry = (SELECT max(entry) FROM readings "
          "WHERE document = r.document) AND NOT EXISTS (SELECT 1 FROM documents n WHERE "
          "n.previous_version = r.document)))"));
  DL_ASSIGN_OR_RETURN(const bool has_row, select->Step());
  return has_row ? Totals{select->Integer(0), select->Integer(1)} : Totals{};
}

Result<std::vector<std::string>> Ledger::Engines() const {
  DL_ASSIGN_OR_RETURN(const auto select,
                      store_->Prepare("SELECT DISTINCT engine FROM readings ORDER BY engine"));
  std::vector<std::string> engines;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    engines.push_back(row.Text(0));
    return Done{};
  }));
  return engines;
}

namespace {

Result<Head> HeadOf(Store& store, std::string_view sql) {
  DL_ASSIGN_OR_RETURN(const auto last, store.Prepare(sql));
  DL_ASSIGN_OR_RETURN(const bool has_last, last->Step());
  if (!has_last) return Head{0, std::string(NoHash())};
  return Head{last->Integer(0), last->Text(1)};
}

}  // namespace

Result<Head> Ledger::LastEntry() const {
  return HeadOf(*store_, "SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1");
}

Result<Head> Ledger::LastChange() const {
  return HeadOf(*store_,
                "SELECT number, hash FROM entries WHERE kind <> 'export' "
                "ORDER BY number DESC LIMIT 1");
}

Result<bool> Ledger::HasEntry(std::string_view hash) const {
  DL_ASSIGN_OR_RETURN(const auto find, store_->Prepare("SELECT 1 FROM entries WHERE hash = ?"));
  find->Bind(1, hash);
  return find->Step();
}

}  // namespace dateline::ledger
