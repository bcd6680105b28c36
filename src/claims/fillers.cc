#include "claims/fillers.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "text/enum_names.h"

namespace dateline::claims {
namespace {

// From which probability on a phrase becomes a role, by slot: chosen on held-out folds of the
// training texts, above the best F1 because an unset role is better than a wrong one.
constexpr std::array<float, kFillerSlots> kLeast = {0.25F, 0.25F, 0.25F, 0.30F, 0.25F};
constexpr std::array<RoleKind, kFillerSlots> kRoleOf = {RoleKind::kAgent, RoleKind::kAgent,
                                                        RoleKind::kTarget, RoleKind::kVictim,
                                                        RoleKind::kInstrument};
constexpr std::size_t kMostRoles = 12;  // of one claim

// Who speaks in the report was not killed in it.
std::vector<std::uint8_t> SpeakersOf(const Scene& scene) {
  std::vector<std::uint8_t> speaks(scene.input().entities.size(), 0);
  for (const Attribution& attribution : scene.input().attributions) {
    if (attribution.speaker.entity) speaks[attribution.speaker.entity->value()] = 1;
  }
  return speaks;
}

bool IsSame(const Role& a, const Role& b) {
  if (a.role != b.role) return false;
  return (a.entity && a.entity == b.entity) || a.name == b.name;
}

}  // namespace

std::vector<Act> ActsOf(const Scene& scene, const Ontology& ontology,
                        const IndexedVector<Claim, ClaimIndex>& claims) {
  std::vector<Act> acts;
  acts.reserve(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[ClaimIndex::FromSize(i)];
    const auto type = ontology.Find(claim.type);
    if (!type.ok()) continue;
    Act act;
    act.claim = i;
    act.type = *type;
    act.sentence = claim.sentence;
    act.first = scene.TokenAt(claim.trigger.begin());
    act.end = scene.TokenAt(claim.trigger.end());
    act.is_sought = ontology[*type].takes_fillers && claim.realis != Realis::kDenied &&
                    claim.realis != Realis::kAsked;
    acts.push_back(act);
  }
  return acts;
}

void AddFillers(const Clauses& clauses, const Naming& naming, const Learned& learned,
                const std::vector<Act>& acts, IndexedVector<Claim, ClaimIndex>& claims) {
  const Scene& scene = clauses.scene();
  const FillerFeatures features(clauses, acts, claims);
  std::vector<model::Feature> found;
  std::vector<Role> given;  // in the whole report: nobody is added twice
  for (const Claim& claim : claims) {
    given.insert(given.end(), claim.roles.begin(), claim.roles.end());
  }
  constexpr std::size_t kMostGiven = 4096;
  const std::vector<std::uint8_t> speaks = SpeakersOf(scene);
  for (TokenIndex token{0}; token.value() < scene.token_count(); ++token) {
    if (!features.IsCandidate(token)) continue;
    const auto nearest = features.NearestAct(token);
    if (!nearest) continue;
    features.Of(token, found);
    const auto probabilities = learned.Fillers(found);
    for (std::size_t slot = 0; slot < kFillerSlots; ++slot) {
      if (probabilities[slot] < kLeast[slot]) continue;
      auto role = naming.NameOf(token, nullptr);
      if (!role) break;
      role->role = kRoleOf[slot];
      if (role->role == RoleKind::kVictim && role->entity && speaks[role->entity->value()] != 0) {
        continue;
      }
      Claim& claim = claims[ClaimIndex::FromSize(acts[*nearest].claim)];
      const auto is_same = [&](const Role& other) { return IsSame(*role, other); };
      if (claim.roles.size() >= kMostRoles || given.size() >= kMostGiven ||
          std::any_of(given.begin(), given.end(), is_same)) {
        continue;
      }
      given.push_back(*role);
      char sure[16];
      std::snprintf(sure, sizeof sure, "%.2f", static_cast<double>(probabilities[slot]));
      claim.grounds.push_back(std::string(text::NameOf(role->role)) + ": discourse, " + sure);
      claim.roles.push_back(std::move(*role));
    }
  }
}

}  // namespace dateline::claims
