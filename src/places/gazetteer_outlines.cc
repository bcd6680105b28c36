// GeoNames decides what a place is part of, whatever Natural Earth draws: an outline goes to the
// division that most of the settlements inside it have (Crimea: Ukraine).
#include "places/gazetteer_outlines.h"

#include <algorithm>
#include <cmath>

#include "places/gazetteer_sources.h"
#include "places/geometry.h"

namespace dateline::places {
namespace {

constexpr double kDivisionTolerance = 0.02;  // degrees, about 2 km
constexpr double kCountryTolerance = 0.08;

// Calls `inside` with each settlement within the ring.
template <typename F>
void ForEachInside(const SettlementCells& cells, GazetteerWriter& writer, const Ring& ring,
                   const F& inside) {
  double south = 90, north = -90, west = 180, east = -180;
  for (const LatLng& point : ring) {
    south = std::min(south, point.lat);
    north = std::max(north, point.lat);
    west = std::min(west, point.lng);
    east = std::max(east, point.lng);
  }
  for (double lat = std::floor(south); lat <= north; lat += 1) {
    for (double lng = std::floor(west); lng <= east; lng += 1) {
      const auto cell = cells.find(CellOf({lat, lng}));
      if (cell == cells.end()) continue;
      for (const std::uint32_t record : cell->second) {
        const Draft& draft = writer.at(record);
        if (Contains(ring, draft.point)) inside(draft);
      }
    }
  }
}
std::uint32_t Winner(const std::map<std::uint32_t, int>& votes) {
  std::uint32_t winner = kNoRecord;
  int most = 0;
  for (const auto& [record, count] : votes) {
    if (count > most) {
      most = count;
      winner = record;
    }
  }
  return winner;
}

void SetOutline(Draft& draft, std::vector<Ring>& rings) {
  double total = 0;
  std::vector<RingMeasure> measures;
  std::size_t largest = 0;
  for (const Ring& ring : rings) {
    measures.push_back(Measure(ring));
    total += measures.back().area_km2;
    if (measures.back().area_km2 > measures[largest].area_km2) largest = measures.size() - 1;
  }
  const bool is_country = draft.origin == Origin::kCountry;
  draft.radius_km = static_cast<float>(RadiusOfArea(total));
  if (!is_country) {
    // Far islands (Alaska's beyond the date line) do not move the centre.
    double lat = 0, lng = 0, area = 0;
    for (const RingMeasure& m : measures) {
      if (std::abs(m.centre.lng - measures[largest].centre.lng) > 90) continue;
      lat += m.centre.lat * m.area_km2;
      lng += m.centre.lng * m.area_km2;
      area += m.area_km2;
    }
    if (area > 0) draft.point = {lat / area, lng / area};
  }
  draft.shape = Geometry{Geometry::Kind::kArea, {}};
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (i != largest && measures[i].area_km2 < total * 0.002) continue;
    draft.shape.rings.push_back(
        Simplify(rings[i], is_country ? kCountryTolerance : kDivisionTolerance));
  }
}

}  // namespace

int CellOf(LatLng point) {
  return (static_cast<int>(std::floor(point.lat)) + 90) * 361 +
         static_cast<int>(std::floor(point.lng)) + 180;
}

Result<OutlineCounts> AssignOutlines(
    const std::string& file, const SettlementCells& cells,
    const std::map<std::string, std::uint32_t, std::less<>>& countries, GazetteerWriter& writer) {
  DL_ASSIGN_OR_RETURN(const auto divisions, ReadOutlines(file, "states_provinces"));
  DL_ASSIGN_OR_RETURN(const auto outlines, ReadOutlines(file, "countries"));
  std::map<std::uint32_t, std::vector<Ring>> rings;
  for (const OutlineRow& row : divisions) {
    std::map<std::uint32_t, int> votes;
    for (const Ring& ring : row.rings) {
      ForEachInside(cells, writer, ring, [&](const Draft& draft) {
        if (draft.admin1 != kNoRecord) ++votes[draft.admin1];
      });
    }
    const std::uint32_t winner = Winner(votes);
    if (winner == kNoRecord) continue;
    for (const Ring& ring : row.rings) rings[winner].push_back(ring);
  }
  OutlineCounts counts;
  counts.divisions = rings.size();
  for (const OutlineRow& row : outlines) {
    for (const Ring& ring : row.rings) {
      std::map<std::uint32_t, int> votes;
      ForEachInside(cells, writer, ring, [&](const Draft& draft) {
        const auto country = countries.find(draft.country);
        if (country != countries.end()) ++votes[country->second];
      });
      std::uint32_t winner = Winner(votes);
      if (winner == kNoRecord && countries.count(row.country) != 0)
        winner = countries.at(row.country);
      if (winner != kNoRecord) rings[winner].push_back(ring);
    }
  }
  for (auto& [record, all] : rings) SetOutline(writer.at(record), all);
  counts.countries = rings.size() - counts.divisions;
  return counts;
}

}  // namespace dateline::places
