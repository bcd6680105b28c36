// Senses: the places that each name of a document may mean, with what speaks for each of them. The
// weights are in data/places/weights.tsv.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "places/gazetteer.h"
#include "places/outlets.h"
#include "places/surroundings.h"
#include "places/ties.h"
#include "places/toponym.h"

namespace dateline::places {

enum class SenseFeature : std::uint8_t {
  // Of the place.
  kPopulation,  // powers of ten, of a settlement
  kSmall,       // a settlement without known inhabitants
  kCountry,
  kContinent,
  kRegion,
  kWater,
  kAdmin1,
  kAdmin1Size,  // powers of ten of its inhabitants
  kAdmin2,
  kAdmin2Size,
  kCapital,
  kSeat,  // of a first-order division
  kQuarter,
  kFame,  // logarithm of the number of its names
  // Of the name.
  kPreferred,
  kAlternate,
  kAbbreviation,
  kWanted,  // the cue beside it says what it is
  // Of the document.
  kContained,     // "Paris, Texas"
  kSameCountry,   // share of the other names in its country
  kSameAdmin1,    // share of the other names in its division
  kNear,          // closeness to other names, 0 to 1
  kClose,         // the same, within a day's drive
  kNamedCountry,  // its country is named
  kNamedAdmin1,   // its division is named
  // Of the publisher.
  kHomeCountry,
  kHomeAdmin1,
  kHomeNear,  // closeness to the publisher's town, 0 to 1
  // Of a small settlement that nothing else in the document is near.
  kLone,
  // Of the sense "none of these", a place that the gazetteer lacks: more with each other name of
  // the
  // document, 0 to 1, since a name alone has nothing that speaks against it.
  kNone,
};
inline constexpr std::size_t kSenseFeatures = 30;
std::string_view NameOf(SenseFeature feature);

using SenseVector = std::array<double, kSenseFeatures>;
inline double Score(const SenseVector& weights, const SenseVector& features) {
  double score = 0;
  for (std::size_t f = 0; f < kSenseFeatures; ++f) score += weights[f] * features[f];
  return score;
}

struct Sense {
  RecordIndex record = kNoRecord;
  LatLng point;
  double cosine = 1;  // of its latitude
  SenseVector features{};
};

// All toponyms of one name and one cue: one decision ("one sense a document").
struct Name {
  std::vector<Sense> senses;  // not empty
  std::size_t chosen = 0;
  SenseVector none{};  // the features of the sense that it is none of them
  double weight = 1;   // grows slowly with the number of toponyms
  bool is_demonym = false;
};

class Senses {
 public:
  Senses(const Surroundings& around, const Gazetteer& gazetteer, const Home& home,
         const std::vector<Toponym>& toponyms);

  static constexpr std::size_t kNoName = static_cast<std::size_t>(-1);
  std::vector<Name>& names() { return names_; }
  // The name of a toponym, or kNoName when the gazetteer has none.
  std::size_t name_of(std::size_t toponym) const { return name_of_[toponym]; }

  const std::vector<Tie>& ties() const { return ties_; }
  bool Holds(RecordIndex outer, RecordIndex inner) const;

  // Fills the features of the document by what each name is now taken to be.
  void ReadContext();

 private:
  Sense SenseOf(const NameMatch& match, Want want) const;
  void ReadPlace(const PlaceRecord& record, SenseVector& features) const;
  void ReadHome(Sense& sense) const;
  void Group(const std::vector<Toponym>& toponyms);
  void ReadTies();
  RecordIndex DivisionOf(RecordIndex record) const;
  void ReadCloseness(std::size_t n, const std::vector<std::size_t>& chosen, Sense& sense) const;

  const Gazetteer& gazetteer_;
  Home home_;
  LatLng home_point_;
  RecordIndex home_admin1_ = kNoRecord;
  std::vector<Name> names_;
  std::vector<std::size_t> name_of_;
  std::vector<Tie> ties_;
};

}  // namespace dateline::places
