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

// What officials said, what the outlet says of it, and another thing that they said.
Reading WithNote(VerificationKind kind) {
  Reading r = ReadingAt(Precision::kSettlement);
  r.text = "Izium was shelled. Nobody could verify it.";
  r.sentences.Add({ByteSpan::FromSizes(19, 42), BlockIndex(0), TokenIndex(4), TokenIndex(9)});
  Attribution outer, inner;
  const AttributionIndex parent = r.attributions.Add(outer);
  inner.parent = parent;
  r.claims[ClaimIndex(0)].attribution = r.attributions.Add(inner);
  VerificationNote note;
  note.kind = kind;
  note.span = ByteSpan::FromSizes(26, 38);
  note.by.name = "Example Wire";
  if (kind != VerificationKind::kNoComment) note.scope = {parent};
  r.verifications.push_back(note);
  return r;
}

TEST(ClaimRecordsOf, ANoteOnCheckingGoesWithWhatItsScopeHolds) {
  const auto records = ClaimRecordsOf(WithNote(VerificationKind::kUnverified));
  ASSERT_EQ(records[0].checks.size(), 1u);
  EXPECT_EQ(records[0].checks[0],
            (record::CheckRecord{"unverified", "Example Wire", "", "could verify",
                                 ByteSpan::FromSizes(26, 38)}));
  Reading other = WithNote(VerificationKind::kUnverified);
  other.verifications[0].scope.clear();
  EXPECT_TRUE(ClaimRecordsOf(other)[0].checks.empty());
}

TEST(ClaimRecordsOf, SilenceIsToldBesideTheSentenceBeforeItInItsParagraph) {
  Reading reading = WithNote(VerificationKind::kNoComment);
  EXPECT_EQ(ClaimRecordsOf(reading)[0].checks.size(), 1u);
  reading.blocks.Add({BlockKind::kParagraph, ByteSpan::FromSizes(19, 42)});
  reading.sentences[SentenceIndex(1)].block = BlockIndex(1);
  EXPECT_TRUE(ClaimRecordsOf(reading)[0].checks.empty());
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
