// The claims stage: typed claims with their slots.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class ClaimsStage {
 public:
  static constexpr std::string_view kName = "claims";

  static Result<ClaimsStage> Load();

  std::string ontology_name() const { return {}; }
  Result<text::ClaimLayers> Run(const text::ClaimInput& input) const;
};

}  // namespace dateline::claims
