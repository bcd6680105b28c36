// The tagger, trained on its own decisions so that it learns to live with them.
#include <algorithm>
#include <cstdio>

#include "trainers.h"

namespace dateline::training {
namespace {

language::TagId Best(const Perceptron& tagger, const language::TagFeatureList& features,
                     float* scores) {
  std::fill_n(scores, tagger.classes(), 0.0F);
  tagger.Score(features, scores);
  return static_cast<language::TagId>(std::max_element(scores, scores + tagger.classes()) - scores);
}

}  // namespace

Perceptron TrainTagger(const std::vector<TreeExample>& examples, std::size_t tags, int epochs,
                       std::size_t folds, std::size_t fold, unsigned seed) {
  Perceptron tagger(tags);
  Random random(seed);
  language::TagFeatureList features;
  float scores[language::kMaxTags];
  std::vector<language::TagId> history;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (const std::uint32_t n : Shuffled(examples.size(), random)) {
      if (n % folds == fold) continue;
      const TreeExample& example = examples[n];
      history.assign(example.words.size(), language::kNoTag);
      for (std::size_t i = 0; i < history.size(); ++i) {
        language::TagFeatures(example.words, history, i, features);
        const language::TagId guess = Best(tagger, features, scores);
        const language::TagId gold = example.gold_tags[i];
        tagger.Tick();
        if (guess != gold) {
          tagger.Update(features, gold, 1);
          tagger.Update(features, guess, -1);
        }
        history[i] = guess;
      }
    }
  }
  tagger.Average();
  return tagger;
}

std::vector<language::TagId> PredictTags(const Perceptron& tagger,
                                         std::span<const language::Lexeme> words) {
  std::vector<language::TagId> tags(words.size(), language::kNoTag);
  language::TagFeatureList features;
  float scores[language::kMaxTags];
  for (std::size_t i = 0; i < words.size(); ++i) {
    language::TagFeatures(words, tags, i, features);
    tags[i] = Best(tagger, features, scores);
  }
  return tags;
}

void Jackknife(std::vector<TreeExample>& examples, std::size_t tags, int epochs, std::size_t folds,
               unsigned seed) {
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const Perceptron tagger = TrainTagger(examples, tags, epochs, folds, fold, seed);
    for (std::size_t n = fold; n < examples.size(); n += folds)
      examples[n].tags = PredictTags(tagger, examples[n].words);
  }
}

}  // namespace dateline::training
