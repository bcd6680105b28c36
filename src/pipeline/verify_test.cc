#include "pipeline/verify.h"

#include <gtest/gtest.h>

namespace dateline::pipeline {
namespace {

// "Ünder fire." as one block, one sentence, three tokens.
Reading SmallReading() {
  Reading r;
  r.text = "Ünder fire.";
  r.blocks.Add({BlockKind::kParagraph, ByteSpan::FromSizes(0, 12)});
  r.sentences.Add({ByteSpan::FromSizes(0, 12), BlockIndex(0), TokenIndex(0), TokenIndex(3)});
  r.tokens.Add({ByteSpan::FromSizes(0, 6), SentenceIndex(0)});
  r.tokens.Add({ByteSpan::FromSizes(7, 11), SentenceIndex(0)});
  r.tokens.Add({ByteSpan::FromSizes(11, 12), SentenceIndex(0)});
  return r;
}

std::string MessageFor(const Reading& reading) {
  const Status status = Verify(reading, "structure");
  return status.ok() ? "" : status.error().message;
}

TEST(Verify, AcceptsASoundReading) { EXPECT_EQ(MessageFor(SmallReading()), ""); }

TEST(Verify, NamesASpanThatCutsACodePoint) {
  Reading r = SmallReading();
  r.tokens[TokenIndex(0)].span = ByteSpan::FromSizes(1, 6);
  EXPECT_EQ(MessageFor(r),
            "stage structure broke its contract: token 0 has a span that cuts a code point; please "
            "report this "
            "with the document");
}

TEST(Verify, NamesASpanOutsideTheText) {
  Reading r = SmallReading();
  r.mentions.Add({ByteSpan::FromSizes(7, 40),
                  TokenIndex(1),
                  TokenIndex(2),
                  EntityType::kPerson,
                  MentionKind::kName,
                  {}});
  EXPECT_NE(MessageFor(r).find("mention 0 has a span outside the text"), std::string::npos);
}

TEST(Verify, RefusesTokensOutOfOrder) {
  Reading r = SmallReading();
  std::swap(r.tokens[TokenIndex(0)], r.tokens[TokenIndex(1)]);
  EXPECT_NE(MessageFor(r).find("out of order"), std::string::npos);
}

TEST(Verify, RefusesAReferenceToNothing) {
  Reading r = SmallReading();
  Claim claim;
  claim.locations.push_back(LocationIndex(3));
  r.claims.Add(claim);
  EXPECT_NE(MessageFor(r).find("claim 0 refers to an element that does not exist"),
            std::string::npos);
}

TEST(Verify, RefusesALayerOfWordsUnlikeTheTokens) {
  Reading r = SmallReading();
  r.words.resize(2);
  EXPECT_NE(MessageFor(r).find("unlike the tokens"), std::string::npos);
}

}  // namespace
}  // namespace dateline::pipeline
