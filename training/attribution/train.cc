// Trains models/attribution.dlm: priors of cues, the first pass, its tags by jackknife, the second
// pass, its candidate spans by jackknife, the choice among them, the judgement of what a cue may
// bring in, and the table that holds all.
//
//   train_attribution --train FOLDER --dev FOLDER --out FILE [--name NAME] [--epochs N] ...
//
// One run, one seed; the same data give the same bytes whatever the number of threads.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "assembling.h"
#include "choice.h"
#include "corpus.h"
#include "passes.h"
#include "priors.h"
#include "table.h"
#include "tally.h"

namespace dateline::attribution::training {
namespace {

struct Options {
  std::string train;
  std::string dev;
  std::string out;
  PassOptions passes;
  ChoiceOptions choice;
  int proposal_least = 4;
  TableOptions table;
};

int Fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.ToString().c_str());
  return 1;
}

using Articles = std::vector<std::unique_ptr<Article>>;

// Facts of all articles; how often a word is a cue is counted without the article itself.
CountMap FillFacts(Articles& train, Articles& dev) {
  CountMap counts;
  std::vector<CountMap> own;
  for (const auto& article : train) {
    own.push_back(CountCues(*article));
    for (const auto& [key, count] : own.back()) {
      counts[key].cue += count.cue;
      counts[key].all += count.all;
    }
  }
  for (std::size_t i = 0; i < train.size(); ++i) {
    Article& article = *train[i];
    article.facts = GatherFacts(*article.scene, article.rules, CountedPriors(counts, &own[i]));
  }
  for (const auto& article : dev)
    article->facts = GatherFacts(*article->scene, article->rules, CountedPriors(counts, nullptr));
  return counts;
}

void Report(const char* what, const std::vector<Item>& items, Pass pass) {
  Tally tally;
  for (const Item& item : items) {
    tally.Add(pass == Pass::kFirst ? item.first_tags : item.second_tags,
              item.article->gold[item.annotator]);
  }
  tally.Print(what);
}

void Report(const char* what, const std::vector<Item>& items,
            const std::vector<std::vector<float>>& sure, const Thresholds& thresholds) {
  Tally tally;
  for (std::size_t i = 0; i < items.size(); ++i) {
    tally.Add(ChooseSpans(items[i].candidates, sure[i], thresholds, items[i].second_tags.size()),
              items[i].article->gold[items[i].annotator]);
  }
  tally.Print(what);
}

void Report(const char* what, const std::vector<Assembly>& assemblies,
            const std::vector<std::vector<float>>& sure, const AssemblyThresholds& thresholds) {
  AttributionTally tally;
  for (std::size_t i = 0; i < assemblies.size(); ++i) {
    const Assembly& one = assemblies[i];
    const Scene& scene = *one.item->article->scene;
    tally.Add(
        Compose(scene, Assemble(scene, one.proposals, sure[i], thresholds), FreeIndirect::kFind),
        one.item->article->marked[one.item->annotator]);
  }
  tally.Print(what);
}

// The weights of the choice, and the probabilities of all candidates: those of train by what was
// learned from the other folds.
struct TrainedChoice {
  std::vector<float> weights;
  std::vector<std::vector<float>> sure;
  std::vector<std::vector<float>> dev_sure;
};

// Reported on the left-out articles of train and on dev.
TrainedChoice TrainChoice(const Choice& choice, const std::vector<Item>& items,
                          const std::vector<Item>& dev, const Options& options) {
  std::vector<Examples> examples;
  for (const Item& item : items) examples.push_back(choice.ExamplesOf(item));
  const auto learn = [&](const auto& takes) {
    std::vector<const Examples*> used;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (takes(items[i])) used.push_back(&examples[i]);
    }
    return Learn(choice.numbers().features().size(), used, options.choice);
  };
  std::vector<std::vector<float>> sure(items.size());
  for (std::size_t fold = 0; fold < static_cast<std::size_t>(options.passes.folds); ++fold) {
    const auto weights = learn([&](const Item& item) { return item.fold != fold; });
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].fold == fold) sure[i] = Sure(weights, examples[i]);
    }
  }
  Report("choice, folds of train", items, sure, options.table.thresholds);
  TrainedChoice out{learn([](const Item&) { return true; }), std::move(sure), {}};
  for (const Item& item : dev) out.dev_sure.push_back(Sure(out.weights, choice.ExamplesOf(item)));
  Report("choice, dev", dev, out.dev_sure, options.table.thresholds);
  return out;
}

std::vector<Assembly> MakeAssemblies(const std::vector<Item>& items,
                                     const std::vector<std::vector<float>>& sure,
                                     const Options& options) {
  std::vector<Assembly> out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out.push_back(MakeAssembly(items[i], sure[i], options.table.thresholds));
  return out;
}

// The weights of the judgement of proposals, reported likewise.
std::vector<float> TrainAssembling(const Assembling& assembling,
                                   const std::vector<Assembly>& assemblies,
                                   const std::vector<Assembly>& dev, const Options& options) {
  std::vector<Examples> examples;
  for (const Assembly& one : assemblies) examples.push_back(assembling.ExamplesOf(one));
  const auto learn = [&](std::size_t left_out) {
    std::vector<const Examples*> used;
    for (std::size_t i = 0; i < assemblies.size(); ++i) {
      if (assemblies[i].item->fold != left_out) used.push_back(&examples[i]);
    }
    return Learn(assembling.numbers().features().size(), used, options.choice);
  };
  std::vector<std::vector<float>> sure(assemblies.size());
  const auto folds = static_cast<std::size_t>(options.passes.folds);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const auto weights = learn(fold);
    for (std::size_t i = 0; i < assemblies.size(); ++i) {
      if (assemblies[i].item->fold == fold) sure[i] = Sure(weights, examples[i]);
    }
  }
  Report("assembled, folds of train", assemblies, sure, options.table.assembly);
  auto weights = learn(folds);
  sure.clear();
  for (const Assembly& one : dev) sure.push_back(Sure(weights, assembling.ExamplesOf(one)));
  Report("assembled, dev", dev, sure, options.table.assembly);
  return weights;
}

int Train(const Options& options) {
  const auto readers = Readers::Load();
  if (!readers.ok()) return Fail(readers.error());
  auto train = ReadCorpus(options.train, *readers);
  if (!train.ok()) return Fail(train.error());
  auto dev = ReadCorpus(options.dev, *readers);
  if (!dev.ok()) return Fail(dev.error());
  const CountMap counts = FillFacts(*train, *dev);
  const PassOptions& passes = options.passes;
  std::vector<Item> items = MakeItems(*train, passes.folds);
  std::vector<Item> dev_items = MakeItems(*dev, passes.folds);

  Numbering numbers(24);
  NumberFirst(items, passes.least, numbers);
  const std::size_t first_count = numbers.features().size();
  std::printf("%zu articles, %zu features\n", items.size(), first_count);
  MakeFirst(numbers, items);
  MakeFirst(numbers, dev_items);
  Jackknife(Pass::kFirst, first_count, passes, items);
  Report("first pass, folds of train", items, Pass::kFirst);
  const Crf first = TrainPass(Pass::kFirst, first_count, items, passes);
  for (Item& item : dev_items) Apply(Pass::kFirst, first, item);
  Report("first pass, dev", dev_items, Pass::kFirst);

  NumberSecond(items, passes.least, numbers);
  MakeSecond(numbers, items);
  MakeSecond(numbers, dev_items);
  const std::size_t count = numbers.features().size();
  Jackknife(Pass::kSecond, count, passes, items);
  Report("second pass, folds of train", items, Pass::kSecond);
  const Crf second = TrainPass(Pass::kSecond, count, items, passes);
  for (Item& item : dev_items) Apply(Pass::kSecond, second, item);
  Report("second pass, dev", dev_items, Pass::kSecond);

  const Choice choice(items, options.choice);
  const TrainedChoice chosen = TrainChoice(choice, items, dev_items, options);
  const auto assemblies = MakeAssemblies(items, chosen.sure, options);
  const auto dev_assemblies = MakeAssemblies(dev_items, chosen.dev_sure, options);
  const Assembling assembling(assemblies, options.proposal_least);
  const auto weights = TrainAssembling(assembling, assemblies, dev_assemblies, options);
  const std::string bytes =
      MakeModel(options.table, numbers, first, second,
                {{&choice.numbers(), &chosen.weights}, {&assembling.numbers(), &weights}}, counts);
  std::ofstream file(options.out, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

Options Read(int argc, char** argv) {
  Options options;
  std::map<std::string, std::function<void(const char*)>> flags;
  const auto number = [&](const std::string& flag, auto& value) {
    flags[flag] = [&value](const char* text) {
      value = static_cast<std::decay_t<decltype(value)>>(std::atof(text));
    };
  };
  const auto string = [&](const std::string& flag, std::string& value) {
    flags[flag] = [&value](const char* text) { value = text; };
  };
  string("--train", options.train);
  string("--dev", options.dev);
  string("--out", options.out);
  string("--name", options.table.name);
  number("--epochs", options.passes.crf.epochs);
  number("--epochs2", options.passes.epochs2);
  number("--models", options.passes.models);
  number("--folds", options.passes.folds);
  number("--least", options.passes.least);
  number("--rate", options.passes.crf.rate);
  number("--decay", options.passes.crf.decay);
  number("--dropout", options.passes.crf.dropout);
  number("--choice-rate", options.choice.rate);
  number("--choice-decay", options.choice.decay);
  number("--choice-dropout", options.choice.dropout);
  number("--choice-epochs", options.choice.epochs);
  number("--choice-least", options.choice.least);
  number("--source", options.table.thresholds.of[1]);
  number("--cue", options.table.thresholds.of[2]);
  number("--content", options.table.thresholds.of[3]);
  number("--proposal-least", options.proposal_least);
  number("--worth-content", options.table.assembly.content);
  number("--worth-cue", options.table.assembly.cue);
  number("--cue-weight", options.table.assembly.cue_weight);
  number("--worth-rule", options.table.assembly.rule);
  number("--buckets", options.table.buckets);
  number("--choice-buckets", options.table.choice_buckets);
  for (int i = 1; i + 1 < argc; i += 2) {
    if (const auto flag = flags.find(argv[i]); flag != flags.end()) flag->second(argv[i + 1]);
  }
  return options;
}

}  // namespace
}  // namespace dateline::attribution::training

int main(int argc, char** argv) {
  return dateline::attribution::training::Train(dateline::attribution::training::Read(argc, argv));
}
