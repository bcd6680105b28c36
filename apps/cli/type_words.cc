#include "type_words.h"

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::cli {

Result<TypeWords> TypeWords::Load() {
  constexpr std::string_view kTable = "data/ontology/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kTable));
  TypeWords words;
  for (const io::TableRow& row : rows) words.words_.emplace(row[0], row[1]);
  return words;
}

std::string_view TypeWords::WordsOf(std::string_view name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? name : found->second;
}

std::string TypeWords::OfRealis(Realis realis) const {
  return std::string(WordsOf(text::NameOf(realis)));
}

std::string TypeWords::InWords(std::string_view type, std::string_view realis) const {
  std::string out(WordsOf(type));
  if (realis != "asserted") out += ", " + std::string(WordsOf(realis));
  return out;
}

}  // namespace dateline::cli
