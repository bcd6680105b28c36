#include "places/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace dateline::places {
namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr int kCirclePoints = 24;

// Signed distance of a point from the line through `origin` across `azimuth`, in degrees of
// latitude.
double Ahead(LatLng origin, double azimuth, LatLng point) {
  const double north = point.lat - origin.lat;
  const double east = (point.lng - origin.lng) * std::cos(origin.lat * kRadians);
  return north * std::cos(azimuth * kRadians) + east * std::sin(azimuth * kRadians);
}

double OffLine(LatLng a, LatLng b, LatLng p) {
  const double dx = b.lng - a.lng;
  const double dy = b.lat - a.lat;
  const double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.lng - a.lng) * dx + (p.lat - a.lat) * dy) / length2 : 0;
  t = std::clamp(t, 0.0, 1.0);
  return std::hypot(p.lng - a.lng - t * dx, p.lat - a.lat - t * dy);
}

}  // namespace

double DistanceKm(LatLng a, LatLng b) {
  const double s1 = std::sin((b.lat - a.lat) * kRadians / 2);
  const double s2 = std::sin((b.lng - a.lng) * kRadians / 2);
  const double h = s1 * s1 + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * s2 * s2;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

LatLng Travel(LatLng from, double azimuth, double distance_km) {
  const double d = distance_km / kEarthRadiusKm;
  const double lat = from.lat * kRadians;
  const double sin_lat =
      std::sin(lat) * std::cos(d) + std::cos(lat) * std::sin(d) * std::cos(azimuth * kRadians);
  const double east = std::sin(azimuth * kRadians) * std::sin(d) * std::cos(lat);
  const double north = std::cos(d) - std::sin(lat) * sin_lat;
  double lng = from.lng + std::atan2(east, north) / kRadians;
  if (lng > 180) lng -= 360;
  if (lng < -180) lng += 360;
  return {std::asin(std::clamp(sin_lat, -1.0, 1.0)) / kRadians, lng};
}

RingMeasure Measure(const Ring& ring) {
  RingMeasure m;
  if (ring.empty()) return m;
  double twice = 0, lat = 0, lng = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LatLng& a = ring[i];
    const LatLng& b = ring[(i + 1) % ring.size()];
    const double cross = (a.lng - ring[0].lng) * (b.lat - ring[0].lat) -
                         (b.lng - ring[0].lng) * (a.lat - ring[0].lat);
    twice += cross;
    lat += cross * (a.lat + b.lat + ring[0].lat) / 3;
    lng += cross * (a.lng + b.lng + ring[0].lng) / 3;
  }
  if (std::abs(twice) < 1e-12) {
    m.centre = ring[0];
    return m;
  }
  // The triangle (ring[0], a, b) has its centre at a third of the sum of its corners.
  m.centre = {lat / twice, lng / twice};
  const double degree_km = kEarthRadiusKm * kRadians;
  m.area_km2 = std::abs(twice) / 2 * degree_km * degree_km * std::cos(m.centre.lat * kRadians);
  return m;
}

double RadiusOfArea(double area_km2) { return std::sqrt(area_km2 / std::numbers::pi); }

bool Contains(const Ring& ring, LatLng point) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].lat > point.lat) != (ring[j].lat > point.lat) &&
        point.lng <
            (ring[j].lng - ring[i].lng) * (point.lat - ring[i].lat) / (ring[j].lat - ring[i].lat) +
                ring[i].lng)
      inside = !inside;
  }
  return inside;
}

Ring Simplify(const Ring& ring, double tolerance) {
  if (ring.size() < 5) return ring;
  std::vector<char> keep(ring.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open;
  // A closed ring begins and ends at one point: split it at its middle vertex.
  const std::size_t middle = ring.size() / 2;
  keep[middle] = 1;
  open.emplace_back(0, middle);
  open.emplace_back(middle, ring.size() - 1);
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double worst = tolerance;
    std::size_t at = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double off = OffLine(ring[first], ring[last], ring[i]);
      if (off > worst) {
        worst = off;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = 1;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (keep[i] != 0) out.push_back(ring[i]);
  }
  return out.size() >= 4 ? out : ring;
}

Ring Circle(LatLng centre, double radius_km) {
  Ring ring;
  for (int i = 0; i < kCirclePoints; ++i)
    ring.push_back(Travel(centre, i * 360.0 / kCirclePoints, radius_km));
  ring.push_back(ring.front());
  return ring;
}

Ring Sector(LatLng centre, double inner_km, double outer_km, double azimuth, double half_angle) {
  Ring ring;
  constexpr int kSteps = 6;
  for (int i = 0; i <= kSteps; ++i)
    ring.push_back(Travel(centre, azimuth - half_angle + 2 * half_angle * i / kSteps, outer_km));
  if (inner_km <= 0) {
    ring.push_back(centre);
  } else {
    for (int i = kSteps; i >= 0; --i)
      ring.push_back(Travel(centre, azimuth - half_angle + 2 * half_angle * i / kSteps, inner_km));
  }
  ring.push_back(ring.front());
  return ring;
}

Ring HalfPlane(const Ring& ring, LatLng origin, double azimuth) {
  Ring out;
  if (ring.size() < 3) return out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LatLng& a = ring[i];
    const LatLng& b = ring[(i + 1) % ring.size()];
    const double da = Ahead(origin, azimuth, a);
    const double db = Ahead(origin, azimuth, b);
    if (da >= 0) out.push_back(a);
    if ((da < 0) != (db < 0)) {
      const double t = da / (da - db);
      out.push_back({a.lat + t * (b.lat - a.lat), a.lng + t * (b.lng - a.lng)});
    }
  }
  if (out.size() < 3) return {};
  if (out.front().lat != out.back().lat || out.front().lng != out.back().lng)
    out.push_back(out.front());
  return out;
}

double AzimuthOf(Bearing bearing) { return 45.0 * static_cast<double>(bearing); }

}  // namespace dateline::places
