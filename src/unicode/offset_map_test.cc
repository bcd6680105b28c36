#include "unicode/offset_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "unicode/utf8.h"

namespace dateline::unicode {
namespace {

TEST(OffsetMap, CountsCodePointsAndUtf16Units) {
  const std::string text = "a“б😀z";  // 1 + 3 + 2 + 4 + 1 bytes
  const OffsetMap code_points(text, OffsetUnit::kCodePoint);
  const OffsetMap utf16(text, OffsetUnit::kUtf16);
  EXPECT_EQ(code_points.FromByte(ByteOffset(6)), 3u);
  EXPECT_EQ(code_points.FromByte(ByteOffset(11)), 5u);
  EXPECT_EQ(utf16.FromByte(ByteOffset(10)), 5u);
  EXPECT_EQ(utf16.FromByte(ByteOffset(11)), 6u);
}

TEST(OffsetMap, AgreesWithCountingFromTheBeginOnRandomText) {
  std::mt19937 random(7);
  const char32_t alphabet[] = {'a', U'é', U'Ж', U'“', U'😀'};
  for (int round = 0; round < 50; ++round) {
    std::string text;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted = {{0, 0}};
    std::uint32_t units = 0;
    for (int i = 0; i < 200; ++i) {
      const char32_t c = alphabet[random() % 5];
      AppendUtf8(c, text);
      units += c > 0xFFFF ? 2 : 1;
      wanted.emplace_back(static_cast<std::uint32_t>(text.size()), units);
    }
    const OffsetMap map(text, OffsetUnit::kUtf16);
    for (const auto& [byte, count] : wanted) EXPECT_EQ(map.FromByte(ByteOffset(byte)), count);
  }
}

}  // namespace
}  // namespace dateline::unicode
