// An order of an export: what is asked, in which format, by which rules; and what it gives, with a
// manifest by which anyone can tell later what the file is and whether it is still the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/day.h"
#include "dateline/result.h"
#include "ledger/ledger.h"
#include "publish/acled.h"
#include "publish/profile.h"
#include "publish/whereabouts.h"

namespace dateline::publish {

enum class Format : std::uint8_t { kGeoJson, kCsv, kJsonLines, kAcled };
// "geojson", "csv", "jsonl", "acled".
std::optional<Format> FormatOf(std::string_view name);
std::string_view NameOf(Format format);
inline constexpr std::string_view kFormatNames = "geojson, csv, jsonl or acled";

struct Order {
  ledger::ClaimQuery query;
  Format format = Format::kGeoJson;
  CsvDialect dialect = CsvDialect::kSpreadsheet;
  bool is_public = false;
  std::int64_t now = 0;  // seconds since 1970, UTC
};

// The rules and tables by which exports are written.
struct House {
  PublicProfile profile;
  AcledLayout acled;
  Survey survey{};  // none: columns of divisions hold what the record has
};

struct Export {
  std::string content;
  std::string manifest;  // JSON, `dateline.export/1` (docs/formats/export.md)
  std::size_t claims = 0;
};

// The claims of the query as they are now known, with the corrections of their reviewers, in the
// order in which they were recorded. What a reviewer rejected is left out, and from the public
// profile what its outlet retracted. Errors: those of the ledger; kLimit for more than
// `most_claims`.
Result<Export> Make(const ledger::Ledger& ledger, const House& house, const Order& order,
                    std::size_t most_claims);

}  // namespace dateline::publish
