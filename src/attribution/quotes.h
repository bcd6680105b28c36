// Quotations: which stretches stand between quotation marks, by a state machine over the bytes.
//
// Marks are “ ” „ « » " '' `` and single ‘ ’ '. A paragraph (block) is read at a time. A mark that
// opens pushes, one that closes pops; a straight mark is judged by its neighbours, an apostrophe is
// no mark. English prints a quotation of several paragraphs with a mark at the head of each and one
// at the very end: a quotation that is open at the end of its paragraph goes on when the next
// paragraph begins with a mark, and else ends there with a diagnostic. Nothing fails, whatever the
// marks; time is linear.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/range.h"
#include "text/document.h"

namespace dateline::attribution {

enum class QuoteUse : std::uint8_t {
  kSpeech,
  kMention,  // scare quotes, titles, single words: never speech
};

struct Quote {
  ByteSpan span;      // with its marks
  TokenRange tokens;  // with its marks
  BlockIndex block;
  bool continues = false;  // goes on from the quotation before, which was left open
  bool is_closed = true;
  std::uint8_t depth = 0;  // 0: not inside another quotation
  QuoteUse use = QuoteUse::kSpeech;
};

struct QuoteLayer {
  std::vector<Quote> quotes;          // by their begin
  std::vector<std::uint32_t> around;  // per token: 1 + the index of the outermost quotation, or 0
  std::vector<Diagnostic> diagnostics;
};

QuoteLayer FindQuotes(const text::LanguageView& input);

}  // namespace dateline::attribution
