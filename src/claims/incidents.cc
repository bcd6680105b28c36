#include "claims/incidents.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "claims/events.h"
#include "claims/fillers.h"
#include "claims/likeness.h"

namespace dateline::claims {
namespace {

using model::Feature;
using model::Hash;

// Below which probability the acts of a strand are dropped: chosen on held-out folds.
constexpr float kLeast = 0.25F;

// The templates; every change asks for a new model.
enum Form : std::uint64_t { kBias = 601, kSlot, kType };

// Small counts by themselves, larger ones by powers of two.
std::uint64_t Step(std::size_t count) {
  if (count < 4) return count;
  std::uint64_t step = 3;
  for (; count > 3 && step < 8; count /= 2) ++step;
  return step;
}

// Quarters of a logit: a confidence says most near its ends.
double Logit(double confidence) {
  constexpr double kEnd = 0.005;
  const double p = std::clamp(confidence, kEnd, 1 - kEnd);
  return std::log(p / (1 - p));
}
std::uint64_t LogitStep(double logit) {
  return static_cast<std::uint64_t>(std::clamp(logit + 6.0, 0.0, 12.0) * 4);
}
// None, some, most, all.
std::uint64_t PartStep(std::size_t part, std::size_t whole) {
  return part == 0 ? 0U : part == whole ? 3U : 2 * part > whole ? 2U : 1U;
}

StrandKind KindOf(const Claim& claim) {
  if (claim.type == "explosion") return StrandKind::kBlast;
  if (claim.type == "detention") return StrandKind::kTaking;
  return StrandKind::kOther;
}

bool IsAct(const Ontology& ontology, const Claim& claim) {
  const auto type = ontology.Find(claim.type);
  return type.ok() && ontology[*type].takes_fillers && claim.event.has_value() &&
         claim.realis != Realis::kDenied && claim.realis != Realis::kAsked;
}

}  // namespace

std::vector<Strand> StrandsOf(const Ontology& ontology,
                              const IndexedVector<Claim, ClaimIndex>& claims) {
  std::vector<Strand> strands;
  std::map<std::pair<std::uint32_t, StrandKind>, std::size_t> found;
  std::map<std::uint32_t, std::vector<ClaimIndex>> others;
  std::vector<std::uint32_t> events;
  for (ClaimIndex c{0}; c < claims.end_index(); ++c) {
    const Claim& claim = claims[c];
    if (!claim.event) continue;
    const std::uint32_t event = claim.event->value();
    if (!IsAct(ontology, claim)) {
      if (claim.type == "casualty" || claim.type == "damage") others[event].push_back(c);
      continue;
    }
    const auto [at, is_new] = found.emplace(std::pair(event, KindOf(claim)), strands.size());
    if (is_new) {
      strands.emplace_back();
      strands.back().kind = KindOf(claim);
      events.push_back(event);
    }
    strands[at->second].acts.push_back(c);
  }
  for (std::size_t i = 0; i < strands.size(); ++i) {
    if (const auto at = others.find(events[i]); at != others.end()) strands[i].others = at->second;
  }
  return strands;
}

// What a strand has, in steps that a linear model can weigh.
struct IncidentFeatures::Sums {
  static constexpr std::size_t kCount = 22;
  std::array<std::uint64_t, kCount> steps{};
  std::vector<std::uint64_t> types;
};

IncidentFeatures::IncidentFeatures(const Scene& scene,
                                   const IndexedVector<Claim, ClaimIndex>& claims,
                                   const std::vector<Strand>& strands)
    : scene_(scene), claims_(claims), strand_count_(strands.size()) {
  for (const Strand& strand : strands) {
    most_ = std::max(most_, strand.acts.size() + strand.others.size());
    double surest = 0;
    for (const ClaimIndex c : strand.acts) surest = std::max(surest, claims[c].confidence);
    surest_ = std::max(surest_, surest);
    OfKind& alike = of_kind_[static_cast<std::size_t>(strand.kind)];
    ++alike.count;
    alike.second = std::max(alike.second, std::min(alike.surest, surest));
    alike.surest = std::max(alike.surest, surest);
  }
}

IncidentFeatures::Sums IncidentFeatures::Sum(const Strand& strand) const {
  Sums out;
  std::array<std::size_t, kFillerSlots> fillers{};
  std::size_t outlet = 0, asserted = 0, sides = 0, places = 0, times = 0, counts = 0, found = 0;
  double surest = 0, sum = 0;
  const auto add_roles = [&](const Claim& claim) {
    for (const Role& role : claim.roles) {
      sides += role.side.empty() ? 0U : 1U;
      for (const FillerSlot slot : SlotsOf(role, scene_.input().entities)) {
        // An agent speaks for two slots: a person without an entity or of one, else a body.
        const bool is_person =
            !role.entity || scene_.input().entities[*role.entity].type == EntityType::kPerson;
        if (slot == FillerSlot::kPersons && !is_person) continue;
        if (slot == FillerSlot::kBody && is_person) continue;
        ++fillers[static_cast<std::size_t>(slot)];
      }
    }
    for (const std::string& ground : claim.grounds) {
      found += ground.find(": discourse") == std::string::npos ? 0U : 1U;
    }
    places += claim.locations.empty() ? 0U : 1U;
    times += claim.time ? 1U : 0U;
    counts += claim.quantity ? 1U : 0U;
  };
  for (const ClaimIndex c : strand.acts) {
    const Claim& claim = claims_[c];
    surest = std::max(surest, claim.confidence);
    sum += claim.confidence;
    outlet += claim.attribution ? 0U : 1U;
    asserted += claim.realis == Realis::kAsserted ? 1U : 0U;
    out.types.push_back(model::HashBytes(claim.type));
    add_roles(claim);
  }
  for (const ClaimIndex c : strand.others) add_roles(claims_[c]);
  const OfKind& alike = of_kind_[static_cast<std::size_t>(strand.kind)];
  const double rival = surest < alike.surest ? alike.surest : alike.second;
  const std::size_t sentences = scene_.language().sentences.size();
  const std::size_t first = claims_[strand.acts.front()].sentence.value();
  out.steps = {Step(strand.acts.size()),
               Step(strand.others.size()),
               LogitStep(Logit(surest)),
               Step(static_cast<std::size_t>(sum * 3)),
               Step(first),
               Step(sentences / 2),
               Step(strand_count_),
               Step(alike.count),
               Step(fillers[0]),
               Step(fillers[1]),
               Step(fillers[2]),
               Step(fillers[3]),
               Step(fillers[4]),
               Step(found),
               Step(places),
               Step(times),
               Step(counts),
               PartStep(outlet, strand.acts.size()),
               PartStep(asserted, strand.acts.size()),
               LogitStep(Logit(surest_) - Logit(surest)),
               rival > 0 ? LogitStep(Logit(rival) - Logit(surest)) : 99U,
               Step(sides) * 2 + (strand.acts.size() + strand.others.size() == most_ ? 1U : 0U)};
  return out;
}

void IncidentFeatures::Of(const Strand& strand, std::vector<Feature>& out) const {
  out.clear();
  const Sums sums = Sum(strand);
  const auto kind = static_cast<std::uint64_t>(strand.kind) + 1;
  out.push_back(Hash(kBias, kind));
  for (const std::uint64_t type : sums.types) out.push_back(Hash(kType, type));
  for (std::size_t i = 0; i < sums.steps.size(); ++i) {
    out.push_back(Hash(kSlot, i, sums.steps[i]));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void DropMentions(const Scene& scene, const Learned& learned, const Ontology& ontology,
                  IndexedVector<Claim, ClaimIndex>& claims) {
  if (!IsLikeTemplates(scene, learned)) return;
  const std::vector<Strand> strands = StrandsOf(ontology, claims);
  const IncidentFeatures of(scene, claims, strands);
  std::vector<std::uint8_t> is_dropped(claims.size(), 0);
  std::vector<Feature> features;
  for (const Strand& strand : strands) {
    of.Of(strand, features);
    if (learned.Incident(features) >= kLeast) continue;
    for (const ClaimIndex c : strand.acts) is_dropped[c.value()] = 1;
  }
  IndexedVector<Claim, ClaimIndex> kept;
  for (ClaimIndex c{0}; c < claims.end_index(); ++c) {
    if (is_dropped[c.value()] == 0) kept.Add(std::move(claims[c]));
  }
  claims = std::move(kept);
  RenumberEvents(claims);
}

}  // namespace dateline::claims
