#include "places/calibration.h"

#include <gtest/gtest.h>

namespace dateline::places {
namespace {

TEST(Calibration, IsLinearBetweenItsPointsAndFlatOutside) {
  const Calibration calibration({{0.2, 0.4}, {0.6, 0.8}, {0.9, 0.9}});
  EXPECT_DOUBLE_EQ(calibration.Of(0.0), 0.4);
  EXPECT_DOUBLE_EQ(calibration.Of(0.4), 0.6);
  EXPECT_DOUBLE_EQ(calibration.Of(0.6), 0.8);
  EXPECT_DOUBLE_EQ(calibration.Of(1.0), 0.9);
}

TEST(Calibration, WithoutPointsTheScoreStands) { EXPECT_DOUBLE_EQ(Calibration().Of(0.37), 0.37); }

TEST(Calibration, TheTableOfThisBuildRises) {
  const auto calibration = Calibration::Load();
  ASSERT_TRUE(calibration.ok()) << calibration.error().ToString();
  double last = -1;
  for (double score = 0; score <= 1; score += 0.01) {
    const double share = calibration->Of(score);
    EXPECT_GE(share, last);
    EXPECT_LE(share, 1);
    last = share;
  }
}

}  // namespace
}  // namespace dateline::places
