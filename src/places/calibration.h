// Calibration: from a score that orders places by how sure they are to the share of those that are
// right, as measured on documents that the weights had not seen (training/places).
#pragma once

#include <utility>
#include <vector>

#include "dateline/result.h"

namespace dateline::places {

class Calibration {
 public:
  Calibration() = default;
  // Points (score, share), both rising. Errors: kCorrupt.
  static Result<Calibration> Load();
  explicit Calibration(std::vector<std::pair<double, double>> points)
      : points_(std::move(points)) {}

  // Linear between the points; the score itself when there are none.
  double Of(double score) const;

 private:
  std::vector<std::pair<double, double>> points_;
};

}  // namespace dateline::places
