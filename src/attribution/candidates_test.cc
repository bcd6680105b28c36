#include "attribution/candidates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <tuple>

namespace dateline::attribution {
namespace {

struct Problem {
  std::vector<float> scores;
  std::vector<std::uint8_t> edges;
  EdgeFactors factors;
  std::size_t size() const { return edges.size(); }
};

Problem MakeProblem(std::size_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto number = [&] { return static_cast<float>(random() % 2000) / 500.0f - 2.0f; };
  Problem out;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t y = 0; y < kTags; ++y) out.scores.push_back(number());
    out.edges.push_back(static_cast<std::uint8_t>(random() % kEdges));
  }
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) {
        const bool may = MayFollow(static_cast<Tag>(x), static_cast<Tag>(y));
        out.factors.of[e][x][y] = may ? std::exp(number()) : 0.0f;
      }
    }
  }
  return out;
}

using Key = std::tuple<Part, std::size_t, std::size_t>;

// Every sequence of tags by itself: slow and obvious.
std::map<Key, double> ByEnumeration(const Problem& problem) {
  std::map<Key, double> sums;
  double all = 0;
  std::vector<std::size_t> tags(problem.size(), 0);
  for (;;) {
    double weight = 1;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      const std::size_t before = i == 0 ? 0 : tags[i - 1];
      weight *= static_cast<double>(problem.factors.of[problem.edges[i]][before][tags[i]]) *
                std::exp(static_cast<double>(problem.scores[i * kTags + tags[i]]));
    }
    all += weight;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (!IsBegin(static_cast<Tag>(tags[i]))) continue;
      const Part part = PartOf(static_cast<Tag>(tags[i]));
      std::size_t end = i + 1;
      while (end < tags.size() && static_cast<Tag>(tags[end]) == InsideOf(part)) ++end;
      sums[{part, i, end}] += weight;
    }
    std::size_t digit = 0;
    while (digit < tags.size() && ++tags[digit] == kTags) tags[digit++] = 0;
    if (digit == tags.size()) break;
  }
  for (auto& [key, sum] : sums) sum /= all;
  return sums;
}

TEST(AddCandidates, SharesAreThoseOfAllSequencesOfTags) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = MakeProblem(1 + seed % 5, seed);
    std::vector<Candidate> found;
    AddCandidates(problem.scores, problem.edges, problem.factors, 0, found);
    std::map<Key, double> expected = ByEnumeration(problem);
    for (const Candidate& c : found) {
      const auto at = expected.find({c.part, c.first, c.end});
      ASSERT_NE(at, expected.end());
      EXPECT_NEAR(static_cast<double>(c.share), at->second, 1e-4);
      expected.erase(at);
    }
    for (const auto& [key, share] : expected) EXPECT_LT(share, kLeastShare + 1e-4);
  }
}

TEST(AddCandidates, TokensAreCountedFromTheOffset) {
  const Problem problem = MakeProblem(3, 7);
  std::vector<Candidate> here;
  std::vector<Candidate> there;
  AddCandidates(problem.scores, problem.edges, problem.factors, 0, here);
  AddCandidates(problem.scores, problem.edges, problem.factors, 100, there);
  ASSERT_FALSE(here.empty());
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t i = 0; i < here.size(); ++i) EXPECT_EQ(here[i].first + 100, there[i].first);
}

TEST(AddCandidates, ASegmentWithoutTokensHasNone) {
  const Problem problem = MakeProblem(0, 1);
  std::vector<Candidate> found;
  AddCandidates(problem.scores, problem.edges, problem.factors, 0, found);
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace dateline::attribution
