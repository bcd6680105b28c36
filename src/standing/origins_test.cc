// Each kind of edge of the graph of origins, once joined and once not.
#include "standing/origins.h"

#include <gtest/gtest.h>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

std::string Words(std::size_t count, const std::string& seed) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += seed + std::to_string(i * 7919 % 104729) + " ";
  return text;
}

std::vector<Origin> Origins(const Record& record, DayNumber known_at = kForever) {
  static std::deque<Index> kept;
  const Index& index = kept.emplace_back(record.Built(RealPolicy()));
  std::vector<ClaimRow> rows;
  for (ClaimRow row = 0; row < index.size(); ++row) {
    if (index.IsKnown(index.claim(row), known_at)) rows.push_back(row);
  }
  return OriginsOf(index, rows, SidesIn(index, rows), known_at);
}

bool Has(const std::vector<Origin>& origins, Edge edge) {
  return std::any_of(origins.begin(), origins.end(), [&](const Origin& origin) {
    return origin.edges[static_cast<std::size_t>(edge)];
  });
}

void Shelling(Record& record, const std::string& source, const std::string& side,
              const std::string& kind = "official") {
  record.Say("strike.shelling", "Oakford", source, side, kind);
}

TEST(OriginsOf, TheSameNamedSpeakerIsOneOriginInWhateverReport) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "Ivan Petrenko", "UA");
  record.Publish("Sample Herald", 9);
  Shelling(record, "Petrenko", "UA");
  const auto origins = Origins(record);
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kSpeaker));
}

TEST(OriginsOf, TheSameNameOnAnotherSideIsAnotherSpeaker) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "defence ministry", "UA", "government");
  record.Publish("Sample Herald", 9);
  Shelling(record, "defence ministry", "RU", "government");
  EXPECT_EQ(Origins(record).size(), 2u);
}

TEST(OriginsOf, NamelessOfficialsOfTwoReportsAreTwoOrigins) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  record.Publish("Sample Herald", 9);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  EXPECT_EQ(Origins(record).size(), 2u);
}

TEST(OriginsOf, NamelessOfficialsOfCopiesAreOneHoweverTheyAreCalled) {
  const std::string wire = Words(60, "w");
  Record record;
  record.Publish("Example Wire", 9, wire);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  record.Publish("Sample Herald", 10, "Herald. " + wire);
  Shelling(record, "officials in the capital", "UA", "anonymous");
  const auto origins = Origins(record);
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kCopy));
}

TEST(OriginsOf, NamelessOfficialsOfOneOutletOnOneDayAreOne) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  record.Publish("Example Wire", 9);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  record.Publish("Example Wire", 12);
  Shelling(record, "Ukrainian officials", "UA", "anonymous");
  EXPECT_EQ(Origins(record).size(), 2u);
}

TEST(OriginsOf, ReportsThatCreditOneAgencyAreOneOrigin) {
  Record record;
  record.Publish("Sample Herald", 9, "KYIV (Example Wire) — " + Words(40, "a"));
  Shelling(record, "", "");
  record.Publish("Morning Sample", 9,
                 Words(40, "b") + "This is based on a report by Example Wire.");
  Shelling(record, "", "");
  const auto origins = Origins(record);
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kAgency));
}

TEST(OriginsOf, WhoCitesAnOutletAddsNothingToIt) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "Ivan Petrenko", "UA");
  record.Publish("Sample Herald", 9);
  Shelling(record, "Example Wire", "", "organisation");
  const auto origins = Origins(record);
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kCitation));
}

TEST(OriginsOf, WhatAnOutletRetellsRestsOnWhomItNames) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "", "");
  Shelling(record, "Ivan Petrenko", "UA");
  const auto origins = Origins(record);
  ASSERT_EQ(origins.size(), 1u);
  EXPECT_TRUE(origins[0].is_named);
  EXPECT_TRUE(Has(origins, Edge::kRetold));
}

TEST(OriginsOf, OutletsThatCopyEachOtherJoinNoTwoSpeakers) {
  const std::string wire = Words(60, "w");
  Record record;
  for (const std::string outlet : {"Example Wire", "Sample Herald"}) {
    record.Publish(outlet, 9, outlet + wire);
    Shelling(record, "", "");
    const bool is_first = outlet == "Example Wire";  // ids in another order
    Shelling(record, is_first ? "Ivan Petrenko" : "Pyotr Ivanov", is_first ? "UA" : "RU");
    Shelling(record, is_first ? "Pyotr Ivanov" : "Ivan Petrenko", is_first ? "RU" : "UA");
  }
  EXPECT_EQ(Origins(record).size(), 2u);
}

TEST(OriginsOf, TwoSpeakersStayTwoAlthoughTheOutletSaysItToo) {
  Record record;
  record.Publish("Example Wire", 9);
  Shelling(record, "", "");
  Shelling(record, "Ivan Petrenko", "UA");
  Shelling(record, "Pyotr Ivanov", "RU");
  EXPECT_EQ(Origins(record).size(), 2u);
}

// Two texts with `shared` words in common, the trigger in their middle.
Record PassageOf(std::size_t shared) {
  const std::string passage = Words(shared, "p");
  Record record;
  for (const std::string seed : {"a", "b"}) {
    const std::string head = Words(80, seed);
    record.Publish("Outlet " + seed, 9, head + passage + Words(80, seed + "t"));
    Shelling(record, "", "");
    const std::size_t at = head.size() + passage.find(' ', passage.size() / 2) + 1;
    record.reports().back().claims.back().trigger = ByteSpan::FromSizes(at, at + 3);
  }
  return record;
}

TEST(OriginsOf, APassageOfTwentyFiveWordsIsCopied) {
  const auto origins = Origins(PassageOf(25));
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kPassage));
}

TEST(OriginsOf, APassageOfTwentyFourWordsIsNot) { EXPECT_EQ(Origins(PassageOf(24)).size(), 2u); }

Record QuoteOf(const std::string& quoted) {
  Record record;
  for (const std::string name : {"A resident", "A neighbour"}) {
    record.Publish("Outlet of " + name, 9,
                   name + " said: “" + quoted + "” " + Words(20, name.substr(2)));
    Shelling(record, name, "", "witness");
    auto& claim = record.reports().back().claims.back();
    const std::size_t at = claim.sentence_words.find("shells");
    claim.trigger = ByteSpan::FromSizes(at, at + 6);
  }
  return record;
}

TEST(OriginsOf, TheSameQuotationOfEightWordsIsOneUtterance) {
  const auto origins = Origins(QuoteOf("we heard the shells come down all night long"));
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kQuote));
}

TEST(OriginsOf, SevenWordsInQuotationMarksAreNoUtterance) {
  EXPECT_EQ(Origins(QuoteOf("we heard the shells come down again")).size(), 2u);
}

TEST(OriginsOf, TheSameVideoIsOneOrigin) {
  Record record;
  for (const std::string outlet : {"Example Wire", "Sample Herald"}) {
    record.Publish(outlet, 9);
    Shelling(record, "", "");
    record.reports().back().claims.back().evidence.push_back({"video", "Channel Nine", "", "", {}});
  }
  const auto origins = Origins(record);
  EXPECT_EQ(origins.size(), 1u);
  EXPECT_TRUE(Has(origins, Edge::kMedia));
}

TEST(OriginsOf, AVideoThatIsNotToldApartJoinsNothing) {
  Record record;
  for (const std::string outlet : {"Example Wire", "Sample Herald"}) {
    record.Publish(outlet, 9);
    Shelling(record, "", "");
    record.reports().back().claims.back().evidence.push_back({"video", "", "", "", {}});
  }
  EXPECT_EQ(Origins(record).size(), 2u);
}

TEST(OriginsOf, ACopyJoinsNothingBeforeItIsKnown) {
  const std::string left = Words(60, "l"), right = Words(60, "r");
  Record record;
  for (const std::string& text : {left, right}) {
    record.Publish("Outlet " + text.substr(0, 1), 9, text);
    Shelling(record, "officials", "UA", "anonymous");
  }
  record.Publish("Outlet of both", 11, left + right);
  Shelling(record, "officials", "UA", "anonymous");
  EXPECT_EQ(Origins(record, Number(10)).size(), 2u);
  EXPECT_EQ(Origins(record).size(), 1u);
}

}  // namespace
}  // namespace dateline::standing
