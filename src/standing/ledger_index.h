// The index of a ledger: its documents, and its claims with what reviews and retractions made of
// them, day by day.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "standing/index.h"

namespace dateline::standing {

// Did the machine read a claim right? What its newest review says.
enum class ReadingMark : std::uint8_t { kUnreviewed, kConfirmed, kCorrected, kRejected };
inline constexpr std::size_t kReadingMarkCount = 4;
std::string_view NameOf(ReadingMark mark);

// What people and outlets did with the claims of a ledger, by claim and by document.
class Acts {
 public:
  // Those known by a day; of no day: all. Errors: those of the ledger.
  static Result<Acts> Of(const ledger::Ledger& ledger, std::optional<Day> known_at = {});

  // A claim as it is known over time: one for each time between acts, none for a time in which a
  // reviewer says that it was not read right. Errors: kInvalidInput for a correction that fits no
  // slot.
  struct Version {
    record::ClaimRecord claim;
    DayNumber known_from = kNoDay;
    DayNumber known_until = kForever;
    bool is_withdrawn = false;
  };
  Result<std::vector<Version>> VersionsOf(const ledger::ScannedClaim& scanned) const;

  // The claim with the corrections known by a day: kForever asks for all.
  Result<record::ClaimRecord> Current(record::ClaimRecord claim,
                                      DayNumber known_at = kForever) const;
  // The days on which the claim was corrected, in their order.
  std::vector<DayNumber> CorrectedOn(std::string_view claim) const;
  ReadingMark ReadingOf(std::string_view claim) const;
  // Does its outlet no longer stand by the claim, or by the document that it is of?
  bool IsRetracted(std::string_view claim, std::string_view document) const;
  // Of all claims that have one, by id.
  std::vector<std::pair<std::string, ReadingMark>> Readings() const;

  // Merges and splits of events.
  void AddLinks(IndexBuilder& builder) const;

  bool IsTouched(const ledger::ScannedClaim& scanned) const;

 private:
  struct Act {
    DayNumber day = kNoDay;
    bool is_retraction = false;
    bool is_lifted = false;
    record::ReviewAction action = record::ReviewAction::kNote;
    std::vector<record::Correction> corrections;
    bool IsCorrection() const { return !is_retraction && action == record::ReviewAction::kCorrect; }
  };
  static ReadingMark MarkOf(const std::vector<Act>& acts);
  struct Link {
    std::string claim, other;
    DayNumber day = kNoDay;
    bool is_split = false;
  };
  std::map<std::string, std::vector<Act>, std::less<>> of_claim_, of_document_;
  std::vector<Link> links_;
};

// The documents of all versions. First of the two steps.
Status AddDocuments(const ledger::Ledger& ledger, IndexBuilder& builder);
// One claim of Ledger::EachClaim, in all its versions; `visit` is told the row of each.
Status AddClaim(const ledger::ScannedClaim& scanned, const Acts& acts, IndexBuilder& builder,
                const std::function<void(ClaimRow)>& visit);

// A whole ledger, with where each claim stands in it: reading and position, by row.
struct LedgerIndex {
  Index index;
  std::vector<std::pair<std::int64_t, std::int64_t>> positions;
};
// `policy` outlives what is returned. Errors: those of the ledger.
Result<LedgerIndex> IndexOf(const ledger::Ledger& ledger, const Policy& policy);

}  // namespace dateline::standing
