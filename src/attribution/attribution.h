// The attribution stage: who says what: source, cue and content of reported speech.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::attribution {

class AttributionStage {
 public:
  static constexpr std::string_view kName = "attribution";

  static Result<AttributionStage> Load();

  Result<text::AttributionLayers> Run(const text::AttributionInput& input) const;
};

}  // namespace dateline::attribution
