#include "attribution/proposals.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace dateline::attribution {
namespace {

constexpr float kLeastCue = 0.12f;      // an extra cue
constexpr float kLeastContent = 0.03f;  // a part of an alternative
constexpr std::size_t kMostContents = 6;
constexpr std::size_t kMostPaired = 5;

float OddsOf(float sure) { return std::log((sure + 1e-3f) / (1.001f - sure)); }

TokenRange RangeOf(const Candidate& c) { return {TokenIndex(c.first), TokenIndex(c.end)}; }

class Finder {
 public:
  Finder(const Scene& scene, std::span<const Candidate> candidates, std::span<const float> sure,
         std::vector<Draft> drafts)
      : scene_(scene), candidates_(candidates), sure_(sure) {
    out_.drafts = std::move(drafts);
  }

  Proposals Run() {
    MakeSlots();
    near_.resize(out_.slots.size());
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      if (candidates_[i].part == Part::kContent && sure_[i] >= kLeastContent) Offer(i);
    }
    for (std::uint32_t s = 0; s < out_.slots.size(); ++s) Propose(s);
    return std::move(out_);
  }

 private:
  struct Near {
    float worth;
    std::uint32_t candidate;
  };

  void MakeSlots();
  void AddSlot(std::size_t number, SlotOrigin origin);
  void AddExtraCues();
  float SureOf(Part part, TokenRange range) const;
  void Offer(std::uint32_t candidate);
  void OfferTo(std::uint32_t candidate, std::size_t slot);
  void Propose(std::uint32_t slot);
  TokenIndex HeadOf(TokenRange range) const;
  std::optional<TokenRange> FindSource(TokenRange cue) const;
  void Add(std::uint32_t slot, std::vector<TokenRange> parts, bool is_given);
  bool MayPair(const Slot& slot, TokenRange a, TokenRange b) const;

  const Scene& scene_;
  std::span<const Candidate> candidates_;
  std::span<const float> sure_;
  std::vector<std::vector<Near>> near_;
  Proposals out_;
};

float Finder::SureOf(Part part, TokenRange range) const {
  auto at = std::lower_bound(candidates_.begin(), candidates_.end(), range.first.value(),
                             [](const Candidate& c, std::uint32_t t) { return c.first < t; });
  for (; at != candidates_.end() && at->first == range.first.value(); ++at) {
    if (at->part == part && at->end == range.end.value())
      return sure_[static_cast<std::size_t>(at - candidates_.begin())];
  }
  return 0;
}

void Finder::MakeSlots() {
  for (std::size_t i = 0; i < out_.drafts.size(); ++i) {
    const Draft& draft = out_.drafts[i];
    if (!draft.cue.is_empty()) AddSlot(i, draft.is_added ? SlotOrigin::kRule : SlotOrigin::kTagged);
  }
  AddExtraCues();
  std::sort(out_.slots.begin(), out_.slots.end(), [](const Slot& a, const Slot& b) {
    return a.cue.first != b.cue.first ? a.cue.first < b.cue.first : a.draft < b.draft;
  });
}

void Finder::AddSlot(std::size_t number, SlotOrigin origin) {
  const Draft& draft = out_.drafts[number];
  Slot slot;
  slot.draft = number;
  slot.origin = origin;
  slot.is_of_rule = draft.is_of_rule;
  slot.sure = SureOf(Part::kCue, draft.cue);
  slot.cue = draft.cue;
  slot.head = draft.cue_head;
  slot.source = draft.source;
  if (draft.source) slot.source_sure = SureOf(Part::kSource, *draft.source);
  out_.slots.push_back(slot);
}

TokenIndex Finder::HeadOf(TokenRange range) const {
  for (TokenIndex t = range.first; t < range.end; ++t) {
    const auto head = scene_.word(t).head;
    if ((!head || !range.Contains(*head)) && !scene_.IsPunctuation(t)) return t;
  }
  return range.first;
}

// The source of an extra cue: the surest near it in its sentence.
std::optional<TokenRange> Finder::FindSource(TokenRange cue) const {
  constexpr float kLeastSource = 0.2f;
  constexpr std::uint32_t kFarthest = 25;
  const SentenceIndex sentence = scene_.input.tokens[cue.first].sentence;
  const std::uint32_t from = cue.first.value() - std::min(cue.first.value(), kFarthest);
  auto at = std::lower_bound(candidates_.begin(), candidates_.end(), from,
                             [](const Candidate& c, std::uint32_t t) { return c.first < t; });
  std::optional<TokenRange> out;
  float best = 0;
  for (; at != candidates_.end() && at->first < cue.end.value() + kFarthest; ++at) {
    const float sure = sure_[static_cast<std::size_t>(at - candidates_.begin())];
    const TokenRange range = RangeOf(*at);
    if (at->part != Part::kSource || sure < kLeastSource || range.Overlaps(cue) ||
        scene_.input.tokens[range.first].sentence != sentence)
      continue;
    const std::uint32_t gap = range.first < cue.first ? cue.first.value() - range.end.value()
                                                      : range.first.value() - cue.end.value();
    const float worth = OddsOf(sure) - 0.2f * static_cast<float>(gap);
    if (out && worth <= best) continue;
    best = worth;
    out = range;
  }
  return out;
}

// The surest of the cues that lie over each other, and over no cue of a draft.
void Finder::AddExtraCues() {
  std::map<std::uint32_t, std::uint32_t> taken;  // begin to end
  const auto is_free = [&](std::uint32_t first, std::uint32_t end) {
    auto after = taken.lower_bound(end);
    return after == taken.begin() || std::prev(after)->second <= first;
  };
  for (const Slot& slot : out_.slots) taken[slot.cue.first.value()] = slot.cue.end.value();
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].part == Part::kCue && sure_[i] >= kLeastCue) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sure_[a] > sure_[b]; });
  for (const std::uint32_t i : order) {
    const Candidate& c = candidates_[i];
    if (!is_free(c.first, c.end)) continue;
    taken[c.first] = c.end;
    Draft draft;
    draft.cue = RangeOf(c);
    draft.cue_head = HeadOf(draft.cue);
    draft.source = FindSource(draft.cue);
    if (draft.source) draft.source_head = HeadOf(*draft.source);
    out_.drafts.push_back(std::move(draft));
    AddSlot(out_.drafts.size() - 1, SlotOrigin::kExtra);
  }
}

// A stretch is offered to the two cues before it and the two behind it in its paragraph.
void Finder::Offer(std::uint32_t candidate) {
  const TokenRange range = RangeOf(candidates_[candidate]);
  const BlockIndex block = scene_.input.sentence_of(range.first).block;
  const auto is_here = [&](std::size_t s) {
    return scene_.input.sentence_of(out_.slots[s].cue.first).block == block;
  };
  const auto behind = std::lower_bound(out_.slots.begin(), out_.slots.end(), range.end,
                                       [](const Slot& s, TokenIndex t) { return s.cue.first < t; });
  auto at = static_cast<std::size_t>(behind - out_.slots.begin());
  for (std::size_t s = at; s < std::min(at + 2, out_.slots.size()) && is_here(s); ++s)
    OfferTo(candidate, s);
  const auto before = std::lower_bound(out_.slots.begin(), behind, range.first,
                                       [](const Slot& s, TokenIndex t) { return s.cue.first < t; });
  at = static_cast<std::size_t>(before - out_.slots.begin());
  for (int k = 0; k < 2 && at > 0 && is_here(at - 1); ++k) OfferTo(candidate, --at);
}

void Finder::OfferTo(std::uint32_t candidate, std::size_t s) {
  const Slot& slot = out_.slots[s];
  const TokenRange range = RangeOf(candidates_[candidate]);
  if (range.Overlaps(slot.cue)) return;
  const bool is_before = range.first < slot.cue.first;
  const TokenIndex end = is_before ? range.end : slot.cue.end;
  const TokenIndex begin = is_before ? slot.cue.first : range.first;
  const auto gap = static_cast<float>(begin.value() - end.value());
  const auto crossed = static_cast<float>(scene_.input.tokens[begin].sentence.value() -
                                          scene_.input.tokens[end.previous()].sentence.value());
  near_[s].push_back(
      {OddsOf(sure_[candidate]) - 0.1f * std::min(gap, 30.0f) - 1.5f * crossed, candidate});
}

// Two stretches are one content around the cue, over marks, or if both are quoted.
bool Finder::MayPair(const Slot& slot, TokenRange a, TokenRange b) const {
  if (b.first < a.first) std::swap(a, b);
  if (b.first < a.end) return false;
  if (a.end <= slot.cue.first && slot.cue.end <= b.first) return true;
  if (scene_.SpeechAround(a.first) != nullptr && scene_.SpeechAround(b.first) != nullptr)
    return true;
  constexpr std::uint32_t kFarthest = 6;
  if (b.first.value() - a.end.value() > kFarthest) return false;
  for (TokenIndex t = a.end; t < b.first; ++t) {
    if (!scene_.IsPunctuation(t)) return false;
  }
  return true;
}

void Finder::Add(std::uint32_t slot, std::vector<TokenRange> parts, bool is_given) {
  std::sort(parts.begin(), parts.end(),
            [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
  for (std::size_t k = out_.all.size(); k-- > 0 && out_.all[k].slot == slot;) {
    if (out_.all[k].parts == parts) return;
  }
  Proposal proposal;
  proposal.slot = slot;
  proposal.is_given = is_given;
  proposal.least = 1;
  for (const TokenRange& part : parts)
    proposal.least = std::min(proposal.least, SureOf(Part::kContent, part));
  proposal.parts = std::move(parts);
  out_.all.push_back(std::move(proposal));
}

void Finder::Propose(std::uint32_t s) {
  const Slot& slot = out_.slots[s];
  if (slot.origin != SlotOrigin::kExtra) Add(s, out_.drafts[slot.draft].content, true);
  auto& near = near_[s];
  const std::size_t kept = std::min(near.size(), kMostContents);
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(),
                    [](const Near& a, const Near& b) {
                      return a.worth != b.worth ? a.worth > b.worth : a.candidate < b.candidate;
                    });
  const auto overlaps_source = [&](TokenRange range) {
    return slot.source && range.Overlaps(*slot.source);
  };
  for (std::size_t i = 0; i < kept; ++i) {
    const TokenRange a = RangeOf(candidates_[near[i].candidate]);
    if (overlaps_source(a)) continue;
    Add(s, {a}, false);
    for (std::size_t j = 0; j < i && i < kMostPaired; ++j) {
      const TokenRange b = RangeOf(candidates_[near[j].candidate]);
      if (!overlaps_source(b) && MayPair(slot, a, b)) Add(s, {a, b}, false);
    }
  }
}

}  // namespace

Proposals FindProposals(const Scene& scene, std::span<const Candidate> candidates,
                        std::span<const float> sure, std::vector<Draft> drafts) {
  return Finder(scene, candidates, sure, std::move(drafts)).Run();
}

}  // namespace dateline::attribution
