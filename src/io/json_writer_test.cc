#include "io/json_writer.h"

#include <gtest/gtest.h>

#include "io/sha256.h"

namespace dateline::io {
namespace {

TEST(JsonWriter, WritesNestedValuesWithCommasWhereTheyBelong) {
  JsonWriter json;
  json.BeginObject().Key("a").BeginArray().Number(1).Number(2.5).Null().EndArray();
  json.Key("b").BeginObject().EndObject().Key("c").Boolean(true).EndObject();
  EXPECT_EQ(json.text(), R"({"a":[1,2.5,null],"b":{},"c":true})");
}

TEST(JsonWriter, EscapesControlCharactersAndQuotesOnly) {
  JsonWriter json;
  json.String("a\"\\\n\x01é");
  EXPECT_EQ(json.text(), "\"a\\\"\\\\\\n\\u0001é\"");
}

TEST(JsonWriter, IndentsByTwo) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject().Key("a").BeginArray().Number(1).EndArray().EndObject();
  EXPECT_EQ(json.text(), "{\n  \"a\": [\n    1\n  ]\n}");
}

TEST(Sha256Hex, MatchesThePublishedExample) {
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace dateline::io
