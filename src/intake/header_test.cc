#include "intake/header.h"

#include <gtest/gtest.h>

#include "intake/intake.h"

namespace dateline::intake {
namespace {

constexpr std::string_view kReport =
    "Title: Shelling near Oakford\nDate: 2022-09-09\nPublisher: Example Wire\nStyle: "
    "wire\n---\nAll was quiet.\n";

TEST(Header, FillsTheDocumentAndLeavesTheText) {
  const auto document = ReadDocument(kReport, {});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "All was quiet.\n");
  EXPECT_EQ(document->info.title, "Shelling near Oakford");
  EXPECT_EQ(document->info.publisher, "Example Wire");
  EXPECT_EQ(document->info.published.value->ToString(), "2022-09-09");
  EXPECT_EQ(document->info.published.basis, DateBasis::kMetadata);
}

TEST(Header, WhatTheCallerGivesWins) {
  IntakeOptions options;
  options.publisher = "Sample Herald";
  options.date = *ParseDay("2022-09-10");
  const auto document = ReadDocument(kReport, options);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->info.publisher, "Sample Herald");
  EXPECT_EQ(document->info.published.value->ToString(), "2022-09-10");
  EXPECT_EQ(document->info.published.basis, DateBasis::kGiven);
}

TEST(Header, WithLineEndsOfWindowsIsAHeaderAsWell) {
  const auto document = ReadDocument("Title: A\r\nDate: 2022-09-09\r\n---\r\nQuiet.", {});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "Quiet.");
  EXPECT_EQ(document->info.title, "A");
}

TEST(Header, IsOnlyWhatItsLinesAndItsEndSay) {
  for (const std::string_view text :
       {"Title: A\nQuiet.\n---\nText.", "Date: 2022-09-09\n", "---\nText.\n", "Note: a\n---\nText.",
        "Title: A\n\n---\nText.", ""}) {
    text::Document document;
    EXPECT_EQ(ReadHeader(text, document), text);
    EXPECT_TRUE(document.info.title.empty());
  }
}

TEST(Header, WithADateThatIsNoneSaysSo) {
  text::Document document;
  EXPECT_EQ(ReadHeader("Date: 2022-02-30\n---\nText.", document), "Text.");
  EXPECT_FALSE(document.info.published.value);
  ASSERT_EQ(document.diagnostics.size(), 1u);
  EXPECT_EQ(document.diagnostics[0].code, "header-date");
}

}  // namespace
}  // namespace dateline::intake
