// The language stage: lemma, tags, tree and names of every sentence, by the core that its model is
// of: the encoder (encoder.h) or linear models (linear_core.h).
//
// Models and their scores: models/english.md; why so: docs/decisions/0003-linear-language-core.md
// and the one on the encoder beside it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::language {

class LanguageStage {
 public:
  static constexpr std::string_view kName = "language";

  // Reads the tables in place. REQUIRES: `artefact` outlives the stage and its copies. Errors:
  // kCorrupt, kUnsupportedVersion.
  static Result<LanguageStage> Load(std::string_view artefact);

  // For example "english-linear 2026-11-24 (0f3a5c7b9d1e)": the last is the begin of the SHA-256 of
  // the weights.
  std::string model_name() const;

  // Every sentence has exactly one root and no cycle. Linear in the number of tokens.
  Result<text::LanguageLayers> Run(const text::StructureView& input) const;

 private:
  struct Impl;
  explicit LanguageStage(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<const Impl> impl_;
};

}  // namespace dateline::language
