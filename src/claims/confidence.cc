#include "claims/confidence.h"

#include <algorithm>
#include <cmath>

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
  kTriggerWord,
  kGovernorWord,
  kChildWord,
  kSentenceWord,
  kNeighbour,
  kVerbTag,
  kOpening,
  kOther,
  kArgument,
  kArgumentType,
  kCasualty,
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

std::uint64_t LemmaOf(const Scene& scene, TokenIndex token) {
  std::string lower = scene.word(token).lemma;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return HashBytes(lower);
}

void AddContext(const Clauses& clauses, const Claim& claim, TokenIndex head,
                std::vector<Feature>& out) {
  const Scene& scene = clauses.scene();
  const std::uint64_t type = HashBytes(claim.type);
  out.push_back(Hash(kTriggerWord, LemmaOf(scene, head), type));
  if (const auto governor = scene.Head(head)) {
    out.push_back(Hash(kGovernorWord, LemmaOf(scene, *governor), Number(scene.word(head).deprel)));
    out.push_back(Hash(kGovernorWord, LemmaOf(scene, *governor)));
  }
  for (auto child = scene.FirstChild(head); child; child = scene.NextChild(*child)) {
    out.push_back(Hash(kChildWord, LemmaOf(scene, *child), Number(scene.word(*child).deprel)));
    for (auto below = scene.FirstChild(*child); below; below = scene.NextChild(*below)) {
      out.push_back(Hash(kChildWord, LemmaOf(scene, *below)));
    }
  }
  out.push_back(Hash(kVerbTag, HashBytes(scene.word(head).xpos)));
  const Sentence& sentence = scene.sentence(claim.sentence);
  constexpr std::uint32_t kWords = 60;
  const TokenIndex last(std::min(sentence.end.value(), sentence.first.value() + kWords));
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kNoun || upos == Upos::kVerb || upos == Upos::kAdj || upos == Upos::kPropn ||
        upos == Upos::kAux) {
      out.push_back(Hash(kSentenceWord, LemmaOf(scene, t)));
    }
  }
  for (int by = -2; by <= 2; ++by) {
    const std::int64_t at = std::int64_t{head.value()} + by;
    if (by == 0 || at < sentence.first.value() || at >= sentence.end.value()) continue;
    out.push_back(Hash(kNeighbour, static_cast<std::uint64_t>(by + 3),
                       LemmaOf(scene, TokenIndex(static_cast<std::uint32_t>(at)))));
  }
  const TokenIndex opening(std::min(60U, scene.token_count()));
  for (TokenIndex t{0}; t < opening; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kNoun || upos == Upos::kVerb || upos == Upos::kAdj) {
      out.push_back(Hash(kOpening, LemmaOf(scene, t)));
    }
  }
  for (const Role& role : claim.roles) {
    out.push_back(Hash(kArgument, Number(role.role), HashBytes(role.name)));
    if (role.entity) {
      const Entity& entity = scene.input().entities[*role.entity];
      out.push_back(Hash(kArgumentType, Number(role.role), Number(entity.type),
                         entity.kind ? Number(*entity.kind) : 0));
    }
  }
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
  AddContext(clauses, claim, head, out);
  out.push_back(Hash(kPosition, Number(std::min(claim.sentence.value(), kLateSentence) / 2)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

namespace {

// What the model says, in logits, brought to how often such claims are right in reports that
// nothing was trained on (models/claims.md has the table, tests/claims/fit_confidence.py the fit).
// The order of claims stays.
constexpr double kBase = 0.83;
constexpr double kSlope = 0.35;

double Calibrated(double said) {
  constexpr double kLeast = 0.005;
  const double p = std::clamp(said, kLeast, 1 - kLeast);
  return 1 / (1 + std::exp(-(kBase + kSlope * std::log(p / (1 - p)))));
}

}  // namespace

void SetConfidence(const Clauses& clauses, const Learned& learned,
                   IndexedVector<Claim, ClaimIndex>& claims) {
  std::vector<Feature> features;
  for (Claim& claim : claims) {
    ConfidenceFeatures(clauses, claim, features);
    claim.confidence = Calibrated(static_cast<double>(learned.Confidence(features)));
  }
}

}  // namespace dateline::claims
