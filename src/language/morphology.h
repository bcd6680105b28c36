// Morphology: lemma and features of a word whose tag is known, by table.
//
// Both are looked up under the tag and the whole word, then under its endings from the longest to
// the shortest, then under the tag alone; the trainer keeps an entry only where it says something
// else than the next shorter one. A lemma is given as an edit: how many bytes to drop from the end
// of the lower form and what to add (after Chrupala 2006), or the form itself with its case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/feature.h"
#include "language/lexeme.h"
#include "language/tables.h"
#include "language/tagger.h"

namespace dateline::language {

struct LemmaEdit {
  enum class Case : std::uint8_t { kLower, kAsWritten };
  Case letters = Case::kLower;
  std::size_t drop = 0;  // bytes
  std::string add;
};

inline constexpr std::size_t kLongestEnding = 6;  // bytes
Feature WholeWordKey(TagId tag, std::string_view lower);
Feature EndingKey(TagId tag, std::string_view lower, std::size_t bytes);  // bytes 0: the tag alone

class Morphology {
 public:
  // `exceptions` is data/language/lemmas.en.tsv, or empty: forms that the endings get wrong.
  // Errors: kCorrupt.
  static Result<Morphology> Load(const model::Container& container, const std::vector<Tag>& tags,
                                 std::string_view exceptions);

  std::string Lemma(const Lexeme& word, std::string_view surface, TagId tag) const;
  const std::string& Feats(const Lexeme& word, TagId tag) const;

 private:
  std::vector<Upos> upos_;  // of a tag
  std::unordered_map<Feature, std::string> exceptions_;
  std::vector<LemmaEdit> edits_;
  std::vector<std::string> feats_;
  Lexicon edit_of_;
  Lexicon feats_of_;
};

}  // namespace dateline::language
