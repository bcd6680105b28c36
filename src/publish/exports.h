// Exports: the record as files that other programs read (docs/formats/export.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/day.h"
#include "publish/csv.h"
#include "record/claim_record.h"

namespace dateline::publish {

struct ExportRow {
  record::ClaimRecord claim;
  std::string document;
  std::string publisher;
  std::string title;
  std::optional<Day> published;
  std::int64_t recorded = 0;           // seconds since 1970, UTC
  std::string reading = "unreviewed";  // or "confirmed", "corrected", "rejected"
  bool is_retracted = false;           // its outlet no longer stands by it
  std::vector<std::string> admin2;     // of each place, where it is known; else empty
  // The second-order division of a place of the claim, or "".
  std::string_view Admin2Of(std::size_t place) const {
    return place < admin2.size() ? std::string_view(admin2[place]) : std::string_view();
  }
};

// RFC 7946: a FeatureCollection, one feature a claim, geometry null where the place is unknown,
// areas as areas and never as a pin in their middle.
std::string ToGeoJson(const std::vector<ExportRow>& rows);

// RFC 4180 with a head line; a row a claim and place.
std::string ToCsv(const std::vector<ExportRow>& rows,
                  CsvDialect dialect = CsvDialect::kSpreadsheet);

// A claim a line as JSON, without loss: its record as the ledger keeps it.
std::string ToJsonLines(const std::vector<ExportRow>& rows);

// "2022-09-09T14:03:00Z".
std::string TimeText(std::int64_t seconds);

}  // namespace dateline::publish
