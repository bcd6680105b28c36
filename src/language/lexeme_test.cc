#include "language/lexeme.h"

#include <gtest/gtest.h>

namespace dateline::language {
namespace {

std::vector<Lexeme> Lexemes(const std::vector<std::string_view>& surfaces) {
  std::vector<Lexeme> out;
  MakeLexemes(surfaces, out);
  return out;
}

TEST(Lexeme, SharesItsLowerFormWithOtherCasings) {
  const auto words = Lexemes({"Kyiv", "kyiv"});
  EXPECT_EQ(words[0].lower, words[1].lower);
  EXPECT_NE(words[0].form, words[1].form);
  EXPECT_NE(words[0].shape, words[1].shape);
}

TEST(Lexeme, OfASentenceInCapitalsHasTheFormOfLowerCase) {
  const auto shouted = Lexemes({"TROOPS", "ENTER", "THE", "CITY"});
  const auto plain = Lexemes({"Some", "troops", "enter", "it"});
  EXPECT_EQ(shouted[0].form, plain[1].form);
}

TEST(Lexeme, TakesAllDigitsAlike) {
  const auto words = Lexemes({"2022", "1999"});
  EXPECT_EQ(words[0].lower, words[1].lower);
  EXPECT_EQ(words[0].text, "2022");
}

TEST(Lexeme, TakesTypographicApostrophesAsPlain) {
  const auto words = Lexemes({"\xE2\x80\x99s", "'s"});
  EXPECT_EQ(words[0].form, words[1].form);
}

TEST(Casing, TellsCapitalsAndTitlesFromSentences) {
  EXPECT_EQ(CasingOf(std::vector<std::string_view>{"CITY", "LOSES", "POWER"}), Casing::kCapitals);
  EXPECT_EQ(CasingOf(std::vector<std::string_view>{"Shelling", "Leaves", "Kharkiv", "Without",
                                                   "Power", "and", "Water"}),
            Casing::kTitle);
  EXPECT_EQ(CasingOf(std::vector<std::string_view>{"The", "UN", "said", "nothing"}),
            Casing::kMixed);
}

}  // namespace
}  // namespace dateline::language
