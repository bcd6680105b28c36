#include "standing/ledger_index.h"

#include <algorithm>
#include <array>

#include "record/correction.h"

namespace dateline::standing {

Result<Acts> Acts::Of(const ledger::Ledger& ledger, std::optional<Day> known_at) {
  Acts acts;
  DL_ASSIGN_OR_RETURN(const auto reviews, ledger.Reviews(known_at));
  for (const ledger::StoredReview& stored : reviews) {
    acts.of_claim_[stored.review.claim].push_back({NumberOf(stored.known_from), false, false,
                                                   stored.review.action,
                                                   stored.review.corrections});
    const bool is_split = stored.review.action == record::ReviewAction::kSplit;
    for (const std::string& other : stored.review.others)
      acts.links_.push_back({stored.review.claim, other, NumberOf(stored.known_from), is_split});
  }
  DL_ASSIGN_OR_RETURN(const auto retractions, ledger.Retractions(known_at));
  for (const ledger::StoredRetraction& stored : retractions) {
    const record::RetractionRecord& retraction = stored.retraction;
    auto& of = retraction.claim.empty() ? acts.of_document_[retraction.document]
                                        : acts.of_claim_[retraction.claim];
    of.push_back({NumberOf(stored.known_from), true, retraction.is_lifted, {}, {}});
  }
  return acts;
}

void Acts::AddLinks(IndexBuilder& builder) const {
  for (const Link& link : links_) builder.Link(link.claim, link.other, link.day, link.is_split);
}

bool Acts::IsTouched(const ledger::ScannedClaim& scanned) const {
  return of_claim_.count(scanned.stored.claim.id) > 0 ||
         of_document_.count(scanned.stored.document) > 0;
}

Result<record::ClaimRecord> Acts::Current(record::ClaimRecord claim, DayNumber known_at) const {
  const auto found = of_claim_.find(claim.id);
  if (found == of_claim_.end()) return claim;
  for (const Act& act : found->second) {
    if (!act.IsCorrection() || act.day > known_at) continue;
    DL_ASSIGN_OR_RETURN(claim, record::Corrected(std::move(claim), act.corrections));
  }
  return claim;
}

std::vector<DayNumber> Acts::CorrectedOn(std::string_view claim) const {
  std::vector<DayNumber> days;
  const auto found = of_claim_.find(claim);
  if (found == of_claim_.end()) return days;
  for (const Act& act : found->second) {
    if (act.IsCorrection()) days.push_back(act.day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

ReadingMark Acts::ReadingOf(std::string_view claim) const {
  const auto found = of_claim_.find(claim);
  return found == of_claim_.end() ? ReadingMark::kUnreviewed : MarkOf(found->second);
}

bool Acts::IsRetracted(std::string_view claim, std::string_view document) const {
  const auto is_withdrawn = [](const auto& acts, std::string_view target) {
    const auto found = acts.find(target);
    bool is_last_withdrawn = false;
    if (found == acts.end()) return false;
    for (const Act& act : found->second) {
      if (act.is_retraction) is_last_withdrawn = !act.is_lifted;
    }
    return is_last_withdrawn;
  };
  return is_withdrawn(of_claim_, claim) || is_withdrawn(of_document_, document);
}

ReadingMark Acts::MarkOf(const std::vector<Act>& acts) {
  ReadingMark mark = ReadingMark::kUnreviewed;
  for (const Act& act : acts) {
    if (act.is_retraction) continue;
    if (act.action == record::ReviewAction::kConfirm) mark = ReadingMark::kConfirmed;
    if (act.action == record::ReviewAction::kCorrect) mark = ReadingMark::kCorrected;
    if (act.action == record::ReviewAction::kReject) mark = ReadingMark::kRejected;
  }
  return mark;
}

std::vector<std::pair<std::string, ReadingMark>> Acts::Readings() const {
  std::vector<std::pair<std::string, ReadingMark>> readings;
  for (const auto& [claim, acts] : of_claim_) {
    if (const ReadingMark mark = MarkOf(acts); mark != ReadingMark::kUnreviewed)
      readings.emplace_back(claim, mark);
  }
  return readings;
}

std::string_view NameOf(ReadingMark mark) {
  constexpr std::array<std::string_view, kReadingMarkCount> kNames = {"unreviewed", "confirmed",
                                                                      "corrected", "rejected"};
  return kNames[static_cast<std::size_t>(mark)];
}

Result<std::vector<Acts::Version>> Acts::VersionsOf(const ledger::ScannedClaim& scanned) const {
  std::vector<Act> acts;
  for (const auto* of : {&of_document_, &of_claim_}) {
    const auto& key = of == &of_claim_ ? scanned.stored.claim.id : scanned.stored.document;
    if (const auto found = of->find(key); found != of->end())
      acts.insert(acts.end(), found->second.begin(), found->second.end());
  }
  std::stable_sort(acts.begin(), acts.end(),
                   [](const Act& a, const Act& b) { return a.day < b.day; });
  const DayNumber from = NumberOf(scanned.known_from);
  const DayNumber until = scanned.known_until ? NumberOf(*scanned.known_until) : kForever;
  std::vector<Version> versions;
  Version current{scanned.stored.claim, from, until, false};
  bool is_rejected = false;
  const auto close = [&](DayNumber day) {
    if (!is_rejected && current.known_from < day) {
      versions.push_back(current);
      versions.back().known_until = day;
    }
    current.known_from = std::max(current.known_from, day);
  };
  for (const Act& act : acts) {
    close(std::clamp(act.day, from, until));
    if (act.is_retraction) {
      current.is_withdrawn = !act.is_lifted;
      continue;
    }
    switch (act.action) {
      case record::ReviewAction::kReject:
        is_rejected = true;
        break;
      case record::ReviewAction::kCorrect: {
        is_rejected = false;
        DL_ASSIGN_OR_RETURN(current.claim,
                            record::Corrected(std::move(current.claim), act.corrections));
        break;
      }
      case record::ReviewAction::kConfirm:
        is_rejected = false;
        break;
      case record::ReviewAction::kMerge:
      case record::ReviewAction::kSplit:
      case record::ReviewAction::kNote:
        break;
    }
  }
  close(until);
  return versions;
}

Status AddDocuments(const ledger::Ledger& ledger, IndexBuilder& builder) {
  DL_ASSIGN_OR_RETURN(auto documents, ledger.Documents());
  for (ledger::StoredDocument& stored : documents) {
    builder.AddDocument({std::move(stored.document.id), std::move(stored.document.publisher),
                         std::move(stored.document.text), stored.document.published,
                         std::move(stored.previous_version)});
  }
  return Done{};
}

Status AddClaim(const ledger::ScannedClaim& scanned, const Acts& acts, IndexBuilder& builder,
                const std::function<void(ClaimRow)>& visit) {
  ClaimInput input;
  input.document = scanned.stored.document;
  if (!acts.IsTouched(scanned)) {
    input.claim = &scanned.stored.claim;
    input.known_from = NumberOf(scanned.known_from);
    if (scanned.known_until) input.known_until = NumberOf(*scanned.known_until);
    visit(builder.AddClaim(input));
    return Done{};
  }
  DL_ASSIGN_OR_RETURN(const auto versions, acts.VersionsOf(scanned));
  for (const Acts::Version& version : versions) {
    input.claim = &version.claim;
    input.known_from = version.known_from;
    input.known_until = version.known_until;
    input.is_withdrawn = version.is_withdrawn;
    visit(builder.AddClaim(input));
  }
  return Done{};
}

Result<LedgerIndex> IndexOf(const ledger::Ledger& ledger, const Policy& policy) {
  IndexBuilder builder(policy);
  DL_ASSIGN_OR_RETURN(const Acts acts, Acts::Of(ledger));
  DL_RETURN_IF_ERROR(AddDocuments(ledger, builder));
  LedgerIndex out;
  DL_RETURN_IF_ERROR(ledger.EachClaim([&](const ledger::ScannedClaim& scanned) -> Status {
    return AddClaim(scanned, acts, builder, [&](ClaimRow) {
      out.positions.emplace_back(scanned.reading, scanned.position);
    });
  }));
  acts.AddLinks(builder);
  out.index = builder.Finish();
  return out;
}

}  // namespace dateline::standing
