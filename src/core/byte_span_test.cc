#include "dateline/byte_span.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(ByteSpan, InReturnsBytesBetweenBeginAndEnd) {
  EXPECT_EQ(ByteSpan::FromSizes(2, 5).In("0123456"), "234");
}

TEST(ByteSpan, SpansThatTouchDoNotOverlap) {
  EXPECT_FALSE(ByteSpan::FromSizes(0, 3).Overlaps(ByteSpan::FromSizes(3, 5)));
  EXPECT_TRUE(ByteSpan::FromSizes(0, 4).Overlaps(ByteSpan::FromSizes(3, 5)));
}

TEST(ByteSpan, CoverHoldsBoth) {
  EXPECT_EQ(ByteSpan::FromSizes(4, 6).Cover(ByteSpan::FromSizes(1, 2)), ByteSpan::FromSizes(1, 6));
}

}  // namespace
}  // namespace dateline
