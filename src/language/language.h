// The language stage: lemma, tags, tree and names of every sentence.
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

  static Result<LanguageStage> Load(std::string_view artefact);

  std::string model_name() const { return {}; }
  Result<text::LanguageLayers> Run(const text::StructureView& input) const;
};

}  // namespace dateline::language
