#include "text/enum_names.h"

#include <gtest/gtest.h>

namespace dateline::text {
namespace {

TEST(EnumNames, EveryNameLeadsBackToItsEnumerator) {
  for (int i = 0; i <= static_cast<int>(Deprel::kDep); ++i) {
    const auto relation = static_cast<Deprel>(i);
    EXPECT_EQ(FromName<Deprel>(NameOf(relation)), relation);
  }
  EXPECT_EQ(NameOf(Deprel::kAdvclRelcl), "advcl:relcl");
  EXPECT_EQ(NameOf(Upos::kPropn), "PROPN");
  EXPECT_EQ(NameOf(EntityType::kNationality), "NORP");
}

TEST(EnumNames, AnUnknownNameIsNoEnumerator) { EXPECT_FALSE(FromName<Realis>("true").has_value()); }

}  // namespace
}  // namespace dateline::text
