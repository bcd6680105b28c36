#include "text/conllu_format.h"

#include <gtest/gtest.h>

namespace dateline::text {
namespace {

Reading Contraction() {
  Reading reading;
  reading.text = "I don't.";
  reading.blocks.Add({BlockKind::kParagraph, ByteSpan::FromSizes(0, 8)});
  const std::pair<std::size_t, std::size_t> spans[] = {{0, 1}, {2, 4}, {4, 7}, {7, 8}};
  for (const auto& [begin, end] : spans)
    reading.tokens.Add({ByteSpan::FromSizes(begin, end), SentenceIndex(0)});
  reading.sentences.Add(
      {ByteSpan::FromSizes(0, 8), BlockIndex(0), TokenIndex(0), reading.tokens.end_index()});
  reading.multiword_tokens.push_back({TokenIndex(1), 2, "don't"});
  return reading;
}

TEST(ToConllu, GivesARangeForAMultiwordTokenAndItsSpaceToTheRange) {
  EXPECT_EQ(ToConllu(Contraction()),
            "1\tI\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
            "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
            "2\tdo\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
            "3\tn't\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
            "4\t.\t_\t_\t_\t_\t_\t_\t_\tNER=O\n\n");
}

}  // namespace
}  // namespace dateline::text
