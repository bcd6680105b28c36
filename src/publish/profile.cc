#include "publish/profile.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/table.h"

namespace dateline::publish {
namespace {

constexpr double kSettlementKm = 3.0;

bool Has(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// About two kilometres: a point inside a settlement becomes the settlement.
double Coarse(double degrees) { return std::round(degrees * 50.0) / 50.0; }

}  // namespace

Result<PublicProfile> PublicProfile::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  PublicProfile profile;
  for (const io::TableRow& row : rows) {
    const std::string value(row[1]);
    if (row[0] == "hold") {
      profile.held_types_.push_back(value);
    } else if (row[0] == "source_kind") {
      profile.hidden_kinds_.push_back(value);
    } else if (row[0] == "fine") {
      profile.fine_.push_back(value);
    } else {
      const auto [end, error] =
          std::from_chars(value.data(), value.data() + value.size(), profile.days_held_);
      if (row[0] != "days_held" || error != std::errc() || end != value.data() + value.size()) {
        return Error{ErrorCode::kCorrupt,
                     "line " + std::to_string(row.line) + " has \"" + std::string(row[0]) + " " +
                         value + "\", expected days_held and a number, hold, source_kind or fine",
                     std::string(name)};
      }
    }
  }
  return profile;
}

bool PublicProfile::IsHeld(const ExportRow& row, Day today) const {
  const std::string_view type = row.claim.type;
  const bool is_of_forces = std::any_of(
      held_types_.begin(), held_types_.end(),
      [&](const std::string& beginning) { return type.substr(0, beginning.size()) == beginning; });
  if (!is_of_forces) return false;
  // Both days have to be past: an old report may speak of tomorrow.
  std::optional<Day> day = row.published;
  if (row.claim.happened) {
    const auto& [begin, end] = *row.claim.happened;
    const auto last = end ? std::optional(end->Plus(-1)) : begin;
    if (last && (!day || *day < *last)) day = last;
  }
  return !day || today.Since(*day) < days_held_;
}

void PublicProfile::Coarsen(record::PlaceRecord& place) const {
  if (!Has(fine_, place.precision) && !Has(fine_, place.relation)) return;
  place.relation = "near";
  place.bearing.clear();
  place.precision = "settlement";
  place.radius_km = std::max(place.radius_km, kSettlementKm);
  if (place.lat) place.lat = Coarse(*place.lat);
  if (place.lng) place.lng = Coarse(*place.lng);
  place.geometry.clear();
}

std::optional<ExportRow> PublicProfile::Allowed(ExportRow row, Day today) const {
  if (IsHeld(row, today)) return std::nullopt;
  record::ClaimRecord& claim = row.claim;
  if (Has(hidden_kinds_, claim.source_kind)) {
    claim.source_name = "a " + claim.source_kind;
    claim.source_words.clear();
    claim.sentence_words.clear();
    claim.trigger_words.clear();
    claim.evidence.clear();
  }
  for (record::PlaceRecord& place : claim.places) Coarsen(place);
  return row;
}

}  // namespace dateline::publish
