// Which candidates are meant as places: logistic regression over the evidence of
// src/places/judge.cc.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>

#include "logistic.h"
#include "places/evidence.h"
#include "places/recognise.h"
#include "trainers.h"

namespace dateline::training {
namespace {

constexpr double kLeastWeight = 0.02;  // smaller ones are left out of the table

struct Example {
  LogisticExample logistic;
  std::size_t corpus = 0;
  std::size_t document = 0;
  std::string words;
};

bool IsGold(const GoldDocument& document, ByteSpan span) {
  return std::any_of(document.toponyms.begin(), document.toponyms.end(),
                     [&](const GoldToponym& gold) { return gold.span.Overlaps(span); });
}

std::vector<Example> ExamplesOf(const std::vector<Corpus>& corpora,
                                const places::Gazetteer& gazetteer, const places::Words& words) {
  std::vector<Example> examples;
  for (std::size_t c = 0; c < corpora.size(); ++c) {
    for (std::size_t d = 0; d < corpora[c].documents.size(); ++d) {
      const GoldDocument& document = corpora[c].documents[d];
      const text::LanguageView view = document.view();
      const places::WordStream stream(view);
      const places::Surroundings around(view, stream, words);
      const auto candidates = places::FindCandidates(around, gazetteer);
      const auto evidence = places::GatherEvidence(around, gazetteer, candidates);
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates[i].kind == places::ToponymKind::kDemonym ||
            candidates[i].kind == places::ToponymKind::kNominal)
          continue;
        const ByteSpan span = view.span_of(candidates[i].first, candidates[i].end);
        examples.push_back({{places::Judge::FeaturesOf(evidence[i]), IsGold(document, span)},
                            c,
                            d,
                            std::string(span.In(view.text))});
      }
    }
  }
  return examples;
}

// Scores of each example by a model that has not seen its document.
std::vector<double> CrossValidate(const std::vector<Example>& examples) {
  std::vector<double> scores(examples.size(), 0);
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<LogisticExample> training;
    for (const Example& example : examples) {
      if (example.document % kFolds != fold) training.push_back(example.logistic);
    }
    const auto weights = TrainLogistic(training, places::Judge::feature_count(), {});
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (examples[i].document % kFolds == fold)
        scores[i] = Probability(weights, examples[i].logistic.features);
    }
  }
  return scores;
}

void Print(const std::vector<Corpus>& corpora, const std::vector<Example>& examples,
           const std::vector<double>& scores) {
  for (std::size_t c = 0; c < corpora.size(); ++c) {
    std::size_t positive = 0;
    for (const Example& e : examples) positive += e.corpus == c && e.logistic.is_positive ? 1u : 0u;
    for (const double threshold : {0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}) {
      std::size_t right = 0, all = 0;
      for (std::size_t i = 0; i < examples.size(); ++i) {
        if (examples[i].corpus != c || scores[i] < threshold) continue;
        ++all;
        right += examples[i].logistic.is_positive ? 1u : 0u;
      }
      const double p =
          100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(all, 1));
      const double r = 100.0 * static_cast<double>(right) /
                       static_cast<double>(std::max<std::size_t>(positive, 1));
      std::printf("%s at %.1f: kept %zu of %zu, P %.1f, R of candidates %.1f, F %.1f\n",
                  corpora[c].path.c_str(), threshold, all, examples.size(), p, r,
                  p + r > 0 ? 2 * p * r / (p + r) : 0);
    }
  }
}

}  // namespace

bool TrainAcceptance(const std::string& out, const std::vector<Corpus>& corpora,
                     const places::Gazetteer& gazetteer, const places::Words& words) {
  const std::vector<Example> examples = ExamplesOf(corpora, gazetteer, words);
  Print(corpora, examples, CrossValidate(examples));
  std::vector<LogisticExample> all;
  for (const Example& example : examples) all.push_back(example.logistic);
  const auto weights = TrainLogistic(all, places::Judge::feature_count(), {});
  std::ofstream file(out);
  file
      << "# feature\tweight\n# Is a stretch of text meant as a place? The sum of the weights of "
         "its evidence "
         "(src/places/judge.cc) is the\n# logarithm of the odds. Learned: training/places/train.sh "
         "writes this file; change the recipe, not the numbers.\n";
  for (std::uint32_t f = 0; f < weights.size(); ++f) {
    if (std::abs(weights[f]) < kLeastWeight) continue;
    char number[32];
    std::snprintf(number, sizeof number, "%.3f", weights[f]);
    file << places::Judge::NameOfFeature(f) << '\t' << number << '\n';
  }
  return file.good();
}

}  // namespace dateline::training
