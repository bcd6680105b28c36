// The shapes are judged by Boost.Geometry; which of its reasons means what is told in words.
#include "places/overlay.h"

#include <simdjson.h>

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "io/table.h"
#include "places/geometry.h"
#include "places/name_key.h"
#include "unicode/utf8.h"

namespace dateline::places {
namespace {

constexpr std::size_t kMostVertices = 1000000;  // of a shape
constexpr std::string_view kFeatures = "AHLPRSTUV";

// What is wrong with a place; empty when nothing is.
using Fault = std::string;

Fault FaultOf(LatLng point) {
  if (std::abs(point.lat) <= 90 && std::abs(point.lng) <= 180) return "";
  return "found the coordinates " + std::to_string(point.lat) + ", " + std::to_string(point.lng) +
         ", expected a latitude of at most 90 and a longitude of at most 180 degrees";
}

// Longitudes may not leap: a shape on both sides of the date line is two shapes (RFC 7946, 3.1.9).
Fault FaultOfLine(const Ring& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (const Fault fault = FaultOf(line[i]); !fault.empty()) return fault;
    if (i > 0 && std::abs(line[i].lng - line[i - 1].lng) > 180)
      return "the shape crosses the date line; part it there into two (RFC 7946, 3.1.9)";
  }
  return "";
}

Fault FaultOfRing(const Ring& ring) {
  if (const Fault fault = FaultOfLine(ring); !fault.empty()) return fault;
  if (ring.size() < 4) return "a ring has fewer than four positions";
  if (ring.front().lat != ring.back().lat || ring.front().lng != ring.back().lng)
    return "a ring is not closed: its last position is not its first";
  namespace bg = boost::geometry;
  bg::model::polygon<bg::model::d2::point_xy<double>> polygon;
  for (const LatLng& point : ring)
    bg::append(polygon.outer(), bg::make<bg::model::d2::point_xy<double>>(point.lng, point.lat));
  bg::correct(polygon);  // the direction of a ring tells nothing
  bg::validity_failure_type failure = bg::no_failure;
  if (bg::is_valid(polygon, failure) || failure == bg::failure_duplicate_points) return "";
  switch (failure) {
    case bg::failure_self_intersections:
    case bg::failure_wrong_orientation:  // no direction of its rounds is right
      return "the shape crosses itself";
    case bg::failure_spikes:
      return "the shape has a spike without area";
    case bg::failure_few_points:
    case bg::failure_wrong_topological_dimension:
      return "the shape has no area";
    default:
      return "the shape is no simple polygon";
  }
}

// The point that stands for a shape, and its size.
void Place(OverlayPlace& place) {
  if (place.shape.kind == Geometry::Kind::kLine) {
    const Ring& line = place.shape.rings.front();
    place.point = line[line.size() / 2];
    return;
  }
  double area = 0, largest = -1;
  for (const Ring& ring : place.shape.rings) {
    const RingMeasure measure = Measure(ring);
    area += measure.area_km2;
    if (measure.area_km2 <= largest) continue;
    largest = measure.area_km2;
    place.point = measure.centre;
  }
  if (place.radius_km <= 0) place.radius_km = RadiusOfArea(area);
}

std::string IdOf(std::string_view name) {
  std::string id = KeyText(name);
  std::replace(id.begin(), id.end(), ' ', '-');
  return id;
}

bool ParseDouble(std::string_view text, double& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(out);
}

// The fields that both formats have, by name. A field that is unknown is no fault.
Fault SetField(std::string_view field, std::string_view value, OverlayPlace& place) {
  value = io::Trimmed(value);
  if (value.empty() || value == "-") return "";
  double number = 0;
  if (field == "name") {
    place.name = value;
  } else if (field == "id") {
    place.id = value;
  } else if (field == "aliases") {
    for (const auto alias : io::SplitCells(value, ';')) {
      if (!alias.empty()) place.aliases.emplace_back(alias);
    }
  } else if (field == "feature") {
    const bool is_feature = kFeatures.find(value[0]) != std::string_view::npos &&
                            (value.size() == 1 || (value[1] == '.' && value.size() <= 7));
    if (!is_feature)
      return "found the feature \"" + std::string(value) +
             "\", expected a class and a code of GeoNames such as P.PPL";
    place.feature = value;
  } else if (field == "country") {
    if (value.size() != 2)
      return "found the country \"" + std::string(value) + "\", expected two letters such as UA";
    place.country = value;
  } else if (field == "admin1") {
    place.admin1 = value;
  } else if (field == "population") {
    if (!ParseDouble(value, number) || number < 0 || number > 4e9)
      return "the population is no number of people";
    place.population = static_cast<std::uint32_t>(number);
  } else if (field == "radius_km") {
    if (!ParseDouble(value, number) || number < 0 || number > 20000)
      return "radius_km is no number of kilometres";
    place.radius_km = number;
  }
  return "";
}

class Collector {
 public:
  explicit Collector(const std::string& file) : file_(file) {}

  void Take(std::size_t row, const char* unit, OverlayPlace place, Fault fault) {
    if (fault.empty() && KeyOf(place.name) == kEmptyKey) fault = "the place has no name";
    if (fault.empty() && place.id.empty()) {
      const std::string id = IdOf(place.name);
      const std::size_t times = ++made_[id];
      place.id = times == 1 ? id : id + "-" + std::to_string(times);
    }
    if (fault.empty() && !ids_.insert(place.id).second)
      fault = "found the id \"" + place.id + "\" again; give this row one of its own";
    if (place.feature.empty()) {
      place.feature = place.shape.kind == Geometry::Kind::kArea   ? "L.AREA"
                      : place.shape.kind == Geometry::Kind::kLine ? "R.RD"
                                                                  : "P.PPL";
    }
    if (fault.empty()) {
      overlay.places.push_back(std::move(place));
    } else {
      overlay.faults.push_back({ErrorCode::kInvalidInput, std::move(fault),
                                file_ + ", " + unit + " " + std::to_string(row)});
    }
  }

  Overlay overlay;

 private:
  const std::string& file_;
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, std::size_t> made_;
};

// ---- tables

Result<Overlay> ParseTable(std::string_view text, const std::string& file) {
  Collector collector(file);
  std::vector<std::string> columns;
  std::size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (io::Trimmed(line).empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = io::SplitCells(line, '\t');
    if (columns.empty()) {
      columns.assign(cells.begin(), cells.end());
      const auto has = [&](std::string_view name) {
        return std::find(columns.begin(), columns.end(), name) != columns.end();
      };
      if (has("name") && has("lat") && has("lon")) continue;
      return Error{ErrorCode::kInvalidInput,
                   "found no columns \"name\", \"lat\" and \"lon\" in the first line, expected the "
                   "names of the columns, parted by tabs",
                   file};
    }
    OverlayPlace place;
    Fault fault;
    double lat = NAN, lng = NAN;
    if (cells.size() != columns.size()) {
      fault = "found " + std::to_string(cells.size()) + " columns, expected " +
              std::to_string(columns.size());
    } else if (!unicode::IsValidUtf8(line)) {
      fault = "the row is no UTF-8";
    }
    for (std::size_t c = 0; c < cells.size() && fault.empty(); ++c) {
      if (columns[c] == "lat" || columns[c] == "lon") {
        if (!ParseDouble(cells[c], columns[c] == "lat" ? lat : lng))
          fault = "the column " + columns[c] + " holds \"" + std::string(cells[c]) +
                  "\", expected degrees";
      } else {
        fault = SetField(columns[c], cells[c], place);
      }
    }
    place.point = {lat, lng};
    if (fault.empty()) fault = FaultOf(place.point);
    collector.Take(line_number, "row", std::move(place), std::move(fault));
  }
  if (columns.empty())
    return Error{ErrorCode::kInvalidInput, "found no row, expected the names of the columns", file};
  return std::move(collector.overlay);
}

// ---- GeoJSON, RFC 7946

using Element = simdjson::dom::element;

bool ReadPosition(Element position, LatLng& point) {
  simdjson::dom::array pair;
  if (position.get_array().get(pair) != simdjson::SUCCESS || pair.size() < 2) return false;
  return pair.at(0).get_double().get(point.lng) == simdjson::SUCCESS &&
         pair.at(1).get_double().get(point.lat) == simdjson::SUCCESS;
}

bool ReadLine(Element positions, Ring& line) {
  simdjson::dom::array array;
  if (positions.get_array().get(array) != simdjson::SUCCESS) return false;
  for (const Element position : array) {
    LatLng point;
    if (!ReadPosition(position, point) || line.size() >= kMostVertices) return false;
    line.push_back(point);
  }
  return true;
}

Fault ReadPolygon(Element rings, Geometry& shape) {
  simdjson::dom::array array;
  Ring outer;
  if (rings.get_array().get(array) != simdjson::SUCCESS || array.size() == 0 ||
      !ReadLine(array.at(0).value_unsafe(), outer))
    return "the coordinates are no rings of positions";
  Fault fault = FaultOfRing(outer);
  shape.rings.push_back(std::move(outer));  // holes are filled: an area says where, not where not
  return fault;
}

Fault ReadPolygons(Element polygons, Geometry& shape) {
  simdjson::dom::array array;
  if (polygons.get_array().get(array) != simdjson::SUCCESS || array.size() == 0)
    return "the coordinates are no polygons";
  for (const Element polygon : array) {
    if (Fault fault = ReadPolygon(polygon, shape); !fault.empty()) return fault;
  }
  return "";
}

Fault ReadGeometry(Element geometry, OverlayPlace& place) {
  std::string_view type;
  Element coordinates;
  if (geometry["type"].get_string().get(type) != simdjson::SUCCESS ||
      geometry["coordinates"].get(coordinates) != simdjson::SUCCESS)
    return "found no geometry with a type and coordinates";
  if (type == "Point")
    return ReadPosition(coordinates, place.point) ? FaultOf(place.point)
                                                  : "the position is no pair of numbers";
  if (type == "LineString") {
    place.shape.kind = Geometry::Kind::kLine;
    place.shape.rings.emplace_back();
    if (!ReadLine(coordinates, place.shape.rings.back()) || place.shape.rings.back().size() < 2)
      return "the coordinates are no line of positions";
    if (Fault fault = FaultOfLine(place.shape.rings.back()); !fault.empty()) return fault;
  } else if (type == "Polygon" || type == "MultiPolygon") {
    place.shape.kind = Geometry::Kind::kArea;
    Fault fault = type == "Polygon" ? ReadPolygon(coordinates, place.shape)
                                    : ReadPolygons(coordinates, place.shape);
    if (!fault.empty()) return fault;
  } else {
    return "found a " + std::string(type) + ", expected Point, LineString, Polygon or MultiPolygon";
  }
  Place(place);
  return "";
}

std::string TextOf(Element value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  double number = 0;
  if (value.get_double().get(number) == simdjson::SUCCESS) {
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    return error == std::errc() ? std::string(buffer, end) : "";
  }
  simdjson::dom::array list;
  std::string joined;
  if (value.get_array().get(list) == simdjson::SUCCESS) {
    for (const Element item : list) {
      if (item.get_string().get(text) == simdjson::SUCCESS) joined += std::string(text) + ";";
    }
  }
  return joined;
}

Result<Overlay> ParseGeoJson(const std::string& text, const std::string& file) {
  simdjson::dom::parser parser;
  Element root;
  simdjson::dom::array features;
  if (const auto error = parser.parse(text).get(root); error != simdjson::SUCCESS)
    return Error{ErrorCode::kInvalidInput,
                 std::string("is no JSON: ") + simdjson::error_message(error), file};
  if (root["features"].get_array().get(features) != simdjson::SUCCESS)
    return Error{ErrorCode::kInvalidInput, "found no \"features\", expected a FeatureCollection",
                 file};
  Collector collector(file);
  std::size_t number = 0;
  for (const Element feature : features) {
    ++number;
    OverlayPlace place;
    Fault fault;
    simdjson::dom::object properties;
    if (feature["properties"].get_object().get(properties) == simdjson::SUCCESS) {
      for (const auto property : properties) {
        if (fault.empty()) fault = SetField(property.key, TextOf(property.value), place);
      }
    }
    Element value;
    if (place.id.empty() && feature["id"].get(value) == simdjson::SUCCESS) place.id = TextOf(value);
    if (fault.empty() && feature["geometry"].get(value) != simdjson::SUCCESS)
      fault = "the feature has no geometry";
    if (fault.empty()) fault = ReadGeometry(value, place);
    collector.Take(number, "feature", std::move(place), std::move(fault));
  }
  return std::move(collector.overlay);
}

}  // namespace

Result<Overlay> ParseOverlay(const std::string& text, const std::string& file) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '{') return ParseGeoJson(text, file);
  return ParseTable(text, file);
}

}  // namespace dateline::places
