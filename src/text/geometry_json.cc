#include "text/geometry_json.h"

#include <cmath>

namespace dateline::text {
namespace {

void WritePosition(const LatLng& at, io::JsonWriter& json) {
  json.BeginArray().Number(RoundedDegrees(at.lng)).Number(RoundedDegrees(at.lat)).EndArray();
}

}  // namespace

double RoundedDegrees(double degrees) { return std::round(degrees * 1e5) / 1e5; }

void WriteGeometry(const Geometry& geometry, io::JsonWriter& json) {
  if (geometry.kind == Geometry::Kind::kNone || geometry.rings.empty() ||
      geometry.rings[0].empty()) {
    json.Null();
    return;
  }
  const bool is_area = geometry.kind == Geometry::Kind::kArea;
  json.BeginObject().Key("type");
  if (geometry.kind == Geometry::Kind::kPoint) {
    json.String("Point").Key("coordinates");
    WritePosition(geometry.rings[0][0], json);
  } else {
    json.String(is_area ? "MultiPolygon" : "MultiLineString").Key("coordinates").BeginArray();
    for (const auto& ring : geometry.rings) {
      if (is_area) json.BeginArray();
      json.BeginArray();
      for (const LatLng& at : ring) WritePosition(at, json);
      json.EndArray();
      if (is_area) json.EndArray();
    }
    json.EndArray();
  }
  json.EndObject();
}

std::string GeometryToJson(const Geometry& geometry) {
  io::JsonWriter json;
  WriteGeometry(geometry, json);
  return json.text() == "null" ? std::string() : json.Take();
}

}  // namespace dateline::text
