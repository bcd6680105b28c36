// What is done with the record: reviews of claims and retractions, each an entry of the chain.
#include <utility>

#include "ledger/ledger.h"
#include "ledger/schema.h"
#include "record/correction.h"

namespace dateline::ledger {
namespace {

Error NotHere(const std::string& what, const std::string& id, const std::string& path) {
  return Error{ErrorCode::kNotFound, "the ledger holds no " + what + " " + id, path};
}

}  // namespace

// REQUIRES: a transaction.
Result<Head> Ledger::AppendAct(std::string_view kind, std::string_view target,
                               const std::string& record, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(const Head head, Append(kind, target, record, now));
  DL_ASSIGN_OR_RETURN(
      const auto insert,
      store_->Prepare("INSERT INTO acts(entry, kind, target, record) VALUES (?, ?, ?, ?)"));
  insert->Bind(1, head.number).Bind(2, kind).Bind(3, target).Bind(4, record);
  DL_RETURN_IF_ERROR(insert->Run());
  return head;
}

Result<Head> Ledger::RecordAct(std::string_view kind, std::string_view target,
                               const std::string& record, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::ToWrite(*store_));
  DL_ASSIGN_OR_RETURN(const Head head, AppendAct(kind, target, record, now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return head;
}

Result<Head> Ledger::LogImport(std::string_view source, const std::string& record,
                               std::int64_t now) {
  return RecordAct("import", source, record, now);
}

Result<Head> Ledger::LogExport(std::string_view format, const std::string& record,
                               std::int64_t now) {
  return RecordAct("export", format, record, now);
}

Result<StoredClaim> Ledger::ClaimNamed(std::string_view id) const {
  DL_ASSIGN_OR_RETURN(auto claims, FindClaims(id));
  for (StoredClaim& stored : claims) {
    if (stored.claim.id == id) return std::move(stored);
  }
  return NotHere("current claim", std::string(id), store_->name());
}

Result<Head> Ledger::Review(const record::ReviewRecord& review, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::ToWrite(*store_));
  DL_ASSIGN_OR_RETURN(const StoredClaim stored, ClaimNamed(review.claim));
  if (stored.document != review.document)
    return NotHere("claim of document " + review.document + " named", review.claim, store_->name());
  for (const std::string& other : review.others) DL_RETURN_IF_ERROR(ClaimNamed(other));
  DL_RETURN_IF_ERROR(record::Corrected(stored.claim, review.corrections));
  DL_ASSIGN_OR_RETURN(const Head head,
                      AppendAct("review", review.claim, record::ToJson(review), now));
  DL_RETURN_IF_ERROR(transaction.Commit());
  return head;
}

Result<Head> Ledger::Retract(const record::RetractionRecord& retraction, std::int64_t now) {
  DL_ASSIGN_OR_RETURN(auto transaction, Transaction::ToWrite(*store_));
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
  DL_ASSIGN_OR_RETURN(const auto select,
                      store_->Prepare("SELECT a.record, e.number, e.recorded, e.hash FROM acts a "
                                      "JOIN entries e ON e.number = a.entry WHERE a.kind = ? "
                                      "ORDER BY e.number"));
  select->Bind(1, kind);
  return ForEachRow(*select, [&](const Statement& row) -> Status {
    return visit({row.Text(0), row.Integer(1), row.Integer(2), row.Text(3)});
  });
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
