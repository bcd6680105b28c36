#include "language/language.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "language/stage_fixture.h"
#include "model/resources.h"

namespace dateline::language {
namespace {

const LanguageStage& English() {
  static const LanguageStage kStage = [] {
    auto loaded = LanguageStage::Load(model::Resource("models/english.dlm").value());
    EXPECT_TRUE(loaded.ok()) << loaded.error().ToString();
    return std::move(loaded).value();
  }();
  return kStage;
}

text::LanguageLayers Read(const StageText& input) {
  auto layers = English().Run(input.view());
  EXPECT_TRUE(layers.ok());
  CheckLayers(input, *layers);
  return std::move(layers).value();
}

TEST(LanguageStage, NamesItsModelWithTheBeginOfItsFingerprint) {
  const std::string name = English().model_name();
  EXPECT_TRUE(name.starts_with("english-encoder ")) << name;
  EXPECT_EQ(name.find(')') - name.find('('), 13u) << name;
}

TEST(LanguageStage, TagsAPassiveSentenceWithItsAgent) {
  const StageText input("The town was shelled by Russian troops on Friday .");
  const auto layers = Read(input);
  EXPECT_EQ(layers.words[TokenIndex(3)].lemma, "shell");
  EXPECT_EQ(layers.words[TokenIndex(3)].deprel, Deprel::kRoot);
  EXPECT_EQ(layers.words[TokenIndex(1)].deprel, Deprel::kNsubjPass);
  EXPECT_EQ(layers.words[TokenIndex(2)].deprel, Deprel::kAuxPass);
  EXPECT_EQ(layers.words[TokenIndex(6)].deprel, Deprel::kOblAgent);
  EXPECT_EQ(layers.words[TokenIndex(6)].lemma, "troops");
}

TEST(LanguageStage, FindsTheSpeakerAndWhatIsSaid) {
  const StageText input("Officials said that the bridge had been destroyed .");
  const auto layers = Read(input);
  EXPECT_EQ(layers.words[TokenIndex(0)].deprel, Deprel::kNsubj);
  EXPECT_EQ(layers.words[TokenIndex(1)].lemma, "say");
  EXPECT_EQ(layers.words[TokenIndex(7)].deprel, Deprel::kCcomp);
  EXPECT_EQ(layers.words[TokenIndex(2)].deprel, Deprel::kMark);
}

TEST(LanguageStage, FindsNamesWithTheirTypes) {
  const StageText input(
      "Russian forces left Kupiansk near the Oskil River , the Ministry of Defence told Anna "
      "Kovalenko .");
  const auto layers = Read(input);
  std::vector<std::string> found;
  for (const Mention& mention : layers.mentions)
    found.push_back(std::string(mention.span.In(input.text)) + "=" +
                    std::string(text::NameOf(mention.type)));
  EXPECT_EQ(found, (std::vector<std::string>{"Russian=NORP", "Kupiansk=GPE", "Oskil River=LOC",
                                             "Ministry of Defence=ORG", "Anna Kovalenko=PER"}));
}

TEST(LanguageStage, GivesTheSameLayersTwice) {
  const StageText input(
      "Ukraine 's army retook Balakliia on Thursday , its staff said .\nNobody could verify it .");
  EXPECT_EQ(Summary(input, Read(input)), Summary(input, Read(input)));
}

TEST(LanguageStage, ReadsAnArtefactThatIsNotAligned) {
  const std::string_view bytes = model::Resource("models/english.dlm").value();
  std::string shifted = "x";
  shifted += bytes;
  const auto loaded = LanguageStage::Load(std::string_view(shifted).substr(1));
  ASSERT_TRUE(loaded.ok()) << loaded.error().ToString();
  EXPECT_EQ(loaded->model_name(), English().model_name());
}

TEST(LanguageStage, RefusesAnArtefactThatIsCutShort) {
  const std::string_view bytes = model::Resource("models/english.dlm").value();
  EXPECT_EQ(LanguageStage::Load(bytes.substr(0, bytes.size() / 2)).error().code,
            ErrorCode::kCorrupt);
  EXPECT_EQ(LanguageStage::Load("").error().code, ErrorCode::kCorrupt);
}

TEST(LanguageStage, KeepsItsPromisesOnTenThousandWordsInOneSentence) {
  std::string line;
  for (int i = 0; i < 2000; ++i) line += "Kyiv said that troops , ";
  Read(StageText(line));
}

TEST(LanguageStage, JoinsThePiecesOfAnEndlessSentenceUnderOneRoot) {
  std::string line;
  for (int i = 0; i < 1500; ++i) line += "Kyiv fell ";
  const StageText input(line);
  const auto layers = Read(input);
  TokenIndex root;
  while (layers.words[root].head) root = root.next();
  EXPECT_LT(root.value(), 256u);
  int joined = 0;
  for (TokenIndex t(256); t < layers.words.end_index(); ++t) {
    if (layers.words[t].head == root) ++joined;
  }
  EXPECT_EQ(joined, 11);  // 3,000 words are eleven pieces of 256 and one of 184
}

TEST(LanguageStage, KeepsItsPromisesOnWordsByChance) {
  // Control characters, broken emoji with joiners, capitals, digits, other scripts, long runs.
  const std::vector<std::string> pieces = {"a",
                                           "Kyiv",
                                           "SHELLED",
                                           "9",
                                           "\x01",
                                           "\x7F",
                                           "-",
                                           "'",
                                           ".",
                                           "\xE2\x80\x8D",
                                           "\xF0\x9F\x91\xA9",
                                           "\xEF\xB8\x8F",
                                           "\xD0\x9A",
                                           "\xCC\x81",
                                           "by",
                                           "said"};
  std::mt19937 random(20220909);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    std::string lines;
    for (auto sentences = random() % 4 + 1; sentences > 0; --sentences) {
      for (auto words = random() % 120; words > 0; --words) {
        for (auto parts = random() % 4 + 1; parts > 0; --parts)
          lines += pieces[random() % pieces.size()];
        lines += ' ';
      }
      lines += '\n';
    }
    const StageText input(lines);
    EXPECT_EQ(Summary(input, Read(input)), Summary(input, Read(input)));
  }
}

TEST(LanguageStage, KeepsItsPromisesOnPunctuationAlone) {
  std::string line;
  for (int i = 0; i < 3000; ++i) line += "( \" . - ";
  Read(StageText(line));
}

TEST(LanguageStage, KeepsItsPromisesOnOneWordSentencesAndEmptyOnes) {
  Read(StageText("."));
  Read(StageText("Kyiv\n\nKyiv"));
  Read(StageText(""));
}

TEST(LanguageStage, KeepsItsPromisesOnAWordOfAMegabyte) {
  Read(StageText("Kyiv " + std::string(1u << 20, 'a') + " fell"));
}

TEST(LanguageStage, KeepsItsPromisesOnOtherScripts) {
  Read(
      StageText("\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2 \xE5\x8C\x97\xE4\xBA\xAC \xF0\x9F\x92\xA5 "
                "\xD8\xA8\xD8\xBA"));
}

}  // namespace
}  // namespace dateline::language
