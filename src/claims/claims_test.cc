#include "claims/claims.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/ontology.h"
#include "claims/trigger_table.h"
#include "claims/vocabulary.h"

namespace dateline::claims {
namespace {

// A document of words that are separated by one space, in one sentence, with a head for each.
class OneSentence {
 public:
  void Add(std::string_view surface, Upos upos, std::string_view xpos, Deprel deprel,
           std::optional<std::uint32_t> head) {
    const std::size_t begin = text_.size();
    text_.append(surface);
    tokens_.Add({ByteSpan::FromSizes(begin, text_.size()), SentenceIndex(0)});
    text_.push_back(' ');
    Word word;
    word.upos = upos;
    word.xpos = xpos;
    word.lemma = surface;
    word.deprel = deprel;
    if (head) word.head = TokenIndex(*head);
    words_.Add(word);
  }

  text::ClaimLayers Read(const ClaimsStage& stage) {
    blocks_.Add({BlockKind::kParagraph, ByteSpan::FromSizes(0, text_.size())});
    sentences_.Add(
        {ByteSpan::FromSizes(0, text_.size()), BlockIndex(0), TokenIndex(0), tokens_.end_index()});
    const text::StructureView structure{text_, info_, blocks_, sentences_, tokens_};
    const text::LanguageView language{structure, words_, mentions_};
    const auto layers = stage.Run(text::ClaimInput{language, info_.published, times_, places_,
                                                   locations_, entities_, attributions_});
    EXPECT_TRUE(layers.ok());
    return layers.ok() ? *layers : text::ClaimLayers();
  }

 private:
  std::string text_;
  DocumentInfo info_;
  IndexedVector<Block, BlockIndex> blocks_;
  IndexedVector<Sentence, SentenceIndex> sentences_;
  IndexedVector<Token, TokenIndex> tokens_;
  IndexedVector<Word, TokenIndex> words_;
  IndexedVector<Mention, MentionIndex> mentions_;
  IndexedVector<TimeExpression, TimeIndex> times_;
  IndexedVector<Place, PlaceIndex> places_;
  IndexedVector<Location, LocationIndex> locations_;
  IndexedVector<Entity, EntityIndex> entities_;
  IndexedVector<Attribution, AttributionIndex> attributions_;
};

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
  OneSentence sentence;
  sentence.Add(".", Upos::kPunct, ".", Deprel::kRoot, std::nullopt);
  EXPECT_TRUE(sentence.Read(*stage).claims.empty());
}

// Trees that no parser of good will makes: every word on the first one, and each on the one before.
// They end because rules look at a bounded neighbourhood.
TEST(ClaimsStage, SurvivesAStarOfTriggers) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  OneSentence sentence;
  sentence.Add("shell", Upos::kVerb, "VBD", Deprel::kRoot, std::nullopt);
  for (int i = 1; i < 20000; ++i) {
    sentence.Add("shell", Upos::kVerb, "VBD", i % 2 == 0 ? Deprel::kConj : Deprel::kAdvcl, 0U);
  }
  EXPECT_FALSE(sentence.Read(*stage).claims.empty());
}

TEST(ClaimsStage, SurvivesAChainOfTriggers) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  OneSentence sentence;
  sentence.Add("explosion", Upos::kNoun, "NN", Deprel::kRoot, std::nullopt);
  for (std::uint32_t i = 1; i < 20000; ++i) {
    sentence.Add("explosion", Upos::kNoun, "NN", Deprel::kNmod, i - 1);
  }
  EXPECT_FALSE(sentence.Read(*stage).claims.empty());
}

// A head behind the sentence's own words, and a loop of two: the walks up are bounded as well.
TEST(ClaimsStage, SurvivesALoopOfHeads) {
  const auto stage = ClaimsStage::Load();
  ASSERT_TRUE(stage.ok());
  OneSentence sentence;
  sentence.Add("attack", Upos::kVerb, "VBD", Deprel::kXcomp, 1U);
  sentence.Add("attack", Upos::kVerb, "VBD", Deprel::kXcomp, 0U);
  EXPECT_LE(sentence.Read(*stage).claims.size(), 2U);
}

}  // namespace
}  // namespace dateline::claims
