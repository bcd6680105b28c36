// Reviews and retractions as records, and claims with their corrections.
#include "record/act_record.h"

#include <gtest/gtest.h>

#include "record/correction.h"

namespace dateline::record {
namespace {

TEST(ReviewRecord, ReadsWhatItWrote) {
  ReviewRecord review;
  review.action = ReviewAction::kMerge;
  review.claim = "c-1";
  review.document = "sha256:1";
  review.author = "Reviewer \"A\"";
  review.others = {"c-2", "c-3"};
  review.corrections = {{"realis", "denied"}};
  const auto read = ReviewFromJson(ToJson(review));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, review);
}

TEST(ReviewRecord, AnUnknownActionIsDamage) {
  EXPECT_EQ(ReviewFromJson(R"({"action":"praise"})").error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(ReviewFromJson("{").error().code, ErrorCode::kCorrupt);
}

TEST(RetractionRecord, ReadsWhatItWrote) {
  RetractionRecord retraction;
  retraction.document = "sha256:1";
  retraction.by = "Example Wire";
  retraction.said = Day::FromCivil(2022, 9, 9);
  retraction.is_lifted = true;
  const auto read = RetractionFromJson(ToJson(retraction));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, retraction);
}

ClaimRecord Claim() {
  ClaimRecord claim;
  claim.type = "strike.shelling";
  claim.realis = "asserted";
  claim.source_name = "Ivan Petrenko";
  claim.source_words = "he";
  claim.source_span = ByteSpan::FromSizes(0, 2);
  claim.quantity = Quantity{3.0, 3.0, "person"};
  claim.roles = {{"agent", "the army", "RU", ByteSpan::FromSizes(0, 3)}};
  return claim;
}

ClaimRecord With(const std::string& field, const std::string& value) {
  auto corrected = Corrected(Claim(), {{field, value}});
  EXPECT_TRUE(corrected.ok()) << corrected.error().message;
  return corrected.ok() ? *corrected : Claim();
}

TEST(Corrected, SetsSlotsAndDropsTheWordsThatTheyRestedOn) {
  EXPECT_EQ(With("realis", "denied").realis, "denied");
  const ClaimRecord named = With("source_name", "Olena Petrenko");
  EXPECT_EQ(named.source_name, "Olena Petrenko");
  EXPECT_EQ(named.source_words, "");
  EXPECT_FALSE(named.source_span);
  EXPECT_EQ(With("agent_side", "UA").roles[0].side, "UA");
  EXPECT_EQ(With("target", "a depot").roles[1].name, "a depot");
  EXPECT_TRUE(With("agent", "").roles.empty());
}

TEST(Corrected, ReadsDaysAndCountsAsIntervals) {
  const Day eighth = Day::FromCivil(2022, 9, 8);
  EXPECT_EQ(*With("happened", "2022-09-08").happened, DayInterval::Single(eighth));
  EXPECT_EQ(*With("happened", "2022-09-08/2022-09-10").happened->end, eighth.Plus(3));
  EXPECT_FALSE(With("happened", "/2022-09-10").happened->begin);
  EXPECT_FALSE(With("happened", "").happened);
  EXPECT_EQ(*With("quantity", "15..").quantity, (Quantity{15.0, std::nullopt, "person"}));
  EXPECT_EQ(*With("quantity", "..20").quantity, (Quantity{std::nullopt, 20.0, "person"}));
  EXPECT_FALSE(With("quantity", "").quantity);
}

TEST(Corrected, TakesPlacesAsRecordsHaveThem) {
  std::vector<PlaceRecord> places(1);
  places[0].key = "geonames:1";
  places[0].name = "Oakford";
  EXPECT_EQ(With("places", ToJson(places)).places, places);
  EXPECT_TRUE(With("places", "").places.empty());
}

TEST(Corrected, SaysWhatItExpectedInstead) {
  const std::pair<Correction, const char*> kWrong[] = {
      {{"colour", "red"}, "found the field \"colour\""},
      {{"realis", "true"}, "expected one of asserted, denied"},
      {{"type", ""}, "a type of the ontology"},
      {{"happened", "2022-09-31"}, "a day such as"},
      {{"happened", "2022-09-10/2022-09-08"}, "a day such as"},
      {{"happened", "/"}, "a day such as"},
      {{"quantity", "many"}, "a count such as"},
      {{"quantity", "20..15"}, "a count such as"},
      {{"quantity", ".."}, "a count such as"},
      {{"places", "Oakford"}, "a JSON array of places"},
  };
  for (const auto& [correction, words] : kWrong) {
    const auto corrected = Corrected(Claim(), {correction});
    ASSERT_FALSE(corrected.ok()) << correction.field;
    EXPECT_NE(corrected.error().message.find(words), std::string::npos)
        << corrected.error().message;
  }
}

}  // namespace
}  // namespace dateline::record
