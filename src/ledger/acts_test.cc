// Reviews and retractions: what may be recorded, what is given back, and that the chain holds it.
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "ledger/test_ledger.h"

namespace dateline::ledger {
namespace {

using record::ReviewAction;

class ActsTest : public BothStores {
 protected:
  void SetUp() override {
    BothStores::SetUp();
    if (IsSkipped()) return;
    ledger_ = Create();
    Add(ledger_, document_);
  }
  record::ReviewRecord ReviewOf(ReviewAction action) const {
    record::ReviewRecord review;
    review.action = action;
    review.claim = ClaimOf(document_).id;
    review.document = document_.id;
    review.author = "Reviewer";
    review.reason = "read aloud";
    return review;
  }

  Ledger ledger_;
  record::DocumentRecord document_ = DocumentOf("Shelling went on.");
};

INSTANTIATE_TEST_SUITE_P(Stores, ActsTest, testing::Values(Dialect::kSqlite, Dialect::kPostgres),
                         NameOfStore);

TEST_P(ActsTest, AReviewIsGivenBackInTheOrderOfTheChain) {
  auto correction = ReviewOf(ReviewAction::kCorrect);
  correction.corrections = {{"realis", "denied"}};
  ASSERT_TRUE(ledger_.Review(ReviewOf(ReviewAction::kConfirm), kNow).ok());
  const auto head = ledger_.Review(correction, kNow + 1);
  ASSERT_TRUE(head.ok()) << head.error().message;
  const auto reviews = ledger_.Reviews(std::nullopt).value();
  ASSERT_EQ(reviews.size(), 2u);
  EXPECT_EQ(reviews[0].review, ReviewOf(ReviewAction::kConfirm));
  EXPECT_EQ(reviews[1].review, correction);
  EXPECT_EQ(reviews[1].entry, head->number);
  EXPECT_EQ(reviews[1].entry_hash, head->hash);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(ActsTest, AReviewIsKnownFromTheDayOnWhichItWasRecorded) {
  ASSERT_TRUE(ledger_.Review(ReviewOf(ReviewAction::kConfirm), kNow).ok());
  EXPECT_TRUE(ledger_.Reviews(Day::FromCivil(2022, 9, 9)).value().empty());
  EXPECT_EQ(ledger_.Reviews(Day::FromCivil(2022, 9, 10)).value().size(), 1u);
}

TEST_P(ActsTest, ACorrectionThatFitsNoSlotIsRefusedAndNothingIsRecorded) {
  const Head before = ledger_.LastEntry().value();
  auto review = ReviewOf(ReviewAction::kCorrect);
  review.corrections = {{"colour", "red"}};
  const auto done = ledger_.Review(review, kNow);
  ASSERT_FALSE(done.ok());
  EXPECT_NE(done.error().message.find("found the field \"colour\""), std::string::npos);
  EXPECT_EQ(ledger_.LastEntry().value().hash, before.hash);
}

TEST_P(ActsTest, WhatIsNotThereCannotBeReviewedOrRetracted) {
  auto review = ReviewOf(ReviewAction::kConfirm);
  review.claim = "c-000000000000";
  EXPECT_EQ(ledger_.Review(review, kNow).error().code, ErrorCode::kNotFound);
  review = ReviewOf(ReviewAction::kMerge);
  review.others = {"c-000000000000"};
  EXPECT_EQ(ledger_.Review(review, kNow).error().code, ErrorCode::kNotFound);
  record::RetractionRecord retraction;
  retraction.document = "sha256:00";
  EXPECT_EQ(ledger_.Retract(retraction, kNow).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ledger_.LastEntry().value().number, 3);
}

TEST_P(ActsTest, ARetractionIsKnownFromTheDayOnWhichTheOutletSaidSo) {
  record::RetractionRecord retraction;
  retraction.document = document_.id;
  retraction.by = "Example Wire";
  retraction.reason = "wrong town";
  retraction.said = Day::FromCivil(2022, 9, 9);
  ASSERT_TRUE(ledger_.Retract(retraction, kNow).ok());
  auto lifted = retraction;
  lifted.is_lifted = true;
  lifted.said.reset();
  ASSERT_TRUE(ledger_.Retract(lifted, kNow).ok());
  const auto early = ledger_.Retractions(Day::FromCivil(2022, 9, 9)).value();
  ASSERT_EQ(early.size(), 1u);
  EXPECT_EQ(early[0].retraction, retraction);
  EXPECT_EQ(ledger_.Retractions(std::nullopt).value().back().retraction, lifted);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(ActsTest, CheckFindsAChangedAndATakenOutAct) {
  ASSERT_TRUE(ledger_.Review(ReviewOf(ReviewAction::kConfirm), kNow).ok());
  TakeGuardsOff();
  Sql("UPDATE acts SET record = replace(record, 'confirm', 'reject')");
  EXPECT_NE(AllFindings().find("was changed after"), std::string::npos) << AllFindings();
  Sql("DELETE FROM acts");
  EXPECT_NE(AllFindings().find("was taken out"), std::string::npos) << AllFindings();
}

}  // namespace
}  // namespace dateline::ledger
