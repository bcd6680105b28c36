#include "claims/confidence.h"

#include <algorithm>

namespace dateline::claims {
namespace {

using model::Feature;
using model::Hash;
using model::HashBytes;

// The templates; every change asks for a new model.
enum Form : std::uint64_t {
  kBias = 401,
  kPrior,
  kRule,
  kType,
  kTag,
  kRelation,
  kPlace,
  kTime,
  kCount,
  kRole,
  kRoles,
  kSubstance,
  kRealis,
  kSource,
  kBlock,
  kPosition,
  kDeterminer,
  kGovernor,
};

template <typename T>
std::uint64_t Number(T value) {
  return static_cast<std::uint64_t>(value) + 1;
}

// How an event noun is determined: bare, or by which kind of word.
std::uint64_t DeterminerOf(const Clauses& clauses, TokenIndex head) {
  const Scene& scene = clauses.scene();
  for (auto child = scene.FirstChild(head); child && *child < head;
       child = scene.NextChild(*child)) {
    if (scene.word(*child).deprel == Deprel::kDet) {
      return clauses.cues().Is(CueKind::kDefinite, scene.lemma(*child)) ? 2 : 3;
    }
    if (scene.word(*child).deprel == Deprel::kNmodPoss) return 4;
    if (scene.word(*child).deprel == Deprel::kNummod) return 5;
  }
  return scene.word(head).xpos == "NNS" ? 6 : 1;
}

}  // namespace

void ConfidenceFeatures(const Clauses& clauses, const Claim& claim, std::vector<Feature>& out) {
  constexpr double kPriorSteps = 20;
  constexpr std::uint32_t kLateSentence = 12;
  const Scene& scene = clauses.scene();
  out.clear();
  out.push_back(Hash(kBias, 1));
  out.push_back(Hash(kPrior, Number(static_cast<int>(claim.confidence * kPriorSteps))));
  out.push_back(Hash(kRule, claim.grounds.empty() ? 0 : HashBytes(claim.grounds.front())));
  const std::uint64_t type = HashBytes(claim.type);
  out.push_back(Hash(kType, type));
  const TokenIndex first = scene.TokenAt(claim.trigger.begin());
  if (first.value() >= scene.token_count()) return;
  // The head is the word of the trigger that hangs outside of it.
  TokenIndex head = first;
  const TokenIndex end = scene.TokenAt(claim.trigger.end());
  for (TokenIndex t = first; t < end; ++t) {
    const auto up = scene.Head(t);
    if (!up || *up < first || *up >= end) {
      head = t;
      break;
    }
  }
  const Word& word = scene.word(head);
  const bool is_noun = scene.IsNoun(head);
  out.push_back(Hash(kTag, Number(word.upos), Number(end.value() - first.value() > 1)));
  out.push_back(Hash(kRelation, Number(word.deprel), Number(is_noun)));
  if (is_noun) out.push_back(Hash(kDeterminer, DeterminerOf(clauses, head)));
  if (const auto governor = scene.Head(head)) {
    out.push_back(Hash(kGovernor, Number(scene.word(*governor).upos), Number(word.deprel)));
  }
  std::uint64_t ground = 0;
  for (const std::string& one : claim.grounds) {
    if (one.starts_with("location: ")) ground = HashBytes(one);
  }
  out.push_back(Hash(kPlace, ground));
  out.push_back(Hash(kTime, Number(claim.time.has_value())));
  out.push_back(Hash(kCount, Number(claim.quantity.has_value()), type));
  for (const Role& role : claim.roles) {
    out.push_back(Hash(kRole, Number(role.role), Number(role.side.empty())));
  }
  out.push_back(Hash(kRoles, Number(std::min<std::size_t>(claim.roles.size(), 3))));
  const std::size_t substance = (claim.locations.empty() ? 0U : 1U) + (claim.time ? 1U : 0U) +
                                (claim.quantity ? 1U : 0U) + (claim.roles.empty() ? 0U : 1U);
  out.push_back(Hash(kSubstance, Number(substance), Number(is_noun)));
  out.push_back(Hash(kRealis, Number(claim.realis)));
  out.push_back(Hash(kSource, Number(claim.attribution.has_value())));
  const Sentence& sentence = scene.sentence(claim.sentence);
  const auto& blocks = scene.language().blocks;
  if (blocks.has(sentence.block)) {
    out.push_back(Hash(kBlock, Number(blocks[sentence.block].kind)));
  }
  out.push_back(Hash(kPosition, Number(std::min(claim.sentence.value(), kLateSentence) / 2)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace dateline::claims
