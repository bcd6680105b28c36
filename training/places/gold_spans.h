// Toponyms where annotators marked them, to measure which place is chosen apart from which words
// are taken for one.
#pragma once

#include <vector>

#include "corpus.h"
#include "places/gazetteer.h"
#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::training {

// One for each annotated span that has words, in text order; without matches where the gazetteer
// has no such name.
std::vector<places::Toponym> GoldToponyms(const GoldDocument& document,
                                          const places::Surroundings& around,
                                          const places::Gazetteer& gazetteer);

}  // namespace dateline::training
