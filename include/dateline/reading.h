// A Reading: one document and the layers that the stages found in it (`dateline.reading/1`).
//
// The text is immutable canonical UTF-8. Layers hold spans and indices, never copies of the text.
// Every layer is written by exactly one stage and read-only afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/claim.h"
#include "dateline/day.h"
#include "dateline/indexed_vector.h"
#include "dateline/strong_id.h"

namespace dateline {

// ---------------------------------------------------------------- document

// How the publication day is known.
enum class DateBasis : std::uint8_t { kGiven, kMetadata, kText, kInferred, kUnknown };

struct PublicationDate {
  std::optional<Day> value;
  DateBasis basis = DateBasis::kUnknown;
};

struct DocumentInfo {
  std::string id;         // "sha256:" and the hash of the bytes as received
  std::string uri;        // file or address; empty when unknown
  std::string title;      // empty when unknown
  std::string publisher;  // empty when unknown
  std::vector<std::string> authors;
  std::string language = "en";  // BCP 47
  PublicationDate published;
};

// A remark about the reading itself; never a reason to fail it.
struct Diagnostic {
  std::string code;  // kebab-case, stable: "date-unknown"
  std::string message;
  std::optional<ByteSpan> span;
};

// ---------------------------------------------------------------- structure

enum class BlockKind : std::uint8_t {
  kHeadline,
  kSubhead,
  kDateline,
  kByline,
  kParagraph,
  kCaption,
  kRelated,  // a teaser for another story
  kList,
  kBoilerplate,
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  ByteSpan span;
};

struct Sentence {
  ByteSpan span;
  BlockIndex block;
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
};

struct Token {
  ByteSpan span;
  SentenceIndex sentence;
};

// A run of tokens that the text writes as one word, as "do" and "n't" in "don't": a range such as
// 3-4 in CoNLL-U.
struct MultiwordToken {
  TokenIndex first;
  std::uint32_t words = 0;
  std::string form;
};

// ---------------------------------------------------------------- language

// Universal part-of-speech tags, UD v2.
enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};

// Universal dependency relations, UD v2, with the subtypes that the stages tell apart.
enum class Deprel : std::uint8_t {
  kRoot,
  kNsubj,
  kNsubjPass,
  kNsubjOuter,
  kObj,
  kIobj,
  kCsubj,
  kCsubjPass,
  kCcomp,
  kXcomp,
  kObl,
  kOblAgent,
  kOblTmod,
  kOblNpmod,
  kVocative,
  kExpl,
  kDislocated,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kDiscourse,
  kAux,
  kAuxPass,
  kCop,
  kMark,
  kNmod,
  kNmodPoss,
  kNmodTmod,
  kNmodNpmod,
  kAppos,
  kNummod,
  kAcl,
  kAclRelcl,
  kAmod,
  kDet,
  kDetPredet,
  kClf,
  kCase,
  kConj,
  kCc,
  kCcPreconj,
  kFixed,
  kFlat,
  kList,
  kParataxis,
  kCompound,
  kCompoundPrt,
  kOrphan,
  kGoeswith,
  kReparandum,
  kPunct,
  kDep,
};

// One token's analysis; the layer runs parallel to the tokens.
struct Word {
  Upos upos = Upos::kX;
  std::string xpos;   // treebank tag, e.g. Penn "VBD"
  std::string feats;  // UD features, "Number=Sing|Tense=Past", empty when none
  std::string lemma;
  std::optional<TokenIndex> head;  // none for the root of a sentence
  Deprel deprel = Deprel::kDep;
};

enum class EntityType : std::uint8_t {
  kPerson,
  kOrganisation,
  kGeopolitical,
  kLocation,
  kFacility,
  kNationality,  // NORP: nationalities, religious and political groups
  kEvent,
  kWeapon,
  kVehicle,
};

enum class MentionKind : std::uint8_t {
  kName,     // "Oleh Syniehubov", "Kupiansk"
  kNominal,  // "the ministry", "Ukrainian troops", "a senior US official"
  kPronoun,  // "he", "they"
};

struct Mention {
  ByteSpan span;
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  EntityType type = EntityType::kPerson;
  MentionKind kind = MentionKind::kName;
  std::optional<EntityIndex> entity;  // filled by the actors stage
};

// ---------------------------------------------------------------- actors

struct Entity {
  std::string name;  // canonical: the fullest form in the text, or the table's
  EntityType type = EntityType::kPerson;
  std::string actor;  // code of the actor table, e.g. "RU", "UA.MIL"; empty when unknown
  std::string side;   // ISO country code or a short name; empty when none
  std::optional<SourceKind> kind;  // what it is when it speaks, where the text or table says
  std::string role;  // "president", "head of the Kharkiv region military administration"
};

// ---------------------------------------------------------------- times

enum class TimexType : std::uint8_t { kDate, kTime, kDuration, kSet };

struct TimeExpression {
  ByteSpan span;
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  TimexType type = TimexType::kDate;
  std::string value;  // TIMEX3 value, e.g. "2022-09-09", "P3D", "2022-W36"
  std::string mod;    // TIMEX3 mod, e.g. "START"; empty when none
  std::optional<DayInterval> interval;
};

// ---------------------------------------------------------------- places

// How a toponym is used. Only literal uses locate a claim.
enum class PlaceUse : std::uint8_t { kLiteral, kMetonym, kModifier };

struct LatLng {
  double lat = 0.0;  // degrees, WGS 84
  double lng = 0.0;
};

// One of the places that a name may mean.
struct PlaceCandidate {
  struct Ground {
    std::string name;   // of a feature of the scorer: "population", "same_country"
    double weight = 0;  // what it adds to the score
  };
  std::string gazetteer;  // "geonames:706483"
  std::string name;
  std::string country;
  std::string admin1;
  LatLng point;
  double share = 0;             // of probability, "none of these" among the others
  std::vector<Ground> grounds;  // largest first, at most six
};

// Why a name was taken for its place.
struct PlaceReasons {
  std::vector<PlaceCandidate> candidates;  // the chosen one, then the best; at most three
  double none_share = 0;                   // that it is none of them
  std::string moored_to;  // what the text says to hold it or to be near it, where none was chosen
};

struct Place {
  ByteSpan span;
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  std::string name;       // the gazetteer's name, e.g. "Kharkiv Oblast"
  std::string gazetteer;  // "geonames:706482"; empty when the gazetteer has no such place
  std::string feature;    // GeoNames class and code, "A.ADM1", "P.PPL", "H.STM"
  std::optional<LatLng> point;
  std::string country;  // ISO 3166-1 alpha-2
  std::string admin1;   // name of the first-order division
  PlaceUse use = PlaceUse::kLiteral;
  double confidence = 0.0;
  std::optional<PlaceReasons> reasons{};  // only where they were asked for
};

enum class SpatialRelation : std::uint8_t {
  kAt,
  kIn,
  kNear,
  kOutskirts,
  kToward,
  kFrom,
  kAlong,
  kAcross,
  kBetween,
  kSide,
  kOffset,
};

enum class Bearing : std::uint8_t { kN, kNE, kE, kSE, kS, kSW, kW, kNW };

enum class Precision : std::uint8_t { kExact, kSettlement, kDistrict, kRegion, kCountry };

// Rings of [lng, lat] positions as in GeoJSON: a point has one ring of one position, a line one
// ring, an area one closed outer ring a polygon. Empty when the place has no known geometry.
struct Geometry {
  enum class Kind : std::uint8_t { kNone, kPoint, kLine, kArea };
  Kind kind = Kind::kNone;
  std::vector<std::vector<LatLng>> rings;
};

// Where something is, as the words put it: a relation to one or two places, drawn no finer than
// said.
struct Location {
  ByteSpan span;
  std::vector<PlaceIndex> places;
  SpatialRelation relation = SpatialRelation::kIn;
  std::optional<Bearing> bearing;
  std::optional<double> distance_min_km;
  std::optional<double> distance_max_km;
  Geometry geometry;
  double radius_km = 0.0;  // how coarse: the radius of a circle of the same area
  Precision precision = Precision::kSettlement;
};

// ---------------------------------------------------------------- attribution

enum class AttributionForm : std::uint8_t { kDirect, kIndirect, kMixed };

// The stance of the cue, which feeds realis and evidence of a claim.
enum class CueClass : std::uint8_t {
  kSays,
  kConfirms,
  kClaims,
  kDenies,
  kBelieves,
  kPlans,
  kShows,
  kAsks,
  kAccuses,
  kWarns,
};

struct Attribution {
  AttributionForm form = AttributionForm::kIndirect;
  std::optional<ByteSpan> source;
  std::optional<ByteSpan> cue;
  std::vector<ByteSpan> content;  // in text order, disjoint
  CueClass cue_class = CueClass::kSays;
  Source speaker;      // resolved; name empty when the speaker stays unknown
  std::string medium;  // "Telegram", "statement", "Reuters"; empty when not said
  std::optional<AttributionIndex> parent;
  bool inherited = false;  // carried over from the sentence before, not cued here
  double confidence = 0.0;
};

// What a report says about checking. None of it is a statement against what was said: what could
// not be verified is open, and whoever declines to comment denies nothing.
enum class VerificationKind : std::uint8_t {
  kUnverified,  // "could not independently verify", "unconfirmed reports"
  kVerified,    // "verified by", by someone other than its source
  kLocated,     // "geolocated by", "verified the location of the video"
  kUnproven,    // "without providing evidence"
  kNoComment,   // "declined to comment", "did not respond"
};

struct VerificationNote {
  VerificationKind kind = VerificationKind::kUnverified;
  ByteSpan span;                        // "could not independently verify"
  std::optional<ByteSpan> about;        // "the claim", where it is named
  Source by;                            // who checked, could not, or kept silent; may be unknown
  std::vector<AttributionIndex> scope;  // what was said that the note bears on, in text order
};

// ---------------------------------------------------------------- the whole

struct EngineInfo {
  std::string version;
  std::string model;
  std::string gazetteer;
  std::string ontology;
  std::string actors;  // names the actors file of the user's; empty when there was none
};

struct Reading {
  EngineInfo engine;
  DocumentInfo document;
  std::string text;
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
  std::vector<MultiwordToken> multiword_tokens;  // of CoNLL-U input only
  IndexedVector<Word, TokenIndex> words;         // empty, or as long as tokens
  IndexedVector<Mention, MentionIndex> mentions;
  IndexedVector<Entity, EntityIndex> entities;
  IndexedVector<Place, PlaceIndex> places;
  IndexedVector<Location, LocationIndex> locations;
  IndexedVector<TimeExpression, TimeIndex> times;
  IndexedVector<QuantityMention, QuantityIndex> quantities;
  IndexedVector<Attribution, AttributionIndex> attributions;
  std::vector<VerificationNote> verifications;  // in text order
  IndexedVector<Claim, ClaimIndex> claims;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace dateline
