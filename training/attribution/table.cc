#include "table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "attribution/tagger.h"

namespace dateline::attribution::training {
namespace {

std::int8_t ToByte(float weight, float steps) {
  return static_cast<std::int8_t>(std::clamp(std::lround(weight * steps), -127L, 127L));
}

// How many steps of a byte make one: as fine as all but one in two thousand weights allow.
float StepsOf(const Crf& crf) {
  std::vector<float> sizes;
  for (std::size_t n = 0; n < crf.size(); ++n) {
    for (std::size_t y = 0; y < kTags; ++y) sizes.push_back(std::abs(crf.weight(n, y)));
  }
  const auto top =
      sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() - sizes.size() / 2000 - 1);
  std::nth_element(sizes.begin(), top, sizes.end());
  return 127.0f / std::max(*top, 0.01f);
}

struct Ranked {
  float importance;
  std::uint32_t number;
};

// By importance, of equals as they were met.
void Sort(std::vector<Ranked>& order) {
  std::sort(order.begin(), order.end(), [](const Ranked& a, const Ranked& b) {
    return a.importance != b.importance ? a.importance > b.importance : a.number < b.number;
  });
}

// Puts a row into a free place of its bucket; where two look alike the first stays.
template <typename Bucket, typename Row>
bool Put(Bucket& bucket, const Row& row) {
  for (Row& place : bucket.rows) {
    if (place.fingerprint == row.fingerprint) return false;
    if (place.fingerprint != 0) continue;
    place = row;
    return true;
  }
  return false;
}

std::vector<TagBucket> Rows(const TableOptions& options, const Numbering& numbers, const Crf& first,
                            float first_steps, const Crf& second, float second_steps) {
  const auto& features = numbers.features();
  std::vector<Ranked> order;
  for (std::uint32_t n = 0; n < features.size(); ++n) {
    const float one = n < first.size() ? first.importance(n) : 0.0f;
    order.push_back({one + second.importance(n), n});
  }
  Sort(order);
  std::vector<TagBucket> table(options.buckets, TagBucket{});
  std::size_t kept = 0;
  for (const Ranked& ranked : order) {
    const Feature feature = features[ranked.number];
    TagRow row{};
    row.fingerprint = FingerprintOf(feature);
    bool is_zero = true;
    for (std::size_t y = 0; y < kTags; ++y) {
      if (ranked.number < first.size())
        row.first[y] = ToByte(first.weight(ranked.number, y), first_steps);
      row.second[y] = ToByte(second.weight(ranked.number, y), second_steps);
      is_zero = is_zero && row.first[y] == 0 && row.second[y] == 0;
    }
    if (!is_zero && Put(table[BucketOf(feature, table.size())], row)) ++kept;
  }
  std::printf("%zu of %zu features kept\n", kept, features.size());
  return table;
}

void AddEdges(const Crf& crf, float steps, std::vector<std::int32_t>& out) {
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y)
        out.push_back(static_cast<std::int32_t>(std::lround(crf.edge(e, x, y) * steps)));
    }
  }
}

// The sections of the choice: of all features those that weigh most.
void AddChoice(const TableOptions& options, const std::vector<Weighed>& choices,
               model::ContainerWriter& writer) {
  constexpr float kSteps = 1024.0f;
  std::vector<Feature> features;
  std::vector<float> weights;
  for (const Weighed& one : choices) {
    features.insert(features.end(), one.numbers->features().begin(), one.numbers->features().end());
    weights.insert(weights.end(), one.weights->begin(), one.weights->end());
  }
  std::vector<Ranked> order;
  for (std::uint32_t n = 0; n < features.size(); ++n) order.push_back({std::abs(weights[n]), n});
  Sort(order);
  std::vector<ChoiceBucket> table(options.choice_buckets, ChoiceBucket{});
  std::size_t kept = 0;
  for (const Ranked& ranked : order) {
    const Feature feature = features[ranked.number];
    const long weight = std::clamp(std::lround(weights[ranked.number] * kSteps), -32767L, 32767L);
    const ChoiceRow row{FingerprintOf(feature), static_cast<std::int16_t>(weight)};
    if (weight != 0 && Put(table[BucketOf(feature, table.size())], row)) ++kept;
  }
  std::printf("%zu of %zu features of spans and proposals kept\n", kept, features.size());
  const auto& thresholds = options.thresholds.of;
  const AssemblyThresholds& assembly = options.assembly;
  writer.AddArray<ChoiceBucket>("choice", table);
  writer.AddArray<float>(
      "choice.scales",
      std::vector<float>{kSteps, thresholds[1], thresholds[2], thresholds[3], assembly.content,
                         assembly.cue, assembly.cue_weight, assembly.rule});
}

}  // namespace

std::string MakeModel(const TableOptions& options, const Numbering& numbers, const Crf& first,
                      const Crf& second, const std::vector<Weighed>& choices,
                      const CountMap& counts) {
  const float first_steps = StepsOf(first);
  const float second_steps = StepsOf(second);
  std::printf("steps of a byte: %.1f and %.1f\n", static_cast<double>(first_steps),
              static_cast<double>(second_steps));
  std::vector<std::int32_t> edges;
  AddEdges(first, first_steps, edges);
  AddEdges(second, second_steps, edges);
  model::ContainerWriter writer(std::string(kModelKind), kModelVersion, options.name);
  writer.AddArray<TagBucket>("rows",
                             Rows(options, numbers, first, first_steps, second, second_steps));
  writer.AddArray<std::int32_t>("edges", edges);
  writer.AddArray<float>("steps", std::vector<float>{second_steps});
  writer.AddArray<PriorEntry>("priors", PriorTable(counts));
  AddChoice(options, choices, writer);
  return writer.Finish();
}

}  // namespace dateline::attribution::training
