// Any bytes as an overlay, and as lines of a GeoNames dump: refused with an Error or a reason a
// row, or read to places that lie on the Earth.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "places/gazetteer_sources.h"
#include "places/gazetteer_waters.h"
#include "places/overlay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::places;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto on_earth = [](dateline::LatLng point) {
    if (!(std::abs(point.lat) <= 90 && std::abs(point.lng) <= 180)) std::abort();
  };
  if (const auto overlay = ParseOverlay(text, "fuzz"); overlay.ok()) {
    for (const OverlayPlace& place : overlay->places) {
      if (place.shape.kind == dateline::Geometry::Kind::kNone) on_earth(place.point);
      for (const auto& ring : place.shape.rings) {
        for (const dateline::LatLng& point : ring) on_earth(point);
      }
      if (place.name.empty() || place.id.empty()) std::abort();
    }
  }
  if (const GeoNamesLine line = ParseGeoNamesLine(text); line.fault.empty())
    on_earth(line.row.point);
  static_cast<void>(Waters::Parse(text, "fuzz").ok());
  return 0;
}
