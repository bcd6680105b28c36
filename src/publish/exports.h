// Exports: the record as files that other programs read, under the rules of what may leave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "record/claim_record.h"

namespace dateline::publish {

// full: as recorded. public: nothing finer than a settlement, no names of witnesses, and nothing
// about forces or strikes of the last days (kPublicDelayDays), so that no export follows units or
// aims at anything.
enum class Profile : std::uint8_t { kFull, kPublic };
inline constexpr int kPublicDelayDays = 3;

struct ExportRow {
  record::ClaimRecord claim;
  std::string document;
  std::string publisher;
  std::string title;
  std::optional<Day> published;
};

// The row as the profile lets it leave, or nothing. `today` is the day of the export.
std::optional<ExportRow> Allowed(ExportRow row, Profile profile, Day today);

// RFC 7946: a FeatureCollection, one feature a claim, geometry null where the place is unknown,
// areas as areas.
std::string ToGeoJson(const std::vector<ExportRow>& rows);

// RFC 4180 with a head line; columns in docs/formats/csv.md. Cells that a spreadsheet would run as
// a formula get a quote.
std::string ToCsv(const std::vector<ExportRow>& rows);

}  // namespace dateline::publish
