// Where things are said to be: the words before and after a place, read as a relation to it, with
// the point of the compass and the distance that they give.
#pragma once

#include <vector>

#include "places/anaphora.h"
#include "places/word_stream.h"
#include "text/document.h"

namespace dateline::places {

// Locations of the literal toponyms and of what stands for them, in text order. Without geometry.
// Linear in the number of tokens.
struct Located {
  Location location;
  // What the text says to hold it ("the village of X in the Sumy region") or to be near it.
  Mooring within;
};
std::vector<Located> Locate(const text::LanguageView& input, const WordStream& stream,
                            const Gazetteer& gazetteer, const Words& words,
                            const std::vector<Anchor>& anchors);

}  // namespace dateline::places
