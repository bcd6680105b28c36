// Scores of a finished artefact, read as the product reads it, with the CPU time of each part.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"
#include "model/container.h"

namespace dateline::training {

Status ScoreTrees(const model::Container& model, const std::string& name,
                  const std::vector<TreeSentence>& gold);
Status ScoreNames(const model::Container& model, const std::string& name,
                  const std::vector<NameSentence>& gold);

}  // namespace dateline::training
