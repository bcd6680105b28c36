// The types of claims in words: data/ontology/words.en.tsv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/claim.h"
#include "dateline/result.h"

namespace dateline::cli {

class TypeWords {
 public:
  // Errors: kCorrupt naming the line.
  static Result<TypeWords> Load();
  // "shelling", "denied": a name that the table lacks stands as it is.
  std::string OfType(std::string_view type) const { return std::string(WordsOf(type)); }
  std::string OfRealis(Realis realis) const;
  // "shelling, denied", by the names that a ledger keeps.
  std::string InWords(std::string_view type, std::string_view realis) const;

 private:
  std::string_view WordsOf(std::string_view name) const;
  std::unordered_map<std::string_view, std::string_view> words_;  // of the table in the program
};

}  // namespace dateline::cli
