// A linear scorer over all names of the document at once, in rounds: first what each name is by
// itself (inhabitants, kind of place and of name, the cue beside it, "Paris, Texas", the
// publisher's home), then also by what the others are taken to be (how many of them lie in the same
// country and division, how near they are). One sense a document: equal names with equal cues are
// one decision. The idea of collective resolution: Leidner, "Toponym Resolution in Text" (2007);
// the features: Lieberman and Samet, "Adaptive context features for toponym resolution" (2012). The
// weights are those of a conditional logit, so that the exponentials of the scores are shares of
// probability.
#include "places/resolve.h"

#include <charconv>
#include <cmath>
#include <string>

#include "io/table.h"
#include "model/resources.h"
#include "places/geometry.h"
#include "places/reconcile.h"

namespace dateline::places {
namespace {

constexpr int kRounds = 3;
constexpr double kSameKm = 50;  // the city, its district and its division are no doubt

void Choose(const SenseVector& weights, Name& name) {
  double best = -1e300;
  for (std::size_t s = 0; s < name.senses.size(); ++s) {
    const double score = Score(weights, name.senses[s].features);
    if (score > best) {
      best = score;
      name.chosen = s;
    }
  }
}

}  // namespace

Result<SenseWeights> SenseWeights::Load() {
  constexpr std::string_view kFile = "data/places/weights.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kFile));
  SenseWeights out;
  DL_ASSIGN_OR_RETURN(out.calibration, Calibration::Load());
  for (const io::TableRow& row : rows) {
    double* value = row[0] == "threshold" ? &out.threshold : nullptr;
    for (std::size_t f = 0; f < kSenseFeatures && value == nullptr; ++f) {
      if (NameOf(static_cast<SenseFeature>(f)) == row[0]) value = &out.weights[f];
    }
    const bool is_number =
        value != nullptr &&
        std::from_chars(row[1].data(), row[1].data() + row[1].size(), *value).ec == std::errc();
    if (!is_number) {
      return Error{ErrorCode::kCorrupt,
                   "found \"" + std::string(row[0]) + "\", expected a known weight and its value",
                   std::string(kFile) + ", line " + std::to_string(row.line)};
    }
  }
  return out;
}

Shares SharesOf(const SenseVector& weights, const Name& name) {
  const Sense& chosen = name.senses[name.chosen];
  const double best = Score(weights, chosen.features);
  double share = 0, all = 0;
  for (const Sense& sense : name.senses) {
    const double part = std::exp(Score(weights, sense.features) - best);
    all += part;
    if (sense.record == chosen.record || DistanceKm(sense.point, chosen.point) < kSameKm)
      share += part;
  }
  double none = 0;
  if (!name.is_demonym) none = std::exp(Score(weights, name.none) - best);
  all += none;
  return {share / all, none / all};
}

void Settle(const SenseVector& weights, Senses& senses) {
  for (Name& name : senses.names()) Choose(weights, name);
  for (int round = 0; round < kRounds; ++round) {
    senses.ReadContext();
    for (Name& name : senses.names()) Choose(weights, name);
  }
}

Senses Resolve(const Surroundings& around, const Gazetteer& gazetteer, const SenseWeights& weights,
               const Home& home, std::vector<Toponym>& toponyms) {
  Senses senses(around, gazetteer, home, toponyms);
  Settle(weights.weights, senses);
  const std::vector<Verdict> verdicts = Reconcile(gazetteer, weights.weights, toponyms, senses);
  std::vector<Shares> shares;
  for (const Name& name : senses.names()) shares.push_back(SharesOf(weights.weights, name));
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    Toponym& toponym = toponyms[i];
    const std::size_t n = senses.name_of(i);
    if (n == Senses::kNoName) continue;
    const Name& name = senses.names()[n];
    const double score = shares[n].chosen * toponym.probability;
    toponym.confidence = std::round(weights.calibration.Of(score) * 1000) / 1000;
    toponym.mooring = verdicts[n].mooring;
    if (shares[n].chosen >= weights.threshold && !shares[n].is_none() && !verdicts[n].is_refused)
      toponym.chosen = name.senses[name.chosen].record;
  }
  MoorUnknown(senses, toponyms);
  return senses;
}

}  // namespace dateline::places
