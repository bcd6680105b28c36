#include "unicode/fold.h"

#include <gtest/gtest.h>

namespace dateline::unicode {
namespace {

TEST(FoldName, TakesAwayCaseMarksAndTypography) {
  EXPECT_EQ(FoldName("Saint-Étienne"), "saint etienne");
  EXPECT_EQ(FoldName("Kam’yanka"), "kam'yanka");
  EXPECT_EQ(FoldName("Kramatorsʼk"), "kramators'k");
  EXPECT_EQ(FoldName("ХАРКІВ"), FoldName("Харків"));
  EXPECT_EQ(FoldName("  New   York "), "new york");
}

TEST(FoldName, IsIdempotent) {
  for (const char* name : {"Straße", "Đà Nẵng", "Купʼянськ", "العراق", "Ивано-Франковск", "ﬁ"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(FoldName(FoldName(name)), FoldName(name));
  }
}

}  // namespace
}  // namespace dateline::unicode
