// The structure of the file and the hashes of the chain (docs/formats/ledger.md). For the ledger's
// own sources only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"

namespace dateline::ledger {

inline constexpr std::int64_t kApplicationId = 0x444C4E31;  // "DLN1"

// The tables, their indices, and triggers that refuse every change of a row.
std::string SchemaSql();
inline constexpr std::int64_t kGuardCount = 14;  // two triggers a table

// What a chain begins with.
std::string_view NoHash();

// The hash of an entry: over its predecessor's and its own fields.
std::string HashOf(std::string_view previous, std::string_view kind, std::string_view subject,
                   std::string_view payload_sha256, std::int64_t recorded);

// What an entry of a reading is the hash of.
std::string PayloadOfReading(std::string_view document, std::string_view engine,
                             const std::vector<std::string>& claims);

// "WITH known_days(id, previous_version, known) AS (...) ": from which day each version counts.
std::string_view KnownDaysSql();

// Days as columns hold them; an absent day is empty, which is stored as NULL.
std::optional<Day> DayOrNothing(const std::string& text);
std::string TextOf(const std::optional<Day>& day);

}  // namespace dateline::ledger
