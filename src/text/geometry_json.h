// Where something is, as GeoJSON (RFC 7946).
#pragma once

#include <string>

#include "dateline/reading.h"
#include "io/json_writer.h"

namespace dateline::text {

// Coordinates to five decimals (about one metre): no finer than any gazetteer knows.
double RoundedDegrees(double degrees);

// Null when there is none; every ring of an area is a polygon of its own.
void WriteGeometry(const Geometry& geometry, io::JsonWriter& json);

// The geometry alone; empty when there is none.
std::string GeometryToJson(const Geometry& geometry);

}  // namespace dateline::text
