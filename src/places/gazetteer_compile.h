// Compiles the gazetteer's sources into its one file.
#pragma once

#include <string>
#include <vector>

#include "dateline/result.h"
#include "io/env.h"

namespace dateline::places {

struct GazetteerInputs {
  std::vector<std::string> geonames;  // dumps of 19 columns
  std::string admin1_json;            // empty: no division names
  std::string admin2_json;
  std::string waters;    // TopoJSON with rivers and lakes; empty: as drawn by hand
  std::string outlines;  // GeoPackage with states_provinces and countries; empty: no outlines
};

// The bytes of the file. The tables of data/places/ come from the program itself.
// Errors: kNotFound, kIo, kInvalidInput, kCorrupt.
Result<std::string> CompileGazetteer(const GazetteerInputs& inputs, io::Env& env);

}  // namespace dateline::places
