#include "publish/exports.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "publish/profile.h"

namespace dateline::publish {
namespace {

constexpr std::string_view kRules =
    "days_held\t3\twhy\nhold\tstrike.\twhy\nsource_kind\twitness\twhy\nfine\texact\twhy\n"
    "fine\toutskirts\twhy\n";

PublicProfile Public() { return PublicProfile::Parse(kRules, "public.tsv").value(); }

Day On(unsigned day) { return Day::FromCivil(2022, 9, day); }

ExportRow Row() {
  ExportRow row;
  row.claim.id = "c-1";
  row.claim.type = "damage";
  row.claim.realis = "asserted";
  row.claim.source_kind = "official";
  row.claim.source_name = "Ivan Petrenko";
  row.claim.sentence_words = "The bridge was hit, he said.";
  row.publisher = "Example Wire";
  row.published = On(9);
  return row;
}

record::PlaceRecord Settlement() {
  record::PlaceRecord place;
  place.key = "geonames:1";
  place.name = "Oakford";
  place.relation = "in";
  place.precision = "settlement";
  place.radius_km = 2;
  place.lat = -33.4567;
  place.lng = 18.1234;
  return place;
}

record::PlaceRecord Region() {
  record::PlaceRecord place;
  place.name = "Northland";
  place.precision = "region";
  place.geometry = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})";
  return place;
}

TEST(ToGeoJson, KeepsWhatHasNoPlaceWithoutGeometry) {
  const std::string json = ToGeoJson({Row()});
  EXPECT_NE(json.find(R"("id":"c-1","geometry":null)"), std::string::npos) << json;
}

TEST(ToGeoJson, DrawsASettlementAsAPointWithLongitudeFirst) {
  ExportRow row = Row();
  row.claim.places.push_back(Settlement());
  EXPECT_NE(
      ToGeoJson({row}).find(R"("geometry":{"type":"Point","coordinates":[18.1234,-33.4567]})"),
      std::string::npos);
}

TEST(ToGeoJson, DrawsARegionAsAnAreaAndOneWithoutOutlineNotAtAll) {
  ExportRow row = Row();
  row.claim.places.push_back(Region());
  EXPECT_NE(ToGeoJson({row}).find(R"("geometry":{"type":"Polygon")"), std::string::npos);
  row.claim.places[0].geometry.clear();
  EXPECT_NE(ToGeoJson({row}).find(R"("geometry":null)"), std::string::npos);
}

TEST(ToGeoJson, DrawsTheOneGeometryOfTwoPlacesOnce) {
  ExportRow row = Row();
  row.claim.places = {Region(), Region()};
  EXPECT_EQ(ToGeoJson({row}).find("GeometryCollection"), std::string::npos);
  row.claim.places[1] = Settlement();
  EXPECT_NE(ToGeoJson({row}).find("GeometryCollection"), std::string::npos);
}

TEST(ToCsv, HasAHeadAndARowAPlace) {
  ExportRow row = Row();
  row.claim.places = {Settlement(), Region()};
  const std::string csv = ToCsv({row, Row()});
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4);
  EXPECT_EQ(csv.substr(0, 11), "claim,says,");
}

TEST(ToCsv, EveryRowHasTheColumnsOfTheHead) {
  ExportRow row = Row();
  row.claim.sentence_words = "plain";
  const std::string csv = ToCsv({row});
  const std::size_t head = csv.find('\n');
  EXPECT_EQ(std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(head), ','),
            std::count(csv.begin() + static_cast<std::ptrdiff_t>(head), csv.end(), ','));
}

TEST(ToCsv, NoCellRunsAsAFormulaAndNumbersKeepTheirSign) {
  ExportRow row = Row();
  row.claim.places.push_back(Settlement());
  row.title = "=HYPERLINK(\"http://example.org\")";
  row.publisher = "@wire";
  const std::string csv = ToCsv({row});
  EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"http"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",'@wire,"), std::string::npos);
  EXPECT_NE(csv.find(",-33.4567,18.1234,"), std::string::npos);
}

TEST(ToCsv, TheExactDialectLeavesTextsAsTheyAre) {
  ExportRow row = Row();
  row.title = "=1+1";
  EXPECT_NE(ToCsv({row}, CsvDialect::kExact).find(",=1+1,"), std::string::npos);
  EXPECT_NE(ToCsv({row}, CsvDialect::kSpreadsheet).find(",'=1+1,"), std::string::npos);
}

TEST(ToJsonLines, GivesEachRecordAsTheLedgerKeepsIt) {
  const std::string lines = ToJsonLines({Row(), Row()});
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
  EXPECT_NE(lines.find("\"claim\":" + record::ToJson(Row().claim)), std::string::npos);
}

TEST(ToCsv, QuotesWhatHoldsCommasQuotesOrLines) {
  ExportRow row = Row();
  row.claim.sentence_words = "He said: \"no\",\nand left.";
  EXPECT_NE(ToCsv({row}).find("\"He said: \"\"no\"\",\nand left.\""), std::string::npos);
}

TEST(PublicProfile, HoldsClaimsAboutForcesForThreeDays) {
  ExportRow row = Row();
  row.claim.type = "strike.shelling";
  EXPECT_FALSE(Public().Allowed(row, On(11)));
  EXPECT_TRUE(Public().Allowed(row, On(12)));
  row.claim.happened = DayInterval::Single(On(11));  // happened after it was announced
  EXPECT_FALSE(Public().Allowed(row, On(12)));
  EXPECT_TRUE(Public().Allowed(Row(), On(9))) << "damage is no movement of forces";
}

TEST(PublicProfile, HoldsClaimsAboutForcesWithoutADay) {
  ExportRow row = Row();
  row.claim.type = "strike.shelling";
  row.published.reset();
  EXPECT_FALSE(Public().Allowed(row, On(30)));
}

TEST(PublicProfile, LeavesOutWhoAWitnessIsAndWhatSheSaid) {
  ExportRow row = Row();
  row.claim.source_kind = "witness";
  row.claim.source_name = "Olena P.";
  const auto allowed = Public().Allowed(row, On(30));
  ASSERT_TRUE(allowed);
  for (const std::string& out : {ToGeoJson({*allowed}), ToCsv({*allowed})}) {
    EXPECT_EQ(out.find("Olena"), std::string::npos);
    EXPECT_EQ(out.find("bridge was hit"), std::string::npos);
    EXPECT_NE(out.find("a witness"), std::string::npos);
  }
}

TEST(PublicProfile, ShowsNothingFinerThanASettlement) {
  ExportRow row = Row();
  row.claim.places = {Settlement(), Settlement(), Region()};
  row.claim.places[0].precision = "exact";
  row.claim.places[1].relation = "outskirts";
  row.claim.places[1].bearing = "W";
  row.claim.places[1].geometry = R"({"type":"Point","coordinates":[18.12,-33.45]})";
  const auto allowed = Public().Allowed(row, On(30));
  ASSERT_TRUE(allowed);
  for (int i : {0, 1}) {
    const record::PlaceRecord& place = allowed->claim.places[static_cast<std::size_t>(i)];
    EXPECT_EQ(place.precision, "settlement");
    EXPECT_EQ(place.bearing, "");
    EXPECT_EQ(place.geometry, "");
    EXPECT_GE(place.radius_km, 3.0);
    EXPECT_DOUBLE_EQ(*place.lat, -33.46);
  }
  EXPECT_EQ(allowed->claim.places[2], Region());
}

TEST(PublicProfile, NamesTheLineOfAnUnknownRule) {
  const auto profile = PublicProfile::Parse("hold\tstrike.\twhy\nhide\tall\twhy\n", "public.tsv");
  ASSERT_FALSE(profile.ok());
  EXPECT_NE(profile.error().ToString().find("public.tsv: line 2 has \"hide all\""),
            std::string::npos);
}

}  // namespace
}  // namespace dateline::publish
