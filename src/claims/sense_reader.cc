#include "claims/sense_reader.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace dateline::claims {
namespace {

// The first two are chosen by cross-validation over documents (training/claims/senses/train.cc
// prints the table), the others on the reports of the set validation, on which nothing is trained.
// A row that matched has its reasons, so only a certain model overrules it. A word without a row
// has none; what it costs to open one too many is less than what articles of other words would
// lose. A word whose rows do not hold has reasons against it.
constexpr float kDrop = 0.9F;          // of none: the row's claim is dropped
constexpr float kRetype = 0.8F;        // of another type: the row's claim gets it
constexpr float kOpen = 0.55F;         // of a type: a word without a row becomes its trigger
constexpr float kOpenAgainst = 0.65F;  // of a type: a word none of whose rows holds becomes it

struct Best {
  std::size_t type = 0;
  float probability = 0.0F;
};

Best BestType(const SenseProbabilities& probabilities) {
  const auto best = std::max_element(probabilities.begin(), probabilities.begin() + kNoSense);
  return {static_cast<std::size_t>(best - probabilities.begin()), *best};
}

std::optional<Trigger> WithType(Trigger trigger, const TriggerTable& table, const Best& best) {
  trigger.type = TypeIndex::FromSize(best.type);
  trigger.rule = table.LearnedRule(trigger.type);
  trigger.prior = static_cast<double>(best.probability);
  return trigger;
}

std::optional<Trigger> Judge(const TriggerCandidate& candidate, const TriggerTable& table,
                             WordId lemma, const SenseProbabilities& probabilities) {
  const Best best = BestType(probabilities);
  if (!candidate.has_rule) {
    const bool has_rows_against = !table.RulesFrom(lemma).empty();
    if (best.probability < (has_rows_against ? kOpenAgainst : kOpen)) return std::nullopt;
    return WithType(candidate.trigger, table, best);
  }
  if (probabilities[kNoSense] > kDrop) return std::nullopt;
  if (best.type != candidate.trigger.type.value() && best.probability > kRetype) {
    return WithType(candidate.trigger, table, best);
  }
  return candidate.trigger;
}

// What the triggers that stand are read as, by their heads; looked up only, never walked.
struct Heads {
  std::unordered_map<std::uint32_t, TypeIndex> ruled;
  std::unordered_map<std::uint32_t, TypeIndex> opened;

  static bool Has(const std::unordered_map<std::uint32_t, TypeIndex>& among, TokenIndex token,
                  TypeIndex type) {
    const auto found = among.find(token.value());
    return found != among.end() && found->second == type;
  }
};

// "Declared a state of emergency", "opened an inquiry": a word that only brings in what a row of
// the table reads as the same type is no claim of its own, nor is one that hangs on another opened
// word of its type. Two coordinated acts are.
bool RepeatsNeighbour(const Scene& scene, const Trigger& opened, const Heads& heads) {
  const Word& word = scene.word(opened.head);
  if (word.head && word.deprel != Deprel::kConj &&
      (Heads::Has(heads.ruled, *word.head, opened.type) ||
       Heads::Has(heads.opened, *word.head, opened.type))) {
    return true;
  }
  for (auto child = scene.FirstChild(opened.head); child; child = scene.NextChild(*child)) {
    if (scene.word(*child).deprel != Deprel::kConj &&
        Heads::Has(heads.ruled, *child, opened.type)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Trigger> JudgedTriggers(const Scene& scene,
                                    const std::vector<TriggerCandidate>& candidates,
                                    const TriggerTable& table, const Senses& senses,
                                    const SenseFeatures& features) {
  std::vector<Trigger> triggers;
  Heads heads;
  std::vector<std::uint8_t> is_opened;
  std::vector<SenseFeature> found;
  for (const TriggerCandidate& candidate : candidates) {
    if (candidate.has_rule ? !table[candidate.trigger.rule].is_claim
                           : !senses.MayOpen(features.WordOf(candidate.trigger.head))) {
      continue;
    }
    features.Of(candidate, found);
    const auto trigger =
        Judge(candidate, table, scene.lemma(candidate.trigger.head), senses.Judge(found));
    if (!trigger) continue;
    // A row's words may reach back over a word that was opened ("the bodies of two were found").
    while (candidate.has_rule && !triggers.empty() && is_opened.back() != 0 &&
           trigger->first < triggers.back().end) {
      triggers.pop_back();
      is_opened.pop_back();
    }
    if (!candidate.has_rule && !triggers.empty() && trigger->first < triggers.back().end) continue;
    triggers.push_back(*trigger);
    is_opened.push_back(candidate.has_rule ? 0 : 1);
    (candidate.has_rule ? heads.ruled : heads.opened).emplace(trigger->head.value(), trigger->type);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (is_opened[i] != 0 && RepeatsNeighbour(scene, triggers[i], heads)) continue;
    triggers[kept++] = triggers[i];
  }
  triggers.resize(kept);
  return triggers;
}

}  // namespace dateline::claims
