// Trains the linear language core and writes models/english.dlm; training/language/train.sh calls
// it.
//
// usage: train_language --out FILE --name TEXT [--trees FILE]... [--without PART]...
//          [--only tables] [--keep FILE] [--classes FILE] [--names-conll FILE]... [--names-wnut
//          FILE]...
//          [--names-worldwide FOLDER]
//          [--trees-dev FILE]... [--names-conll-dev FILE]... [--names-wnut-dev FILE]...
// In order: tags, the tags that an unknowing tagger gives (for what builds on them), tree, names,
// tables; then the artefact is opened as the product opens it and scored. With --only tables just
// classes, tags and tables, which the encoder needs beside its own weights.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "language/sections.h"
#include "language/tagger.h"
#include "language/word_classes.h"
#include "model/container.h"
#include "score.h"
#include "text/enum_names.h"
#include "trainers.h"

namespace dateline::training {
namespace {

constexpr unsigned kSeed = 20220909;
constexpr std::size_t kFolds = 4;
// What --keep takes over from another model.
constexpr std::string_view kBeforeNames[] = {
    "lemma.edits", "feats.sets", "lemma", "feats",      "tags",       "tag.keys",
    "tag.rows",    "tag.pool",   "move",  "label.keys", "label.rows", "label.pool"};

struct Options {
  std::string out;
  std::string name = "english-linear";
  std::string classes;
  std::string keep;
  std::string worldwide;
  bool is_tables_only = false;
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
    } else if (key == "--classes") {
      options.classes = value;
    } else if (key == "--only" && value == "tables") {
      options.is_tables_only = true;
    } else if (key == "--keep") {
      options.keep = value;
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
  if (options.out.empty() || options.trees.empty() == options.keep.empty())
    Fail("--out and either --trees or --keep are needed");
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

// The tags and classes are those that the product will see: `model` holds both.
Result<std::vector<NameExample>> MakeNameExamples(const std::vector<NameSentence>& sentences,
                                                  std::string_view bytes) {
  DL_ASSIGN_OR_RETURN(const auto model,
                      model::Container::Open(bytes, language::kModelKind, language::kModelVersion));
  DL_ASSIGN_OR_RETURN(const auto classes, language::WordClasses::Load(model));
  DL_ASSIGN_OR_RETURN(const auto tagger, language::Tagger::Load(model));
  std::vector<NameExample> examples;
  for (const NameSentence& sentence : sentences) {
    NameExample example;
    const std::vector<std::string_view> forms(sentence.forms.begin(), sentence.forms.end());
    language::MakeLexemes(forms, example.words);
    classes.Fill(example.words);
    tagger.Run(example.words, example.tags);
    example.allowed = sentence.allowed;
    examples.push_back(std::move(example));
  }
  return examples;
}

// Tables and, unless they are all that is wanted, tags and trees.
void TrainTrees(const Options& options, model::ContainerWriter& writer) {
  Random random(kSeed);
  std::vector<TreeSentence> sentences;
  for (const std::string& path : options.trees) Append(sentences, ReadTrees(path, options.without));
  const auto tags = CountTags(sentences);
  SaveMorphology(sentences, MakeExamples(sentences, tags), writer);
  if (options.is_tables_only) {
    writer.Add("tags", TagLines(tags));
    return;
  }
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
}

Status KeepTrees(const std::string& path, model::ContainerWriter& writer) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  DL_ASSIGN_OR_RETURN(const auto model,
                      model::Container::Open(bytes, language::kModelKind, language::kModelVersion));
  for (const std::string_view name : kBeforeNames) {
    DL_ASSIGN_OR_RETURN(const std::string_view section, model.Section(name));
    writer.Add(std::string(name), std::string(section));
  }
  return Done{};
}

Result<std::string> Train(const Options& options, const std::vector<NameSentence>& worldwide) {
  model::ContainerWriter writer(std::string(language::kModelKind), language::kModelVersion,
                                options.name);
  SaveClasses(options.classes, writer);
  if (options.keep.empty()) {
    TrainTrees(options, writer);
  } else {
    DL_RETURN_IF_ERROR(KeepTrees(options.keep, writer));
  }
  if (options.is_tables_only) return writer.Finish();

  std::vector<NameSentence> names = worldwide;
  for (const std::string& path : options.conll) Append(names, ReadNames(path, Scheme::kConll));
  for (const std::string& path : options.wnut) Append(names, ReadNames(path, Scheme::kWnut));
  Random random(kSeed);
  AddHeadlines(names, 5, random);
  const std::string half = writer.Finish();
  DL_ASSIGN_OR_RETURN(const auto examples, MakeNameExamples(names, half));
  const NameWeights finder = TrainNames(examples, {5, 4, kSeed});
  finder.emissions.SaveSparse(writer, "name", 16, 300000);
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
  const auto trained = Train(options, worldwide.train);
  if (!trained.ok()) Fail(trained.error().ToString());
  const std::string& bytes = trained.value();
  std::ofstream out(options.out, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) Fail(options.out + " cannot be written");
  if (options.is_tables_only) return 0;
  const auto status = Score(options, bytes, worldwide.held_out);
  if (!status.ok()) Fail(status.error().ToString());
}
