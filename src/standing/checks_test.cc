// What a report says about checking: who placed images from outside makes a standing, what could
// not be checked makes none.
#include <gtest/gtest.h>

#include <random>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

record::ClaimRecord& Told(Record& record, const std::string& source = "Ivan Petrenko",
                          const std::string& side = "UA") {
  record.Publish("Example Wire", 8);
  return OnDay(record.Say("strike.shelling", "Oakford", source, side), 8);
}

record::CheckRecord Check(const std::string& kind, const std::string& by,
                          const std::string& side = "") {
  return {kind, by, side, "words", ByteSpan::FromSizes(0, 5)};
}

TEST(Checks, ImagesThatAnOutsiderPlacedAreIndependentlyGeolocated) {
  Record record;
  Told(record).checks = {Check("located", "Map Makers")};
  EXPECT_EQ(Standing(record), "independently-geolocated");
}

TEST(Checks, WhoHasAPartInItPlacesNothingForOthers) {
  for (const auto& [by, side] :
       {std::pair("Ivan Petrenko", ""), std::pair("a ministry", "UA"),
        std::pair("a ministry", "RU"), std::pair("UA", ""), std::pair("", "")}) {
    Record record;
    Told(record).checks = {Check("located", by, side)};
    EXPECT_EQ(Standing(record), "single-source") << by << " of " << side;
  }
}

TEST(Checks, OneOutsiderAmongSeveralCheckersIsEnoughWhateverTheirOrder) {
  for (const bool is_first : {true, false}) {
    Record record;
    auto& claim = Told(record);
    claim.checks = {Check("located", "a ministry", "UA"), Check("located", "Map Makers")};
    if (is_first) std::swap(claim.checks[0], claim.checks[1]);
    EXPECT_EQ(Standing(record), "independently-geolocated");
  }
}

TEST(Checks, WhatWasVerifiedCountsOnlyOfImages) {
  Record words, images;
  Told(words).checks = {Check("verified", "Sample Herald")};
  auto& claim = Told(images);
  claim.checks = {Check("verified", "Sample Herald")};
  claim.evidence.push_back({"video", "", "", "", {}});
  EXPECT_EQ(Standing(words), "single-source");
  EXPECT_EQ(Standing(images), "independently-geolocated");
}

TEST(Checks, WhatCouldNotBeVerifiedMarksTheEvent) {
  Record record;
  Told(record).checks = {Check("unverified", "Example Wire")};
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(events[0].is_unverified);
  EXPECT_TRUE(events[0].disputes.empty());
}

// Notes of any kind but a found place never change how an event stands, whoever wrote them: they
// are no counter-evidence.
TEST(Checks, ANoteThatFindsNothingChangesNoStandingAndDisputesNothing) {
  const std::vector<std::string> kinds = {"unverified", "unproven", "no_comment"};
  const std::vector<std::pair<std::string, std::string>> whose = {
      {"Example Wire", ""}, {"Pyotr Ivanov", "RU"}, {"Ivan Petrenko", "UA"}, {"", ""}};
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    Record record;
    for (std::size_t i = 0; i < 1 + random() % 5; ++i) {
      auto& claim =
          Told(record, random() % 2 ? "Ivan Petrenko" : "Pyotr Ivanov", random() % 2 ? "UA" : "RU");
      With(claim, "agent", "", random() % 2 ? "UA" : "RU");
      if (random() % 3 == 0) claim.realis = "denied";
      if (random() % 3 == 0) claim.evidence.push_back({"video", "", "", "", {}});
    }
    const auto lines = [&] {
      const Index index = record.Built(RealPolicy());
      std::string out;
      for (const Event& event : AllEvents(index, kNow)) {
        out += event.id + " " + std::string(StandingOf(index, event)) + " " +
               std::to_string(event.affirming.size()) + "+" + std::to_string(event.denying.size());
        for (const Dispute& dispute : event.disputes) out += " " + NameOf(index, dispute);
        out += "\n";
      }
      return out;
    };
    const std::string before = lines();
    for (Report& report : record.reports()) {
      for (auto& claim : report.claims) {
        const auto& [by, side] = whose[random() % whose.size()];
        claim.checks.push_back(Check(kinds[random() % kinds.size()], by, side));
      }
    }
    EXPECT_EQ(lines(), before) << "seed " << seed;
  }
}

// Who places an image lifts the standing or leaves it; it never makes a dispute.
TEST(Checks, AFoundPlaceNeverDisputes) {
  for (const std::string by : {"Map Makers", "Ivan Petrenko", "a ministry"}) {
    Record record;
    Told(record).checks = {Check("located", by)};
    EXPECT_TRUE(Events(record).at(0).disputes.empty());
    EXPECT_TRUE(Events(record).at(0).denying.empty());
  }
}

}  // namespace
}  // namespace dateline::standing
