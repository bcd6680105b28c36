#include "publish/exports.h"

#include <array>
#include <cstdio>

#include "io/json_writer.h"

namespace dateline::publish {
namespace {

// Families of types that speak of forces in the field.
bool IsOfForces(std::string_view type) {
  for (const std::string_view prefix :
       {"move.", "force.", "logistics.", "fortify.", "strike.", "clash.", "airdefence."}) {
    if (type.substr(0, prefix.size()) == prefix) return true;
  }
  return false;
}

std::string NumberText(double number) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", number);
  return buffer;
}
std::string NumberText(const std::optional<double>& number) {
  return number ? NumberText(*number) : "";
}
std::string DayText(const std::optional<Day>& day) { return day ? day->ToString() : ""; }

// The last day of the half-open interval, as tables want it.
std::string LastDay(const record::ClaimRecord& claim) {
  if (!claim.happened || !claim.happened->end) return "";
  return claim.happened->end->Plus(-1).ToString();
}

std::string CsvCell(std::string value) {
  if (!value.empty() && (value[0] == '=' || value[0] == '+' || value[0] == '-' || value[0] == '@'))
    value.insert(0, "'");
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  return out + "\"";
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
  json.Key("relation").StringOrNull(c.places.empty() ? "" : c.places[0].relation);
  json.Key("precision").StringOrNull(c.places.empty() ? "" : c.places[0].precision);
  json.Key("radius_km");
  if (c.places.empty()) {
    json.Null();
  } else {
    json.Number(c.places[0].radius_km);
  }
  json.Key("agent")
      .StringOrNull(c.RoleName("agent"))
      .Key("agent_side")
      .StringOrNull(c.RoleSide("agent"));
  json.Key("quantity_min");
  if (c.quantity && c.quantity->min)
    json.Number(*c.quantity->min);
  else
    json.Null();
  json.Key("quantity_max");
  if (c.quantity && c.quantity->max)
    json.Number(*c.quantity->max);
  else
    json.Null();
  json.Key("unit")
      .StringOrNull(c.quantity ? c.quantity->unit : "")
      .Key("sentence")
      .String(c.sentence_words);
  json.Key("confidence").Number(c.confidence).Key("publisher").StringOrNull(row.publisher);
  json.Key("title").StringOrNull(row.title).Key("published").StringOrNull(DayText(row.published));
  json.Key("document").String(row.document).EndObject();
}

}  // namespace

std::optional<ExportRow> Allowed(ExportRow row, Profile profile, Day today) {
  if (profile == Profile::kFull) return row;
  if (IsOfForces(row.claim.type)) {
    const std::optional<Day> day = row.published        ? row.published
                                   : row.claim.happened ? row.claim.happened->begin
                                                        : std::nullopt;
    if (!day || today.Since(*day) < kPublicDelayDays) return std::nullopt;
  }
  if (row.claim.source_kind == "witness") {
    row.claim.source_name = "a witness";
    row.claim.source_words.clear();
    row.claim.sentence_words.clear();
  }
  for (record::PlaceRecord& place : row.claim.places) {
    if (place.precision != "exact") continue;
    place.precision = "settlement";
    place.radius_km = place.radius_km < 3.0 ? 3.0 : place.radius_km;
    if (place.lat)
      place.lat =
          static_cast<double>(static_cast<int>(*place.lat * 50 + (*place.lat < 0 ? -0.5 : 0.5))) /
          50;
    if (place.lng)
      place.lng =
          static_cast<double>(static_cast<int>(*place.lng * 50 + (*place.lng < 0 ? -0.5 : 0.5))) /
          50;
    place.geometry.clear();
  }
  return row;
}

std::string ToGeoJson(const std::vector<ExportRow>& rows) {
  io::JsonWriter json;
  json.BeginObject().Key("type").String("FeatureCollection").Key("features").BeginArray();
  for (const ExportRow& row : rows) {
    json.BeginObject().Key("type").String("Feature").Key("id").String(row.claim.id).Key("geometry");
    std::vector<const record::PlaceRecord*> drawn;
    for (const record::PlaceRecord& place : row.claim.places) {
      if (!place.geometry.empty() || (place.lat && place.lng)) drawn.push_back(&place);
    }
    const auto write = [&](const record::PlaceRecord& place) {
      if (!place.geometry.empty()) {
        json.Raw(place.geometry);
      } else {
        json.BeginObject()
            .Key("type")
            .String("Point")
            .Key("coordinates")
            .BeginArray()
            .Number(*place.lng)
            .Number(*place.lat);
        json.EndArray().EndObject();
      }
    };
    if (drawn.empty()) {
      json.Null();
    } else if (drawn.size() == 1) {
      write(*drawn[0]);
    } else {
      json.BeginObject().Key("type").String("GeometryCollection").Key("geometries").BeginArray();
      for (const record::PlaceRecord* place : drawn) write(*place);
      json.EndArray().EndObject();
    }
    WriteProperties(row, json);
    json.EndObject();
  }
  json.EndArray().EndObject();
  return json.Take() + "\n";
}

std::string ToCsv(const std::vector<ExportRow>& rows) {
  static constexpr std::string_view kHead =
      "claim,says,says_side,says_kind,type,realis,place,place_key,country,admin1,relation,bearing,"
      "precision,radius_km,lat,lon,"
      "begin,last,time_basis,agent,agent_side,quantity_min,quantity_max,unit,evidence,confidence,"
      "sentence,cue,medium,publisher,"
      "title,published,document\r\n";
  std::string out(kHead);
  for (const ExportRow& row : rows) {
    const record::ClaimRecord& c = row.claim;
    std::string evidence;
    for (const auto& item : c.evidence) evidence += (evidence.empty() ? "" : ";") + item.kind;
    // A claim with several places has a row for each, so that a table of places loses none.
    const std::size_t count = c.places.empty() ? 1 : c.places.size();
    for (std::size_t i = 0; i < count; ++i) {
      const record::PlaceRecord p = c.places.empty() ? record::PlaceRecord{} : c.places[i];
      const std::array<std::string, 33> cells = {
          c.id,
          c.source_name.empty() ? row.publisher : c.source_name,
          c.source_side,
          c.source_kind,
          c.type,
          c.realis,
          p.name,
          p.key,
          p.country,
          p.admin1,
          p.relation,
          p.bearing,
          p.precision,
          c.places.empty() ? "" : NumberText(p.radius_km),
          NumberText(p.lat),
          NumberText(p.lng),
          c.happened ? DayText(c.happened->begin) : "",
          LastDay(c),
          c.happened_basis,
          std::string(c.RoleName("agent")),
          std::string(c.RoleSide("agent")),
          c.quantity ? NumberText(c.quantity->min) : "",
          c.quantity ? NumberText(c.quantity->max) : "",
          c.quantity ? c.quantity->unit : "",
          evidence,
          NumberText(c.confidence),
          c.sentence_words,
          c.cue,
          c.medium,
          row.publisher,
          row.title,
          DayText(row.published),
          row.document};
      for (std::size_t k = 0; k < cells.size(); ++k) out += (k == 0 ? "" : ",") + CsvCell(cells[k]);
      out += "\r\n";
    }
  }
  return out;
}

}  // namespace dateline::publish
