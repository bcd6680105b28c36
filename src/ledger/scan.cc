// All claims in one pass, for an index over them, and one claim by its place in the ledger.
#include <unordered_map>
#include <utility>

#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

struct KnownDays {
  Day from;
  std::optional<Day> until;
};

}  // namespace

Status Ledger::EachClaim(const std::function<Status(const ScannedClaim&)>& visit) const {
  std::unordered_map<std::string, KnownDays> known;
  DL_ASSIGN_OR_RETURN(auto days,
                      database_.Prepare(std::string(KnownDaysSql()) +
                                        "SELECT id, previous_version, known FROM known_days"));
  std::vector<std::pair<std::string, Day>> replaced;
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, days.Step());
    if (!has_row) break;
    const Day from = DayOrNothing(days.Text(2)).value_or(Day());
    known[days.Text(0)].from = from;
    if (!days.IsNull(1)) replaced.emplace_back(days.Text(1), from);
  }
  for (const auto& [id, day] : replaced) {
    std::optional<Day>& until = known[id].until;
    until = until ? std::min(*until, day) : day;
  }
  DL_ASSIGN_OR_RETURN(
      auto select,
      database_.Prepare(
          "SELECT c.record, d.id, d.publisher, d.title, d.published, e.recorded, r.number, "
          "c.position FROM documents d JOIN readings r ON r.number = (SELECT max(number) FROM "
          "readings WHERE document = d.id) JOIN entries e ON e.number = r.entry JOIN claims c ON "
          "c.reading = r.number ORDER BY d.entry, c.position"));
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return Done{};
    ScannedClaim scanned;
    DL_ASSIGN_OR_RETURN(scanned.stored, StoredClaimOf(select));
    scanned.reading = select.Integer(6);
    scanned.position = select.Integer(7);
    const KnownDays& span = known[scanned.stored.document];
    scanned.known_from = span.from;
    scanned.known_until = span.until;
    DL_RETURN_IF_ERROR(visit(scanned));
  }
}

Result<StoredClaim> Ledger::ClaimAt(std::int64_t reading, std::int64_t position) const {
  DL_ASSIGN_OR_RETURN(
      auto select,
      database_.Prepare(
          "SELECT c.record, d.id, d.publisher, d.title, d.published, e.recorded FROM claims c JOIN "
          "readings r ON r.number = c.reading JOIN documents d ON d.id = r.document JOIN entries e "
          "ON e.number = r.entry WHERE c.reading = ? AND c.position = ?"));
  select.Bind(1, reading).Bind(2, position);
  DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
  if (has_row) return StoredClaimOf(select);
  return Error{ErrorCode::kNotFound,
               "the ledger holds no claim " + std::to_string(position) + " of reading " +
                   std::to_string(reading),
               database_.path()};
}

}  // namespace dateline::ledger
