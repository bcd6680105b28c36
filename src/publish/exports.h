// Exports: the record as files that other programs read (docs/formats/export.md).
#pragma once

#include <string>
#include <vector>

#include "dateline/day.h"
#include "record/claim_record.h"

namespace dateline::publish {

struct ExportRow {
  record::ClaimRecord claim;
  std::string document;
  std::string publisher;
  std::string title;
  std::optional<Day> published;
};

// RFC 7946: a FeatureCollection, one feature a claim, geometry null where the place is unknown,
// areas as areas and never as a pin in their middle.
std::string ToGeoJson(const std::vector<ExportRow>& rows);

// RFC 4180 with a head line; a row a claim and place. Cells that a spreadsheet would run as a
// formula get a quote in front.
std::string ToCsv(const std::vector<ExportRow>& rows);

}  // namespace dateline::publish
