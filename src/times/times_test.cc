#include "times/times.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "io/table.h"
#include "model/resources.h"
#include "times/marked_text.h"

namespace dateline::times {
namespace {

std::string IntervalOf(const TimeExpression& time) {
  if (!time.interval) return "";
  return (time.interval->begin ? time.interval->begin->ToString() : "") + ".." +
         (time.interval->end ? time.interval->end->ToString() : "");
}

// "words = value" or "words = value interval" of every expression, joined by "; ".
std::string Describe(std::string_view text, std::string_view published) {
  const Builder builder(text, published);
  std::string out;
  for (const TimeExpression& time : builder.Read().times) {
    if (!out.empty()) out += "; ";
    out += std::string(builder.Surface(time)) + " = " + time.value;
    if (!time.mod.empty()) out += " " + time.mod;
    if (time.interval) out += " " + IntervalOf(time);
  }
  return out;
}

struct Line {
  const char* text;
  const char* expected;
};

void ExpectAll(std::initializer_list<Line> lines, std::string_view published) {
  for (const Line& line : lines) {
    SCOPED_TRACE(line.text);
    EXPECT_EQ(Describe(line.text, published), line.expected);
  }
}

// 9 September 2022 is a Friday.
constexpr std::string_view kFriday = "2022-09-09";

TEST(Times, AbsoluteDatesInAllNewswireForms) {
  ExpectAll(
      {
          {"on September 8 , 2022 they", "September 8 , 2022 = 2022-09-08 2022-09-08..2022-09-09"},
          {"on Sept. 8 they", "Sept. 8 = 2022-09-08 2022-09-08..2022-09-09"},
          {"on 8 September they", "8 September = 2022-09-08 2022-09-08..2022-09-09"},
          {"on 8 September 2021 they", "8 September 2021 = 2021-09-08 2021-09-08..2021-09-09"},
          {"on September 8th they", "September 8th = 2022-09-08 2022-09-08..2022-09-09"},
          {"on 2022 - 09 - 08 they", "2022 - 09 - 08 = 2022-09-08 2022-09-08..2022-09-09"},
          {"on Friday , Sept. 2 they", "Friday , Sept. 2 = 2022-09-02 2022-09-02..2022-09-03"},
          {"on the 8th of August they", "the 8th of August = 2022-08-08 2022-08-08..2022-08-09"},
          {"in August they attacked", "August = 2022-08 2022-08-01..2022-09-01"},
          {"in February 2014", "February 2014 = 2014-02 2014-02-01..2014-03-01"},
          {"held it in 2019 .", "2019 = 2019 2019-01-01..2020-01-01"},
          {"in the 1990s they", "the 1990s = 199 1990-01-01..2000-01-01"},
          {"the 20th century was", "the 20th century = 19 1900-01-01..2000-01-01"},
          {"on the 8th , they came", "the 8th = 2022-09-08 2022-09-08..2022-09-09"},
      },
      kFriday);
}

TEST(Times, PartsOfPeriodsTakeAMod) {
  ExpectAll(
      {
          {"in mid - June they came", "mid - June = 2022-06 MID 2022-06-11..2022-06-21"},
          {"in early September they", "early September = 2022-09 START 2022-09-01..2022-09-11"},
          {"in late August they", "late August = 2022-08 END 2022-08-21..2022-09-01"},
          {"early Friday they", "early Friday = 2022-09-09 START 2022-09-09..2022-09-10"},
          {"the end of 2021 .", "the end of 2021 = 2021 END 2021-09-01..2022-01-01"},
          {"the beginning of this week was",
           "the beginning of this week = 2022-W36 START 2022-09-05..2022-09-08"},
      },
      kFriday);
}

TEST(Times, WeekdaysAreTheLatestUnlessTheTenseTurnsThem) {
  ExpectAll(
      {
          {"they came on Monday .", "Monday = 2022-09-05 2022-09-05..2022-09-06"},
          {"they came on Friday .", "Friday = 2022-09-09 2022-09-09..2022-09-10"},
          {"they came on Saturday .", "Saturday = 2022-09-03 2022-09-03..2022-09-04"},
          {"they will meet on Monday .", "Monday = 2022-09-12 2022-09-12..2022-09-13"},
          {"he said last Friday that", "last Friday = 2022-09-02 2022-09-02..2022-09-03"},
          {"he said next Friday that", "next Friday = 2022-09-16 2022-09-16..2022-09-17"},
          {"on Thursday morning they came",
           "Thursday morning = 2022-09-08TMO 2022-09-08..2022-09-09"},
          {"they struck on Friday night .", "Friday night = 2022-09-09TNI 2022-09-09..2022-09-10"},
      },
      kFriday);
}

TEST(Times, DeicticWordsCountFromPublication) {
  ExpectAll(
      {
          {"they came today .", "today = 2022-09-09 2022-09-09..2022-09-10"},
          {"they came yesterday .", "yesterday = 2022-09-08 2022-09-08..2022-09-09"},
          {"they come tomorrow .", "tomorrow = 2022-09-10 2022-09-10..2022-09-11"},
          {"late yesterday they", "late yesterday = 2022-09-08 END 2022-09-08..2022-09-09"},
          {"they come tonight .", "tonight = 2022-09-09TNI 2022-09-09..2022-09-10"},
          {"this morning they", "this morning = 2022-09-09TMO 2022-09-09..2022-09-10"},
          {"last night they", "last night = 2022-09-08TNI 2022-09-08..2022-09-09"},
          {"they struck overnight .", "overnight = 2022-09-08TNI 2022-09-08..2022-09-10"},
      },
      kFriday);
}

TEST(Times, CalendarUnitsAreNotRollingOnes) {
  ExpectAll(
      {
          {"they came this week .", "this week = 2022-W36 2022-09-05..2022-09-10"},
          {"they came last week .", "last week = 2022-W35 2022-08-29..2022-09-05"},
          {"they came last month .", "last month = 2022-08 2022-08-01..2022-09-01"},
          {"they come next year .", "next year = 2023 2023-01-01..2024-01-01"},
          {"earlier this week they", "earlier this week = 2022-W36 2022-09-05..2022-09-10"},
          {"later this month they", "later this month = 2022-09 2022-09-09..2022-10-01"},
          {"so far this year they", "so far this year = 2022 2022-01-01..2022-09-10"},
          {"over the last week they", "the last week = P1W 2022-09-03..2022-09-10"},
          {"in the past two weeks they", "the past two weeks = P2W 2022-08-27..2022-09-10"},
          {"in the last 24 hours they", "the last 24 hours = PT24H 2022-09-08..2022-09-10"},
          {"over the next few days", "the next few days = PXD 2022-09-09..2022-09-13"},
          {"in the past three months", "the past three months = P3M 2022-06-10..2022-09-10"},
          {"in recent weeks they", "recent weeks = PAST_REF 2022-08-20..2022-09-10"},
      },
      kFriday);
}

TEST(Times, SinceLastsToTheDayOfPublication) {
  ExpectAll(
      {
          {"since the beginning of this week they took",
           "the beginning of this week = 2022-W36 START 2022-09-05..2022-09-10"},
          {"since Tuesday they took", "Tuesday = 2022-09-06 2022-09-06..2022-09-10"},
          {"since 2014 they", "2014 = 2014 2014-01-01..2022-09-10"},
      },
      kFriday);
}

TEST(Times, CountedUnitsReachBackByTheirOwnGrain) {
  ExpectAll(
      {
          {"they left two days ago .", "two days ago = 2022-09-07 2022-09-07..2022-09-08"},
          {"they left a week ago .", "a week ago = 2022-W35 2022-08-29..2022-09-05"},
          {"they left three months ago", "three months ago = 2022-06 2022-06-01..2022-07-01"},
          {"they left twenty - one years ago",
           "twenty - one years ago = 2001 2001-01-01..2002-01-01"},
          {"they left two days after Monday",
           "two days after Monday = 2022-09-07 2022-09-07..2022-09-08"},
          {"about two years ago", "about two years ago = 2020 APPROX 2020-01-01..2021-01-01"},
          {"they left years ago", "years ago = PAST_REF"},
      },
      kFriday);
}

TEST(Times, AnchoredWordsCountFromWhereTheTextStands) {
  ExpectAll(
      {
          {"it began on Monday . | they left the day before .",
           "Monday = 2022-09-05 2022-09-05..2022-09-06; "
           "the day before = 2022-09-04 2022-09-04..2022-09-05"},
          {"on September 1 they came , a day earlier they met",
           "September 1 = 2022-09-01 2022-09-01..2022-09-02; "
           "a day earlier = 2022-08-31 2022-08-31..2022-09-01"},
          {"on September 1 they came and three days later they left",
           "September 1 = 2022-09-01 2022-09-01..2022-09-02; "
           "three days later = 2022-09-04 2022-09-04..2022-09-05"},
          {"they came on Tuesday and left the following day",
           "Tuesday = 2022-09-06 2022-09-06..2022-09-07; "
           "the following day = 2022-09-07 2022-09-07..2022-09-08"},
          {"in 2014 they came and the previous year they met",
           "2014 = 2014 2014-01-01..2015-01-01; "
           "the previous year = 2013 2013-01-01..2014-01-01"},
      },
      kFriday);
}

TEST(Times, DurationsHaveALengthAndNoPlace) {
  ExpectAll(
      {
          {"for two weeks they", "two weeks = P2W"},
          {"a three - day visit", "three - day = P3D"},
          {"for half an hour they", "half an hour = PT30M"},
          {"for more than ten hours", "more than ten hours = PT10H MORE_THAN"},
          {"for several months they", "several months = PXM"},
          {"after weeks of fighting", "weeks = PXW"},
          {"two decades of war", "two decades = P20Y"},
      },
      kFriday);
}

TEST(Times, SetsRepeat) {
  ExpectAll(
      {
          {"they meet every Friday .", "every Friday = XXXX-WXX-5"},
          {"it strikes twice daily .", "twice daily = P1D"},
          {"it strikes every two weeks .", "every two weeks = P2W"},
          {"it strikes twice a week .", "twice a week = P1W"},
          {"each July they", "each July = XXXX-07"},
      },
      kFriday);
}

TEST(Times, RangesAreOneStretchOfDays) {
  ExpectAll(
      {
          {"on September 5 - 9 they",
           "September 5 - 9 = 2022-09-05/2022-09-09 2022-09-05..2022-09-10"},
          {"between 5 and 9 September they",
           "5 and 9 September = 2022-09-05/2022-09-09 2022-09-05..2022-09-10"},
          {"from Tuesday to Thursday they fought",
           "Tuesday = 2022-09-06 2022-09-06..2022-09-09; "
           "Thursday = 2022-09-08 2022-09-06..2022-09-09"},
          {"from June to August they fought",
           "June = 2022-06 2022-06-01..2022-09-01; August = 2022-08 2022-06-01..2022-09-01"},
      },
      kFriday);
}

TEST(Times, ClockTimesCarryTheirDay) {
  ExpectAll(
      {
          {"at 6 am they", "6 am = 2022-09-09T06:00 2022-09-09..2022-09-10"},
          {"at 6:30 p.m. they", "6:30 p.m. = 2022-09-09T18:30 2022-09-09..2022-09-10"},
          {"at 6 a . m . they", "6 a . m . = 2022-09-09T06:00 2022-09-09..2022-09-10"},
          {"at 0600 GMT they", "0600 GMT = 2022-09-09T06:00 2022-09-09..2022-09-10"},
          {"at around 6 am ( 2200 GMT Friday )",
           "around 6 am = 2022-09-09T06:00 APPROX 2022-09-09..2022-09-10; "
           "2200 GMT Friday = 2022-09-09T22:00 2022-09-09..2022-09-10"},
          {"at noon on Thursday they",
           "noon on Thursday = 2022-09-08T12:00 2022-09-08..2022-09-09"},
      },
      kFriday);
}

TEST(Times, QuartersSeasonsAndFeasts) {
  ExpectAll(
      {
          {"in the third quarter of 2021",
           "the third quarter of 2021 = 2021-Q3 2021-07-01..2021-10-01"},
          {"in the first half of 2022 they",
           "the first half of 2022 = 2022-H1 2022-01-01..2022-07-01"},
          {"last winter they", "last winter = 2021-WI 2021-12-01..2022-03-01"},
          {"in the summer of 2014", "the summer of 2014 = 2014-SU 2014-06-01..2014-09-01"},
          {"on Christmas Eve they met", "Christmas Eve = 2021-12-24 2021-12-24..2021-12-25"},
      },
      kFriday);
}

TEST(Times, EverydayWordsAndNumbersAreNotTimes) {
  ExpectAll(
      {
          {"they may leave", ""},
          {"the march on the city", ""},
          {"the second brigade", ""},
          {"under the sun they", ""},
          {"a 45 - year - old man", ""},
          {"she is 30 years old", ""},
          {"they lost 2000 soldiers", ""},
          {"it cost $ 1990 million", ""},
          {"the first 12 tanks", ""},
          {"the 8th brigade", ""},
          {"prices fall", ""},
      },
      kFriday);
}

TEST(Times, WithoutAPublicationDateRelativeValuesStayUnresolved) {
  ExpectAll(
      {
          {"they came on Friday .", "Friday = XXXX-WXX-5"},
          {"they came last week .", "last week = XXXX-WXX"},
          {"they came yesterday .", "yesterday = XXXX-XX-XX"},
          {"on September 8 they", "September 8 = XXXX-09-08"},
          {"on September 8 , 2022 they", "September 8 , 2022 = 2022-09-08 2022-09-08..2022-09-09"},
      },
      "");
}

TEST(Times, AnUnknownPublicationDateIsDiagnosed) {
  const auto layers = Builder("they came on Friday .", "").Read();
  ASSERT_EQ(layers.diagnostics.size(), 1U);
  EXPECT_EQ(layers.diagnostics[0].code, "date-unknown");
  EXPECT_EQ(layers.published.basis, DateBasis::kUnknown);
}

TEST(Times, ALineThatIsADateDatesTheDocument) {
  const auto layers =
      Builder("Troops enter town | Friday , September 9 , 2022 | They came .", "").Read();
  ASSERT_TRUE(layers.published.value);
  EXPECT_EQ(layers.published.value->ToString(), "2022-09-09");
  EXPECT_EQ(layers.published.basis, DateBasis::kText);
}

TEST(Times, ADatelineWithoutAYearIsInferredFromASingleSurvivor) {
  const auto published = [](std::string_view text) {
    const auto layers = Builder(text, "").Read();
    return layers.published.value ? layers.published.value->ToString() : "unknown";
  };
  const std::string tie = "KYIV , Sept. 9 ( Reuters ) - They came on Friday , Sept. 9 . | ";
  // Nothing bounds the year from below, then a past date does: 2033 lies beyond the horizon.
  EXPECT_EQ(published(tie), "unknown");
  EXPECT_EQ(published(tie + "It began in February 2022 ."), "2022-09-09");
  // Without the weekday every later year is left.
  EXPECT_EQ(published("KYIV , Sept. 9 ( Reuters ) - They came . | It began in February 2022 ."),
            "unknown");
  // A weekday in one place and a date in another are two days.
  EXPECT_EQ(published("KYIV , Sept. 9 ( Reuters ) - They came on Friday . | It began in 2022 ."),
            "unknown");
  // 2016 and 2022 are left.
  EXPECT_EQ(published(tie + "It began in February 2014 ."), "unknown");
  // A tenure bounds on both sides.
  EXPECT_EQ(published("LONDON , Oct. 20 ( AP ) - Prime Minister Liz Truss resigned ."),
            "2022-10-20");
  EXPECT_EQ(published("LONDON , Oct. 20 ( AP ) - Former Prime Minister Liz Truss spoke ."),
            "unknown");
  // A contradiction leaves nothing.
  EXPECT_EQ(published(tie + "It began in February 2023 , when Prime Minister Liz Truss spoke ."),
            "unknown");
}

TEST(Times, AnInferredDateSaysSo) {
  const auto layers =
      Builder("LONDON , Oct. 20 ( AP ) - Prime Minister Liz Truss resigned .", "").Read();
  EXPECT_EQ(layers.published.basis, DateBasis::kInferred);
}

TEST(Times, AFullDateInRunningProseDatesNothing) {
  const auto layers =
      Builder("Russian troops began to leave the town on September 8 , 2022 , he said .", "")
          .Read();
  EXPECT_FALSE(layers.published.value);
}

TEST(Times, AnySequenceOfTheWordsOfTimeGivesOrderedDisjointExpressions) {
  static constexpr const char* kWords[] = {
      "the",    "a",    "last",    "next",  "September", "31",    "8",     "2022",  "-",
      "week",   "days", "999999",  "years", "ago",       "of",    "end",   "early", "Friday",
      "to",     "from", "between", "and",   "6",         "a.m.",  "GMT",   "every", "hundred",
      "decade", "few",  "quarter", "third", "century",   "1990s", "after", "since", "|",
      "first",  "half", "in",      "at",    "dawn",      "by",    "hours", "small", "month",
      "Monday", "(",    ")",       "1494",  "fiscal",    "ended", "Q3",    "full",  "year"};
  constexpr std::size_t kCount = sizeof kWords / sizeof *kWords;
  std::uint32_t state = 20220909;  // seed of a linear congruential generator
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525U + 1013904223U;
      text += kWords[(state >> 8U) % kCount];
      text += ' ';
    }
    SCOPED_TRACE(text);
    TokenIndex end;
    for (const TimeExpression& time : Builder(text, round % 2 == 0 ? kFriday : "").Read().times) {
      ASSERT_LE(end, time.first);
      ASSERT_LT(time.first, time.end);
      end = time.end;
      ASSERT_FALSE(time.value.empty());
      if (time.interval && time.interval->is_bounded()) {
        ASSERT_LT(*time.interval->begin, *time.interval->end);
      }
    }
  }
}

// Every rule of the table names the section of the guideline that it implements.
TEST(Times, EveryRuleCitesASectionOfTheGuideline) {
  const char* root = std::getenv("DATELINE_SOURCE");
  if (root == nullptr) GTEST_SKIP() << "DATELINE_SOURCE is not set";
  std::ifstream file(std::string(root) + "/docs/guidelines/times.md");
  const std::string guideline((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
  ASSERT_FALSE(guideline.empty());
  const auto table = model::Resource("data/times/patterns.en.tsv");
  ASSERT_TRUE(table.ok());
  const auto rows = io::ParseTable(*table, 4, "patterns");
  ASSERT_TRUE(rows.ok());
  for (const io::TableRow& row : *rows) {
    if (row[1] == "=") continue;
    const std::string section(row[3].substr(0, row[3].find(' ')));
    EXPECT_TRUE(section.substr(0, 2) == "§" &&
                guideline.find("## " + section + " ") != std::string::npos)
        << "line " << row.line << " cites \"" << section << "\"";
  }
}

}  // namespace
}  // namespace dateline::times
