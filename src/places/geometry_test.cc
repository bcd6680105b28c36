#include "places/geometry.h"

#include <gtest/gtest.h>

namespace dateline::places {
namespace {

constexpr LatLng kKharkiv{49.99, 36.23};

TEST(Geometry, ADegreeOfLatitudeIsAboutAHundredAndElevenKilometres) {
  EXPECT_NEAR(DistanceKm({0, 0}, {1, 0}), 111.2, 0.1);
  EXPECT_NEAR(DistanceKm({60, 0}, {60, 1}), 55.6, 0.1);
  EXPECT_EQ(DistanceKm(kKharkiv, kKharkiv), 0);
}

TEST(Geometry, TravelGoesAsFarAsItSaysAndWhereItSays) {
  for (int azimuth = 0; azimuth < 360; azimuth += 15) {
    EXPECT_NEAR(DistanceKm(kKharkiv, Travel(kKharkiv, azimuth, 50)), 50, 1e-6);
  }
  EXPECT_GT(Travel(kKharkiv, 0, 50).lat, kKharkiv.lat);
  EXPECT_LT(Travel(kKharkiv, 180, 50).lat, kKharkiv.lat);
  EXPECT_GT(Travel(kKharkiv, 90, 50).lng, kKharkiv.lng);
}

TEST(Geometry, TravelStaysOnTheMapAcrossTheDateLine) {
  const LatLng east = Travel({0, 179.9}, 90, 100);
  EXPECT_LE(east.lng, 180);
  EXPECT_LT(east.lng, -179);
}

TEST(Geometry, ACircleHoldsItsCentreAndHasItsArea) {
  const Ring circle = Circle(kKharkiv, 10);
  EXPECT_TRUE(Contains(circle, kKharkiv));
  EXPECT_FALSE(Contains(circle, Travel(kKharkiv, 45, 11)));
  EXPECT_NEAR(RadiusOfArea(Measure(circle).area_km2), 10, 0.2);
  EXPECT_EQ(circle.front().lat, circle.back().lat);
}

TEST(Geometry, ASectorLiesOnItsSide) {
  const Ring west = Sector(kKharkiv, 5, 20, AzimuthOf(Bearing::kW), 45);
  EXPECT_TRUE(Contains(west, Travel(kKharkiv, 270, 10)));
  EXPECT_FALSE(Contains(west, Travel(kKharkiv, 90, 10)));
  EXPECT_FALSE(Contains(west, kKharkiv));
}

TEST(Geometry, AHalfPlaneKeepsTheSideThatIsMeant) {
  const Ring north = HalfPlane(Circle(kKharkiv, 50), kKharkiv, 0);
  EXPECT_TRUE(Contains(north, Travel(kKharkiv, 0, 25)));
  EXPECT_FALSE(Contains(north, Travel(kKharkiv, 180, 25)));
  EXPECT_TRUE(HalfPlane(Circle(kKharkiv, 50), Travel(kKharkiv, 0, 500), 0).empty());
}

TEST(Geometry, SimplifyingMovesNothingFar) {
  Ring ring = Circle(kKharkiv, 100);
  const Ring simple = Simplify(ring, 0.05);
  EXPECT_LT(simple.size(), ring.size());
  EXPECT_NEAR(RadiusOfArea(Measure(simple).area_km2), 100, 8);
  EXPECT_EQ(simple.front().lng, ring.front().lng);
}

TEST(Geometry, EmptyAndFlatRingsHaveNoArea) {
  EXPECT_EQ(Measure({}).area_km2, 0);
  EXPECT_EQ(Measure({{1, 1}, {2, 2}, {3, 3}}).area_km2, 0);
  EXPECT_TRUE(HalfPlane({}, kKharkiv, 0).empty());
}

}  // namespace
}  // namespace dateline::places
