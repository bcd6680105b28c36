// Draws a location: the area in which a thing may be that is said to be there, how coarse it is,
// and the level of the map on which it means something (docs/guidelines/places.md has the table).
#pragma once

#include <unordered_map>

#include "dateline/indexed_vector.h"
#include "places/gazetteer.h"
#include "places/geometry.h"
#include "places/toponym.h"

namespace dateline::places {

// One place as drawing needs it.
struct Footing {
  RecordIndex record = kNoRecord;
  bool is_exact = false;       // a building
  bool is_named_only = false;  // "the front line": known by name, drawn nowhere
};

// Keeps the simplified outlines of a document's places, each made once.
class Drawer {
 public:
  explicit Drawer(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  // Fills geometry, radius_km and precision by relation, bearing and distance.
  // REQUIRES: `anchors` has one element for each of location.places, not none.
  // `within` is what holds places that the gazetteer lacks, or is near them: they are drawn as
  // coarse as that.
  void Draw(const std::vector<Footing>& anchors, const Mooring& within, Location& location);

 private:
  struct Footprint {
    Geometry shape;
    LatLng centre;
    double radius_km = 0;
    Precision precision = Precision::kSettlement;
  };

  const Footprint& FootprintOf(RecordIndex record);
  void DrawMoored(const Mooring& within, Location& location);
  void DrawOne(const Footprint& place, Location& location) const;
  void DrawLine(const Footprint& line, Location& location) const;
  void DrawBetween(const Footprint& a, const Footprint& b, Location& location) const;

  const Gazetteer& gazetteer_;
  std::unordered_map<RecordIndex, Footprint> footprints_;
};

}  // namespace dateline::places
