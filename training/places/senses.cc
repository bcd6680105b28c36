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

#include "calibrate.h"
#include "error_table.h"
#include "gold_spans.h"
#include "places/geometry.h"
#include "places/recognise.h"
#include "places/reconcile.h"
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
  std::vector<char> is_gold;                // annotated, with or without a point
  std::vector<double> probability;          // that it is meant as a place
  std::vector<places::Toponym> toponyms;
};

// The senses of one name and which of them are right.
struct Example {
  std::vector<SenseVector> senses;
  std::vector<char> is_right;
  double weight = 1;
};

// `judge`: null for the toponyms that annotators marked.
std::vector<Case> CasesOf(const std::vector<Corpus>& corpora, const places::Gazetteer& gazetteer,
                          const places::Words& words, const places::Judge* judge,
                          const places::Outlets& outlets) {
  std::vector<Case> cases;
  for (std::size_t c = 0; c < corpora.size(); ++c) {
    std::size_t number = 0;
    for (const GoldDocument& document : corpora[c].documents) {
      const text::LanguageView view = document.view();
      const places::WordStream stream(view);
      const places::Surroundings around(view, stream, words);
      const auto toponyms = judge != nullptr ? places::Recognise(around, gazetteer, *judge)
                                             : GoldToponyms(document, around, gazetteer);
      std::vector<std::optional<LatLng>> gold;
      std::vector<char> is_gold;
      std::vector<double> probability;
      for (const places::Toponym& t : toponyms) {
        const ByteSpan span = view.span_of(t.first, t.end);
        std::optional<LatLng> point;
        bool is_known = false;
        for (const GoldToponym& known : document.toponyms) {
          if (!known.span.Overlaps(span)) continue;
          is_known = true;
          if (!point) point = known.point;
        }
        gold.push_back(point);
        is_gold.push_back(is_known ? 1 : 0);
        probability.push_back(t.probability);
      }
      const places::Home home = outlets.HomeOf(document.reading.document.publisher);
      for (const bool has_home : {true, false}) {
        if (has_home && !home.is_known()) continue;
        cases.push_back({c, has_home, number,
                         std::make_unique<places::Senses>(
                             around, gazetteer, has_home ? home : places::Home(), toponyms),
                         gold, is_gold, probability, toponyms});
      }
      ++number;
    }
  }
  return cases;
}

// `with_missing`: also the names of which no candidate is right, and the sense that says so.
std::vector<Example> ExamplesOf(const Case& one, bool with_missing) {
  std::vector<Example> examples;
  std::vector<char> seen(one.senses->names().size(), 0);
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName || one.is_gold[i] == 0 || seen[n] != 0) continue;
    seen[n] = 1;
    const places::Name& name = one.senses->names()[n];
    if (name.is_demonym) continue;
    double nearest = 1e9;
    for (const places::Sense& sense : name.senses) {
      if (one.gold[i]) nearest = std::min(nearest, places::DistanceKm(sense.point, *one.gold[i]));
    }
    const bool is_none = nearest > kFarKm;
    if (!with_missing && (is_none || name.senses.size() < 2)) continue;
    const double limit = std::max(nearest, kSameKm);
    Example example;
    example.weight = name.weight;
    for (const places::Sense& sense : name.senses) {
      example.senses.push_back(sense.features);
      const bool is_right = !is_none && places::DistanceKm(sense.point, *one.gold[i]) <= limit;
      example.is_right.push_back(is_right ? 1 : 0);
    }
    // The gazetteer lacks what the annotators put elsewhere, or found nowhere.
    if (with_missing) {
      example.senses.push_back(name.none);
      example.is_right.push_back(is_none ? 1 : 0);
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

// Which names are missing is learned apart, over weights that were learned where none is: the
// corpora have too few of them to tell the two from one another.
struct Fixed {
  const SenseVector* weights = nullptr;  // null: learn all but kFixed and those of missing names
  void Apply(SenseVector& out) const {
    for (const auto& [feature, value] : kFixed) out[static_cast<std::size_t>(feature)] = value;
    for (std::size_t f = 0; f < out.size(); ++f) {
      const auto feature = static_cast<places::SenseFeature>(f);
      const bool is_of_missing =
          feature == places::SenseFeature::kLone || feature == places::SenseFeature::kNone;
      if (weights == nullptr ? is_of_missing : !is_of_missing)
        out[f] = weights == nullptr ? 0 : (*weights)[f];
    }
  }
};

SenseVector TrainOnce(const std::vector<Case*>& cases, const Fixed& fixed) {
  SenseVector weights{};
  fixed.Apply(weights);
  std::mt19937 random(kSeed);
  for (int round = 0; round < kOuterRounds; ++round) {
    std::vector<Example> examples;
    for (Case* one : cases) {
      places::Settle(weights, *one->senses);
      one->senses->ReadContext();
      for (Example& example : ExamplesOf(*one, fixed.weights != nullptr))
        examples.push_back(std::move(example));
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
        fixed.Apply(weights);
      }
      if (epoch < kEpochs / 2) continue;
      ++averaged;
      for (std::size_t f = 0; f < weights.size(); ++f) sums[f] += weights[f];
    }
    for (std::size_t f = 0; f < weights.size(); ++f) weights[f] = sums[f] / averaged;
    fixed.Apply(weights);
  }
  return weights;
}

SenseVector Train(const std::vector<Case*>& cases) {
  const SenseVector known = TrainOnce(cases, Fixed{});
  return TrainOnce(cases, Fixed{&known});
}

struct Tally {
  std::size_t right = 0, all = 0, abstained = 0;
};

// What a model says of the toponyms of a document that it has not seen.
void Judge(const SenseVector& weights, Case& one, std::vector<Judgement>& judgements) {
  places::Settle(weights, *one.senses);
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName || one.senses->names()[n].is_demonym) continue;
    const places::Name& name = one.senses->names()[n];
    const places::Shares shares = places::SharesOf(weights, name);
    if (shares.is_none()) continue;
    const LatLng point = name.senses[name.chosen].point;
    judgements.push_back({shares.chosen * one.probability[i], one.number,
                          one.gold[i] && places::DistanceKm(point, *one.gold[i]) <= kFarKm});
  }
}

void Count(const SenseVector& weights, Case& one, std::vector<Tally>& tallies) {
  places::Settle(weights, *one.senses);
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    if (!one.gold[i]) continue;
    Tally& tally = tallies[2 * one.corpus + (one.has_home ? 1 : 0)];
    ++tally.all;
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName) continue;
    const places::Name& name = one.senses->names()[n];
    const places::Shares shares = places::SharesOf(weights, name);
    if (shares.is_none()) {
      ++tally.abstained;
    } else if (places::DistanceKm(name.senses[name.chosen].point, *one.gold[i]) <= kFarKm) {
      ++tally.right;
    }
  }
}

std::string KindOf(const places::PlaceRecord& r) {
  switch (r.origin) {
    case places::Origin::kCountry:
      return "country";
    case places::Origin::kGeoNamesAdmin1:
      return "division 1";
    case places::Origin::kGeoNamesAdmin2:
      return "division 2";
    case places::Origin::kRegion:
      return r.feature[0] == 'H' ? "water" : "region";
    default:
      return "settlement";
  }
}

// Everything that resolution does, for the toponyms of a document that the weights have not seen.
void Measure(const SenseVector& weights, const places::Gazetteer& gazetteer,
             const std::vector<Corpus>& corpora, Case& one, ErrorTable& table) {
  places::Settle(weights, *one.senses);
  const auto verdicts = places::Reconcile(gazetteer, weights, one.toponyms, *one.senses);
  const std::string corpus =
      corpora[one.corpus].path + (one.has_home ? ", publisher known" : ", publisher unknown");
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    if (!one.gold[i]) continue;
    const std::size_t n = one.senses->name_of(i);
    if (n == places::Senses::kNoName) {
      table.Add(corpus, "no candidate", std::nullopt);
      continue;
    }
    const places::Name& name = one.senses->names()[n];
    const places::Shares shares = places::SharesOf(weights, name);
    const places::Sense& chosen = name.senses[name.chosen];
    const std::string kind = KindOf(gazetteer.record(chosen.record));
    if (verdicts[n].is_refused || shares.is_none()) {
      table.Add(corpus, kind, std::nullopt);
    } else {
      table.Add(corpus, kind, places::DistanceKm(chosen.point, *one.gold[i]));
    }
  }
}

void Print(const std::vector<Corpus>& corpora, const std::vector<Tally>& tallies, const char* how) {
  for (std::size_t t = 0; t < tallies.size(); ++t) {
    if (tallies[t].all == 0) continue;
    std::printf(
        "%s %s, %s: %zu of %zu found and located toponyms within 161 km, %.1f %%; no place chosen "
        "for %zu\n",
        corpora[t / 2].path.c_str(), t % 2 == 0 ? "publisher unknown" : "publisher known", how,
        tallies[t].right, tallies[t].all,
        100.0 * static_cast<double>(tallies[t].right) / static_cast<double>(tallies[t].all),
        tallies[t].abstained);
  }
}

}  // namespace

Status TrainSenses(const std::string& out, const std::vector<Corpus>& corpora,
                   const places::Gazetteer& gazetteer, const places::Words& words) {
  DL_ASSIGN_OR_RETURN(const auto judge, places::Judge::Load());
  DL_ASSIGN_OR_RETURN(const auto outlets, places::Outlets::Load(gazetteer));
  DL_ASSIGN_OR_RETURN(const auto start, places::SenseWeights::Load());
  std::vector<Case> cases = CasesOf(corpora, gazetteer, words, &judge, outlets);
  std::vector<Case> marked = CasesOf(corpora, gazetteer, words, nullptr, outlets);
  ErrorTable errors;
  std::vector<Tally> before(2 * corpora.size()), held_out(before), after(before);
  for (Case& one : cases) Count(start.weights, one, before);
  Print(corpora, before, "before");
  std::vector<Judgement> judgements;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Case*> training;
    for (Case& one : cases) {
      if (one.number % kFolds != fold) training.push_back(&one);
    }
    const SenseVector weights = Train(training);
    for (Case& one : cases) {
      if (one.number % kFolds != fold) continue;
      Count(weights, one, held_out);
      Judge(weights, one, judgements);
    }
    for (Case& one : marked) {
      if (one.number % kFolds == fold) Measure(weights, gazetteer, corpora, one, errors);
    }
  }
  Print(corpora, held_out, "held out");
  errors.Print("on the spans that annotators marked, held out");
  DL_RETURN_IF_ERROR(Calibrate(out.substr(0, out.rfind('/') + 1) + "calibration.tsv", judgements));
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
