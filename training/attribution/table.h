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
  std::string name = "attribution-crf 2026-11-25";
  std::size_t buckets = 172000;        // of 64 bytes: 11.0 MB
  std::size_t choice_buckets = 12000;  // 0.8 MB
  Thresholds thresholds{{1.0f, 0.3f, 0.25f, 0.28f}};
};

std::string MakeModel(const TableOptions& options, const Numbering& numbers, const Crf& first,
                      const Crf& second, const Choice& choice, const std::vector<float>& weights,
                      const CountMap& counts);

// The sections of the choice alone.
void AddChoice(const TableOptions& options, const Choice& choice, const std::vector<float>& weights,
               model::ContainerWriter& writer);

}  // namespace dateline::attribution::training
