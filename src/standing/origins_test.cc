#include "standing/origins.h"

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

std::vector<std::size_t> Origins(const std::vector<std::string>& texts) {
  return OriginsOf(std::vector<std::string_view>(texts.begin(), texts.end()));
}

TEST(OriginsOf, TextsWithoutACommonPassageAreTheirOwnOrigins) {
  EXPECT_EQ(Origins({Words(80, "a"), Words(80, "b"), Words(300, "c")}),
            (std::vector<std::size_t>{0, 1, 2}));
}

TEST(OriginsOf, ACopyWithAnotherHeadAndTailIsOneOriginWithItsModel) {
  const std::string wire = Words(120, "w");
  EXPECT_EQ(Origins({"Herald — " + wire, Words(90, "x"), wire + " This story is by a wire."}),
            (std::vector<std::size_t>{0, 1, 0}));
}

TEST(OriginsOf, CaseAndPunctuationDoNotHideACopy) {
  EXPECT_EQ(Origins({"Troops took the town on Friday, officials said in the capital.",
                     "TROOPS TOOK THE TOWN ON FRIDAY officials said (in the capital)"}),
            (std::vector<std::size_t>{0, 0}));
}

TEST(OriginsOf, AShortExcerptOfALongTextIsACopyWhicheverComesFirst) {
  const std::string wire = Words(900, "w");
  const std::string excerpt = wire.substr(0, wire.find(' ', wire.size() / 6));  // 150 words
  EXPECT_EQ(Origins({wire, excerpt}), (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(Origins({excerpt, wire}), (std::vector<std::size_t>{0, 0}));
}

TEST(OriginsOf, AQuotedPassageAloneMakesNoCopy) {
  const std::string passage = Words(20, "p");
  EXPECT_EQ(Origins({Words(60, "a") + passage, Words(60, "b") + passage}),
            (std::vector<std::size_t>{0, 1}));
}

TEST(OriginsOf, FiveHundredCopiesAreOneOrigin) {
  const std::string wire = Words(60, "w");
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) texts.push_back("Outlet" + std::to_string(i) + " " + wire);
  for (const std::size_t origin : Origins(texts)) EXPECT_EQ(origin, 0u);
}

TEST(OriginsOf, GroupsDoNotDependOnTheOrder) {
  const std::string wire = Words(120, "w"), other = Words(120, "o");
  const auto forth = Origins({wire, other, "a " + wire, "b " + other});
  const auto back = Origins({"b " + other, "a " + wire, other, wire});
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j)
      EXPECT_EQ(forth[i] == forth[j], back[3 - i] == back[3 - j]) << i << " " << j;
  }
}

TEST(OriginsOf, TextsTooShortToCompareAreOriginsOfTheirOwn) {
  EXPECT_EQ(Origins({"", "", "It was quiet.", "It was quiet."}),
            (std::vector<std::size_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace dateline::standing
