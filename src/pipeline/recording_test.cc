#include "pipeline/recording.h"

#include <gtest/gtest.h>

namespace dateline::pipeline {
namespace {

// "Izium was shelled." with one claim at a place of this precision.
Reading ReadingAt(Precision precision) {
  Reading r;
  r.document.id = "sha256:00";
  r.text = "Izium was shelled.";
  r.blocks.Add({BlockKind::kParagraph, ByteSpan::FromSizes(0, 18)});
  r.sentences.Add({ByteSpan::FromSizes(0, 18), BlockIndex(0), TokenIndex(0), TokenIndex(4)});
  Place place;
  place.span = ByteSpan::FromSizes(0, 5);
  place.name = "Izium";
  place.gazetteer = "geonames:707753";
  place.point = LatLng{49.2, 37.3};
  Location location;
  location.span = place.span;
  location.places = {r.places.Add(place)};
  location.precision = precision;
  Claim claim;
  claim.type = "strike.shelling";
  claim.trigger = ByteSpan::FromSizes(10, 17);
  claim.sentence = SentenceIndex(0);
  claim.support = ByteSpan::FromSizes(0, 18);
  claim.locations = {r.locations.Add(location)};
  r.claims.Add(claim);
  return r;
}

TEST(ClaimRecordsOf, KeepsTheWordsOfTriggerAndSentence) {
  const auto records = ClaimRecordsOf(ReadingAt(Precision::kSettlement));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].trigger_words, "shelled");
  EXPECT_EQ(records[0].sentence_words, "Izium was shelled.");
  EXPECT_EQ(records[0].source_name, "");
  EXPECT_EQ(records[0].source_kind, "outlet");
}

TEST(ClaimRecordsOf, GivesAPointToASettlementAndNoneToAnArea) {
  EXPECT_TRUE(ClaimRecordsOf(ReadingAt(Precision::kSettlement))[0].places[0].lat);
  for (const Precision area : {Precision::kDistrict, Precision::kRegion, Precision::kCountry})
    EXPECT_FALSE(ClaimRecordsOf(ReadingAt(area))[0].places[0].lat);
}

TEST(ClaimRecordsOf, TheSameClaimHasTheSameIdAndTwoOfOneTriggerHaveTwo) {
  Reading reading = ReadingAt(Precision::kSettlement);
  const std::string id = ClaimRecordsOf(reading)[0].id;
  EXPECT_EQ(id.size(), 14u);
  EXPECT_EQ(ClaimRecordsOf(ReadingAt(Precision::kRegion))[0].id, id)
      << "the place is no part of it";
  reading.claims.Add(reading.claims[ClaimIndex(0)]);
  const auto twice = ClaimRecordsOf(reading);
  EXPECT_EQ(twice[0].id, id);
  EXPECT_NE(twice[1].id, id);
  reading.document.id = "sha256:01";
  EXPECT_NE(ClaimRecordsOf(reading)[0].id, id);
}

TEST(ClaimRecordsOf, APlaceThatNoGazetteerKnowsIsKeptByItsName) {
  Reading reading = ReadingAt(Precision::kSettlement);
  reading.places[PlaceIndex(0)].gazetteer.clear();
  reading.places[PlaceIndex(0)].name = "Ízium  Town";
  EXPECT_EQ(ClaimRecordsOf(reading)[0].places[0].key, "name:izium town");
}

}  // namespace
}  // namespace dateline::pipeline
