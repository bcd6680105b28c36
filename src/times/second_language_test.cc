// A second language is a second set of tables and no code: a few rows of Ukrainian, which this test
// alone knows, read the forms of its newswire.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "times/marked_text.h"

namespace dateline::times {
namespace {

constexpr std::string_view kWords =
    "січня\tMONTH\t1\t-\tmonth\n"
    "вересня\tMONTH\t9\t-\tmonth\n"
    "вересні\tMONTH\t9\t-\tmonth\n"
    "п'ятницю\tWEEKDAY\t5\t-\tweekday\n"
    "п'ятниці\tWEEKDAY\t5\t-\tweekday\n"
    "понеділка\tWEEKDAY\t1\t-\tweekday\n"
    "ранку\tPART\tMO\t-\tpart of the day\n"
    "сьогодні\tDEICTIC\t0\t-\tthe day of publication\n"
    "вчора\tDEICTIC\t-1\t-\tthe day before\n"
    "минулого\tLAST\t-1\t-\tthe one before\n"
    "цього\tTHIS\t0\t-\tthe present one\n"
    "тижня\tUNIT\tW\t-\tunit\n"
    "року\tUNIT\tY\t-\tunit\n"
    "дні\tUNITS\tD\t-\tunit\n"
    "два\tNUMBER\t2\t-\tnumber word\n"
    "тому\tAGO\t-\t-\tcounted back\n"
    "щодня\tFREQUENCY\tP1D\t-\thow often\n"
    "з\tFROM\t-\t-\topens a range\n"
    "до\tTO\t-\t-\tjoins a range\n"
    "з\tSINCE\t-\t-\tlasts to publication\n"
    "планує\tFUTURE\t-\t-\twhat it governs is to come\n";
constexpr std::string_view kPatterns =
    "date\tdate\tDAY MONTH ( YEAR року? )?\t§2 8 вересня 2022 року\n"
    "month\tdate\tMONTH ( YEAR року? )?\t§2 у вересні\n"
    "weekday\tdate\tPART? WEEKDAY\t§3 у п'ятницю\n"
    "deictic\tdate\tDEICTIC\t§4 сьогодні\n"
    "relative\trelative\t( LAST | THIS ) UNIT\t§4 минулого тижня\n"
    "ago\tago\t( NUMBER | INT ) UNITS AGO\t§6 два дні тому\n"
    "daily\tset\tFREQUENCY\t§11 щодня\n"
    "clock\tdate\tCLOCK\t§9 18:20\n"
    "numeric\tdate\tNUMDATE\t§2 08.09.2022\n";
constexpr std::string_view kTenures = "*\t*\t1900-01-01\t2032-01-01\thorizon\n";

const TimesStage& Ukrainian() {
  static const TimesStage stage =
      TimesStage::FromTables(std::array{LanguageTables{"uk", kWords, kPatterns, kTenures}}).value();
  return stage;
}

// "words = value" of every expression of a text of 9 September 2022, a Friday.
std::string Values(std::string_view text) {
  Builder builder(text, "2022-09-09");
  builder.SetLanguage("uk-UA");
  std::string out;
  for (const TimeExpression& time : builder.Read(Ukrainian()).times) {
    out += (out.empty() ? "" : "; ") + std::string(builder.Surface(time)) + " = " + time.value;
  }
  return out;
}

TEST(SecondLanguage, DaysAndMonths) {
  EXPECT_EQ(Values("Це сталося 8 вересня 2022 року ."), "8 вересня 2022 року = 2022-09-08");
  EXPECT_EQ(Values("Це сталося 8 вересня ."), "8 вересня = 2022-09-08");
  EXPECT_EQ(Values("Це сталося у вересні ."), "вересні = 2022-09");
  EXPECT_EQ(Values("Це сталося 08.09.2022 о 18:20 ."),
            "08.09.2022 = 2022-09-08; 18:20 = 2022-09-09T18:20");
}

TEST(SecondLanguage, WeekdaysInAnyCaseAndWithAnyApostrophe) {
  EXPECT_EQ(Values("у п'ятницю обстріляли місто"), "п'ятницю = 2022-09-09");
  EXPECT_EQ(Values("У П’ЯТНИЦЮ обстріляли місто"), "П’ЯТНИЦЮ = 2022-09-09");
  EXPECT_EQ(Values("з ранку понеділка"), "ранку понеділка = 2022-09-05TMO");
}

TEST(SecondLanguage, WordsOfItsFutureTurnAWeekday) {
  EXPECT_EQ(Values("рада планує засідання до понеділка"), "понеділка = 2022-09-12");
}

TEST(SecondLanguage, WhatCountsFromPublication) {
  EXPECT_EQ(Values("вчора і минулого тижня"), "вчора = 2022-09-08; минулого тижня = 2022-W35");
  EXPECT_EQ(Values("два дні тому"), "два дні тому = 2022-09-07");
  EXPECT_EQ(Values("це буває щодня"), "щодня = P1D");
}

TEST(SecondLanguage, RangesGetTheirStretch) {
  const Builder builder("з 5 вересня до 8 вересня", "2022-09-09");
  const auto times = builder.Read(Ukrainian()).times;
  ASSERT_EQ(times.size(), 2U);
  EXPECT_EQ(*times[TimeIndex(0)].interval,
            (DayInterval{*ParseDay("2022-09-05"), *ParseDay("2022-09-09")}));
}

TEST(SecondLanguage, EnglishWordsAreNoTimesInIt) {
  EXPECT_EQ(Values("on Friday , September 9"), "");
}

TEST(SecondLanguage, ALanguageWithoutTablesIsReadWithThoseOfEnglish) {
  Builder builder("am 2022 - 09 - 08 gegen 18:20", "2022-09-09");
  builder.SetLanguage("de");
  EXPECT_EQ(builder.Read().times.size(), 2U);
}

TEST(SecondLanguage, NoTablesAreAnError) { EXPECT_FALSE(TimesStage::FromTables({}).ok()); }

TEST(SecondLanguage, AWrongRowNamesItsLine) {
  const auto stage = TimesStage::FromTables(
      std::array{LanguageTables{"uk", "вересня\tMONTH\t9\n", kPatterns, kTenures}});
  ASSERT_FALSE(stage.ok());
  EXPECT_NE(stage.error().ToString().find("line 1"), std::string::npos);
}

}  // namespace
}  // namespace dateline::times
