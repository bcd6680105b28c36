#include "claims/taken_up.h"

#include <optional>

namespace dateline::claims {
namespace {

constexpr std::uint32_t kMostBetween =
    12;  // sentences, from the event to the noun that takes it up

// "The strike", and not "the air strike", "a strike", "the strike on the port".
bool IsBareDefinite(const Clauses& clauses, TokenIndex noun) {
  const Scene& scene = clauses.scene();
  bool is_definite = false;
  for (auto child = scene.FirstChild(noun); child; child = scene.NextChild(*child)) {
    switch (scene.word(*child).deprel) {
      case Deprel::kDet:
        is_definite = is_definite || clauses.cues().Is(CueKind::kDefinite, scene.lemma(*child));
        break;
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kNmod:
      case Deprel::kNmodPoss:
      case Deprel::kNummod:
        return false;
      default:
        break;
    }
  }
  return is_definite;
}

}  // namespace

void TakeUpTypes(const Clauses& clauses, const TriggerTable& table, const Ontology& ontology,
                 std::vector<Trigger>& triggers) {
  const Scene& scene = clauses.scene();
  std::optional<Trigger> told;
  for (Trigger& trigger : triggers) {
    if (ontology[trigger.type].family != "violence") continue;
    const bool is_generic = scene.IsNoun(trigger.head) &&
                            scene.Is(trigger.head, table.generic_event()) &&
                            IsBareDefinite(clauses, trigger.head);
    if (!is_generic) {
      told = trigger;
      continue;
    }
    const std::uint32_t here = scene.SentenceOf(trigger.head).value();
    if (told && here - scene.SentenceOf(told->head).value() <= kMostBetween) {
      trigger.type = told->type;
    }
  }
}

}  // namespace dateline::claims
