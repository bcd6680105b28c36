// What the ledger keeps: documents and claims as values that stand alone, without the layers that
// they came from.
//
// Every slot keeps its words and where they stand in the document's text (bytes), so that a claim
// can be shown, checked and contested without the reader that made it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/claim.h"
#include "dateline/day.h"
#include "dateline/result.h"

namespace dateline::record {

struct PlaceRecord {
  std::string
      key;  // "geonames:706482", or "name:" and the folded name of a place that no gazetteer knows
  std::string name;
  std::string country;
  std::string admin1;
  std::string relation;   // as dateline.reading/1 writes it: "in", "near", "outskirts"
  std::string bearing;    // "W"; empty when none
  std::string precision;  // "settlement", "region", ...
  double radius_km = 0.0;
  std::optional<double> lat;
  std::optional<double> lng;
  std::string geometry;            // GeoJSON, empty when unknown
  std::optional<ByteSpan> span{};  // the words of the relation and the place
  friend bool operator==(const PlaceRecord&, const PlaceRecord&) = default;
};

struct RoleRecord {
  std::string role;
  std::string name;
  std::string side;
  std::optional<ByteSpan> span{};
  friend bool operator==(const RoleRecord&, const RoleRecord&) = default;
};

struct EvidenceRecord {
  std::string kind;
  std::string by;
  std::string geolocated_by;
  std::string verified_by;
  std::optional<ByteSpan> span{};
  friend bool operator==(const EvidenceRecord&, const EvidenceRecord&) = default;
};

// What the report says about checking this claim. None of it is a statement against the claim: what
// could not be verified is open, and whoever keeps silent denies nothing.
struct CheckRecord {
  std::string kind;  // "unverified", "verified", "located", "unproven", "no_comment"
  std::string by;    // who checked, could not, or kept silent; empty when unknown
  std::string by_side;
  std::string words;  // "could not independently verify"
  ByteSpan span;
  friend bool operator==(const CheckRecord&, const CheckRecord&) = default;
};

struct ClaimRecord {
  std::string id;  // "c-" and 12 hexadecimal digits of a hash over document, trigger and type
  std::string type;
  ByteSpan trigger;
  std::string trigger_words;
  ByteSpan sentence;
  std::string sentence_words;
  std::string source_name;  // empty: the outlet's own voice
  std::string source_side;
  std::string source_kind;
  std::string cue;           // "said"; empty without attribution
  std::string source_words;  // as the text names the source
  std::optional<ByteSpan> cue_span;
  std::optional<ByteSpan> source_span;
  std::vector<ByteSpan> content;  // what is reported, in text order; empty without attribution
  std::string medium;
  std::vector<RoleRecord> roles;
  std::vector<PlaceRecord> places;
  std::optional<DayInterval> happened;
  std::string happened_basis;
  std::optional<ByteSpan> happened_span;  // the words that give the days
  std::optional<Quantity> quantity;
  std::string realis;
  std::vector<EvidenceRecord> evidence;
  std::vector<CheckRecord> checks;  // in text order
  double confidence = 0.0;
  std::vector<std::string> grounds;

  // The name (or, without one, the side) of the first role of this kind; empty when there is none.
  std::string_view RoleName(std::string_view role) const;
  std::string_view RoleSide(std::string_view role) const;
};

struct DocumentRecord {
  std::string id;  // "sha256:" and the hash of the bytes as received
  std::string uri;
  std::string title;
  std::string publisher;
  std::string language;
  std::string text;
  std::optional<Day> published;
  std::string published_basis;
};

// The engine that read, as every reading names it.
struct EngineRecord {
  std::string version;
  std::string model;
  std::string gazetteer;
  std::string ontology;
  std::string actors;  // of the user's own; empty when there was no such file
  friend bool operator==(const EngineRecord&, const EngineRecord&) = default;
};

// Canonical JSON: fixed key order, no white space, so that equal values have equal bytes and
// hashes.
std::string ToJson(const ClaimRecord& claim);
std::string ToJson(const DocumentRecord& document);  // without the text, whose hash stands for it
std::string ToJson(const EngineRecord& engine);

// The claim that ToJson wrote. Errors: kCorrupt naming what is missing or of the wrong type.
Result<ClaimRecord> ClaimFromJson(std::string_view json);
// The engine that ToJson wrote. Errors: as above.
Result<EngineRecord> EngineFromJson(std::string_view json);
// The places of a claim alone, as its record has them: a JSON array. Errors: as above.
std::string ToJson(const std::vector<PlaceRecord>& places);
Result<std::vector<PlaceRecord>> PlacesFromJson(std::string_view json);

}  // namespace dateline::record
