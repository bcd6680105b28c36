#include "record/claim_record.h"

#include <gtest/gtest.h>

namespace dateline::record {
namespace {

ClaimRecord FullClaim() {
  ClaimRecord c;
  c.id = "c-0123456789ab";
  c.type = "damage";
  c.trigger = ByteSpan::FromSizes(20, 27);
  c.trigger_words = "damaged";
  c.sentence = ByteSpan::FromSizes(0, 60);
  c.sentence_words = "A \"bridge\"\nwas damaged.";
  c.source_name = "Ana Example";
  c.source_side = "UA";
  c.source_kind = "official";
  c.cue = "said";
  c.source_words = "she";
  c.cue_span = ByteSpan::FromSizes(40, 44);
  c.source_span = ByteSpan::FromSizes(36, 39);
  c.content = {ByteSpan::FromSizes(0, 35), ByteSpan::FromSizes(45, 60)};
  c.medium = "Telegram";
  c.roles = {{"asset", "bridge", "", ByteSpan::FromSizes(2, 8)}, {"agent", "", "RU"}};
  PlaceRecord place;
  place.key = "geonames:1";
  place.name = "Example";
  place.country = "UA";
  place.relation = "near";
  place.bearing = "W";
  place.precision = "settlement";
  place.radius_km = 2.5;
  place.lat = 49.25;
  place.lng = -36.5;
  place.geometry = "{\"type\":\"Point\",\"coordinates\":[-36.5,49.25]}";
  place.span = ByteSpan::FromSizes(9, 19);
  c.places = {place};
  c.happened = DayInterval{Day::FromCivil(2022, 9, 5), std::nullopt};
  c.happened_basis = "stated";
  c.happened_span = ByteSpan::FromSizes(28, 35);
  c.quantity = Quantity{1, std::nullopt, "bridge"};
  c.realis = "asserted";
  c.checks = {{"located", "Map Makers", "", "geolocated", ByteSpan::FromSizes(60, 70)}};
  c.evidence = {{"photo", "Ana Example", "", "Example Wire", ByteSpan::FromSizes(50, 55)}};
  c.confidence = 0.75;
  c.grounds = {"type: trigger damaged"};
  return c;
}

TEST(ClaimRecord, ReadsBackEverySlotWithItsSpan) {
  const ClaimRecord written = FullClaim();
  const std::string json = ToJson(written);
  const auto read = ClaimFromJson(json);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(ToJson(*read), json);
  EXPECT_EQ(read->roles, written.roles);
  EXPECT_EQ(read->places, written.places);
  EXPECT_EQ(read->evidence, written.evidence);
  EXPECT_EQ(read->checks, written.checks);
  EXPECT_EQ(read->content, written.content);
  EXPECT_EQ(read->cue_span, written.cue_span);
  EXPECT_EQ(read->source_span, written.source_span);
  EXPECT_EQ(read->happened_span, written.happened_span);
  EXPECT_EQ(read->happened, written.happened);
  EXPECT_EQ(read->quantity, written.quantity);
}

TEST(ClaimRecord, KeepsAnEmptySlotEmpty) {
  ClaimRecord bare;
  bare.id = "c-1";
  bare.type = "explosion";
  bare.source_kind = "outlet";
  bare.realis = "asserted";
  const auto read = ClaimFromJson(ToJson(bare));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_FALSE(read->happened);
  EXPECT_FALSE(read->quantity);
  EXPECT_FALSE(read->cue_span);
  EXPECT_TRUE(read->content.empty());
}

TEST(ClaimRecord, NamesTheFieldThatIsDamaged) {
  std::string json = ToJson(FullClaim());
  const std::size_t at = json.find("\"cue_span\":[40,44]");
  ASSERT_NE(at, std::string::npos);
  json.replace(at, 18, "\"cue_span\":[44,40]");
  const auto read = ClaimFromJson(json);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "a claim of the ledger has no sound \"cue_span\"");
}

TEST(ClaimFromJson, NamesWhatIsMissingOrOfTheWrongType) {
  const std::string good = ToJson(FullClaim());
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string json = good;
    const std::size_t at = json.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return json.replace(at, from.size(), to);
  };
  const std::pair<std::string, const char*> kBroken[] = {
      {replaced("\"type\":\"damage\"", "\"type\":7"), "\"type\""},
      {replaced("\"id\":", "\"di\":"), "\"id\""},
      {replaced("[20,27]", "[27,20]"), "\"trigger\""},
      {replaced("[20,27]", "[20]"), "\"trigger\""},
      {replaced("[20,27]", "[20,99999999999]"), "\"trigger\""},
      {replaced("\"roles\":[", "\"roles\":7,\"rest\":["), "\"roles\""},
      {replaced("2022-09-05", "2022-09-31"), "\"begin\""},
      {replaced("\"min\":1", "\"min\":\"many\""), "\"min\""},
      {replaced("2.5", "\"far\""), "\"radius_km\""},
      {replaced("\"type: trigger damaged\"", "7"), "\"grounds\""},
      {"[]", "\"id\""},
      {"{", "no JSON"},
      {"", "no JSON"},
  };
  for (const auto& [json, word] : kBroken) {
    SCOPED_TRACE(json);
    const auto claim = ClaimFromJson(json);
    ASSERT_FALSE(claim.ok());
    EXPECT_EQ(claim.error().code, ErrorCode::kCorrupt);
    EXPECT_NE(claim.error().message.find(word), std::string::npos) << claim.error().message;
  }
}

TEST(ClaimRecord, ARoleGoesByItsNameAndWithoutOneByItsSide) {
  const ClaimRecord claim = FullClaim();
  EXPECT_EQ(claim.RoleName("agent"), "RU");
  EXPECT_EQ(claim.RoleSide("agent"), "RU");
  EXPECT_EQ(claim.RoleName("asset"), "bridge");
  EXPECT_EQ(claim.RoleName("target"), "");
}

TEST(DocumentRecord, JsonCarriesTheHashOfTheTextAndNotTheText) {
  DocumentRecord document;
  document.id = "sha256:00";
  document.text = "abc";
  const std::string json = ToJson(document);
  EXPECT_NE(json.find("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            std::string::npos);
  EXPECT_EQ(json.find("\"abc\""), std::string::npos);
}

}  // namespace
}  // namespace dateline::record
