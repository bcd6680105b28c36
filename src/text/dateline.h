// Datelines that open a paragraph: "KYIV, March 15 (Example Wire) — ", "(CNN) ". They say where and
// by whom a report was filed, and are no part of the sentence that follows.
#pragma once

#include <optional>

#include "text/document.h"

namespace dateline::text {

// The token behind the dateline that opens this sentence, or none where it opens with its own
// words. The sentence goes on behind it. Linear in at most sixteen tokens.
std::optional<TokenIndex> EndOfDateline(const StructureView& input, SentenceIndex sentence);

}  // namespace dateline::text
