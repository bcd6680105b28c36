#include "publish/whereabouts.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "record/positions.h"

namespace dateline::publish {
namespace {

constexpr std::size_t kMostProbes = 128;  // along the edge of an area
constexpr std::string_view kDivision = "geonames.admin1:";

// What both agree on.
void Meet(std::string& held, const std::string& other) {
  if (held != other) held.clear();
}

std::string KeyOf(const record::PlaceRecord& place) {
  if (!place.lat || !place.lng) return place.geometry;
  return std::to_string(*place.lat) + "," + std::to_string(*place.lng);
}

}  // namespace

Whereabouts WhereaboutsFiller::Of(const record::PlaceRecord& place) const {
  if (place.lat && place.lng) return survey_(*place.lat, *place.lng);
  std::vector<std::pair<double, double>> edge;
  record::ForEachPosition(place.geometry,
                          [&](double lng, double lat) { edge.emplace_back(lat, lng); });
  const std::size_t step = edge.size() / kMostProbes + 1;
  std::optional<Whereabouts> shared;
  for (std::size_t i = 0; i < edge.size(); i += step) {
    Whereabouts here = survey_(edge[i].first, edge[i].second);
    if (!shared) {
      shared = std::move(here);
      continue;
    }
    Meet(shared->country, here.country);
    Meet(shared->admin1, here.admin1);
    if (shared->country.empty()) break;
  }
  if (!shared) return {};
  if (shared->country.empty()) shared->admin1.clear();
  shared->admin2.clear();
  return std::move(*shared);
}

void WhereaboutsFiller::Fill(ExportRow& row) {
  if (!survey_) return;
  row.admin2.assign(row.claim.places.size(), "");
  for (std::size_t i = 0; i < row.claim.places.size(); ++i) {
    record::PlaceRecord& place = row.claim.places[i];
    // A division is its own; the record leaves out what the name says already.
    if (place.key.starts_with(kDivision)) {
      if (place.admin1.empty() && place.bearing.empty()) place.admin1 = place.name;
      continue;
    }
    const bool has_point = place.lat && place.lng;
    const bool is_whole = !place.country.empty() && !place.admin1.empty();
    // The outline of a country says nothing that its name does not.
    if (place.precision == "country" || (is_whole && !has_point)) continue;
    const auto [found, is_new] = known_.try_emplace(KeyOf(place));
    if (is_new) found->second = Of(place);
    const Whereabouts& where = found->second;
    // A point that the survey puts into another country is one of a disputed border: nothing is
    // added to what the gazetteer says of it.
    if (where.country.empty() || (!place.country.empty() && place.country != where.country))
      continue;
    place.country = where.country;
    if (place.admin1.empty()) place.admin1 = where.admin1;
    if (place.admin1 == where.admin1) row.admin2[i] = where.admin2;
  }
}

}  // namespace dateline::publish
