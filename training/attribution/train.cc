// Trains models/attribution.dlm: priors of cues, the first pass, its tags by jackknife, the second
// pass, and the table that holds both.
//
//   train_attribution --train FOLDER --dev FOLDER --out FILE [--name NAME] [--epochs N] ...
//
// One run, one seed; the same data give the same bytes whatever the number of threads.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "attribution/tagger.h"
#include "corpus.h"
#include "crf.h"
#include "model/container.h"
#include "numbering.h"
#include "priors.h"

namespace dateline::attribution::training {
namespace {

struct Options {
  std::string train;
  std::string dev;
  std::string out;
  std::string name = "attribution-crf 2026-11-25";
  CrfOptions crf;
  int epochs2 = 5;
  int models = 4;  // trainings whose mean is released
  int folds = 4;
  // Added to the score of every begin of the second pass: the best sequence of tags leaves out more
  // spans than it invents, and F1 wants as many of both. Chosen on dev.
  double source_bonus = 1.0;
  double cue_bonus = 0.25;
  std::uint8_t least = 4;        // a feature seen less often is left out
  std::size_t buckets = 180000;  // of 64 bytes: 11 MiB
};

// ---------------------------------------------------------------- training

struct Item {
  const Article* article;
  std::size_t fold;
  std::size_t annotator;
  std::vector<Sequence> first;  // by segment
  std::vector<Sequence> second;
  std::vector<Tag> tags;  // of the first pass
};

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

// Found, predicted and marked spans of each part.
struct Tally {
  std::size_t right[4] = {};
  std::size_t found[4] = {};
  std::size_t gold[4] = {};
  void Add(std::span<const Tag> predicted, std::span<const Tag> marked) {
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      const auto part = static_cast<std::size_t>(PartOf(predicted[i]));
      const auto wanted = static_cast<std::size_t>(PartOf(marked[i]));
      if (IsBegin(predicted[i])) ++found[part];
      if (IsBegin(marked[i])) ++gold[wanted];
      if (!IsBegin(marked[i]) || predicted[i] != marked[i]) continue;
      std::size_t k = i + 1;
      const Tag inside = InsideOf(PartOf(marked[i]));
      while (k < marked.size() && marked[k] == inside && predicted[k] == inside) ++k;
      if (k == marked.size() || (marked[k] != inside && predicted[k] != inside)) ++right[wanted];
    }
  }
  double F1(Part part) const {
    const auto p = static_cast<std::size_t>(part);
    return found[p] + gold[p] == 0
               ? 0.0
               : 200.0 * static_cast<double>(right[p]) / static_cast<double>(found[p] + gold[p]);
  }
};

void Report(const char* what, const Tally& tally) {
  std::printf("%s pass on dev: source %.1f cue %.1f content %.1f\n", what, tally.F1(Part::kSource),
              tally.F1(Part::kCue), tally.F1(Part::kContent));
  std::fflush(stdout);
}

Tally Score(const Crf& crf, const std::vector<Item>& items, bool is_second) {
  Tally tally;
  for (const Item& item : items) {
    for (const Sequence& sequence : is_second ? item.second : item.first)
      tally.Add(crf.Decode(sequence), sequence.gold);
  }
  return tally;
}

std::vector<const Sequence*> Gather(const std::vector<Item>& items, bool is_second,
                                    std::size_t left_out) {
  std::vector<const Sequence*> out;
  for (const Item& item : items) {
    if (item.fold == left_out) continue;
    for (const Sequence& sequence : is_second ? item.second : item.first) out.push_back(&sequence);
  }
  return out;
}

constexpr std::size_t kNoFold = 1000;

void TagBy(const Crf& crf, Item& item) {
  item.tags.clear();
  for (const Sequence& sequence : item.first) {
    const std::vector<Tag> tags = crf.Decode(sequence);
    item.tags.insert(item.tags.end(), tags.begin(), tags.end());
  }
}

std::vector<Item> MakeItems(const std::vector<std::unique_ptr<Article>>& articles, int folds) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    // Every annotator's marks are an item of its own; folds go by article.
    for (std::size_t k = 0; k < articles[i]->gold.size(); ++k)
      items.push_back(Item{articles[i].get(), i % static_cast<std::size_t>(folds), k, {}, {}, {}});
  }
  return items;
}

template <typename Extract>
void Survey(const std::vector<Item>& items, std::uint8_t least, Numbering& numbers,
            const Extract& extract) {
  Census census;
  FeatureList features;
  for (const Item& item : items) {
    for (std::size_t i = 0; i < item.article->facts.tokens.size(); ++i) {
      extract(item, i, features);
      for (const Feature feature : features) {
        if (census.Reaches(feature, least)) numbers.Add(feature);
      }
    }
  }
}

// ---------------------------------------------------------------- the table

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

std::string MakeModel(const Options& options, const Numbering& numbers, const Crf& first,
                      const Crf& second, const CountMap& counts) {
  const float first_steps = StepsOf(first);
  const float second_steps = StepsOf(second);
  std::printf("steps of a byte: %.1f and %.1f\n", static_cast<double>(first_steps),
              static_cast<double>(second_steps));
  struct Candidate {
    float importance;
    std::uint32_t number;
  };
  std::vector<Candidate> order;
  const auto& features = numbers.features();
  for (std::uint32_t n = 0; n < features.size(); ++n) {
    const float one = n < first.size() ? first.importance(n) : 0.0f;
    order.push_back({one + second.importance(n), n});
  }
  std::sort(order.begin(), order.end(), [](const Candidate& a, const Candidate& b) {
    return a.importance != b.importance ? a.importance > b.importance : a.number < b.number;
  });
  std::vector<TagBucket> table(options.buckets, TagBucket{});
  std::size_t kept = 0;
  for (const Candidate& candidate : order) {
    const Feature feature = features[candidate.number];
    TagRow row{};
    row.fingerprint = FingerprintOf(feature);
    bool is_zero = true;
    for (std::size_t y = 0; y < kTags; ++y) {
      if (candidate.number < first.size())
        row.first[y] = ToByte(first.weight(candidate.number, y), first_steps);
      row.second[y] = ToByte(second.weight(candidate.number, y), second_steps);
      is_zero = is_zero && row.first[y] == 0 && row.second[y] == 0;
    }
    if (is_zero) continue;
    TagBucket& bucket = table[BucketOf(feature, table.size())];
    for (TagRow& place : bucket.rows) {
      if (place.fingerprint == row.fingerprint) break;  // the more important one stays
      if (place.fingerprint != 0) continue;
      place = row;
      ++kept;
      break;
    }
  }
  std::printf("%zu of %zu features kept\n", kept, features.size());
  std::vector<std::int32_t> edges;
  const auto add_edges = [&](const Crf& crf, float steps, double source_bonus, double cue_bonus) {
    for (std::size_t e = 0; e < kEdges; ++e) {
      for (std::size_t x = 0; x < kTags; ++x) {
        for (std::size_t y = 0; y < kTags; ++y) {
          float weight = crf.edge(e, x, y);
          if (static_cast<Tag>(y) == Tag::kBeginSource) weight += static_cast<float>(source_bonus);
          if (static_cast<Tag>(y) == Tag::kBeginCue) weight += static_cast<float>(cue_bonus);
          edges.push_back(static_cast<std::int32_t>(std::lround(weight * steps)));
        }
      }
    }
  };
  add_edges(first, first_steps, 0.0, 0.0);
  add_edges(second, second_steps, options.source_bonus, options.cue_bonus);
  const std::vector<PriorEntry> priors = PriorTable(counts);
  model::ContainerWriter writer(std::string(kModelKind), kModelVersion, options.name);
  writer.AddArray<TagBucket>("rows", table);
  writer.AddArray<std::int32_t>("edges", edges);
  writer.AddArray<PriorEntry>("priors", priors);
  return writer.Finish();
}

int Fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.ToString().c_str());
  return 1;
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

// The mean of several trainings with other random numbers, two at a time.
Crf TrainSeveral(std::size_t features, std::span<const Sequence* const> sequences,
                 const CrfOptions& options, int epochs, int models, std::uint64_t seed) {
  Crf mean(features);
  const float share = 1.0f / static_cast<float>(models);
  for (int m = 0; m < models; m += 2) {
    const auto one = [&](int which) {
      return TrainOne(features, sequences, options, epochs, seed + static_cast<unsigned>(which));
    };
    if (m + 1 < models) {
      Crf second(0);
      std::thread other([&] { second = one(m + 1); });
      mean.Add(one(m), share);
      other.join();
      mean.Add(second, share);
    } else {
      mean.Add(one(m), share);
    }
  }
  return mean;
}

// The second pass learns from tags that the first gave to articles it had not seen.
void Jackknife(std::vector<Item>& items, std::size_t features, const Options& options) {
  const auto fold = [&](std::size_t left_out) {
    const auto sequences = Gather(items, false, left_out);
    const Crf crf = TrainOne(features, sequences, options.crf, options.crf.epochs,
                             options.crf.seed + 1 + left_out);
    for (Item& item : items) {
      if (item.fold == left_out) TagBy(crf, item);
    }
  };
  for (std::size_t k = 0; k < static_cast<std::size_t>(options.folds); k += 2) {
    std::thread other;
    if (k + 1 < static_cast<std::size_t>(options.folds)) other = std::thread(fold, k + 1);
    fold(k);
    if (other.joinable()) other.join();
  }
}

// The sequences of the second pass: the features of both, given the tags of the first.
void MakeSecond(const Numbering& numbers, std::vector<Item>& items) {
  for (Item& item : items) {
    const FirstTags described = DescribeFirst(*item.article->scene, item.tags);
    item.second = MakeSequences(item, numbers, [&](std::size_t i, FeatureList& out) {
      SecondFeatures(*item.article->scene, item.article->facts, described, i, out);
    });
    // Both sets of features in one sequence.
    for (std::size_t s = 0; s < item.second.size(); ++s) {
      const Sequence& a = item.first[s];
      Sequence& b = item.second[s];
      Sequence joined;
      joined.begins.push_back(0);
      for (std::size_t i = 0; i < a.size(); ++i) {
        for (const Sequence* one : {&a, static_cast<const Sequence*>(&b)}) {
          joined.features.insert(joined.features.end(), one->features.begin() + one->begins[i],
                                 one->features.begin() + one->begins[i + 1]);
        }
        joined.begins.push_back(static_cast<std::uint32_t>(joined.features.size()));
      }
      b.features = std::move(joined.features);
      b.begins = std::move(joined.begins);
    }
  }
}

int Train(const Options& options) {
  const auto readers = Readers::Load();
  if (!readers.ok()) return Fail(readers.error());
  auto train = ReadCorpus(options.train, *readers);
  if (!train.ok()) return Fail(train.error());
  auto dev = ReadCorpus(options.dev, *readers);
  if (!dev.ok()) return Fail(dev.error());
  CountMap counts;
  std::vector<CountMap> own;
  for (const auto& article : *train) {
    own.push_back(CountCues(*article));
    for (const auto& [key, count] : own.back()) {
      counts[key].cue += count.cue;
      counts[key].all += count.all;
    }
  }
  for (std::size_t i = 0; i < train->size(); ++i) {
    Article& article = *(*train)[i];
    article.facts = GatherFacts(*article.scene, article.rules, CountedPriors(counts, &own[i]));
  }
  for (const auto& article : *dev)
    article->facts = GatherFacts(*article->scene, article->rules, CountedPriors(counts, nullptr));

  std::vector<Item> items = MakeItems(*train, options.folds);
  std::vector<Item> dev_items = MakeItems(*dev, options.folds);
  Numbering numbers(24);
  Survey(items, options.least, numbers, [](const Item& item, std::size_t i, FeatureList& out) {
    FirstFeatures(*item.article->scene, item.article->facts, i, out);
  });
  const std::size_t first_count = numbers.features().size();
  std::printf("%zu articles, %zu features\n", items.size(), first_count);
  const auto first_extract = [&](const Article& article) {
    return [&](std::size_t i, FeatureList& out) {
      FirstFeatures(*article.scene, article.facts, i, out);
    };
  };
  for (auto* list : {&items, &dev_items}) {
    for (Item& item : *list)
      item.first = MakeSequences(item, numbers, first_extract(*item.article));
  }
  Jackknife(items, first_count, options);
  std::printf("jackknife done\n");
  const Crf first = TrainSeveral(first_count, Gather(items, false, kNoFold), options.crf,
                                 options.crf.epochs, options.models, options.crf.seed + 50);
  Report("first", Score(first, dev_items, false));
  for (Item& item : dev_items) TagBy(first, item);
  Survey(items, options.least, numbers, [](const Item& item, std::size_t i, FeatureList& out) {
    static const Item* last = nullptr;
    static FirstTags described;
    if (last != &item) {
      described = DescribeFirst(*item.article->scene, item.tags);
      last = &item;
    }
    SecondFeatures(*item.article->scene, item.article->facts, described, i, out);
  });
  for (auto* list : {&items, &dev_items}) MakeSecond(numbers, *list);
  const Crf second =
      TrainSeveral(numbers.features().size(), Gather(items, true, kNoFold), options.crf,
                   options.epochs2, options.models, options.crf.seed + 100);
  Report("second", Score(second, dev_items, true));
  const std::string bytes = MakeModel(options, numbers, first, second, counts);
  std::ofstream file(options.out, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

}  // namespace
}  // namespace dateline::attribution::training

int main(int argc, char** argv) {
  dateline::attribution::training::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    const char* value = argv[i + 1];
    if (flag == "--train") options.train = value;
    if (flag == "--dev") options.dev = value;
    if (flag == "--out") options.out = value;
    if (flag == "--name") options.name = value;
    if (flag == "--epochs") options.crf.epochs = std::atoi(value);
    if (flag == "--epochs2") options.epochs2 = std::atoi(value);
    if (flag == "--models") options.models = std::atoi(value);
    if (flag == "--folds") options.folds = std::atoi(value);
    if (flag == "--least") options.least = static_cast<std::uint8_t>(std::atoi(value));
    if (flag == "--rate") options.crf.rate = std::atof(value);
    if (flag == "--decay") options.crf.decay = std::atof(value);
    if (flag == "--dropout") options.crf.dropout = std::atof(value);
    if (flag == "--source-bonus") options.source_bonus = std::atof(value);
    if (flag == "--cue-bonus") options.cue_bonus = std::atof(value);
    if (flag == "--buckets") options.buckets = static_cast<std::size_t>(std::atoi(value));
  }
  return dateline::attribution::training::Train(options);
}
