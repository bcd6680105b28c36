#include "claims/sense_reader.h"

#include <algorithm>
#include <optional>

namespace dateline::claims {
namespace {

// Chosen by cross-validation over documents (training/claims/train_senses.cc prints the table). A
// row that matched has its reasons, so only a certain model overrules it; a word without a row has
// none, so the model must be certain as well.
constexpr float kDrop = 0.9F;    // of none: the row's claim is dropped
constexpr float kRetype = 0.8F;  // of another type: the row's claim gets it
constexpr float kOpen = 0.8F;    // of a type: a word without a row becomes its trigger

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
                             const SenseProbabilities& probabilities) {
  const Best best = BestType(probabilities);
  if (!candidate.has_rule) {
    if (best.probability < kOpen) return std::nullopt;
    return WithType(candidate.trigger, table, best);
  }
  if (probabilities[kNoSense] > kDrop) return std::nullopt;
  if (best.type != candidate.trigger.type.value() && best.probability > kRetype) {
    return WithType(candidate.trigger, table, best);
  }
  return candidate.trigger;
}

}  // namespace

std::vector<Trigger> JudgedTriggers(const std::vector<TriggerCandidate>& candidates,
                                    const TriggerTable& table, const Senses& senses,
                                    const SenseFeatures& features) {
  std::vector<Trigger> triggers;
  std::vector<SenseFeature> found;
  for (const TriggerCandidate& candidate : candidates) {
    if (candidate.has_rule ? !table[candidate.trigger.rule].is_claim
                           : !senses.MayOpen(features.WordOf(candidate.trigger.head))) {
      continue;
    }
    features.Of(candidate, found);
    const auto trigger = Judge(candidate, table, senses.Judge(found));
    // The particle of an opened word may have a row of its own.
    if (trigger && (triggers.empty() || trigger->first >= triggers.back().end)) {
      triggers.push_back(*trigger);
    }
  }
  return triggers;
}

}  // namespace dateline::claims
