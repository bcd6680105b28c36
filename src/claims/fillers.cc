#include "claims/fillers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "claims/likeness.h"
#include "text/enum_names.h"

namespace dateline::claims {
namespace {

// Who is the subject of the act's own verb acts, whatever a template would ask for, except in a
// report like those with templates.
constexpr std::string_view kOwnSubject = "agent: subj subject";
// Below which probability a role of the rules is dropped, and from which on a phrase of the
// discourse becomes a role, by slot: chosen on held-out folds of the training texts.
constexpr std::array<float, kFillerSlots> kKeep = {0.20F, 0.20F, 0.20F, 0.20F, 0.20F};
constexpr std::array<float, kFillerSlots> kAdd = {0.20F, 0.22F, 0.20F, 0.22F, 0.25F};
constexpr std::array<RoleKind, kFillerSlots> kRoleOf = {RoleKind::kAgent, RoleKind::kAgent,
                                                        RoleKind::kTarget, RoleKind::kVictim,
                                                        RoleKind::kInstrument};
constexpr float kKeepParty = 0.10F;      // the same of an agent with a side
constexpr std::size_t kMostRoles = 12;   // of one claim
constexpr std::size_t kMostKeys = 4096;  // of one report

using Probabilities = std::array<float, kFillerSlots>;

class Reviser {
 public:
  Reviser(const Clauses& clauses, const Naming& naming, const Learned& learned,
          const Ontology& ontology, Draft& draft)
      : scene_(clauses.scene()),
        naming_(naming),
        learned_(learned),
        draft_(draft),
        acts_(ActsOf(scene_, ontology, draft)),
        features_(clauses, acts_, draft),
        speaks_(scene_.input().entities.size(), 0),
        is_like_templates_(IsLikeTemplates(scene_, learned)) {
    for (const Attribution& attribution : scene_.input().attributions) {
      if (attribution.speaker.entity) speaks_[attribution.speaker.entity->value()] = 1;
    }
  }

  void Run() {
    Judge();
    if (candidates_.empty()) return;
    for (const Act& act : acts_) {
      if (act.is_revised) DropRoles(act.claim);
    }
    AddRoles();
  }

 private:
  struct Candidate {
    TokenIndex token;
    Role role;
    std::string key;
    Probabilities probabilities{};
  };

  // Whom the role names, whatever the role.
  static std::string KeyOf(const Role& role) {
    return role.entity ? "#" + std::to_string(role.entity->value()) : role.name;
  }
  static std::string KeyOf(const std::string& name, RoleKind kind) {
    return std::string(text::NameOf(kind)) + ": " + name;
  }

  void Judge() {
    std::vector<model::Feature> found;
    for (const TokenIndex token : features_.Candidates()) {
      if (best_.size() >= kMostKeys) break;
      auto role = naming_.NameOf(token, nullptr);
      if (!role) continue;
      features_.Of(token, found);
      Candidate one{token, std::move(*role), {}, learned_.Fillers(found, is_like_templates_)};
      one.key = KeyOf(one.role);
      Probabilities& best = best_[one.key];
      for (std::size_t slot = 0; slot < kFillerSlots; ++slot) {
        best[slot] = std::max(best[slot], one.probabilities[slot]);
      }
      judged_.insert(token);
      candidates_.push_back(std::move(one));
    }
  }

  // Persons without a name who are counted: the claim's count says all that there is to say.
  bool IsCounted(const Claim& claim, const Role& role, TokenIndex argument) const {
    if (role.role != RoleKind::kVictim || !claim.quantity || naming_.IsNamed(argument)) {
      return false;
    }
    const std::string& unit = claim.quantity->unit;
    return unit == "person" || unit == scene_.word(argument).lemma;
  }

  // Gunmen, soldiers, a group: whom their own word calls a party.
  bool IsArmed(const Role& role) const {
    if (!role.entity) return false;
    const Entity& entity = scene_.input().entities[*role.entity];
    return entity.kind == SourceKind::kMilitary || entity.kind == SourceKind::kOrganisation;
  }

  bool Stands(const Claim& claim, const Role& role, TokenIndex argument) const {
    if (!judged_.contains(argument)) return true;
    if (IsCounted(claim, role, argument)) return false;
    // An actor that is known as a party acts, whatever a template would ask for; in a report like
    // those with templates the model may say that it surely does not.
    const bool has_side = role.role == RoleKind::kAgent && !role.side.empty();
    const bool is_party = has_side || (role.role == RoleKind::kAgent && IsArmed(role));
    if (is_party && !is_like_templates_) return true;
    const auto found = best_.find(KeyOf(role));
    const auto slots = SlotsOf(role, scene_.input().entities);
    if (found == best_.end() || slots.empty()) return true;
    return std::any_of(slots.begin(), slots.end(), [&](FillerSlot slot) {
      const auto i = static_cast<std::size_t>(slot);
      return found->second[i] >= (has_side ? kKeepParty : kKeep[i]);
    });
  }

  // Roles, their words and their grounds run in one order.
  void DropRoles(std::size_t index) {
    Claim& claim = draft_.claims[ClaimIndex::FromSize(index)];
    std::vector<TokenIndex>& arguments = draft_.arguments[index];
    std::size_t kept = 0, ground = 0;
    for (std::size_t r = 0; r < claim.roles.size(); ++r) {
      const std::string name = KeyOf({}, claim.roles[r].role);
      while (ground < claim.grounds.size() && !claim.grounds[ground].starts_with(name)) ++ground;
      const bool is_subject = !is_like_templates_ && claim.roles[r].role == RoleKind::kAgent &&
                              ground < claim.grounds.size() && claim.grounds[ground] == kOwnSubject;
      if (!is_subject && !Stands(claim, claim.roles[r], arguments[r])) {
        if (ground < claim.grounds.size()) {
          claim.grounds.erase(claim.grounds.begin() + static_cast<std::ptrdiff_t>(ground));
        }
        continue;
      }
      ++ground;
      if (kept != r) {
        claim.roles[kept] = std::move(claim.roles[r]);
        arguments[kept] = arguments[r];
      }
      ++kept;
    }
    claim.roles.resize(kept);
    arguments.resize(kept);
  }

  // In news of another kind the discourse lends a role only inside of a paragraph, and only where
  // the model is sure.
  bool MayAdd(const Candidate& one, const Act& act, float probability) const {
    constexpr float kSure = 0.6F;
    if (is_like_templates_) return true;
    return probability >= kSure && scene_.sentence(scene_.SentenceOf(one.token)).block ==
                                       scene_.sentence(act.sentence).block;
  }

  void AddRoles() {
    std::set<std::string> given;  // in the whole report: nobody is added twice
    for (const Claim& claim : draft_.claims) {
      for (const Role& role : claim.roles) given.insert(KeyOf(KeyOf(role), role.role));
    }
    for (const Candidate& one : candidates_) {
      const auto nearest = features_.NearestAct(one.token);
      if (!nearest) continue;
      Claim& claim = draft_.claims[ClaimIndex::FromSize(acts_[*nearest].claim)];
      for (std::size_t slot = 0; slot < kFillerSlots; ++slot) {
        const RoleKind kind = kRoleOf[slot];
        if (one.probabilities[slot] < kAdd[slot] || claim.roles.size() >= kMostRoles) continue;
        if (!MayAdd(one, acts_[*nearest], one.probabilities[slot])) continue;
        // Who speaks in the report was not killed in it.
        const bool speaks = one.role.entity && speaks_[one.role.entity->value()] != 0;
        if (kind == RoleKind::kVictim &&
            (speaks || IsCounted(claim, WithKind(one.role, kind), one.token)))
          continue;
        if (!given.insert(KeyOf(one.key, kind)).second) continue;
        char sure[16];
        std::snprintf(sure, sizeof sure, "%.2f", static_cast<double>(one.probabilities[slot]));
        claim.grounds.push_back(KeyOf(std::string("discourse, ") + sure, kind));
        claim.roles.push_back(WithKind(one.role, kind));
      }
    }
  }

  static Role WithKind(Role role, RoleKind kind) {
    role.role = kind;
    return role;
  }

  const Scene& scene_;
  const Naming& naming_;
  const Learned& learned_;
  Draft& draft_;
  std::vector<Act> acts_;
  FillerFeatures features_;
  std::vector<std::uint8_t> speaks_;  // by entity
  bool is_like_templates_;
  std::vector<Candidate> candidates_;
  std::set<TokenIndex> judged_;
  std::unordered_map<std::string, Probabilities> best_;  // by key; looked up only
};

}  // namespace

std::vector<FillerSlot> SlotsOf(const Role& role,
                                const IndexedVector<Entity, EntityIndex>& entities) {
  switch (role.role) {
    case RoleKind::kAgent:
      return {FillerSlot::kPersons, FillerSlot::kBody};
    case RoleKind::kVictim:
      return {FillerSlot::kVictim};
    case RoleKind::kTarget:
    case RoleKind::kAsset:
      if (role.entity && entities[*role.entity].type == EntityType::kPerson) {
        return {FillerSlot::kVictim};
      }
      return {FillerSlot::kTarget};
    case RoleKind::kInstrument:
      return {FillerSlot::kMeans};
    case RoleKind::kHolderBefore:
    case RoleKind::kHolderAfter:
    case RoleKind::kService:
    case RoleKind::kRecipient:
      return {};
  }
  return {};
}

std::vector<Act> ActsOf(const Scene& scene, const Ontology& ontology, const Draft& draft) {
  std::vector<Act> acts;
  acts.reserve(draft.claims.size());
  for (std::size_t i = 0; i < draft.claims.size(); ++i) {
    const Claim& claim = draft.claims[ClaimIndex::FromSize(i)];
    const auto type = ontology.Find(claim.type);
    if (!type.ok()) continue;
    Act act;
    act.claim = i;
    act.type = *type;
    act.sentence = claim.sentence;
    act.first = scene.TokenAt(claim.trigger.begin());
    act.end = scene.TokenAt(claim.trigger.end());
    act.head = draft.heads[i];
    act.is_sought = ontology[*type].takes_fillers && claim.realis != Realis::kDenied &&
                    claim.realis != Realis::kAsked;
    act.is_revised = act.is_sought || claim.type == "casualty" || claim.type == "damage";
    acts.push_back(act);
  }
  return acts;
}

void ReviseFillers(const Clauses& clauses, const Naming& naming, const Learned& learned,
                   const Ontology& ontology, Draft& draft) {
  Reviser(clauses, naming, learned, ontology, draft).Run();
}

}  // namespace dateline::claims
