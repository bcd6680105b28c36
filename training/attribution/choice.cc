#include "choice.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "attribution/span_features.h"

namespace dateline::attribution::training {
namespace {

template <typename Visit>
void ForCandidates(const Item& item, const Visit& visit) {
  const Article& article = *item.article;
  const SpanContext context(*article.scene, item.candidates, item.first_tags,
                            DescribeFirst(*article.scene, item.second_tags));
  FeatureList features;
  for (const Candidate& candidate : item.candidates) {
    SpanFeatures(*article.scene, article.facts, context, candidate, features);
    visit(candidate, features);
  }
}

bool IsMarked(const std::vector<Tag>& gold, const Candidate& candidate) {
  if (gold[candidate.first] != BeginOf(candidate.part)) return false;
  const Tag inside = InsideOf(candidate.part);
  for (std::uint32_t t = candidate.first + 1; t < candidate.end; ++t) {
    if (gold[t] != inside) return false;
  }
  return candidate.end == gold.size() || gold[candidate.end] != inside;
}

}  // namespace

Choice::Choice(const std::vector<Item>& items, const ChoiceOptions& options)
    : options_(options), numbers_(22) {
  Census census;
  for (const Item& item : items) {
    ForCandidates(item, [&](const Candidate&, const FeatureList& features) {
      for (const Feature feature : features) {
        if (census.Reaches(feature, static_cast<std::uint8_t>(options_.least)))
          numbers_.Add(feature);
      }
    });
  }
}

Examples Choice::ExamplesOf(const Item& item) const {
  Examples out;
  const auto& gold = item.article->gold[item.annotator];
  ForCandidates(item, [&](const Candidate& candidate, const FeatureList& features) {
    for (const Feature feature : features) {
      const std::uint32_t number = numbers_.Find(feature);
      if (number != Numbering::kNone) out.features.push_back(number);
    }
    out.begins.push_back(out.features.size());
    out.is_marked.push_back(IsMarked(gold, candidate) ? 1 : 0);
  });
  return out;
}

std::vector<float> Learn(std::size_t size, const std::vector<const Examples*>& examples,
                         const ChoiceOptions& options) {
  std::vector<float> weights(size, 0.0f);
  std::vector<float> squares(size, 1e-6f);
  std::vector<float> mean(size, 0.0f);
  struct Place {
    const Examples* of;
    std::size_t at;
  };
  std::vector<Place> order;
  for (const Examples* one : examples) {
    for (std::size_t i = 0; i < one->size(); ++i) order.push_back({one, i});
  }
  std::mt19937_64 random(options.seed);
  const auto rate = static_cast<float>(options.rate);
  const auto decay = static_cast<float>(options.decay);
  const auto share = static_cast<float>(1.0 / (1.0 - options.dropout));
  const auto threshold = static_cast<std::uint64_t>(options.dropout * 65536.0);
  std::vector<std::uint32_t> kept;
  for (int epoch = 1; epoch <= options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const Place& place : order) {
      kept.clear();
      std::uint64_t bits = 0;
      int left = 0;
      float sum = 0;
      for (std::size_t k = place.of->begins[place.at]; k < place.of->begins[place.at + 1]; ++k) {
        if (left-- == 0) {
          bits = random();
          left = 3;
        }
        const bool drops = (bits & 0xFFFFu) < threshold;
        bits >>= 16;
        if (drops) continue;
        kept.push_back(place.of->features[k]);
        sum += weights[kept.back()];
      }
      const float sure = 1.0f / (1.0f + std::exp(-sum * share));
      const float gradient = sure - static_cast<float>(place.of->is_marked[place.at]);
      for (const std::uint32_t n : kept) {
        const float g = gradient + decay * weights[n];
        squares[n] += g * g;
        weights[n] -= rate * g / std::sqrt(squares[n]);
      }
    }
    if (epoch > options.epochs / 2) {
      const float part = 1.0f / static_cast<float>(options.epochs - options.epochs / 2);
      for (std::size_t n = 0; n < size; ++n) mean[n] += weights[n] * part;
    }
  }
  return mean;
}

std::vector<float> Sure(const std::vector<float>& weights, const Examples& examples) {
  std::vector<float> out;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    float sum = 0;
    for (std::size_t k = examples.begins[i]; k < examples.begins[i + 1]; ++k)
      sum += weights[examples.features[k]];
    out.push_back(1.0f / (1.0f + std::exp(-sum)));
  }
  return out;
}

}  // namespace dateline::attribution::training
