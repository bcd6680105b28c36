#include "places/calibration.h"

#include <charconv>

#include "io/table.h"
#include "model/resources.h"

namespace dateline::places {

Result<Calibration> Calibration::Load() {
  constexpr std::string_view kFile = "data/places/calibration.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kFile));
  std::vector<std::pair<double, double>> points;
  for (const io::TableRow& row : rows) {
    std::pair<double, double> point;
    const auto read = [](std::string_view cell, double& value) {
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      return error == std::errc() && end == cell.data() + cell.size() && value >= 0 && value <= 1;
    };
    const bool is_point = read(row[0], point.first) && read(row[1], point.second);
    if (!is_point || (!points.empty() && (point.first <= points.back().first ||
                                          point.second < points.back().second))) {
      return Error{ErrorCode::kCorrupt, "expected a score and a share, both from 0 to 1 and rising",
                   std::string(kFile) + ", line " + std::to_string(row.line)};
    }
    points.push_back(point);
  }
  return Calibration(std::move(points));
}

double Calibration::Of(double score) const {
  if (points_.empty()) return score;
  if (score <= points_.front().first) return points_.front().second;
  for (std::size_t i = 1; i < points_.size(); ++i) {
    const auto& [x0, y0] = points_[i - 1];
    const auto& [x1, y1] = points_[i];
    if (score <= x1) return y0 + (y1 - y0) * (score - x0) / (x1 - x0);
  }
  return points_.back().second;
}

}  // namespace dateline::places
