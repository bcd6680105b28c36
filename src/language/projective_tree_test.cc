#include "language/projective_tree.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace dateline::language {
namespace {

using Heads = std::vector<std::uint32_t>;

struct Sentence {
  explicit Sentence(std::size_t n) : words(n), columns((n + 8) / 8 * 8), scores(n * columns) {}
  ArcScores view() const { return {scores, words, columns}; }
  float& at(std::size_t dependent, std::size_t head) { return scores[dependent * columns + head]; }
  std::size_t words;
  std::size_t columns;
  std::vector<float> scores;
};

// Whole numbers, so that sums are exact in any order.
Sentence Chance(std::mt19937& random, std::size_t words) {
  Sentence sentence(words);
  for (float& score : sentence.scores)
    score = static_cast<float>(static_cast<int>(random() % 2001) - 1000);
  return sentence;
}

bool IsTree(const Heads& heads) {
  std::size_t roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] > heads.size()) return false;
    roots += heads[i] == 0 ? 1 : 0;
    std::size_t at = i + 1;
    for (std::size_t steps = 0; at != 0; at = heads[at - 1]) {
      if (++steps > heads.size()) return false;
    }
  }
  return roots == 1;
}

bool IsProjective(const Heads& heads) {
  const auto ends = [&](std::size_t i) {
    return std::pair<std::size_t, std::size_t>(std::minmax<std::size_t>(i + 1, heads[i]));
  };
  for (std::size_t i = 0; i < heads.size(); ++i) {
    for (std::size_t j = 0; j < heads.size(); ++j) {
      const auto [a, b] = ends(i);
      const auto [c, d] = ends(j);
      if (a < c && c < b && b < d) return false;
    }
  }
  return true;
}

float ScoreOf(Sentence& sentence, const Heads& heads) {
  float sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i)
    sum += sentence.at(i, heads[i] == 0 ? sentence.words : heads[i] - 1);
  return sum;
}

// The best projective tree with one root, by trying all heads.
float BestByTrying(Sentence& sentence) {
  float best = -1e30f;
  Heads heads(sentence.words, 0);
  const std::function<void(std::size_t)> from = [&](std::size_t i) {
    if (i == heads.size()) {
      if (IsTree(heads) && IsProjective(heads)) best = std::max(best, ScoreOf(sentence, heads));
      return;
    }
    for (std::uint32_t head = 0; head <= heads.size(); ++head) {
      heads[i] = head;
      if (head != i + 1) from(i + 1);
    }
  };
  from(0);
  return best;
}

Heads Find(const Sentence& sentence, const Kernels& kernels = BestKernels()) {
  TreeFinder finder;
  Heads heads(sentence.words, 99);
  finder.Run(sentence.view(), kernels, heads);
  return heads;
}

TEST(TreeFinder, FindsTheBestProjectiveTreeOfEveryShortSentence) {
  std::mt19937 random(1996);
  for (int round = 0; round < 300; ++round) {
    Sentence sentence = Chance(random, 1 + random() % 5);
    const Heads heads = Find(sentence);
    ASSERT_TRUE(IsTree(heads));
    EXPECT_TRUE(IsProjective(heads));
    EXPECT_EQ(ScoreOf(sentence, heads), BestByTrying(sentence));
  }
}

TEST(TreeFinder, DoesNotTakeTheBestHeadsWhereTheirArcsCross) {
  const Heads crossing = {3, 4, 0, 3};  // 1 below 3 and 2 below 4
  Sentence sentence(4);
  for (std::size_t i = 0; i < 4; ++i) sentence.at(i, crossing[i] == 0 ? 4 : crossing[i] - 1) = 1;
  EXPECT_FALSE(IsProjective(crossing));
  const Heads heads = Find(sentence);
  EXPECT_TRUE(IsTree(heads));
  EXPECT_TRUE(IsProjective(heads));
}

TEST(TreeFinder, GivesOneRootWhereEveryWordWouldBeOne) {
  Sentence sentence(30);
  for (std::size_t i = 0; i < 30; ++i) sentence.at(i, 30) = 5;
  EXPECT_TRUE(IsTree(Find(sentence)));
}

TEST(TreeFinder, FindsTheSameTreeWithEveryKernelAndAfterAnyOther) {
  std::mt19937 random(3);
  TreeFinder used;
  for (const std::size_t words : {200u, 3u, 64u, 1u, 17u}) {
    const Sentence sentence = Chance(random, words);
    const Heads expected = Find(sentence, PortableKernels());
    EXPECT_TRUE(IsTree(expected));
    for (const Kernels* kernels : UsableKernels()) {
      Heads heads(words, 0);
      used.Run(sentence.view(), *kernels, heads);
      EXPECT_EQ(heads, expected) << kernels->name;
    }
  }
}

}  // namespace
}  // namespace dateline::language
