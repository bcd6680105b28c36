// Blocks: the parts of a page that read differently: headline, paragraph, caption, teaser for
// another story.
#pragma once

#include "dateline/reading.h"
#include "structure/lexicon.h"
#include "text/document.h"

namespace dateline::structure {

// Blocks in text order, disjoint, without the white space around them.
IndexedVector<Block, BlockIndex> FindBlocks(const text::Document& document, const Lexicon& lexicon);

}  // namespace dateline::structure
