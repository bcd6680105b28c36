// The two passes of the tagger in training: the sequences of each, the mean of several trainings,
// and what a training on the other articles makes of each article (jackknife).
#pragma once

#include <memory>
#include <vector>

#include "corpus.h"
#include "crf.h"
#include "numbering.h"

namespace dateline::attribution::training {

struct PassOptions {
  CrfOptions crf;
  int epochs2 = 5;
  int models = 4;  // trainings whose mean is released
  int folds = 4;
  std::uint8_t least = 4;  // a feature seen less often is left out
};

// An article with the marks of one annotator. Folds go by article.
struct Item {
  const Article* article;
  std::size_t fold;
  std::size_t annotator;
  std::vector<Sequence> first;  // by segment
  std::vector<Sequence> second;
  std::vector<Tag> first_tags;
  std::vector<Tag> second_tags;
  std::vector<Candidate> candidates;  // of the second pass
};

std::vector<Item> MakeItems(const std::vector<std::unique_ptr<Article>>& articles, int folds);

// The sequences of the first pass; of the second, which has the features of both, given the tags of
// the first.
void MakeFirst(const Numbering& numbers, std::vector<Item>& items);
void MakeSecond(const Numbering& numbers, std::vector<Item>& items);
// Numbers the features of a pass that are seen often enough.
void NumberFirst(const std::vector<Item>& items, std::uint8_t least, Numbering& numbers);
void NumberSecond(const std::vector<Item>& items, std::uint8_t least, Numbering& numbers);

enum class Pass : std::uint8_t { kFirst, kSecond };

// The mean of `models` trainings on all items, two at a time.
Crf TrainPass(Pass pass, std::size_t features, const std::vector<Item>& items,
              const PassOptions& options);
// Fills the items' tags, and candidates of the second pass, by one model.
void Apply(Pass pass, const Crf& crf, Item& item);
// The same, each item by a training on the articles of the other folds.
void Jackknife(Pass pass, std::size_t features, const PassOptions& options,
               std::vector<Item>& items);

}  // namespace dateline::attribution::training
