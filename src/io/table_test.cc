#include "io/table.h"

#include <gtest/gtest.h>

namespace dateline::io {
namespace {

TEST(ParseTable, SkipsCommentsAndReadsDashesAsNothing) {
  const auto rows = ParseTable("# head\n\na\t-\tbecause\r\nb\tc\twhy", 3, "t.tsv");
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0][0], "a");
  EXPECT_EQ((*rows)[0][1], "");
  EXPECT_EQ((*rows)[0][2], "because");
  EXPECT_EQ((*rows)[1].line, 4u);
}

TEST(ParseTable, NamesTheLineWithTheWrongNumberOfColumns) {
  const auto rows = ParseTable("a\tb\na\n", 2, "cues.tsv");
  ASSERT_FALSE(rows.ok());
  EXPECT_EQ(rows.error().ToString(),
            "cues.tsv: line 2 has 1 columns, expected 2 separated by tabs");
}

}  // namespace
}  // namespace dateline::io
