#include "record/text_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace dateline::record {
namespace {

std::string InWords(std::string_view before, std::string_view after) {
  std::string out;
  for (const Change& change : ChangesBetween(before, after)) {
    out += change.kind == ChangeKind::kKept       ? " "
           : change.kind == ChangeKind::kTakenOut ? "-"
                                                  : "+";
    out += std::string(change.text) + "|";
  }
  return out;
}

TEST(ChangesBetween, NamesSentencesThatWereTakenOutAndPutIn) {
  EXPECT_EQ(InWords("A was hit. Ten died.\nIt rained.", "A was hit. Five died.\nIt rained."),
            " A was hit.|-Ten died.|+Five died.| It rained.|");
  EXPECT_EQ(InWords("", "New."), "+New.|");
  EXPECT_EQ(InWords("Old.", ""), "-Old.|");
  EXPECT_EQ(InWords("Same. Same.", "Same. Same."), " Same.| Same.|");
}

TEST(ChangesBetween, WhatWasKeptAndPutInMakesTheTextAfter) {
  std::mt19937 random(9);
  for (int round = 0; round < 200; ++round) {
    std::string before, after, kept_before, kept_after;
    for (int i = 0; i < 12; ++i) {
      before += static_cast<char>('a' + random() % 4);
      before += ".\n";
      after += static_cast<char>('a' + random() % 4);
      after += ".\n";
    }
    for (const Change& change : ChangesBetween(before, after)) {
      if (change.kind != ChangeKind::kPutIn) kept_before += std::string(change.text) + "\n";
      if (change.kind != ChangeKind::kTakenOut) kept_after += std::string(change.text) + "\n";
    }
    EXPECT_EQ(kept_before, before);
    EXPECT_EQ(kept_after, after);
  }
}

TEST(ChangesBetween, TakesLinearRoomOnHostileTexts) {
  std::string before, after;
  for (int i = 0; i < 20000; ++i) {
    before += std::to_string(i) + ".\n";
    after += std::to_string(-i) + ".\n";
  }
  EXPECT_EQ(ChangesBetween(before, after).size(), 39999u);
}

}  // namespace
}  // namespace dateline::record
