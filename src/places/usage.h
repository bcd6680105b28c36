// How each toponym is used: as a place, for a power ("Washington said"), or to qualify something
// else ("Aleppo resident"). Only literal uses locate a claim.
#pragma once

#include <vector>

#include "places/toponym.h"
#include "places/word_stream.h"
#include "text/document.h"

namespace dateline::places {

void ReadUse(const text::LanguageView& input, const WordStream& stream, const Gazetteer& gazetteer,
             const Words& words, std::vector<Toponym>& toponyms);

}  // namespace dateline::places
