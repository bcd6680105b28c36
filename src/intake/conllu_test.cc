#include "intake/conllu.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline::intake {
namespace {

std::string Row(const std::string& id, const std::string& form, const std::string& misc = "_") {
  return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + "\n";
}

std::string ErrorOf(const std::string& input) {
  text::Document document;
  const auto status = ReadConllu(input, document);
  return status.ok() ? "" : status.error().message;
}

TEST(ReadConllu, BuildsTheTextWithTheSpacesOfTheInput) {
  text::Document document;
  const std::string input =
      "# sent_id = 1\n" + Row("1", "They") + Row("2-3", "don't", "SpaceAfter=No") + Row("2", "do") +
      Row("3", "n't") + Row("3.1", "leave") + Row("4", ".") + "\n" + Row("1", "Calm");
  ASSERT_TRUE(ReadConllu(input, document).ok());
  EXPECT_EQ(document.text, "They don't.\nCalm\n");
  ASSERT_EQ(document.given->sentences.size(), 2u);
  ASSERT_EQ(document.given->tokens.size(), 5u);
  ASSERT_EQ(document.given->ranges.size(), 1u);
  EXPECT_EQ(document.given->ranges[0].first, TokenIndex(1));
  EXPECT_EQ(document.given->ranges[0].words, 2u);
  EXPECT_EQ(document.given->ranges[0].form, "don't");
}

TEST(ReadConllu, KeepsTheWordsOfARangeThatIsNotTheirSum) {
  text::Document document;
  ASSERT_TRUE(ReadConllu(Row("1-2", "du") + Row("1", "de") + Row("2", "le"), document).ok());
  EXPECT_EQ(document.text, "dele\n");
  EXPECT_EQ(document.given->ranges[0].form, "du");
}

TEST(ReadConllu, SaysTheLineWhatWasFoundAndWhatExpected) {
  EXPECT_EQ(ErrorOf("1\tThey\n"), "CoNLL-U line 1: found 2 columns, expected 10 separated by tabs");
  EXPECT_EQ(ErrorOf(Row("1", "a") + Row("3", "b")),
            "CoNLL-U line 2: found the word number \"3\", expected 2");
  EXPECT_EQ(
      ErrorOf(Row("1-2", "ab") + Row("1", "a") + "\n"),
      "CoNLL-U line 3: found the end of a sentence, expected 1 more words of the range before it");
  EXPECT_EQ(ErrorOf(Row("1", "")), "CoNLL-U line 1: found an empty FORM, expected a word");
  EXPECT_NE(ErrorOf(Row("x", "a")), "");
  EXPECT_NE(ErrorOf(Row("1-99999999999", "a")), "");
}

}  // namespace
}  // namespace dateline::intake
