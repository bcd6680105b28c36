// TopoJSON: https://github.com/topojson/topojson-specification: arcs of delta-coded positions,
// which the objects name by index, the other way round when it is negative.
#include "places/gazetteer_waters.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace dateline::places {
namespace {

using Element = simdjson::dom::element;
using Array = simdjson::dom::array;

constexpr double kCorridorKm = 45;    // how far a sketch may be off
constexpr double kInsideShare = 0.8;  // of a line's points that lie in the corridor
constexpr double kAlongShare = 0.5;   // of a line's length that it gains along the sketch
constexpr double kRivalShare = 0.3;   // of a line, that a better one covers
constexpr double kGapKm = 60;         // beyond which the sketch stands in
constexpr double kLakeFactor = 3;     // between the sizes of a lake in both sources

class Topology {
 public:
  bool Read(Element root) {
    Array scale, shift, arcs;
    const bool is_quantised =
        root["transform"]["scale"].get_array().get(scale) == simdjson::SUCCESS &&
        root["transform"]["translate"].get_array().get(shift) == simdjson::SUCCESS;
    double kx = 1, ky = 1, x0 = 0, y0 = 0;
    if (is_quantised && (scale.at(0).get_double().get(kx) != simdjson::SUCCESS ||
                         scale.at(1).get_double().get(ky) != simdjson::SUCCESS ||
                         shift.at(0).get_double().get(x0) != simdjson::SUCCESS ||
                         shift.at(1).get_double().get(y0) != simdjson::SUCCESS))
      return false;
    if (root["arcs"].get_array().get(arcs) != simdjson::SUCCESS) return false;
    for (const Element element : arcs) {
      Array positions;
      if (element.get_array().get(positions) != simdjson::SUCCESS) return false;
      Ring arc;
      double x = 0, y = 0;
      for (const Element position : positions) {
        double dx = 0, dy = 0;
        if (position.at(0).get_double().get(dx) != simdjson::SUCCESS ||
            position.at(1).get_double().get(dy) != simdjson::SUCCESS)
          return false;
        x = is_quantised ? x + dx : dx;
        y = is_quantised ? y + dy : dy;
        arc.push_back({y * ky + y0, x * kx + x0});
      }
      arcs_.push_back(std::move(arc));
    }
    return true;
  }

  // A list of indices of arcs as one line.
  bool Join(Element indices, Ring& line) const {
    Array list;
    if (indices.get_array().get(list) != simdjson::SUCCESS) return false;
    for (const Element element : list) {
      std::int64_t index = 0;
      if (element.get_int64().get(index) != simdjson::SUCCESS) return false;
      const auto at = static_cast<std::size_t>(index < 0 ? ~index : index);
      if (at >= arcs_.size()) return false;
      Ring arc = arcs_[at];
      if (index < 0) std::reverse(arc.begin(), arc.end());
      line.insert(line.end(), arc.begin() + (line.empty() ? 0 : 1), arc.end());
    }
    return true;
  }

  // The lines, or the outer rings, of an object's geometries.
  bool Lines(Element root, std::string_view object, std::vector<Ring>& lines) const {
    Array geometries;
    if (root["objects"][object]["geometries"].get_array().get(geometries) != simdjson::SUCCESS)
      return false;
    for (const Element geometry : geometries) {
      std::string_view type;
      Array parts;
      if (geometry["type"].get_string().get(type) != simdjson::SUCCESS ||
          geometry["arcs"].get_array().get(parts) != simdjson::SUCCESS)
        continue;
      if (type == "LineString") {
        lines.emplace_back();
        if (!Join(geometry["arcs"].value_unsafe(), lines.back())) return false;
        continue;
      }
      for (const Element part : parts) {
        lines.emplace_back();
        const Element outer = type == "MultiPolygon" ? part.at(0).at(0).value_unsafe() : part;
        if (!Join(outer, lines.back())) return false;
        if (type == "Polygon") break;
      }
    }
    return true;
  }

 private:
  std::vector<Ring> arcs_;
};

double LengthOf(const Ring& line) {
  double km = 0;
  for (std::size_t i = 1; i < line.size(); ++i) km += DistanceKm(line[i - 1], line[i]);
  return km;
}

// A sketch with how far along it each of its points is.
class Sketch {
 public:
  explicit Sketch(const Ring& line) : line_(line) {
    along_.push_back(0);
    for (std::size_t i = 1; i < line.size(); ++i)
      along_.push_back(along_.back() + DistanceKm(line[i - 1], line[i]));
  }

  struct Foot {
    double off_km = 1e9;
    double along_km = 0;
  };
  Foot FootOf(LatLng point) const {
    Foot best;
    const double cosine = std::cos(point.lat / 57.29577951);
    for (std::size_t i = 1; i < line_.size(); ++i) {
      const double dx = (line_[i].lng - line_[i - 1].lng) * cosine;
      const double dy = line_[i].lat - line_[i - 1].lat;
      const double px = (point.lng - line_[i - 1].lng) * cosine;
      const double py = point.lat - line_[i - 1].lat;
      const double length2 = dx * dx + dy * dy;
      const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
      const double off = std::hypot(px - t * dx, py - t * dy) * 111.2;
      if (off >= best.off_km) continue;
      best = {off, along_[i - 1] + t * (along_[i] - along_[i - 1])};
    }
    return best;
  }
  // The points of the sketch between two lengths.
  void AppendBetween(double from_km, double to_km, Ring& out) const {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      if (along_[i] >= from_km && along_[i] < to_km) out.push_back(line_[i]);
    }
  }
  double length_km() const { return along_.back(); }

 private:
  const Ring& line_;
  std::vector<double> along_;
};

// A line of the source that runs along the sketch.
struct Piece {
  Ring line;
  double begin_km = 0, end_km = 0;
  double off_km = 0;
};

// Of pieces side by side (a river and its tributary) those that keep nearest to the sketch, in
// order.
std::vector<Piece> WithoutRivals(std::vector<Piece> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.off_km < b.off_km; });
  std::vector<Piece> kept;
  for (Piece& piece : pieces) {
    const bool is_rival = std::any_of(kept.begin(), kept.end(), [&](const Piece& other) {
      const double shared =
          std::min(piece.end_km, other.end_km) - std::max(piece.begin_km, other.begin_km);
      return shared > kRivalShare * (piece.end_km - piece.begin_km);
    });
    if (!is_rival) kept.push_back(std::move(piece));
  }
  std::stable_sort(kept.begin(), kept.end(),
                   [](const Piece& a, const Piece& b) { return a.begin_km < b.begin_km; });
  return kept;
}

// The pieces one after the other; the sketch where the gap between two is wide.
Ring Chain(const std::vector<Piece>& pieces, const Sketch& sketch) {
  Ring course;
  double reached = 0;
  const auto bridge = [&](double to) {
    if (to - reached > kGapKm) sketch.AppendBetween(reached, to, course);
  };
  for (const Piece& piece : pieces) {
    bridge(piece.begin_km);
    course.insert(course.end(), piece.line.begin(), piece.line.end());
    reached = piece.end_km;
  }
  if (!course.empty()) bridge(sketch.length_km() + 1);
  return course;
}

}  // namespace

Result<Waters> Waters::Parse(const std::string& json, std::string_view file) {
  simdjson::dom::parser parser;
  Element root;
  Topology topology;
  Waters waters;
  if (parser.parse(json).get(root) != simdjson::SUCCESS || !topology.Read(root) ||
      !topology.Lines(root, "rivers", waters.rivers_) ||
      !topology.Lines(root, "lakes", waters.lakes_)) {
    return Error{ErrorCode::kInvalidInput,
                 "found no TopoJSON with the objects \"rivers\" and \"lakes\"", std::string(file)};
  }
  return waters;
}

Ring Waters::CourseAlong(const Ring& drawn) const {
  if (drawn.size() < 2) return {};
  const Sketch sketch(drawn);
  std::vector<Piece> pieces;
  for (const Ring& river : rivers_) {
    Piece piece;
    std::size_t inside = 0;
    for (const LatLng& point : river) {
      const Sketch::Foot foot = sketch.FootOf(point);
      inside += foot.off_km <= kCorridorKm ? 1 : 0;
      piece.off_km += foot.off_km / static_cast<double>(river.size());
    }
    if (river.size() < 2 ||
        static_cast<double>(inside) < kInsideShare * static_cast<double>(river.size()))
      continue;
    piece.begin_km = sketch.FootOf(river.front()).along_km;
    piece.end_km = sketch.FootOf(river.back()).along_km;
    if (std::abs(piece.end_km - piece.begin_km) < kAlongShare * LengthOf(river)) continue;
    piece.line = river;
    if (piece.end_km < piece.begin_km) {
      std::swap(piece.begin_km, piece.end_km);
      std::reverse(piece.line.begin(), piece.line.end());
    }
    pieces.push_back(std::move(piece));
  }
  return Chain(WithoutRivals(std::move(pieces)), sketch);
}

Ring Waters::LakeAt(LatLng point, double radius_km) const {
  const Ring* best = nullptr;
  double nearest = 0;
  for (const Ring& lake : lakes_) {
    if (lake.size() < 4) continue;
    const RingMeasure measure = Measure(lake);
    const double size = RadiusOfArea(measure.area_km2);
    const double away = DistanceKm(measure.centre, point);
    const bool is_alike = size * kLakeFactor > radius_km && size < radius_km * kLakeFactor;
    if (!is_alike || (!Contains(lake, point) && away > size)) continue;
    if (best != nullptr && away >= nearest) continue;
    best = &lake;
    nearest = away;
  }
  return best == nullptr ? Ring() : *best;
}

}  // namespace dateline::places
