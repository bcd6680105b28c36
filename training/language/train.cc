// Trains the linear language core and writes models/english.dlm; training/language/train.sh calls
// it.
//
// usage: train_language --out FILE --name TEXT [--trees FILE]... [--without PART]...
//          [--names-conll FILE]... [--names-wnut FILE]... [--names-worldwide FOLDER]
//          [--trees-dev FILE]... [--names-conll-dev FILE]... [--names-wnut-dev FILE]...
// In order: tags, the tags that an unknowing tagger gives (for what builds on them), tree, names,
// tables; then the artefact is opened as the product opens it and scored.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "language/sections.h"
#include "model/container.h"
#include "score.h"
#include "text/enum_names.h"
#include "trainers.h"

namespace dateline::training {
namespace {

constexpr unsigned kSeed = 20220909;
constexpr std::size_t kFolds = 4;

struct Options {
  std::string out;
  std::string name = "english-linear";
  std::string worldwide;
  std::vector<std::string> trees, without, conll, wnut, trees_dev, conll_dev, wnut_dev;
};

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "train_language: %s\n", message.c_str());
  std::exit(1);
}

Options ParseOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view key = argv[i];
    const std::string value = argv[i + 1];
    if (key == "--out") {
      options.out = value;
    } else if (key == "--name") {
      options.name = value;
    } else if (key == "--names-worldwide") {
      options.worldwide = value;
    } else if (key == "--trees") {
      options.trees.push_back(value);
    } else if (key == "--without") {
      options.without.push_back(value);
    } else if (key == "--names-conll") {
      options.conll.push_back(value);
    } else if (key == "--names-wnut") {
      options.wnut.push_back(value);
    } else if (key == "--trees-dev") {
      options.trees_dev.push_back(value);
    } else if (key == "--names-conll-dev") {
      options.conll_dev.push_back(value);
    } else if (key == "--names-wnut-dev") {
      options.wnut_dev.push_back(value);
    } else {
      Fail("unknown option " + std::string(key) + "; the options are at the top of train.cc");
    }
  }
  if (options.out.empty() || options.trees.empty()) Fail("--out and --trees are needed");
  return options;
}

template <typename T>
void Append(std::vector<T>& all, std::vector<T> some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

std::string TagLines(const std::vector<language::Tag>& tags) {
  std::string lines;
  for (const language::Tag& tag : tags) {
    lines += text::NameOf(tag.upos);
    lines += "\t" + tag.xpos + "\n";
  }
  return lines;
}

void SaveTransitions(const NameWeights& weights, model::ContainerWriter& writer) {
  std::vector<std::int32_t> next;
  for (const auto& row : weights.transitions) {
    for (const float weight : row)
      next.push_back(static_cast<std::int32_t>(std::lround(weight * 8)));  // as SaveSparse
  }
  writer.AddArray<std::int32_t>("name.next", next);
}

std::vector<NameExample> MakeNameExamples(const std::vector<NameSentence>& sentences,
                                          const Perceptron& tagger) {
  std::vector<NameExample> examples;
  for (const NameSentence& sentence : sentences) {
    NameExample example;
    const std::vector<std::string_view> forms(sentence.forms.begin(), sentence.forms.end());
    language::MakeLexemes(forms, example.words);
    example.tags = PredictTags(tagger, example.words);
    example.allowed = sentence.allowed;
    examples.push_back(std::move(example));
  }
  return examples;
}

std::string Train(const Options& options, const std::vector<NameSentence>& worldwide) {
  Random random(kSeed);
  model::ContainerWriter writer(std::string(language::kModelKind), language::kModelVersion,
                                options.name);
  std::vector<TreeSentence> sentences;
  for (const std::string& path : options.trees) Append(sentences, ReadTrees(path, options.without));
  const auto tags = CountTags(sentences);
  SaveMorphology(sentences, MakeExamples(sentences, tags), writer);
  AddHeadlines(sentences, 4, random);
  auto examples = MakeExamples(sentences, tags);
  std::fprintf(stderr, "%zu sentences with trees, %zu tags\n", sentences.size(), tags.size());

  const Perceptron tagger = TrainTagger(examples, tags.size(), 8, kFolds, kFolds, kSeed);
  writer.Add("tags", TagLines(tags));
  tagger.SaveSparse(writer, "tag", 14, 105000);
  Jackknife(examples, tags.size(), 5, kFolds, kSeed);

  const ParserWeights parser = TrainParser(examples, tags, 12, kSeed);
  parser.moves.SaveMoves(writer, "move", 16);
  parser.labels.SaveSparse(writer, "label", 14, 90000);

  std::vector<NameSentence> names = worldwide;
  for (const std::string& path : options.conll) Append(names, ReadNames(path, Scheme::kConll));
  for (const std::string& path : options.wnut) Append(names, ReadNames(path, Scheme::kWnut));
  AddHeadlines(names, 5, random);
  const NameWeights finder = TrainNames(MakeNameExamples(names, tagger), 10, kSeed);
  finder.emissions.SaveSparse(writer, "name", 15, 150000);
  SaveTransitions(finder, writer);
  return writer.Finish();
}

Status Score(const Options& options, std::string_view bytes,
             const std::vector<NameSentence>& worldwide) {
  DL_ASSIGN_OR_RETURN(const auto model,
                      model::Container::Open(bytes, language::kModelKind, language::kModelVersion));
  std::printf("%s, %zu bytes, SHA-256 of the sections %s\n", model.producer().c_str(), bytes.size(),
              model.fingerprint().c_str());
  for (const std::string& path : options.trees_dev)
    DL_RETURN_IF_ERROR(ScoreTrees(model, path.substr(path.rfind('/') + 1), ReadTrees(path, {})));
  for (const std::string& path : options.conll_dev)
    DL_RETURN_IF_ERROR(
        ScoreNames(model, path.substr(path.rfind('/') + 1), ReadNames(path, Scheme::kConll)));
  for (const std::string& path : options.wnut_dev)
    DL_RETURN_IF_ERROR(
        ScoreNames(model, path.substr(path.rfind('/') + 1), ReadNames(path, Scheme::kWnut)));
  if (!worldwide.empty()) DL_RETURN_IF_ERROR(ScoreNames(model, "worldwide", worldwide));
  return Done{};
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) {
  using namespace dateline::training;
  const Options options = ParseOptions(argc, argv);
  NameSplit worldwide;
  if (!options.worldwide.empty()) worldwide = ReadWorldwide(options.worldwide);
  const std::string bytes = Train(options, worldwide.train);
  std::ofstream out(options.out, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) Fail(options.out + " cannot be written");
  const auto status = Score(options, bytes, worldwide.held_out);
  if (!status.ok()) Fail(status.error().ToString());
}
