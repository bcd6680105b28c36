#include "claims/implied_agents.h"

#include <algorithm>

namespace dateline::claims {
namespace {

constexpr std::uint32_t kMostBetween = 3;  // sentences from an event to what takes it up

bool IsDefinite(const Clauses& clauses, TokenIndex noun) {
  const Scene& scene = clauses.scene();
  for (auto child = scene.FirstChild(noun); child && *child < noun;
       child = scene.NextChild(*child)) {
    if (scene.word(*child).deprel == Deprel::kDet &&
        clauses.cues().Is(CueKind::kDefinite, scene.lemma(*child))) {
      return true;
    }
  }
  return false;
}

// Does the claim tell of a force that fights or moves, which is what such a noun takes up?
bool IsOfForce(const Ontology& ontology, const Claim& claim) {
  const auto type = ontology.Find(claim.type);
  if (!type.ok()) return false;
  const std::string_view family = ontology[*type].family;
  return family == "violence" || family == "manoeuvre" || family == "control";
}

// "Measures to check and secure the town": an infinitive that says what a noun is for.
bool IsPurposeOfNoun(const Scene& scene, TokenIndex verb) {
  const Word* word = &scene.word(verb);
  if (word->xpos != "VB") return false;
  if (word->deprel == Deprel::kConj && word->head) word = &scene.word(*word->head);
  return word->deprel == Deprel::kAcl && word->head && scene.IsNoun(*word->head);
}

}  // namespace

std::optional<Role> AgentOfWhole(const Clauses& clauses, const Ontology& ontology, TokenIndex head,
                                 const IndexedVector<Claim, ClaimIndex>& before) {
  const Scene& scene = clauses.scene();
  const auto verb = scene.Head(head);
  if (!verb || scene.word(head).deprel != Deprel::kObj ||
      !clauses.cues().Is(CueKind::kInvolve, scene.lemma(*verb))) {
    return std::nullopt;
  }
  const auto whole = clauses.Subject(*verb);
  if (!whole || !scene.IsNoun(whole->token) || !IsDefinite(clauses, whole->token)) {
    return std::nullopt;
  }
  const SentenceIndex here = scene.SentenceOf(head);
  constexpr std::size_t kMostClaims = 24;  // that are looked at
  const std::size_t last = before.size() - std::min(before.size(), kMostClaims);
  for (std::size_t i = before.size(); i > last; --i) {
    const Claim& claim = before[ClaimIndex(static_cast<std::uint32_t>(i - 1))];
    if (here.value() - claim.sentence.value() > kMostBetween) break;
    if (!IsOfForce(ontology, claim)) continue;
    const auto agent = std::find_if(claim.roles.begin(), claim.roles.end(),
                                    [](const Role& role) { return role.role == RoleKind::kAgent; });
    if (agent != claim.roles.end()) return *agent;
  }
  return std::nullopt;
}

std::optional<Role> AgentOfSpeaker(const Clauses& clauses, TokenIndex head,
                                   const Attribution& attribution) {
  const Scene& scene = clauses.scene();
  const Source& speaker = attribution.speaker;
  if (attribution.form == AttributionForm::kIndirect || speaker.side.empty()) return std::nullopt;
  if (!scene.IsNoun(head) && !IsPurposeOfNoun(scene, head)) return std::nullopt;
  const BlockIndex block = scene.sentence(scene.SentenceOf(head)).block;
  constexpr std::uint32_t kMostTokens = 120;  // of a quotation that are looked at
  std::uint32_t seen = 0;
  for (const ByteSpan content : attribution.content) {
    if (seen >= kMostTokens) break;
    for (TokenIndex t = scene.TokenAt(content.begin());
         t.value() < scene.token_count() && seen < kMostTokens; ++t, ++seen) {
      const ByteSpan span = scene.language().tokens[t].span;
      if (content.end() <= span.begin()) break;
      if (scene.sentence(scene.SentenceOf(t)).block != block) continue;
      if (!clauses.cues().Is(CueKind::kFirstPerson, scene.form(t))) continue;
      Role role;
      role.entity = speaker.entity;
      role.name = speaker.name;
      role.side = speaker.side;
      role.span = span;
      return role;
    }
  }
  return std::nullopt;
}

void TakeSideOfSpeaker(const Scene& scene, const ClaimType& type, const Source& speaker,
                       FilledRoles& roles) {
  const bool speaks_for_state = speaker.kind == SourceKind::kMilitary ||
                                speaker.kind == SourceKind::kGovernment ||
                                speaker.kind == SourceKind::kOfficial;
  // What one tells of one's own: not that they desert or suffer.
  const bool is_deed = type.family == "manoeuvre" || type.family == "control" ||
                       type.name.starts_with("airdefence.") || type.name == "damage";
  if (!speaks_for_state || !is_deed || speaker.side.empty()) return;
  for (std::size_t r = 0; r < roles.roles.size() && r < roles.arguments.size(); ++r) {
    Role& role = roles.roles[r];
    const Mention* force = scene.MentionAt(roles.arguments[r]);
    if (role.role != RoleKind::kAgent || !role.side.empty() || force == nullptr ||
        force->kind != MentionKind::kNominal) {
      continue;
    }
    const Entity& entity = scene.input().entities[*force->entity];
    if (entity.kind == SourceKind::kMilitary && entity.side.empty()) role.side = speaker.side;
  }
}

}  // namespace dateline::claims
