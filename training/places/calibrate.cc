// Isotonic regression by pooling adjacent violators (Barlow et al. 1972) over bins of equal size,
// so that a point rests on enough places.
#include "calibrate.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "places/calibration.h"
#include "trainers.h"

namespace dateline::training {
namespace {

constexpr std::size_t kBins = 24;       // of equal size, before pooling
constexpr std::size_t kTableBins = 10;  // of equal width, in what is printed

using Points = std::vector<std::pair<double, double>>;

Points Fit(std::vector<Judgement> judgements) {
  std::stable_sort(judgements.begin(), judgements.end(),
                   [](const Judgement& a, const Judgement& b) { return a.score < b.score; });
  struct Pool {
    double scores = 0, right = 0, count = 0;
  };
  std::vector<Pool> pools;
  const std::size_t size = std::max<std::size_t>(1, judgements.size() / kBins);
  for (std::size_t begin = 0; begin < judgements.size(); begin += size) {
    Pool pool;
    for (std::size_t i = begin; i < std::min(judgements.size(), begin + size); ++i) {
      pool.scores += judgements[i].score;
      pool.right += judgements[i].is_right ? 1 : 0;
      pool.count += 1;
    }
    pools.push_back(pool);
    while (pools.size() > 1) {
      Pool& last = pools.back();
      Pool& before = pools[pools.size() - 2];
      if (before.right / before.count < last.right / last.count) break;
      before.scores += last.scores;
      before.right += last.right;
      before.count += last.count;
      pools.pop_back();
    }
  }
  Points points;
  for (const Pool& pool : pools)
    points.emplace_back(pool.scores / pool.count, pool.right / pool.count);
  return points;
}

// Expected calibration error: how far the mean score of a bin is from its share, over all places.
double ErrorOf(const std::vector<Judgement>& judgements, const char* title) {
  struct Bin {
    double scores = 0, right = 0, count = 0;
  };
  std::vector<Bin> bins(kTableBins);
  for (const Judgement& j : judgements) {
    Bin& bin = bins[std::min(kTableBins - 1, static_cast<std::size_t>(j.score * kTableBins))];
    bin.scores += j.score;
    bin.right += j.is_right ? 1 : 0;
    bin.count += 1;
  }
  double error = 0;
  std::printf("%s\n  places   mean confidence   right\n", title);
  for (const Bin& bin : bins) {
    if (bin.count == 0) continue;
    std::printf("  %6.0f   %.3f             %.3f\n", bin.count, bin.scores / bin.count,
                bin.right / bin.count);
    error += std::abs(bin.scores - bin.right);
  }
  error /= static_cast<double>(std::max<std::size_t>(1, judgements.size()));
  std::printf("  expected calibration error %.3f\n", error);
  return error;
}

}  // namespace

Status Calibrate(const std::string& out, const std::vector<Judgement>& judgements) {
  ErrorOf(judgements, "confidence before calibration, held out");
  std::vector<Judgement> calibrated;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Judgement> training;
    for (const Judgement& j : judgements) {
      if (j.document % kFolds != fold) training.push_back(j);
    }
    const places::Calibration calibration(Fit(std::move(training)));
    for (const Judgement& j : judgements) {
      if (j.document % kFolds == fold)
        calibrated.push_back({calibration.Of(j.score), j.document, j.is_right});
    }
  }
  ErrorOf(calibrated, "confidence after calibration, held out");
  std::ofstream file(out);
  file << "# score\tshare\twhy\n# The share of places with such a score that lie within 161 km of "
          "where annotators put them. Learned:\n# training/places/train.sh writes this file.\n";
  double last = -1;
  for (const auto& [score, share] : Fit(judgements)) {
    char line[64];
    if (std::round(score * 1000) <= last) continue;
    last = std::round(score * 1000);
    std::snprintf(line, sizeof line, "%.3f\t%.3f\tlearned\n", score, share);
    file << line;
  }
  if (!file.good()) return Error{ErrorCode::kIo, "could not write the calibration", out};
  return Done{};
}

}  // namespace dateline::training
