// The finder of names: a structured perceptron. Where a corpus does not tell classes apart (a LOC
// of one is a place or a facility of another), the right answer is the best sequence that its
// labels allow, so that corpora with different label sets train one model.
#include <algorithm>
#include <cstdio>

#include "trainers.h"

namespace dateline::training {
namespace {

using language::kNameStates;
using language::NameState;

class Trainer {
 public:
  explicit Trainer(unsigned seed) : random_(seed) {}

  void Epoch(const std::vector<NameExample>& examples) {
    long wrong = 0;
    for (const std::uint32_t n : Shuffled(examples.size(), random_)) wrong += Learn(examples[n]);
    std::fprintf(stderr, "  names: %ld of %zu sentences wrong\n", wrong, examples.size());
  }

  NameWeights Finish() {
    weights_.emissions.Average();
    for (std::size_t i = 0; i < kNameStates; ++i) {
      for (std::size_t k = 0; k < kNameStates; ++k)
        weights_.transitions[i][k] -= static_cast<float>(totals_[i][k] / time_);
    }
    return std::move(weights_);
  }

 private:
  int Learn(const NameExample& example) {
    const std::size_t words = example.words.size();
    features_.resize(std::max(features_.size(), words));
    emissions_.assign(words * kNameStates, 0);
    for (std::size_t i = 0; i < words; ++i) {
      language::NameFeatures(example.words, example.tags, i, features_[i]);
      weights_.emissions.Score(features_[i], &emissions_[i * kNameStates]);
    }
    viterbi_.Run(emissions_, weights_.transitions, {}, guess_);
    weights_.emissions.Tick();
    ++time_;
    bool is_right = true;
    for (std::size_t i = 0; i < words; ++i)
      is_right = is_right && ((example.allowed[i] >> guess_[i]) & 1u) != 0;
    if (is_right) return 0;
    viterbi_.Run(emissions_, weights_.transitions, example.allowed, gold_);
    for (std::size_t i = 0; i < words; ++i) {
      if (gold_[i] != guess_[i]) {
        weights_.emissions.Update(features_[i], gold_[i], 1);
        weights_.emissions.Update(features_[i], guess_[i], -1);
      }
      const NameState gold_before = i == 0 ? NameState{0} : gold_[i - 1];
      const NameState guess_before = i == 0 ? NameState{0} : guess_[i - 1];
      UpdateTransition(gold_before, gold_[i], 1);
      UpdateTransition(guess_before, guess_[i], -1);
    }
    return 1;
  }

  void UpdateTransition(NameState from, NameState to, float by) {
    weights_.transitions[from][to] += by;
    totals_[from][to] += static_cast<double>(by) * time_;
  }

  Random random_;
  NameWeights weights_;
  language::NameTransitions<double> totals_{};
  double time_ = 1;
  std::vector<language::NameFeatureList> features_;
  std::vector<float> emissions_;
  language::Viterbi<float> viterbi_;
  std::vector<NameState> guess_;
  std::vector<NameState> gold_;
};

}  // namespace

NameWeights TrainNames(const std::vector<NameExample>& examples, const Schedule& schedule) {
  NameWeights mixed;
  for (unsigned k = 0; k < schedule.trainings; ++k) {
    Trainer trainer(schedule.seed + k);
    for (int epoch = 0; epoch < schedule.epochs; ++epoch) trainer.Epoch(examples);
    NameWeights weights = trainer.Finish();
    if (k == 0) {
      mixed = std::move(weights);
      continue;
    }
    const float share = 1.0F / static_cast<float>(k + 1);
    mixed.emissions.MixWith(weights.emissions, share);
    for (std::size_t i = 0; i < kNameStates; ++i) {
      for (std::size_t j = 0; j < kNameStates; ++j)
        mixed.transitions[i][j] += share * (weights.transitions[i][j] - mixed.transitions[i][j]);
    }
  }
  return mixed;
}

}  // namespace dateline::training
