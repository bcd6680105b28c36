#include "places/reverse.h"

#include <gtest/gtest.h>

#include "places/gazetteer_writer.h"

namespace dateline::places {
namespace {

// One country of one division, a square; a town in it, another near its border outside.
Draft DraftOf(const std::string& name, Origin origin, const std::string& country,
              const std::string& feature) {
  Draft draft;
  draft.name = name;
  draft.origin = origin;
  draft.country = country;
  draft.feature = feature;
  return draft;
}

std::string Bytes() {
  const Geometry square{Geometry::Kind::kArea,
                        {{{49, 36}, {49, 38}, {51, 38}, {51, 36}, {49, 36}}}};
  GazetteerWriter writer;
  Draft country = DraftOf("Ukraine", Origin::kCountry, "UA", "APCLI");
  country.code = "UA";
  country.shape = square;
  writer.Add(country);
  Draft division = DraftOf("Kharkiv Oblast", Origin::kGeoNamesAdmin1, "UA", "AADM1");
  division.code = "UA.07";
  division.shape = square;
  writer.Add(division);
  Draft town = DraftOf("Kupiansk", Origin::kGeoNames, "UA", "PPPL");
  town.number = 1;
  town.point = {49.7, 37.6};
  town.admin1 = 1;
  writer.Add(town);
  Draft abroad = DraftOf("Borderton", Origin::kGeoNames, "RU", "PPPL");
  abroad.number = 2;
  abroad.point = {51.005, 37};
  writer.Add(abroad);
  return writer.Finish("test").value();
}

class Reverse : public testing::Test {
 protected:
  Whereabouts At(double lat, double lng) const { return index_.At({lat, lng}); }
  std::string bytes_ = Bytes();
  Gazetteer gazetteer_ = Gazetteer::Open(bytes_).value();
  ReverseIndex index_{gazetteer_};
};

TEST_F(Reverse, FindsTheNearestSettlementAndWhatHoldsThePoint) {
  const Whereabouts where = At(49.71, 37.61);
  EXPECT_EQ(where.settlement, 2u);
  EXPECT_NEAR(where.distance_km, 1.3, 0.1);
  EXPECT_EQ(where.admin1, 1u);
  EXPECT_EQ(where.country, 0u);
}

TEST_F(Reverse, TheOutlineDecidesFarFromAnySettlement) {
  const Whereabouts where = At(50.8, 37.0);  // 23 km from Borderton, which lies outside
  EXPECT_EQ(where.settlement, 3u);
  EXPECT_EQ(where.admin1, 1u);
  EXPECT_EQ(where.country, 0u);
}

TEST_F(Reverse, WithinTheFuzzOfAnOutlineTheSettlementDecides) {
  const Whereabouts where = At(50.995, 37.0);
  EXPECT_EQ(where.settlement, 3u);
  EXPECT_EQ(where.admin1, kNoRecord);
}

TEST_F(Reverse, NothingIsFarOutAtSea) {
  const Whereabouts where = At(-40, -120);
  EXPECT_EQ(where.settlement, kNoRecord);
  EXPECT_EQ(where.country, kNoRecord);
}

TEST_F(Reverse, PolesAndTheDateLineAreNoEdges) {
  for (const double lat : {-90.0, 0.0, 90.0}) {
    for (const double lng : {-180.0, 180.0}) EXPECT_EQ(At(lat, lng).country, kNoRecord);
  }
}

}  // namespace
}  // namespace dateline::places
