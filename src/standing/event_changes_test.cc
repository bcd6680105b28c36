// The history of an event: what was known when, and which claim made the difference.
#include "standing/event_changes.h"

#include <gtest/gtest.h>

#include <random>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

// A line a change: day, standing, slots, what changed, and the claims that did it.
std::string History(const Record& record, Moment moment = kNow) {
  const Index index = record.Built(RealPolicy());
  const auto events = AllEvents(index, moment);
  if (events.size() != 1) return std::to_string(events.size()) + " events";
  std::string out;
  for (const EventChange& change : ChangesOf(index, events[0], moment).changes) {
    out += DayOf(change.day).ToString().substr(8) + " " +
           std::string(StandingOf(index, change.state.rule)) + " " +
           std::to_string(change.state.affirming) + "+" + std::to_string(change.state.denying);
    for (const auto& [slot, values] : change.state.slots) {
      out += " " + slot + "=";
      for (const std::string& value : values) out += (&value == &values[0] ? "" : "|") + value;
    }
    out += ":";
    for (const std::string& what : change.changed) out += " " + what;
    out += " by";
    for (const auto& cause : change.causes) {
      out += " " + std::string(NameOf(cause.kind)) + " " +
             Index::IdOf(index.claim(cause.claim).id).substr(12);
    }
    out += "\n";
  }
  return out;
}

record::ClaimRecord& Killed(Record& record, unsigned day, const std::string& source,
                            const std::string& side, double count) {
  record.Publish("Outlet of " + source, day);
  auto& claim = OnDay(record.Say("casualty", "Oakford", source, side), 8);
  claim.trigger_words = "killed";
  claim.quantity = Quantity{count, count, "person"};
  return claim;
}

TEST(ChangesOf, TellsHowACountCameToBeDisputedAndByWhom) {
  Record record;
  Killed(record, 8, "Ivan Petrenko", "UA", 5);
  Killed(record, 10, "Pyotr Ivanov", "RU", 2);
  EXPECT_EQ(History(record),
            "08 single-source 1+0 killed=5: standing killed origins by new 01\n"
            "10 disputed 2+0 killed=2|5: standing disputes killed origins by new 02\n");
}

TEST(ChangesOf, ADayThatBringsOnlyACopyIsNoChange) {
  Record record;
  Killed(record, 8, "Ivan Petrenko", "UA", 5);
  Killed(record, 9, "Ivan Petrenko", "UA", 5);
  EXPECT_EQ(History(record), "08 single-source 1+0 killed=5: standing killed origins by new 01\n");
}

TEST(ChangesOf, ADenialAndItsEndAreChanges) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  Gain(record, 9, "Pyotr Ivanov", "RU", "UA");
  record.reports().back().claims.back().realis = "denied";
  OnDay(record.reports().back().claims.back(), 8);
  Gain(record, 10, "Sergei Orlov", "RU", "UA");
  OnDay(record.reports().back().claims.back(), 8);
  EXPECT_EQ(History(record),
            "08 single-source 1+0 holder=UA: standing holder origins by new 01\n"
            "09 disputed 1+1 holder=UA: standing disputes origins by new 02\n"
            "10 adverse-admission 2+0 holder=UA: standing disputes origins by new 03\n");
}

TEST(ChangesOf, WhatIsKnownLaterIsNotInIt) {
  Record record;
  Killed(record, 8, "Ivan Petrenko", "UA", 5);
  Killed(record, 10, "Pyotr Ivanov", "RU", 2);
  EXPECT_EQ(History(record, {kForever, Number(9)}),
            "08 single-source 1+0 killed=5: standing killed origins by new 01\n");
}

// A claim that is told of in two events: each of them ends in its own state.
TEST(ChangesOf, FollowsTheEventOfItsOwnThing) {
  for (const std::string other : {"water", "electricity"}) {
    Record record;
    record.Publish("Example Wire", 9);
    auto& both = OnDay(record.Say("outage", "Oakford", "Ivan Petrenko", "UA"), 9);
    With(With(both, "service", "electricity", ""), "service", "water", "");
    With(OnDay(record.Say("outage", "Oakford", "Anna Bondar", "UA"), 9), "service", other, "");
    const Index index = record.Built(RealPolicy());
    const auto events = AllEvents(index, kNow);
    ASSERT_EQ(events.size(), 2u);
    for (const Event& event : events) {
      const auto found = ChangesOf(index, event, kNow);
      ASSERT_FALSE(found.changes.empty());
      EXPECT_EQ(found.changes.back().state, StateOf(index, event)) << other << " " << event.id;
    }
  }
}

// Of every event of a record at random: the last change gives the state as it is, and each change
// the state as a record of that day has it.
TEST(ChangesOf, EndsInTheStateOfTheEventWhateverCameBefore) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    Record record;
    for (std::size_t i = 0; i < 2 + random() % 6; ++i) {
      auto& claim = Killed(record, static_cast<unsigned>(8 + random() % 5),
                           random() % 2 ? "Ivan Petrenko" : "Speaker N" + std::to_string(i),
                           random() % 2 ? "UA" : "RU", static_cast<double>(random() % 4));
      if (random() % 4 == 0) claim.realis = "denied";
    }
    const Index index = record.Built(RealPolicy());
    for (const Event& event : AllEvents(index, kNow)) {
      const auto found = ChangesOf(index, event, kNow);
      ASSERT_FALSE(found.changes.empty()) << "seed " << seed;
      EXPECT_EQ(found.changes.back().state, StateOf(index, event)) << "seed " << seed;
      for (const EventChange& change : found.changes) {
        EXPECT_FALSE(change.causes.empty());
        const auto then = AllEvents(index, {kForever, change.day});
        ASSERT_EQ(then.size(), 1u);
        EXPECT_EQ(StateOf(index, then[0]), change.state) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace dateline::standing
