// The values that a claim is made of: who says it, what, where, when, how many, on what evidence.
//
// Shapes follow `dateline.reading/1` (docs/formats/reading.md). An absent optional means that the
// text does not say: slots are never guessed. Spans are bytes of the document's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/day.h"
#include "dateline/strong_id.h"

namespace dateline {

// What kind of voice a source is.
enum class SourceKind : std::uint8_t {
  kOutlet,        // the publisher itself, or a medium that it quotes
  kOfficial,      // a named person who speaks for a public office
  kGovernment,    // a government body, or a country as such
  kMilitary,      // an armed force or its staff
  kJournalist,    // a reporter who is quoted
  kWitness,       // a resident, survivor or bystander
  kOrganisation,  // a church, company, agency, party
  kAnonymous,     // described, not named: "a senior US official"
};

// How the text puts the happening: from its grammar, never from world knowledge.
enum class Realis : std::uint8_t { kAsserted, kDenied, kPossible, kPlanned, kConditional, kAsked };

enum class EvidenceKind : std::uint8_t {
  kVideo,
  kPhoto,
  kSatellite,
  kDocument,
  kWitness,
  kIntercept,
};

enum class RoleKind : std::uint8_t {
  kAgent,
  kTarget,
  kVictim,
  kInstrument,
  kHolderBefore,
  kHolderAfter,
  kService,
  kAsset,
  kRecipient,
};

// Whence an interval comes: words of the clause, the discourse around it, or only the publication.
enum class TimeBasis : std::uint8_t { kStated, kContext, kPublished };

struct Source {
  std::optional<EntityIndex> entity;
  std::string name;  // canonical; empty for the outlet's own voice
  std::string side;  // ISO country code or a short name; empty when none
  SourceKind kind = SourceKind::kOutlet;
};

struct Role {
  RoleKind role = RoleKind::kAgent;
  std::optional<EntityIndex> entity;
  std::string name;
  std::string side;
  std::optional<ByteSpan> span;
};

// A count as an interval: "at least 15" is {15, none}; "no" is {0, 0}.
struct Quantity {
  std::optional<double> min;
  std::optional<double> max;
  std::string unit;  // singular, English: "person", "km", "settlement"
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A count or a measure where the text has it.
struct QuantityMention {
  ByteSpan span;     // "at least 15", "50 kilometers (31 miles)", "a" of "a civilian was killed"
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  Quantity quantity;
  TokenIndex head;  // stands for the counted thing in the tree: "villagers", "dozens", "kilometers"
  // What the counted thing does or undergoes: "killed", "injured", "advancing". None when the tree
  // does not say, and for a part of a count that stands beside it ("including two children").
  std::optional<TokenIndex> predicate;
};

struct Evidence {
  EvidenceKind kind = EvidenceKind::kVideo;
  std::optional<EntityIndex> by;  // who made or posted it
  std::string geolocated_by;      // name; empty when nobody is said to have located it
  std::string verified_by;        // name; empty when nobody is said to have checked it
  std::optional<ByteSpan> span;
};

struct ClaimTime {
  DayInterval interval;
  TimeBasis basis = TimeBasis::kStated;
  std::optional<TimeIndex> expression;  // the words it rests on
};

struct Claim {
  std::string type;  // a `dateline_type` of the ontology, e.g. "strike.shelling"
  ByteSpan trigger;
  SentenceIndex sentence;
  ByteSpan support;                             // the clause or sentence that carries the claim
  std::optional<AttributionIndex> attribution;  // none: the outlet's own voice
  Source source;
  std::vector<Role> roles;
  std::vector<LocationIndex> locations;
  std::optional<ClaimTime> time;
  std::optional<Quantity> quantity;
  Realis realis = Realis::kAsserted;
  std::vector<Evidence> evidence;
  double confidence = 0.0;  // 0 to 1; see the model card for calibration
  // A claim of a headline, caption or teaser that the body makes too: the body's claim. It is not
  // counted beside that one.
  std::optional<ClaimIndex> repeats;
  // Claims of one report that tell of one happening (an attack, its dead, its damage) have one
  // number; none where the type is no part of such happenings.
  std::optional<EventIndex> event;
  // "slot: rule or model", in slot order, e.g. "location: clause", "type: trigger shelled"; for
  // `why`.
  std::vector<std::string> grounds;
};

}  // namespace dateline
