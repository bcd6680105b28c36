#include "places/reverse.h"

#include <algorithm>
#include <cmath>

namespace dateline::places {
namespace {

constexpr int kRows = 360, kColumns = 720;  // cells of half a degree
constexpr double kCell = 0.5;
constexpr double kFarthestKm = 100;
constexpr double kDegreeKm = 111.2;
// An outline is off by up to this: a settlement this near knows better.
constexpr double kFuzzKm = 3;

int RowOf(double lat) { return std::clamp(static_cast<int>((lat + 90) / kCell), 0, kRows - 1); }
int ColumnOf(double lng) {
  const int column = static_cast<int>(std::floor((lng + 180) / kCell));
  return ((column % kColumns) + kColumns) % kColumns;  // the date line is no edge
}

}  // namespace

std::uint32_t ReverseIndex::CellOf(LatLng point) {
  return static_cast<std::uint32_t>(RowOf(point.lat) * kColumns + ColumnOf(point.lng));
}

bool ReverseIndex::Outline::Contains(LatLng point) const {
  if (point.lat < south || point.lat > north || point.lng < west || point.lng > east) return false;
  return std::any_of(rings.begin(), rings.end(),
                     [&](const Ring& ring) { return places::Contains(ring, point); });
}

ReverseIndex::ReverseIndex(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
  cells_.assign(kRows * kColumns + 1, 0);
  const auto is_settlement = [&](RecordIndex i) { return gazetteer_.record(i).feature[0] == 'P'; };
  for (RecordIndex i = 0; i < gazetteer_.size(); ++i) {
    if (is_settlement(i)) ++cells_[CellOf(gazetteer_.PointOf(i)) + 1];
  }
  for (std::size_t c = 1; c < cells_.size(); ++c) cells_[c] += cells_[c - 1];
  settlements_.resize(cells_.back());
  std::vector<std::uint32_t> next(cells_.begin(), cells_.end() - 1);
  for (RecordIndex i = 0; i < gazetteer_.size(); ++i) {
    if (is_settlement(i)) settlements_[next[CellOf(gazetteer_.PointOf(i))]++] = i;
    const Origin origin = gazetteer_.record(i).origin;
    if ((origin != Origin::kGeoNamesAdmin1 && origin != Origin::kCountry) ||
        !gazetteer_.has_shape(i))
      continue;
    Geometry shape = gazetteer_.ShapeOf(i);
    Outline outline{i, 90, -90, 180, -180, std::move(shape.rings)};
    for (const Ring& ring : outline.rings) {
      for (const LatLng& point : ring) {
        outline.south = std::min(outline.south, point.lat);
        outline.north = std::max(outline.north, point.lat);
        outline.west = std::min(outline.west, point.lng);
        outline.east = std::max(outline.east, point.lng);
      }
    }
    (origin == Origin::kCountry ? countries_ : divisions_).push_back(std::move(outline));
  }
}

void ReverseIndex::FindNearest(LatLng point, Whereabouts& out) const {
  double best = kFarthestKm;
  const int row = RowOf(point.lat);
  const double cosine = std::max(0.02, std::cos(point.lat / 57.29577951));
  // Rings of cells around the point, until a ring cannot hold anything nearer.
  for (int ring = 0; (ring - 1) * kCell * kDegreeKm * cosine < best && ring < kColumns / 2;
       ++ring) {
    for (int r = std::max(0, row - ring); r <= std::min(kRows - 1, row + ring); ++r) {
      if (std::abs(r - row) * kCell * kDegreeKm > best + kCell * kDegreeKm) continue;
      const bool is_edge = std::abs(r - row) == ring;
      for (int c = -ring; c <= ring; c += is_edge || ring == 0 ? 1 : 2 * ring) {
        const auto cell =
            static_cast<std::uint32_t>(r * kColumns + ColumnOf(point.lng + c * kCell));
        for (std::uint32_t k = cells_[cell]; k < cells_[cell + 1]; ++k) {
          const double km = DistanceKm(point, gazetteer_.PointOf(settlements_[k]));
          if (km >= best) continue;
          best = km;
          out.settlement = settlements_[k];
          out.distance_km = km;
        }
      }
    }
  }
}

RecordIndex ReverseIndex::Holder(const std::vector<Outline>& outlines, LatLng point) {
  for (const Outline& outline : outlines) {
    if (outline.Contains(point)) return outline.record;
  }
  return kNoRecord;
}

Whereabouts ReverseIndex::At(LatLng point) const {
  Whereabouts out;
  FindNearest(point, out);
  out.admin1 = Holder(divisions_, point);
  out.country = Holder(countries_, point);
  if (out.admin1 != kNoRecord)
    out.country = gazetteer_.CountryRecord(gazetteer_.CountryOf(out.admin1));
  if (out.settlement == kNoRecord) return out;
  const PlaceRecord& town = gazetteer_.record(out.settlement);
  const bool knows_better = out.distance_km < kFuzzKm || out.country == kNoRecord;
  if (knows_better) {
    out.admin1 = town.admin1;
    out.country = gazetteer_.CountryRecord(gazetteer_.CountryOf(out.settlement));
  }
  if (town.admin1 == out.admin1) out.admin2 = town.admin2;
  return out;
}

}  // namespace dateline::places
