#include "attribution/dependents.h"

namespace dateline::attribution {

bool HasMark(const Scene& scene, TokenIndex t, WordKind kind) {
  bool has = false;
  scene.tree.ForChildren(t, [&](TokenIndex child) {
    has |= child < t && scene.word(child).deprel == Deprel::kMark && scene.Is(child, kind);
  });
  return has;
}

namespace {

bool HasCase(const Scene& scene, TokenIndex noun, WordKind kind) {
  bool has = false;
  scene.tree.ForChildren(noun, [&](TokenIndex child) {
    has |= scene.word(child).deprel == Deprel::kCase && scene.Is(child, kind);
  });
  return has;
}

}  // namespace

Dependents DependentsOf(const Scene& scene, TokenIndex v) {
  Dependents out;
  scene.tree.ForChildren(v, [&](TokenIndex child) {
    const Word& word = scene.word(child);
    switch (word.deprel) {
      case Deprel::kCcomp:
        if (!out.clause && word.xpos == "VBG" && v < child &&
            !HasMark(scene, child, WordKind::kComplementizer) &&
            scene.tree.Extent(child).first == child) {
          out.gerund = child;
        } else if (!out.clause || out.clause < v) {
          out.clause = child;
        }
        break;
      case Deprel::kParataxis:
        if (!out.clause && child < v) out.clause = child;
        if (!out.clause && v < child) out.clause = child;
        break;
      case Deprel::kAdvcl:
      case Deprel::kAcl:
        if (v < child && HasMark(scene, child, WordKind::kComplementizer) &&
            (!out.clause || *out.clause < v))
          out.clause = child;
        if (v < child && HasMark(scene, child, WordKind::kOf)) out.of = child;
        break;
      case Deprel::kXcomp:
        if (HasMark(scene, child, WordKind::kComplementizer)) {
          out.clause = child;
        } else if (word.xpos == "VBG") {
          out.gerund = child;
        } else {
          out.infinitive = child;
        }
        break;
      case Deprel::kObj:
        if (!out.object && !scene.Is(child, WordKind::kDay)) out.object = child;
        break;
      case Deprel::kObl:
      case Deprel::kNmod:
        if (v < child && !out.of && HasCase(scene, child, WordKind::kOf)) out.of = child;
        break;
      case Deprel::kOblAgent:
        out.has_agent = true;
        break;
      case Deprel::kAuxPass:
      case Deprel::kNsubjPass:
        out.is_passive = true;
        break;
      case Deprel::kAdvmod:
      case Deprel::kCc:
      case Deprel::kCcPreconj:
      case Deprel::kDet:
        if (child < v && scene.Is(child, WordKind::kNegation)) out.is_negated = true;
        break;
      default:
        break;
    }
  });
  const Word& word = scene.word(v);
  if (word.head && word.deprel == Deprel::kXcomp &&
      scene.lexicon.Is(scene.word(*word.head).lemma, WordKind::kNegation))
    out.is_negated = true;  // "unable to confirm"
  return out;
}

}  // namespace dateline::attribution
