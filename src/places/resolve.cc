// A linear scorer over all names of the document at once (weights.tsv), in rounds:
//   prior      inhabitants, kind of place, kind of name, the cue beside it
//   contained  "Paris, Texas", "Kharkiv in Ukraine": the neighbour holds it
//   context    how many of the other names lie in the same country and division, and how near
// One sense a document: equal names with equal cues are one decision. The idea of collective
// resolution: Leidner, "Toponym Resolution in Text" (2007); the features: Lieberman and Samet,
// "Adaptive context features for toponym resolution" (2012).
#include "places/resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "places/geometry.h"

namespace dateline::places {
namespace {

constexpr int kRounds = 3;
constexpr std::size_t kNeighbours = 24;  // names before and after that closeness looks at
constexpr double kNearKm = 80;

struct Sense {
  RecordIndex record = kNoRecord;
  double prior = 0;
  double contained = 0;  // 0 to 1
  double score = 0;
};

struct Name {
  std::vector<Sense> senses;
  std::size_t chosen = 0;
  double mentions = 0;
  bool is_demonym = false;
};

class Resolver {
 public:
  Resolver(const text::LanguageView& input, const Gazetteer& gazetteer, const Weights& weights,
           std::vector<Toponym>& toponyms)
      : in_(input), gazetteer_(gazetteer), w_(weights), toponyms_(toponyms) {}

  void Run() {
    Group();
    FindContainment();
    for (Name& name : names_) {
      for (Sense& sense : name.senses) sense.score = sense.prior + w_.contained * sense.contained;
      Choose(name);
    }
    for (int round = 0; round < kRounds; ++round) Context();
    Write();
  }

 private:
  static constexpr std::size_t kNoName = static_cast<std::size_t>(-1);

  double PriorOf(const NameMatch& match, Want want) const {
    const PlaceRecord& r = gazetteer_.record(match.record);
    double prior = w_.population * std::log10(r.population + 1.0);
    switch (r.origin) {
      case Origin::kCountry:
        prior += w_.country;
        break;
      case Origin::kGeoNamesAdmin1:
        prior += w_.admin1;
        break;
      case Origin::kGeoNamesAdmin2:
        prior += w_.admin2;
        break;
      case Origin::kRegion:
        prior += w_.region;
        break;
      case Origin::kGeoNames:
      case Origin::kExtra:
        if (r.feature[0] == 'P' && r.feature[3] == 'C') prior += w_.capital;
        if (r.feature[0] == 'P' && r.feature[3] == 'X') prior += w_.quarter;
        break;
    }
    switch (match.kind) {
      case NameKind::kPreferred:
      case NameKind::kAbbreviation:
      case NameKind::kDemonym:
        prior += w_.preferred;
        break;
      case NameKind::kOfficial:
        break;
      case NameKind::kAlternate:
        prior += w_.alternate;
        break;
    }
    const bool is_wanted =
        ((want == Want::kRegion || want == Want::kAdmin1) && r.origin == Origin::kGeoNamesAdmin1) ||
        (want == Want::kDistrict && r.origin == Origin::kGeoNamesAdmin2);
    if (is_wanted) prior += w_.wanted;
    return prior;
  }

  void Group() {
    std::map<std::pair<KeyHash, Want>, std::size_t> groups;
    name_of_.assign(toponyms_.size(), kNoName);
    for (std::size_t i = 0; i < toponyms_.size(); ++i) {
      const Toponym& toponym = toponyms_[i];
      if (toponym.matches.empty()) continue;
      const auto [found, is_new] =
          groups.emplace(std::make_pair(toponym.key, toponym.want), names_.size());
      if (is_new) {
        Name name;
        name.is_demonym = toponym.kind == ToponymKind::kDemonym;
        for (const NameMatch& match : toponym.matches)
          name.senses.push_back({match.record, PriorOf(match, toponym.want), 0, 0});
        names_.push_back(std::move(name));
      }
      names_[found->second].mentions += 1;
      name_of_[i] = found->second;
    }
  }

  bool Holds(RecordIndex outer, RecordIndex inner) const {
    if (outer == inner) return false;
    const PlaceRecord& r = gazetteer_.record(inner);
    const PlaceRecord& o = gazetteer_.record(outer);
    if (r.admin1 == outer || r.admin2 == outer) return true;
    if (o.origin == Origin::kCountry)
      return r.origin != Origin::kCountry &&
             gazetteer_.CountryOf(inner) == gazetteer_.CountryOf(outer);
    return false;
  }

  // "A, B", "A in B", "B's A": both names gain where one place holds the other.
  void FindContainment() {
    for (std::size_t i = 0; i + 1 < toponyms_.size(); ++i) {
      if (name_of_[i] == kNoName || name_of_[i + 1] == kNoName || name_of_[i] == name_of_[i + 1])
        continue;
      const Toponym& a = toponyms_[i];
      const Toponym& b = toponyms_[i + 1];
      if (b.wide_first < a.wide_end || b.wide_first.value() - a.wide_end.value() > 2 ||
          a.wide_end >= in_.tokens.end_index() ||
          in_.tokens[a.first].sentence != in_.tokens[b.first].sentence)
        continue;
      const std::string_view between = in_.surface(a.wide_end);
      bool inner_first = between == "," || between == "in" || between == "of" || between == "(";
      bool outer_first =
          between == "'s" || between == "’s" || between == "'" || b.wide_first == a.wide_end;
      if (between == "," && b.wide_first != a.wide_end.next()) inner_first = false;
      if (!inner_first && !outer_first) continue;
      Name& inner = names_[name_of_[inner_first ? i : i + 1]];
      Name& outer = names_[name_of_[inner_first ? i + 1 : i]];
      for (Sense& o : outer.senses) {
        for (Sense& s : inner.senses) {
          if (!Holds(o.record, s.record)) continue;
          s.contained = 1;
          o.contained = 1;
        }
      }
    }
  }

  static void Choose(Name& name) {
    name.chosen = 0;
    for (std::size_t s = 1; s < name.senses.size(); ++s) {
      if (name.senses[s].score > name.senses[name.chosen].score) name.chosen = s;
    }
  }

  // Re-scores every name by what the others are taken to be.
  void Context() {
    std::map<std::array<char, 2>, double> countries;
    std::unordered_map<RecordIndex, double> divisions;
    double total = 0;
    const auto weight_of = [](const Name& name) { return 1 + std::log2(name.mentions) / 2; };
    for (const Name& name : names_) {
      const PlaceRecord& r = gazetteer_.record(name.senses[name.chosen].record);
      const double weight = weight_of(name);
      total += weight;
      countries[r.country] += weight;
      const RecordIndex division = DivisionOf(name.senses[name.chosen].record);
      if (division != kNoRecord) divisions[division] += weight;
    }
    std::vector<std::size_t> before;
    for (const Name& name : names_) before.push_back(name.chosen);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      Name& name = names_[n];
      if (name.senses.size() < 2) continue;
      const double own = weight_of(name);
      const RecordIndex held = name.senses[before[n]].record;
      const double others = std::max(total - own, 1.0);
      for (Sense& sense : name.senses) {
        const PlaceRecord& r = gazetteer_.record(sense.record);
        double country = CountOf(countries, r.country);
        if (gazetteer_.record(held).country == r.country) country -= own;
        double division = 0;
        const RecordIndex d = DivisionOf(sense.record);
        if (d != kNoRecord) {
          division = CountOf(divisions, d);
          if (DivisionOf(held) == d) division -= own;
        }
        sense.score = sense.prior + w_.contained * sense.contained +
                      w_.same_country * country / others + w_.same_admin1 * division / others +
                      w_.near * Near(n, before, sense.record);
      }
    }
    for (Name& name : names_) Choose(name);
  }

  template <typename Map, typename Key>
  static double CountOf(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
  }

  RecordIndex DivisionOf(RecordIndex record) const {
    const PlaceRecord& r = gazetteer_.record(record);
    return r.origin == Origin::kGeoNamesAdmin1 ? record : r.admin1;
  }

  // Closeness to the names around it in the text's order of first mention, 0 to 1.
  double Near(std::size_t n, const std::vector<std::size_t>& chosen, RecordIndex record) const {
    const LatLng here = gazetteer_.PointOf(record);
    if (gazetteer_.record(record).origin == Origin::kCountry) return 0;
    double sum = 0;
    const std::size_t first = n > kNeighbours ? n - kNeighbours : 0;
    const std::size_t end = std::min(names_.size(), n + kNeighbours + 1);
    for (std::size_t other = first; other < end; ++other) {
      if (other == n || names_[other].is_demonym) continue;
      const RecordIndex place = names_[other].senses[chosen[other]].record;
      if (place == record || gazetteer_.record(place).origin == Origin::kCountry) continue;
      const LatLng there = gazetteer_.PointOf(place);
      if (std::abs(there.lat - here.lat) > 4) continue;
      sum += std::exp(-DistanceKm(here, there) / kNearKm);
    }
    return std::min(sum, 1.0);
  }

  void Write() {
    for (std::size_t i = 0; i < toponyms_.size(); ++i) {
      if (name_of_[i] == kNoName) continue;
      const Name& name = names_[name_of_[i]];
      const Sense& best = name.senses[name.chosen];
      double second = -1e9;
      for (std::size_t s = 0; s < name.senses.size(); ++s) {
        // The city, its district and its division are near enough not to be a doubt.
        if (s != name.chosen && DistanceKm(gazetteer_.PointOf(name.senses[s].record),
                                           gazetteer_.PointOf(best.record)) > 100)
          second = std::max(second, name.senses[s].score);
      }
      // Not calibrated: how far the best is ahead, and whether it is much of a place at all.
      const double ahead = 1 / (1 + std::exp(-(best.score - second) / 1.5));
      const double known = 1 / (1 + std::exp(-(best.score - w_.threshold) / 1.5));
      toponyms_[i].confidence = std::round(ahead * known * 1000) / 1000;
      if (best.score >= w_.threshold) toponyms_[i].chosen = best.record;
    }
  }

  const text::LanguageView& in_;
  const Gazetteer& gazetteer_;
  const Weights& w_;
  std::vector<Toponym>& toponyms_;
  std::vector<Name> names_;
  std::vector<std::size_t> name_of_;
};

}  // namespace

void Resolve(const text::LanguageView& input, const Gazetteer& gazetteer, const Words& words,
             std::vector<Toponym>& toponyms) {
  Resolver(input, gazetteer, words.weights(), toponyms).Run();
}

}  // namespace dateline::places
