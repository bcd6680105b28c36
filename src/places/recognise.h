// Finds the toponyms of a document: names by the gazetteer, and names that only their cue or the
// language stage shows to be places.
#pragma once

#include <vector>

#include "places/toponym.h"
#include "places/word_stream.h"
#include "text/document.h"

namespace dateline::places {

// In text order, disjoint. Linear in the number of tokens.
std::vector<Toponym> Recognise(const text::LanguageView& input, const WordStream& stream,
                               const Gazetteer& gazetteer, const Words& words);

}  // namespace dateline::places
