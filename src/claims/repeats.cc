#include "claims/repeats.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claims/same_place.h"

namespace dateline::claims {
namespace {

constexpr std::size_t kMostOfType = 16;

enum class Part : std::uint8_t { kBody, kFront, kOther };

Part PartOf(const Scene& scene, const Claim& claim) {
  const auto& blocks = scene.language().blocks;
  const BlockIndex block = scene.sentence(claim.sentence).block;
  if (!blocks.has(block)) return Part::kBody;
  switch (blocks[block].kind) {
    case BlockKind::kHeadline:
    case BlockKind::kSubhead:
    case BlockKind::kCaption:
    case BlockKind::kRelated:
      return Part::kFront;
    case BlockKind::kParagraph:
    case BlockKind::kList:
      return Part::kBody;
    case BlockKind::kDateline:
    case BlockKind::kByline:
    case BlockKind::kBoilerplate:
      return Part::kOther;
  }
  return Part::kOther;
}

// Two counts may be one if their intervals meet and their units are the same.
bool MayBeOne(const std::optional<Quantity>& a, const std::optional<Quantity>& b) {
  if (!a || !b) return true;
  if (a->unit != b->unit) return false;
  const bool is_below = a->max && b->min && *a->max < *b->min;
  const bool is_above = b->max && a->min && *b->max < *a->min;
  return !is_below && !is_above;
}

std::string_view AgentSide(const Claim& claim) {
  for (const Role& role : claim.roles) {
    if (role.role == RoleKind::kAgent && !role.side.empty()) return role.side;
  }
  return {};
}

bool Repeats(const Scene& scene, const Claim& front, const Claim& body) {
  if (front.realis != body.realis || !MayBeOne(front.quantity, body.quantity)) return false;
  const std::string_view mine = AgentSide(front), theirs = AgentSide(body);
  if (!mine.empty() && !theirs.empty() && mine != theirs) return false;
  return ComparePlaces(scene, front.locations, body.locations) != PlaceTie::kApart;
}

}  // namespace

void LinkRepeats(const Scene& scene, IndexedVector<Claim, ClaimIndex>& claims) {
  std::unordered_map<std::string_view, std::vector<ClaimIndex>> by_type;  // looked up only
  for (ClaimIndex c{0}; c < claims.end_index(); ++c) {
    if (PartOf(scene, claims[c]) != Part::kBody) continue;
    auto& of_type = by_type[claims[c].type];
    if (of_type.size() < kMostOfType) of_type.push_back(c);
  }
  for (Claim& claim : claims) {
    if (PartOf(scene, claim) != Part::kFront) continue;
    const auto found = by_type.find(claim.type);
    if (found == by_type.end()) continue;
    // Killed and injured are of one type: the same word is looked for first.
    const std::string_view text = scene.language().text;
    const ClaimIndex* best = nullptr;
    for (const ClaimIndex& body : found->second) {
      if (!Repeats(scene, claim, claims[body])) continue;
      const bool is_same_word = scene.lemma(scene.TokenAt(claim.trigger.begin())) ==
                                scene.lemma(scene.TokenAt(claims[body].trigger.begin()));
      if (is_same_word || claim.trigger.In(text) == claims[body].trigger.In(text)) {
        best = &body;
        break;
      }
      if (best == nullptr && claim.type != "casualty") best = &body;
    }
    if (best != nullptr) claim.repeats = *best;
  }
}

}  // namespace dateline::claims
