#include "attribution/verification_scope.h"

#include <algorithm>

namespace dateline::attribution {
namespace {

constexpr std::size_t kReach = 12;        // attributions looked back for what a note is about
constexpr std::uint32_t kNearBlocks = 2;  // paragraphs

}  // namespace

// Is this draft something that was put forward, and not the note itself?
bool NoteScope::Counts(std::size_t draft, const FoundNote& note) const {
  const Draft& d = composed_.drafts[draft];
  if (d.confidence < confidence::kNoSource && !d.is_inherited) return false;
  return !d.cue.Overlaps(note.words) && !note.words.Contains(d.cue_head);
}

// Drafts that count whose cue stands before the note, in its paragraph or one of those before,
// nearest last; and, behind the note, those of its own sentence.
std::vector<std::size_t> NoteScope::Before(const FoundNote& note) const {
  const auto at = std::lower_bound(composed_.drafts.begin(), composed_.drafts.end(),
                                   scene_.SentenceOf(note.words.first).end,
                                   [](const Draft& d, TokenIndex t) { return d.cue_head < t; });
  const auto end = static_cast<std::size_t>(at - composed_.drafts.begin());
  const std::uint32_t block = BlockOf(note.words.first).value();
  std::vector<std::size_t> out;
  for (std::size_t i = end; i > 0 && end - i < kReach; --i) {
    const std::uint32_t own = BlockOf(composed_.drafts[i - 1].cue_head).value();
    if (own + kNearBlocks < block) break;
    if (Counts(i - 1, note)) out.push_back(i - 1);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// What the video shows, or what was said of it: the same word in the source or the content.
std::vector<std::size_t> NoteScope::OfArtefact(const FoundNote& note, TokenIndex artefact,
                                               const std::vector<std::size_t>& before) const {
  const std::string& lemma = scene_.word(artefact).lemma;
  constexpr std::uint32_t kLongestLook = 200;  // tokens of one part
  constexpr std::size_t kMostParts = 8;
  const auto holds = [&](TokenRange range) {
    const TokenIndex end = std::min(range.end, TokenIndex(range.first.value() + kLongestLook));
    for (TokenIndex t = range.first; t < end; ++t) {
      if (t != artefact && !note.words.Contains(t) && scene_.word(t).lemma == lemma) return true;
    }
    return range.Contains(artefact);
  };
  for (std::size_t i = before.size(); i > 0; --i) {
    const Draft& draft = composed_.drafts[before[i - 1]];
    const auto end = draft.content.begin() +
                     static_cast<std::ptrdiff_t>(std::min(kMostParts, draft.content.size()));
    if ((draft.source && holds(*draft.source)) || std::any_of(draft.content.begin(), end, holds))
      return {before[i - 1]};
  }
  return {};
}

std::vector<std::size_t> NoteScope::Of(const FoundNote& note) const {
  if (note.kind == VerificationKind::kNoComment) return {};
  const std::vector<std::size_t> before = Before(note);
  if (before.empty()) return {};
  const SentenceIndex sentence = scene_.input.tokens[note.words.first].sentence;
  const auto sentence_of = [&](std::size_t draft) {
    return scene_.input.tokens[composed_.drafts[draft].cue_head].sentence;
  };
  if (note.kind == VerificationKind::kUnproven) {
    // Of the sentence, else the last that the same one said.
    if (sentence_of(before.back()) == sentence) return {before.back()};
    for (std::size_t i = before.size(); i > 0; --i) {
      const std::size_t draft = before[i - 1];
      if (!note.by || !composed_.drafts[draft].source) continue;
      const auto mention = scene_.input.tokens[*note.by].span.In(scene_.input.text);
      if (speakers_[draft].name.find(mention) != std::string::npos ||
          scene_.word(*note.by).upos == Upos::kPron)
        return {draft};
    }
    return {before.back()};
  }
  if (!note.about) {
    // "It was impossible to verify", "no independent confirmation": what was said just before.
    return sentence.value() - std::min(sentence.value(), sentence_of(before.back()).value()) <= 2
               ? std::vector<std::size_t>{before.back()}
               : std::vector<std::size_t>{};
  }
  TokenIndex head = note.about->first;
  for (TokenIndex t = note.about->first; t < note.about->end; ++t) {
    const auto above = scene_.word(t).head;
    if (!above || !note.about->Contains(*above)) head = t;
  }
  if (scene_.lexicon.Is(scene_.word(head).lemma, WordKind::kArtefact))
    return OfArtefact(note, head, before);
  // A modifier speaks of its own noun: "unconfirmed reports said".
  for (const std::size_t draft : before) {
    const Draft& d = composed_.drafts[draft];
    if (d.source && d.source->Contains(head)) return {draft};
  }
  const bool is_plural = scene_.word(head).feats.find("Number=Plur") != std::string::npos;
  if (!is_plural) return {before.back()};
  // Several: everything since the paragraph began, or all of the paragraph before.
  std::vector<std::size_t> out;
  const BlockIndex block = BlockOf(composed_.drafts[before.back()].cue_head);
  for (const std::size_t draft : before) {
    if (BlockOf(composed_.drafts[draft].cue_head) == block) out.push_back(draft);
  }
  return out;
}

}  // namespace dateline::attribution
