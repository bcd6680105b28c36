#include "structure/boundary.h"

#include <gtest/gtest.h>

#include "structure/sentences.h"
#include "structure/tokenizer.h"

namespace dateline::structure {
namespace {

TEST(ShapeOf, TellsHowATokenIsWritten) {
  const std::pair<const char*, Shape> cases[] = {
      {"town", Shape::kLower},   {"Kyiv", Shape::kCapital},    {"NATO", Shape::kCapitals},
      {"A", Shape::kLetter},     {"Gen.", Shape::kPeriodWord}, {"390,000", Shape::kNumber},
      {"08:02", Shape::kClock},  {".", Shape::kPeriod},        {"?!", Shape::kMark},
      {"...", Shape::kEllipsis}, {"…", Shape::kEllipsis},      {"—", Shape::kDash},
      {"“", Shape::kOpener},     {"”", Shape::kQuote},         {"a@b.org", Shape::kAddress},
      {"Київ", Shape::kCapital}, {"місто", Shape::kLower},     {"@army", Shape::kAddress},
  };
  for (const auto& [token, shape] : cases) {
    EXPECT_EQ(static_cast<char>(ShapeOf(token)), static_cast<char>(shape)) << token;
  }
}

// "Regards, Ann", with its tokens.
struct Greeting {
  std::string text = "Regards, Ann";
  std::vector<ByteSpan> tokens = {ByteSpan::FromSizes(0, 7), ByteSpan::FromSizes(7, 8),
                                  ByteSpan::FromSizes(9, 12)};
};

TEST(BoundaryJudge, AddsTheWeightsOfWhatItIsAsked) {
  const Greeting greeting;
  const BoundaryContext context(greeting.text, greeting.tokens);
  const auto judge = BoundaryJudge::Parse("a\t,X\t-1.5\nj\tregards+,\t4\nk\tno+no\t9\n", "table");
  ASSERT_TRUE(judge.ok()) << judge.error().ToString();
  Gap gap;
  gap.at = 1;
  EXPECT_FLOAT_EQ(judge->Score(context, gap), 2.5F);
}

TEST(SentenceEnds, AreThoseOfTheRulesWhereNothingIsLearned) {
  const std::string text = "Gen. Sample left. The town fell.";
  const auto lexicon = ParseLexicon("title\tgen.\twhy\n", "words");
  const auto judge = BoundaryJudge::Parse("", "weights");
  ASSERT_TRUE(lexicon.ok() && judge.ok());
  BlockTokens tokens;
  Tokenize(text, ByteSpan::FromSizes(0, text.size()), *lexicon, tokens);
  const std::vector<bool> ends = SentenceEnds(text, tokens.spans, *lexicon, *judge);
  EXPECT_EQ(ends, (std::vector<bool>{false, false, false, true, false, false, false, true}));
}

TEST(SentenceEnds, NeverFallBetweenATitleAndItsName) {
  const std::string text = "Gen. Sample left.";
  const auto lexicon = ParseLexicon("title\tgen.\twhy\n", "words");
  const auto judge = BoundaryJudge::Parse("a\tAX\t99\n", "weights");
  ASSERT_TRUE(lexicon.ok() && judge.ok());
  BlockTokens tokens;
  Tokenize(text, ByteSpan::FromSizes(0, text.size()), *lexicon, tokens);
  EXPECT_FALSE(SentenceEnds(text, tokens.spans, *lexicon, *judge).front());
}

TEST(BoundaryContext, AsksOnlyAtGaps) {
  const Greeting greeting;
  const BoundaryContext context(greeting.text, greeting.tokens);
  EXPECT_FALSE(context.IsCandidate(0));
  EXPECT_TRUE(context.IsCandidate(1));
}

TEST(BoundaryJudge, RefusesATableThatIsWrong) {
  for (const char* table : {"ab\tx\t1\n", "a\tx\tone\n", "a\tx\n", "a\tx\t1 2\n"}) {
    const auto judge = BoundaryJudge::Parse(table, "weights.tsv");
    ASSERT_FALSE(judge.ok()) << table;
    EXPECT_NE(judge.error().ToString().find("line 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace dateline::structure
