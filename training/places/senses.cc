// Which place a name means: a conditional logit over the senses of each name, trained in rounds,
// since what speaks for a sense depends on what the other names of the document are taken to be.
#include "places/senses.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <numeric>
#include <random>

#include "places/geometry.h"
#include "places/recognise.h"
#include "places/resolve.h"
#include "trainers.h"

namespace dateline::training {
namespace {

using places::SenseVector;

constexpr int kOuterRounds = 4;
constexpr int kEpochs = 30;
constexpr double kRate = 0.1, kDecay = 1e-5;
constexpr double kSameKm = 25, kFarKm = 161;
constexpr unsigned kSeed = 20220909;

// What the corpora have too few of to learn.
constexpr std::pair<places::SenseFeature, double> kFixed[] = {{places::SenseFeature::kWater, 5.0},
                                                              {places::SenseFeature::kWanted, 4.0}};

// One document as the resolver sees it, with the gold point of each toponym.
struct Case {
  std::size_t corpus = 0;
  bool has_home = false;  // each document comes twice: with its publisher, and without
  std::size_t number = 0;
  std::unique_ptr<places::Senses> senses;
  std::vector<std::optional<LatLng>> gold;  // of each toponym
};

// The senses of one name and which of them are right.
struct Example {
  std::vector<SenseVector> senses;
  std::vector<char> is_right;
  double weight = 1;
};

std::vector<Case> CasesOf(const std::vector<Corpus>& corpora, const places::Gazetteer& gazetteer,
                          const places::Words& words, const places::Judge& judge,
                          const places::Outlets& outlets) {
  std::vector<Case> cases;
  for (std::size_t c = 0; c < corpora.size(); ++c) {
    std::size_t number = 0;
    for (const GoldDocument& document : corpora[c].documents) {
      const text::LanguageView view = document.view();
      const places::WordStream stream(view);
      const places::Surroundings around(view, stream, words);
      const auto toponyms = places::Recognise(around, gazetteer, judge);
      std::vector<std::optional<LatLng>> gold;
      for (const places::Toponym& t : toponyms) {
        const ByteSpan span = view.span_of(t.first, t.end);
        std::optional<LatLng> point;
        for (const GoldToponym& known : document.toponyms) {
          if (known.span.Overlaps(span) && !point) point = known.point;
        }
        gold.push_back(point);
      }
      const places::Home home = outlets.HomeOf(document.reading.document.publisher);
      for (const bool has_home : {true, false}) {
        if (has_home && !home.is_known()) continue;
        cases.push_back({c, has_home, number,
                         std::make_unique<places::Senses>(
                             around, gazetteer, has_home ? home : places::Home(), toponyms),
                         gold});
      }
      ++number;
    }
  }
  return cases;
}

std::vector<Example> ExamplesOf(const Case& one) {
  std::vector<Example> examples;
  std::vector<char> seen(one.senses->names().size(), 0);
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName || !one.gold[i] || seen[n] != 0) continue;
    seen[n] = 1;
    const places::Name& name = one.senses->names()[n];
    if (name.senses.size() < 2 || name.is_demonym) continue;
    double nearest = 1e9;
    for (const places::Sense& sense : name.senses)
      nearest = std::min(nearest, places::DistanceKm(sense.point, *one.gold[i]));
    if (nearest > kFarKm) continue;
    const double limit = std::max(nearest, kSameKm);
    Example example;
    example.weight = name.weight;
    for (const places::Sense& sense : name.senses) {
      example.senses.push_back(sense.features);
      example.is_right.push_back(places::DistanceKm(sense.point, *one.gold[i]) <= limit ? 1 : 0);
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

// Gradient of the logarithm of the share of the right senses.
void Step(const Example& example, SenseVector& weights, SenseVector& squares) {
  std::vector<double> share;
  double best = -1e300, all = 0, right = 0;
  for (const SenseVector& f : example.senses) {
    share.push_back(places::Score(weights, f));
    best = std::max(best, share.back());
  }
  for (std::size_t s = 0; s < share.size(); ++s) {
    share[s] = std::exp(share[s] - best);
    all += share[s];
    if (example.is_right[s] != 0) right += share[s];
  }
  for (std::size_t f = 0; f < weights.size(); ++f) {
    double gradient = 0;
    for (std::size_t s = 0; s < share.size(); ++s) {
      const double target = example.is_right[s] != 0 && right > 0 ? share[s] / right : 0;
      gradient += (target - share[s] / all) * example.senses[s][f];
    }
    gradient *= example.weight;
    if (gradient == 0) continue;
    squares[f] += gradient * gradient;
    weights[f] += kRate * gradient / std::sqrt(squares[f]);
    weights[f] -= kDecay * weights[f];
  }
}

void Fix(SenseVector& weights) {
  for (const auto& [feature, value] : kFixed) weights[static_cast<std::size_t>(feature)] = value;
}

SenseVector Train(const std::vector<Case*>& cases) {
  SenseVector weights{};
  Fix(weights);
  std::mt19937 random(kSeed);
  for (int round = 0; round < kOuterRounds; ++round) {
    std::vector<Example> examples;
    for (Case* one : cases) {
      places::Settle(weights, *one->senses);
      one->senses->ReadContext();
      for (Example& example : ExamplesOf(*one)) examples.push_back(std::move(example));
    }
    SenseVector squares{}, sums{};
    squares.fill(1e-6);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    int averaged = 0;
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const std::size_t i : order) {
        Step(examples[i], weights, squares);
        Fix(weights);
      }
      if (epoch < kEpochs / 2) continue;
      ++averaged;
      for (std::size_t f = 0; f < weights.size(); ++f) sums[f] += weights[f];
    }
    for (std::size_t f = 0; f < weights.size(); ++f) weights[f] = sums[f] / averaged;
    Fix(weights);
  }
  return weights;
}

struct Tally {
  std::size_t right = 0, all = 0;
};

void Count(const SenseVector& weights, Case& one, std::vector<Tally>& tallies) {
  places::Settle(weights, *one.senses);
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    if (!one.gold[i]) continue;
    Tally& tally = tallies[2 * one.corpus + (one.has_home ? 1 : 0)];
    ++tally.all;
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName) continue;
    const places::Name& name = one.senses->names()[n];
    if (places::DistanceKm(name.senses[name.chosen].point, *one.gold[i]) <= kFarKm) ++tally.right;
  }
}

void Print(const std::vector<Corpus>& corpora, const std::vector<Tally>& tallies, const char* how) {
  for (std::size_t t = 0; t < tallies.size(); ++t) {
    if (tallies[t].all == 0) continue;
    std::printf(
        "%s %s, %s: %zu of %zu found and located toponyms within 161 km, %.1f %%\n",
        corpora[t / 2].path.c_str(), t % 2 == 0 ? "publisher unknown" : "publisher known", how,
        tallies[t].right, tallies[t].all,
        100.0 * static_cast<double>(tallies[t].right) / static_cast<double>(tallies[t].all));
  }
}

}  // namespace

Status TrainSenses(const std::string& out, const std::vector<Corpus>& corpora,
                   const places::Gazetteer& gazetteer, const places::Words& words) {
  DL_ASSIGN_OR_RETURN(const auto judge, places::Judge::Load());
  DL_ASSIGN_OR_RETURN(const auto outlets, places::Outlets::Load(gazetteer));
  DL_ASSIGN_OR_RETURN(const auto start, places::SenseWeights::Load());
  std::vector<Case> cases = CasesOf(corpora, gazetteer, words, judge, outlets);
  std::vector<Tally> before(2 * corpora.size()), held_out(before), after(before);
  for (Case& one : cases) Count(start.weights, one, before);
  Print(corpora, before, "before");
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Case*> training;
    for (Case& one : cases) {
      if (one.number % kFolds != fold) training.push_back(&one);
    }
    const SenseVector weights = Train(training);
    for (Case& one : cases) {
      if (one.number % kFolds == fold) Count(weights, one, held_out);
    }
  }
  Print(corpora, held_out, "held out");
  std::vector<Case*> all;
  for (Case& one : cases) all.push_back(&one);
  const SenseVector weights = Train(all);
  for (Case& one : cases) Count(weights, one, after);
  Print(corpora, after, "after");
  std::ofstream file(out);
  file << "# weight\tvalue\twhy\n# The linear scorer that chooses among the places of a name "
          "(src/places/resolve.cc; senses.h says what each\n# feature is). Learned: "
          "training/places/train.sh writes this file; change the recipe, not the numbers.\n";
  for (std::size_t f = 0; f < weights.size(); ++f) {
    char number[32];
    std::snprintf(number, sizeof number, "%.3f", weights[f]);
    file << places::NameOf(static_cast<places::SenseFeature>(f)) << '\t' << number << "\tlearned\n";
  }
  char number[32];
  std::snprintf(number, sizeof number, "%.2f", start.threshold);
  file << "threshold\t" << number
       << "\tbelow this share of probability a name keeps its wording only\n";
  if (!file.good()) return Error{ErrorCode::kIo, "could not write the weights", out};
  return Done{};
}

}  // namespace dateline::training
