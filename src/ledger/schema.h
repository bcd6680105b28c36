// The structure of the database and the hashes of the chain (docs/formats/ledger.md). For the
// ledger's own sources only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "ledger/store.h"

namespace dateline::ledger {

inline constexpr std::int64_t kApplicationId = 0x444C4E31;  // "DLN1", of an SQLite file

// The tables, their indices, and triggers that refuse every change of a row.
std::string SchemaSql(Dialect dialect);
// How many triggers that are.
std::int64_t GuardCount();

// What a frame may hold when it is opened; intake takes nothing so large.
inline constexpr std::uint64_t kLimitReadingBytes = std::uint64_t{1} << 30;
inline constexpr std::uint64_t kLimitTextBytes = std::uint64_t{1} << 28;

// The day from which a version counts. `published_before`: of the version before it.
Day KnownFrom(const std::optional<Day>& published, const std::optional<Day>& published_before,
              std::int64_t recorded);

// A claim's number is its reading's entry and its position in it.
inline constexpr int kPositionBits = 24;
constexpr std::int64_t NumberOf(std::int64_t reading, std::int64_t position) {
  return reading << kPositionBits | position;
}

// What a chain begins with.
std::string_view NoHash();

// The hash of an entry: over its predecessor's and its own fields.
std::string HashOf(std::string_view previous, std::string_view kind, std::string_view subject,
                   std::string_view payload_sha256, std::int64_t recorded);

// The records of a reading as one text, a line each; its entry is the hash of the document's id,
// the engine and these.
std::string LinesOf(const std::vector<std::string>& records);
std::string PayloadOfReading(std::string_view document, std::string_view engine,
                             std::string_view lines);

// Days as columns hold them; an absent day is empty, which is stored as NULL.
std::optional<Day> DayOrNothing(const std::string& text);
std::string TextOf(const std::optional<Day>& day);

}  // namespace dateline::ledger
