// Writes the layers in the order of the contract. Absent means unknown: an empty slot is null.
#include "text/json_format.h"

#include <array>
#include <cmath>

#include "io/json_writer.h"
#include "text/enum_names.h"
#include "text/geometry_json.h"

namespace dateline::text {
namespace {

constexpr std::array<std::string_view, kLayerCount> kLayerNames = {
    "blocks", "sentences",  "tokens",       "mentions",      "entities", "places",     "locations",
    "times",  "quantities", "attributions", "verifications", "claims",   "diagnostics"};

double RoundedScore(double score) { return std::round(score * 1e4) / 1e4; }

class Writer {
 public:
  Writer(const Reading& reading, const JsonOptions& options)
      : r_(reading),
        options_(options),
        map_(reading.text, options.offsets),
        json_(options.is_indented ? io::JsonWriter::Layout::kIndented
                                  : io::JsonWriter::Layout::kCompact) {}

  std::string Run() {
    json_.BeginObject();
    json_.Key("schema").String("dateline.reading/1");
    Engine();
    json_.Key("offsets").String(options_.offsets == unicode::OffsetUnit::kByte    ? "byte"
                                : options_.offsets == unicode::OffsetUnit::kUtf16 ? "utf16"
                                                                                  : "codepoint");
    Document();
    Each(Layer::kBlocks, r_.blocks, [&](const Block& block) {
      json_.BeginObject().Key("kind").String(NameOf(block.kind));
      Span("span", block.span);
      json_.EndObject();
    });
    Each(Layer::kSentences, r_.sentences, [&](const Sentence& sentence) { Span(sentence.span); });
    Tokens();
    Mentions();
    Places();
    Times();
    Attributions();
    Verifications();
    Claims();
    Each(Layer::kDiagnostics, r_.diagnostics, [&](const Diagnostic& diagnostic) {
      json_.BeginObject()
          .Key("code")
          .String(diagnostic.code)
          .Key("message")
          .String(diagnostic.message);
      OptionalSpan("span", diagnostic.span);
      json_.EndObject();
    });
    json_.EndObject();
    return json_.Take();
  }

 private:
  template <typename Table, typename Function>
  void Each(Layer layer, const Table& table, const Function& write) {
    const auto index = static_cast<std::size_t>(layer);
    if (!options_.layers[index]) return;
    json_.Key(kLayerNames[index]).BeginArray();
    for (const auto& item : table) write(item);
    json_.EndArray();
  }
  void Span(ByteSpan span) {
    json_.BeginArray()
        .Number(map_.FromByte(span.begin()))
        .Number(map_.FromByte(span.end()))
        .EndArray();
  }
  void Span(std::string_view key, ByteSpan span) {
    json_.Key(key);
    Span(span);
  }
  void OptionalSpan(std::string_view key, const std::optional<ByteSpan>& span) {
    json_.Key(key);
    if (span) {
      Span(*span);
    } else {
      json_.Null();
    }
  }
  template <typename Index>
  static std::string Id(char letter, Index index) {
    return letter + std::to_string(index.value() + 1);
  }
  template <typename Index>
  void OptionalId(std::string_view key, char letter, const std::optional<Index>& index) {
    json_.Key(key);
    if (index) {
      json_.String(Id(letter, *index));
    } else {
      json_.Null();
    }
  }
  void OptionalNumber(std::string_view key, const std::optional<double>& number) {
    json_.Key(key);
    if (number) {
      json_.Number(*number);
    } else {
      json_.Null();
    }
  }
  void Interval(const DayInterval& interval) {
    json_.BeginArray();
    for (const auto& end : {interval.begin, interval.end}) {
      if (end) {
        json_.String(end->ToString());
      } else {
        json_.Null();
      }
    }
    json_.EndArray();
  }
  void QuantityFields(const Quantity& quantity) {
    OptionalNumber("min", quantity.min);
    OptionalNumber("max", quantity.max);
    json_.Key("unit").StringOrNull(quantity.unit);
  }

  void Engine() {
    json_.Key("engine").BeginObject();
    json_.Key("version").String(r_.engine.version).Key("model").StringOrNull(r_.engine.model);
    json_.Key("gazetteer").StringOrNull(r_.engine.gazetteer);
    json_.Key("ontology").StringOrNull(r_.engine.ontology);
    if (!r_.engine.actors.empty()) json_.Key("actors").String(r_.engine.actors);
    json_.EndObject();
  }

  void Document() {
    const DocumentInfo& info = r_.document;
    json_.Key("document").BeginObject();
    json_.Key("id").String(info.id).Key("uri").StringOrNull(info.uri);
    json_.Key("title").StringOrNull(info.title).Key("publisher").StringOrNull(info.publisher);
    json_.Key("authors").BeginArray();
    for (const std::string& author : info.authors) json_.String(author);
    json_.EndArray().Key("language").String(info.language).Key("text").String(r_.text);
    json_.Key("published").BeginObject().Key("value");
    json_.StringOrNull(info.published.value ? info.published.value->ToString() : "");
    json_.Key("basis").String(NameOf(info.published.basis)).EndObject().EndObject();
  }

  void Tokens() {
    const auto index = static_cast<std::size_t>(Layer::kTokens);
    if (!options_.layers[index]) return;
    json_.Key(kLayerNames[index]).BeginArray();
    for (TokenIndex t; t < r_.tokens.end_index(); ++t) {
      json_.BeginObject();
      Span("span", r_.tokens[t].span);
      if (!r_.words.empty()) {
        const Word& word = r_.words[t];
        json_.Key("lemma").StringOrNull(word.lemma).Key("upos").String(NameOf(word.upos));
        json_.Key("xpos").StringOrNull(word.xpos).Key("feats").StringOrNull(word.feats).Key("head");
        if (word.head) {
          json_.Number(word.head->value());
        } else {
          json_.Null();
        }
        json_.Key("deprel").String(NameOf(word.deprel));
      }
      json_.EndObject();
    }
    json_.EndArray();
  }

  void Mentions() {
    std::size_t n = 0;
    Each(Layer::kMentions, r_.mentions, [&](const Mention& mention) {
      json_.BeginObject().Key("id").String("m" + std::to_string(++n));
      Span("span", mention.span);
      json_.Key("type").String(NameOf(mention.type)).Key("kind").String(NameOf(mention.kind));
      OptionalId("entity", 'n', mention.entity);
      json_.EndObject();
    });
    n = 0;
    Each(Layer::kEntities, r_.entities, [&](const Entity& entity) {
      json_.BeginObject()
          .Key("id")
          .String("n" + std::to_string(++n))
          .Key("name")
          .String(entity.name);
      json_.Key("type").String(NameOf(entity.type)).Key("actor").StringOrNull(entity.actor);
      json_.Key("side").StringOrNull(entity.side).Key("kind");
      json_.StringOrNull(entity.kind ? NameOf(*entity.kind) : "");
      json_.Key("role").StringOrNull(entity.role).EndObject();
    });
  }

  void Reasons(const PlaceReasons& reasons) {
    json_.Key("candidates").BeginArray();
    for (const PlaceCandidate& c : reasons.candidates) {
      json_.BeginObject().Key("gazetteer").String(c.gazetteer).Key("name").String(c.name);
      json_.Key("country").StringOrNull(c.country).Key("admin1").StringOrNull(c.admin1);
      json_.Key("lat")
          .Number(RoundedDegrees(c.point.lat))
          .Key("lon")
          .Number(RoundedDegrees(c.point.lng));
      json_.Key("share").Number(RoundedScore(c.share)).Key("grounds").BeginObject();
      for (const auto& ground : c.grounds)
        json_.Key(ground.name).Number(RoundedScore(ground.weight));
      json_.EndObject().EndObject();
    }
    json_.EndArray().Key("none_of_these").Number(RoundedScore(reasons.none_share));
    json_.Key("moored_to").StringOrNull(reasons.moored_to);
  }

  void Places() {
    std::size_t n = 0;
    Each(Layer::kPlaces, r_.places, [&](const Place& place) {
      json_.BeginObject().Key("id").String("p" + std::to_string(++n));
      Span("span", place.span);
      json_.Key("name").String(place.name).Key("gazetteer").StringOrNull(place.gazetteer);
      json_.Key("feature").StringOrNull(place.feature);
      OptionalNumber("lat",
                     place.point ? std::optional(RoundedDegrees(place.point->lat)) : std::nullopt);
      OptionalNumber("lon",
                     place.point ? std::optional(RoundedDegrees(place.point->lng)) : std::nullopt);
      json_.Key("country").StringOrNull(place.country).Key("admin1").StringOrNull(place.admin1);
      json_.Key("use").String(NameOf(place.use));
      json_.Key("confidence").Number(RoundedScore(place.confidence));
      if (place.reasons) Reasons(*place.reasons);
      json_.EndObject();
    });
    n = 0;
    Each(Layer::kLocations, r_.locations, [&](const Location& location) {
      json_.BeginObject().Key("id").String("l" + std::to_string(++n));
      Span("span", location.span);
      json_.Key("places").BeginArray();
      for (const PlaceIndex place : location.places) json_.String(Id('p', place));
      json_.EndArray().Key("relation").String(NameOf(location.relation)).Key("bearing");
      json_.StringOrNull(location.bearing ? NameOf(*location.bearing) : "");
      json_.Key("distance_km").BeginObject();
      OptionalNumber("min", location.distance_min_km);
      OptionalNumber("max", location.distance_max_km);
      json_.EndObject().Key("geometry");
      WriteGeometry(location.geometry, json_);
      json_.Key("radius_km").Number(std::round(location.radius_km * 100) / 100);
      json_.Key("precision").String(NameOf(location.precision)).EndObject();
    });
  }

  void Times() {
    std::size_t n = 0;
    Each(Layer::kTimes, r_.times, [&](const TimeExpression& time) {
      json_.BeginObject().Key("id").String("t" + std::to_string(++n));
      Span("span", time.span);
      json_.Key("type").String(NameOf(time.type)).Key("value").StringOrNull(time.value);
      json_.Key("mod").StringOrNull(time.mod).Key("interval");
      if (time.interval) {
        Interval(*time.interval);
      } else {
        json_.Null();
      }
      json_.EndObject();
    });
    n = 0;
    Each(Layer::kQuantities, r_.quantities, [&](const QuantityMention& mention) {
      json_.BeginObject().Key("id").String("q" + std::to_string(++n));
      Span("span", mention.span);
      QuantityFields(mention.quantity);
      json_.EndObject();
    });
  }

  void Attributions() {
    std::size_t n = 0;
    Each(Layer::kAttributions, r_.attributions, [&](const Attribution& attribution) {
      json_.BeginObject().Key("id").String("a" + std::to_string(++n));
      json_.Key("form").String(NameOf(attribution.form));
      OptionalSpan("source", attribution.source);
      OptionalSpan("cue", attribution.cue);
      json_.Key("content").BeginArray();
      for (const ByteSpan part : attribution.content) Span(part);
      json_.EndArray().Key("speaker");
      if (attribution.speaker.name.empty()) {
        json_.Null();
      } else {
        SourceValue(attribution.speaker);
      }
      json_.Key("cue_class").String(NameOf(attribution.cue_class));
      json_.Key("medium").StringOrNull(attribution.medium);
      OptionalId("parent", 'a', attribution.parent);
      json_.Key("inherited").Boolean(attribution.inherited);
      json_.Key("confidence").Number(RoundedScore(attribution.confidence)).EndObject();
    });
  }

  void Verifications() {
    std::size_t n = 0;
    Each(Layer::kVerifications, r_.verifications, [&](const VerificationNote& note) {
      json_.BeginObject().Key("id").String("v" + std::to_string(++n));
      json_.Key("kind").String(NameOf(note.kind));
      Span("span", note.span);
      OptionalSpan("about", note.about);
      json_.Key("by");
      if (note.by.name.empty()) {
        json_.Null();
      } else {
        SourceValue(note.by);
      }
      json_.Key("attributions").BeginArray();
      for (const AttributionIndex index : note.scope)
        json_.String("a" + std::to_string(index.value() + 1));
      json_.EndArray().EndObject();
    });
  }

  void SourceValue(const Source& source) {
    json_.BeginObject();
    OptionalId("entity", 'n', source.entity);
    json_.Key("name").StringOrNull(source.name).Key("side").StringOrNull(source.side);
    json_.Key("kind").String(NameOf(source.kind)).EndObject();
  }

  void Claims() {
    std::size_t n = 0;
    Each(Layer::kClaims, r_.claims, [&](const Claim& claim) {
      json_.BeginObject().Key("id").String("c" + std::to_string(++n));
      json_.Key("type").String(claim.type);
      Span("trigger", claim.trigger);
      json_.Key("sentence").Number(claim.sentence.value());
      Span("support", claim.support);
      OptionalId("attribution", 'a', claim.attribution);
      json_.Key("source");
      SourceValue(claim.source);
      json_.Key("roles").BeginArray();
      for (const Role& role : claim.roles) {
        json_.BeginObject().Key("role").String(NameOf(role.role));
        OptionalId("entity", 'n', role.entity);
        json_.Key("name").StringOrNull(role.name).Key("side").StringOrNull(role.side);
        OptionalSpan("span", role.span);
        json_.EndObject();
      }
      json_.EndArray().Key("locations").BeginArray();
      for (const LocationIndex location : claim.locations) json_.String(Id('l', location));
      json_.EndArray().Key("time");
      if (claim.time) {
        json_.BeginObject().Key("interval");
        Interval(claim.time->interval);
        json_.Key("basis").String(NameOf(claim.time->basis));
        OptionalId("expression", 't', claim.time->expression);
        json_.EndObject();
      } else {
        json_.Null();
      }
      json_.Key("quantity");
      if (claim.quantity) {
        json_.BeginObject();
        QuantityFields(*claim.quantity);
        json_.EndObject();
      } else {
        json_.Null();
      }
      json_.Key("realis").String(NameOf(claim.realis)).Key("evidence").BeginArray();
      for (const Evidence& evidence : claim.evidence) {
        json_.BeginObject().Key("kind").String(NameOf(evidence.kind));
        OptionalId("by", 'n', evidence.by);
        json_.Key("geolocated_by").StringOrNull(evidence.geolocated_by);
        json_.Key("verified_by").StringOrNull(evidence.verified_by);
        OptionalSpan("span", evidence.span);
        json_.EndObject();
      }
      json_.EndArray().Key("confidence").Number(RoundedScore(claim.confidence));
      if (claim.repeats) OptionalId("repeats", 'c', claim.repeats);
      if (claim.event) OptionalId("event", 'h', claim.event);
      json_.Key("grounds").BeginArray();
      for (const std::string& ground : claim.grounds) json_.String(ground);
      json_.EndArray().EndObject();
    });
  }

  const Reading& r_;
  const JsonOptions& options_;
  unicode::OffsetMap map_;
  io::JsonWriter json_;
};

}  // namespace

Result<LayerSet> ParseLayers(std::string_view list) {
  if (list == "all") return AllLayers();
  LayerSet layers;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view name = list.substr(0, comma);
    std::size_t i = 0;
    while (i < kLayerCount && kLayerNames[i] != name) ++i;
    if (i == kLayerCount) {
      std::string known = "all";
      for (const std::string_view layer : kLayerNames) known += ", " + std::string(layer);
      return Error{ErrorCode::kInvalidInput,
                   "found the layer \"" + std::string(name) + "\", expected some of: " + known, ""};
    }
    layers.set(i);
    if (comma == std::string_view::npos) return layers;
    list.remove_prefix(comma + 1);
  }
}

std::string ToJson(const Reading& reading, const JsonOptions& options) {
  return Writer(reading, options).Run();
}

}  // namespace dateline::text
