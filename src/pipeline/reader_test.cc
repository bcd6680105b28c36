#include "dateline/reader.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace dateline {
namespace {

constexpr std::string_view kReport =
    "Ukrainian forces shelled a depot near Kupiansk on Friday, officials said.\n"
    "At least 15 people were killed.\n";

TEST(Reader, ReadsBytesToAReading) {
  const auto reader = Reader::Open();
  ASSERT_TRUE(reader.ok()) << reader.error().ToString();
  const auto reading = reader->Read(kReport, {.date = "2022-09-09", .publisher = "Example Wire"});
  ASSERT_TRUE(reading.ok()) << reading.error().ToString();
  EXPECT_EQ(reading->text, kReport);
  EXPECT_EQ(reading->document.published.basis, DateBasis::kGiven);
  EXPECT_FALSE(reading->claims.empty());
}

TEST(Reader, RefusesADateThatDoesNotExist) {
  const auto reader = Reader::Open();
  ASSERT_TRUE(reader.ok());
  const auto reading = reader->Read(kReport, {.date = "2022-09-31"});
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.error().code, ErrorCode::kInvalidInput);
}

TEST(Reader, GivesTheSameBytesOnEveryThread) {
  const auto reader = Reader::Open();
  ASSERT_TRUE(reader.ok());
  std::vector<std::string> readings(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& out : readings) {
      threads.emplace_back([&reader, &out] {
        const auto reading = reader->Read(kReport, {.date = "2022-09-09"});
        if (reading.ok()) out = Reader::ToJson(*reading);
      });
    }
  }
  EXPECT_FALSE(readings[0].empty());
  for (const std::string& reading : readings) EXPECT_EQ(reading, readings[0]);
}

TEST(Reader, KeepsItsContractOnHostileText) {
  const auto reader = Reader::Open();
  ASSERT_TRUE(reader.ok());
  std::string long_sentence;
  for (int i = 0; i < 10000; ++i) long_sentence += "troops ";
  const std::vector<std::string> texts = {
      "",
      " ",
      "\n\n\n",
      "“",
      "\"\"\"\"\"",
      "....",
      "said said said said",
      std::string(3000, '('),
      long_sentence,
      "\xEF\xBF\xBD",
      "said Friday, Friday said \"Friday\"",
      "‮evil‬ \xF0\x9F\x98\x80\xE2\x80\x8D\xF0\x9F\x98\x80",
      "Kyiv Kyiv Kyiv, Kyiv's Kyiv region region of Kyiv",
      "1 2 3 4,5 6.7 8/9 10-11 12:13 -14 +15 16%",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text.substr(0, 40));
    const auto reading = reader->Read(text, {.date = "2022-09-09", .format = InputFormat::kText});
    EXPECT_TRUE(reading.ok()) << (reading.ok() ? "" : reading.error().ToString());
  }
}

}  // namespace
}  // namespace dateline
