// The stage over text without an analysis, and the tables. What needs tags and trees is in
// tests/cases/actors.
#include "actors/actors.h"

#include <gtest/gtest.h>

#include <string>

#include "actors/lexicon.h"
#include "tests/small_reading.h"

namespace dateline::actors {
namespace {

text::ActorLayers Read(const std::string& text) {
  const auto stage = ActorsStage::Load();
  EXPECT_TRUE(stage.ok());
  auto layers = stage->Run(tests::SmallReading::Plain(text).actor_input());
  EXPECT_TRUE(layers.ok());
  return *std::move(layers);
}

const Entity* Find(const text::ActorLayers& layers, std::string_view name) {
  for (const Entity& entity : layers.entities) {
    if (entity.name == name) return &entity;
  }
  return nullptr;
}

TEST(Lexicon, LoadsEveryTable) {
  const auto lexicon = Lexicon::Load();
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().ToString();
  EXPECT_GT((*lexicon)->countries.size(), 400u);
  EXPECT_GT((*lexicon)->given_names.size(), 1000u);
}

TEST(Lexicon, FindsPluralHeads) {
  const auto lexicon = Lexicon::Load();
  ASSERT_TRUE(lexicon.ok());
  EXPECT_TRUE((*lexicon)->FindHead("ministries").is_plural);
  EXPECT_TRUE((*lexicon)->FindHead("spokesmen").is_plural);
  EXPECT_FALSE((*lexicon)->FindHead("official").is_plural);
  EXPECT_EQ((*lexicon)->FindHead("table").head, nullptr);
}

TEST(ActorsStage, ReadsAnEmptyDocument) {
  const text::ActorLayers layers = Read("");
  EXPECT_TRUE(layers.mentions.empty());
  EXPECT_TRUE(layers.entities.empty());
}

TEST(ActorsStage, FindsForcesWithoutAnAnalysis) {
  const text::ActorLayers layers = Read("Ukrainian troops reached the river .");
  const Entity* troops = Find(layers, "Ukrainian troops");
  ASSERT_NE(troops, nullptr);
  EXPECT_EQ(troops->side, "UA");
  EXPECT_EQ(troops->kind, SourceKind::kMilitary);
}

TEST(ActorsStage, MentionsAreInTextOrderLongestFirst) {
  const text::ActorLayers layers =
      Read("the head of the Ukrainian army and his troops met Russian officials .");
  ASSERT_GT(layers.mentions.size(), 3u);
  for (MentionIndex i(1); i < layers.mentions.end_index(); ++i) {
    const Mention& before = layers.mentions[i.previous()];
    const Mention& here = layers.mentions[i];
    EXPECT_TRUE(before.first < here.first ||
                (before.first == here.first && before.end >= here.end));
  }
}

TEST(ActorsStage, EveryEntityHasAMention) {
  const text::ActorLayers layers =
      Read("the US army said that its soldiers and the Taliban met ; they left .");
  std::vector<bool> is_mentioned(layers.entities.size(), false);
  for (const Mention& mention : layers.mentions) {
    if (mention.entity) is_mentioned[mention.entity->value()] = true;
  }
  for (const bool mentioned : is_mentioned) EXPECT_TRUE(mentioned);
}

// Hostile input: the work must stay linear, so that these end at all within a test's patience.
TEST(ActorsStage, ReadsALongRowOfOneName) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "President ";
  EXPECT_LE(Read(text).entities.size(), 40000u);
}

TEST(ActorsStage, ReadsManyPronounsAndHeadsInOneSentence) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "he of the army of its ministry , ";
  EXPECT_GT(Read(text).mentions.size(), 20000u);
}

TEST(ActorsStage, ReadsManyDifferentDescriptions) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "the x" + std::to_string(i) + " army said . ";
  EXPECT_GT(Read(text).mentions.size(), 1000u);
}

}  // namespace
}  // namespace dateline::actors
