#include "vocabulary.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "language/lexeme.h"

namespace dateline::training {

void Fail(const std::string& message) {
  std::fprintf(stderr, "encoder_data: %s\n", message.c_str());
  std::exit(1);
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Fail(path + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return lines;
}

std::vector<language::LexiconEntry> VocabularyTable(std::string_view vocabulary) {
  const std::vector<std::string_view> words = Lines(vocabulary);
  std::size_t size = 64;
  while (size * 3 < words.size() * 4) size *= 2;
  std::vector<language::LexiconEntry> entries(size, {0, 0});
  std::vector<language::Lexeme> lexemes;
  for (std::size_t i = 0; i < words.size(); ++i) {
    language::MakeLexemes(std::vector<std::string_view>{words[i]}, lexemes);
    const language::Feature key = lexemes.front().lower;
    const auto fingerprint = static_cast<std::uint32_t>(key) | 1u;
    std::size_t at = (key >> 32) & (size - 1);
    while (entries[at].fingerprint != 0 && entries[at].fingerprint != fingerprint)
      at = (at + 1) & (size - 1);
    if (entries[at].fingerprint == 0)
      entries[at] = {fingerprint, static_cast<std::uint32_t>(i + 1)};
  }
  return entries;
}

}  // namespace dateline::training
