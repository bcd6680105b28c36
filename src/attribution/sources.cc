#include "attribution/sources.h"

#include <algorithm>
#include <array>

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
    if (upos == Upos::kAux || upos == Upos::kAdv || upos == Upos::kPart ||
        scene.word(t).deprel == Deprel::kAux)
      continue;
    // "An official said", whatever the tagger takes "official" for.
    const bool is_speaker =
        upos == Upos::kAdj && scene.lexicon.KindOfHead(scene.word(t).lemma).has_value();
    if ((!scene.IsNominal(t) && !is_speaker) || scene.Is(t, WordKind::kDay)) break;
    // "a man in Kyiv": the noun of an adposition is no source.
    const TokenIndex first = scene.tree.Extent(t).first;
    if (scene.word(first).upos == Upos::kAdp) break;
    if (sentence.first < first && scene.word(first.previous()).upos == Upos::kAdp) break;
    return t;
  }
  return std::nullopt;
}

// '"...," the Front, or the Movement, said': all between a quotation and a comma before the cue.
std::optional<SourceSpan> AfterQuotation(const Scene& scene, TokenIndex cue) {
  const TokenRange sentence = scene.SentenceOf(cue);
  if (!(sentence.first < cue) || scene.lower[cue.previous()] != ",") return std::nullopt;
  constexpr int kFarthest = 24;
  SourceSpan out{{cue, cue.previous()}, cue};
  TokenIndex t = cue.previous();
  for (int step = 0; sentence.first < t && step < kFarthest; ++step) {
    t = t.previous();
    if (scene.IsMark(t)) {
      out.span.first = t.next();
      // The head is the last noun before the first comma.
      for (TokenIndex i = out.span.first; i < out.span.end && scene.lower[i] != ","; ++i) {
        if (scene.IsNominal(i)) out.head = i;
      }
      if (out.head == cue) return std::nullopt;
      return out;
    }
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kVerb || upos == Upos::kAux) return std::nullopt;
  }
  return std::nullopt;
}

// "..., the governor, Ann Lee, said", "..., Ann Lee, the governor of the region, said": an office
// and a name between commas, in either order, where the tree gives no subject.
std::optional<SourceSpan> BetweenCommas(const Scene& scene, TokenIndex cue) {
  const TokenRange sentence = scene.SentenceOf(cue);
  if (!(sentence.first < cue) || scene.lower[cue.previous()] != ",") return std::nullopt;
  constexpr int kFarthest = 24;
  constexpr std::size_t kLongestName = 4;
  // What stands between two commas: its end, whether it is all a name, and its last noun.
  struct Part {
    TokenIndex end;
    bool is_name = true;
    std::optional<TokenIndex> head{};
  };
  std::array<Part, 2> parts{Part{cue.previous()}, Part{}};  // nearest first
  std::size_t part = 0;
  TokenIndex t = cue.previous();
  for (int step = 0; sentence.first < t && step < kFarthest; ++step) {
    t = t.previous();
    if (scene.IsMark(t)) return std::nullopt;
    const Upos upos = scene.word(t).upos;
    if (scene.lower[t] == ",") {
      if (!parts[part].head) return std::nullopt;
      if (part + 1 < parts.size()) {
        parts[++part].end = t;
        continue;
      }
      const Part& name = parts[0].is_name ? parts[0] : parts[1];
      const std::size_t length =
          name.end.value() - (&name == &parts[0] ? parts[1].end.value() : t.value()) - 1;
      if (parts[0].is_name == parts[1].is_name || length > kLongestName) return std::nullopt;
      return SourceSpan{{t.next(), cue.previous()}, *name.head};
    }
    if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kPron || upos == Upos::kSconj) {
      return std::nullopt;
    }
    parts[part].is_name = parts[part].is_name && upos == Upos::kPropn;
    if (!parts[part].head && scene.IsNominal(t)) parts[part].head = t;
  }
  return std::nullopt;
}

// "..., said the governor, Ann Lee": a noun phrase between the cue and the next mark or the end.
std::optional<TokenIndex> Inverted(const Scene& scene, TokenIndex cue) {
  const TokenRange sentence = scene.SentenceOf(cue);
  if (!(sentence.first < cue) || !scene.IsPunctuation(cue.previous())) return std::nullopt;
  std::optional<TokenIndex> head;
  TokenIndex t = cue.next();
  for (; t < sentence.end; ++t) {
    const Upos upos = scene.word(t).upos;
    const bool is_nominal = upos == Upos::kNoun || upos == Upos::kPropn;
    if (is_nominal && !scene.Is(t, WordKind::kDay)) head = t;
    const bool continues = is_nominal || upos == Upos::kDet || upos == Upos::kAdj ||
                           upos == Upos::kNum || upos == Upos::kPart ||
                           (upos == Upos::kPunct && scene.lower[t] == "-");
    if (!continues) break;
  }
  if (!head) return std::nullopt;
  // Over "of the region" to what ends the phrase; a verb there makes it a clause's subject.
  constexpr int kFarthest = 12;
  for (int step = 0; t < sentence.end && step < kFarthest; ++step, ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kPunct) return head;
    if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kSconj) return std::nullopt;
  }
  return t == sentence.end ? head : std::nullopt;
}

}  // namespace

std::optional<TokenIndex> CitedBefore(const Scene& scene, TokenIndex cue) {
  if (!(scene.SentenceOf(cue).first < cue) || !scene.Is(cue.previous(), WordKind::kAs) ||
      scene.word(cue).xpos != "VBG" || !scene.word(cue).head)
    return std::nullopt;
  std::optional<TokenIndex> cited;
  scene.tree.ForChildren(*scene.word(cue).head, [&](TokenIndex child) {
    const Deprel deprel = scene.word(child).deprel;
    if ((deprel == Deprel::kObj || deprel == Deprel::kNsubjPass) && child < cue) cited = child;
  });
  return cited;
}

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
  // "The president on Saturday said": when it was said is no part of the phrase either.
  for (TokenIndex t = head.next(); t < span.end; ++t) {
    if (!scene.Is(t, WordKind::kDay)) continue;
    span.end = scene.word(t.previous()).upos == Upos::kAdp ? t.previous() : t;
  }
  while (span.first < head && scene.word(span.first).upos == Upos::kCconj) ++span.first;
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

namespace {

// The last comma before a word, or its sentence's first word.
TokenIndex CommaBefore(const Scene& scene, TokenIndex t) {
  constexpr std::uint32_t kFarthest = 12;
  const TokenIndex first = scene.SentenceOf(t).first;
  const TokenIndex from = t;
  while (first < t && from.value() - t.value() < kFarthest) {
    t = t.previous();
    if (scene.lower[t] == ",") return t;
  }
  return first;
}

// "..., leaving ten people dead, state television reported.": the noun phrase between the last
// comma and a cue that ends the sentence, where the tree went past the comma for a subject.
bool IsBehindComma(const Scene& scene, TokenIndex subject, TokenIndex neighbour, TokenIndex cue) {
  const TokenRange sentence = scene.SentenceOf(cue);
  if (!(subject < neighbour) || neighbour.next() != cue) return false;
  if (cue.next() < sentence.end && !scene.IsPunctuation(cue.next())) return false;
  const TokenIndex comma = CommaBefore(scene, neighbour);
  if (scene.lower[comma] != "," || comma < subject) return false;
  for (TokenIndex t = comma.next(); t < cue; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kCconj || scene.IsMark(t)) {
      return false;
    }
  }
  return true;
}

}  // namespace

namespace {

// "The front, which fights on,": an aside of the noun that opens with a comma and ends with this
// one.
bool HasAsideUpTo(const Scene& scene, TokenIndex noun, TokenIndex comma) {
  constexpr std::uint32_t kLongestAside = 40;
  if (!(noun < comma) || scene.tree.Extent(noun).end < comma ||
      comma.value() - noun.value() > kLongestAside)
    return false;
  for (TokenIndex t = noun.next(); t < comma; ++t) {
    if (scene.lower[t] == ",") return true;
  }
  return false;
}

}  // namespace

std::optional<SourceSpan> SourceOfVerb(const Scene& scene, TokenIndex cue, bool is_passive) {
  const TokenRange sentence = scene.SentenceOf(cue);
  std::optional<TokenIndex> subject = is_passive ? scene.tree.Agent(cue) : scene.tree.Subject(cue);
  if (const auto inverted = is_passive ? std::nullopt : Inverted(scene, cue)) {
    // A subject right before the cue, or after it, is a subject; so is one whose aside the comma
    // closes ("the front, which fights on, claimed responsibility").
    const bool is_beside = subject && HasAsideUpTo(scene, *subject, cue.previous());
    if (!subject || (*subject < cue && scene.IsPunctuation(cue.previous()) && !is_beside))
      subject = inverted;
  }
  if (!is_passive) {
    // A noun right before the cue is its subject, whatever is said of a farther one.
    const auto neighbour = Neighbour(scene, cue);
    if (subject && neighbour && *subject < cue &&
        !scene.tree.Extent(*subject).Contains(*neighbour) &&
        !scene.tree.Extent(*neighbour).Contains(*subject))
      subject = neighbour;
    if (subject && neighbour && IsBehindComma(scene, *subject, *neighbour, cue)) {
      return PhraseOf(scene, *neighbour, {CommaBefore(scene, *neighbour).next(), cue});
    }
    if (!subject && !neighbour) {
      if (const auto quoted = AfterQuotation(scene, cue)) return quoted;
      if (const auto named = BetweenCommas(scene, cue)) return named;
    }
  }
  if (const auto cited = is_passive ? std::nullopt : CitedBefore(scene, cue)) subject = cited;
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
