// What train_places can train; each writes one table and prints its scores by cross-validation over
// documents.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"
#include "places/gazetteer.h"
#include "places/words.h"

namespace dateline::training {

inline constexpr std::size_t kFolds = 5;

struct Corpus {
  std::string path;
  std::vector<GoldDocument> documents;
};

// data/places/acceptance.tsv. False when the file cannot be written.
bool TrainAcceptance(const std::string& out, const std::vector<Corpus>& corpora,
                     const places::Gazetteer& gazetteer, const places::Words& words);

// data/places/weights.tsv, with the judge of this build. Errors: those of the stage's tables.
Status TrainSenses(const std::string& out, const std::vector<Corpus>& corpora,
                   const places::Gazetteer& gazetteer, const places::Words& words);

}  // namespace dateline::training
