#include "text/dateline.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline::text {
namespace {

// What stands behind the dateline of a paragraph of one sentence, or "" where there is none. Tokens
// are parted by blanks; a blank before a mark is one of the text.
std::string Behind(const std::string& text) {
  DocumentInfo info;
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) tokens.Add(Token{ByteSpan::FromSizes(at, end), SentenceIndex(0)});
    at = end + 1;
  }
  Sentence sentence;
  sentence.span = ByteSpan::FromSizes(0, text.size());
  sentence.first = TokenIndex(0);
  sentence.end = tokens.end_index();
  sentences.Add(sentence);
  const StructureView view{text, info, blocks, sentences, tokens};
  const auto end = EndOfDateline(view, SentenceIndex(0));
  return end ? text.substr(tokens[*end].span.begin().value()) : std::string();
}

TEST(Dateline, EndsAtTheDashBehindAPlace) {
  EXPECT_EQ(Behind("KYIV — Troops left ."), "Troops left .");
  EXPECT_EQ(Behind("LIMA , Sept . 10 ( Example Wire ) - A bus fell ."), "A bus fell .");
  EXPECT_EQ(Behind("EL FASHER , Sudan ( EW ) -- \" We fled ."), "\" We fled .");
  EXPECT_EQ(Behind("Porto Alegre , Brazil - The toll rose ."), "The toll rose .");
}

TEST(Dateline, EndsBehindACreditWithoutADash) {
  EXPECT_EQ(Behind("( CNN ) A bus fell ."), "A bus fell .");
  EXPECT_EQ(Behind("( CNN ) -- A bus fell ."), "A bus fell .");
  EXPECT_EQ(Behind("LIMA , Peru ( CNN ) A bus fell ."), "A bus fell .");
}

TEST(Dateline, IsNoNameOrAsideOfTheSentence) {
  EXPECT_EQ(Behind("The World Food Programme ( WFP ) sent trucks ."), "");
  EXPECT_EQ(Behind("Médecins Sans Frontières ( MSF ) Belgium sent doctors ."), "");
  EXPECT_EQ(Behind("President Ruto - The third in a decade - spoke ."), "");
  EXPECT_EQ(Behind("( Later ) he left ."), "");
  EXPECT_EQ(Behind("KYIV — and beyond"), "");
  EXPECT_EQ(Behind("KYIV —"), "");
  EXPECT_EQ(Behind("("), "");
  EXPECT_EQ(Behind("Troops left KYIV — The capital ."), "");
}

}  // namespace
}  // namespace dateline::text
