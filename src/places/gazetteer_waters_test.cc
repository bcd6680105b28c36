#include "places/gazetteer_waters.h"

#include <gtest/gtest.h>

namespace dateline::places {
namespace {

// Two pieces of one river from west to east, the second the other way round; a tributary from the
// north; a lake.
constexpr const char* kMap = R"({"type":"Topology",
  "transform":{"scale":[0.1,0.1],"translate":[30,50]},
  "arcs":[[[0,0],[5,1],[5,0]],[[20,1],[-5,0],[-5,0]],[[5,20],[0,-10],[0,-9]],
          [[40,0],[5,0],[0,5],[-5,0],[0,-5]]],
  "objects":{"rivers":{"type":"GeometryCollection","geometries":[
    {"type":"LineString","arcs":[0]},{"type":"MultiLineString","arcs":[[1]]},
    {"type":"LineString","arcs":[2]}]},
   "lakes":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[3]]}]}}})";

Waters Map() { return Waters::Parse(kMap, "map").value(); }

TEST(Waters, FollowsTheLinesAlongASketchInItsDirection) {
  const Ring course = Map().CourseAlong({{50.1, 30}, {50.1, 32}});
  ASSERT_EQ(course.size(), 6u);
  EXPECT_DOUBLE_EQ(course.front().lng, 30);
  EXPECT_DOUBLE_EQ(course.back().lng, 32);
  for (const LatLng& point : course) EXPECT_LT(point.lat, 50.2);
}

TEST(Waters, TheSketchStandsInWhereTheSourceHasNothing) {
  const Ring course = Map().CourseAlong({{50.1, 30}, {50.1, 32}, {50.1, 34}, {50.1, 36}});
  ASSERT_FALSE(course.empty());
  EXPECT_DOUBLE_EQ(course.back().lng, 36);
}

TEST(Waters, NothingIsFoundFarFromEveryLine) {
  EXPECT_TRUE(Map().CourseAlong({{10, 10}, {10, 12}}).empty());
  EXPECT_TRUE(Map().CourseAlong({{10, 10}}).empty());
}

TEST(Waters, ALakeIsTheOneOfThatSizeAboutThePoint) {
  EXPECT_EQ(Map().LakeAt({50.2, 34.2}, 20).size(), 5u);
  EXPECT_TRUE(Map().LakeAt({50.2, 34.2}, 500).empty());
  EXPECT_TRUE(Map().LakeAt({40, 34.2}, 20).empty());
}

TEST(Waters, BrokenMapsAreRefused) {
  for (const char* bad : {"", "{}", R"({"arcs":[]})", R"({"arcs":[[[1]]],"objects":{}})",
                          R"({"arcs":[],"objects":{"rivers":{"geometries":[
                             {"type":"LineString","arcs":[7]}]},"lakes":{"geometries":[]}}})"})
    EXPECT_FALSE(Waters::Parse(bad, "map").ok()) << bad;
}

}  // namespace
}  // namespace dateline::places
