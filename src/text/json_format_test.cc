#include "text/json_format.h"

#include <gtest/gtest.h>

namespace dateline::text {
namespace {

Reading SmallReading() {
  Reading r;
  r.text = "“Füssen” burns";
  r.document.id = "sha256:00";
  r.blocks.Add({BlockKind::kHeadline, ByteSpan::FromSizes(0, r.text.size())});
  Claim claim;
  claim.type = "hazard.technological";
  claim.trigger = ByteSpan::FromSizes(14, 19);
  r.claims.Add(claim);
  return r;
}

TEST(ToJson, CountsSpansInTheUnitAsked) {
  JsonOptions options;
  options.layers = *ParseLayers("claims");
  EXPECT_NE(ToJson(SmallReading(), options).find("\"trigger\":[9,14]"), std::string::npos);
  options.offsets = unicode::OffsetUnit::kByte;
  EXPECT_NE(ToJson(SmallReading(), options).find("\"trigger\":[14,19]"), std::string::npos);
}

TEST(ToJson, LeavesOutTheLayersThatWereNotAskedFor) {
  JsonOptions options;
  options.layers = *ParseLayers("blocks,times");
  const std::string json = ToJson(SmallReading(), options);
  EXPECT_NE(json.find("\"blocks\""), std::string::npos);
  EXPECT_NE(json.find("\"times\":[]"), std::string::npos);
  EXPECT_EQ(json.find("\"claims\""), std::string::npos);
}

TEST(ToJson, WritesAnEmptySlotAsNull) {
  const std::string json = ToJson(SmallReading(), {});
  EXPECT_NE(json.find("\"published\":{\"value\":null,\"basis\":\"unknown\"}"), std::string::npos);
  EXPECT_NE(json.find("\"time\":null,\"quantity\":null"), std::string::npos);
}

TEST(ParseLayers, NamesTheLayersThatExist) {
  const auto layers = ParseLayers("claims,maps");
  ASSERT_FALSE(layers.ok());
  EXPECT_EQ(layers.error().message.substr(0, 48),
            "found the layer \"maps\", expected some of: all, b");
}

}  // namespace
}  // namespace dateline::text
