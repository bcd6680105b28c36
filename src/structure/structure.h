// The structure stage: blocks, sentences and tokens of a document.
//
// Order: blocks (blocks.h), tokens of each block (tokenizer.h), sentences over the tokens
// (sentences.h). Tokens that came with the input (CoNLL-U) are kept as they are.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::structure {

class BoundaryJudge;
struct Lexicon;

class StructureStage {
 public:
  static constexpr std::string_view kName = "structure";

  // Reads data/structure/words.en.tsv and boundaries.en.tsv. Errors: kCorrupt, kNotFound.
  static Result<StructureStage> Load();

  Result<text::StructureLayers> Run(const text::Document& document) const;

 private:
  StructureStage(std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const BoundaryJudge> judge)
      : lexicon_(std::move(lexicon)), judge_(std::move(judge)) {}
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const BoundaryJudge> judge_;
};

}  // namespace dateline::structure
