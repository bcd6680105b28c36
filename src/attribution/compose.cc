#include "attribution/compose.h"

#include <algorithm>

#include "attribution/free_indirect.h"
#include "attribution/sources.h"

namespace dateline::attribution {
namespace {

constexpr std::size_t kMaxDepth = 3;  // "A said B had reported C"

// Parts in text order and disjoint, none empty and none around the cue itself. Parts that touch are
// one, but not over the end of a paragraph.
void Tidy(const Scene& scene, Draft& draft) {
  std::erase_if(draft.content, [&](const TokenRange& part) {
    return part.is_empty() || part.Contains(draft.cue_head);
  });
  std::sort(draft.content.begin(), draft.content.end(),
            [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
  std::vector<TokenRange> joined;
  for (const TokenRange& part : draft.content) {
    const bool touches = !joined.empty() && joined.back().end == part.first &&
                         scene.input.sentence_of(part.first).block ==
                             scene.input.sentence_of(part.first.previous()).block;
    if (touches || (!joined.empty() && part.first < joined.back().end)) {
      joined.back().end = std::max(joined.back().end, part.end);
    } else {
      joined.push_back(part);
    }
  }
  draft.content = std::move(joined);
}

// Content keeps to its side of the quotation mark: inside, when the cue is inside; else quotations
// are taken whole.
void FitToQuotes(const Scene& scene, Draft& draft) {
  const Quote* around = scene.SpeechAround(draft.cue_head);
  for (TokenRange& part : draft.content) {
    if (around == nullptr) {
      part = scene.WithWholeQuotes(part);
      continue;
    }
    part.first = std::max(part.first, around->tokens.first.next());
    const TokenIndex end = around->is_closed ? around->tokens.end.previous() : around->tokens.end;
    part.end = std::min(part.end, end);
  }
  Tidy(scene, draft);
}

bool SameContent(const Draft& a, const Draft& b) { return a.content == b.content; }

// Who owns each quotation: the first draft with a cue outside of it whose content holds it.
class Continuation {
 public:
  Continuation(const Scene& scene, Composed& out) : scene_(scene), out_(out) {}
  void Run();

 private:
  void FindOwners();
  void Give(std::size_t quote);
  std::optional<std::size_t> LastDraftBefore(TokenIndex token) const;
  std::optional<Draft> AfterColon(TokenIndex mark) const;
  bool IsAside(BlockIndex block) const;

  const Scene& scene_;
  Composed& out_;
  std::vector<std::optional<std::size_t>> owner_;  // of each quotation
};

bool Continuation::IsAside(BlockIndex block) const {
  const BlockKind kind = scene_.input.blocks[block].kind;
  return kind == BlockKind::kCaption || kind == BlockKind::kRelated || kind == BlockKind::kSubhead;
}

void Continuation::FindOwners() {
  const auto& quotes = scene_.quotes.quotes;
  owner_.assign(quotes.size(), std::nullopt);
  for (std::size_t i = 0; i < out_.drafts.size(); ++i) {
    for (const TokenRange& part : out_.drafts[i].content) {
      for (TokenIndex at : {part.first, part.end.previous()}) {
        const std::uint32_t number = scene_.quotes.around[at.value()];
        if (number == 0 || quotes[number - 1].tokens.Contains(out_.drafts[i].cue_head)) continue;
        if (!owner_[number - 1]) owner_[number - 1] = i;
      }
    }
  }
}

// The draft whose cue is the last before a token and not inside a quotation.
std::optional<std::size_t> Continuation::LastDraftBefore(TokenIndex token) const {
  auto at = std::lower_bound(out_.drafts.begin(), out_.drafts.end(), token,
                             [](const Draft& d, TokenIndex t) { return d.cue_head < t; });
  constexpr int kFarthest = 8;
  for (int step = 0; at != out_.drafts.begin() && step < kFarthest; ++step) {
    --at;
    if (scene_.SpeechAround(at->cue_head) == nullptr && at->source)
      return static_cast<std::size_t>(at - out_.drafts.begin());
  }
  return std::nullopt;
}

// "The ministry wrote:" and then a quotation in a sentence or paragraph of its own.
std::optional<Draft> Continuation::AfterColon(TokenIndex mark) const {
  if (mark.value() == 0 || scene_.lower[mark.previous()] != ":") return std::nullopt;
  const TokenIndex colon = mark.previous();
  const TokenRange sentence = scene_.SentenceOf(colon);
  constexpr int kFarthest = 30;
  TokenIndex t = colon;
  for (int step = 0; sentence.first < t && step < kFarthest; ++step) {
    t = t.previous();
    if (scene_.word(t).upos != Upos::kVerb) continue;
    const Cue* cue = scene_.lexicon.FindCue(scene_.word(t).lemma, CueKind::kVerb);
    if (cue == nullptr) continue;
    const auto source = SourceOfVerb(scene_, t, false);
    if (!source) continue;
    Draft draft;
    draft.cue = {t, t.next()};
    draft.cue_head = t;
    draft.cue_class = cue->cue_class;
    draft.source = source->span;
    draft.source_head = source->head;
    draft.confidence = confidence::kPattern;
    return draft;
  }
  return std::nullopt;
}

void Continuation::Give(std::size_t index) {
  const Quote& quote = scene_.quotes.quotes[index];
  if (index > 0 && quote.continues && owner_[index - 1]) {
    owner_[index] = owner_[index - 1];
    out_.drafts[*owner_[index]].content.push_back(quote.tokens);
    return;
  }
  const TokenRange sentence = scene_.SentenceOf(quote.tokens.first);
  if (sentence.first != quote.tokens.first) return;  // part of a sentence of the narrator's
  if (auto draft = AfterColon(quote.tokens.first)) {
    draft->content = {quote.tokens};
    const auto at = std::lower_bound(out_.drafts.begin(), out_.drafts.end(), draft->cue_head,
                                     [](const Draft& d, TokenIndex t) { return d.cue_head < t; });
    if (at == out_.drafts.end() || at->cue_head != draft->cue_head) {
      out_.drafts.push_back(std::move(*draft));  // sorted in at the end
      out_.heirs_of.push_back(std::nullopt);
      owner_[index] = out_.drafts.size() - 1;
      return;
    }
  }
  const std::optional<std::size_t> last = LastDraftBefore(quote.tokens.first);
  if (!last) return;
  const BlockIndex block = scene_.input.sentence_of(out_.drafts[*last].cue_head).block;
  if (block == quote.block) {
    out_.drafts[*last].content.push_back(quote.tokens);
    owner_[index] = last;
    return;
  }
  // A paragraph of its own after one that ended with a quotation.
  if (index == 0 || !owner_[index - 1]) return;
  BlockIndex before = quote.block;
  while (before.value() > 0) {
    before = before.previous();
    if (!IsAside(before)) break;
  }
  const Quote& previous = scene_.quotes.quotes[index - 1];
  if (previous.block != before || scene_.input.blocks[before].kind == BlockKind::kHeadline) return;
  Draft heir;
  heir.cue_head = quote.tokens.first;
  heir.cue = {quote.tokens.first, quote.tokens.first};
  heir.content = {quote.tokens};
  heir.cue_class = out_.drafts[*owner_[index - 1]].cue_class;
  heir.is_inherited = true;
  heir.confidence = confidence::kInherited;
  const std::size_t from = *owner_[index - 1];
  out_.drafts.push_back(std::move(heir));
  out_.heirs_of.push_back(out_.heirs_of[from] ? out_.heirs_of[from] : from);
  owner_[index] = out_.drafts.size() - 1;
}

void Continuation::Run() {
  FindOwners();
  for (std::size_t i = 0; i < owner_.size(); ++i) {
    const Quote& quote = scene_.quotes.quotes[i];
    if (quote.depth == 0 && quote.use == QuoteUse::kSpeech && !owner_[i]) Give(i);
  }
}

// The innermost content that holds each cue, by one sweep: `open` holds the contents that have
// begun, innermost last.
void FindParents(Composed& out) {
  struct Part {
    TokenRange range;
    std::size_t draft;
  };
  std::vector<Part> parts;
  for (std::size_t i = 0; i < out.drafts.size(); ++i) {
    for (const TokenRange& range : out.drafts[i].content) parts.push_back({range, i});
  }
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    if (a.range.first != b.range.first) return a.range.first < b.range.first;
    if (a.range.end != b.range.end) return b.range.end < a.range.end;
    return a.draft < b.draft;
  });
  std::vector<Part> open;
  std::size_t next = 0;
  out.parents.assign(out.drafts.size(), std::nullopt);
  for (std::size_t i = 0; i < out.drafts.size(); ++i) {
    const TokenIndex cue = out.drafts[i].cue_head;
    for (; next < parts.size() && !(cue < parts[next].range.first); ++next) {
      while (!open.empty() && !(parts[next].range.first < open.back().range.end)) open.pop_back();
      open.push_back(parts[next]);
    }
    while (!open.empty() && !(cue < open.back().range.end)) open.pop_back();
    if (out.drafts[i].is_inherited) continue;
    constexpr std::size_t kDeepest = 16;
    for (std::size_t k = open.size(); k-- > 0 && open.size() - k <= kDeepest;) {
      if (open[k].draft == i || !open[k].range.Contains(cue)) continue;
      if (out.drafts[open[k].draft].is_inherited || open[k].draft != i) {
        out.parents[i] = open[k].draft;
        break;
      }
    }
  }
}

// Leaves out the drafts of `drop`, with what hangs on them; keeps parents and heirs right.
void Remove(const std::vector<bool>& drop, Composed& out) {
  std::vector<std::size_t> moved(out.drafts.size(), 0);
  Composed kept;
  for (std::size_t i = 0; i < out.drafts.size(); ++i) {
    moved[i] = kept.drafts.size();
    if (drop[i]) continue;
    kept.drafts.push_back(std::move(out.drafts[i]));
    kept.parents.push_back(out.parents[i]);
    kept.heirs_of.push_back(out.heirs_of[i]);
  }
  const auto move = [&](std::optional<std::size_t>& index) {
    if (index) index = drop[*index] ? std::nullopt : std::optional(moved[*index]);
  };
  for (auto& parent : kept.parents) move(parent);
  for (auto& heir : kept.heirs_of) move(heir);
  out = std::move(kept);
}

void DropDeepAndIdle(Composed& out) {
  std::vector<bool> drop(out.drafts.size(), false);
  std::vector<std::size_t> depth(out.drafts.size(), 0);
  for (std::size_t i = 0; i < out.drafts.size(); ++i) {
    const auto parent = out.parents[i];
    // A parent whose own parent is this one comes of crossing branches: the earlier cue is outer.
    if (parent && *parent > i && out.parents[*parent] == i) out.parents[i] = std::nullopt;
    if (out.parents[i]) {
      const std::size_t above = *out.parents[i];
      depth[i] = above < i ? depth[above] + 1 : 1;
      if (above < i && drop[above]) drop[i] = true;
    }
    if (depth[i] >= kMaxDepth) drop[i] = true;
    // Without a source, what is inside someone's speech adds nothing: it stays that one's.
    if (out.parents[i] && !out.drafts[i].source && !out.drafts[i].is_inherited) drop[i] = true;
  }
  Remove(drop, out);
}

void SortByCue(Composed& out) {
  std::vector<std::size_t> order(out.drafts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return out.drafts[a].cue_head < out.drafts[b].cue_head;
  });
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  Composed sorted;
  for (const std::size_t i : order) {
    sorted.drafts.push_back(std::move(out.drafts[i]));
    sorted.heirs_of.push_back(out.heirs_of[i] ? std::optional(place[*out.heirs_of[i]])
                                              : std::nullopt);
  }
  out = std::move(sorted);
}

}  // namespace

Composed Compose(const Scene& scene, std::vector<Draft> drafts, FreeIndirect free_indirect) {
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const Draft& a, const Draft& b) { return a.cue_head < b.cue_head; });
  for (Draft& draft : drafts) FitToQuotes(scene, draft);
  // Of neighbours with the same content ("in a statement that" after "said") the surer one stays.
  Composed out;
  for (Draft& draft : drafts) {
    if (draft.content.empty()) continue;
    if (!out.drafts.empty() && SameContent(out.drafts.back(), draft)) {
      if (out.drafts.back().confidence < draft.confidence) out.drafts.back() = std::move(draft);
      continue;
    }
    out.drafts.push_back(std::move(draft));
  }
  out.heirs_of.assign(out.drafts.size(), std::nullopt);
  Continuation(scene, out).Run();
  for (Draft& draft : out.drafts) {
    if (!draft.is_inherited) Tidy(scene, draft);
  }
  if (free_indirect == FreeIndirect::kFind) {
    for (Continued& continued : FindFreeIndirect(scene, out.drafts)) {
      out.drafts.push_back(std::move(continued.draft));
      out.heirs_of.push_back(continued.from);
    }
  }
  SortByCue(out);
  FindParents(out);
  DropDeepAndIdle(out);
  return out;
}

}  // namespace dateline::attribution
