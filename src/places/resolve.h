// Chooses, for every name of a document, the place that is meant, or none.
#pragma once

#include <vector>

#include "places/toponym.h"
#include "text/document.h"

namespace dateline::places {

// Fills `chosen` and `confidence`. Linear in the number of toponyms.
void Resolve(const text::LanguageView& input, const Gazetteer& gazetteer, const Words& words,
             std::vector<Toponym>& toponyms);

}  // namespace dateline::places
