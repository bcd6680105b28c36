#include "attribution/chooser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "attribution/tagger.h"
#include "model/container.h"

namespace dateline::attribution {
namespace {

constexpr Thresholds kThresholds{{1.0f, 0.3f, 0.3f, 0.3f}};

// What the chosen spans gain over their thresholds.
float GainOf(const std::vector<Candidate>& candidates, const std::vector<float>& sure,
             const std::vector<Tag>& tags) {
  float gain = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& c = candidates[i];
    bool is_chosen = tags[c.first] == BeginOf(c.part);
    for (std::uint32_t t = c.first + 1; t < c.end; ++t)
      is_chosen = is_chosen && tags[t] == InsideOf(c.part);
    is_chosen = is_chosen && (c.end == tags.size() || tags[c.end] != InsideOf(c.part));
    if (is_chosen) gain += sure[i] - kThresholds.of[static_cast<std::size_t>(c.part)];
  }
  return gain;
}

TEST(ChooseSpans, TwoSpansAreTakenForALongOneThatIsWorthLess) {
  const std::vector<Candidate> candidates = {
      {Part::kContent, 0, 2, 0}, {Part::kContent, 0, 5, 0}, {Part::kSource, 3, 5, 0}};
  const std::vector<float> sure = {0.6f, 0.8f, 0.7f};
  const std::vector<Tag> expected = {Tag::kBeginContent, Tag::kInsideContent, Tag::kOutside,
                                     Tag::kBeginSource, Tag::kInsideSource};
  EXPECT_EQ(ChooseSpans(candidates, sure, kThresholds, 5), expected);
}

TEST(ChooseSpans, WhatIsBelowItsThresholdIsLeftOut) {
  const std::vector<Candidate> candidates = {{Part::kCue, 1, 2, 0}};
  const std::vector<float> sure = {0.29f};
  EXPECT_EQ(ChooseSpans(candidates, sure, kThresholds, 3), std::vector<Tag>(3, Tag::kOutside));
}

TEST(ChooseSpans, NoOtherSetOfSpansGainsMore) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE(round);
    constexpr std::uint32_t kSize = 8;
    std::vector<Candidate> candidates;
    std::vector<float> sure;
    for (int k = 0; k < 10; ++k) {
      const auto first = static_cast<std::uint32_t>(random() % kSize);
      const auto end = first + 1 + static_cast<std::uint32_t>(random() % (kSize - first));
      const auto part = static_cast<Part>(1 + random() % 3);
      const bool is_known = std::any_of(candidates.begin(), candidates.end(), [&](const auto& c) {
        return c.part == part && c.first == first && c.end == end;
      });
      if (is_known) continue;
      candidates.push_back({part, first, end, 0});
      sure.push_back(static_cast<float>(random() % 1000) / 1000.0f);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
    float best = 0;
    for (unsigned set = 0; set < 1U << candidates.size(); ++set) {
      float gain = 0;
      std::uint32_t taken = 0;
      bool is_disjoint = true;
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        if ((set >> i & 1U) == 0) continue;
        const Candidate& c = candidates[i];
        const std::uint32_t words = (1U << c.end) - (1U << c.first);
        is_disjoint = is_disjoint && (taken & words) == 0;
        taken |= words;
        gain += sure[i] - kThresholds.of[static_cast<std::size_t>(c.part)];
      }
      if (is_disjoint) best = std::max(best, gain);
    }
    const std::vector<Tag> tags = ChooseSpans(candidates, sure, kThresholds, kSize);
    EXPECT_GE(GainOf(candidates, sure, tags), best - 1e-4f);
  }
}

Result<SpanChooser> LoadWith(const std::vector<float>& scales) {
  model::ContainerWriter writer(std::string(kModelKind), kModelVersion, "test");
  writer.AddArray<ChoiceBucket>("choice", std::vector<ChoiceBucket>(1));
  writer.AddArray<float>("choice.scales", scales);
  const std::string bytes = writer.Finish();
  std::vector<ChoiceBucket> aligned(bytes.size() / sizeof(ChoiceBucket) + 1);
  char* at = reinterpret_cast<char*>(aligned.data());
  std::copy(bytes.begin(), bytes.end(), at);
  const auto container =
      model::Container::Open(std::string_view(at, bytes.size()), kModelKind, kModelVersion);
  if (!container.ok()) return container.error();
  return SpanChooser::Load(*container);
}

TEST(SpanChooserLoad, ThresholdsOutsideZeroToOneAreCorrupt) {
  const std::vector<float> right = {1024.0f, 0.3f, 0.3f, 0.3f, 0.3f, 0.3f, 1.0f, 0.1f};
  EXPECT_TRUE(LoadWith(right).ok());
  std::vector<std::vector<float>> wrong(4, right);
  wrong[0][0] = 0.0f;
  wrong[1][3] = 1.5f;
  wrong[2][7] = -0.1f;
  wrong[3].resize(4);  // as version 2 had it
  for (const std::vector<float>& scales : wrong) {
    const auto loaded = LoadWith(scales);
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt);
  }
}

}  // namespace
}  // namespace dateline::attribution
