// Properties of the stage on hostile input: a reading whatever the text, spans inside it, and work
// that grows with the text and no faster.
#include "attribution/attribution.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "attribution/quotes.h"
#include "attribution/tags.h"
#include "tests/small_reading.h"

namespace dateline::attribution {
namespace {

using tests::SmallReading;

bool IsVerbLike(const std::string& word) {
  return word == "said" || word == "told" || word == "denied";
}

// One paragraph and one sentence of these words, each hanging on the one before, as the parser
// never does, so that chains are as long as they can be.
SmallReading Make(const std::vector<std::string>& words) {
  SmallReading made;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word& word = made.Add(words[i]);
    word.lemma = words[i] == "said" ? "say" : words[i];
    const bool is_letter = words[i].front() >= 'A' && words[i].front() <= 'z';
    word.upos = !is_letter ? Upos::kPunct : IsVerbLike(words[i]) ? Upos::kVerb : Upos::kNoun;
    word.deprel = i % 3 == 0 ? Deprel::kCcomp : i % 3 == 1 ? Deprel::kNsubj : Deprel::kConj;
    if (i > 0) word.head = TokenIndex::FromSize(i - 1);
  }
  made.Close();
  return made;
}

std::size_t CheckedRun(const SmallReading& made) {
  static const AttributionStage stage = AttributionStage::Load().value();
  const auto out = stage.Run(made.attribution_input());
  EXPECT_TRUE(out.ok());
  for (const Attribution& attribution : out->attributions) {
    EXPECT_FALSE(attribution.content.empty());
    ByteOffset last;
    for (const ByteSpan part : attribution.content) {
      EXPECT_LE(part.end().value(), made.text.size());
      EXPECT_LE(last, part.begin());
      last = part.end();
    }
    if (attribution.parent) {
      EXPECT_TRUE(out->attributions.has(*attribution.parent));
    }
  }
  ByteOffset reached;
  for (const VerificationNote& note : out->verifications) {
    EXPECT_LT(note.span.begin(), note.span.end());
    EXPECT_LE(reached, note.span.begin());
    EXPECT_LE(note.span.end().value(), made.text.size());
    reached = note.span.end();
    for (const AttributionIndex index : note.scope) EXPECT_TRUE(out->attributions.has(index));
  }
  return out->attributions.size();
}

std::vector<std::string> Repeat(const std::vector<std::string>& unit, std::size_t times) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < times; ++i) out.insert(out.end(), unit.begin(), unit.end());
  return out;
}

// A megabyte each without a paragraph break. What is quadratic here takes minutes and is noticed.
TEST(AttributionStage, ReadsAMegabyteOfCuesInOneSentence) {
  CheckedRun(Make(Repeat({"he", "said"}, 140000)));
}
TEST(AttributionStage, ReadsAMegabyteOfOpeningMarks) {
  CheckedRun(Make(Repeat({"“", "a"}, 170000)));
}
TEST(AttributionStage, ReadsAMegabyteOfQuotedCues) {
  CheckedRun(Make(Repeat({"“", "go", ",", "”", "he", "said", ","}, 50000)));
}
TEST(AttributionStage, ReadsAMegabyteOfContentsToTheEnd) {
  CheckedRun(Make(Repeat({"“", "he", "said", "“", "that", "“", "they"}, 60000)));
}
TEST(AttributionStage, ReadsAMegabyteOfPunctuation) {
  CheckedRun(Make(Repeat({",", ":", "-", "said"}, 110000)));
}
TEST(AttributionStage, ReadsAMegabyteOfPhrases) {
  CheckedRun(Make(Repeat({"according", "to"}, 80000)));
}

TEST(AttributionStage, ReadsAMegabyteOfVerificationNotes) {
  CheckedRun(Make(Repeat({"he", "said", "could", "not", "verify", "reports", "unconfirmed", "no",
                          "comment", "from", "he"},
                         17000)));
}

TEST(AttributionStage, FindsNothingInNothing) {
  EXPECT_EQ(CheckedRun(Make({"a"})), 0u);
  EXPECT_EQ(CheckedRun(Make({"“"})), 0u);
}

TEST(AttributionStage, ReadsAnySequenceOfMarksAndWords) {
  const std::vector<std::string> words = {
      "“",         "”",      "„",     "«",       "»",        "\"",     "''",     "``",    "'",
      "‘",         "’",      "he",    "HE",      "said",     "told",   "that",   ":",     ",",
      "according", "to",     "-",     "Monday",  "who",      "denied", "\u200F", "claim", "could",
      "not",       "verify", "video", "without", "evidence", "would"};
  std::mt19937 random(20261125);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> text;
    const std::size_t size = 1 + random() % 24;
    for (std::size_t i = 0; i < size; ++i) text.push_back(words[random() % words.size()]);
    const SmallReading made = Make(text);
    SCOPED_TRACE(made.text);
    CheckedRun(made);
  }
}

TEST(FindQuotes, EveryQuotationLiesInItsParagraphAndBeginsWithAMark) {
  std::mt19937 random(7);
  const std::vector<std::string> words = {"“", "”", "\"", "'", "«", "»", "a", "b.", "'s"};
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> text;
    const std::size_t size = 1 + random() % 16;
    for (std::size_t i = 0; i < size; ++i) text.push_back(words[random() % words.size()]);
    const SmallReading made = Make(text);
    SCOPED_TRACE(made.text);
    for (const Quote& quote : FindQuotes(made.language()).quotes) {
      EXPECT_LT(quote.span.begin(), quote.span.end());
      EXPECT_LE(quote.span.end().value(), made.text.size());
      EXPECT_FALSE(quote.tokens.is_empty());
      EXPECT_NE(made.text[quote.span.begin().value()], 'a');
    }
  }
}

TEST(Tags, AnInsideFollowsOnlyItsOwnPart) {
  EXPECT_TRUE(MayFollow(Tag::kBeginCue, Tag::kInsideCue));
  EXPECT_FALSE(MayFollow(Tag::kOutside, Tag::kInsideCue));
  EXPECT_FALSE(MayFollow(Tag::kInsideSource, Tag::kInsideCue));
  for (const Part part : {Part::kSource, Part::kCue, Part::kContent}) {
    EXPECT_EQ(PartOf(BeginOf(part)), part);
    EXPECT_EQ(PartOf(InsideOf(part)), part);
    EXPECT_TRUE(IsBegin(BeginOf(part)));
    EXPECT_FALSE(IsBegin(InsideOf(part)));
  }
}

}  // namespace
}  // namespace dateline::attribution
