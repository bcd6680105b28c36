// Plane and sphere: areas, centres and simplified outlines of rings, distances and bearings on the
// Earth (a sphere of 6,371.009 km), and the small areas that relations draw.
#pragma once

#include <vector>

#include "dateline/reading.h"

namespace dateline::places {

using Ring = std::vector<LatLng>;

inline constexpr double kEarthRadiusKm = 6371.009;

// Great-circle distance in km.
double DistanceKm(LatLng a, LatLng b);
// The point `distance_km` away from `from` in the direction `azimuth` (degrees, clockwise from
// north).
LatLng Travel(LatLng from, double azimuth, double distance_km);

// Area in square km and centre of gravity of a ring, closed or not.
struct RingMeasure {
  double area_km2 = 0;
  LatLng centre;
};
RingMeasure Measure(const Ring& ring);
// The radius of the circle of that area.
double RadiusOfArea(double area_km2);

bool Contains(const Ring& ring, LatLng point);

// Douglas-Peucker; keeps both ends. Vertices of the result are at most `tolerance` degrees off.
Ring Simplify(const Ring& ring, double tolerance);

// A closed ring about `centre`.
Ring Circle(LatLng centre, double radius_km);
// The part of an annulus within `half_angle` degrees of `azimuth`, closed.
Ring Sector(LatLng centre, double inner_km, double outer_km, double azimuth, double half_angle);
// The part of a ring that lies on the `azimuth` side of `origin`, closed; empty when nothing does.
Ring HalfPlane(const Ring& ring, LatLng origin, double azimuth);

// Degrees clockwise from north.
double AzimuthOf(Bearing bearing);

}  // namespace dateline::places
