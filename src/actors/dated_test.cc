#include "actors/dated.h"

#include <gtest/gtest.h>

namespace dateline::actors {
namespace {

DayInterval Days(std::string_view from, std::string_view to) {
  return ParseValidity(from, to).value();
}

KnownName Meaning(std::string_view side, std::string_view from, std::string_view to) {
  KnownName meaning;
  meaning.name = "Guard";
  meaning.actor = meaning.side = side;
  meaning.valid = Days(from, to);
  return meaning;
}

TEST(Validity, CountsTheLastDayOfAYearOrMonth) {
  EXPECT_EQ(Days("2014", "2016-02").begin, Day::FromCivil(2014, 1, 1));
  EXPECT_EQ(Days("2014", "2016-02").end, Day::FromCivil(2016, 3, 1));
  EXPECT_EQ(Days("", "2016-02-05").end, Day::FromCivil(2016, 2, 6));
  EXPECT_EQ(Days("9999-12", "").begin, Day::FromCivil(9999, 12, 1));
  EXPECT_FALSE(ParseValidity("2014-5", "").ok());
  EXPECT_FALSE(ParseValidity("yesterday", "").ok());
  EXPECT_FALSE(ParseValidity("2016", "2015").ok());
}

TEST(DatedName, MeansWhatIsValidOnTheDay) {
  DatedName name;
  name.Add(Meaning("A", "2012", "2016"));
  name.Add(Meaning("B", "2017", "2018"));
  EXPECT_EQ(name.On(Day::FromCivil(2011, 12, 31)), nullptr);
  EXPECT_EQ(name.On(Day::FromCivil(2016, 12, 31))->side, "A");
  EXPECT_EQ(name.On(Day::FromCivil(2017, 1, 1))->side, "B");
  EXPECT_EQ(name.On(Day::FromCivil(2030, 1, 1))->side, "B");
}

TEST(DatedName, MeansWithoutADayWhatAllMeaningsAgreeOn) {
  DatedName name;
  name.Add(Meaning("A", "2012", "2016"));
  EXPECT_EQ(name.On({})->side, "A");
  name.Add(Meaning("B", "2017", ""));
  EXPECT_EQ(name.On({})->side, "");
  EXPECT_EQ(name.On({})->name, "Guard");
}

TEST(DatedName, KeepsTheUpperOfTwoMeaningsForOneDay) {
  DatedName name;
  name.Add(Meaning("A", "", ""));
  name.Add(Meaning("B", "2017", ""));
  EXPECT_EQ(name.On(Day::FromCivil(2020, 1, 1))->side, "A");
  EXPECT_EQ(name.On({})->side, "A");
}

TEST(Offices, AreOfWhoeverHoldsThemOnTheDay) {
  Offices offices;
  offices.Add({"Ana Perera", "LK", SourceKind::kOfficial, Days("2010", "2014")});
  offices.Add({"Ravi Perera", "IN", SourceKind::kOfficial, Days("2014", "2018")});
  EXPECT_EQ(offices.On(Day::FromCivil(2012, 1, 1))->side, "LK");
  EXPECT_EQ(offices.On(Day::FromCivil(2014, 6, 1)), nullptr);
  EXPECT_EQ(offices.On(Day::FromCivil(2019, 1, 1)), nullptr);
  EXPECT_EQ(offices.On({}), nullptr);
}

}  // namespace
}  // namespace dateline::actors
