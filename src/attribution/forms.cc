#include "attribution/forms.h"

#include <algorithm>
#include <optional>

#include "attribution/sources.h"

namespace dateline::attribution {
namespace {

constexpr std::size_t kLongestSpeaker = 10;  // tokens before a colon or after a dash

// The mention that fills a range up to its last word, if any: a speaker has a name or a
// description.
bool EndsWithMention(const Scene& scene, TokenRange range) {
  const auto& mentions = scene.input.mentions;
  auto at = std::lower_bound(mentions.begin(), mentions.end(), range.first,
                             [](const Mention& m, TokenIndex t) { return m.first < t; });
  for (; at != mentions.end() && at->first < range.end; ++at) {
    const bool can_speak = at->type == EntityType::kPerson ||
                           at->type == EntityType::kOrganisation ||
                           at->type == EntityType::kGeopolitical;
    if (can_speak && at->end == range.end) return true;
  }
  return false;
}

bool HasVerb(const Scene& scene, TokenRange range) {
  for (TokenIndex t = range.first; t < range.end; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kAux) return true;
    if (upos == Upos::kVerb && scene.word(t).deprel != Deprel::kAmod) return true;
  }
  return false;
}

bool IsTitleBlock(BlockKind kind) {
  return kind == BlockKind::kHeadline || kind == BlockKind::kSubhead || kind == BlockKind::kRelated;
}

// "According to" X. The phrase is data; X is the noun phrase after it.
std::optional<Draft> FromPhrase(const Scene& scene, TokenIndex t) {
  const std::vector<Phrase>* phrases = scene.lexicon.PhrasesFrom(scene.lower[t]);
  if (phrases == nullptr) return std::nullopt;
  const TokenRange sentence = scene.SentenceOf(t);
  for (const Phrase& phrase : *phrases) {
    TokenIndex after = t.next();
    std::size_t matched = 0;
    while (matched < phrase.rest.size() && after < sentence.end &&
           scene.lower[after] == phrase.rest[matched]) {
      ++after;
      ++matched;
    }
    if (matched < phrase.rest.size() || !(after < sentence.end)) continue;
    // The head of the phrase's noun: the farthest token to the right on the way up from its begin.
    TokenIndex head = after;
    while (const auto above = scene.word(head).head) {
      if (!(head < *above) || !scene.IsNominal(*above)) break;
      head = *above;
    }
    if (!scene.IsNominal(head)) continue;
    TokenRange limit{after, sentence.end};
    const SourceSpan source = PhraseOf(scene, head, limit);
    if (source.span.is_empty() || source.span.first != after) continue;
    Draft draft;
    draft.cue_head = t;
    draft.cue = {t, after};
    draft.cue_class = phrase.cue_class;
    draft.source = source.span;
    draft.source_head = source.head;
    TokenRange clause = sentence;
    std::optional<TokenIndex> governor = scene.word(head).head;
    if (scene.word(t).head &&
        !(after <= *scene.word(t).head && *scene.word(t).head < source.span.end))
      governor = scene.word(t).head;
    if (governor && scene.word(*governor).head) {
      const TokenRange extent = scene.tree.Extent(*governor);
      const bool is_set_off = sentence.first < t && scene.lower[t.previous()] == ",";
      if (!is_set_off && extent.size() > source.span.size() + draft.cue.size() + 2) clause = extent;
    }
    const TokenRange left = scene.Trim({clause.first, std::max(clause.first, t)});
    const TokenRange right = scene.Trim({source.span.end, std::max(source.span.end, clause.end)});
    if (!left.is_empty()) draft.content.push_back(left);
    if (!right.is_empty()) draft.content.push_back(right);
    if (draft.content.empty()) continue;
    return draft;
  }
  return std::nullopt;
}

// "Car Bomb Kills 20 in Baghdad": a title that runs on into the text. Long words are all
// capitalised.
bool IsInTitleCase(const Scene& scene, TokenRange range) {
  constexpr std::size_t kShortWord = 4;
  constexpr int kFewest = 4;
  int long_words = 0;
  for (TokenIndex t = range.first; t < range.end; ++t) {
    const std::string_view surface = scene.input.tokens[t].span.In(scene.input.text);
    const char first = surface.empty() ? ' ' : surface.front();
    if (first >= 'a' && first <= 'z' && surface.size() >= kShortWord) return false;
    if (first >= 'A' && first <= 'Z' && surface.size() >= kShortWord) ++long_words;
  }
  return long_words >= kFewest - 1;
}

// "UNICEF estimates 900 have died": a verb of saying that was read as a plural noun, between a name
// and a clause.
std::optional<Draft> FromMistakenVerb(const Scene& scene, TokenIndex n) {
  if (scene.word(n).xpos != "NNS") return std::nullopt;
  const Cue* cue = scene.lexicon.FindCue(scene.word(n).lemma, CueKind::kVerb);
  if (cue == nullptr || !cue->Can(Takes::kClause)) return std::nullopt;
  const TokenRange sentence = scene.SentenceOf(n);
  if (!(sentence.first < n) || !(n.next() < sentence.end)) return std::nullopt;
  constexpr std::uint32_t kLongestName = 8;
  const TokenIndex begin(n.value() - std::min(n.value() - sentence.first.value(), kLongestName));
  if (!EndsWithMention(scene, {begin, n})) return std::nullopt;
  const Upos next = scene.word(n.next()).upos;
  const bool opens = next == Upos::kPron || next == Upos::kDet || next == Upos::kNum ||
                     next == Upos::kSconj || next == Upos::kAdv;
  if (!opens) return std::nullopt;
  // A finite verb of its own, with something that can be its subject before it.
  constexpr std::uint32_t kFarthest = 20;
  const TokenIndex end = std::min(sentence.end, TokenIndex(n.value() + kFarthest));
  bool has_verb = false;
  for (TokenIndex t = n.next().next(); t < end && !has_verb; ++t) {
    const std::string_view xpos = scene.word(t).xpos;
    has_verb = xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "MD";
  }
  TokenIndex first = n.previous();
  while (begin < first && scene.word(first.previous()).upos == Upos::kPropn) {
    first = first.previous();
  }
  // What stands before the name is no clause that the noun could belong to.
  for (TokenIndex t = begin; t < first; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kAdp) return std::nullopt;
  }
  if (!has_verb) return std::nullopt;
  Draft draft;
  draft.source = TokenRange{first, n};
  draft.source_head = n.previous();
  draft.cue = {n, n.next()};
  draft.cue_head = n;
  draft.cue_class = cue->cue_class;
  draft.content = {scene.Trim({n.next(), sentence.end})};
  draft.confidence = confidence::kPattern;
  return draft;
}

// "X: ..." at the head of a title, or before a quotation.
std::optional<Draft> FromColon(const Scene& scene, const Sentence& sentence, BlockKind kind) {
  for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
    if (scene.lower[t] != ":") continue;
    const TokenRange speaker{sentence.first, t};
    if (speaker.is_empty() || speaker.size() > kLongestSpeaker) return std::nullopt;
    if (HasVerb(scene, speaker) || !EndsWithMention(scene, speaker)) return std::nullopt;
    TokenRange content = scene.Trim({t.next(), sentence.end});
    if (content.size() < 2) return std::nullopt;
    const bool is_quoted =
        scene.IsMark(content.first) && scene.SpeechAround(content.first) != nullptr;
    if (!IsTitleBlock(kind) && !is_quoted && !IsInTitleCase(scene, content)) return std::nullopt;
    Draft draft;
    draft.source = speaker;
    draft.source_head = t.previous();
    draft.cue = {t, t.next()};
    draft.cue_head = t;
    draft.content = {content};
    draft.confidence = confidence::kPattern;
    return draft;
  }
  return std::nullopt;
}

// "... - officials" at the end of a title.
std::optional<Draft> FromDash(const Scene& scene, const Sentence& sentence, BlockKind kind) {
  if (!IsTitleBlock(kind)) return std::nullopt;
  TokenIndex t = sentence.end;
  for (std::size_t step = 0; sentence.first < t && step <= kLongestSpeaker; ++step) {
    t = t.previous();
    const std::string& mark = scene.lower[t];
    if (mark != "-" && mark != "–" && mark != "—") continue;
    // Inside a word ("Mi-8") there is no blank around it.
    if (!(sentence.first < t) ||
        scene.input.tokens[t.previous()].span.end() == scene.input.tokens[t].span.begin())
      return std::nullopt;
    const TokenRange speaker = scene.Trim({t.next(), sentence.end});
    const TokenRange content = scene.Trim({sentence.first, t});
    if (speaker.is_empty() || content.size() < 2 || HasVerb(scene, speaker)) return std::nullopt;
    const TokenIndex head = speaker.end.previous();
    const bool is_described = scene.lexicon.KindOfHead(scene.word(head).lemma).has_value() ||
                              EndsWithMention(scene, speaker);
    if (!is_described) return std::nullopt;
    Draft draft;
    draft.source = speaker;
    draft.source_head = head;
    draft.cue = {t, t.next()};
    draft.cue_head = t;
    draft.content = {content};
    draft.confidence = confidence::kPattern;
    return draft;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Draft> FindForms(const Scene& scene) {
  std::vector<Draft> out;
  for (const Sentence& sentence : scene.input.sentences) {
    const BlockKind kind = scene.input.blocks[sentence.block].kind;
    if (auto draft = FromColon(scene, sentence, kind)) out.push_back(std::move(*draft));
    if (auto draft = FromDash(scene, sentence, kind)) out.push_back(std::move(*draft));
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      if (auto draft = FromPhrase(scene, t)) out.push_back(std::move(*draft));
      if (auto draft = FromMistakenVerb(scene, t)) out.push_back(std::move(*draft));
    }
  }
  return out;
}

}  // namespace dateline::attribution
