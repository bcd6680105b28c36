#include "record/claim_record.h"

#include "io/json_writer.h"
#include "io/sha256.h"
#include "record/field_reader.h"

namespace dateline::record {
namespace {

void WriteSpan(io::JsonWriter& json, std::string_view key, ByteSpan span) {
  json.Key(key).BeginArray().Number(span.begin().value()).Number(span.end().value()).EndArray();
}

void WriteSpan(io::JsonWriter& json, std::string_view key, const std::optional<ByteSpan>& span) {
  if (span) {
    WriteSpan(json, key, *span);
  } else {
    json.Key(key).Null();
  }
}

void WriteNumber(io::JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.Key(key);
  if (number) {
    json.Number(*number);
  } else {
    json.Null();
  }
}

void WriteDay(io::JsonWriter& json, std::string_view key, const std::optional<Day>& day) {
  json.Key(key).StringOrNull(day ? day->ToString() : "");
}

void WritePlaces(io::JsonWriter& json, const std::vector<PlaceRecord>& places) {
  json.BeginArray();
  for (const PlaceRecord& p : places) {
    json.BeginObject().Key("key").String(p.key).Key("name").String(p.name);
    json.Key("country").StringOrNull(p.country).Key("admin1").StringOrNull(p.admin1);
    json.Key("relation").String(p.relation).Key("bearing").StringOrNull(p.bearing);
    json.Key("precision").String(p.precision).Key("radius_km").Number(p.radius_km);
    WriteNumber(json, "lat", p.lat);
    WriteNumber(json, "lng", p.lng);
    json.Key("geometry").StringOrNull(p.geometry);
    WriteSpan(json, "span", p.span);
    json.EndObject();
  }
  json.EndArray();
}

using Element = FieldReader::Element;

PlaceRecord PlaceOf(FieldReader& fields, const Element& e) {
  PlaceRecord p;
  p.key = fields.String(e, "key");
  p.name = fields.String(e, "name");
  p.country = fields.String(e, "country");
  p.admin1 = fields.String(e, "admin1");
  p.relation = fields.String(e, "relation");
  p.bearing = fields.String(e, "bearing");
  p.precision = fields.String(e, "precision");
  p.radius_km = fields.Number(e, "radius_km").value_or(0.0);
  p.lat = fields.Number(e, "lat");
  p.lng = fields.Number(e, "lng");
  p.geometry = fields.String(e, "geometry");
  p.span = fields.OptionalSpan(e, "span");
  return p;
}

void ReadSource(FieldReader& fields, const Element& root, ClaimRecord& c) {
  c.source_name = fields.String(root, "source_name");
  c.source_side = fields.String(root, "source_side");
  c.source_kind = fields.String(root, "source_kind");
  c.cue = fields.String(root, "cue");
  c.source_words = fields.String(root, "source_words");
  c.cue_span = fields.OptionalSpan(root, "cue_span");
  c.source_span = fields.OptionalSpan(root, "source_span");
  for (const auto& part : fields.Array(root, "content"))
    c.content.push_back(fields.SpanOf(part, "content"));
  c.medium = fields.String(root, "medium");
}

void ReadTime(FieldReader& fields, const Element& root, ClaimRecord& c) {
  if (const auto happened = fields.Optional(root, "happened")) {
    DayInterval interval;
    interval.begin = fields.OptionalDay(*happened, "begin");
    interval.end = fields.OptionalDay(*happened, "end");
    c.happened = interval;
  }
  c.happened_basis = fields.String(root, "happened_basis");
  c.happened_span = fields.OptionalSpan(root, "happened_span");
}

void ReadQuantity(FieldReader& fields, const Element& root, ClaimRecord& c) {
  const auto found = fields.Optional(root, "quantity");
  if (!found) return;
  Quantity quantity;
  quantity.min = fields.Number(*found, "min");
  quantity.max = fields.Number(*found, "max");
  quantity.unit = fields.String(*found, "unit");
  c.quantity = quantity;
}

}  // namespace

Result<ClaimRecord> ClaimFromJson(std::string_view json) {
  FieldReader fields("a claim");
  DL_ASSIGN_OR_RETURN(const Element root, fields.Parse(json));
  ClaimRecord c;
  c.id = fields.String(root, "id");
  c.type = fields.String(root, "type");
  c.trigger = fields.Span(root, "trigger");
  c.trigger_words = fields.String(root, "trigger_words");
  c.sentence = fields.Span(root, "sentence");
  c.sentence_words = fields.String(root, "sentence_words");
  ReadSource(fields, root, c);
  for (const auto& role : fields.Array(root, "roles")) {
    c.roles.push_back({fields.String(role, "role"), fields.String(role, "name"),
                       fields.String(role, "side"), fields.OptionalSpan(role, "span")});
  }
  for (const auto& place : fields.Array(root, "places")) c.places.push_back(PlaceOf(fields, place));
  ReadTime(fields, root, c);
  ReadQuantity(fields, root, c);
  c.realis = fields.String(root, "realis");
  for (const auto& item : fields.Array(root, "evidence")) {
    c.evidence.push_back({fields.String(item, "kind"), fields.String(item, "by"),
                          fields.String(item, "geolocated_by"), fields.String(item, "verified_by"),
                          fields.OptionalSpan(item, "span")});
  }
  for (const auto& item : fields.ArrayIfAny(root, "checks")) {
    c.checks.push_back({fields.String(item, "kind"), fields.String(item, "by"),
                        fields.String(item, "by_side"), fields.String(item, "words"),
                        fields.Span(item, "span")});
  }
  c.confidence = fields.Number(root, "confidence").value_or(0.0);
  c.grounds = fields.Strings(root, "grounds");
  DL_RETURN_IF_ERROR(fields.Finish());
  return c;
}

Result<EngineRecord> EngineFromJson(std::string_view json) {
  FieldReader fields("an engine");
  DL_ASSIGN_OR_RETURN(const Element root, fields.Parse(json));
  EngineRecord e;
  e.version = fields.String(root, "version");
  e.model = fields.String(root, "model");
  e.gazetteer = fields.String(root, "gazetteer");
  e.ontology = fields.String(root, "ontology");
  e.actors = fields.StringIfAny(root, "actors");
  DL_RETURN_IF_ERROR(fields.Finish());
  return e;
}

std::string ToJson(const std::vector<PlaceRecord>& places) {
  io::JsonWriter json;
  WritePlaces(json, places);
  return json.Take();
}

Result<std::vector<PlaceRecord>> PlacesFromJson(std::string_view json) {
  FieldReader fields("a place");
  DL_ASSIGN_OR_RETURN(const Element root, fields.Parse("{\"places\":" + std::string(json) + "}"));
  std::vector<PlaceRecord> places;
  for (const auto& place : fields.Array(root, "places")) places.push_back(PlaceOf(fields, place));
  DL_RETURN_IF_ERROR(fields.Finish());
  return places;
}

std::string_view ClaimRecord::RoleName(std::string_view role) const {
  for (const RoleRecord& r : roles) {
    if (r.role == role) return r.name.empty() ? std::string_view(r.side) : std::string_view(r.name);
  }
  return {};
}

std::string_view ClaimRecord::RoleSide(std::string_view role) const {
  for (const RoleRecord& r : roles) {
    if (r.role == role && !r.side.empty()) return r.side;
  }
  return {};
}

std::string ToJson(const ClaimRecord& c) {
  io::JsonWriter json;
  json.BeginObject().Key("id").String(c.id).Key("type").String(c.type);
  WriteSpan(json, "trigger", c.trigger);
  json.Key("trigger_words").String(c.trigger_words);
  WriteSpan(json, "sentence", c.sentence);
  json.Key("sentence_words").String(c.sentence_words);
  json.Key("source_name")
      .StringOrNull(c.source_name)
      .Key("source_side")
      .StringOrNull(c.source_side);
  json.Key("source_kind").StringOrNull(c.source_kind).Key("cue").StringOrNull(c.cue);
  json.Key("source_words").StringOrNull(c.source_words).Key("medium").StringOrNull(c.medium);
  WriteSpan(json, "cue_span", c.cue_span);
  WriteSpan(json, "source_span", c.source_span);
  json.Key("content").BeginArray();
  for (const ByteSpan part : c.content)
    json.BeginArray().Number(part.begin().value()).Number(part.end().value()).EndArray();
  json.EndArray().Key("roles").BeginArray();
  for (const RoleRecord& role : c.roles) {
    json.BeginObject().Key("role").String(role.role).Key("name").StringOrNull(role.name);
    json.Key("side").StringOrNull(role.side);
    WriteSpan(json, "span", role.span);
    json.EndObject();
  }
  json.EndArray().Key("places");
  WritePlaces(json, c.places);
  json.Key("happened");
  if (c.happened) {
    json.BeginObject();
    WriteDay(json, "begin", c.happened->begin);
    WriteDay(json, "end", c.happened->end);
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("happened_basis").StringOrNull(c.happened_basis);
  WriteSpan(json, "happened_span", c.happened_span);
  json.Key("quantity");
  if (c.quantity) {
    json.BeginObject();
    WriteNumber(json, "min", c.quantity->min);
    WriteNumber(json, "max", c.quantity->max);
    json.Key("unit").StringOrNull(c.quantity->unit).EndObject();
  } else {
    json.Null();
  }
  json.Key("realis").String(c.realis).Key("evidence").BeginArray();
  for (const EvidenceRecord& e : c.evidence) {
    json.BeginObject().Key("kind").String(e.kind).Key("by").StringOrNull(e.by);
    json.Key("geolocated_by")
        .StringOrNull(e.geolocated_by)
        .Key("verified_by")
        .StringOrNull(e.verified_by);
    WriteSpan(json, "span", e.span);
    json.EndObject();
  }
  json.EndArray();
  // Records of before there were any have no such key, and keep their hashes.
  if (!c.checks.empty()) {
    json.Key("checks").BeginArray();
    for (const CheckRecord& check : c.checks) {
      json.BeginObject().Key("kind").String(check.kind).Key("by").StringOrNull(check.by);
      json.Key("by_side").StringOrNull(check.by_side).Key("words").String(check.words);
      WriteSpan(json, "span", check.span);
      json.EndObject();
    }
    json.EndArray();
  }
  json.Key("confidence").Number(c.confidence).Key("grounds").BeginArray();
  for (const std::string& ground : c.grounds) json.String(ground);
  json.EndArray().EndObject();
  return json.Take();
}

std::string ToJson(const DocumentRecord& d) {
  io::JsonWriter json;
  json.BeginObject()
      .Key("id")
      .String(d.id)
      .Key("uri")
      .StringOrNull(d.uri)
      .Key("title")
      .StringOrNull(d.title);
  json.Key("publisher").StringOrNull(d.publisher).Key("language").StringOrNull(d.language);
  WriteDay(json, "published", d.published);
  json.Key("published_basis")
      .String(d.published_basis)
      .Key("text_sha256")
      .String(io::Sha256Hex(d.text))
      .EndObject();
  return json.Take();
}

std::string ToJson(const EngineRecord& e) {
  io::JsonWriter json;
  json.BeginObject().Key("version").String(e.version).Key("model").StringOrNull(e.model);
  json.Key("gazetteer").StringOrNull(e.gazetteer).Key("ontology").StringOrNull(e.ontology);
  // Only where there is one: readings without it keep the bytes that they always had.
  if (!e.actors.empty()) json.Key("actors").String(e.actors);
  json.EndObject();
  return json.Take();
}

}  // namespace dateline::record
