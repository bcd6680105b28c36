// Tagger: universal and treebank part of speech, decided together, left to right.
//
// An averaged perceptron (Collins 2002) over hashed features of the word, its neighbours and the
// two tags before it. Ties go to the smaller tag number, so the outcome is the same everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dateline/reading.h"
#include "language/feature.h"
#include "language/lexeme.h"
#include "language/tables.h"

namespace dateline::language {

// A pair of tags that occurs in training, e.g. VERB with VBD; numbered as in the model.
struct Tag {
  Upos upos = Upos::kX;
  std::string xpos;
};
using TagId = std::uint8_t;
inline constexpr TagId kNoTag = 255;  // before the first and after the last word
inline constexpr std::size_t kMaxTags = 192;

using TagFeatureList = FeatureList<48>;
// The features of word `i`, given the tags of the words before it.
void TagFeatures(std::span<const Lexeme> words, std::span<const TagId> tags, std::size_t i,
                 TagFeatureList& out);

// The section "tags": a line "UPOS<tab>XPOS" a tag. Errors: kCorrupt.
Result<std::vector<Tag>> ParseTags(std::string_view text);

class Tagger {
 public:
  static Result<Tagger> Load(const model::Container& container);

  const std::vector<Tag>& tags() const { return tags_; }
  // One tag a word, into `out`.
  void Run(std::span<const Lexeme> words, std::vector<TagId>& out) const;

 private:
  std::vector<Tag> tags_;
  SparseTable table_;
};

}  // namespace dateline::language
