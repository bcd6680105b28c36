// Sentences: runs of the tokens of one block.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "structure/lexicon.h"

namespace dateline::structure {

// For each token of a block: does a sentence end after it? The last one always does. `tokens` are
// those of the block.
std::vector<bool> SentenceEnds(std::string_view text, const std::vector<ByteSpan>& tokens,
                               const Lexicon& lexicon);

}  // namespace dateline::structure
