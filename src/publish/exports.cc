#include "publish/exports.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include "io/json_writer.h"

namespace dateline::publish {
namespace {

// To ten metres: a radius says how coarse a place is.
double Rounded(double km) { return std::round(km * 100.0) / 100.0; }

// The last day of the half-open interval, as tables want it.
std::string LastDay(const record::ClaimRecord& claim) {
  if (!claim.happened || !claim.happened->end) return "";
  return claim.happened->end->Plus(-1).ToString();
}

// The geometry of a place as JSON; empty where none is known. A point stands only for what is one.
std::string GeometryOf(const record::PlaceRecord& place) {
  if (!place.geometry.empty()) return place.geometry;
  if (!place.lat || !place.lng) return "";
  io::JsonWriter json;
  json.BeginObject().Key("type").String("Point").Key("coordinates").BeginArray();
  json.Number(*place.lng).Number(*place.lat).EndArray().EndObject();
  return json.Take();
}

void WriteGeometry(const record::ClaimRecord& claim, io::JsonWriter& json) {
  std::vector<std::string> drawn;  // the two places of "between" share one geometry
  for (const record::PlaceRecord& place : claim.places) {
    std::string geometry = GeometryOf(place);
    if (!geometry.empty() && std::find(drawn.begin(), drawn.end(), geometry) == drawn.end())
      drawn.push_back(std::move(geometry));
  }
  if (drawn.empty()) {
    json.Null();
  } else if (drawn.size() == 1) {
    json.Raw(drawn[0]);
  } else {
    json.BeginObject().Key("type").String("GeometryCollection").Key("geometries").BeginArray();
    for (const std::string& geometry : drawn) json.Raw(geometry);
    json.EndArray().EndObject();
  }
}

// A number, or null.
void WriteNumber(io::JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.Key(key);
  if (number) {
    json.Number(*number);
  } else {
    json.Null();
  }
}

void WriteProperties(const ExportRow& row, io::JsonWriter& json) {
  const record::ClaimRecord& c = row.claim;
  json.Key("properties").BeginObject();
  json.Key("says").String(c.source_name.empty() ? row.publisher : c.source_name);
  json.Key("says_side").StringOrNull(c.source_side).Key("says_kind").StringOrNull(c.source_kind);
  json.Key("claim").String(c.id).Key("type").String(c.type).Key("realis").String(c.realis);
  json.Key("begin")
      .StringOrNull(c.happened ? DayText(c.happened->begin) : "")
      .Key("last")
      .StringOrNull(LastDay(c));
  json.Key("place").StringOrNull(c.places.empty() ? "" : c.places[0].name);
  json.Key("country").StringOrNull(c.places.empty() ? "" : c.places[0].country);
  json.Key("admin1").StringOrNull(c.places.empty() ? "" : c.places[0].admin1);
  json.Key("admin2").StringOrNull(row.Admin2Of(0));
  json.Key("relation").StringOrNull(c.places.empty() ? "" : c.places[0].relation);
  json.Key("precision").StringOrNull(c.places.empty() ? "" : c.places[0].precision);
  WriteNumber(json, "radius_km",
              c.places.empty() ? std::nullopt : std::optional(Rounded(c.places[0].radius_km)));
  json.Key("agent")
      .StringOrNull(c.RoleName("agent"))
      .Key("agent_side")
      .StringOrNull(c.RoleSide("agent"));
  WriteNumber(json, "quantity_min", c.quantity ? c.quantity->min : std::nullopt);
  WriteNumber(json, "quantity_max", c.quantity ? c.quantity->max : std::nullopt);
  json.Key("unit")
      .StringOrNull(c.quantity ? c.quantity->unit : "")
      .Key("sentence")
      .StringOrNull(c.sentence_words);
  json.Key("confidence").Number(c.confidence).Key("publisher").StringOrNull(row.publisher);
  json.Key("title").StringOrNull(row.title).Key("published").StringOrNull(DayText(row.published));
  json.Key("document").String(row.document).Key("recorded").String(TimeText(row.recorded));
  json.Key("reading").String(row.reading).Key("retracted").Boolean(row.is_retracted).EndObject();
}

}  // namespace

std::string TimeText(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm utc{};
  gmtime_r(&time, &utc);
  char buffer[40];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return buffer;
}

std::string ToJsonLines(const std::vector<ExportRow>& rows) {
  std::string out;
  for (const ExportRow& row : rows) {
    io::JsonWriter json;
    json.BeginObject().Key("schema").String("dateline.claim/1");
    json.Key("claim").Raw(record::ToJson(row.claim)).Key("document").BeginObject();
    json.Key("id").String(row.document).Key("publisher").StringOrNull(row.publisher);
    json.Key("title").StringOrNull(row.title);
    json.Key("published").StringOrNull(DayText(row.published)).EndObject();
    json.Key("recorded").String(TimeText(row.recorded)).Key("reading").String(row.reading);
    json.Key("retracted").Boolean(row.is_retracted).EndObject();
    out += json.Take() + "\n";
  }
  return out;
}

std::string ToGeoJson(const std::vector<ExportRow>& rows) {
  io::JsonWriter json;
  json.BeginObject().Key("type").String("FeatureCollection").Key("features").BeginArray();
  for (const ExportRow& row : rows) {
    json.BeginObject().Key("type").String("Feature").Key("id").String(row.claim.id);
    json.Key("geometry");
    WriteGeometry(row.claim, json);
    WriteProperties(row, json);
    json.EndObject();
  }
  json.EndArray().EndObject();
  return json.Take() + "\n";
}

std::string ToCsv(const std::vector<ExportRow>& rows, CsvDialect dialect) {
  static constexpr std::string_view kHead =
      "claim,says,says_side,says_kind,type,realis,place,place_key,country,admin1,admin2,relation,"
      "bearing,"
      "precision,radius_km,lat,lon,"
      "begin,last,time_basis,agent,agent_side,quantity_min,quantity_max,unit,evidence,confidence,"
      "sentence,cue,medium,publisher,"
      "title,published,document,recorded,reading,retracted\r\n";
  const auto text = [&](std::string_view value) { return CsvText(value, dialect); };
  std::string out(kHead);
  for (const ExportRow& row : rows) {
    const record::ClaimRecord& c = row.claim;
    std::string evidence;
    for (const auto& item : c.evidence) evidence += (evidence.empty() ? "" : ";") + item.kind;
    // A claim with several places has a row for each, so that a table of places loses none.
    const std::size_t count = c.places.empty() ? 1 : c.places.size();
    for (std::size_t i = 0; i < count; ++i) {
      const record::PlaceRecord p = c.places.empty() ? record::PlaceRecord{} : c.places[i];
      const auto said_by = c.source_name.empty() ? row.publisher : c.source_name;
      const std::array<std::string, 37> cells = {
          text(c.id),
          text(said_by),
          text(c.source_side),
          text(c.source_kind),
          text(c.type),
          text(c.realis),
          text(p.name),
          text(p.key),
          text(p.country),
          text(p.admin1),
          text(row.Admin2Of(i)),
          text(p.relation),
          text(p.bearing),
          text(p.precision),
          c.places.empty() ? "" : NumberText(Rounded(p.radius_km)),
          NumberText(p.lat),
          NumberText(p.lng),
          c.happened ? DayText(c.happened->begin) : "",
          LastDay(c),
          text(c.happened_basis),
          text(c.RoleName("agent")),
          text(c.RoleSide("agent")),
          c.quantity ? NumberText(c.quantity->min) : "",
          c.quantity ? NumberText(c.quantity->max) : "",
          text(c.quantity ? c.quantity->unit : ""),
          text(evidence),
          NumberText(c.confidence),
          text(c.sentence_words),
          text(c.cue),
          text(c.medium),
          text(row.publisher),
          text(row.title),
          DayText(row.published),
          text(row.document),
          TimeText(row.recorded),
          text(row.reading),
          row.is_retracted ? "yes" : ""};
      AppendCsvLine(cells, out);
    }
  }
  return out;
}

}  // namespace dateline::publish
