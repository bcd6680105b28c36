// Proposals of what a cue brings in, and the choice among them.
#include "attribution/assembly.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "attribution/proposal_features.h"
#include "attribution/proposals.h"
#include "tests/small_reading.h"

namespace dateline::attribution {
namespace {

using tests::SmallReading;

// A paragraph of one sentence whose words hang on its verb, and a scene around it.
class Stage {
 public:
  explicit Stage(const std::vector<std::string>& words) : lexicon_(Lexicon::Load().value()) {
    for (const std::string& form : words) {
      Word& word = made_.Add(form);
      word.lemma = form == "said" ? "say" : form;
      word.upos = form == "," || form == "." ? Upos::kPunct
                  : form == "said"           ? Upos::kVerb
                                             : Upos::kNoun;
      if (form != words.front()) word.head = TokenIndex(0);
    }
    made_.Close();
    view_ = std::make_unique<text::LanguageView>(made_.language());
    quotes_ = FindQuotes(*view_);
    tree_ = std::make_unique<Tree>(*view_, [](TokenIndex) { return false; });
    scene_ = std::make_unique<Scene>(
        Scene{*view_, lexicon_, *tree_, quotes_, LowerSurfaces(*view_), BodyBegins(*view_)});
  }
  const Scene& scene() const { return *scene_; }

 private:
  SmallReading made_;
  Lexicon lexicon_;
  QuoteLayer quotes_;
  std::unique_ptr<text::LanguageView> view_;
  std::unique_ptr<Tree> tree_;
  std::unique_ptr<Scene> scene_;
};

TokenRange Range(std::uint32_t first, std::uint32_t end) {
  return {TokenIndex(first), TokenIndex(end)};
}

Draft MakeDraft(TokenRange cue, std::vector<TokenRange> content) {
  Draft draft;
  draft.cue = cue;
  draft.cue_head = cue.first;
  draft.content = std::move(content);
  return draft;
}

bool Has(const Proposals& proposals, std::uint32_t slot, const std::vector<TokenRange>& parts) {
  return std::any_of(proposals.all.begin(), proposals.all.end(),
                     [&](const Proposal& p) { return p.slot == slot && p.parts == parts; });
}

// 0 bridges 1 fell 2 , 3 he 4 said 5 , 6 in 7 rain 8 .
Stage MakeStage() { return Stage({"bridges", "fell", ",", "he", "said", ",", "in", "rain", "."}); }

TEST(FindProposals, StretchesOnBothSidesOfTheCueAreProposedAloneAndTogether) {
  const Stage stage = MakeStage();
  const std::vector<Candidate> candidates = {
      {Part::kContent, 0, 2, 0}, {Part::kCue, 4, 5, 0}, {Part::kContent, 6, 8, 0}};
  const std::vector<float> sure = {0.6f, 0.9f, 0.5f};
  const auto proposals =
      FindProposals(stage.scene(), candidates, sure, {MakeDraft(Range(4, 5), {Range(0, 2)})});
  ASSERT_EQ(proposals.slots.size(), 1u);
  EXPECT_FLOAT_EQ(proposals.slots[0].sure, 0.9f);
  EXPECT_EQ(proposals.all.size(), 3u);
  EXPECT_TRUE(proposals.all.front().is_given);
  EXPECT_TRUE(Has(proposals, 0, {Range(6, 8)}));
  EXPECT_TRUE(Has(proposals, 0, {Range(0, 2), Range(6, 8)}));
}

TEST(FindProposals, ACueThatWasNotChosenIsASlotWithTheSourceBesideIt) {
  const Stage stage = MakeStage();
  const std::vector<Candidate> candidates = {{Part::kContent, 0, 2, 0},
                                             {Part::kSource, 3, 4, 0},
                                             {Part::kCue, 4, 5, 0},
                                             {Part::kCue, 4, 6, 0}};
  const std::vector<float> sure = {0.4f, 0.6f, 0.3f, 0.2f};
  const auto proposals = FindProposals(stage.scene(), candidates, sure, {});
  ASSERT_EQ(proposals.slots.size(), 1u) << "cues over each other are one slot";
  EXPECT_EQ(proposals.slots[0].origin, SlotOrigin::kExtra);
  EXPECT_EQ(proposals.slots[0].cue, Range(4, 5));
  ASSERT_TRUE(proposals.slots[0].source.has_value());
  EXPECT_EQ(*proposals.slots[0].source, Range(3, 4));
  EXPECT_TRUE(Has(proposals, 0, {Range(0, 2)}));
}

TEST(ProposalFeatures, StayWithinTheListAndTellProposalsApart) {
  const Stage stage = MakeStage();
  const std::vector<Candidate> candidates = {
      {Part::kContent, 0, 2, 0}, {Part::kCue, 4, 5, 0}, {Part::kContent, 6, 8, 0}};
  const std::vector<float> sure = {0.6f, 0.9f, 0.5f};
  Draft draft = MakeDraft(Range(4, 5), {Range(0, 2)});
  draft.is_added = true;
  const auto proposals = FindProposals(stage.scene(), candidates, sure, {draft});
  Facts facts;
  facts.tokens.resize(9);
  FeatureList first;
  FeatureList second;
  ProposalFeatures(stage.scene(), facts, proposals, 0, first);
  ProposalFeatures(stage.scene(), facts, proposals, 2, second);
  EXPECT_LE(second.size(), kMaxFeatures);
  EXPECT_FALSE(std::equal(first.begin(), first.end(), second.begin(), second.end()));
}

constexpr AssemblyThresholds kThresholds{0.3f, 0.3f, 1.0f};

// Two cues that want the same stretch, and another stretch for the second.
Proposals Rivals(SlotOrigin second) {
  Proposals out;
  out.drafts = {MakeDraft(Range(1, 2), {Range(2, 5)}), MakeDraft(Range(6, 7), {Range(2, 5)})};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Slot slot;
    slot.draft = i;
    slot.sure = 0.5f;
    slot.cue = out.drafts[i].cue;
    slot.head = slot.cue.first;
    out.slots.push_back(slot);
  }
  out.slots[1].origin = second;
  out.all = {
      {0, true, {Range(2, 5)}, 1}, {1, true, {Range(2, 5)}, 1}, {1, false, {Range(7, 8)}, 1}};
  return out;
}

TEST(Assemble, AStretchGoesToTheSurerCueAndTheOtherTakesWhatIsLeft) {
  const Stage stage = MakeStage();
  const std::vector<float> sure = {0.8f, 0.7f, 0.4f};
  const auto drafts = Assemble(stage.scene(), Rivals(SlotOrigin::kTagged), sure, kThresholds);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[0].content, std::vector<TokenRange>{Range(2, 5)});
  EXPECT_EQ(drafts[1].content, std::vector<TokenRange>{Range(7, 8)});
}

TEST(Assemble, WhatIsWorthLessThanItsThresholdsIsNobodys) {
  const Stage stage = MakeStage();
  const std::vector<float> sure = {0.8f, 0.7f, 0.05f};
  const auto drafts = Assemble(stage.scene(), Rivals(SlotOrigin::kTagged), sure, kThresholds);
  ASSERT_EQ(drafts.size(), 1u);
  EXPECT_EQ(drafts[0].cue, Range(1, 2));
}

TEST(Assemble, WhatARuleFoundInsideAContentStays) {
  const Stage stage = MakeStage();
  Proposals proposals = Rivals(SlotOrigin::kRule);
  proposals.all[0].parts = {Range(2, 8)};
  const std::vector<float> sure = {0.8f, 0.7f, 0.6f};
  const auto drafts = Assemble(stage.scene(), proposals, sure, kThresholds);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[0].content, std::vector<TokenRange>{Range(2, 8)});
  EXPECT_EQ(drafts[1].content, std::vector<TokenRange>{Range(2, 5)}) << "speech inside speech";
}

}  // namespace
}  // namespace dateline::attribution
