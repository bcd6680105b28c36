#include "passes.h"

#include <algorithm>
#include <random>
#include <thread>

#include "attribution/candidates.h"

namespace dateline::attribution::training {
namespace {

template <typename Extract>
std::vector<Sequence> MakeSequences(const Item& item, const Numbering& numbers,
                                    const Extract& extract) {
  const Article& article = *item.article;
  std::vector<Sequence> out;
  FeatureList features;
  for (const TokenRange& segment : SegmentsOf(*article.view)) {
    Sequence sequence;
    sequence.begins.push_back(0);
    for (TokenIndex t = segment.first; t < segment.end; ++t) {
      sequence.edges.push_back(EdgeOf(*article.scene, article.facts, t.value()));
      extract(t.value(), features);
      for (const Feature feature : features) {
        const std::uint32_t number = numbers.Find(feature);
        if (number != Numbering::kNone) sequence.features.push_back(number);
      }
      sequence.begins.push_back(static_cast<std::uint32_t>(sequence.features.size()));
      sequence.gold.push_back(article.gold[item.annotator][t.value()]);
    }
    out.push_back(std::move(sequence));
  }
  return out;
}

// Features of both, token by token.
void Join(const Sequence& first, Sequence& second) {
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> begins{0};
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (const Sequence* one : {&first, static_cast<const Sequence*>(&second)}) {
      features.insert(features.end(), one->features.begin() + one->begins[i],
                      one->features.begin() + one->begins[i + 1]);
    }
    begins.push_back(static_cast<std::uint32_t>(features.size()));
  }
  second.features = std::move(features);
  second.begins = std::move(begins);
}

void Count(const FeatureList& features, std::uint8_t least, Census& census, Numbering& numbers) {
  for (const Feature feature : features) {
    if (census.Reaches(feature, least)) numbers.Add(feature);
  }
}

constexpr std::size_t kNoFold = 1000;

std::vector<const Sequence*> Gather(Pass pass, const std::vector<Item>& items,
                                    std::size_t left_out) {
  std::vector<const Sequence*> out;
  for (const Item& item : items) {
    if (item.fold == left_out) continue;
    for (const Sequence& sequence : pass == Pass::kSecond ? item.second : item.first)
      out.push_back(&sequence);
  }
  return out;
}

// The mean of the weights after each epoch but the first, which wander around the best ones.
Crf TrainOne(std::size_t features, std::span<const Sequence* const> sequences,
             const CrfOptions& options, int epochs, std::uint64_t seed) {
  Crf crf(features);
  Crf mean(features);
  std::mt19937_64 random(seed);
  const float share = 1.0f / static_cast<float>(std::max(epochs - 1, 1));
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    crf.Epoch(sequences, options, random);
    if (epoch > 1 || epochs == 1) mean.Add(crf, share);
  }
  return mean;
}

// Calls `visit` with 0 to `count` less one, two at a time.
template <typename Visit>
void InPairs(std::size_t count, const Visit& visit) {
  for (std::size_t k = 0; k < count; k += 2) {
    std::thread other;
    if (k + 1 < count) other = std::thread(visit, k + 1);
    visit(k);
    if (other.joinable()) other.join();
  }
}

int EpochsOf(Pass pass, const PassOptions& options) {
  return pass == Pass::kFirst ? options.crf.epochs : options.epochs2;
}

}  // namespace

std::vector<Item> MakeItems(const std::vector<std::unique_ptr<Article>>& articles, int folds) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    for (std::size_t k = 0; k < articles[i]->gold.size(); ++k) {
      Item item{};
      item.article = articles[i].get();
      item.fold = i % static_cast<std::size_t>(folds);
      item.annotator = k;
      items.push_back(std::move(item));
    }
  }
  return items;
}

void MakeFirst(const Numbering& numbers, std::vector<Item>& items) {
  for (Item& item : items) {
    item.first = MakeSequences(item, numbers, [&](std::size_t i, FeatureList& out) {
      FirstFeatures(*item.article->scene, item.article->facts, i, out);
    });
  }
}

void MakeSecond(const Numbering& numbers, std::vector<Item>& items) {
  for (Item& item : items) {
    const FirstTags described = DescribeFirst(*item.article->scene, item.first_tags);
    item.second = MakeSequences(item, numbers, [&](std::size_t i, FeatureList& out) {
      SecondFeatures(*item.article->scene, item.article->facts, described, i, out);
    });
    for (std::size_t s = 0; s < item.second.size(); ++s) Join(item.first[s], item.second[s]);
  }
}

void NumberFirst(const std::vector<Item>& items, std::uint8_t least, Numbering& numbers) {
  Census census;
  FeatureList features;
  for (const Item& item : items) {
    for (std::size_t i = 0; i < item.article->facts.tokens.size(); ++i) {
      FirstFeatures(*item.article->scene, item.article->facts, i, features);
      Count(features, least, census, numbers);
    }
  }
}

void NumberSecond(const std::vector<Item>& items, std::uint8_t least, Numbering& numbers) {
  Census census;
  FeatureList features;
  for (const Item& item : items) {
    const FirstTags described = DescribeFirst(*item.article->scene, item.first_tags);
    for (std::size_t i = 0; i < item.article->facts.tokens.size(); ++i) {
      SecondFeatures(*item.article->scene, item.article->facts, described, i, features);
      Count(features, least, census, numbers);
    }
  }
}

Crf TrainPass(Pass pass, std::size_t features, const std::vector<Item>& items,
              const PassOptions& options) {
  const auto sequences = Gather(pass, items, kNoFold);
  const std::uint64_t seed = options.crf.seed + (pass == Pass::kFirst ? 50 : 100);
  const auto models = static_cast<std::size_t>(options.models);
  std::vector<Crf> trained(models, Crf(0));
  Crf mean(features);
  const float share = 1.0f / static_cast<float>(models);
  InPairs(models, [&](std::size_t m) {
    trained[m] = TrainOne(features, sequences, options.crf, EpochsOf(pass, options), seed + m);
  });
  for (const Crf& one : trained) mean.Add(one, share);
  return mean;
}

void Apply(Pass pass, const Crf& crf, Item& item) {
  std::vector<Tag>& tags = pass == Pass::kFirst ? item.first_tags : item.second_tags;
  tags.clear();
  item.candidates.clear();
  const EdgeFactors factors = crf.Factors();
  std::vector<float> scores;
  for (const Sequence& sequence : pass == Pass::kFirst ? item.first : item.second) {
    if (pass == Pass::kSecond) {
      scores.clear();
      crf.AddScores(sequence, scores);
      AddCandidates(scores, sequence.edges, factors, static_cast<std::uint32_t>(tags.size()),
                    item.candidates);
    }
    const std::vector<Tag> part = crf.Decode(sequence);
    tags.insert(tags.end(), part.begin(), part.end());
  }
}

void Jackknife(Pass pass, std::size_t features, const PassOptions& options,
               std::vector<Item>& items) {
  const std::uint64_t seed = options.crf.seed + (pass == Pass::kFirst ? 1 : 200);
  InPairs(static_cast<std::size_t>(options.folds), [&](std::size_t fold) {
    const Crf crf = TrainOne(features, Gather(pass, items, fold), options.crf,
                             EpochsOf(pass, options), seed + fold);
    for (Item& item : items) {
      if (item.fold == fold) Apply(pass, crf, item);
    }
  });
}

}  // namespace dateline::attribution::training
