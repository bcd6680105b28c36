// The released file: weights of both passes in bytes, weights of the choice among spans, and how
// often words are cues.
#pragma once

#include <string>
#include <vector>

#include "attribution/chooser.h"
#include "choice.h"
#include "crf.h"
#include "numbering.h"
#include "priors.h"

namespace dateline::attribution::training {

struct TableOptions {
  std::string name = "attribution-crf 2026-11-26";
  std::size_t buckets = 167000;        // of 64 bytes: 10.7 MB
  std::size_t choice_buckets = 17000;  // 1.1 MB
  Thresholds thresholds{{1.0f, 0.3f, 0.25f, 0.28f}};
  AssemblyThresholds assembly{0.3f, 0.3f, 1.0f, 0.02f};
};

// Features of spans or of proposals, by their numbers.
struct Weighed {
  const Numbering* numbers;
  const std::vector<float>* weights;
};

std::string MakeModel(const TableOptions& options, const Numbering& numbers, const Crf& first,
                      const Crf& second, const std::vector<Weighed>& choices,
                      const CountMap& counts);

}  // namespace dateline::attribution::training
