#include "claims/filler_features.h"

#include <algorithm>
#include <string>

namespace dateline::claims {
namespace {

using model::Feature;
using model::Hash;

// The templates; a new one goes to the end, and every change asks for a new model.
enum Form : std::uint64_t {
  kBias = 301,
  kHead,
  kTag,
  kNamed,
  kSide,
  kActor,
  kEntityName,
  kChild,
  kConjunct,
  kRelation,
  kGovernor,
  kGovernorRelation,
  kHeadGovernor,
  kGrandparent,
  kRole,
  kRoleOfType,
  kSameSentence,
  kUnder,
  kUnderRelation,
  kDistance,
  kDistanceType,
  kNoAct,
  kPosition,
  kActCount,
};

constexpr std::size_t kMostActs = 6;       // acts of one sentence that are looked at
constexpr std::size_t kMostRoles = 6;      // roles of one phrase
constexpr int kClimb = 6;                  // steps up to a trigger
constexpr std::uint32_t kFarSentence = 8;  // later sentences count as this one

template <typename T>
std::uint64_t Number(T value) {
  return static_cast<std::uint64_t>(value) + 1;
}

}  // namespace

FillerFeatures::FillerFeatures(const Clauses& clauses, const std::vector<Act>& acts,
                               const IndexedVector<Claim, ClaimIndex>& claims)
    : scene_(clauses.scene()), acts_(acts) {
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (acts[i].is_sought) sought_.push_back(i);
    for (const Role& role : claims[ClaimIndex::FromSize(acts[i].claim)].roles) {
      const Filled filled{role.role, acts[i].type};
      if (role.entity) {
        auto& of_entity = by_entity_[role.entity->value()];
        if (of_entity.size() < kMostRoles) of_entity.push_back(filled);
      }
      if (!role.span || role.entity) continue;
      const TokenIndex end(scene_.token_count());
      for (TokenIndex t = scene_.TokenAt(role.span->begin());
           t < end && scene_.language().tokens[t].span.begin() < role.span->end(); ++t) {
        auto& of_token = by_token_[t.value()];
        if (of_token.size() < kMostRoles) of_token.push_back(filled);
      }
    }
  }
}

bool FillerFeatures::IsCandidate(TokenIndex token) const {
  if (!scene_.IsNoun(token) || (scene_.flags(token) & (kFlagTime | kFlagDateline)) != 0) {
    return false;
  }
  const Deprel deprel = scene_.word(token).deprel;
  if (deprel != Deprel::kCompound && deprel != Deprel::kFlat) return true;
  // Inside a phrase only a body or person that is named: "the front's guerrillas".
  const Mention* mention = scene_.MentionAt(token);
  return mention != nullptr && mention->kind == MentionKind::kName && mention->first == token;
}

std::optional<std::size_t> FillerFeatures::NearestAct(TokenIndex token) const {
  const std::uint32_t sentence = scene_.SentenceOf(token).value();
  const auto after = std::partition_point(sought_.begin(), sought_.end(),
                                          [&](std::size_t i) { return acts_[i].first < token; });
  const auto distance = [&](std::size_t i) {
    const std::uint32_t other = acts_[i].sentence.value();
    const std::uint32_t sentences = other > sentence ? other - sentence : sentence - other;
    const std::uint32_t at = acts_[i].first.value();
    const std::uint32_t tokens = at > token.value() ? at - token.value() : token.value() - at;
    return std::pair(sentences, tokens);
  };
  std::optional<std::size_t> nearest;
  if (after != sought_.end()) nearest = *after;
  if (after != sought_.begin() && (!nearest || distance(*std::prev(after)) <= distance(*nearest))) {
    nearest = *std::prev(after);
  }
  if (!nearest || distance(*nearest).first > kReach) return std::nullopt;
  return nearest;
}

std::uint64_t FillerFeatures::LemmaOf(TokenIndex token) const {
  std::string lower = scene_.word(token).lemma;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return model::HashBytes(lower);
}

std::uint64_t FillerFeatures::CaseOf(TokenIndex token) const {
  const auto preposition = scene_.Preposition(token);
  return preposition ? LemmaOf(*preposition) : 0;
}

void FillerFeatures::AddWords(TokenIndex token, std::vector<Feature>& out) const {
  const Word& word = scene_.word(token);
  out.push_back(Hash(kHead, LemmaOf(token)));
  out.push_back(Hash(kTag, Number(word.upos), model::HashBytes(word.xpos)));
  for (auto child = scene_.FirstChild(token); child; child = scene_.NextChild(*child)) {
    switch (scene_.word(*child).deprel) {
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kNmodPoss:
      case Deprel::kNmod:
      case Deprel::kDet:
      case Deprel::kAppos:
      case Deprel::kAcl:
      case Deprel::kAclRelcl:
        out.push_back(Hash(kChild, Number(scene_.word(*child).deprel), LemmaOf(*child)));
        break;
      case Deprel::kNummod:
        out.push_back(Hash(kChild, Number(Deprel::kNummod)));
        break;
      default:
        break;
    }
  }
}

void FillerFeatures::AddGovernor(TokenIndex token, std::vector<Feature>& out) const {
  TokenIndex at = token;
  for (int i = 0; i < 4 && scene_.word(at).deprel == Deprel::kConj && scene_.Head(at); ++i) {
    at = *scene_.Head(at);
  }
  if (at != token) out.push_back(Hash(kConjunct, 1));
  const std::uint64_t relation = Number(scene_.word(at).deprel);
  const std::uint64_t preposition = CaseOf(at);
  out.push_back(Hash(kRelation, relation, preposition));
  const auto head = scene_.Head(at);
  if (!head) return;
  const std::uint64_t governor = LemmaOf(*head);
  out.push_back(Hash(kGovernor, governor));
  out.push_back(Hash(kGovernorRelation, governor, relation, preposition));
  out.push_back(Hash(kHeadGovernor, LemmaOf(token), governor));
  if (const auto above = scene_.Head(*head)) {
    out.push_back(Hash(kGrandparent, LemmaOf(*above), Number(scene_.word(*head).deprel), relation));
  }
}

void FillerFeatures::AddEntity(TokenIndex token, std::vector<Feature>& out) const {
  const Mention* mention = scene_.MentionAt(token);
  if (mention == nullptr) {
    out.push_back(Hash(kNamed, 1));
    return;
  }
  const Entity& entity = scene_.input().entities[*mention->entity];
  const std::size_t dot = entity.actor.find('.');
  const std::string_view service =
      dot == std::string::npos ? "" : std::string_view(entity.actor).substr(dot);
  out.push_back(Hash(kNamed, Number(entity.type) + 1, Number(mention->kind)));
  out.push_back(Hash(kSide, Number(entity.side.empty()), Number(entity.type)));
  out.push_back(Hash(kActor, Number(entity.type), model::HashBytes(service),
                     entity.kind ? Number(*entity.kind) : 0));
}

void FillerFeatures::AddActs(TokenIndex token, std::vector<Feature>& out) const {
  const SentenceIndex sentence = scene_.SentenceOf(token);
  const auto add_roles = [&](const auto& map, std::uint32_t key) {
    const auto found = map.find(key);
    if (found == map.end()) return;
    for (const Filled& filled : found->second) {
      out.push_back(Hash(kRole, Number(filled.role)));
      out.push_back(Hash(kRoleOfType, Number(filled.role), Number(filled.type.value())));
    }
  };
  add_roles(by_token_, token.value());
  if (const Mention* mention = scene_.MentionAt(token)) {
    add_roles(by_entity_, mention->entity->value());
  }
  std::size_t seen = 0;
  const std::uint64_t relation = Number(scene_.word(token).deprel);
  for (auto act = std::partition_point(acts_.begin(), acts_.end(),
                                       [&](const Act& a) { return a.sentence < sentence; });
       act != acts_.end() && act->sentence == sentence && seen < kMostActs; ++act, ++seen) {
    const std::uint64_t type = Number(act->type.value());
    out.push_back(Hash(kSameSentence, type));
    std::optional<TokenIndex> up = token;
    for (int i = 0; up && i < kClimb; ++i, up = scene_.Head(*up)) {
      if (*up < act->first || *up >= act->end) continue;
      out.push_back(Hash(kUnder, type, Number(std::min(i, 3))));
      out.push_back(Hash(kUnderRelation, type, Number(scene_.IsVerb(*up)),
                         model::Join(relation, CaseOf(token))));
      break;
    }
  }
  const auto nearest = NearestAct(token);
  if (!nearest) {
    out.push_back(Hash(kNoAct, 1));
    return;
  }
  const Act& act = acts_[*nearest];
  const std::uint32_t other = act.sentence.value();
  const std::uint32_t mine = sentence.value();
  const std::uint64_t distance = Number(other > mine ? other - mine : mine - other);
  out.push_back(Hash(kDistance, distance));
  out.push_back(Hash(kDistanceType, std::min<std::uint64_t>(distance, 4), Number(act.type.value()),
                     Number(act.first < token)));
}

void FillerFeatures::Of(TokenIndex token, std::vector<Feature>& out) const {
  out.clear();
  out.push_back(Hash(kBias, 1));
  AddWords(token, out);
  AddGovernor(token, out);
  AddEntity(token, out);
  AddActs(token, out);
  out.push_back(Hash(kPosition, Number(std::min(scene_.SentenceOf(token).value(), kFarSentence))));
  out.push_back(Hash(kActCount, Number(std::min<std::size_t>(sought_.size(), kFarSentence))));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace dateline::claims
