#include "ledger/claim_query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "io/json_writer.h"
#include "record/positions.h"
#include "unicode/fold.h"

namespace dateline::ledger {
namespace {

constexpr std::array<std::string_view, kLaneCount> kLaneNames = {"place", "region", "country",
                                                                 "unlocated"};
constexpr std::array<std::string_view, 6> kRealisNames = {"asserted", "denied",      "possible",
                                                          "planned",  "conditional", "asked"};

Error Wrong(std::string_view name, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"" + std::string(name) + "\" is \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               ""};
}

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

void Append(std::vector<std::string> parts, std::vector<std::string>& list) {
  std::move(parts.begin(), parts.end(), std::back_inserter(list));
}

Result<BoundingBox> BoundingBoxOf(std::string_view text) {
  constexpr std::string_view kExpected =
      "west,south,east,north in degrees, for example 35.0,48.5,38.5,50.5";
  const auto parts = SplitAtCommas(text);
  if (parts.size() != 4) return Wrong("bbox", text, kExpected);
  std::array<double, 4> degrees{};
  for (std::size_t i = 0; i < 4; ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto [reached, error] = std::from_chars(parts[i].data(), end, degrees[i]);
    const double limit = i % 2 == 0 ? 180 : 90;
    if (error != std::errc() || reached != end || !(degrees[i] >= -limit && degrees[i] <= limit))
      return Wrong("bbox", text, kExpected);
  }
  if (degrees[1] > degrees[3]) return Wrong("bbox", text, kExpected);
  return BoundingBox{degrees[0], degrees[1], degrees[2], degrees[3]};
}

Status SetDay(std::string_view name, std::string_view value, std::optional<Day>& day) {
  const auto parsed = ParseDay(value);
  if (!parsed) return Wrong(name, value, "a day such as 2022-09-09");
  day = *parsed;
  return Done{};
}

Status SetLane(std::string_view value, ClaimQuery& query) {
  if (value == "undated") {
    query.is_undated = true;
    return Done{};
  }
  const auto found = std::find(kLaneNames.begin(), kLaneNames.end(), value);
  if (found == kLaneNames.end())
    return Wrong("lane", value, "place, region, country, unlocated or undated");
  query.lane = static_cast<Lane>(found - kLaneNames.begin());
  return Done{};
}

// The box around all positions of a geometry.
std::optional<BoundingBox> BoxOf(std::string_view geometry) {
  std::optional<BoundingBox> box;
  record::ForEachPosition(geometry, [&](double lng, double lat) {
    if (!box) box = BoundingBox{lng, lat, lng, lat};
    box->west = std::min(box->west, lng);
    box->east = std::max(box->east, lng);
    box->south = std::min(box->south, lat);
    box->north = std::max(box->north, lat);
  });
  return box;
}

}  // namespace

bool BoundingBox::Meets(const BoundingBox& other) const {
  if (other.north < south || other.south > north) return false;
  if (west > east) {
    return BoundingBox{west, south, 180, north}.Meets(other) ||
           BoundingBox{-180, south, east, north}.Meets(other);
  }
  return other.west <= east && other.east >= west;
}

std::optional<BoundingBox> ExtentOf(const record::PlaceRecord& place) {
  const bool is_itself = place.relation == "in" || place.relation == "at";
  if (place.lat && place.lng && (is_itself || place.geometry.empty()))
    return BoundingBox{*place.lng, *place.lat, *place.lng, *place.lat};
  return BoxOf(place.geometry);
}

std::string_view NameOf(Lane lane) { return kLaneNames[static_cast<std::size_t>(lane)]; }

Lane LaneOf(const record::ClaimRecord& claim) {
  Lane lane = Lane::kUnlocated;
  for (const record::PlaceRecord& place : claim.places) {
    lane = std::min(lane, place.precision == "country"  ? Lane::kCountry
                          : place.precision == "region" ? Lane::kRegion
                                                        : Lane::kPlace);
  }
  return lane;
}

Day DayOfSeconds(std::int64_t seconds) {
  return Day(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(seconds))));
}

ClaimDays DaysOf(const record::ClaimRecord& claim, std::optional<Day> published) {
  ClaimDays days;
  const auto& happened = claim.happened;
  if (happened && (happened->begin || happened->end)) {
    days.first = happened->begin ? *happened->begin : happened->end->Plus(-1);
    days.last = happened->end ? std::max(*days.first, happened->end->Plus(-1)) : *days.first;
  }
  // What is yet to come is told on the day of the report, and stands there.
  if (published && (!days.first || *published < *days.first)) {
    days.first = days.last = published;
    days.is_dated_by_publication = true;
  }
  return days;
}

Result<bool> SetParameter(std::string_view name, std::string_view value, ClaimQuery& query) {
  const bool is_ours = std::find(std::begin(kQueryParameters), std::end(kQueryParameters), name) !=
                       std::end(kQueryParameters);
  if (!is_ours || value.empty()) return is_ours;
  if (name == "since") {
    DL_RETURN_IF_ERROR(SetDay(name, value, query.since));
  } else if (name == "as_of") {
    DL_RETURN_IF_ERROR(SetDay(name, value, query.as_of));
  } else if (name == "known_at") {
    DL_RETURN_IF_ERROR(SetDay(name, value, query.known_at));
  } else if (name == "bbox") {
    DL_ASSIGN_OR_RETURN(query.bbox, BoundingBoxOf(value));
  } else if (name == "type") {
    Append(SplitAtCommas(value), query.types);
  } else if (name == "side") {
    Append(SplitAtCommas(value), query.sides);
  } else if (name == "place") {
    query.place = value;
  } else if (name == "source") {
    query.source = unicode::FoldName(value);
  } else if (name == "document") {
    query.document = value;
  } else if (name == "realis") {
    if (std::find(kRealisNames.begin(), kRealisNames.end(), value) == kRealisNames.end())
      return Wrong(name, value, "asserted, denied, possible, planned, conditional or asked");
    query.realis = value;
  } else if (name == "lane") {
    DL_RETURN_IF_ERROR(SetLane(value, query));
  } else {
    query.words = value;
  }
  return true;
}

std::string ToJson(const ClaimQuery& query) {
  io::JsonWriter json;
  const auto day = [&](std::string_view key, const std::optional<Day>& value) {
    json.Key(key).StringOrNull(value ? value->ToString() : "");
  };
  const auto list = [&](std::string_view key, const std::vector<std::string>& values) {
    json.Key(key).BeginArray();
    for (const std::string& value : values) json.String(value);
    json.EndArray();
  };
  json.BeginObject();
  day("since", query.since);
  day("as_of", query.as_of);
  day("known_at", query.known_at);
  json.Key("bbox");
  if (const auto& box = query.bbox) {
    json.BeginArray().Number(box->west).Number(box->south).Number(box->east).Number(box->north);
    json.EndArray();
  } else {
    json.Null();
  }
  list("type", query.types);
  list("side", query.sides);
  json.Key("place").StringOrNull(query.place).Key("source").StringOrNull(query.source);
  json.Key("document").StringOrNull(query.document).Key("realis").StringOrNull(query.realis);
  json.Key("lane").StringOrNull(query.is_undated ? "undated"
                                : query.lane     ? NameOf(*query.lane)
                                                 : std::string_view());
  json.Key("q").StringOrNull(query.words).EndObject();
  return json.Take();
}

}  // namespace dateline::ledger
