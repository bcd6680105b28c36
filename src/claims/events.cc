// A claim joins the event before it that it fits best, or opens one. Evidence for and against is
// summed: other places, other days and other victims part, the same ones, one sentence and one
// paragraph tie. The weights and the threshold are halves of a point, chosen on MUC-4 DEV.
#include "claims/events.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "claims/same_place.h"
#include "dateline/interval.h"

namespace dateline::claims {
namespace {

constexpr std::size_t kWindow = 12;     // events back that a claim may join
constexpr std::size_t kMostPlaces = 8;  // of an event that are compared
constexpr std::size_t kMostVictims = 16;

constexpr int kSamePlace = 4;
constexpr int kOtherPlace = -6;
constexpr int kSameDay = 1;
constexpr int kOtherDay = -4;
constexpr int kSameVictim = 2;
constexpr int kOtherVictim = -2;
constexpr int kSameSentence = 4;
constexpr int kSameParagraph = 2;
constexpr int kLeast = -5;

// What an event is by itself: casualties and damage come of either.
enum class Nature : std::uint8_t { kEither, kViolence, kHazard };

class Grouper {
 public:
  Grouper(const Scene& scene, const Ontology& ontology, IndexedVector<Claim, ClaimIndex>& claims)
      : scene_(scene), ontology_(ontology), claims_(claims) {}

  void Run() {
    for (Claim& claim : claims_) {
      claim.event.reset();
      const auto nature = NatureOf(claim);
      if (!nature) continue;
      const std::size_t event = FindEvent(claim, *nature);
      Join(claim, *nature, events_[event]);
      claim.event = EventIndex::FromSize(event);
    }
  }

 private:
  struct Event {
    std::vector<LocationIndex> places;
    std::vector<EntityIndex> victims;
    std::optional<DayInterval> days;
    SentenceIndex last{};  // the sentence that told of it last
    Nature nature = Nature::kEither;
  };

  // None for a claim that is no part of such an event.
  std::optional<Nature> NatureOf(const Claim& claim) const {
    const auto type = ontology_.Find(claim.type);
    if (!type.ok()) return std::nullopt;
    if (ontology_[*type].takes_fillers) return Nature::kViolence;
    if (claim.type.starts_with("hazard.")) return Nature::kHazard;
    if (claim.type == "casualty" || claim.type == "damage") return Nature::kEither;
    return std::nullopt;
  }

  bool IsVictim(const Role& role) const {
    return role.entity && (role.role == RoleKind::kVictim || role.role == RoleKind::kTarget) &&
           scene_.input().entities[*role.entity].type == EntityType::kPerson;
  }

  BlockIndex BlockOf(SentenceIndex sentence) const { return scene_.sentence(sentence).block; }

  int Fit(const Claim& claim, const Event& event) const {
    int score = 0;
    switch (ComparePlaces(scene_, claim.locations, event.places)) {
      case PlaceTie::kSame:
        score += kSamePlace;
        break;
      case PlaceTie::kApart:
        score += kOtherPlace;
        break;
      case PlaceTie::kUnknown:
        break;
    }
    if (claim.time && event.days && claim.time->interval.is_bounded() && event.days->is_bounded()) {
      score += Overlaps(claim.time->interval, *event.days) ? kSameDay : kOtherDay;
    }
    if (!event.victims.empty()) {
      bool has_victim = false, is_same = false;
      for (const Role& role : claim.roles) {
        if (!IsVictim(role)) continue;
        has_victim = true;
        is_same = is_same || std::find(event.victims.begin(), event.victims.end(), *role.entity) !=
                                 event.victims.end();
      }
      if (has_victim) score += is_same ? kSameVictim : kOtherVictim;
    }
    if (claim.sentence == event.last) {
      score += kSameSentence;
    } else if (BlockOf(claim.sentence) == BlockOf(event.last)) {
      score += kSameParagraph;
    }
    return score;
  }

  // The one that fits best, of two the later; a new one where none fits.
  std::size_t FindEvent(const Claim& claim, Nature nature) {
    std::optional<std::size_t> best;
    int best_fit = kLeast;
    const std::size_t first = events_.size() > kWindow ? events_.size() - kWindow : 0;
    for (std::size_t i = first; i < events_.size(); ++i) {
      const bool may_be_one = nature == events_[i].nature || nature == Nature::kEither ||
                              events_[i].nature == Nature::kEither;
      if (!may_be_one) continue;
      const int fit = Fit(claim, events_[i]);
      if (fit < best_fit) continue;
      best_fit = fit;
      best = i;
    }
    if (best) return *best;
    events_.emplace_back();
    return events_.size() - 1;
  }

  void Join(const Claim& claim, Nature nature, Event& event) {
    for (const LocationIndex location : claim.locations) {
      if (event.places.size() < kMostPlaces) event.places.push_back(location);
    }
    for (const Role& role : claim.roles) {
      if (IsVictim(role) && event.victims.size() < kMostVictims) {
        event.victims.push_back(*role.entity);
      }
    }
    if (!event.days && claim.time) event.days = claim.time->interval;
    if (event.nature == Nature::kEither) event.nature = nature;
    event.last = claim.sentence;
  }

  const Scene& scene_;
  const Ontology& ontology_;
  IndexedVector<Claim, ClaimIndex>& claims_;
  std::vector<Event> events_;
};

}  // namespace

void GroupEvents(const Scene& scene, const Ontology& ontology,
                 IndexedVector<Claim, ClaimIndex>& claims) {
  Grouper(scene, ontology, claims).Run();
}

void RenumberEvents(IndexedVector<Claim, ClaimIndex>& claims) {
  std::unordered_map<std::uint32_t, EventIndex> numbers;  // looked up only
  for (Claim& claim : claims) {
    if (!claim.event) continue;
    claim.event =
        numbers.emplace(claim.event->value(), EventIndex::FromSize(numbers.size())).first->second;
  }
}

}  // namespace dateline::claims
