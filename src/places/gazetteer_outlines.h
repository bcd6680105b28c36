// Outlines for the divisions and countries of a gazetteer that is being compiled.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "places/gazetteer_writer.h"

namespace dateline::places {

// The settlements of each whole degree of latitude and longitude.
using SettlementCells = std::unordered_map<int, std::vector<std::uint32_t>>;
int CellOf(LatLng point);

struct OutlineCounts {
  std::size_t divisions = 0;
  std::size_t countries = 0;
};

// Gives each outline of a GeoPackage to the division, and of its countries to the country, that
// most of the settlements inside it belong to. `countries`: records by code. Errors: kIo, kCorrupt.
Result<OutlineCounts> AssignOutlines(
    const std::string& file, const SettlementCells& cells,
    const std::map<std::string, std::uint32_t, std::less<>>& countries, GazetteerWriter& writer);

}  // namespace dateline::places
