#include "attribution/sources.h"

#include <algorithm>

namespace dateline::attribution {
namespace {

// Whether a verb takes its subject from the word that it hangs on.
bool SharesSubject(Deprel deprel) {
  return deprel == Deprel::kConj || deprel == Deprel::kXcomp || deprel == Deprel::kAdvcl;
}

// The noun phrase right beside a cue, where the tree gives no subject.
std::optional<TokenIndex> Neighbour(const Scene& scene, TokenIndex cue) {
  const TokenRange sentence = scene.SentenceOf(cue);
  TokenIndex t = cue;
  while (sentence.first < t) {
    t = t.previous();
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kAux || upos == Upos::kAdv || upos == Upos::kPart) continue;
    if (scene.IsNominal(t) && !scene.Is(t, WordKind::kDay)) return t;
    break;
  }
  return std::nullopt;
}

}  // namespace

SourceSpan PhraseOf(const Scene& scene, TokenIndex head, TokenRange limit) {
  constexpr std::uint32_t kLongestPhrase = 60;  // tokens on either side of the head
  TokenRange span = scene.tree.Extent(head);
  const std::uint32_t at = head.value();
  span.first = std::max({span.first, limit.first, TokenIndex(at - std::min(at, kLongestPhrase))});
  span.end = std::min({span.end, limit.end, TokenIndex(at + kLongestPhrase)});
  // What comes before the noun but is no part of its phrase: "Meanwhile, ...", a quotation.
  for (TokenIndex t = span.first; t < head; ++t) {
    if (scene.IsMark(t)) span.first = t.next();
  }
  for (TokenIndex t = head.next(); t < span.end; ++t) {
    if (scene.IsMark(t) && scene.SpeechAround(t) != nullptr) span.end = t;
  }
  // "The bridge, officials said": a noun set off before the head is no part of the phrase.
  for (TokenIndex t = span.first; t < head; ++t) {
    const bool is_comma = scene.IsPunctuation(t) && scene.lower[t] == ",";
    if (is_comma && span.first < t && scene.IsNominal(t.previous())) span.first = t.next();
  }
  span = scene.Trim(span);
  // Attributes right before the phrase that the tree hangs elsewhere: "Ukrainian" of a president.
  while (!span.is_empty() && limit.first < span.first && span.first <= head) {
    const TokenIndex t = span.first.previous();
    const Upos upos = scene.word(t).upos;
    if ((upos != Upos::kAdj && upos != Upos::kPropn && upos != Upos::kDet) || scene.IsMark(t))
      break;
    span.first = t;
  }
  return {span, head};
}

std::optional<SourceSpan> SourceOfVerb(const Scene& scene, TokenIndex cue, bool is_passive) {
  const TokenRange sentence = scene.SentenceOf(cue);
  std::optional<TokenIndex> subject = is_passive ? scene.tree.Agent(cue) : scene.tree.Subject(cue);
  TokenIndex verb = cue;
  constexpr int kLongestChain = 4;  // "began by going on to say"
  for (int step = 0; !subject && !is_passive && step < kLongestChain; ++step) {
    const Word& word = scene.word(verb);
    if (!word.head) break;
    if (word.deprel == Deprel::kAcl && scene.IsNominal(*word.head)) {
      subject = *word.head;  // "a man claiming that"
    } else if (SharesSubject(word.deprel)) {
      verb = *word.head;
      subject = scene.tree.Subject(verb);
    } else {
      break;
    }
  }
  if (!subject && !is_passive) subject = Neighbour(scene, cue);
  if (!subject) return std::nullopt;
  const TokenRange limit =
      *subject < cue ? TokenRange{sentence.first, cue} : TokenRange{cue.next(), sentence.end};
  SourceSpan source = PhraseOf(scene, *subject, limit);
  if (scene.Is(*subject, WordKind::kRelative)) {
    const Word& word = scene.word(cue);
    if (word.head && scene.IsNominal(*word.head) && *word.head < *subject) source.head = *word.head;
  }
  if (source.span.is_empty()) return std::nullopt;
  return source;
}

std::optional<SourceSpan> SourceOfNoun(const Scene& scene, TokenIndex cue) {
  std::optional<SourceSpan> found;
  const TokenRange sentence = scene.SentenceOf(cue);
  scene.tree.ForChildren(cue, [&](TokenIndex child) {
    if (found || !scene.IsNominal(child)) return;
    if (scene.word(child).deprel == Deprel::kNmodPoss && child < cue) {
      found = PhraseOf(scene, child, {sentence.first, cue});
      // The possessive mark is no part of the name.
      const TokenIndex last = found->span.end.previous();
      if (found->span.first < last && scene.word(last).deprel == Deprel::kCase)
        found->span.end = last;
    }
  });
  if (found && found->span.is_empty()) return std::nullopt;
  return found;
}

}  // namespace dateline::attribution
