#include "claims/quantities.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/quantity_numbers.h"
#include "model/resources.h"
#include "tests/small_reading.h"

namespace dateline::claims {
namespace {

QuantityWords Words() {
  const auto table = model::Resource("data/claims/quantities.en.tsv");
  auto words = QuantityWords::Parse(table.value(), "quantities.en.tsv");
  EXPECT_TRUE(words.ok()) << (words.ok() ? "" : words.error().ToString());
  return std::move(words).value();
}

std::string Describe(const std::string& text) {
  static const QuantityWords words = Words();
  const auto document = tests::SmallReading::Plain(text);
  const text::LanguageView view = document.language();
  const QuantityTokens tokens(view, words);
  const auto number = ReadNumber(tokens, TokenIndex(0), view.tokens.end_index());
  if (!number) return "none";
  char range[80];
  std::snprintf(range, sizeof range, "%g..%g", number->min.value_or(-1), number->max.value_or(-1));
  return std::string(range) + " " + std::to_string(number->end.value());
}

TEST(ReadNumber, ReadsBoundsAndWords) {
  EXPECT_EQ(Describe("at least 15 people"), "15..-1 3");
  EXPECT_EQ(Describe("15 or more people"), "15..-1 3");
  EXPECT_EQ(Describe("up to 20 cars"), "-1..20 3");
  EXPECT_EQ(Describe("twenty - one men"), "21..21 3");
  EXPECT_EQ(Describe("two hundred and five thousand"), "205000..205000 5");
  EXPECT_EQ(Describe("nine hundred and ninety - nine"), "999..999 6");
  EXPECT_EQ(Describe("390,000 people"), "390000..390000 1");
  EXPECT_EQ(Describe("between 5 and 9 people"), "5..9 4");
  EXPECT_EQ(Describe("three quarters of it"), "75..75 2");
}

TEST(ReadNumber, RefusesWhatIsNoNumber) {
  EXPECT_EQ(Describe("1,23 things"), "none");
  EXPECT_EQ(Describe("12:30 on"), "none");
  EXPECT_EQ(Describe("at least once"), "none");
  EXPECT_EQ(Describe("a third party"), "none");
  EXPECT_EQ(Describe("third of September"), "none");
  EXPECT_EQ(Describe("between us and them"), "none");
  EXPECT_EQ(Describe("99999999999999999999"), "none");
}

TEST(QuantityFinder, FindsMeasuresWithoutAnAnalysis) {
  const auto finder = QuantityFinder::Load();
  ASSERT_TRUE(finder.ok()) << finder.error().ToString();
  const auto document = tests::SmallReading::Plain("they moved 20 miles ( 32 km ) on");
  const auto found = finder->Find(document.language(), {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.back().quantity, (Quantity{32, 32, "km"}));
  EXPECT_EQ(found.back().span.In(document.text), "20 miles ( 32 km )");
}

TEST(QuantityFinder, StaysOrderedAndInsideOnHostileInput) {
  const auto finder = QuantityFinder::Load();
  ASSERT_TRUE(finder.ok());
  for (const char* unit : {"at least ", "between 1 and ", "nine hundred and ", "( 5 km ", "a few ",
                           "two - ", "1 to 2 to ", "no more than ", "half of ", "death toll to "}) {
    std::string text;
    while (text.size() < 200000) text += unit;
    const auto document = tests::SmallReading::Plain(text);
    ByteOffset reached;
    for (const QuantityMention& one : finder->Find(document.language(), {})) {
      EXPECT_LE(reached, one.span.begin());
      EXPECT_LT(one.span.begin(), one.span.end());
      EXPECT_TRUE(one.quantity.min || one.quantity.max);
      reached = one.span.end();
    }
    EXPECT_LE(reached.value(), text.size());
  }
}

TEST(QuantityWords, RefusesATableThatIsWrong) {
  for (const char* table : {"two\tnumbr\t2\t-\twhy\n", "two\tnumber\ttwo\t-\twhy\n",
                            "at least\tbefore\tleast\t-\twhy\n", "two\tnumber\t2\twhy\n",
                            "a  b\tamount\t2\t-\twhy\n"}) {
    const auto words = QuantityWords::Parse(table, "table");
    ASSERT_FALSE(words.ok()) << table;
    EXPECT_NE(words.error().ToString().find("line 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace dateline::claims
