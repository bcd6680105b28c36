#include "attribution/describe.h"

#include <algorithm>

namespace dateline::attribution {

void DescribeByLexicon(const Scene& scene, Draft& draft) {
  const Cue* cue = nullptr;
  TokenIndex head = draft.cue_head;
  for (TokenIndex t = draft.cue.first; t < draft.cue.end && cue == nullptr; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kVerb) cue = scene.lexicon.FindCue(scene.word(t).lemma, CueKind::kVerb);
    if (upos == Upos::kNoun) cue = scene.lexicon.FindCue(scene.word(t).lemma, CueKind::kNoun);
    if (upos == Upos::kAdv) cue = scene.lexicon.FindCue(scene.lower[t], CueKind::kAdverb);
    if (cue != nullptr) head = t;
  }
  // A judgement ("condemned the attack") reports nothing that is not known otherwise.
  const bool is_quoted = std::any_of(
      draft.content.begin(), draft.content.end(),
      [&](const TokenRange& part) { return scene.SpeechAround(part.first) != nullptr; });
  if (cue != nullptr && !cue->Can(Takes::kClause) && !cue->Can(Takes::kObject) && !is_quoted) {
    draft.cue_class = cue->cue_class;
    draft.confidence = confidence::kAttitude;
    return;
  }
  if (cue == nullptr) {
    draft.cue_class = CueClass::kBelieves;
    draft.confidence = confidence::kAttitude;
    return;
  }
  bool is_negated = false;
  draft.confidence = confidence::kPattern;
  for (TokenIndex t = draft.cue.first; t < head; ++t)
    is_negated |= scene.Is(t, WordKind::kNegation) ||
                  scene.lexicon.Is(scene.word(t).lemma, WordKind::kNegation);
  draft.cue_class = is_negated ? cue->negated : cue->cue_class;
}

bool IsCondition(const Scene& scene, const Draft& draft) {
  constexpr std::size_t kNear = 6;
  const TokenRange range = draft.content.front();
  for (TokenIndex t = range.first; t < range.end && t.value() < range.first.value() + kNear; ++t) {
    if (range.first < t && scene.word(t.previous()).upos == Upos::kAux &&
        scene.lexicon.Is(scene.word(t).lemma, WordKind::kAnonymity))
      return draft.cue_class == CueClass::kAsks;
  }
  return false;
}

}  // namespace dateline::attribution
