// The table of verification patterns: what it must not hold.
#include "attribution/verification.h"

#include <gtest/gtest.h>

namespace dateline::attribution {
namespace {

TEST(VerificationPatterns, TheTableOfTheProgramIsRead) {
  const auto patterns = VerificationPatterns::Load();
  ASSERT_TRUE(patterns.ok()) << patterns.error().ToString();
  EXPECT_NE(patterns->From("could"), nullptr);
  EXPECT_EQ(patterns->From("tree"), nullptr);
}

TEST(VerificationPatterns, AnUnknownKindIsNamedByItsLine) {
  const auto patterns = VerificationPatterns::Parse(
      "could not verify\tunverified\tsubject\twhy\n"
      "could not see\tunseen\tsubject\twhy\n",
      "words.tsv");
  ASSERT_FALSE(patterns.ok());
  EXPECT_EQ(patterns.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(patterns.error().message.find("line 2"), std::string::npos);
}

TEST(VerificationPatterns, AnUnknownCheckerAndAnEmptyPatternAreRefused) {
  EXPECT_FALSE(VerificationPatterns::Parse("a b\tunverified\tnobody\twhy\n", "words.tsv").ok());
  EXPECT_FALSE(VerificationPatterns::Parse("-\tunverified\tsubject\twhy\n", "words.tsv").ok());
}

TEST(VerificationPatterns, EveryAlternativeOfTheFirstWordLeadsToThePattern) {
  const auto patterns =
      VerificationPatterns::Parse("could|can not verify\tunverified\tsubject\twhy\n", "words.tsv");
  ASSERT_TRUE(patterns.ok());
  ASSERT_NE(patterns->From("can"), nullptr);
  ASSERT_NE(patterns->From("could"), nullptr);
  EXPECT_EQ(patterns->From("not"), nullptr);
  EXPECT_EQ((*patterns)[0].words.size(), 3u);
}

}  // namespace
}  // namespace dateline::attribution
