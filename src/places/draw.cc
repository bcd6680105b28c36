#include "places/draw.h"

#include <algorithm>
#include <cmath>

namespace dateline::places {
namespace {

// Starting values, not measured; in km unless they say otherwise.
constexpr double kSmallestTown = 0.5, kLargestTown = 12;
constexpr double kRim = 2;  // of the outskirts, beyond 1.5 radii
constexpr double kNearVillage = 10, kNearCity = 25;
constexpr double kSideVillage = 25, kSideCity = 60;
constexpr double kCityPopulation = 500000;
constexpr double kAlongLine = 5;   // either side of a river
constexpr double kBankDepth = 30;  // how far a bank reaches
constexpr double kOutskirtsAngle = 45, kSideAngle = 35, kOffsetAngle = 22.5;  // degrees
constexpr double kFinestOutline = 0.02;                                       // degrees
constexpr double kOutlineShare = 0.04;  // of the radius, in degrees
constexpr double kDegreeKm = 111.2;
constexpr std::size_t kMostVertices = 400;  // of a place's outline in a reading

double TownRadius(std::uint32_t population) {
  return std::clamp(0.35 * std::sqrt(population / 1000.0), kSmallestTown, kLargestTown);
}

bool IsSettled(Precision precision) {
  return precision == Precision::kExact || precision == Precision::kSettlement;
}

Precision Coarser(Precision a, Precision b) { return std::max(a, b); }

Geometry AreaOf(Ring ring) {
  Geometry geometry;
  if (ring.size() < 4) return geometry;
  geometry.kind = Geometry::Kind::kArea;
  geometry.rings.push_back(std::move(ring));
  return geometry;
}

Geometry PointAt(LatLng point) { return Geometry{Geometry::Kind::kPoint, {{point}}}; }

void MakeArea(Location& location) {
  Geometry& geometry = location.geometry;
  if (geometry.kind != Geometry::Kind::kPoint) return;
  for (Ring& ring : geometry.rings)
    ring = Circle(ring.front(), std::max(location.radius_km, kSmallestTown));
  geometry.kind = Geometry::Kind::kArea;
}

// Distances are given in round numbers: 50 means 45 to 55, 47 means 46 to 48.
double Rounding(double km) {
  for (const double unit : {100.0, 50.0, 10.0, 5.0}) {
    if (std::fmod(km, unit) < 1e-9) return unit / 2;
  }
  return 1;
}

}  // namespace

const Drawer::Footprint& Drawer::FootprintOf(RecordIndex index) {
  const auto [at, is_new] = footprints_.try_emplace(index);
  Footprint& footprint = at->second;
  if (!is_new) return footprint;
  const PlaceRecord& record = gazetteer_.record(index);
  footprint.centre = gazetteer_.PointOf(index);
  footprint.radius_km = record.radius_km;
  const char kind = record.feature[0];
  if (kind == 'P') {
    footprint.radius_km = TownRadius(record.population);
    footprint.shape = PointAt(footprint.centre);
    return footprint;
  }
  if (kind == 'S') {
    footprint.precision = Precision::kExact;
    footprint.radius_km = kSmallestTown;
    footprint.shape = PointAt(footprint.centre);
    return footprint;
  }
  const double degrees = footprint.radius_km / kDegreeKm;
  footprint.precision = Precision::kRegion;
  if (record.origin == Origin::kCountry || footprint.radius_km > 1000)
    footprint.precision = Precision::kCountry;
  if (record.origin == Origin::kGeoNamesAdmin2 || (footprint.radius_km < 25 && kind != 'H'))
    footprint.precision = Precision::kDistrict;
  Geometry shape = gazetteer_.ShapeOf(index);
  std::size_t vertices = 0;
  for (Ring& ring : shape.rings) {
    ring = Simplify(ring, std::max(kFinestOutline, kOutlineShare * degrees));
    vertices += ring.size();
    if (vertices > kMostVertices) break;
    footprint.shape.rings.push_back(std::move(ring));
  }
  footprint.shape.kind = footprint.shape.rings.empty() ? Geometry::Kind::kNone : shape.kind;
  if (footprint.shape.kind == Geometry::Kind::kNone && footprint.radius_km > 0)
    footprint.shape = AreaOf(Circle(footprint.centre, footprint.radius_km));
  if (footprint.radius_km <= 0 && kind == 'H') footprint.radius_km = kAlongLine;
  return footprint;
}

// A place that the gazetteer lacks: somewhere in what holds it, or about what it is near.
void Drawer::DrawMoored(const Mooring& within, Location& location) {
  const Footprint& anchor = FootprintOf(within.record);
  location.geometry = anchor.shape;
  location.radius_km = anchor.radius_km;
  location.precision = anchor.precision;
  if (!within.is_near) return;
  const double usual = anchor.radius_km >= TownRadius(static_cast<std::uint32_t>(kCityPopulation))
                           ? kNearCity
                           : kNearVillage;
  const double reach = within.km > 0 ? within.km + Rounding(within.km) : usual;
  location.radius_km = anchor.radius_km + reach;
  location.geometry = AreaOf(Circle(anchor.centre, location.radius_km));
  location.precision = Coarser(anchor.precision, location.radius_km > kNearCity + kLargestTown
                                                     ? Precision::kRegion
                                                     : Precision::kDistrict);
}

void Drawer::Draw(const std::vector<Footing>& anchors, const Mooring& within, Location& location) {
  std::vector<const Footprint*> places;
  location.precision = Precision::kSettlement;
  for (const Footing& anchor : anchors) {
    if (anchor.record == kNoRecord) {
      if (anchor.is_exact && anchors.size() == 1) location.precision = Precision::kExact;
      if (anchor.is_named_only) location.precision = Precision::kRegion;
      continue;
    }
    places.push_back(&FootprintOf(anchor.record));
  }
  if (places.empty() && within.record != kNoRecord) DrawMoored(within, location);
  if (places.empty()) return;
  if (location.relation == SpatialRelation::kBetween && places.size() >= 2) {
    DrawBetween(*places[0], *places[1], location);
    return;
  }
  Location whole = location;
  bool is_first = true;
  for (const Footprint* place : places) {
    Location one = location;
    if (place->shape.kind == Geometry::Kind::kLine) {
      DrawLine(*place, one);
    } else {
      DrawOne(*place, one);
    }
    if (is_first) {
      whole = std::move(one);
    } else {
      whole.radius_km = std::max(whole.radius_km, one.radius_km);
      whole.precision = Coarser(whole.precision, one.precision);
      // Points and areas do not mix in one geometry: a point is drawn as its circle then.
      if (whole.geometry.kind != one.geometry.kind) {
        MakeArea(whole);
        MakeArea(one);
      }
      if (whole.geometry.kind != one.geometry.kind) continue;
      for (Ring& ring : one.geometry.rings) whole.geometry.rings.push_back(std::move(ring));
    }
    is_first = false;
  }
  location = std::move(whole);
}

void Drawer::DrawOne(const Footprint& place, Location& location) const {
  const double r = place.radius_km;
  const bool is_settled = IsSettled(place.precision);
  const bool is_city = r >= TownRadius(static_cast<std::uint32_t>(kCityPopulation));
  location.geometry = place.shape;
  location.radius_km = r;
  location.precision = place.precision;
  const double azimuth = location.bearing ? AzimuthOf(*location.bearing) : 0;
  switch (location.relation) {
    case SpatialRelation::kAt:
    case SpatialRelation::kIn:
    case SpatialRelation::kFrom:
    case SpatialRelation::kAlong:
    case SpatialRelation::kAcross:
      if (!location.bearing) return;
      if (is_settled) {  // "in the northern part of X"
        location.geometry = AreaOf(Sector(place.centre, 0, r, azimuth, kOutskirtsAngle));
        return;
      }
      location.geometry = Geometry();
      for (const Ring& ring : place.shape.rings) {
        Ring half = HalfPlane(ring, place.centre, azimuth);
        if (!half.empty()) location.geometry.rings.push_back(std::move(half));
      }
      if (!location.geometry.rings.empty()) location.geometry.kind = Geometry::Kind::kArea;
      location.radius_km = r / std::sqrt(2.0);
      return;
    case SpatialRelation::kNear:
    case SpatialRelation::kBetween:
    case SpatialRelation::kToward:
      if (!is_settled) return;
      location.radius_km = r + (is_city ? kNearCity : kNearVillage);
      location.geometry = AreaOf(Circle(place.centre, location.radius_km));
      location.precision = Precision::kDistrict;
      return;
    case SpatialRelation::kOutskirts:
      if (!is_settled) return;
      location.radius_km = r + kRim;
      location.geometry =
          location.bearing
              ? AreaOf(Sector(place.centre, 0.6 * r, 1.5 * r + kRim, azimuth, kOutskirtsAngle))
              : AreaOf(Circle(place.centre, 1.5 * r + kRim));
      return;
    case SpatialRelation::kSide: {
      const double reach = is_settled ? (is_city ? kSideCity : kSideVillage) : r;
      location.radius_km = reach;
      location.precision = Coarser(place.precision, Precision::kDistrict);
      location.geometry =
          location.bearing
              ? AreaOf(Sector(place.centre, is_settled ? r : 0, r + reach, azimuth, kSideAngle))
              : AreaOf(Circle(place.centre, r + reach));
      return;
    }
    case SpatialRelation::kOffset: {
      const double far = location.distance_max_km.value_or(0);
      const double close = location.distance_min_km.value_or(far);
      const double slack = std::max({0.1 * far, Rounding(far), 1.0});
      const double outer = far + slack + (is_settled ? r : 0);
      const double inner = std::max(0.0, close - slack);
      location.radius_km =
          location.bearing ? std::max(slack, far * std::sin(kOffsetAngle / 57.29577951)) : outer;
      location.precision = Coarser(is_settled ? Precision::kSettlement : place.precision,
                                   location.radius_km > 25
                                       ? Precision::kRegion
                                       : (far > 5 ? Precision::kDistrict : Precision::kSettlement));
      location.geometry = location.bearing
                              ? AreaOf(Sector(place.centre, inner, outer, azimuth, kOffsetAngle))
                              : AreaOf(Circle(place.centre, outer));
      return;
    }
  }
}

void Drawer::DrawLine(const Footprint& line, Location& location) const {
  location.precision = Precision::kRegion;
  location.geometry = line.shape;
  location.radius_km = std::max(line.radius_km, kAlongLine);
  if (location.relation != SpatialRelation::kSide || !location.bearing) return;
  // A bank: the strip between the river and the river moved sideways.
  const double azimuth = AzimuthOf(*location.bearing);
  Ring strip;
  for (const Ring& ring : line.shape.rings) strip.insert(strip.end(), ring.begin(), ring.end());
  const std::size_t count = strip.size();
  for (std::size_t i = count; i-- > 0;) strip.push_back(Travel(strip[i], azimuth, kBankDepth));
  if (count > 0) strip.push_back(strip.front());
  location.geometry = AreaOf(std::move(strip));
}

void Drawer::DrawBetween(const Footprint& a, const Footprint& b, Location& location) const {
  const double length = DistanceKm(a.centre, b.centre);
  const double half = std::max(5.0, 0.1 * length);
  const double cosine = std::cos(a.centre.lat * 0.017453293);
  const double azimuth =
      std::atan2((b.centre.lng - a.centre.lng) * cosine, b.centre.lat - a.centre.lat) * 57.29577951;
  location.geometry =
      AreaOf({Travel(a.centre, azimuth - 90, half), Travel(b.centre, azimuth - 90, half),
              Travel(b.centre, azimuth + 90, half), Travel(a.centre, azimuth + 90, half),
              Travel(a.centre, azimuth - 90, half)});
  location.radius_km = std::max(length / 2, half);
  location.precision = Coarser(length > 50 ? Precision::kRegion : Precision::kDistrict,
                               IsSettled(a.precision) ? Precision::kDistrict : a.precision);
}

}  // namespace dateline::places
