// Overlays: places of the user's own, from a table or from GeoJSON (docs/formats/gazetteer.md). A
// row that cannot be read is named with its number and the reason; the others are kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::places {

struct OverlayPlace {
  std::string id;  // of the row, or made of the name
  std::string name;
  std::vector<std::string> aliases;
  std::string feature;  // class and code
  std::string country;  // ISO 3166-1 alpha-2, or empty
  std::string admin1;   // name or code of the division, or empty
  LatLng point;
  std::uint32_t population = 0;
  double radius_km = 0;
  Geometry shape;  // kNone when the place is its point
};

struct Overlay {
  std::vector<OverlayPlace> places;
  std::vector<Error> faults;  // one a row: `where` is "FILE, row 3"
};

// GeoJSON when the text begins with "{", else a table. Errors: kInvalidInput when there is no table
// to read at all.
Result<Overlay> ParseOverlay(const std::string& text, const std::string& file);

}  // namespace dateline::places
