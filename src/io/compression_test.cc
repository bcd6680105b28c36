#include "io/compression.h"

#include <gtest/gtest.h>

namespace dateline::io {
namespace {

constexpr std::uint64_t kLimit = 1 << 20;

TEST(Compress, GivesBackWhatItWasGiven) {
  for (const std::string& text : {std::string(), std::string("a"), std::string(5000, 'x'),
                                  std::string("\0\xff between", 10)}) {
    EXPECT_EQ(Decompress(Compress(text), kLimit).value(), text);
    EXPECT_EQ(Compress(text), Compress(text));
  }
}

TEST(Decompress, FindsEveryFlippedBit) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "report " + std::to_string(i * i) + "\n";
  const std::string frame = Compress(text);
  for (std::size_t at = 0; at < frame.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = frame;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      const auto out = Decompress(damaged, kLimit);
      EXPECT_TRUE(!out.ok() || *out == text) << at << " " << bit;
    }
  }
}

TEST(Decompress, RefusesWhatIsCutForeignOrTooLarge) {
  const std::string frame = Compress(std::string(5000, 'x'));
  for (std::size_t keep = 0; keep < frame.size(); ++keep)
    EXPECT_FALSE(Decompress(frame.substr(0, keep), kLimit).ok()) << keep;
  EXPECT_EQ(Decompress("no frame at all", kLimit).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(Decompress(frame, 4999).error().code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace dateline::io
