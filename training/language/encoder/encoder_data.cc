// The ways between the trainer of the encoder, which is written in Python, and the product: what
// the product sees of words, and the weights as the product reads them.
//
// usage: encoder_data rows VOCABULARY MODEL < WORDS > ROWS
//          WORDS: a word a line, an empty line ends a sentence. ROWS: ten little-endian int32 a
//          word (src/language/encoder_input.h). VOCABULARY: a word a line, the most frequent first.
//          MODEL: a language model whose word classes are used.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "language/encoder_input.h"
#include "language/lexeme.h"
#include "language/sections.h"
#include "language/word_classes.h"
#include "vocabulary.h"

namespace dateline::training {
namespace {

template <typename T>
T Need(Result<T> result) {
  if (!result.ok()) Fail(result.error().ToString());
  return std::move(result).value();
}

void WriteRows(const std::string& vocabulary_path, const std::string& model_path) {
  const AlignedBytes model(ReadAll(model_path));
  const auto classes_of = Need(language::WordClasses::Load(
      Need(model::Container::Open(model.view(), language::kModelKind, language::kModelVersion))));

  const std::string vocabulary = ReadAll(vocabulary_path);
  model::ContainerWriter writer("vocabulary", 1, "encoder_data");
  writer.AddArray<language::LexiconEntry>("words", VocabularyTable(vocabulary));
  const AlignedBytes table(writer.Finish());
  const auto words =
      Need(language::Lexicon::Load(Need(model::Container::Open(table.view(), "vocabulary", 1)),
                                   "words", Lines(vocabulary).size() + 1));

  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  std::vector<std::string_view> lines = Lines(text);
  lines.emplace_back();  // ends the last sentence
  std::vector<std::string_view> sentence;
  std::vector<language::Lexeme> lexemes;
  std::vector<language::InputRows> rows;
  for (const std::string_view line : lines) {
    if (!line.empty()) {
      sentence.push_back(line);
      continue;
    }
    language::MakeLexemes(sentence, lexemes);
    classes_of.Fill(lexemes);
    rows.clear();
    for (const language::Lexeme& lexeme : lexemes) rows.push_back(RowsOf(lexeme, words));
    std::fwrite(rows.data(), sizeof(language::InputRows), rows.size(), stdout);
    sentence.clear();
  }
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 3 && arguments[0] == "rows") {
    dateline::training::WriteRows(arguments[1], arguments[2]);
    return 0;
  }
  std::fprintf(stderr, "usage: encoder_data rows VOCABULARY MODEL < WORDS > ROWS\n");
  return 2;
}
