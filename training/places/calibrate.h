// From the scores of places to the share of those that are right.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dateline/result.h"

namespace dateline::training {

// A place that a model put on the map in a document that it had not seen.
struct Judgement {
  double score = 0;
  std::size_t document = 0;
  bool is_right = false;
};

// Writes the points of data/places/calibration.tsv and prints how far scores are from shares before
// and, by cross-validation over documents, after. Errors: kIo.
Status Calibrate(const std::string& out, const std::vector<Judgement>& judgements);

}  // namespace dateline::training
