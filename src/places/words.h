// The stage's tables of English words (data/places/words.en.tsv, relations.en.tsv),
// keyed by the hash of the folded word (name_key.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "places/name_key.h"

namespace dateline::places {

// What a cue beside a name says that it is.
enum class Want : std::uint8_t {
  kNothing,
  kRegion,    // "X region": a first-order division, or a region by that name
  kAdmin1,    // "X Oblast"
  kDistrict,  // "X county"
  kQuarter,   // "X neighbourhood"
  kSettlement,
  kWater,
  kLand,
  kCountry,  // only as what "the country" stands for
};

// Lists of words without a value, as bits so that one look-up tells all of them.
enum class WordSet : std::uint32_t {
  kConnector = 1u << 0,
  kMetonymNoun = 1u << 1,
  kPersonNoun = 1u << 2,
  kOfNoun = 1u << 3,
  kPartNoun = 1u << 4,
  kSays = 1u << 5,
  kActs = 1u << 6,
  kUndergoes = 1u << 7,
  kPowerPreposition = 1u << 8,
  kSkip = 1u << 9,
  kPersonTitle = 1u << 10,
  kMovement = 1u << 11,
  kFacility = 1u << 12,
  kJoint = 1u << 14,  // "and": places that share one relation
  kSaint = 1u << 15,  // begins names of churches
  kCalendar = 1u << 16,
  kPlaceVerb = 1u << 17,   // "entered": its object is often a place
  kFamilyName = 1u << 18,  // data/places/person_names.tsv
  kGivenName = 1u << 19,
  kDefinite = 1u << 20,    // "the", "this": what follows is known
  kVillage = 1u << 21,     // "village": no city is called one
  kHazard = 1u << 22,      // "landslide": whose it is says where it was
  kAdjacent = 1u << 23,    // "nearby": what follows is near what was named before
  kDegree = 1u << 24,      // "just": says how much of a nearness or distance
  kIndefinite = 1u << 25,  // "a": one of several
  kParticle = 1u << 28,    // "al", "da": a small word inside a name
  kPersonLead = 1u << 27,  // "past": a word of place that people stand behind as well
  kVessel = 1u << 26,      // "USS": what follows is a ship, whatever town has the name
};

struct WordFacts {
  std::uint32_t sets = 0;
  Want after = Want::kNothing;       // "X region"
  Want of = Want::kNothing;          // "region of X"
  Want title = Want::kNothing;       // "Lake X"
  Want stands_for = Want::kNothing;  // "the city", of one named before
  std::optional<Bearing> bearing;
  std::optional<SpatialRelation> part;  // "X's outskirts", "the X area"
  double unit_km = 0;                   // of a unit of length; else 0
  double number = 0;                    // of a word for a number; else 0
  bool is(WordSet set) const { return (sets & static_cast<std::uint32_t>(set)) != 0; }
};

// Words before a place, nearest last; kBearingWord stands for any point of the compass.
struct RelationPattern {
  std::vector<std::uint64_t> words;
  SpatialRelation relation = SpatialRelation::kIn;
  bool needs_movement = false;  // "to" says where only after a word of movement
};

class Words {
 public:
  static Result<Words> Load();

  // Never null: a word that no table has has no facts.
  const WordFacts& Of(std::uint64_t word) const {
    const auto found = facts_.find(word);
    return found == facts_.end() ? none_ : found->second;
  }
  bool Is(std::uint64_t word, WordSet set) const { return Of(word).is(set); }
  // Patterns whose last word is `word`, longest first.
  const std::vector<RelationPattern>& PatternsEndingIn(std::uint64_t word) const {
    const auto found = patterns_.find(word);
    return found == patterns_.end() ? no_patterns_ : found->second;
  }
  // Sequences of words that begin with `word` and hide a place's name: "White House".
  const std::vector<std::vector<std::uint64_t>>& NoPlacesFrom(std::uint64_t word) const {
    const auto found = no_places_.find(word);
    return found == no_places_.end() ? no_sequences_ : found->second;
  }
  // "front line" and its like, as sequences of words.
  const std::vector<std::vector<std::uint64_t>>& nominals() const { return nominals_; }

 private:
  Status LoadWords();
  Status LoadPersonNames();
  Status LoadNoPlaces();
  Status LoadRelations();

  std::unordered_map<std::uint64_t, WordFacts> facts_;
  std::unordered_map<std::uint64_t, std::vector<RelationPattern>> patterns_;
  std::vector<std::vector<std::uint64_t>> nominals_;
  std::unordered_map<std::uint64_t, std::vector<std::vector<std::uint64_t>>> no_places_;
  std::vector<std::vector<std::uint64_t>> no_sequences_;
  WordFacts none_;
  std::vector<RelationPattern> no_patterns_;
};

// The hash of one folded word. REQUIRES: `word` is one word, folded.
std::uint64_t WordHash(std::string_view word);
// Any point of the compass in a pattern.
inline constexpr std::uint64_t kBearingWord = 2;

// "north" and "western" make one point: NW. None for words that face each other.
std::optional<Bearing> Combine(Bearing first, Bearing second);

}  // namespace dateline::places
