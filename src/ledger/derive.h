// What is derived from a claim's record for queries: columns, words, places. Nothing of it is
// vouched for by the chain; `check` derives it again. For the ledger's own sources only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/claim_query.h"
#include "ledger/store.h"
#include "record/claim_record.h"

namespace dateline::ledger {

// A place as claims name it; those that differ in nothing here are one row of `places`.
struct PlaceShape {
  std::string key;
  std::string name;
  std::string precision;
  std::optional<BoundingBox> extent;
  friend bool operator==(const PlaceShape&, const PlaceShape&) = default;
};

struct DerivedClaim {
  Row columns;                     // of `claims`, in the order of kClaimColumns
  std::vector<std::string> words;  // folded, each once, sorted
  std::vector<PlaceShape> places;
};

inline constexpr std::string_view kClaimColumns =
    "number, reading, id, type, realis, source_name, source_side, source_kind, voice, "
    "happened_begin, happened_end, first_day, last_day, lane, confidence";

DerivedClaim Derive(std::int64_t reading, std::int64_t position, const record::ClaimRecord& claim,
                    const std::string& publisher, std::optional<Day> published);

// The words of a query: whole ones, and the beginning of one.
struct QueryWords {
  std::vector<std::string> whole;
  std::string beginning;  // empty: the query holds no word
};
QueryWords WordsOfQuery(std::string_view text);

// As `claim_words` takes words and as it is asked for them.
std::string StoredWords(Dialect dialect, const std::vector<std::string>& words);
std::string WordPattern(Dialect dialect, const QueryWords& words);

// Seconds and days as columns.
std::int64_t DayNumber(Day day);

}  // namespace dateline::ledger
