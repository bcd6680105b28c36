#include "pipeline/recording.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "io/sha256.h"
#include "text/enum_names.h"
#include "text/geometry_json.h"
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

// The notes on checking that bear on a claim: those whose scope holds what the claim was taken
// from. Silence bears on nothing; it is told beside what was said in its sentence, or in the one
// before of the same paragraph.
class Checks {
 public:
  explicit Checks(const Reading& reading) : reading_(reading) {
    for (std::size_t i = 0; i < reading.verifications.size(); ++i) {
      const VerificationNote& note = reading.verifications[i];
      for (const AttributionIndex attribution : note.scope)
        of_attribution_[attribution].push_back(i);
      if (note.kind == VerificationKind::kNoComment) NoteSilence(note.span.begin(), i);
    }
  }

  std::vector<record::CheckRecord> Of(const Claim& claim) const {
    std::set<std::size_t> notes;
    const auto add = [&](const auto& by, const auto& key) {
      const auto found = by.find(key);
      if (found != by.end()) notes.insert(found->second.begin(), found->second.end());
    };
    // What holds of "the ministry said, an outlet reported" holds of what is nested in it.
    auto at = claim.attribution;
    for (int depth = 0; at && depth < kDeepest; ++depth, at = reading_.attributions[*at].parent)
      add(of_attribution_, *at);
    add(silence_, claim.sentence);
    std::vector<record::CheckRecord> out;
    for (const std::size_t i : notes) {
      const VerificationNote& note = reading_.verifications[i];
      out.push_back({std::string(text::NameOf(note.kind)), note.by.name, note.by.side,
                     std::string(note.span.In(reading_.text)), note.span});
      if (out.size() == kMost) break;
    }
    return out;
  }

 private:
  static constexpr std::size_t kMost = 8;  // of one claim
  static constexpr int kDeepest = 8;

  void NoteSilence(ByteOffset where, std::size_t note) {
    const auto& sentences = reading_.sentences;
    const auto after = std::partition_point(
        sentences.begin(), sentences.end(),
        [&](const Sentence& sentence) { return sentence.span.begin() <= where; });
    if (after == sentences.begin()) return;
    const SentenceIndex own(static_cast<std::uint32_t>(after - sentences.begin() - 1));
    silence_[own].push_back(note);
    if (own.value() == 0) return;
    const SentenceIndex before(own.value() - 1);
    if (sentences[before].block == sentences[own].block) silence_[before].push_back(note);
  }

  const Reading& reading_;
  std::map<AttributionIndex, std::vector<std::size_t>> of_attribution_;
  std::map<SentenceIndex, std::vector<std::size_t>> silence_;
};

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
  const Checks checks(reading);
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
    r.checks = checks.Of(claim);
    r.confidence = claim.confidence;
    r.grounds = claim.grounds;
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace dateline::pipeline
