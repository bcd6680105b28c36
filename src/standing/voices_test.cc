#include "standing/voices.h"

#include <gtest/gtest.h>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

Voice Of(const std::string& name, const std::string& side, const std::string& kind) {
  record::ClaimRecord claim;
  claim.source_name = name;
  claim.source_side = side;
  claim.source_kind = kind;
  return RealPolicy().voices.Of(claim, "example wire", {"example wire", "sample herald"});
}

std::string Credit(const std::string& text) { return RealPolicy().voices.CreditOf(text); }

TEST(Voices, APersonIsKnownByTheLastNameAndTheSide) {
  EXPECT_EQ(Of("Oleh Syniehubov", "UA", "official").key, Of("Syniehubov", "UA", "official").key);
  EXPECT_NE(Of("Ivan Petrenko", "UA", "official").key, Of("Ivan Petrenko", "RU", "official").key);
  EXPECT_EQ(Of("Oleh Syniehubov", "UA", "official").kind, Voice::Kind::kNamed);
}

TEST(Voices, ABodyIsKnownByItsHeadHoweverItsCountryIsNamed) {
  EXPECT_EQ(Of("Ukraine's General Staff", "UA", "military").key,
            Of("General Staff of Ukraine's armed forces", "UA", "military").key);
  EXPECT_NE(Of("Russia's defence ministry", "RU", "government").key,
            Of("Russia's foreign ministry", "RU", "government").key);
  EXPECT_EQ(Of("Russia's defence ministry", "RU", "government").kind, Voice::Kind::kNamed);
}

TEST(Voices, DescriptorsOfPeopleNameNobody) {
  for (const std::string name : {"Ukrainian officials", "resident", "Russian military bloggers",
                                 "official of the administration", "a senior commander"}) {
    EXPECT_EQ(Of(name, "UA", "official").kind, Voice::Kind::kNameless) << name;
  }
  EXPECT_NE(Of("resident", "", "witness").key, Of("officials", "", "official").key);
}

TEST(Voices, AnOutletThatIsNamedIsThatOutlet) {
  EXPECT_EQ(Of("Sample Herald", "", "organisation").kind, Voice::Kind::kOutlet);
  EXPECT_EQ(Of("", "", "outlet").key, Of("Example Wire", "", "organisation").key);
}

TEST(Voices, ACreditStandsInTheDatelineOrInWords) {
  EXPECT_EQ(Credit("KYIV (Example Wire) — Troops took the town."), "Example Wire");
  EXPECT_EQ(Credit("KYIV, Sept 9 (AFP) - Troops took the town."), "AFP");
  EXPECT_EQ(Credit("They ran!\n\nThis story is based on a report by Example Wire."),
            "Example Wire");
  EXPECT_EQ(Credit("Troops took the town (pictured) on Friday - officials said."), "");
  EXPECT_EQ(Credit("Troops took the town, Example Wire reported."), "");
  EXPECT_EQ(Credit(""), "");
  EXPECT_EQ(Credit("based on a report by"), "");
}

TEST(Voices, HostileTextsAreReadInLinearTime) {
  EXPECT_EQ(Credit(std::string(1000000, '(')), "");
  EXPECT_EQ(Credit(std::string(1000000, 'A')), "");
  std::string many;
  for (int i = 0; i < 50000; ++i) many += "based on a report by ";
  EXPECT_EQ(Credit(many), "");
}

}  // namespace
}  // namespace dateline::standing
