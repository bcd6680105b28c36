// The linear core on a model of a few weights: the models of the repository need not be of this
// core.
#include "language/linear_core.h"

#include <gtest/gtest.h>

#include "language/encoder_fixture.h"
#include "language/language.h"
#include "language/parser.h"
#include "language/stage_fixture.h"

namespace dateline::language {
namespace {

std::uint64_t LowerOf(std::string_view word) {
  std::vector<Lexeme> lexemes;
  MakeLexemes(std::vector<std::string_view>{word}, lexemes);
  return lexemes.front().lower;
}

// A table whose one bucket holds one feature with one weight.
void AddTable(model::ContainerWriter& writer, const std::string& name, Feature feature,
              SparseWeight weight) {
  Lane keys{};
  keys[0] = static_cast<std::int16_t>(FingerprintOf(feature));
  writer.AddArray<Lane>(name + ".keys", std::vector<Lane>{keys});
  writer.AddArray<SparseBucket>(name + ".rows", std::vector<SparseBucket>{{{1}}});
  writer.AddArray<SparseWeight>(name + ".pool", std::vector<SparseWeight>{weight});
}

// "shelled" is a verb and all else a noun; "Kyiv" is a place; every word hangs on the one before.
std::string SmallModel() {
  model::ContainerWriter writer(std::string(kModelKind), kModelVersion, "a test");
  for (auto& [name, bytes] : RandomEncoder(1).sections) {
    const bool is_shared = name == "class" || name == "class.coarse" || name.starts_with("lemma") ||
                           name.starts_with("feats");
    if (is_shared) writer.Add(name, bytes);
  }
  writer.Add("tags", "NOUN\tNN\nVERB\tVBD\n");
  AddTable(writer, "tag", Hash(2, LowerOf("shelled")), {1, 8});
  AddTable(writer, "name", Hash(202, LowerOf("kyiv")), {StateOf(NameClass::kLoc, 3), 8});
  AddTable(writer, "label", Hash(105, LowerOf("kyiv"), 1),
           {static_cast<std::uint8_t>(Deprel::kObj), 8});
  writer.AddArray<MoveBucket>("move", std::vector<MoveBucket>(1, MoveBucket{}));
  writer.AddArray<std::int32_t>("name.next",
                                std::vector<std::int32_t>(kNameStates * kNameStates, 0));
  return writer.Finish();
}

text::LanguageLayers Read(const StageText& input) {
  const AlignedBytes bytes(SmallModel());
  const auto stage = LanguageStage::Load(bytes.view());
  EXPECT_TRUE(stage.ok()) << stage.error().ToString();
  auto layers = stage->Run(input.view());
  EXPECT_TRUE(layers.ok());
  CheckLayers(input, *layers);
  return std::move(layers).value();
}

TEST(LinearCore, ReadsAsItsWeightsSay) {
  const StageText input("Troops shelled Kyiv");
  const auto layers = Read(input);
  EXPECT_EQ(layers.words[TokenIndex(0)].upos, Upos::kNoun);
  EXPECT_EQ(layers.words[TokenIndex(1)].xpos, "VBD");
  EXPECT_EQ(layers.words[TokenIndex(0)].deprel, Deprel::kRoot);
  EXPECT_EQ(layers.words[TokenIndex(2)].head, TokenIndex(1));
  EXPECT_EQ(layers.words[TokenIndex(2)].deprel, Deprel::kObj);
  ASSERT_EQ(layers.mentions.size(), 1u);
  EXPECT_EQ(layers.mentions[MentionIndex(0)].span.In(input.text), "Kyiv");
  EXPECT_EQ(layers.mentions[MentionIndex(0)].type, EntityType::kGeopolitical);
}

TEST(LinearCore, JoinsThePiecesOfAnEndlessSentenceUnderOneRoot) {
  std::string line;
  for (int i = 0; i < 1500; ++i) line += "Kyiv fell ";
  const auto layers = Read(StageText(line));
  // 3,000 words are pieces of 1,024, 1,024 and 952, each a chain from its first word.
  for (const std::uint32_t first : {1024u, 2048u}) {
    EXPECT_EQ(layers.words[TokenIndex(first)].head, TokenIndex(0));
    EXPECT_EQ(layers.words[TokenIndex(first)].deprel, Deprel::kParataxis);
  }
}

}  // namespace
}  // namespace dateline::language
