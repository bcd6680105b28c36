#include "record/claim_record.h"

#include <simdjson.h>

#include "io/json_writer.h"
#include "io/sha256.h"

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

// Reads one claim; the first thing that is missing or wrong is kept as the reason.
class ClaimReader {
 public:
  Result<ClaimRecord> Run(std::string_view text) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(text.data(), text.size()).get(root);
        error != simdjson::SUCCESS) {
      return Error{
          ErrorCode::kCorrupt,
          std::string("a claim of the ledger is no JSON: ") + simdjson::error_message(error), ""};
    }
    ClaimRecord c;
    c.id = String(root, "id");
    c.type = String(root, "type");
    c.trigger = Span(root, "trigger");
    c.trigger_words = String(root, "trigger_words");
    c.sentence = Span(root, "sentence");
    c.sentence_words = String(root, "sentence_words");
    c.source_name = String(root, "source_name");
    c.source_side = String(root, "source_side");
    c.source_kind = String(root, "source_kind");
    c.cue = String(root, "cue");
    c.source_words = String(root, "source_words");
    c.cue_span = OptionalSpan(root, "cue_span");
    c.source_span = OptionalSpan(root, "source_span");
    for (const auto part : Array(root, "content")) c.content.push_back(SpanOf(part, "content"));
    c.medium = String(root, "medium");
    for (const auto role : Array(root, "roles")) {
      c.roles.push_back({String(role, "role"), String(role, "name"), String(role, "side"),
                         OptionalSpan(role, "span")});
    }
    for (const auto place : Array(root, "places")) c.places.push_back(Place(place));
    if (Has(root, "happened")) {
      DayInterval interval;
      interval.begin = OptionalDay(root["happened"], "begin");
      interval.end = OptionalDay(root["happened"], "end");
      c.happened = interval;
    }
    c.happened_basis = String(root, "happened_basis");
    c.happened_span = OptionalSpan(root, "happened_span");
    if (Has(root, "quantity")) {
      Quantity quantity;
      quantity.min = Number(root["quantity"], "min");
      quantity.max = Number(root["quantity"], "max");
      quantity.unit = String(root["quantity"], "unit");
      c.quantity = quantity;
    }
    c.realis = String(root, "realis");
    for (const auto item : Array(root, "evidence")) {
      c.evidence.push_back({String(item, "kind"), String(item, "by"), String(item, "geolocated_by"),
                            String(item, "verified_by"), OptionalSpan(item, "span")});
    }
    c.confidence = Number(root, "confidence").value_or(0.0);
    for (const auto ground : Array(root, "grounds")) {
      std::string_view words;
      if (ground.get(words) != simdjson::SUCCESS) Missing("grounds");
      c.grounds.emplace_back(words);
    }
    if (!wrong_.empty())
      return Error{ErrorCode::kCorrupt, "a claim of the ledger has no sound \"" + wrong_ + "\"",
                   ""};
    return c;
  }

 private:
  using Element = simdjson::dom::element;
  using MaybeElement = simdjson::simdjson_result<simdjson::dom::element>;

  void Missing(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }
  // Absent and null are both nothing; another type is damage.
  template <typename Holder>
  std::string String(const Holder& holder, std::string_view key) {
    const MaybeElement value = holder[key];
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    if (!value.is_null() || value.error() != simdjson::SUCCESS) Missing(key);
    return {};
  }
  template <typename Holder>
  bool Has(const Holder& holder, std::string_view key) {
    const MaybeElement value = holder[key];
    if (value.error() != simdjson::SUCCESS) {
      Missing(key);
      return false;
    }
    return !value.is_null();
  }
  template <typename Holder>
  std::optional<double> Number(const Holder& holder, std::string_view key) {
    const MaybeElement value = holder[key];
    double number = 0;
    if (value.get(number) == simdjson::SUCCESS) return number;
    if (value.error() != simdjson::SUCCESS || !value.is_null()) Missing(key);
    return std::nullopt;
  }
  template <typename Holder>
  std::optional<Day> OptionalDay(const Holder& holder, std::string_view key) {
    const std::string text = String(holder, key);
    if (text.empty()) return std::nullopt;
    const auto day = ParseDay(text);
    if (day.ok()) return *day;
    Missing(key);
    return std::nullopt;
  }
  std::vector<Element> Array(const Element& holder, std::string_view key) {
    simdjson::dom::array array;
    std::vector<Element> items;
    if (holder[key].get(array) == simdjson::SUCCESS) {
      for (const Element item : array) items.push_back(item);
    } else {
      Missing(key);
    }
    return items;
  }
  ByteSpan SpanOf(const Element& pair, std::string_view key) {
    std::uint64_t begin = 0, end = 0;
    if (pair.at(0).get(begin) != simdjson::SUCCESS || pair.at(1).get(end) != simdjson::SUCCESS ||
        begin > end || end > 0xFFFFFFFFu) {
      Missing(key);
      return {};
    }
    return ByteSpan::FromSizes(begin, end);
  }
  ByteSpan Span(const Element& holder, std::string_view key) {
    Element pair;
    if (holder[key].get(pair) == simdjson::SUCCESS) return SpanOf(pair, key);
    Missing(key);
    return {};
  }
  std::optional<ByteSpan> OptionalSpan(const Element& holder, std::string_view key) {
    if (!Has(holder, key)) return std::nullopt;
    return Span(holder, key);
  }
  PlaceRecord Place(const Element& e) {
    PlaceRecord p;
    p.key = String(e, "key");
    p.name = String(e, "name");
    p.country = String(e, "country");
    p.admin1 = String(e, "admin1");
    p.relation = String(e, "relation");
    p.bearing = String(e, "bearing");
    p.precision = String(e, "precision");
    p.radius_km = Number(e, "radius_km").value_or(0.0);
    p.lat = Number(e, "lat");
    p.lng = Number(e, "lng");
    p.geometry = String(e, "geometry");
    p.span = OptionalSpan(e, "span");
    return p;
  }

  std::string wrong_;
};

}  // namespace

Result<ClaimRecord> ClaimFromJson(std::string_view json) { return ClaimReader().Run(json); }

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
  json.EndArray().Key("places").BeginArray();
  for (const PlaceRecord& p : c.places) {
    json.BeginObject()
        .Key("key")
        .String(p.key)
        .Key("name")
        .String(p.name)
        .Key("country")
        .StringOrNull(p.country);
    json.Key("admin1")
        .StringOrNull(p.admin1)
        .Key("relation")
        .String(p.relation)
        .Key("bearing")
        .StringOrNull(p.bearing);
    json.Key("precision").String(p.precision).Key("radius_km").Number(p.radius_km);
    WriteNumber(json, "lat", p.lat);
    WriteNumber(json, "lng", p.lng);
    json.Key("geometry").StringOrNull(p.geometry);
    WriteSpan(json, "span", p.span);
    json.EndObject();
  }
  json.EndArray().Key("happened");
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
  json.EndArray().Key("confidence").Number(c.confidence).Key("grounds").BeginArray();
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
  json.Key("gazetteer")
      .StringOrNull(e.gazetteer)
      .Key("ontology")
      .StringOrNull(e.ontology)
      .EndObject();
  return json.Take();
}

}  // namespace dateline::record
