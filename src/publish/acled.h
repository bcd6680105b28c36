// The column layout of ACLED (31 columns, since March 2023), for tools that read it. It is a layout
// only: no row is ACLED's data, and a row is a claim, not an event.
//
// What ACLED has no column or no type for is left out or left empty: claims that are not asserted,
// types without a sub-event type in the ontology, kinds of actors, and deaths, which ACLED counts
// by rules of its own.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "publish/exports.h"

namespace dateline::publish {

class AcledLayout {
 public:
  // The three tables: data/ontology/ontology.tsv, data/publish/acled.tsv and acled_countries.tsv.
  // Errors: kCorrupt naming the line; a sub-event type of the ontology that the second lacks.
  static Result<AcledLayout> Parse(std::string_view ontology, std::string_view events,
                                   std::string_view countries);

  struct Table {
    std::string text;
    std::size_t rows = 0;
    std::size_t left_out = 0;  // claims
  };
  Table ToCsv(const std::vector<ExportRow>& rows, CsvDialect dialect) const;

 private:
  struct Event {
    std::string event_type, disorder_type;
    bool is_against_civilians = false;
  };
  struct Country {
    std::string number, name, region;
  };
  // Of the sub-event types that the ontology names, the one that fits; empty when none is certain.
  std::string SubEventOf(const ExportRow& row) const;

  std::map<std::string, std::vector<std::string>, std::less<>> sub_events_;  // by our type
  std::map<std::string, Event, std::less<>> events_;                         // by sub-event type
  std::map<std::string, Country, std::less<>> countries_;                    // by ISO code
};

}  // namespace dateline::publish
