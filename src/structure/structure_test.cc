#include "structure/structure.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "structure/lexicon.h"

namespace dateline::structure {
namespace {

text::StructureLayers Read(const std::string& text) {
  const auto stage = StructureStage::Load();
  EXPECT_TRUE(stage.ok());
  text::Document document;
  document.text = text;
  return stage->Run(document).value();
}

// The tokens of a text, joined by "|".
std::string TokensOf(const std::string& text) {
  std::string out;
  for (const Token& token : Read(text).tokens)
    out += (out.empty() ? "" : "|") + std::string(token.span.In(text));
  return out;
}

std::vector<std::string> SentencesOf(const std::string& text) {
  std::vector<std::string> out;
  for (const Sentence& sentence : Read(text).sentences) out.emplace_back(sentence.span.In(text));
  return out;
}

std::vector<BlockKind> KindsOf(const std::string& text) {
  std::vector<BlockKind> out;
  for (const Block& block : Read(text).blocks) out.push_back(block.kind);
  return out;
}

// The words that are written as one, "form/number of tokens", joined by blanks.
std::string RunsOf(const std::string& text) {
  std::string out;
  for (const MultiwordToken& run : Read(text).multiword_tokens)
    out += (out.empty() ? "" : " ") + run.form + "/" + std::to_string(run.words);
  return out;
}

TEST(MultiwordTokens, AreContractionsAndPossessives) {
  EXPECT_EQ(RunsOf("They don't know, he cannot, it's Ann's."), "don't/2 cannot/2 it's/2 Ann's/2");
  EXPECT_EQ(RunsOf("The workers' union and the U.S.'s fleet"), "workers'/2 U.S.'s/2");
  EXPECT_EQ(RunsOf("She shouldn't've."), "shouldn't've/2");
  EXPECT_EQ(RunsOf("my brother-in-law's car"), "law's/2");
}

TEST(MultiwordTokens, AreNotWhatHyphensAndUnitsPart) {
  EXPECT_EQ(RunsOf("20km of pro-Russian far-reaching roads, 5%."), "");
  EXPECT_EQ(RunsOf("He said 'no more words' and left."), "");
}

TEST(Tokenize, FollowsTheTreebank) {
  const std::pair<std::string, std::string> cases[] = {
      {"They don't know.", "They|do|n't|know|."},
      {"He cannot go; we can’t.", "He|can|not|go|;|we|ca|n’t|."},
      {"Russia's troops", "Russia|'s|troops"},
      {"the U.S.-led force", "the|U.S.|-|led|force"},
      {"pro-Russian and far-reaching", "pro-Russian|and|far|-|reaching"},
      {"Mi-26 and S-300", "Mi|-|26|and|S|-|300"},
      {"a 10-15 score, call 555-0100", "a|10|-|15|score|,|call|555-0100"},
      {"20km and 15k, the 1990s", "20|km|and|15|k|,|the|1990s"},
      {"i.e. at 5 a.m., Ph.D. Smith", "i.e.|at|5|a.m.|,|Ph.D.|Smith"},
      {"No. 5 says no.", "No.|5|says|no|."},
      {"They sat. A great mass.", "They|sat|.|A|great|mass|."},
      {"the U.S.'s fleet, tell 'em in '71", "the|U.S.|'s|fleet|,|tell|'em|in|'71"},
      {"read map.pdf on example.org/a", "read|map.pdf|on|example.org/a"},
      {"It ended.Then it began", "It|ended|.|Then|it|began"},
      {"dont go :) b/c it rains", "do|nt|go|:)|b/c|it|rains"},
      {"no way!!! <<end>>", "no|way|!!!|<<|end|>>"},
      {"flag 👩‍🚀 up", "flag|👩‍🚀|up"},
      {"about 390,000 people, 3.5%", "about|390,000|people|,|3.5|%"},
      {"at 6am on the 8th", "at|6|am|on|the|8th"},
      {"$12 billion (31 miles)", "$|12|billion|(|31|miles|)"},
      {"see https://example.org/a?b=1.", "see|https://example.org/a?b=1|."},
      {"@desk wrote to a.b@example.org", "@desk|wrote|to|a.b@example.org"},
      {"“Quiet,” he said", "“|Quiet|,|”|he|said"},
      {"Gen. Ivanov of St. Ives", "Gen.|Ivanov|of|St.|Ives"},
      {"Київ-area: Ізюм", "Київ|-|area|:|Ізюм"},
      {"wait... what?!", "wait|...|what|?!"},
      {"J. R. Smith", "J.|R.|Smith"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(TokensOf(text), tokens);
}

TEST(SentenceEnds, KnowsAbbreviationsQuotesAndNumbers) {
  EXPECT_EQ(SentencesOf("Gen. Ivanov spoke. He left.").size(), 2u);
  EXPECT_EQ(SentencesOf("It hit the U.S. Army base on Sept. 8 at 5 p.m. in Iraq.").size(), 1u);
  EXPECT_EQ(SentencesOf("They came from the U.S. The others stayed.").size(), 2u);
  EXPECT_EQ(SentencesOf("“We go. Now.” Then they left.").size(), 3u);
  EXPECT_EQ(SentencesOf("A rise of 3.5 percent was seen.").size(), 1u);
}

TEST(SentenceEnds, AClosingQuoteBelongsToItsSentence) {
  const auto sentences = SentencesOf("“We hold the town.” The line is quiet.");
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0], "“We hold the town.”");
}

TEST(FindBlocks, TellsHeadlineParagraphSubheadAndTeaserApart) {
  EXPECT_EQ(
      KindsOf(
          "Troops reach the river\nThe troops reached the river on Friday.\nFalling morale\n"
          "Soldiers left.\nMinister claims big gains as key city is taken back\nMore followed."),
      (std::vector<BlockKind>{BlockKind::kHeadline, BlockKind::kParagraph, BlockKind::kSubhead,
                              BlockKind::kParagraph, BlockKind::kRelated, BlockKind::kParagraph}));
}

TEST(SentenceEnds, NoteMarksAndFacesBelongToTheSentenceBefore) {
  EXPECT_EQ(SentencesOf("The town fell.[17] Troops left."),
            (std::vector<std::string>{"The town fell.[17]", "Troops left."}));
  EXPECT_EQ(SentencesOf("All is well :) The rest is known.").size(), 2u);
}

TEST(SentenceEnds, ALowerCaseWordBeginsASentenceOnlyAfterAPlainWord) {
  EXPECT_EQ(SentencesOf("is it known? nobody knows").size(), 2u);
  EXPECT_EQ(SentencesOf("“Why?” he asked.").size(), 1u);
  EXPECT_EQ(SentencesOf("shops etc. were shut").size(), 1u);
}

TEST(FindBlocks, KnowsDatesBylinesAndTheWordsUnderPictures) {
  const std::string report =
      "Calm returns to the valley\nBy Ann Example\nPublished 9 September 2022, 10:41 GMT\n"
      "The valley was quiet on Friday.\n"
      "A woman sweeps glass from a street in Exampleton on September 8.\n"
      "The shelling stopped on September 8.\nSmoke over the valley. Getty Images\nRead more\n";
  EXPECT_EQ(KindsOf(report), (std::vector<BlockKind>{
                                 BlockKind::kHeadline, BlockKind::kByline, BlockKind::kDateline,
                                 BlockKind::kParagraph, BlockKind::kCaption, BlockKind::kParagraph,
                                 BlockKind::kCaption, BlockKind::kBoilerplate}));
}

TEST(FindBlocks, ReadsTheWordsOfWhatMarkupCallsAParagraph) {
  const std::string lines[] = {"By Ann Example",
                               "Updated 10:41 AM EDT, Fri September 9, 2022",
                               "Related",
                               "Smoke over the valley. Getty Images",
                               "The valley was quiet on Friday.",
                               "Advertisement"};
  text::Document document;
  for (const std::string& line : lines) {
    const std::size_t begin = document.text.size();
    document.text += line + "\n";
    const BlockKind kind = line == "Related" ? BlockKind::kSubhead : BlockKind::kParagraph;
    document.hints.push_back({kind, ByteSpan::FromSizes(begin, begin + line.size())});
  }
  const auto stage = StructureStage::Load();
  ASSERT_TRUE(stage.ok());
  std::vector<BlockKind> kinds;
  const text::StructureLayers layers = stage->Run(document).value();
  for (const Block& block : layers.blocks) kinds.push_back(block.kind);
  EXPECT_EQ(kinds, (std::vector<BlockKind>{BlockKind::kByline, BlockKind::kDateline,
                                           BlockKind::kBoilerplate, BlockKind::kCaption,
                                           BlockKind::kParagraph, BlockKind::kBoilerplate}));
}

TEST(ParseLexicon, SaysWhereTheTableIsWrong) {
  const auto lexicon = ParseLexicon("clitic\t's\twhy\nsplit\tcannot\twhy\n", "words.tsv");
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.error().ToString(),
            "words.tsv: line 2 has the kind \"split\" with \"cannot\", expected a kind that the "
            "top of the table names, and a | in a split");
}

TEST(FindBlocks, JoinsHardWrappedLines) {
  const std::string text =
      "The column of trucks reached the town in the early\nmorning and crossed the bridge, which "
      "the engineers\n"
      "had repaired the day before, without meeting any\nresistance at all.\n\nA second paragraph "
      "follows here and is as\nlong as "
      "two lines.\n";
  EXPECT_EQ(KindsOf(text).size(), 2u);
}

TEST(StructureStage, KeepsItsInvariantsOnHostileText) {
  std::string long_line;
  for (int i = 0; i < 50000; ++i) long_line += "a'b-c.d@ ";
  for (const std::string& text :
       {std::string(), std::string("'"), std::string("-"), std::string("...”“’"), long_line,
        std::string(100000, '('), std::string("\xE2\x80\x8D\xE2\x80\x8D"),
        std::string("\n \n\t")}) {
    const auto layers = Read(text);
    ByteOffset reached;
    for (const Token& token : layers.tokens) {
      EXPECT_LE(reached, token.span.begin());
      EXPECT_FALSE(token.span.is_empty());
      EXPECT_TRUE(layers.sentences[token.sentence].span.Contains(token.span));
      reached = token.span.end();
    }
  }
}

}  // namespace
}  // namespace dateline::structure
