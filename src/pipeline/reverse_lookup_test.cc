#include "pipeline/reverse_lookup.h"

#include <gtest/gtest.h>

namespace dateline::pipeline {
namespace {

TEST(ReverseLookup, NamesTheDistrictTheDivisionAndTheCountryOfATown) {
  const auto where = ReverseLookup().At(49.7084, 37.6149);  // Kupiansk
  EXPECT_EQ(where.country, "UA");
  EXPECT_EQ(where.admin1, "Kharkiv Oblast");
  EXPECT_FALSE(where.admin2.empty());
}

TEST(ReverseLookup, KnowsNoDistrictFarFromSettlements) {
  const auto where = ReverseLookup().At(68.5, 100.0);  // the middle of Siberia
  EXPECT_EQ(where.country, "RU");
  EXPECT_EQ(where.admin2, "");
}

TEST(ReverseLookup, KnowsNothingAtSeaAndOffTheEarth) {
  EXPECT_EQ(ReverseLookup().At(-40, -120).country, "");
  EXPECT_EQ(ReverseLookup().At(200, 500).country, "");
}

}  // namespace
}  // namespace dateline::pipeline
