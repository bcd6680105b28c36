#include "pipeline/recording.h"

#include <map>
#include <string>

#include "io/sha256.h"
#include "text/enum_names.h"
#include "text/json_format.h"
#include "unicode/fold.h"

namespace dateline::pipeline {
namespace {

// The same claim of the same document has the same id, whatever else the reading holds.
std::string IdOf(const Reading& reading, const Claim& claim, std::map<std::string, int>& seen) {
  const std::string about = reading.document.id + "|" + claim.type + "|" +
                            std::to_string(claim.trigger.begin().value()) + "|" +
                            std::to_string(claim.trigger.end().value());
  const int repeat = seen[about]++;
  return "c-" +
         io::Sha256Hex(repeat == 0 ? about : about + "|" + std::to_string(repeat)).substr(0, 12);
}

record::PlaceRecord PlaceRecordOf(const Reading& reading, const Location& location,
                                  PlaceIndex index) {
  const Place& place = reading.places[index];
  record::PlaceRecord out;
  out.key = place.gazetteer.empty() ? "name:" + unicode::FoldName(place.name) : place.gazetteer;
  out.name = place.name;
  out.country = place.country;
  out.admin1 = place.admin1 == place.name ? "" : place.admin1;
  out.relation = text::NameOf(location.relation);
  out.bearing = location.bearing ? text::NameOf(*location.bearing) : "";
  out.precision = text::NameOf(location.precision);
  out.radius_km = location.radius_km;
  // An area has no point of its own: what stands for it is its geometry.
  if (place.point &&
      (location.precision == Precision::kSettlement || location.precision == Precision::kExact)) {
    out.lat = place.point->lat;
    out.lng = place.point->lng;
  }
  out.geometry = text::GeometryToJson(location.geometry);
  out.span = location.span;
  return out;
}

}  // namespace

record::DocumentRecord DocumentRecordOf(const Reading& reading) {
  const DocumentInfo& info = reading.document;
  return {info.id,
          info.uri,
          info.title,
          info.publisher,
          info.language,
          reading.text,
          info.published.value,
          std::string(text::NameOf(info.published.basis))};
}

record::EngineRecord EngineRecordOf(const EngineInfo& engine) {
  return {engine.version, engine.model, engine.gazetteer, engine.ontology, engine.actors};
}

std::vector<record::ClaimRecord> ClaimRecordsOf(const Reading& reading) {
  std::vector<record::ClaimRecord> out;
  std::map<std::string, int> seen;
  for (const Claim& claim : reading.claims) {
    if (claim.repeats) continue;  // the body's claim is recorded, and counts once
    record::ClaimRecord r;
    r.id = IdOf(reading, claim, seen);
    r.type = claim.type;
    r.trigger = claim.trigger;
    r.trigger_words = claim.trigger.In(reading.text);
    r.sentence = reading.sentences[claim.sentence].span;
    r.sentence_words = r.sentence.In(reading.text);
    r.source_name = claim.source.name;
    r.source_side = claim.source.side;
    r.source_kind = text::NameOf(claim.source.kind);
    if (claim.attribution) {
      const Attribution& attribution = reading.attributions[*claim.attribution];
      if (attribution.cue) r.cue = attribution.cue->In(reading.text);
      if (attribution.source) r.source_words = attribution.source->In(reading.text);
      r.medium = attribution.medium;
      r.cue_span = attribution.cue;
      r.source_span = attribution.source;
      r.content = attribution.content;
    }
    for (const Role& role : claim.roles)
      r.roles.push_back({std::string(text::NameOf(role.role)), role.name, role.side, role.span});
    for (const LocationIndex location : claim.locations) {
      for (const PlaceIndex place : reading.locations[location].places) {
        r.places.push_back(PlaceRecordOf(reading, reading.locations[location], place));
      }
    }
    if (claim.time) {
      r.happened = claim.time->interval;
      r.happened_basis = text::NameOf(claim.time->basis);
      if (claim.time->expression) r.happened_span = reading.times[*claim.time->expression].span;
    }
    r.quantity = claim.quantity;
    r.realis = text::NameOf(claim.realis);
    for (const Evidence& evidence : claim.evidence) {
      r.evidence.push_back({std::string(text::NameOf(evidence.kind)),
                            evidence.by ? reading.entities[*evidence.by].name : "",
                            evidence.geolocated_by, evidence.verified_by, evidence.span});
    }
    r.confidence = claim.confidence;
    r.grounds = claim.grounds;
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace dateline::pipeline
