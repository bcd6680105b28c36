// Which claims are one happening, how it stands, and what must never change that.
#include "standing/events.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

record::ClaimRecord& Casualty(Record& record, const std::string& source, const std::string& side,
                              double count, const std::string& word = "killed") {
  record.Publish("Outlet " + std::to_string(record.reports().size()), 9);
  auto& claim = record.Say("casualty", "Oakford", source, side);
  claim.trigger_words = word;
  claim.quantity = Quantity{count, count, "person"};
  return OnDay(claim, 9);
}

TEST(EventsOf, ReportsOfOnePlaceAndDayAreOneEvent) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 9);
  record.Publish("Sample Herald", 10);
  OnDay(record.Say("strike.missile", "Oakford", "a resident", "", "witness"), 9);
  EXPECT_EQ(Events(record).size(), 1u);
}

TEST(EventsOf, AnotherDayOrPlaceIsAnotherEvent) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 8);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 9);
  OnDay(record.Say("strike.shelling", "Ashby", "Ivan Petrenko", "UA"), 9);
  EXPECT_EQ(Events(record).size(), 3u);
}

TEST(EventsOf, AReportWithoutADayMeansTheDayOfItOrTheDayBefore) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 9);
  record.Publish("Sample Herald", 10);
  record.Say("strike.shelling", "Oakford", "a resident", "", "witness");
  record.Publish("Sample Herald", 14);
  record.Say("strike.shelling", "Oakford", "a resident", "", "witness");
  EXPECT_EQ(Events(record).size(), 2u);
}

TEST(EventsOf, FireOfTwoSidesThatEachOwnsToIsTwoEvents) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(With(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), "agent", "", "UA"),
        9);
  OnDay(With(record.Say("strike.shelling", "Oakford", "Pyotr Ivanov", "RU"), "agent", "", "RU"), 9);
  EXPECT_EQ(Events(record).size(), 2u);
}

TEST(EventsOf, FireThatEachSideBlamesOnTheOtherIsOneEventWithADisputedAgent) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(With(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), "agent", "", "RU"),
        9);
  OnDay(With(record.Say("strike.shelling", "Oakford", "Pyotr Ivanov", "RU"), "agent", "", "UA"), 9);
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].disputes.size(), 1u);
  EXPECT_EQ(events[0].disputes[0].slot, Slot::kAgent);
  EXPECT_EQ(Standing(record), "disputed");
}

TEST(EventsOf, TwoServicesAreTwoCuts) {
  Record record;
  record.Publish("Example Wire", 9);
  auto& claim = OnDay(record.Say("outage", "Oakford", "Ivan Petrenko", "UA"), 9);
  With(With(claim, "service", "electricity", ""), "service", "water", "");
  EXPECT_EQ(Events(record).size(), 2u);
}

TEST(EventsOf, WithoutAPlaceOnlyCopiesAreJoined) {
  Record record;
  const std::string text = "Shells fell on a town whose name nobody gave, the officials said.";
  for (const std::string outlet : {"Example Wire", "Sample Herald"}) {
    record.Publish(outlet, 9, text);
    OnDay(record.Say("strike.shelling", "", "officials", "UA", "anonymous"), 9);
  }
  record.Publish("Morning Sample", 9);
  OnDay(record.Say("strike.shelling", "", "officials", "UA", "anonymous"), 9);
  EXPECT_EQ(Events(record).size(), 2u);
}

TEST(EventsOf, WhatIsOnlyPlannedIsNoEvent) {
  Record record;
  record.Publish("Example Wire", 9);
  record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA").realis = "planned";
  EXPECT_TRUE(Events(record).empty());
}

TEST(EventsOf, ASuspectedClaimBelongsToItsEventAndAffirmsNothing) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 9);
  OnDay(record.Say("strike.shelling", "Oakford", "a resident", "", "witness"), 9).realis =
      "possible";
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].claims.size(), 2u);
  EXPECT_EQ(events[0].affirming.size(), 1u);
}

TEST(EventsOf, AnEventIsFoundByItsIdAndByItsBeginning) {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 9);
  OnDay(record.Say("strike.shelling", "Ashby", "Ivan Petrenko", "UA"), 9);
  const Index index = record.Built(RealPolicy());
  for (const Event& event : AllEvents(index, kNow)) {
    for (const std::size_t size : {event.id.size(), std::size_t{12}, std::size_t{6}}) {
      const auto found = FindEvents(index, event.id.substr(0, size), kNow);
      EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                              [&](const Event& one) { return one.id == event.id; }));
    }
  }
}

// Two reports of what may be one happening, a place and a day apart.
Record Apart() {
  Record record;
  record.Publish("Example Wire", 9);
  OnDay(record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA"), 8);
  record.Publish("Sample Herald", 9);
  OnDay(record.Say("strike.shelling", "Ashby", "Olha Bondar", "UA"), 9);
  return record;
}

TEST(EventsOf, AReviewerMergesWhatIsOneEvent) {
  Record record = Apart();
  record.Link("c-000000000002", "c-000000000001", 12, false);
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].claims.size(), 2u);
  EXPECT_EQ(Events(record, {kForever, Number(11)}).size(), 2u);
}

TEST(EventsOf, AReviewerSplitsWhatIsNot) {
  Record record;
  for (const std::string name : {"Ivan Petrenko", "Olha Bondar"}) {
    record.Publish("Outlet of " + name, 9);
    OnDay(record.Say("strike.shelling", "Oakford", name, "UA"), 8);
  }
  record.Link("c-000000000002", "c-000000000001", 12, true);
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_NE(events[0].id, events[1].id);
  EXPECT_EQ(Events(record, {kForever, Number(11)}).size(), 1u);
}

TEST(EventsOf, ASplitTakesBackAMerge) {
  Record record = Apart();
  record.Link("c-000000000002", "c-000000000001", 12, false);
  record.Link("c-000000000002", "c-000000000001", 13, true);
  EXPECT_EQ(Events(record).size(), 2u);
}

// --- standing, one rule after the other ---

TEST(StandingOf, OneVoiceIsASingleSourceANamelessOneLessAndTheOutletAloneLeast) {
  Record named, nameless, outlet;
  named.Publish("Example Wire", 9);
  named.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA");
  nameless.Publish("Example Wire", 9);
  nameless.Say("strike.shelling", "Oakford", "officials", "UA", "anonymous");
  outlet.Publish("Example Wire", 9);
  outlet.Say("strike.shelling", "Oakford", "", "");
  EXPECT_EQ(Standing(named), "single-source");
  EXPECT_EQ(Standing(nameless), "anonymous-single-source");
  EXPECT_EQ(Standing(outlet), "narrator-only");
}

TEST(StandingOf, SeveralOfOneSideAreOneSided) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  Gain(record, 8, "Olha Bondar", "UA", "UA");
  EXPECT_EQ(Standing(record), "one-sided");
}

TEST(StandingOf, AnOutsiderWithEyesOfItsOwnCorroborates) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  record.Publish("Example Wire", 8);
  OnDay(With(record.Say("control.gain", "Oakford", "a resident", "", "witness"), "holder_after",
             "UA", "UA"),
        8);
  EXPECT_EQ(Standing(record), "third-party-corroborated");
}

TEST(StandingOf, WhoCitesAnOutletIsNoOutsiderWithEyesOfItsOwn) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  record.Publish("Morning Sample", 8);
  record.Say("verify.cannot", "", "", "");
  record.Publish("Sample Herald", 8);
  auto& cited = record.Say("control.gain", "Oakford", "Morning Sample", "", "organisation");
  OnDay(With(cited, "holder_after", "UA", "UA"), 8);
  EXPECT_EQ(Standing(record), "one-sided");
}

TEST(StandingOf, AHelperOfOneSideIsNoOutsider) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  record.Publish("Example Wire", 8);
  auto& claim = record.Say("control.gain", "Oakford", "US intelligence", "US", "government");
  OnDay(With(claim, "holder_after", "UA", "UA"), 8)
      .evidence.push_back({"satellite", "", "", "", {}});
  EXPECT_EQ(Standing(record), "one-sided");
}

TEST(StandingOf, ALossThatItsOwnSideTellsIsAnAdmission) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  Gain(record, 8, "Pyotr Ivanov", "RU", "UA");
  EXPECT_EQ(Standing(record), "adverse-admission");
}

TEST(StandingOf, PartiesThatAgreeAreCrossSide) {
  Record record;
  record.Publish("Example Wire", 8);
  OnDay(record.Say("outage", "Oakford", "Ivan Petrenko", "UA"), 8);
  record.Publish("Sample Herald", 8);
  OnDay(record.Say("outage", "Oakford", "Pyotr Ivanov", "RU"), 8);
  EXPECT_EQ(Standing(record), "cross-side");
}

TEST(StandingOf, ImagesPlacedByAnOutsiderAreLocated) {
  Record record;
  record.Publish("Example Wire", 8);
  auto& claim = record.Say("control.gain", "Oakford", "Ivan Petrenko", "UA");
  OnDay(With(claim, "holder_after", "UA", "UA"), 8)
      .evidence.push_back({"video", "", "Map Makers", "", {}});
  EXPECT_EQ(Standing(record), "independently-geolocated");
  claim.evidence[0].geolocated_by = "Ivan Petrenko";
  EXPECT_EQ(Standing(record), "single-source");
}

TEST(StandingOf, ADenialOfAnotherSideDisputesAndOneOfTheSameSideDoesNot) {
  Record other, same;
  Gain(other, 8, "Ivan Petrenko", "UA", "UA");
  Gain(other, 8, "Pyotr Ivanov", "RU", "UA");
  other.reports().back().claims.back().realis = "denied";
  Gain(same, 8, "Ivan Petrenko", "UA", "UA");
  Gain(same, 8, "Olha Bondar", "UA", "UA");
  same.reports().back().claims.back().realis = "denied";
  EXPECT_EQ(Standing(other), "disputed");
  EXPECT_EQ(Standing(same), "single-source");
}

TEST(StandingOf, ADenialEndsWhenItsSideAdmits) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  Gain(record, 8, "Pyotr Ivanov", "RU", "UA");
  record.reports().back().claims.back().realis = "denied";
  Gain(record, 9, "Sergei Orlov", "RU", "UA");
  EXPECT_EQ(Standing(record), "adverse-admission");
}

TEST(StandingOf, WhoIsSaidToHoldItStillDisputesTheHolder) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  record.Publish("Outlet", 9);
  OnDay(
      With(record.Say("control.hold", "Oakford", "Pyotr Ivanov", "RU"), "holder_after", "RU", "RU"),
      9);
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].disputes.size(), 1u);
  EXPECT_EQ(events[0].disputes[0].slot, Slot::kHolder);
}

TEST(StandingOf, CountsThatCannotBothBeDisputeTheCountAndNotTheEvent) {
  Record record;
  Casualty(record, "Ivan Petrenko", "UA", 5);
  Casualty(record, "Pyotr Ivanov", "RU", 2);
  const Index index = record.Built(RealPolicy());
  const auto events = AllEvents(index, kNow);
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].disputes.size(), 1u);
  EXPECT_EQ(NameOf(index, events[0].disputes[0]), "killed");
  EXPECT_EQ(events[0].disputes[0].accounts.size(), 2u);
  EXPECT_EQ(events[0].denying.size(), 0u);
}

TEST(StandingOf, CountsOfOtherThingsAndCountsThatOverlapAgree) {
  Record record;
  Casualty(record, "Ivan Petrenko", "UA", 5, "injured");
  Casualty(record, "Pyotr Ivanov", "RU", 2, "killed");
  Casualty(record, "Pyotr Ivanov", "RU", 4, "injured").quantity =
      Quantity{4, std::nullopt, "person"};
  EXPECT_TRUE(Events(record).at(0).disputes.empty());
}

TEST(StandingOf, ACountThatGrowsFromDayToDayIsNoDispute) {
  Record record;
  Casualty(record, "a doctor", "", 5);
  Casualty(record, "a nurse", "", 7);
  record.reports().back().document.published = On(10);
  EXPECT_TRUE(Events(record).at(0).disputes.empty());
}

TEST(StandingOf, WhatOnlyItsWithdrawnSourceSaidIsRetracted) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  record.reports().back().is_withdrawn = true;
  EXPECT_EQ(Standing(record), "retracted");
}

TEST(StandingOf, EvidenceThatAnOutletShowsToBeOfSomethingElseIsDiscounted) {
  Record record;
  record.Publish("Example Wire", 9);
  auto& claim = record.Say("strike.shelling", "Oakford", "Ivan Petrenko", "UA");
  claim.evidence.push_back({"video", "", "", "", {}});
  record.Say("verify.dispute", "", "", "");
  auto& note = record.reports().back().claims.back();
  note.sentence = ByteSpan::FromSizes(20, 30);
  EXPECT_EQ(Standing(record), "discounted");
}

}  // namespace
}  // namespace dateline::standing
