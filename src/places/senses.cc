#include "places/senses.h"

#include <algorithm>
#include <cmath>

#include "places/geometry.h"

namespace dateline::places {
namespace {

constexpr std::size_t kNeighbours = 24;  // names before and after that closeness looks at
constexpr double kNearKm = 80, kCloseKm = 20, kHomeKm = 100;
constexpr double kFarLatitude = 4;  // degrees beyond which nothing is near
constexpr double kDegreeKm = 111.2;
constexpr double kFewNames = 2;                // whose division alone says little
constexpr double kCrowd = 8;                   // other names that say where a document is about
constexpr double kLonely = 0.05;               // closeness below which nothing is near
constexpr std::uint32_t kSmallTown = 15000;    // inhabitants
constexpr std::uint32_t kOverlayTown = 20000;  // inhabitants

double& At(SenseVector& features, SenseFeature feature) {
  return features[static_cast<std::size_t>(feature)];
}

double PowersOfTen(std::uint32_t population) { return std::log10(population + 1.0); }

}  // namespace

std::string_view NameOf(SenseFeature feature) {
  static constexpr std::array<std::string_view, kSenseFeatures> kNames = {
      "population",   "small",        "country",     "continent",   "region",       "water",
      "admin1",       "admin1_size",  "admin2",      "admin2_size", "capital",      "seat",
      "quarter",      "fame",         "preferred",   "alternate",   "abbreviation", "wanted",
      "contained",    "same_country", "same_admin1", "near",        "close",        "named_country",
      "named_admin1", "home_country", "home_admin1", "home_near",   "lone",         "none"};
  return kNames[static_cast<std::size_t>(feature)];
}

Senses::Senses(const Surroundings& around, const Gazetteer& gazetteer, const Home& home,
               const std::vector<Toponym>& toponyms)
    : gazetteer_(gazetteer), home_(home) {
  if (home_.town != kNoRecord) {
    home_point_ = gazetteer.PointOf(home_.town);
    home_admin1_ = gazetteer.record(home_.town).admin1;
  }
  Group(toponyms);
  ties_ = FindTies(around, toponyms);
  ReadTies();
}

// ---- what does not depend on the other names

void Senses::ReadPlace(const PlaceRecord& r, SenseVector& f) const {
  At(f, SenseFeature::kFame) = std::log2(1.0 + r.names);
  const std::string_view code(r.feature.data(), r.feature.size());
  switch (r.origin) {
    case Origin::kCountry:
      At(f, SenseFeature::kCountry) = 1;
      return;
    case Origin::kGeoNamesAdmin1:
      At(f, SenseFeature::kAdmin1) = 1;
      At(f, SenseFeature::kAdmin1Size) = PowersOfTen(r.population);
      return;
    case Origin::kGeoNamesAdmin2:
      At(f, SenseFeature::kAdmin2) = 1;
      At(f, SenseFeature::kAdmin2Size) = PowersOfTen(r.population);
      return;
    case Origin::kRegion:
      if (r.feature[0] == 'H') {
        At(f, SenseFeature::kWater) = 1;
      } else if (code.substr(0, 5) == "LCONT") {
        At(f, SenseFeature::kContinent) = 1;
      } else {
        At(f, SenseFeature::kRegion) = 1;
      }
      return;
    case Origin::kOverlay:
      // Who adds a place means it: it counts as a town, an area as a region.
      if (r.feature[0] == 'H') {
        At(f, SenseFeature::kWater) = 1;
      } else if (r.feature[0] != 'P') {
        At(f, SenseFeature::kRegion) = 1;
      } else {
        At(f, SenseFeature::kPopulation) = PowersOfTen(std::max(r.population, kOverlayTown));
      }
      return;
    case Origin::kGeoNames:
    case Origin::kExtra:
      if (r.feature[0] == 'A') {
        At(f, SenseFeature::kAdmin2) = 1;
        At(f, SenseFeature::kAdmin2Size) = PowersOfTen(r.population);
        return;
      }
      // A hill or a stream of a full dump is as little known as a village.
      if (r.feature[0] != 'P') {
        At(f, SenseFeature::kSmall) = 1;
        return;
      }
      At(f, SenseFeature::kPopulation) = PowersOfTen(r.population);
      if (r.population == 0) At(f, SenseFeature::kSmall) = 1;
      if (code.substr(0, 5) == "PPPLC") At(f, SenseFeature::kCapital) = 1;
      if (code.substr(0, 5) == "PPPLA" && code[5] == '\0') At(f, SenseFeature::kSeat) = 1;
      if (code.substr(0, 5) == "PPPLX") At(f, SenseFeature::kQuarter) = 1;
  }
}

void Senses::ReadHome(Sense& sense) const {
  if (!home_.is_known()) return;
  SenseVector& f = sense.features;
  if (gazetteer_.record(sense.record).country == home_.country)
    At(f, SenseFeature::kHomeCountry) = 1;
  if (home_.town == kNoRecord) return;
  if (home_admin1_ != kNoRecord && DivisionOf(sense.record) == home_admin1_)
    At(f, SenseFeature::kHomeAdmin1) = 1;
  if (gazetteer_.record(sense.record).origin != Origin::kCountry)
    At(f, SenseFeature::kHomeNear) = std::exp(-DistanceKm(sense.point, home_point_) / kHomeKm);
}

Sense Senses::SenseOf(const NameMatch& match, Want want) const {
  Sense sense;
  sense.record = match.record;
  sense.point = gazetteer_.PointOf(match.record);
  sense.cosine = std::cos(sense.point.lat / 57.29577951);
  const PlaceRecord& r = gazetteer_.record(match.record);
  SenseVector& f = sense.features;
  ReadPlace(r, f);
  ReadHome(sense);
  switch (match.kind) {
    case NameKind::kPreferred:
    case NameKind::kDemonym:
      At(f, SenseFeature::kPreferred) = 1;
      break;
    case NameKind::kAbbreviation:
      At(f, SenseFeature::kAbbreviation) = 1;
      break;
    case NameKind::kOfficial:
      break;
    case NameKind::kAlternate:
      At(f, SenseFeature::kAlternate) = 1;
      break;
  }
  const bool wants_division = want == Want::kRegion || want == Want::kAdmin1;
  if ((wants_division && r.origin == Origin::kGeoNamesAdmin1) ||
      (want == Want::kDistrict && r.origin == Origin::kGeoNamesAdmin2))
    At(f, SenseFeature::kWanted) = 1;
  return sense;
}

void Senses::Group(const std::vector<Toponym>& toponyms) {
  std::map<std::pair<KeyHash, Want>, std::size_t> groups;
  name_of_.assign(toponyms.size(), kNoName);
  std::vector<double> counts;
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    const Toponym& toponym = toponyms[i];
    if (toponym.matches.empty()) continue;
    const auto [found, is_new] =
        groups.emplace(std::make_pair(toponym.key, toponym.want), names_.size());
    if (is_new) {
      Name name;
      name.is_demonym = toponym.kind == ToponymKind::kDemonym;
      for (const NameMatch& match : toponym.matches)
        name.senses.push_back(SenseOf(match, toponym.want));
      names_.push_back(std::move(name));
      counts.push_back(0);
    }
    counts[found->second] += 1;
    name_of_[i] = found->second;
  }
  const double crowd = std::min(1.0, static_cast<double>(names_.size() - 1) / kCrowd);
  for (std::size_t n = 0; n < names_.size(); ++n) {
    names_[n].weight = 1 + std::log2(counts[n]) / 2;
    if (!names_[n].is_demonym) At(names_[n].none, SenseFeature::kNone) = crowd;
  }
}

bool Senses::Holds(RecordIndex outer, RecordIndex inner) const {
  if (outer == inner) return false;
  const PlaceRecord& r = gazetteer_.record(inner);
  const PlaceRecord& o = gazetteer_.record(outer);
  if (r.admin1 == outer || r.admin2 == outer) return true;
  return o.origin == Origin::kCountry && r.origin != Origin::kCountry && r.country == o.country;
}

// Both names gain where one place holds the other.
void Senses::ReadTies() {
  for (const Tie& tie : ties_) {
    const std::size_t i = name_of_[tie.inner];
    const std::size_t o = name_of_[tie.outer];
    if (tie.kind != Tie::Kind::kHeld || tie.is_frame || i == kNoName || o == kNoName || i == o)
      continue;
    for (Sense& outer : names_[o].senses) {
      for (Sense& inner : names_[i].senses) {
        if (!Holds(outer.record, inner.record)) continue;
        At(inner.features, SenseFeature::kContained) = 1;
        At(outer.features, SenseFeature::kContained) = 1;
      }
    }
  }
}

// ---- what depends on the other names

RecordIndex Senses::DivisionOf(RecordIndex record) const {
  const PlaceRecord& r = gazetteer_.record(record);
  return r.origin == Origin::kGeoNamesAdmin1 ? record : r.admin1;
}

void Senses::ReadContext() {
  struct Tally {
    double all = 0, named = 0;  // weights of the names in it; of those that name it
  };
  std::map<std::array<char, 2>, Tally> countries;
  std::unordered_map<RecordIndex, Tally> divisions;
  double total = 0;
  std::vector<std::size_t> chosen;
  for (const Name& name : names_) {
    chosen.push_back(name.chosen);
    const RecordIndex record = name.senses[name.chosen].record;
    const PlaceRecord& r = gazetteer_.record(record);
    total += name.weight;
    Tally& country = countries[r.country];
    country.all += name.weight;
    if (r.origin == Origin::kCountry) country.named += 1;
    const RecordIndex division = DivisionOf(record);
    if (division == kNoRecord) continue;
    divisions[division].all += name.weight;
    if (r.origin == Origin::kGeoNamesAdmin1) divisions[division].named += 1;
  }
  for (std::size_t n = 0; n < names_.size(); ++n) {
    Name& name = names_[n];
    const RecordIndex held = name.senses[chosen[n]].record;
    const PlaceRecord& own = gazetteer_.record(held);
    const double others = std::max(total - name.weight, 1.0);
    for (Sense& sense : name.senses) {
      const PlaceRecord& r = gazetteer_.record(sense.record);
      SenseVector& f = sense.features;
      Tally country;
      if (const auto found = countries.find(r.country); found != countries.end())
        country = found->second;
      if (own.country == r.country) {
        country.all -= name.weight;
        if (own.origin == Origin::kCountry) country.named -= 1;
      }
      Tally division;
      const RecordIndex d = DivisionOf(sense.record);
      if (d != kNoRecord) {
        if (const auto found = divisions.find(d); found != divisions.end())
          division = found->second;
        if (DivisionOf(held) == d) {
          division.all -= name.weight;
          if (own.origin == Origin::kGeoNamesAdmin1) division.named -= 1;
        }
      }
      At(f, SenseFeature::kSameCountry) = country.all / others;
      // One name of the same division does not bring forth a village of it that nobody knows.
      const bool is_village = r.feature[0] == 'P' && r.population < kSmallTown;
      At(f, SenseFeature::kSameAdmin1) =
          division.all / (is_village ? std::max(others, kFewNames) : others);
      At(f, SenseFeature::kNamedCountry) = country.named > 0 ? 1 : 0;
      At(f, SenseFeature::kNamedAdmin1) = division.named > 0 ? 1 : 0;
      ReadCloseness(n, chosen, sense);
    }
  }
}

// Closeness to the names around it in the order of first mention.
void Senses::ReadCloseness(std::size_t n, const std::vector<std::size_t>& chosen,
                           Sense& sense) const {
  double near = 0, close = 0;
  if (gazetteer_.record(sense.record).origin != Origin::kCountry) {
    const std::size_t first = n > kNeighbours ? n - kNeighbours : 0;
    const std::size_t end = std::min(names_.size(), n + kNeighbours + 1);
    for (std::size_t other = first; other < end; ++other) {
      if (other == n || names_[other].is_demonym) continue;
      const Sense& there = names_[other].senses[chosen[other]];
      if (there.record == sense.record ||
          gazetteer_.record(there.record).origin == Origin::kCountry)
        continue;
      const double north = there.point.lat - sense.point.lat;
      if (std::abs(north) > kFarLatitude) continue;
      const double east = (there.point.lng - sense.point.lng) * sense.cosine;
      if (std::abs(east) > kFarLatitude) continue;
      const double km = std::sqrt(north * north + east * east) * kDegreeKm;
      near += std::exp(-km / kNearKm);
      if (km < 10 * kCloseKm) close += std::exp(-km / kCloseKm);
    }
  }
  SenseVector& f = sense.features;
  At(f, SenseFeature::kNear) = std::min(near, 1.0);
  At(f, SenseFeature::kClose) = std::min(close, 1.0);
  const PlaceRecord& r = gazetteer_.record(sense.record);
  const bool is_lone = r.feature[0] == 'P' && r.population < kSmallTown && near < kLonely &&
                       At(f, SenseFeature::kHomeNear) < kLonely &&
                       At(f, SenseFeature::kContained) == 0;
  At(f, SenseFeature::kLone) = is_lone ? 1 : 0;
}

}  // namespace dateline::places
