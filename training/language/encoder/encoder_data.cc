// The ways between the trainer of the encoder, which is written in Python, and the product: what
// the product sees of words, and the weights as the product reads them.
//
// usage: encoder_data rows VOCABULARY MODEL < WORDS > ROWS
//          WORDS: a word a line, an empty line ends a sentence. ROWS: ten little-endian int32 a
//          word (src/language/encoder_input.h). VOCABULARY: a word a line, the most frequent first.
//          MODEL: a language model whose word classes are used.
//        encoder_data pack FOLDER MODEL OUT PRODUCER
//          FOLDER: a file a section of docs/formats/model.md, named as the section, and
//          "vocabulary". What it has no file for is taken from MODEL. The self-test is made here:
//          how the new model reads the words of FOLDER/self.test.
//        encoder_data outputs MODEL < WORDS > NUMBERS
//          The outputs of all heads of every word, float32, for comparison with the trainer's.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "language/encoder.h"
#include "language/encoder_core.h"
#include "language/encoder_input.h"
#include "language/lexeme.h"
#include "language/sections.h"
#include "language/self_check.h"
#include "language/word_classes.h"
#include "model/aligned_bytes.h"
#include "vocabulary.h"

namespace dateline::training {
namespace {

template <typename T>
T Need(Result<T> result) {
  if (!result.ok()) Fail(result.error().ToString());
  return std::move(result).value();
}

// Calls f with the lexemes of each sentence of standard input.
template <typename F>
void EachSentence(const F& f) {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  std::vector<std::string_view> lines = Lines(text);
  lines.emplace_back();  // ends the last sentence
  std::vector<std::string_view> sentence;
  std::vector<language::Lexeme> lexemes;
  for (const std::string_view line : lines) {
    if (!line.empty()) {
      sentence.push_back(line);
      continue;
    }
    language::MakeLexemes(sentence, lexemes);
    f(std::span<language::Lexeme>(lexemes));
    sentence.clear();
  }
}

void WriteRows(const std::string& vocabulary_path, const std::string& model_path) {
  const model::AlignedBytes model(ReadAll(model_path));
  const auto classes_of = Need(language::WordClasses::Load(
      Need(model::Container::Open(model.view(), language::kModelKind, language::kModelVersion))));

  const std::string vocabulary = ReadAll(vocabulary_path);
  model::ContainerWriter writer("vocabulary", 1, "encoder_data");
  writer.AddArray<language::LexiconEntry>("words", VocabularyTable(vocabulary));
  const model::AlignedBytes table(writer.Finish());
  const auto words =
      Need(language::Lexicon::Load(Need(model::Container::Open(table.view(), "vocabulary", 1)),
                                   "words", Lines(vocabulary).size() + 1));

  EachSentence([&](std::span<language::Lexeme> lexemes) {
    classes_of.Fill(lexemes);
    std::vector<language::InputRows> rows;
    for (const language::Lexeme& lexeme : lexemes) rows.push_back(RowsOf(lexeme, words));
    std::fwrite(rows.data(), sizeof(language::InputRows), rows.size(), stdout);
  });
}

void WriteOutputs(const std::string& model_path) {
  const model::AlignedBytes bytes(ReadAll(model_path));
  const auto container =
      Need(model::Container::Open(bytes.view(), language::kModelKind, language::kModelVersion));
  const auto classes = Need(language::WordClasses::Load(container));
  const auto shape = Need(language::EncoderShape::Load(container));
  const auto encoder = Need(language::Encoder::Load(container, shape));
  language::Encoder::Scratch scratch;
  EachSentence([&](std::span<language::Lexeme> lexemes) {
    classes.Fill(lexemes);
    std::vector<language::InputRows> rows;
    for (const language::Lexeme& lexeme : lexemes)
      rows.push_back(RowsOf(lexeme, encoder.vocabulary()));
    const std::vector<std::uint32_t> starts = {0, static_cast<std::uint32_t>(rows.size())};
    const auto outputs = encoder.Run(rows, starts, language::BestKernels(), scratch);
    for (std::size_t i = 0; i < rows.size(); ++i)
      std::fwrite(outputs.data() + i * encoder.stride(), sizeof(float), shape.outputs(), stdout);
  });
}

constexpr std::string_view kEncoderSections[] = {
    "enc.shape",    "word.rows", "word.scale", "hash.rows", "hash.scale", "in.bias",
    "enc.in_scale", "head.w",    "head.scale", "head.bias", "name.next",  "arc.bilinear",
    "arc.prior",    "enc.root",  "lab.w",      "lab.scale", "lab.bias",   "enc.deprels"};
constexpr std::string_view kKeptSections[] = {"class",      "class.coarse", "tags", "lemma.edits",
                                              "feats.sets", "lemma",        "feats"};

// The words of the self-test: a passive with its agent, reported speech, a headline in capitals, a
// number and a word that no vocabulary has.
constexpr std::string_view kSelfTestWords =
    "The\nbridge\nwas\nshelled\nby\nRussian\ntroops\non\nFriday\n,"
    "\nthe\nMinistry\nof\nDefence\nsaid\n."
    "\n\nGOVERNOR\n:\nNO\nCASUALTIES\nIN\nZHOVTYVODSK\n\n12\nqwertish\nhouses\nburned\n.\n";

std::string Packed(const std::string& folder, const model::Container& base,
                   const std::string& producer, const std::string& self_test) {
  model::ContainerWriter writer(std::string(language::kModelKind), language::kModelVersion,
                                producer);
  const auto add = [&](const std::string& name) { writer.Add(name, ReadAll(folder + "/" + name)); };
  for (const std::string_view name : kKeptSections) {
    if (std::filesystem::exists(folder + "/" + std::string(name))) {
      add(std::string(name));
    } else {
      writer.Add(std::string(name), std::string(Need(base.Section(name))));
    }
  }
  writer.AddArray<language::LexiconEntry>("enc.words",
                                          VocabularyTable(ReadAll(folder + "/vocabulary")));
  for (const std::string_view name : kEncoderSections) add(std::string(name));
  for (int layer = 0; std::filesystem::exists(folder + "/l" + std::to_string(layer) + ".w");
       ++layer) {
    for (const std::string_view part : {".w", ".scale", ".bias"})
      add("l" + std::to_string(layer) + std::string(part));
  }
  writer.Add(std::string(language::kSelfTestSection), self_test);
  return writer.Finish();
}

void Pack(const std::string& folder, const std::string& base_path, const std::string& out_path,
          const std::string& producer) {
  const model::AlignedBytes base_bytes(ReadAll(base_path));
  const auto base = Need(
      model::Container::Open(base_bytes.view(), language::kModelKind, language::kModelVersion));
  const model::AlignedBytes untested(Packed(folder, base, producer, ""));
  const auto container =
      Need(model::Container::Open(untested.view(), language::kModelKind, language::kModelVersion));
  const auto classes = Need(language::WordClasses::Load(container));
  const auto core = Need(language::LoadEncoderCore(container, language::BestKernels()));
  const std::string test = language::ReadAsTest(*core, classes, kSelfTestWords);
  const std::string bytes = Packed(folder, base, producer, test);
  std::ofstream out(out_path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) Fail(out_path + " cannot be written");
  std::fprintf(stderr, "%s: %zu bytes\n", out_path.c_str(), bytes.size());
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) {
  using namespace dateline::training;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::string command = arguments.empty() ? "" : arguments[0];
  if (command == "rows" && arguments.size() == 3) {
    WriteRows(arguments[1], arguments[2]);
  } else if (command == "pack" && arguments.size() == 5) {
    Pack(arguments[1], arguments[2], arguments[3], arguments[4]);
  } else if (command == "outputs" && arguments.size() == 2) {
    WriteOutputs(arguments[1]);
  } else {
    std::fprintf(stderr,
                 "usage: encoder_data rows VOCABULARY MODEL < WORDS > ROWS\n"
                 "       encoder_data pack FOLDER MODEL OUT PRODUCER\n"
                 "       encoder_data outputs MODEL < WORDS > NUMBERS\n");
    return 2;
  }
  return 0;
}
