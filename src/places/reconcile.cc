#include "places/reconcile.h"

#include <algorithm>
#include <map>
#include <string>

#include "places/geometry.h"

namespace dateline::places {
namespace {

// Famous places are not given up for a word beside them.
constexpr std::uint32_t kFamous = 500000;  // inhabitants
constexpr std::uint32_t kFramed = 15000;   // inhabitants below which a frame speaks of a place
constexpr double kLargestAnchorKm = 60;    // "near" says nothing of what is near a country
// Outlines are simplified and regions drawn coarsely: within this share of the radius it may be
// held.
constexpr double kHeldReach = 1.5;
constexpr double kLeastRadiusKm = 10;

char ClassOf(const PlaceRecord& r) { return r.feature[0]; }
bool IsArea(const PlaceRecord& r) { return ClassOf(r) == 'A' || ClassOf(r) == 'L'; }

class Reconciler {
 public:
  Reconciler(const Gazetteer& gazetteer, const SenseVector& weights,
             const std::vector<Toponym>& toponyms, Senses& senses)
      : gazetteer_(gazetteer),
        weights_(weights),
        toponyms_(toponyms),
        senses_(senses),
        verdicts_(senses.names().size()) {}

  std::vector<Verdict> Run() {
    for (const Tie& tie : senses_.ties()) {
      if (tie.is_firm) Judge(tie);
    }
    return std::move(verdicts_);
  }

 private:
  void Judge(const Tie& tie) {
    const std::size_t i = senses_.name_of(tie.inner);
    const std::size_t o = senses_.name_of(tie.outer);
    if (i == Senses::kNoName || o == Senses::kNoName || i == o ||
        toponyms_[tie.inner].kind == ToponymKind::kDemonym ||
        toponyms_[tie.outer].kind == ToponymKind::kDemonym || verdicts_[o].is_refused)
      return;
    Name& inner = senses_.names()[i];
    Name& outer = senses_.names()[o];
    if (!SpeaksOf(tie, inner.senses[inner.chosen].record, outer.senses[outer.chosen].record))
      return;
    if (tie.is_frame &&
        !IsFramed(inner.senses[inner.chosen].record, outer.senses[outer.chosen].record))
      return;
    if (CanBe(tie, inner.senses[inner.chosen], outer.senses[outer.chosen])) return;
    const Sense& held = outer.senses[outer.chosen];
    if (ChooseAmong(tie, inner, outer, &held) || ChooseAmong(tie, inner, outer, nullptr)) return;
    if (IsFamous(inner.senses[inner.chosen].record)) return;
    verdicts_[i].is_refused = true;
    verdicts_[i].mooring = MooringOf(tie, held.record);
  }

  // Is it a tie that a settlement and what it is tied to could break?
  bool SpeaksOf(const Tie& tie, RecordIndex inner, RecordIndex outer) const {
    const PlaceRecord& o = gazetteer_.record(outer);
    if (ClassOf(gazetteer_.record(inner)) != 'P') return false;
    if (tie.kind == Tie::Kind::kHeld) return IsArea(o);
    return static_cast<double>(o.radius_km) < kLargestAnchorKm && ClassOf(o) != 'H';
  }

  bool CanBe(const Tie& tie, const Sense& inner, const Sense& outer) const {
    const double radius =
        std::max(static_cast<double>(gazetteer_.record(outer.record).radius_km), kLeastRadiusKm);
    const double km = DistanceKm(inner.point, outer.point);
    if (tie.kind == Tie::Kind::kNear) return km <= tie.reach_km + radius;
    return senses_.Holds(outer.record, inner.record) || km <= kHeldReach * radius;
  }

  // The best pair that can be, with the outer place as it is or not. False when there is none.
  bool ChooseAmong(const Tie& tie, Name& inner, Name& outer, const Sense* held) const {
    double best = -1e300;
    bool any = false;
    std::size_t chosen_inner = inner.chosen, chosen_outer = outer.chosen;
    for (std::size_t s = 0; s < inner.senses.size(); ++s) {
      for (std::size_t u = 0; u < outer.senses.size(); ++u) {
        if (held != nullptr && outer.senses[u].record != held->record) continue;
        if (!SpeaksOf(tie, inner.senses[s].record, outer.senses[u].record) ||
            !CanBe(tie, inner.senses[s], outer.senses[u]))
          continue;
        const double score =
            Score(weights_, inner.senses[s].features) + Score(weights_, outer.senses[u].features);
        if (score <= best) continue;
        best = score;
        any = true;
        chosen_inner = s;
        chosen_outer = u;
      }
    }
    inner.chosen = chosen_inner;
    outer.chosen = chosen_outer;
    return any;
  }

  // A country is too large a frame: "In Russia, media spoke of X".
  bool IsFramed(RecordIndex inner, RecordIndex outer) const {
    const Origin origin = gazetteer_.record(outer).origin;
    return gazetteer_.record(inner).population < kFramed && origin != Origin::kCountry &&
           origin != Origin::kRegion;
  }

  bool IsFamous(RecordIndex record) const {
    const PlaceRecord& r = gazetteer_.record(record);
    return r.population >= kFamous ||
           std::string_view(r.feature.data(), r.feature.size()).substr(0, 5) == "PPPLC";
  }

 public:
  static Mooring MooringOf(const Tie& tie, RecordIndex outer) {
    return {outer, tie.kind == Tie::Kind::kNear, tie.stated_km};
  }

 private:
  const Gazetteer& gazetteer_;
  const SenseVector& weights_;
  const std::vector<Toponym>& toponyms_;
  Senses& senses_;
  std::vector<Verdict> verdicts_;
};

}  // namespace

std::vector<Verdict> Reconcile(const Gazetteer& gazetteer, const SenseVector& weights,
                               const std::vector<Toponym>& toponyms, Senses& senses) {
  return Reconciler(gazetteer, weights, toponyms, senses).Run();
}

namespace {

// What toponyms of one wording share: the key of a name of the gazetteer, else the words.
std::pair<KeyHash, std::string> KeyFor(const Toponym& t) { return {t.key, t.name}; }

}  // namespace

void MoorUnknown(const Senses& senses, std::vector<Toponym>& toponyms) {
  std::map<std::pair<KeyHash, std::string>, Mooring> moorings;
  const auto is_unknown = [](const Toponym& t) {
    return t.chosen == kNoRecord && t.mooring.record == kNoRecord &&
           (t.kind == ToponymKind::kUnknown || t.kind == ToponymKind::kName ||
            t.kind == ToponymKind::kFacility);
  };
  for (const Tie& tie : senses.ties()) {
    const RecordIndex outer = toponyms[tie.outer].chosen;
    if (tie.is_firm && outer != kNoRecord && is_unknown(toponyms[tie.inner]) &&
        toponyms[tie.outer].kind != ToponymKind::kDemonym)
      moorings.emplace(KeyFor(toponyms[tie.inner]), Reconciler::MooringOf(tie, outer));
  }
  if (moorings.empty()) return;
  for (Toponym& t : toponyms) {
    if (!is_unknown(t)) continue;
    if (const auto found = moorings.find(KeyFor(t)); found != moorings.end())
      t.mooring = found->second;
  }
}

}  // namespace dateline::places
