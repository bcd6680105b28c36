// What must never change how an event stands, on records made at random, and what hostile ones
// cost.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "standing/events.h"
#include "standing/test_record.h"

namespace dateline::standing {
namespace {

// Class, days, standing and disputes of all events, a line each.
std::string Lines(const Record& record, const std::vector<std::size_t>& order = {},
                  Moment moment = kNow) {
  const Index index = record.Built(RealPolicy(), order);
  std::string out;
  for (const Event& event : AllEvents(index, moment)) {
    out += event.id + " " + ClassOf(index, event) + " " + DayOf(event.first).ToString().substr(8) +
           " " + std::to_string(event.claims.size()) + " claims " +
           std::to_string(event.affirming.size()) + "+" + std::to_string(event.denying.size()) +
           " " + std::string(StandingOf(index, event));
    for (const Dispute& dispute : event.disputes) out += " " + NameOf(index, dispute);
    out += "\n";
  }
  return out;
}

// A record of some claims at random, with the same number always the same record.
Record RandomRecord(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::initializer_list<const char*> words) {
    return std::string(*(words.begin() + random() % words.size()));
  };
  Record record;
  const std::size_t reports = 2 + random() % 6;
  for (std::size_t i = 0; i < reports; ++i) {
    record.Publish(pick({"Example Wire", "Sample Herald", "Morning Sample", "Desk A"}),
                   static_cast<unsigned>(6 + random() % 6));
    for (std::size_t k = 0; k <= random() % 3; ++k) {
      const std::string source =
          pick({"Ivan Petrenko", "Pyotr Ivanov", "officials", "", "a resident"});
      auto& claim = record.Say(pick({"control.gain", "control.hold", "strike.shelling", "casualty",
                                     "outage", "move.withdraw", "verify.cannot"}),
                               pick({"Oakford", "Oakford", "Ashby", ""}), source,
                               source.empty() ? "" : pick({"UA", "RU", "US", ""}),
                               pick({"official", "anonymous", "witness", "military"}));
      With(claim, "holder_after", "", pick({"UA", "RU"}));
      With(claim, "agent", "", pick({"UA", "RU", ""}));
      claim.trigger_words = pick({"killed", "injured"});
      if (random() % 2) claim.quantity = Quantity{static_cast<double>(random() % 4), 4.0, "person"};
      if (random() % 4 == 0) claim.realis = pick({"denied", "possible"});
      if (random() % 3) OnDay(claim, static_cast<unsigned>(6 + random() % 5));
    }
  }
  return record;
}

TEST(Properties, TheOrderOfIntakeDoesNotMatter) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    const Record record = RandomRecord(seed);
    std::vector<std::size_t> order(const_cast<Record&>(record).reports().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::string expected = Lines(record, order);
    std::mt19937 random(seed);
    for (int round = 0; round < 4; ++round) {
      std::shuffle(order.begin(), order.end(), random);
      ASSERT_EQ(Lines(record, order), expected) << "seed " << seed;
    }
  }
}

// The standing of each event by its id.
std::map<std::string, std::string> Standings(const Record& record) {
  const Index index = record.Built(RealPolicy());
  std::map<std::string, std::string> out;
  for (const Event& event : AllEvents(index, kNow)) out[event.id] = StandingOf(index, event);
  return out;
}

TEST(Properties, AWireCopyChangesNoStanding) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    Record record = RandomRecord(seed);
    // Texts long enough to be recognised, and unlike one another.
    for (Report& report : record.reports()) {
      for (int i = 0; i < 30; ++i)
        report.document.text += " " + report.document.id + std::to_string(i * 7);
    }
    const auto before = Standings(record);
    std::mt19937 random(seed);
    Report copy = record.reports()[random() % record.reports().size()];
    copy.document.id += "-copy";
    copy.document.publisher = "The Copyist";
    copy.document.published = copy.document.published->Plus(static_cast<int>(random() % 2));
    copy.known_from = kNoDay;
    for (std::size_t i = 0; i < copy.claims.size(); ++i)
      copy.claims[i].id = "c-ffffffffff" + std::to_string(10 + i);
    record.reports().push_back(copy);
    for (const auto& [id, standing] : Standings(record)) {
      const auto found = before.find(id);
      if (found == before.end()) continue;
      EXPECT_EQ(standing, found->second) << "seed " << seed;
    }
  }
}

TEST(Properties, AnOriginOfTheSameSideNeverMakesItCrossSide) {
  Record record;
  Gain(record, 8, "Ivan Petrenko", "UA", "UA");
  for (int i = 0; i < 20; ++i) {
    Gain(record, 8, "Speaker Number" + std::to_string(i), "UA", "UA");
    ASSERT_EQ(Standing(record), "one-sided") << i;
  }
}

TEST(Properties, ANoteThatItIsNotVerifiedNeverDisputes) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Record record = RandomRecord(seed);
    const auto before = Standings(record);
    for (Report& report : record.reports()) {
      report.claims.push_back(report.claims.back());
      report.claims.back().id = "c-eeeeee" + report.claims.back().id.substr(8);
      report.claims.back().type = "verify.cannot";
      report.claims.back().realis = "asserted";
    }
    EXPECT_EQ(Standings(record), before) << "seed " << seed;
  }
}

TEST(Properties, TakingBackARetractionRestoresTheStanding) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    Record record = RandomRecord(seed);
    const auto before = Standings(record);
    record.reports()[0].is_withdrawn = true;
    Standings(record);
    record.reports()[0].is_withdrawn = false;
    EXPECT_EQ(Standings(record), before) << "seed " << seed;
  }
}

TEST(Properties, WhatWasKnownOnADayIsWhatARecordOfThatDayGives) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Record record = RandomRecord(seed);
    for (const unsigned day : {7u, 9u, 10u}) {
      Record then;
      for (const Report& report : record.reports()) {
        if (*report.document.published <= On(day)) then.reports().push_back(report);
      }
      ASSERT_EQ(Lines(record, {}, {kForever, Number(day)}), Lines(then)) << "seed " << seed;
    }
  }
}

TEST(Hostile, AnEventOfThousandsOfVoicesIsWeighedInTime) {
  Record record;
  for (int i = 0; i < 4000; ++i) {
    record.Publish("Outlet " + std::to_string(i), 9);
    auto& claim =
        record.Say("casualty", "Oakford", "Speaker N" + std::to_string(i), i % 2 ? "UA" : "RU");
    claim.trigger_words = "killed";
    claim.quantity = Quantity{static_cast<double>(i), static_cast<double>(i), "person"};
    OnDay(claim, 9);
  }
  const auto events = Events(record);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].affirming.size(), 4000u);
  EXPECT_FALSE(events[0].disputes.empty());
}

TEST(Hostile, OneWordThatNeverEndsIsNoCopyOfAnything) {
  Record record;
  for (const std::string outlet : {"Example Wire", "Sample Herald"}) {
    record.Publish(outlet, 9, std::string(1000000, outlet[0]));
    auto& claim = OnDay(record.Say("strike.shelling", "Oakford", "", ""), 9);
    claim.trigger = ByteSpan::FromSizes(500000, 500010);
  }
  EXPECT_EQ(Events(record).at(0).affirming.size(), 2u);
}

}  // namespace
}  // namespace dateline::standing
