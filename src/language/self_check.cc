#include "language/self_check.h"

#include <algorithm>

#include "text/enum_names.h"

namespace dateline::language {
namespace {

void Append(std::size_t number, std::string& out) {
  out += '\t';
  out += std::to_string(number);
}

// What the core says of the sentence in `surfaces`, which is emptied.
void ReadSentence(const Core& core, const WordClasses& classes, Batch& batch, CoreScratch& scratch,
                  std::string& out) {
  const std::size_t words = batch.surfaces.size();
  MakeLexemes(batch.surfaces, batch.lexemes);
  classes.Fill(batch.lexemes);
  batch.starts = {0, static_cast<std::uint32_t>(words)};
  batch.tags.assign(words, 0);
  batch.heads.assign(words, 0);
  batch.labels.assign(words, Deprel::kDep);
  batch.names.clear();
  core.BeginDocument(scratch);  // each sentence alone
  core.Run(batch, scratch);
  for (std::size_t i = 0; i < words; ++i) {
    out += batch.surfaces[i];
    Append(batch.tags[i], out);
    Append(batch.heads[i], out);
    out += '\t';
    out += text::NameOf(batch.labels[i]);
    const auto name =
        std::ranges::find_if(batch.names, [&](const NameSpan& span) { return span.first == i; });
    if (name == batch.names.end()) {
      out += "\t-";
    } else {
      Append(static_cast<std::size_t>(name->name_class), out);
      Append(name->end, out);
    }
    out += '\n';
  }
  out += '\n';
  batch.surfaces.clear();
}

}  // namespace

std::string ReadAsTest(const Core& core, const WordClasses& classes, std::string_view words) {
  std::string out;
  Batch batch;
  const auto scratch = core.NewScratch();
  while (!words.empty()) {
    const std::size_t newline = std::min(words.find('\n'), words.size());
    const std::string_view line = words.substr(0, newline);
    words.remove_prefix(std::min(newline + 1, words.size()));
    if (!line.empty()) batch.surfaces.push_back(line.substr(0, line.find('\t')));
    const bool is_full = batch.surfaces.size() == core.longest_sentence();
    if (!batch.surfaces.empty() && (line.empty() || words.empty() || is_full))
      ReadSentence(core, classes, batch, *scratch, out);
  }
  return out;
}

Status RunSelfTest(const model::Container& container, const Core& core,
                   const WordClasses& classes) {
  DL_ASSIGN_OR_RETURN(const std::string_view expected, container.Section(kSelfTestSection));
  constexpr std::size_t kLongestTest = 1u << 16;
  if (!expected.empty() && expected.size() <= kLongestTest &&
      ReadAsTest(core, classes, expected) == expected) {
    return Done{};
  }
  return Error{ErrorCode::kCorrupt,
               "the language model does not read the sentences of its self-test as it did where it "
               "was made; use the model that came with the program",
               "model"};
}

}  // namespace dateline::language
