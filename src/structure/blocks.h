// Blocks: the parts of a page that read differently: headline, paragraph, caption, teaser for
// another story.
#pragma once

#include <string>
#include <vector>

#include "dateline/reading.h"
#include "text/document.h"

namespace dateline::structure {

// Words and phrases that tell the kinds of short lines apart.
struct BlockLexicon {
  std::vector<std::string> boilerplate;  // folded beginnings: "read more"
  std::vector<std::string> captions;     // beginnings: "photo:"
};

// Blocks in text order, disjoint, without the white space around them.
IndexedVector<Block, BlockIndex> FindBlocks(const text::Document& document,
                                            const BlockLexicon& lexicon);

}  // namespace dateline::structure
