// What people and outlets do with what is recorded: reviews of a claim and retractions. Each is a
// record of its own beside the claim, which stays as it was read.
//
// A review speaks of the reading: did the machine read it right. A retraction speaks of the
// account: its outlet no longer stands by it. Neither says whether it happened.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "dateline/result.h"

namespace dateline::record {

enum class ReviewAction : std::uint8_t {
  kConfirm,  // the machine read it right
  kCorrect,  // some slots are other than read: `corrections`
  kReject,   // the text does not say this; the claim sets no state
  kMerge,    // the claim speaks of the same event as those of `others`
  kSplit,    // the claim speaks of another event than those of `others`
  kNote,     // words for whoever reads on; changes nothing
};
inline constexpr std::array<std::string_view, 6> kReviewActionNames = {
    "confirm", "correct", "reject", "merge", "split", "note"};
std::string_view NameOf(ReviewAction action);
std::optional<ReviewAction> ReviewActionOf(std::string_view name);

// One slot of a claim and what it should be (record/correction.h).
struct Correction {
  std::string field;
  std::string value;
  friend bool operator==(const Correction&, const Correction&) = default;
};

struct ReviewRecord {
  ReviewAction action = ReviewAction::kNote;
  std::string claim;     // id
  std::string document;  // id of the document that the claim was read from
  std::string author;    // who reviews
  std::string reason;
  std::vector<Correction> corrections;  // of kCorrect
  std::vector<std::string> others;      // ids of claims, of kMerge and kSplit
  friend bool operator==(const ReviewRecord&, const ReviewRecord&) = default;
};

struct RetractionRecord {
  std::string document;     // id
  std::string claim;        // id; empty: the whole document is retracted
  std::string by;           // the outlet that retracts
  std::string author;       // who recorded it here
  std::string reason;       // what the outlet says
  std::optional<Day> said;  // the day on which the outlet said so
  bool is_lifted = false;   // the outlet stands by it again: ends the retraction before
  friend bool operator==(const RetractionRecord&, const RetractionRecord&) = default;
};

// Canonical JSON, and what it wrote. Errors: kCorrupt naming what is missing or of the wrong type.
std::string ToJson(const ReviewRecord& review);
std::string ToJson(const RetractionRecord& retraction);
Result<ReviewRecord> ReviewFromJson(std::string_view json);
Result<RetractionRecord> RetractionFromJson(std::string_view json);

}  // namespace dateline::record
