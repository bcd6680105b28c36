// Tokens of one block of text by the conventions of Universal Dependencies.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "structure/lexicon.h"

namespace dateline::structure {

// Appends the tokens of text[block] to `out`, in order, disjoint, none empty. Together they cover
// all that is not white space. O(size).
void Tokenize(std::string_view text, ByteSpan block, const Lexicon& lexicon,
              std::vector<ByteSpan>& out);

}  // namespace dateline::structure
