// What is done with the record: reviews of claims and retractions, each an entry of the chain.
#include <chrono>
#include <utility>

#include "ledger/ledger.h"
#include "ledger/schema.h"
#include "record/correction.h"

namespace dateline::ledger {
namespace {

Day DayOfSeconds(std::int64_t seconds) {
  return Day(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(seconds))));
}

Error NotHere(const std::string& what, const std::string& id, const std::string& path) {
  return Error{ErrorCode::kNotFound, "the ledger holds no " + what + " " + id, path};
}

}  // namespace

Result<Head> Ledger::AppendAct(std::string_view kind, std::string_view target,
                               const std::string& record, std::int64_t now) {
  DL_RETURN_IF_ERROR(Append(kind, target, record, now));
  const std::int64_t entry = database_.last_row_id();
  DL_ASSIGN_OR_RETURN(
      auto insert,
      database_.Prepare("INSERT INTO acts(kind, target, record, entry) VALUES (?, ?, ?, ?)"));
  insert.Bind(1, kind).Bind(2, target).Bind(3, record).Bind(4, entry);
  DL_RETURN_IF_ERROR(insert.Run());
  return LastEntry();
}

Result<StoredClaim> Ledger::ClaimNamed(std::string_view id) const {
  DL_ASSIGN_OR_RETURN(auto claims, FindClaims(id));
  for (StoredClaim& stored : claims) {
    if (stored.claim.id == id) return std::move(stored);
  }
  return NotHere("current claim", std::string(id), database_.path());
}

Result<Head> Ledger::Review(const record::ReviewRecord& review, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  DL_ASSIGN_OR_RETURN(const StoredClaim stored, ClaimNamed(review.claim));
  if (stored.document != review.document)
    return NotHere("claim of document " + review.document + " named", review.claim,
                   database_.path());
  for (const std::string& other : review.others) DL_RETURN_IF_ERROR(ClaimNamed(other));
  DL_RETURN_IF_ERROR(record::Corrected(stored.claim, review.corrections));
  DL_ASSIGN_OR_RETURN(const Head head,
                      AppendAct("review", review.claim, record::ToJson(review), now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return head;
}

Result<Head> Ledger::Retract(const record::RetractionRecord& retraction, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(database_));
  DL_RETURN_IF_ERROR(Document(retraction.document));
  if (!retraction.claim.empty()) DL_RETURN_IF_ERROR(ClaimNamed(retraction.claim));
  const std::string& target = retraction.claim.empty() ? retraction.document : retraction.claim;
  DL_ASSIGN_OR_RETURN(const Head head,
                      AppendAct("retraction", target, record::ToJson(retraction), now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return head;
}

// Visits the record of every act of this kind in the order of the chain.
Status Ledger::EachAct(std::string_view kind,
                       const std::function<Status(const Act& act)>& visit) const {
  DL_ASSIGN_OR_RETURN(auto select,
                      database_.Prepare("SELECT a.record, e.number, e.recorded, e.hash FROM acts a "
                                        "JOIN entries e ON e.number = a.entry WHERE a.kind = ? "
                                        "ORDER BY e.number"));
  select.Bind(1, kind);
  while (true) {
    DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
    if (!has_row) return Done{};
    DL_RETURN_IF_ERROR(
        visit({select.Text(0), select.Integer(1), select.Integer(2), select.Text(3)}));
  }
}

Result<std::vector<StoredReview>> Ledger::Reviews(std::optional<Day> known_at) const {
  std::vector<StoredReview> reviews;
  DL_RETURN_IF_ERROR(EachAct("review", [&](const Act& act) -> Status {
    const Day known_from = DayOfSeconds(act.recorded);
    if (known_at && *known_at < known_from) return Done{};
    DL_ASSIGN_OR_RETURN(auto review, record::ReviewFromJson(act.record));
    reviews.push_back({std::move(review), act.entry, act.recorded, act.entry_hash, known_from});
    return Done{};
  }));
  return reviews;
}

Result<std::vector<StoredRetraction>> Ledger::Retractions(std::optional<Day> known_at) const {
  std::vector<StoredRetraction> retractions;
  DL_RETURN_IF_ERROR(EachAct("retraction", [&](const Act& act) -> Status {
    DL_ASSIGN_OR_RETURN(auto retraction, record::RetractionFromJson(act.record));
    const Day known_from = retraction.said.value_or(DayOfSeconds(act.recorded));
    if (known_at && *known_at < known_from) return Done{};
    retractions.push_back(
        {std::move(retraction), act.entry, act.recorded, act.entry_hash, known_from});
    return Done{};
  }));
  return retractions;
}

}  // namespace dateline::ledger
