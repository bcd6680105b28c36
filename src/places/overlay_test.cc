#include "places/overlay.h"

#include <gtest/gtest.h>

namespace dateline::places {
namespace {

std::string Feature(const std::string& name, const std::string& geometry) {
  return R"({"type":"Feature","properties":{"name":")" + name + R"("},"geometry":)" + geometry +
         "}";
}
std::string Polygon(const std::string& ring) {
  return R"({"type":"Polygon","coordinates":[[)" + ring + "]]}";
}
Overlay OfFeature(const std::string& feature) {
  return ParseOverlay(R"({"type":"FeatureCollection","features":[)" + feature + "]}", "f").value();
}
std::string FaultOfShape(const std::string& geometry) {
  const Overlay overlay = OfFeature(Feature("A", geometry));
  return overlay.faults.size() == 1 && overlay.places.empty() ? overlay.faults[0].ToString() : "";
}

TEST(Overlay, ReadsATableByTheNamesOfItsColumns) {
  const auto overlay = ParseOverlay(
      "# mine\nlon\tname\tlat\taliases\tpopulation\n36.7\tZaliznychne\t49.8\tOne; Two\t500\n", "t");
  ASSERT_TRUE(overlay.ok());
  ASSERT_EQ(overlay->places.size(), 1u);
  const OverlayPlace& place = overlay->places[0];
  EXPECT_EQ(place.id, "zaliznychne");
  EXPECT_EQ(place.feature, "P.PPL");
  EXPECT_EQ(place.aliases, (std::vector<std::string>{"One", "Two"}));
  EXPECT_DOUBLE_EQ(place.point.lat, 49.8);
  EXPECT_EQ(place.population, 500u);
}

TEST(Overlay, NamesEachBrokenRowAndKeepsTheRest) {
  const auto overlay =
      ParseOverlay("name\tlat\tlon\nA\t91\t0\nB\t1\nC\tx\t0\n\t1\t1\nD\t1\t1\nE\tnan\t1\n", "t");
  ASSERT_TRUE(overlay.ok());
  ASSERT_EQ(overlay->places.size(), 1u);
  EXPECT_EQ(overlay->places[0].name, "D");
  ASSERT_EQ(overlay->faults.size(), 5u);
  EXPECT_EQ(overlay->faults[1].ToString(), "t, row 3: found 2 columns, expected 3");
  EXPECT_EQ(overlay->faults[2].ToString(),
            "t, row 4: the column lat holds \"x\", expected degrees");
  EXPECT_EQ(overlay->faults[3].ToString(), "t, row 5: the place has no name");
}

TEST(Overlay, ATableWithoutItsColumnsIsRefused) {
  EXPECT_FALSE(ParseOverlay("a\tb\n1\t2\n", "t").ok());
  EXPECT_FALSE(ParseOverlay("", "t").ok());
  EXPECT_FALSE(ParseOverlay("{\"features\":1}", "t").ok());
  EXPECT_FALSE(ParseOverlay("{", "t").ok());
}

TEST(Overlay, EqualNamesGetIdsOfTheirOwnAndEqualIdsAreRefused) {
  const auto named = ParseOverlay("name\tlat\tlon\nA\t1\t1\nA\t2\t2\n", "t");
  ASSERT_EQ(named->places.size(), 2u);
  EXPECT_EQ(named->places[1].id, "a-2");
  const auto numbered = ParseOverlay("id\tname\tlat\tlon\n7\tA\t1\t1\n7\tB\t2\t2\n", "t");
  EXPECT_EQ(numbered->places.size(), 1u);
  EXPECT_EQ(numbered->faults.size(), 1u);
}

TEST(Overlay, APolygonHasACentreAndARadius) {
  const Overlay overlay =
      OfFeature(Feature("A", Polygon("[36,49],[37,49],[37,50],[36,50],[36,49]")));
  ASSERT_EQ(overlay.places.size(), 1u);
  EXPECT_EQ(overlay.places[0].feature, "L.AREA");
  EXPECT_NEAR(overlay.places[0].point.lat, 49.5, 0.01);
  EXPECT_NEAR(overlay.places[0].radius_km, 50, 5);
}

TEST(Overlay, SaysWhatIsWrongWithAShape) {
  EXPECT_EQ(FaultOfShape(Polygon("[36,49],[37,50],[37,49],[36,50],[36,49]")),
            "f, feature 1: the shape crosses itself");
  EXPECT_EQ(FaultOfShape(Polygon("[0,0],[4,0],[4,4],[2,-1],[0,4],[0,0]")),
            "f, feature 1: the shape crosses itself");
  EXPECT_EQ(FaultOfShape(Polygon("[179,1],[-179,1],[-179,2],[179,1]")),
            "f, feature 1: the shape crosses the date line; part it there into two (RFC 7946, "
            "3.1.9)");
  EXPECT_EQ(FaultOfShape(Polygon("[0,0],[1,0],[1,1],[0,1]")),
            "f, feature 1: a ring is not closed: its last position is not its first");
  EXPECT_EQ(FaultOfShape(Polygon("[0,0],[1,0],[0,0]")),
            "f, feature 1: a ring has fewer than four positions");
  EXPECT_EQ(FaultOfShape(R"({"type":"Point","coordinates":[200,0]})"),
            "f, feature 1: found the coordinates 0.000000, 200.000000, expected a latitude of at "
            "most 90 and a longitude of at most 180 degrees");
  EXPECT_EQ(FaultOfShape(R"({"type":"Circle","coordinates":[0,0]})"),
            "f, feature 1: found a Circle, expected Point, LineString, Polygon or MultiPolygon");
  EXPECT_NE(FaultOfShape("null"), "");
}

TEST(Overlay, BothPartsOfAShapeAtTheDateLineAreOnePlace) {
  const Overlay overlay = OfFeature(Feature(
      "A", R"({"type":"MultiPolygon","coordinates":[[[[179,1],[180,1],[180,2],[179,2],[179,1]]],)"
           R"([[[-180,1],[-179,1],[-179,2],[-180,2],[-180,1]]]]})"));
  ASSERT_EQ(overlay.places.size(), 1u);
  EXPECT_EQ(overlay.places[0].shape.rings.size(), 2u);
}

}  // namespace
}  // namespace dateline::places
