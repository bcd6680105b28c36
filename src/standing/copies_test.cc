#include "standing/copies.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline::standing {
namespace {

// A text of `count` words that shares no five-gram with one of another seed.
std::string Words(std::size_t count, const std::string& seed) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += seed + std::to_string(i * 7919 % 104729) + " ";
  return text;
}

std::vector<PrintedText> Printed(const std::vector<std::string>& texts) {
  static std::vector<std::string> ids;
  ids.clear();
  std::vector<PrintedText> out;
  for (std::size_t i = 0; i < texts.size(); ++i) ids.push_back("d" + std::to_string(1000 + i));
  for (std::size_t i = 0; i < texts.size(); ++i)
    out.push_back({ids[i], texts[i], {}, static_cast<DayNumber>(i), {}});
  return out;
}

// For each text the first one of its group, as of the last day.
std::vector<std::size_t> Firsts(const std::vector<std::string>& texts) {
  const TimedGroups groups = CopiesOf(Printed(texts));
  std::vector<std::size_t> firsts;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    std::uint32_t first = 0;
    while (groups.GroupOf(first, kForever) != groups.GroupOf(i, kForever)) ++first;
    firsts.push_back(first);
  }
  return firsts;
}

TEST(CopiesOf, TextsWithoutACommonPassageAreTheirOwn) {
  EXPECT_EQ(Firsts({Words(80, "a"), Words(80, "b"), Words(300, "c")}),
            (std::vector<std::size_t>{0, 1, 2}));
}

TEST(CopiesOf, ACopyWithAnotherHeadAndTailBelongsToItsModel) {
  const std::string wire = Words(120, "w");
  EXPECT_EQ(Firsts({"Herald — " + wire, Words(90, "x"), wire + " This story is by a wire."}),
            (std::vector<std::size_t>{0, 1, 0}));
}

TEST(CopiesOf, CaseAndPunctuationDoNotHideACopy) {
  EXPECT_EQ(Firsts({"Troops took the town on Friday, officials said in the capital.",
                    "TROOPS TOOK THE TOWN ON FRIDAY officials said (in the capital)"}),
            (std::vector<std::size_t>{0, 0}));
}

TEST(CopiesOf, AShortExcerptOfALongTextIsACopyWhicheverComesFirst) {
  const std::string wire = Words(900, "w");
  const std::string excerpt = wire.substr(0, wire.find(' ', wire.size() / 6));  // 150 words
  EXPECT_EQ(Firsts({wire, excerpt}), (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(Firsts({excerpt, wire}), (std::vector<std::size_t>{0, 0}));
}

TEST(CopiesOf, AQuotedPassageAloneMakesNoCopy) {
  const std::string passage = Words(20, "p");
  EXPECT_EQ(Firsts({Words(60, "a") + passage, Words(60, "b") + passage}),
            (std::vector<std::size_t>{0, 1}));
}

TEST(CopiesOf, FiveHundredCopiesAreOne) {
  const std::string wire = Words(60, "w");
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) texts.push_back("Outlet" + std::to_string(i) + " " + wire);
  for (const std::size_t first : Firsts(texts)) EXPECT_EQ(first, 0u);
}

TEST(CopiesOf, GroupsDoNotDependOnTheOrder) {
  const std::string wire = Words(120, "w"), other = Words(120, "o");
  const auto forth = Firsts({wire, other, "a " + wire, "b " + other});
  const auto back = Firsts({"b " + other, "a " + wire, other, wire});
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j)
      EXPECT_EQ(forth[i] == forth[j], back[3 - i] == back[3 - j]) << i << " " << j;
  }
}

TEST(CopiesOf, TextsTooShortToCompareAreTheirOwn) {
  EXPECT_EQ(Firsts({"", "", "It was quiet.", "It was quiet."}),
            (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(CopiesOf, ALaterTextJoinsNothingBeforeItIsKnown) {
  const std::string left = Words(100, "l"), right = Words(100, "r");
  const auto groups = CopiesOf(Printed({left, right, left + right}));
  EXPECT_NE(groups.GroupOf(0, 1), groups.GroupOf(1, 1));
  EXPECT_EQ(groups.GroupOf(0, 2), groups.GroupOf(1, 2));
}

TEST(CopiesOf, TheSameTextAWeekLaterIsAnotherReport) {
  const std::string summary = Words(60, "s");
  const std::vector<std::string> printings(3, summary);
  auto texts = Printed(printings);
  texts[0].published = Day::FromCivil(2022, 9, 1);
  texts[1].published = Day::FromCivil(2022, 9, 8);
  texts[2].published = Day::FromCivil(2022, 9, 20);
  const auto groups = CopiesOf(texts);
  EXPECT_EQ(groups.GroupOf(0, kForever), groups.GroupOf(1, kForever));
  EXPECT_NE(groups.GroupOf(0, kForever), groups.GroupOf(2, kForever));
}

TEST(CopiesOf, AnotherVersionOfAPageIsTheSameDocument) {
  const std::vector<std::string> versions = {Words(60, "a"), Words(60, "b")};
  auto texts = Printed(versions);
  texts[1].replaces = 0;
  const auto groups = CopiesOf(texts);
  EXPECT_EQ(groups.GroupOf(0, kForever), groups.GroupOf(1, kForever));
}

}  // namespace
}  // namespace dateline::standing
