#include "publish/whereabouts.h"

#include <gtest/gtest.h>

namespace dateline::publish {
namespace {

// Two countries side by side, each of a northern and a southern division.
Whereabouts Chessboard(double lat, double lng) {
  if (lng < 0) return {"XA", lat < 50 ? "Southland" : "Northland", "Oakshire"};
  return {"XB", lat < 50 ? "Lowland" : "Highland", "Elmshire"};
}

ExportRow RowAt(double lat, double lng) {
  ExportRow row;
  record::PlaceRecord& place = row.claim.places.emplace_back();
  place.key = "name:oakford";
  place.name = "Oakford";
  place.precision = "settlement";
  place.lat = lat;
  place.lng = lng;
  return row;
}

ExportRow RowIn(const std::string& geometry) {
  ExportRow row = RowAt(0, 0);
  row.claim.places[0].lat.reset();
  row.claim.places[0].lng.reset();
  row.claim.places[0].precision = "district";
  row.claim.places[0].geometry = geometry;
  return row;
}

constexpr const char* kInOne =
    R"({"type":"MultiPolygon","coordinates":[[[[-3,51],[-2,51],[-2,52],[-3,51]]]]})";
constexpr const char* kInTwoDivisions =
    R"({"type":"MultiPolygon","coordinates":[[[[-3,49],[-2,51],[-2,52],[-3,49]]]]})";
constexpr const char* kAcrossTheBorder =
    R"({"type":"MultiPolygon","coordinates":[[[[-3,51],[2,51],[2,52],[-3,51]]]]})";

void Fill(ExportRow& row) {
  const Survey survey = &Chessboard;
  WhereaboutsFiller(survey).Fill(row);
}

TEST(WhereaboutsFiller, GivesAPointWhatItLiesIn) {
  ExportRow row = RowAt(51, -2);
  Fill(row);
  EXPECT_EQ(row.claim.places[0].country, "XA");
  EXPECT_EQ(row.claim.places[0].admin1, "Northland");
  EXPECT_EQ(row.Admin2Of(0), "Oakshire");
}

TEST(WhereaboutsFiller, NeverChangesWhatThePlaceSays) {
  ExportRow row = RowAt(51, -2);
  row.claim.places[0].country = "XA";
  row.claim.places[0].admin1 = "Capital District";
  Fill(row);
  EXPECT_EQ(row.claim.places[0].admin1, "Capital District");
  EXPECT_EQ(row.Admin2Of(0), "");
}

TEST(WhereaboutsFiller, AddsNothingWhereTheSurveySaysAnotherCountry) {
  ExportRow row = RowAt(51, -2);
  row.claim.places[0].country = "XB";
  Fill(row);
  EXPECT_EQ(row.claim.places[0].country, "XB");
  EXPECT_EQ(row.claim.places[0].admin1, "");
  EXPECT_EQ(row.Admin2Of(0), "");
}

TEST(WhereaboutsFiller, GivesAnAreaWhatAllOfItLiesInAndNoDistrict) {
  ExportRow row = RowIn(kInOne);
  Fill(row);
  EXPECT_EQ(row.claim.places[0].country, "XA");
  EXPECT_EQ(row.claim.places[0].admin1, "Northland");
  EXPECT_EQ(row.Admin2Of(0), "");
  EXPECT_FALSE(row.claim.places[0].lat);
}

TEST(WhereaboutsFiller, LeavesOutWhatOnlyAPartOfAnAreaLiesIn) {
  ExportRow in_two = RowIn(kInTwoDivisions);
  Fill(in_two);
  EXPECT_EQ(in_two.claim.places[0].country, "XA");
  EXPECT_EQ(in_two.claim.places[0].admin1, "");
  ExportRow across = RowIn(kAcrossTheBorder);
  Fill(across);
  EXPECT_EQ(across.claim.places[0].country, "");
  EXPECT_EQ(across.claim.places[0].admin1, "");
}

TEST(WhereaboutsFiller, NamesADivisionAsItsOwnButNotAPartOfIt) {
  ExportRow whole = RowIn(kInOne);
  whole.claim.places[0].key = "geonames.admin1:XA.01";
  whole.claim.places[0].name = "Northland";
  ExportRow part = whole;
  part.claim.places[0].name = "eastern Northland";
  part.claim.places[0].bearing = "E";
  Fill(whole);
  Fill(part);
  EXPECT_EQ(whole.claim.places[0].admin1, "Northland");
  EXPECT_EQ(part.claim.places[0].admin1, "");
}

TEST(WhereaboutsFiller, LeavesACountryAndAnUnlocatedPlaceAsTheyAre) {
  ExportRow country = RowIn(kInOne);
  country.claim.places[0].precision = "country";
  Fill(country);
  EXPECT_EQ(country.claim.places[0].admin1, "");
  ExportRow nowhere = RowIn("");
  Fill(nowhere);
  EXPECT_EQ(nowhere.claim.places[0].country, "");
}

TEST(WhereaboutsFiller, FillsNothingWithoutASurvey) {
  ExportRow row = RowAt(51, -2);
  const Survey none;
  WhereaboutsFiller(none).Fill(row);
  EXPECT_EQ(row.claim.places[0].country, "");
}

TEST(WhereaboutsFiller, AsksOnceForAPlaceThatComesAgain) {
  int asked = 0;
  const Survey counting = [&](double lat, double lng) {
    ++asked;
    return Chessboard(lat, lng);
  };
  WhereaboutsFiller filler(counting);
  for (int i = 0; i < 3; ++i) {
    ExportRow row = RowAt(51, -2);
    filler.Fill(row);
    EXPECT_EQ(row.Admin2Of(0), "Oakshire");
  }
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace dateline::publish
