// The trainers of the parts of the language core, each from examples to weights.
//
// All are seeded and single-threaded: the same corpora and seed give the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "corpus.h"
#include "language/lexeme.h"
#include "language/names.h"
#include "language/parser.h"
#include "language/tagger.h"
#include "perceptron.h"

namespace dateline::training {

using Random = std::mt19937;

// How long, and how often: the weights of several trainings that differ in the order of the
// examples are averaged, which is worth more than as many epochs.
struct Schedule {
  int epochs = 1;
  unsigned trainings = 1;
  unsigned seed = 1;
};

// 0 to count - 1 in random order. (std::shuffle is not the same in every standard library.)
std::vector<std::uint32_t> Shuffled(std::size_t count, Random& random);
// True with a chance of `percent`.
bool Chance(unsigned percent, Random& random);

// Appends copies of some sentences in capitals and in title case: headlines are news, too.
void AddHeadlines(std::vector<TreeSentence>& sentences, unsigned percent, Random& random);
void AddHeadlines(std::vector<NameSentence>& sentences, unsigned percent, Random& random);

// A tree sentence as the models see it.
struct TreeExample {
  std::vector<language::Lexeme> words;
  std::vector<language::TagId> gold_tags;
  std::vector<language::TagId> tags;  // as a tagger that has not seen the sentence gives them
  std::vector<std::uint32_t> heads;   // of node i at [i]; [0] unused
  std::vector<Deprel> deprels;
};

// The pairs of tags that occur, the most frequent first.
std::vector<language::Tag> CountTags(const std::vector<TreeSentence>& sentences);
std::vector<TreeExample> MakeExamples(const std::vector<TreeSentence>& sentences,
                                      const std::vector<language::Tag>& tags);

// Trains on all examples but those whose number leaves `fold` when divided by `folds`.
Perceptron TrainTagger(const std::vector<TreeExample>& examples, std::size_t tags, int epochs,
                       std::size_t folds, std::size_t fold, unsigned seed);
std::vector<language::TagId> PredictTags(const Perceptron& tagger,
                                         std::span<const language::Lexeme> words);
// Fills `tags` of every example by a tagger trained on the others.
void Jackknife(std::vector<TreeExample>& examples, std::size_t tags, int epochs, std::size_t folds,
               unsigned seed);

struct ParserWeights {
  Perceptron moves{3};
  Perceptron labels{language::kDeprels};
};
ParserWeights TrainParser(const std::vector<TreeExample>& examples,
                          const std::vector<language::Tag>& tags, int epochs, unsigned seed);

struct NameExample {
  std::vector<language::Lexeme> words;
  std::vector<language::TagId> tags;
  std::vector<std::uint32_t> allowed;
};
struct NameWeights {
  Perceptron emissions{language::kNameStates};
  language::NameTransitions<float> transitions{};
};
NameWeights TrainNames(const std::vector<NameExample>& examples, const Schedule& schedule);

// Sections "class" and "class.coarse" from a file of cluster_words; no path: no word has a class.
void SaveClasses(const std::string& path, model::ContainerWriter& writer);

// Lemmas and features: sections "lemma", "lemma.edits", "feats", "feats.sets".
void SaveMorphology(const std::vector<TreeSentence>& sentences,
                    const std::vector<TreeExample>& examples, model::ContainerWriter& writer);

}  // namespace dateline::training
