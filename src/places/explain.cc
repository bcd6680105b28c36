#include "places/explain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dateline::places {
namespace {

constexpr std::size_t kMostCandidates = 3, kMostGrounds = 6;
constexpr double kLeastGround = 0.05;

std::vector<PlaceCandidate::Ground> GroundsOf(const SenseVector& weights,
                                              const SenseVector& features) {
  std::vector<PlaceCandidate::Ground> grounds;
  for (std::size_t f = 0; f < kSenseFeatures; ++f) {
    const double weight = weights[f] * features[f];
    if (std::abs(weight) >= kLeastGround)
      grounds.push_back({std::string(NameOf(static_cast<SenseFeature>(f))), weight});
  }
  std::stable_sort(grounds.begin(), grounds.end(), [](const auto& a, const auto& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  if (grounds.size() > kMostGrounds) grounds.resize(kMostGrounds);
  return grounds;
}

PlaceCandidate CandidateOf(const Gazetteer& gazetteer, const SenseVector& weights,
                           const Sense& sense, double share) {
  PlaceCandidate candidate;
  candidate.gazetteer = gazetteer.IdOf(sense.record);
  candidate.name = gazetteer.NameOf(sense.record);
  candidate.country = gazetteer.CountryOf(sense.record);
  const PlaceRecord& r = gazetteer.record(sense.record);
  if (r.admin1 < gazetteer.size()) candidate.admin1 = gazetteer.NameOf(r.admin1);
  candidate.point = sense.point;
  candidate.share = share;
  candidate.grounds = GroundsOf(weights, sense.features);
  return candidate;
}

void AddCandidates(const Gazetteer& gazetteer, const SenseVector& weights, const Name& name,
                   PlaceReasons& out) {
  std::vector<double> scores;
  for (const Sense& sense : name.senses) scores.push_back(Score(weights, sense.features));
  const double none = name.is_demonym ? -1e300 : Score(weights, name.none);
  const double best = std::max(none, *std::max_element(scores.begin(), scores.end()));
  double all = std::exp(none - best);
  out.none_share = all;
  for (const double score : scores) all += std::exp(score - best);
  out.none_share /= all;
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  // What the text's own ties chose stands first, whatever its score.
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t s) { return s == name.chosen; });
  if (order.size() > kMostCandidates) order.resize(kMostCandidates);
  for (const std::size_t s : order) {
    out.candidates.push_back(
        CandidateOf(gazetteer, weights, name.senses[s], std::exp(scores[s] - best) / all));
  }
}

}  // namespace

std::vector<PlaceReasons> ExplainToponyms(const Gazetteer& gazetteer, const SenseWeights& weights,
                                          Senses& senses, const std::vector<Toponym>& toponyms) {
  std::vector<PlaceReasons> all;
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    const Toponym& t = toponyms[i];
    PlaceReasons out;
    if (t.chosen == kNoRecord && t.mooring.record != kNoRecord)
      out.moored_to = gazetteer.NameOf(t.mooring.record);
    const std::size_t n = senses.name_of(i);
    if (n != Senses::kNoName) AddCandidates(gazetteer, weights.weights, senses.names()[n], out);
    all.push_back(std::move(out));
  }
  return all;
}

}  // namespace dateline::places
