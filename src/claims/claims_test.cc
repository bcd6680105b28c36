#include "claims/claims.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/ontology.h"
#include "claims/trigger_table.h"
#include "claims/vocabulary.h"
#include "tests/small_reading.h"

namespace dateline::claims {
namespace {

// Adds a word to a document of one sentence.
void Add(tests::SmallReading& reading, std::string_view form, Upos upos, std::string_view xpos,
         Deprel deprel, std::optional<std::uint32_t> head) {
  Word& word = reading.Add(form);
  word.lemma = form;
  word.upos = upos;
  word.xpos = xpos;
  word.deprel = deprel;
  if (head) word.head = TokenIndex(*head);
}

text::ClaimLayers Read(const ClaimsStage& stage, tests::SmallReading reading) {
  reading.Close();
  const auto layers = stage.Run(reading.claim_input());
  EXPECT_TRUE(layers.ok());
  return layers.ok() ? *layers : text::ClaimLayers();
}

TEST(ClaimsStage, LoadsItsTables) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok()) << stage.error().ToString();
  EXPECT_EQ(stage->ontology_name().substr(0, 11), "dateline-53");
}

TEST(Ontology, NamesATypeThatItLacks) {
  const auto ontology = Ontology::Load();
  ASSERT_TRUE(ontology.ok());
  EXPECT_EQ(ontology->size(), 53U);
  const auto type = ontology->Find("strike.snowball");
  ASSERT_FALSE(type.ok());
  EXPECT_NE(type.error().message.find("strike.snowball"), std::string::npos);
}

TEST(TriggerTable, HasATriggerForEveryType) {
  const auto ontology = Ontology::Load();
  auto vocabulary = Vocabulary::Load();
  ASSERT_TRUE(ontology.ok() && vocabulary.ok());
  const auto table = TriggerTable::Load(*ontology, *vocabulary);
  ASSERT_TRUE(table.ok()) << table.error().ToString();
  std::vector<int> triggers(ontology->size(), 0);
  for (std::uint32_t i = 0; i < table->size(); ++i) {
    if ((*table)[i].is_claim) ++triggers[(*table)[i].type.value()];
  }
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    EXPECT_GE(triggers[i], 2) << (*ontology)[TypeIndex::FromSize(i)].name;
  }
}

TEST(Vocabulary, NamesASetThatItLacks) {
  auto vocabulary = Vocabulary::Load();
  ASSERT_TRUE(vocabulary.ok());
  EXPECT_FALSE(vocabulary->ClassOf("road|@no_such_set").ok());
  EXPECT_FALSE(vocabulary->ClassOf("#no_such_flag").ok());
}

TEST(Vocabulary, TellsMembersOfAListApart) {
  auto vocabulary = Vocabulary::Load();
  ASSERT_TRUE(vocabulary.ok());
  const auto list = vocabulary->ClassOf("road|@drone|#place");
  ASSERT_TRUE(list.ok());
  EXPECT_TRUE(vocabulary->Has(*list, vocabulary->Find("road"), 0));
  EXPECT_TRUE(vocabulary->Has(*list, vocabulary->Find("uav"), 0));
  EXPECT_FALSE(vocabulary->Has(*list, vocabulary->Find("missile"), 0));
  EXPECT_TRUE(vocabulary->Has(*list, kUnknownWord, kFlagPlace));
  EXPECT_FALSE(vocabulary->Has(*list, kUnknownWord, kFlagPerson));
}

TEST(ClaimsStage, AnEmptyDocumentHasNoClaims) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  tests::SmallReading sentence;
  Add(sentence, ".", Upos::kPunct, ".", Deprel::kRoot, std::nullopt);
  EXPECT_TRUE(Read(*stage, sentence).claims.empty());
}

// Trees that no parser of good will makes: every word on the first one, and each on the one before.
// They end because rules look at a bounded neighbourhood.
TEST(ClaimsStage, SurvivesAStarOfTriggers) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  tests::SmallReading sentence;
  Add(sentence, "shell", Upos::kVerb, "VBD", Deprel::kRoot, std::nullopt);
  for (int i = 1; i < 20000; ++i) {
    Add(sentence, "shell", Upos::kVerb, "VBD", i % 2 == 0 ? Deprel::kConj : Deprel::kAdvcl, 0U);
  }
  EXPECT_FALSE(Read(*stage, sentence).claims.empty());
}

TEST(ClaimsStage, SurvivesAChainOfTriggers) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  tests::SmallReading sentence;
  Add(sentence, "explosion", Upos::kNoun, "NN", Deprel::kRoot, std::nullopt);
  for (std::uint32_t i = 1; i < 20000; ++i) {
    Add(sentence, "explosion", Upos::kNoun, "NN", Deprel::kNmod, i - 1);
  }
  EXPECT_FALSE(Read(*stage, sentence).claims.empty());
}

// A head behind the sentence's own words, and a loop of two: the walks up are bounded as well.
TEST(ClaimsStage, SurvivesALoopOfHeads) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  tests::SmallReading sentence;
  Add(sentence, "attack", Upos::kVerb, "VBD", Deprel::kXcomp, 1U);
  Add(sentence, "attack", Upos::kVerb, "VBD", Deprel::kXcomp, 0U);
  EXPECT_LE(Read(*stage, sentence).claims.size(), 2U);
}

}  // namespace
}  // namespace dateline::claims
