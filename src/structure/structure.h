// The structure stage: blocks, sentences and tokens of a document.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::structure {

class StructureStage {
 public:
  static constexpr std::string_view kName = "structure";

  static Result<StructureStage> Load();

  Result<text::StructureLayers> Run(const text::Document& input) const;
};

}  // namespace dateline::structure
