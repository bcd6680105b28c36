// Tokens of one block of text by the conventions of Universal Dependencies.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "dateline/byte_span.h"
#include "structure/lexicon.h"

namespace dateline::structure {

// The tokens of a block, in order, disjoint, none empty.
struct BlockTokens {
  std::vector<ByteSpan> spans;
  // First token and number of tokens of each run that is written as one: "do" and "n't".
  std::vector<std::pair<std::size_t, std::size_t>> runs;

  void clear() {
    spans.clear();
    runs.clear();
  }
};

// Puts the tokens of text[block] in place of `out`, whose memory is reused. Together they cover all
// that is not white space. O(size).
void Tokenize(std::string_view text, ByteSpan block, const Lexicon& lexicon, BlockTokens& out);

}  // namespace dateline::structure
