#include "attribution/assembly.h"

#include <algorithm>
#include <map>
#include <utility>

#include "attribution/describe.h"

namespace dateline::attribution {
namespace {

// Stretches that are taken, none over another.
class Taken {
 public:
  bool Overlaps(TokenRange range) const {
    const auto after = ranges_.lower_bound(range.end);
    return after != ranges_.begin() && range.first < std::prev(after)->second;
  }
  void Add(TokenRange range) {
    TokenIndex& end = ranges_[range.first];
    end = std::max(end, range.end);
  }

 private:
  std::map<TokenIndex, TokenIndex> ranges_;
};

struct Ranked {
  float worth;
  std::uint32_t proposal;
};

// By worth, nothing that is worth less than nothing; behind them what a rule found, with or without
// the tagger, unless it is surely wrong.
std::vector<Ranked> Rank(const Scene& scene, const Proposals& proposals,
                         std::span<const float> sure, const AssemblyThresholds& thresholds) {
  std::vector<Ranked> out;
  for (std::uint32_t i = 0; i < proposals.all.size(); ++i) {
    const Proposal& proposal = proposals.all[i];
    const Slot& slot = proposals.slots[proposal.slot];
    const float worth =
        sure[i] - thresholds.content + thresholds.cue_weight * (slot.sure - thresholds.cue);
    const bool is_of_rule = slot.is_of_rule && proposal.is_given;
    // Titles are the rules' work: the corpus has none.
    const bool is_title =
        scene.input.blocks[scene.input.sentence_of(slot.head).block].kind == BlockKind::kHeadline;
    if (worth > 0) {
      out.push_back({worth, i});
    } else if (is_of_rule && (is_title || sure[i] >= thresholds.rule)) {
      out.push_back({sure[i] - 2.0f, i});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Ranked& a, const Ranked& b) { return a.worth > b.worth; });
  return out;
}

}  // namespace

std::vector<Draft> Assemble(const Scene& scene, Proposals proposals, std::span<const float> sure,
                            const AssemblyThresholds& thresholds) {
  Taken contents;
  Taken others;  // cues and sources
  std::vector<Proposal*> chosen(proposals.slots.size(), nullptr);
  for (const Ranked& ranked : Rank(scene, proposals, sure, thresholds)) {
    Proposal& proposal = proposals.all[ranked.proposal];
    const Slot& slot = proposals.slots[proposal.slot];
    const auto is_taken = [&](const TokenRange& part) {
      return contents.Overlaps(part) || others.Overlaps(part);
    };
    if (chosen[proposal.slot] != nullptr || contents.Overlaps(slot.cue) ||
        std::any_of(proposal.parts.begin(), proposal.parts.end(), is_taken))
      continue;
    chosen[proposal.slot] = &proposal;
    others.Add(slot.cue);
    if (slot.source) others.Add(*slot.source);
    for (const TokenRange& part : proposal.parts) contents.Add(part);
  }
  std::vector<Draft> out;
  for (std::size_t s = 0; s < proposals.slots.size(); ++s) {
    const Slot& slot = proposals.slots[s];
    Draft& draft = proposals.drafts[slot.draft];
    if (chosen[s] == nullptr) {
      if (slot.origin == SlotOrigin::kRule && contents.Overlaps(slot.cue))
        out.push_back(std::move(draft));
      continue;
    }
    draft.content = std::move(chosen[s]->parts);
    if (slot.origin == SlotOrigin::kExtra) DescribeByLexicon(scene, draft);
    if (!IsCondition(scene, draft)) out.push_back(std::move(draft));
  }
  return out;
}

}  // namespace dateline::attribution
